import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../../../../vault/transfer/contents';
import { textOf } from './hostile';

/** Files as people have them, read by the import sheet's own path. What each is from stands in docs/formats.md. */

const folder = join(import.meta.dirname, '../../../../fixtures/key-files');

const ali = (last: string) => `alibaba LTAI5tFAKEFAKEFAKE000${last} FAKEfake0SecretFAKEfake0Sec${last}`;
const hw = (last: string) => `huawei HWFAKEFAKEFAKE000${last} FAKEfake0SecretFAKEfake0SecretFAKEfak${last}`;

function told(name: string, text: string | Buffer = readFileSync(join(folder, name))) {
  const contents = contentsOf(name, Buffer.from(text));
  if ('table' in contents) return 'a table';
  return {
    kind: contents.kind,
    keys: contents.keys.map(
      ({ place, provider, accessKeyId, secret }) => `${place}: ${provider ?? '?'} ${accessKeyId} ${textOf(secret)}`,
    ),
    skipped: contents.skipped.map(({ place, why }) => `${place}: ${why}`),
  };
}

describe('samples', () => {
  const stack = '? FAKEstack0000049 FAKE#stack#Secret0000000049'.replace('?', 'private-alibaba');
  it.each<[string, string, string[], string[]]>([
    ['r13-ini-no-section.ini', 'lines', [`access_key_id: ${ali('015')}`], []],
    ['r16-acs-properties.properties', 'lines', [`accessKeyId: ${ali('017')}`], []],
    ['r22-oss-alias-names.ini', 'ossutil', [`Credentials: ${ali('022')}`], []],
    ['r40-env-aliyun-names.env', 'dotenv', [`ALIYUN_ACCESS_KEY_ID: ${ali('040')}`], []],
    ['r41-env-dify.env', 'dotenv', [`ALIYUN_OSS_ACCESS_KEY: ${ali('041')}`, `HUAWEI_OBS_ACCESS_KEY: ${hw('041')}`], []],
    [
      'r42-env-prefixed-two.env',
      'dotenv',
      [`PROD_ALIBABA_CLOUD_ACCESS_KEY_ID: ${ali('042')}`, `DEV_ALIBABA_CLOUD_ACCESS_KEY_ID: ${ali('043')}`],
      [],
    ],
    ['r43-env-tf-var.sh', 'env-sh', [`TF_VAR_access_key: ${ali('044')}`], []],
    ['r44-env-aws-names-oss.env', 'dotenv', [`AWS_ACCESS_KEY_ID: ${ali('045')}`], []],
    ['r49-env-hash-in-secret.env', 'dotenv', [`ALIBABACLOUDSTACK_ACCESS_KEY: ${stack}`], []],
    ['r61-tf-backend-oss.tf', 'terraform', [`terraform.backend oss: ${ali('061')}`], []],
    ['r64-tfvars-map.tfvars', 'terraform', [`credentials: ${ali('064')}`, `accounts.prod: ${ali('065')}`], []],
    ['r71-rclone.conf', 'lines', [`oss: ${ali('072')}`, `obs: ${hw('072')}`], []],
    ['r75-passwd-s3fs.txt', 'lines', [`my-bucket: ${ali('076')}`], []],
    ['r80-spring-properties.properties', 'lines', [`spring.cloud.alicloud.access-key: ${ali('080')}`], []],
    ['r86-odps.ini', 'lines', [`access_id: ${ali('086')}`], []],
    [
      'r93-env-placeholders.env',
      'dotenv',
      [],
      ['ALIBABA_CLOUD_ACCESS_KEY_ID: placeholder', 'HW_ACCESS_KEY: placeholder', 'OSS_ACCESS_KEY_ID: placeholder'],
    ],
    ['r95-env-dotenvx.env', 'dotenv', [], ['ALIBABA_CLOUD_ACCESS_KEY_ID: encrypted']],
  ])('%s', (name, kind, keys, skipped) => {
    expect(told(name)).toEqual({ kind, keys, skipped });
  });

  it('r10-ini-header-comments.ini: a comment behind a section is no part of its name', () => {
    expect(told('r10-ini-header-comments.ini')).toEqual({
      kind: 'alibabacloud-credentials',
      keys: [`default: ${ali('010')}`, `client2: ${ali('011')}`],
      skipped: ['node: no-pair'],
    });
  });
});
