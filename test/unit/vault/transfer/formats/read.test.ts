import { describe, expect, it } from 'vitest';
import type { FormatId } from '../../../../../common/transfer/targets';
import { detect, read } from '../../../../../vault/transfer/formats';
import { aliId, aliSecret, expectFile, hwId, hwSecret, token, told } from './expect-file';

const json = (value: unknown) => JSON.stringify(value, null, '\t');

describe('aliyun-cli', () => {
  const pair = { access_key_id: aliId, access_key_secret: aliSecret };
  const file = (...profiles: object[]) =>
    json({
      current: 'default',
      profiles: profiles.map((one) => ({ region_id: 'cn-hangzhou', ...one })),
      meta_path: '',
    });

  it('takes a pair from each mode that has one, in any case, and says why the others have none', () => {
    expectFile(
      'aliyun-cli',
      file(
        { name: 'default', mode: 'AK', ...pair },
        { name: 'sts', mode: 'STSTOKEN', ...pair, access_key_id: 'STS.FAKEfake0001', sts_token: token },
        { name: 'role', mode: 'ramrolearn', ...pair, ram_role_arn: 'acs:ram::0:role/fake' },
        { name: 'role-sts', mode: 'RamRoleArn', ...pair, sts_token: token },
        { name: 'with-name', mode: 'RamRoleArnWithRoleName', ...pair, ram_role_name: 'fake' },
        { name: 'chained', mode: 'ChainableRamRoleArn', source_profile: 'default' },
        { name: 'machine', mode: 'EcsRamRole', ram_role_name: 'fake' },
        { name: 'outside', mode: 'External', process_command: 'keyfold' },
        { name: 'sso', mode: 'CloudSSO', ...pair, sts_token: token, sts_expiration: 1 },
        { name: 'oauth', mode: 'OAuth', ...pair, sts_token: token },
        { name: 'half', mode: 'AK', access_key_id: aliId },
        { name: 'tokenless', mode: 'StsToken', ...pair },
        { name: 'stray token', mode: 'AK', ...pair, sts_token: token },
        { name: 'blank', mode: 'AK', access_key_id: aliId, access_key_secret: 'my secret' },
      ),
      [
        `default alibaba long-term ${aliId} ${aliSecret} `,
        `sts alibaba temporary STS.FAKEfake0001 ${aliSecret} ${token}`,
        `role alibaba long-term ${aliId} ${aliSecret} `,
        `role-sts alibaba temporary ${aliId} ${aliSecret} ${token}`,
        `with-name alibaba long-term ${aliId} ${aliSecret} `,
        `stray token alibaba long-term ${aliId} ${aliSecret} `,
      ],
      [
        'chained: no-pair',
        'machine: no-pair',
        'outside: no-pair',
        'sso: renewed',
        'oauth: renewed',
        'half: incomplete',
        'tokenless: incomplete',
        'blank: unusable',
      ],
    );
  });

  it('gives the end of a temporary key in milliseconds', () => {
    const result = read(
      'aliyun-cli',
      file({ name: 'a', mode: 'StsToken', ...pair, sts_token: token, sts_expiration: 9 }),
    );
    expect(result.ok && result.keys[0]?.expiresAt).toBe(9000);
  });

  it('leaves open whose key it is where the shape is not that of Alibaba Cloud', () => {
    expect(
      told('aliyun-cli', file({ name: 'stack', mode: 'AK', access_key_id: 'fake', access_key_secret: 'fake' })),
    ).toEqual({ keys: ['stack  long-term fake fake '], skipped: [] });
  });

  it('gives every key a name', () => {
    const named = (format: FormatId, text: string) => {
      const result = read(format, text);
      return result.ok && result.keys.map(({ name, place }) => [name, place]);
    };
    expect(named('aliyun-cli', file({ name: '', mode: 'AK', ...pair }))).toEqual([['#1', '#1']]);
    expect(named('aliyuncli-legacy', '[profile dev]\naliyun_access_key_id=a\naliyun_access_key_secret=b')).toEqual([
      ['dev', 'profile dev'],
    ]);
    expect(named('terraform', 'ak = "a"\nsk = "b"\ndev_ak = "a"\ndev_sk = "b"')).toEqual([
      ['Terraform', 'variables *'],
      ['dev', 'variables dev_*'],
    ]);
  });

  it('keeps profiles of one name apart, and takes the last of a property that occurs twice', () => {
    const twice = `{"profiles":[{"name":"a","mode":"AK","access_key_id":"old","access_key_secret":"${aliSecret}","access_key_id":"${aliId}"},{"name":"a"},{"name":""}]}`;
    expect(told('aliyun-cli', twice)).toEqual({
      keys: [`a alibaba long-term ${aliId} ${aliSecret} `],
      skipped: ['a (2): no-pair', '#3: no-pair'],
    });
  });

  it('tells AWS keys by their IDs', () => {
    expect(
      told(
        'aliyun-cli',
        file({ name: 'a', mode: 'AK', access_key_id: 'AKIAIOSFODNN7EXAMPLE', access_key_secret: 'x' }),
      ),
    ).toEqual({ keys: [], skipped: ['a: other-provider'] });
  });

  it.each([
    ['nothing', '', 'damaged'],
    ['a file cut off', file({ name: 'a' }).slice(0, -5), 'damaged'],
    ['comments', '{/**/"profiles":[]}', 'damaged'],
    ['another kind of JSON', '[]', 'damaged'],
    ['two lists of profiles', '{"profiles":[],"profiles":[]}', 'damaged'],
    ['no profiles', '{"current":"a"}', 'nothing-found'],
    ['a thousand brackets', `{"profiles":${'['.repeat(1000)}${']'.repeat(1000)}}`, 'too-deep'],
    ['a million brackets', '['.repeat(1_000_000), 'too-deep'],
    ['more than a mebibyte', ' '.repeat(1024 * 1024 + 1), 'too-large'],
    ['more than a mebibyte of Chinese', '钥'.repeat(400_000), 'too-large'],
  ])('refuses %s', (_name, text, problem) => {
    expect(told('aliyun-cli', text)).toBe(problem);
  });

  it('is not led astray by names that objects have of themselves', () => {
    const text = `{"__proto__":{"profiles":[]},"profiles":[{"name":"__proto__","mode":"AK","__proto__":{"access_key_id":"x"},"constructor":1}]}`;
    expect(told('aliyun-cli', text)).toEqual({ keys: [], skipped: ['__proto__: no-pair'] });
    expect(({} as Record<string, unknown>).access_key_id).toBeUndefined();
  });
});

