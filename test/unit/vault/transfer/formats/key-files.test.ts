import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../../../../vault/transfer/contents';
import { remove } from '../../../../../vault/transfer/formats';
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
    ['r61-tf-backend-oss.tf', 'terraform', [`backend oss: ${ali('061')}`], []],
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

/** The same kinds as the samples, in files that none of them is. */
describe('other files of the same kinds', () => {
  const pair = (last: string) => [`LTAI5tFAKEFAKEFAKE000${last}`, `FAKEfake0SecretFAKEfake0Sec${last}`] as const;
  const hwPair = (last: string) =>
    [`HWFAKEFAKEFAKE000${last}`, `FAKEfake0SecretFAKEfake0SecretFAKEfak${last}`] as const;
  const [id, secret] = pair('201');
  const [id2, secret2] = pair('202');
  const [hwId, hwSecret] = hwPair('203');
  const one = ali('201');
  const two = ali('202');
  const three = hw('203');

  it.each<[string, string, string[], string[]?]>([
    [
      '.s3cfg',
      `[default]\naccess_key = ${id}\nsecret_key = ${secret}\nhost_base = oss-cn-hangzhou.aliyuncs.com\n`,
      [`default: ${one}`],
    ],
    [
      '.aliyunlogcli',
      `[main]\naccess-id = ${id}\naccess-key = ${secret}\nsts-token =\n[dev]\naccess-id=${id2}\naccess-key=${secret2}\n`,
      [`main: ${one}`, `dev: ${two}`],
    ],
    [
      'certbot.ini',
      `certbot_dns_aliyun:dns_aliyun_access_key = ${id}\ncertbot_dns_aliyun:dns_aliyun_access_key_secret = ${secret}\n`,
      [`certbot_dns_aliyun:dns_aliyun_access_key: ${one}`],
    ],
    ['account.conf', `ACCOUNT='x'\nSAVED_Ali_Key='${id}'\nSAVED_Ali_Secret='${secret}'\n`, [`SAVED_Ali_Key: ${one}`]],
    ['.passwd-ossfs', `${id}:${secret}\nlogs:${hwId}:${hwSecret}\n`, [`${id}: ${one}`, `logs: ${three}`]],
    [
      'config.fish',
      `set -gx OSS_ACCESS_KEY_ID ${id}\nset -gx OSS_ACCESS_KEY_SECRET "${secret}"\n`,
      [`OSS_ACCESS_KEY_ID: ${one}`],
    ],
    [
      'set.bat',
      `setx /M OSS_ACCESS_KEY_ID "${id}"\r\nsetx OSS_ACCESS_KEY_SECRET ${secret} /M\r\n`,
      [`OSS_ACCESS_KEY_ID: ${one}`],
    ],
    [
      'app.service',
      `[Service]\nEnvironment="ALIYUN_AK=${id}" "ALIYUN_SK=${secret}"\nEnvironment=A=b\nExecStart=/bin/x\n`,
      [`ALIYUN_AK: ${one}`],
    ],
    [
      'hadoop.properties',
      `fs.oss.accessKeyId ${id}\nfs.oss.accessKeySecret ${secret}\nfs.obs.access.key: ${hwId}\nfs.obs.secret.key: ${hwSecret}\n`,
      [`fs.oss.accessKeyId: ${one}`, `fs.obs.access.key: ${three}`],
    ],
    [
      'app.properties',
      `alibaba.cloud.access-key: ${id}\nalibaba.cloud.secret-key=FAKEfake0Secret\\\n    FAKEfake0Sec201\n`,
      [`alibaba.cloud.access-key: ${one}`],
    ],
    ['esc.properties', 'accessKey=FAKEodd\nsecretKey=FAKE\\u0041\\=d\\\\e\n', ['accessKey: ? FAKEodd FAKEA=d\\e']],
    [
      'core-site.xml',
      `<?xml version="1.0"?>\n<!-- <name>ak</name><value>${id2}</value> -->\n<property>\n<name>fs.oss.accessKeyId</name>\n<value>${id}</value>\n</property>\n<property><name>fs.oss.accessKeySecret</name><value>${secret}</value></property>\n`,
      [`fs.oss.accessKeyId: ${one}`],
    ],
    [
      'web.config',
      `<a><add key="AccessKeyId" value="${id}"/><add key="AccessKeySecret" value="${secret}"/></a>`,
      [`AccessKeyId: ${one}`],
    ],
    [
      'notes.txt',
      `prod\nAccessKey ID: ${id}\nAccessKey Secret: ${secret}\n\ndev\nAccessKey ID: ${id2}\nAccessKey Secret: ${secret2}\n\n华为云\nAK：${hwId}\nSK：${hwSecret}\n`,
      [`AccessKey ID: ${one}`, `AccessKey ID (2): ${two}`, `AK: ${three}`],
    ],
    ['中文.txt', `访问密钥ID: ${id}\n秘密访问密钥: ${secret}\n`, [`访问密钥ID: ${one}`]],
    [
      'config.toml',
      `[oss]\naccess_key_id = "${id}"\naccess_key_secret = "${secret}"\n\n[obs.prod]\naccess_key_id = "${hwId}"\nsecret_access_key = "${hwSecret}"\n`,
      [`oss: ${one}`, `obs.prod: ${three}`],
    ],
    ['x.js', `new OSS({\n  accessKeyId: '${id}',\n  accessKeySecret: '${secret}',\n});\n`, [`accessKeyId: ${one}`]],
    [
      'run.txt',
      `aliyun configure set --access-key-id ${id} --access-key-secret ${secret}\n`,
      [`access-key-id: ${one}`],
    ],
    ['run2.txt', `docker run -e ALIYUN_AK=${id} -e ALIYUN_SK=${secret} image\n`, [`ALIYUN_AK: ${one}`]],
    [
      'url.txt',
      `endpoint=x;accessKeyId=${id};accessKeySecret=${secret}\noss://${id2}:${secret2}@logs/x\n`,
      [`accessKeyId: ${one}`, `logs: ${two}`],
    ],
    ['a.env', `ACCESS_ID=${id}\nACCESS_KEY=${secret}\n`, [`ACCESS_ID: ${one}`]],
    [
      'b.env',
      `ACCESS_KEY_ID_1=${id}\nACCESS_KEY_SECRET_1=${secret}\nACCESS_KEY_ID_2=${id2}\nACCESS_KEY_SECRET_2=${secret2}\n`,
      [`ACCESS_KEY_ID_1: ${one}`, `ACCESS_KEY_ID_2: ${two}`],
    ],
    [
      'c.env',
      `AK=${hwId}\nSK=${hwSecret}\nACCESS_KEY_ID=${id}\nACCESS_KEY_SECRET=${secret}\nTENCENTCLOUD_SECRET_ID=AKIDFAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKE\nTENCENTCLOUD_SECRET_KEY=FAKE\nAWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nAWS_SECRET_ACCESS_KEY=x\n`,
      [`AK: ${three}`, `ACCESS_KEY_ID: ${one}`],
      ['TENCENTCLOUD_SECRET_ID: other-provider', 'AWS_ACCESS_KEY_ID: other-provider'],
    ],
    ['d.env', `OSS_USER=${id}\nOSS_PASSWORD=${secret}\nDB_USER=root\nDB_PASSWORD=FAKE\n`, [`OSS_USER: ${one}`]],
    [
      '.aws/credentials',
      `[oss]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n[aws]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\n`,
      [`oss: ${one}`],
      ['aws: other-provider'],
    ],
    ['ak.ini', `[oss]\nak = ${id}\nsk = ${secret}\n`, [`oss: ${one}`]],
    ['flat.ini', `access_key_id=${id}\nsecret_access_key=${secret}\n`, [`access_key_id: ${one}`]],
    [
      'rclone.conf',
      `[a]\ntype = s3\nprovider = AWS\naccess_key_id = ${id}\nsecret_access_key = ${secret}\n[m]\ntype = s3\nprovider = Minio\naccess_key_id = FAKEminio\nsecret_access_key = FAKEminio\n`,
      [`a: ${one}`],
      ['m: other-provider'],
    ],
    [
      'main.tf',
      `resource "a" "b" {\n  connection {\n    ak = "${id}"\n    sk = "${secret}"\n  }\n}\nlocals {\n  keys = [{ access_key = "${id2}", secret_key = "${secret2}" }]\n}\nmodule "m" {\n  access_key = var.a\n  secret_key = var.b\n}\nprovider "aws" {\n  alias = "obs"\n  access_key = "${hwId}"\n  secret_key = "${hwSecret}"\n}\n`,
      [`resource a b.connection: ${one}`, `locals.keys.0: ${two}`, `provider aws.obs: ${three}`],
      ['module m: not-literal'],
    ],
  ])('%s', (name, text, keys, skipped = []) => {
    const found = told(name, text);
    expect(found === 'a table' ? found : { keys: found.keys, skipped: found.skipped }).toEqual({ keys, skipped });
  });

  it('an ID is never denied, wherever it stands', () => {
    const incomplete = (place: string) => ({ keys: [], skipped: [`${place}: incomplete`] });
    expect(told('a.env', `ALIYUN_ACCESS_KEY_ID=${id}\n`)).toMatchObject(incomplete('ALIYUN_ACCESS_KEY_ID'));
    expect(told('b.env', `SOMETHING=${id}\nX=1\n`)).toMatchObject(incomplete('SOMETHING'));
    expect(told('c.py', `auth(id("${id}"))\n`)).toMatchObject(incomplete(id));
    expect(told('d.txt', `The key of Li is ${id}; ask him for the rest.\n`)).toMatchObject(incomplete(id));
  });

  it('what has nothing to do with keys is left alone', () => {
    const env =
      'SECRET_KEY=FAKEdjango\nAPI_TOKEN=FAKE\nS3_ACCESS_KEY=\nS3_SECRET_KEY=\nUSER=me\nPASSWORD=FAKE\nMY_ID=1\nKEY=FAKE\n';
    expect(() => told('.env', env)).toThrow('no-keys-in-file');
    expect(() => told('x.ini', '[a]\nuser = me\npassword = FAKE\n[b]\nid = 1\nsecret = FAKE\n')).toThrow(
      'file-unknown',
    );
  });

  it('what stands inside a value of several lines is no name', () => {
    const text = `note = "one\naccess_key_id = ${id2}\naccess_key_secret = ${secret2}\n"\naccess_key_id = ${id}\naccess_key_secret = ${secret}\n`;
    expect(told('notes.conf', text)).toMatchObject({ keys: [`access_key_id: ${one}`], skipped: [] });
  });
});

