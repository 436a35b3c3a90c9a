import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ProviderId, providers } from '../../../../../common/providers';
import { type TargetId, targetIds, toolFiles } from '../../../../../common/transfer/targets';
import { variableSetIds, variableSets } from '../../../../../common/transfer/variables';
import { merge, read, render, type WriteOptions } from '../../../../../vault/transfer/formats';
import { isPlainIniValue } from '../../../../../vault/transfer/formats/ini';
import { whatIs } from '../../../../../vault/transfer/value-kind';
import { hostile, textOf, toolKey } from './hostile';

const ali = toolKey('alibaba', 'LTAI5tFAKEfakeFAKE000001', 'FAKEfakeFAKEfakeFAKEfakeFAKE01');
const aliSts = toolKey('alibaba', 'STS.FAKEfake0001', 'FAKEfakeFAKE', 'FAKETOKEN+/=');
const hw = toolKey('huawei', 'FAKEHW00000000000001', 'FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKE0001');
const hwSts = toolKey('huawei', 'HSTFAKE0000000000001', 'FAKEfakeFAKE', 'FAKETOKEN+/=');
const stack = toolKey('private-alibaba', 'FAKEEBS000000001', 'FAKEfakeFAKE');

function text(target: TargetId, key: typeof ali, options?: WriteOptions): string {
  const result = render(target, key, options);
  if (!result.ok) throw new Error(result.problem);
  return result.text;
}

/** One way to write each target, and whose keys go there. */
const owners: Readonly<Record<TargetId, ProviderId>> = {
  'env-sh': 'alibaba',
  'env-powershell': 'alibaba',
  'env-cmd': 'huawei',
  dotenv: 'huawei',
  'aliyun-cli': 'alibaba',
  'alibabacloud-credentials': 'alibaba',
  ossutil: 'alibaba',
  'huaweicloud-credentials': 'huawei',
  obsutil: 'huawei',
  terraform: 'alibaba',
  rclone: 'huawei',
  s3cmd: 'alibaba',
  'aws-credentials': 'huawei',
  odps: 'alibaba',
  sls: 'alibaba',
  'spring-properties': 'alibaba',
  'spring-yaml': 'huawei',
  'kubernetes-secret': 'huawei',
};

