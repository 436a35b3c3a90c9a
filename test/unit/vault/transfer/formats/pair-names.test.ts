import { describe, expect, it } from 'vitest';
import { splitName, wordsOf } from '../../../../../vault/transfer/formats/pair-names';
import { hasIdShape, isWorthAWord, providerOfPair } from '../../../../../vault/transfer/formats/pair-provider';
import { pairsAmong } from '../../../../../vault/transfer/formats/pairs-among';

const aliId = 'LTAI5tFAKEfakeFAKE000001';
const aliSecret = 'FAKEfakeFAKEfakeFAKEfakeFAKE01';
const hwId = 'FAKEHW00000000000001';
const hwSecret = 'FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKE0001';

const found = (values: Record<string, string | null>) =>
  pairsAmong(
    Object.entries(values).map(([name, value]) => ({ name, value })),
    hasIdShape,
  ).map(({ label, accessKeyId, secret, token, vague }) => ({
    label,
    id: accessKeyId?.name ?? null,
    secret: secret?.name ?? null,
    token: token?.name ?? null,
    vague,
  }));

describe('words of a name', () => {
  it.each([
    ['OSSAccessKeyID', ['oss', 'access', 'key', 'id']],
    ['accessKeyId', ['access', 'key', 'id']],
    ['AKSecret', ['ak', 'secret']],
    ['aliyun.oss.access-key_id', ['aliyun', 'oss', 'access', 'key', 'id']],
    ['S3_ACCESS_KEY2', ['s3', 'access', 'key2']],
    ['访问密钥 ID', ['访问密钥', 'id']],
    ['', []],
  ])('%s', (name, words) => expect(wordsOf(name)).toEqual(words));
});

describe('the part that a name stands for', () => {
  it.each([
    ['ALIYUN_OSS_ACCESS_KEY_ID', 'accessKeyId', 'ALIYUN_OSS'],
    ['accesskeyid', 'accessKeyId', ''],
    ['myaccesskeysecret', 'secret', 'my'],
    ['OSSAccessKeySecret', 'secret', 'OSS'],
    ['AWS_SECRET_ACCESS_KEY', 'secret', 'AWS'],
    ['HUAWEICLOUD_SDK_SK', 'secret', 'HUAWEICLOUD_SDK'],
    ['ACCESS_KEY_ID_PROD', 'accessKeyId', 'PROD'],
    ['oss.accessKeySecret2', 'secret', 'oss 2'],
    ['x-security-token', 'token', 'x'],
    ['end_point', 'endpoint', ''],
  ])('%s', (name, part, label) => expect(splitName(name)).toMatchObject({ part, label }));

  it.each(['task', 'break', 'SECRET_KEY_BASE', 'access_key_id_file', 'secretKeyRef', 'mykeyid', 'x'.repeat(10_000)])(
    'none: %s',
    (name) => expect(splitName(name)).toBeNull(),
  );
});