describe('lines are cleaned by the values alone', () => {
  const [id, secret] = ['LTAI5tFAKEFAKEFAKE000301', 'FAKEfake0SecretFAKEfake0Sec301'];
  it.each([
    ['[oss]\r\ntype = s3\r\naccess_key_id = %I # mine\r\nsecret_access_key = %S\r\nacl = private\r\n', 'oss'],
    ['b:%I:%S\nc:x\n', 'b'],
    ['set -gx OSS_ACCESS_KEY_ID %I\nset -gx OSS_ACCESS_KEY_SECRET "%S" # both\n', 'OSS_ACCESS_KEY_ID'],
    ['Environment="OSS_ACCESS_KEY_ID=%I" "OSS_ACCESS_KEY_SECRET=%S" "A=b"\n', 'OSS_ACCESS_KEY_ID'],
    ['a.accessKeyId %I\na.accessKeySecret: %S\nb=1', 'a.accessKeyId'],
  ])('%j', (template, place) => {
    const text = template.replace('%I', id).replace('%S', secret);
    expect(remove('lines', text, place)).toEqual({ ok: true, text: text.replace(id, '').replace(secret, '') });
  });

  it('and XML is not cleaned', () => {
    const text = `<name>a.accessKeyId</name><value>${id}</value>\n<name>a.accessKeySecret</name><value>${secret}</value>`;
    expect(remove('lines', text, 'a.accessKeyId')).toEqual({ ok: false, problem: 'not-writable' });
  });
});