describe('a fresh file', () => {
  it.each<[TargetId, typeof ali, WriteOptions, string]>([
    [
      'env-sh',
      ali,
      {},
      "export ALIBABA_CLOUD_ACCESS_KEY_ID='LTAI5tFAKEfakeFAKE000001'\nexport ALIBABA_CLOUD_ACCESS_KEY_SECRET='FAKEfakeFAKEfakeFAKEfakeFAKE01'\n",
    ],
    [
      'env-powershell',
      hwSts,
      { variables: 'HW_ACCESS_KEY' },
      "$env:HW_ACCESS_KEY = 'HSTFAKE0000000000001'\n$env:HW_SECRET_KEY = 'FAKEfakeFAKE'\n$env:HW_SECURITY_TOKEN = 'FAKETOKEN+/='\n",
    ],
    [
      'env-cmd',
      stack,
      {},
      'set "ALIBABACLOUDSTACK_ACCESS_KEY=FAKEEBS000000001"\nset "ALIBABACLOUDSTACK_SECRET_KEY=FAKEfakeFAKE"\n',
    ],
    [
      'dotenv',
      hwSts,
      {},
      'HUAWEICLOUD_SDK_AK=HSTFAKE0000000000001\nHUAWEICLOUD_SDK_SK=FAKEfakeFAKE\nHUAWEICLOUD_SDK_SECURITY_TOKEN=FAKETOKEN+/=\n',
    ],
    [
      'aliyun-cli',
      ali,
      {},
      '{\n\t"current": "default",\n\t"profiles": [\n\t\t{\n\t\t\t"name": "default",\n\t\t\t"mode": "AK",\n\t\t\t"access_key_id": "LTAI5tFAKEfakeFAKE000001",\n\t\t\t"access_key_secret": "FAKEfakeFAKEfakeFAKEfakeFAKE01",\n\t\t\t"region_id": "cn-hangzhou",\n\t\t\t"output_format": "json",\n\t\t\t"language": "en"\n\t\t}\n\t]\n}\n',
    ],
    [
      'aliyun-cli',
      aliSts,
      { entry: 'dev', region: 'cn-beijing' },
      '{\n\t"current": "dev",\n\t"profiles": [\n\t\t{\n\t\t\t"name": "dev",\n\t\t\t"mode": "StsToken",\n\t\t\t"access_key_id": "STS.FAKEfake0001",\n\t\t\t"access_key_secret": "FAKEfakeFAKE",\n\t\t\t"sts_token": "FAKETOKEN+/=",\n\t\t\t"region_id": "cn-beijing",\n\t\t\t"output_format": "json",\n\t\t\t"language": "en"\n\t\t}\n\t]\n}\n',
    ],
    [
      'alibabacloud-credentials',
      ali,
      { entry: 'dev' },
      '[dev]\nenable = true\ntype = access_key\naccess_key_id = LTAI5tFAKEfakeFAKE000001\naccess_key_secret = FAKEfakeFAKEfakeFAKEfakeFAKE01\n',
    ],
    [
      'ossutil',
      aliSts,
      {},
      '[Credentials]\nlanguage=EN\nendpoint=oss-cn-hangzhou.aliyuncs.com\naccessKeyID=STS.FAKEfake0001\naccessKeySecret=FAKEfakeFAKE\nstsToken=FAKETOKEN+/=\nregion=cn-hangzhou\n',
    ],
    [
      'ossutil',
      ali,
      { entry: 'profile dev', region: 'cn-beijing' },
      '[profile dev]\naccessKeyID=LTAI5tFAKEfakeFAKE000001\naccessKeySecret=FAKEfakeFAKEfakeFAKEfakeFAKE01\nregion=cn-beijing\n',
    ],
    [
      'huaweicloud-credentials',
      hwSts,
      { entry: 'global' },
      '[global]\nak = HSTFAKE0000000000001\nsk = FAKEfakeFAKE\nsecurity_token = FAKETOKEN+/=\n',
    ],
    [
      'obsutil',
      hw,
      { region: 'cn-north-4' },
      'endpoint=obs.cn-north-4.myhuaweicloud.com\nak=FAKEHW00000000000001\nsk=FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKE0001\n',
    ],
    [
      'terraform',
      hwSts,
      {},
      'huaweicloud_access_key = "HSTFAKE0000000000001"\nhuaweicloud_secret_key = "FAKEfakeFAKE"\nhuaweicloud_security_token = "FAKETOKEN+/="\n',
    ],
    ['terraform', stack, { entry: '' }, 'access_key = "FAKEEBS000000001"\nsecret_key = "FAKEfakeFAKE"\n'],
  ])('%s', (target, key, options, expected) => {
    expect(text(target, key, options)).toBe(expected);
  });

  it('quotes what the shell would take for its own', () => {
    const secret = `'"$%{x}&^!\`\\`;
    const key = toolKey('alibaba', 'id', secret);
    const lines = (['env-sh', 'env-powershell', 'env-cmd', 'terraform'] as const).map(
      (target) => text(target, key).split('\n')[1],
    );
    expect(lines).toEqual([
      `export ALIBABA_CLOUD_ACCESS_KEY_SECRET=''\\''"$%{x}&^!\`\\'`,
      `$env:ALIBABA_CLOUD_ACCESS_KEY_SECRET = '''"$%{x}&^!\`\\'`,
      `set "ALIBABA_CLOUD_ACCESS_KEY_SECRET='"$%%{x}^&^^!\`\\"`,
      `alicloud_secret_key = "'\\"$\\u0025{x}&^!\`\\\\"`,
    ]);
  });
});