describe('pairs among names', () => {
  it('belong together by what stands before them', () => {
    expect(
      found({
        ALIYUN_OSS_ACCESS_KEY: aliId,
        HUAWEI_OBS_SECRET_KEY: 's',
        ALIYUN_OSS_SECRET_KEY: 's',
        HUAWEI_OBS_ACCESS_KEY: hwId,
      }),
    ).toEqual([
      { label: 'ALIYUN_OSS', id: 'ALIYUN_OSS_ACCESS_KEY', secret: 'ALIYUN_OSS_SECRET_KEY', token: null, vague: false },
      { label: 'HUAWEI_OBS', id: 'HUAWEI_OBS_ACCESS_KEY', secret: 'HUAWEI_OBS_SECRET_KEY', token: null, vague: false },
    ]);
  });

  it('have the secret in access_key if another name has the ID', () => {
    expect(found({ access_id: 'x', access_key: 'y' })).toMatchObject([{ id: 'access_id', secret: 'access_key' }]);
    expect(found({ access_key: 'x', secret_key: 'y' })).toMatchObject([{ id: 'access_key', secret: 'secret_key' }]);
    expect(found({ access_key: aliId, secret: 'y' })).toMatchObject([{ id: 'access_key', secret: 'secret' }]);
  });

  it('have names that many things have only if a value has the shape of an ID', () => {
    expect(found({ username: aliId, password: aliSecret })).toMatchObject([{ id: 'username', secret: 'password' }]);
    expect(found({ username: 'root', password: 'FAKE' })).toEqual([]);
    expect(found({ id: '1', secret: 'x', token: 'y' })).toEqual([]);
    expect(found({ AK: 'Alaska', SK: null })).toMatchObject([{ id: 'AK', secret: 'SK' }]);
    expect(found({ AK: 'Alaska', AL: 'Alabama' })).toEqual([]);
    expect(found({ pk: 'USER#1', sk: 'ROW#1' })).toEqual([]);
  });

  it('are halves, and a half with a name of many things is vague', () => {
    expect(found({ SECRET_KEY: 'x' })).toMatchObject([{ vague: true }]);
    expect(found({ SECRET_ACCESS_KEY: 'x' })).toMatchObject([{ id: null, secret: 'SECRET_ACCESS_KEY', vague: false }]);
    expect(found({ accessKey: aliId })).toMatchObject([{ id: 'accessKey', secret: null, vague: false }]);
    const half = { vague: true };
    expect([isWorthAWord(half, ['SECRET_KEY']), isWorthAWord(half, ['ALIYUN_SECRET_KEY'])]).toEqual([false, true]);
  });

  it('take the address that has the same beginning', () => {
    const items = { OSS_ENDPOINT: 'a', OBS_ENDPOINT: 'b', OBS_AK: 'i', OBS_SK: 's' };
    const [pair] = pairsAmong(
      Object.entries(items).map(([name, value]) => ({ name, value })),
      hasIdShape,
    );
    expect(pair?.endpoint?.value).toBe('b');
  });
});

describe('whose a pair is', () => {
  const whose = (names: string[], accessKeyId = 'FAKE', secret = 'FAKE', endpoint = '', region = '') =>
    providerOfPair({ names, accessKeyId, secret, endpoint, region });

  it('is said by the shape of the ID first', () => {
    expect(whose(['AWS_ACCESS_KEY_ID'], aliId)).toBe('alibaba');
    expect(whose(['HW_ACCESS_KEY'], aliId)).toBe('alibaba');
    expect(whose(['AWS_ACCESS_KEY_ID'], hwId, hwSecret)).toBe('huawei');
    expect(whose(['ALIYUN_ACCESS_KEY'], 'AKIAFAKEFAKEFAKEFAKE')).toBeNull();
    expect(whose(['tencent'], hwId, hwSecret)).toBeNull();
    expect(whose(['ALIBABACLOUDSTACK_ACCESS_KEY'], aliId)).toBe('private-alibaba');
  });

  it('is said by an address, then by a name', () => {
    expect(whose(['x'], 'FAKE', 'FAKE', 'https://oss-cn-hangzhou.aliyuncs.com')).toBe('alibaba');
    expect(whose(['x'], 'FAKE', 'FAKE', 'obs.cn-north-4.myhuaweicloud.com')).toBe('huawei');
    expect(whose(['x'], 'FAKE', 'FAKE', 's3.us-east-1.amazonaws.com')).toBeNull();
    expect(whose(['x'], 'FAKE', 'FAKE', '', 'cn-north-4')).toBe('huawei');
    expect(whose(['x'], 'FAKE', 'FAKE', '', 'cn-hangzhou')).toBe('alibaba');
    expect(whose(['accessKeyId', 'aliyunOss'])).toBe('alibaba');
    expect(whose(['HW_ACCESS_KEY'])).toBe('huawei');
    expect(whose(['PING_AN_ACCESS_KEY'])).toBe('pingan');
    expect(whose(['AWS_ACCESS_KEY_ID'])).toBeNull();
    expect(whose(['access_key'])).toEqual(['alibaba', 'huawei']);
  });
});