describe('KooCLI', () => {
  const file = (...profiles: object[]) => json({ current: 'default', profiles });

  it('takes plain pairs and says which are enciphered', () => {
    const cipher = 'RkFLRWZha2VGQUtFZmFrZUZBS0VmYWtl';
    expectFile(
      'koocli',
      file(
        { name: 'default', mode: 'AKSK', accessKeyId: hwId, secretAccessKey: hwSecret, securityToken: '' },
        {
          name: 'sts',
          mode: 'AKSK',
          accessKeyId: 'HSTFAKE0000000000001',
          secretAccessKey: hwSecret,
          securityToken: token,
        },
        { name: 'hidden', mode: 'AKSK', accessKeyId: cipher, secretAccessKey: cipher },
        { name: 'agency', mode: 'ecsAgency', accessKeyId: '', secretAccessKey: '' },
      ),
      [
        `default huawei long-term ${hwId} ${hwSecret} `,
        `sts huawei temporary HSTFAKE0000000000001 ${hwSecret} ${token}`,
      ],
      ['hidden: encrypted', 'agency: no-pair'],
    );
  });
});

describe('INI files', () => {
  it('the old CLI of Alibaba Cloud', () => {
    expectFile(
      'aliyuncli-legacy',
      `[default]\naliyun_access_key_secret = ${aliSecret}\naliyun_access_key_id = ${aliId}\n[profile dev]\naliyun_access_key_id=${aliId}\n`,
      [`default alibaba long-term ${aliId} ${aliSecret} `],
      ['profile dev: incomplete'],
    );
  });

  it('the SDKs of Alibaba Cloud', () => {
    expectFile(
      'alibabacloud-credentials',
      [
        '\ufeff# mine',
        '[default]',
        'type = access_key # the usual',
        `access_key_id = ${aliId}`,
        `access_key_secret = "${aliSecret}"`,
        `security_token = ${token}`,
        '[sts]',
        'type=sts',
        `access_key_id='STS.FAKEfake0001'`,
        `access_key_secret=${aliSecret} ; the secret`,
        `security_token=${token}`,
        '[role]',
        'type = ram_role_arn',
        `access_key_id = old`,
        `access_key_id = ${aliId}`,
        `access_key_secret = ${aliSecret}`,
        '[machine]',
        'type = ecs_ram_role',
        'role_name = fake',
        '[half]',
        'type = sts',
        `access_key_id = ${aliId}`,
        `access_key_secret = ${aliSecret}`,
        '[role]',
        'role_arn = acs:ram::0:role/fake',
      ].join('\r\n'),
      [
        `default alibaba long-term ${aliId} ${aliSecret} `,
        `sts alibaba temporary STS.FAKEfake0001 ${aliSecret} ${token}`,
        `role alibaba long-term ${aliId} ${aliSecret} `,
      ],
      ['machine: no-pair', 'half: incomplete'],
    );
  });

  it.each(['accessKeyID', 'accessKeyId', 'AccessKeyId', 'access_key_id', 'access_id', 'accessid'])(
    'ossutil, the ID spelled %s',
    (name) => {
      expectFile(
        'ossutil',
        `[Credentials]\nlanguage=EN\nendpoint=oss-cn-hangzhou.aliyuncs.com\n${name}=${aliId}\naccessKeySecret=${aliSecret}\n[Bucket-Endpoint]\na=b\n`,
        [`Credentials alibaba long-term ${aliId} ${aliSecret} `],
      );
    },
  );

  it('ossutil 2 with several profiles', () => {
    expectFile(
      'ossutil',
      `[default]\naccessKeyID = ${aliId}\naccessKeySecret = ${aliSecret}\nregion = cn-hangzhou\n[profile dev]\nmode = EcsRamRole\n`,
      [`default alibaba long-term ${aliId} ${aliSecret} `],
      ['profile dev: no-pair'],
    );
  });

  it('the SDKs of Huawei Cloud', () => {
    expectFile(
      'huaweicloud-credentials',
      `[basic]\nak = ${hwId}\nsk = ${hwSecret}\nproject_id = fake\n[global]\nAK: HSTFAKE0000000000001\nSK: ${hwSecret}\nsecurity_token: ${token}\n[other]\nidp_id = fake\n`,
      [
        `basic huawei long-term ${hwId} ${hwSecret} `,
        `global huawei temporary HSTFAKE0000000000001 ${hwSecret} ${token}`,
      ],
    );
  });

  it('AWS, to say so', () => {
    expectFile(
      'aws-credentials',
      '[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = EXAMPLE\n',
      [],
      ['default: other-provider'],
    );
  });

  it('are not led astray by names that objects have of themselves', () => {
    expect(told('huaweicloud-credentials', `[__proto__]\nak=${hwId}\nsk=${hwSecret}\n[constructor]\n`)).toEqual({
      keys: [`__proto__ huawei long-term ${hwId} ${hwSecret} `],
      skipped: [],
    });
  });
});