/** Targets that have a spelling for every value, and what the others can't hold. */
const writes: Readonly<Record<TargetId, (value: string) => boolean>> = {
  'env-sh': () => true,
  'env-powershell': () => true,
  'env-cmd': () => true,
  'aliyun-cli': () => true,
  terraform: () => true,
  dotenv: (value) => /^[\w./+=:@,-]+$/.test(value) || !/['\\]/.test(value) || !/["\\$`]/.test(value),
  'alibabacloud-credentials': isPlainIniValue,
  ossutil: isPlainIniValue,
  'huaweicloud-credentials': isPlainIniValue,
  // What is base64 of whole AES blocks, obsutil takes for its own cipher.
  obsutil: (value) =>
    Buffer.from(value, 'base64').toString('base64') !== value || Buffer.from(value, 'base64').length % 16 > 0,
  rclone: isPlainIniValue,
  s3cmd: isPlainIniValue,
  'aws-credentials': isPlainIniValue,
  odps: isPlainIniValue,
  sls: isPlainIniValue,
  // Spring puts something else in the place of these.
  'spring-properties': (value) => !/[$#]\{/.test(value),
  'spring-yaml': (value) => !/[$#]\{/.test(value),
  'kubernetes-secret': () => true,
};

describe('any printable ASCII', () => {
  it.each(targetIds)('comes back from %s as it went in, or is refused', (target) => {
    const profile = owners[target];
    fc.assert(
      fc.property(hostile, fc.option(hostile), (secret, token) => {
        // `***` or `[x]` in the place of a secret is read as what it looks like.
        fc.pre([secret, token ?? ''].every((value) => whatIs(value) === 'plain'));
        const key = toolKey(profile, 'FAKEfakeFAKE', secret, token);
        const result = render(target, key);
        // A token has no name there.
        if (target === 'odps' && token !== null) return;
        const able = writes[target](secret) && (token === null || target === 'obsutil' || writes[target](token));
        if (!able) {
          expect(result).toEqual({ ok: false, problem: 'not-writable' });
          return;
        }
        const found = result.ok ? read(target, result.text) : result;
        if (!found.ok) throw new Error(found.problem);
        // What looks like a reference or a placeholder is written, and an import asks about it. Keys of no provider's
        // shape in AWS's file are AWS's for an import.
        const isOdd = [secret, token ?? 'FAKE'].some((value) => whatIs(value) !== 'plain');
        if (isOdd || target === 'aws-credentials') {
          expect(result.ok && result.text).toContain('FAKEfakeFAKE');
          return;
        }
        expect(found.skipped).toEqual([]);
        expect(found.keys.map((one) => [one.accessKeyId, textOf(one.secret), textOf(one.token)])).toEqual([
          ['FAKEfakeFAKE', secret, token],
        ]);
        expect(found.keys[0]?.credential).toBe(token === null ? 'long-term' : 'temporary');
      }),
    );
  });

  it.each(targetIds)('the keys that providers make can be written to %s', (target) => {
    for (const key of owners[target] === 'alibaba' ? [ali, aliSts] : [hw, hwSts]) {
      expect(render(target, key).ok).toBe(target !== 'odps' || key.token === null);
    }
  });

  it.each(['a#b', 'a;b', 'a\\', '%(x)s', '"a', "'a", '`a', 'true', 'null'])('an INI file does not get %s', (value) => {
    expect(isPlainIniValue(value)).toBe(false);
  });
});

describe('what fits a provider', () => {
  it('refuses a target or variables of another', () => {
    const problem = { ok: false, problem: 'not-for-provider' };
    expect(render('aliyun-cli', hw)).toEqual(problem);
    expect(render('obsutil', ali)).toEqual(problem);
    expect(render('env-sh', toolKey('pingan', 'FAKE', 'FAKE'))).toEqual(problem);
    expect(render('env-sh', ali, { variables: 'HW_ACCESS_KEY' })).toEqual(problem);
  });

  it('each target is of a provider, and each provider can write all of its own', () => {
    expect(new Set(providers.flatMap(({ targets }) => targets))).toEqual(new Set(targetIds));
    for (const { id, targets } of providers) {
      for (const target of targets)
        expect(render(target, toolKey(id, 'FAKE', 'FAKE')).ok, `${id} ${target}`).toBe(true);
    }
  });

  it('each set of variables is of one provider, but for those of AWS', () => {
    const owned = providers.flatMap(({ variables }) => variables);
    expect(new Set(owned).size).toBe(owned.length);
    expect(variableSetIds.filter((id) => !owned.includes(id))).toEqual(['AWS_ACCESS_KEY_ID']);
    for (const id of variableSetIds) expect(variableSets[id].accessKeyId).toBe(id);
  });

  it('each file has a name in each language, and a place that it is known by', () => {
    for (const [id, { name, path }] of Object.entries(toolFiles)) {
      expect(Object.values(name).every(Boolean), id).toBe(true);
      if (path !== null) expect(path, id).toMatch(/^\.[a-z]+/);
    }
  });
});

describe('names of entries', () => {
  it.each<[TargetId, string]>([
    ['aliyun-cli', ''],
    ['aliyun-cli', 'a\nb'],
    ['aliyun-cli', ' a'],
    ['alibabacloud-credentials', 'a]\nb'],
    ['alibabacloud-credentials', 'a.b'],
    ['alibabacloud-credentials', 'DEFAULT'],
    ['ossutil', 'profile a b'],
    ['huaweicloud-credentials', ''],
    ['obsutil', 'other'],
    ['terraform', 'a'],
    ['terraform', '1_'],
  ])('%s refuses %j', (target, entry) => {
    expect(render(target, toolKey(owners[target], 'FAKE', 'FAKE'), { entry })).toEqual({
      ok: false,
      problem: 'bad-entry',
    });
  });

  it('takes Chinese ones, and any line of text in JSON', () => {
    expect(text('alibabacloud-credentials', ali, { entry: '生产' })).toMatch(/^\[生产\]\n/);
    expect(text('aliyun-cli', ali, { entry: '生产 "1"' })).toContain('"name": "生产 \\"1\\""');
    expect(merge('aliyun-cli', '[', ali)).toEqual({ ok: false, problem: 'damaged' });
  });
});