describe('obsutil and FunctionGraph', () => {
  it('takes what is plain', () => {
    expectFile(
      'obsutil',
      `# mine\nendpoint=obs.cn-north-4.myhuaweicloud.com\nak=${hwId}\nsk = ${hwSecret}\ntoken=\nakCrr=\nskCrr=\n`,
      [`ak huawei long-term ${hwId} ${hwSecret} `],
      ['akCrr: no-pair'],
    );
  });

  it('says what the program has hidden', () => {
    // 32 and 48 bytes in base64, as AES makes of 20 and 40.
    expectFile('obsutil', `ak=${'RkFL'.repeat(10)}RkE=\nsk=${'RkFL'.repeat(16)}\n`, [], ['ak: encrypted']);
  });

  it('FunctionGraph', () => {
    expectFile('functiongraph', `access_key_id=${hwId}\nsecret_access_key=${hwSecret}\n`, [
      `access_key_id huawei long-term ${hwId} ${hwSecret} `,
    ]);
  });
});

describe('what a file is', () => {
  it.each([
    ['C:\\Users\\fake\\.aliyun\\config.json', 'aliyun-cli'],
    ['/home/fake/.hcloud/config.json', 'koocli'],
    ['.huaweicloud/credentials', 'huaweicloud-credentials'],
    ['.alibabacloud/credentials', 'alibabacloud-credentials'],
    ['.aliyuncli/credentials', 'aliyuncli-legacy'],
    ['.aws/credentials', 'aws-credentials'],
    ['.fg/credentials', 'functiongraph'],
    ['.ossutilconfig', 'ossutil'],
    ['.obsutilconfig', 'obsutil'],
    ['prod.tfvars', 'terraform'],
    ['.env.local', 'dotenv'],
    ['deploy.PS1', 'env-powershell'],
    ['deploy.bat', 'env-cmd'],
    ['.bashrc', 'env-sh'],
    ['notes.txt', null],
  ])('%s by its name, where nothing is in it', (name, format) => {
    expect(detect(name, '')).toBe(format);
  });

  it('the content counts for more than the name', () => {
    expect(detect('.aliyun/config.json', `[basic]\nak=${hwId}\nsk=${hwSecret}\n`)).toBe('huaweicloud-credentials');
  });

  it('the name decides where the content fits both', () => {
    const text = `export ALIBABA_CLOUD_ACCESS_KEY_ID=${aliId}\n`;
    expect([detect('.env', text), detect('x', text)]).toEqual(['dotenv', 'env-sh']);
  });

  it('is nothing where nothing fits', () => {
    for (const text of ['hello', '<a>', 'a: b', '%PDF']) expect(detect('x', text), text).toBeNull();
    for (const text of ['{}', '[]']) expect(detect('x', text), text).toBe('json');
  });
});
