import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import CliProfile from '@alicloud/credentials/dist/src/providers/cli_profile.js';
import SdkProfile from '@alicloud/credentials/dist/src/providers/profile.js';
import { parse as parseHcl } from '@cdktf/hcl2json';
import { parse } from 'dotenv';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type TargetId, toolFiles } from '../../../../../common/transfer/targets';
import { merge, remove, render, type ToolKey, type WriteOptions } from '../../../../../vault/transfer/formats';
import { need } from '../../../../support/need';
import { hostile, toolKey } from './hostile';

/** What Keyfold writes, read by the programs that it is for, or by the libraries in them. */

const home = mkdtempSync(join(tmpdir(), 'keyfold-home-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

// Seeds of their own: the programs are started once for all values.
const secrets = fc.sample(hostile, 60);

function text(target: TargetId, key: ToolKey, options?: WriteOptions, existing = ''): string {
  const result = merge(target, existing, key, options);
  if (!result.ok) throw new Error(result.problem);
  return result.text;
}

/** The secrets that a target can hold, each with its file. */
function writable(target: TargetId, provider: ToolKey['provider']): { secret: string; file: string }[] {
  return secrets.flatMap((secret) => {
    const result = render(target, toolKey(provider, 'FAKEid', secret));
    return result.ok ? [{ secret, file: result.text }] : [];
  });
}

function put(target: TargetId, content: string): void {
  const path = join(home, toolFiles[target].path ?? '');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

interface Reader {
  builder(): { withProfileName(name: string): { build(): { getCredentials(): Promise<Credentials> } } };
}
interface Credentials {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken?: string;
}

/** The SDK is CommonJS, compiled: the class is its default export, or that of its default. */
function readerOf(module: unknown): Reader {
  const { default: inner } = module as { default?: Reader };
  return inner ?? (module as Reader);
}

describe("Alibaba Cloud's own SDK", () => {
  beforeEach(() => {
    vi.stubEnv('HOME', home);
    vi.stubEnv('USERPROFILE', home);
    for (const name of [
      'ALIBABA_CLOUD_CREDENTIALS_FILE',
      'ALIBABA_CLOUD_PROFILE',
      'ALIBABA_CLOUD_CLI_PROFILE_DISABLED',
    ]) {
      vi.stubEnv(name, undefined);
    }
  });

  const sdk = (name: string) => readerOf(SdkProfile).builder().withProfileName(name).build().getCredentials();
  const cli = (name: string) => readerOf(CliProfile).builder().withProfileName(name).build().getCredentials();

  it('reads its credentials file, in which other entries stand', async () => {
    const written = writable('alibabacloud-credentials', 'alibaba');
    expect(written.length).toBeGreaterThan(5);
    const file = written.reduce(
      (existing, { secret }, index) =>
        text('alibabacloud-credentials', toolKey('alibaba', `FAKE${index}`, secret), { entry: `p${index}` }, existing),
      '# mine\n[default]\ntype = ecs_ram_role\nrole_name = fake\n',
    );
    put('alibabacloud-credentials', file);
    for (const [index, { secret }] of written.entries()) {
      expect(await sdk(`p${index}`)).toMatchObject({ accessKeyId: `FAKE${index}`, accessKeySecret: secret });
    }
  });

  it("reads the CLI's configuration, whatever is in the secret, and a temporary key", async () => {
    let file = text('aliyun-cli', toolKey('alibaba', 'STS.FAKE', 'FAKE', 'TOKEN'), { entry: 'sts' });
    for (const [index, secret] of secrets.entries()) {
      file = text(
        'aliyun-cli',
        toolKey('alibaba', `FAKE${index}`, secret),
        { entry: `p${index}`, makeCurrent: true },
        file,
      );
    }
    put('aliyun-cli', file);
    for (const [index, secret] of secrets.entries()) {
      expect(await cli(`p${index}`)).toMatchObject({ accessKeyId: `FAKE${index}`, accessKeySecret: secret });
    }
    expect(await cli('sts')).toMatchObject({ accessKeyId: 'STS.FAKE', securityToken: 'TOKEN' });
    // Nothing asked for: the current one.
    expect(await cli('')).toMatchObject({ accessKeyId: `FAKE${secrets.length - 1}` });
  });
});

it('the npm package dotenv reads .env files', () => {
  const written = writable('dotenv', 'huawei');
  expect(written.length).toBeGreaterThan(20);
  for (const { secret, file } of written) {
    expect(parse(file)).toEqual({ HUAWEICLOUD_SDK_AK: 'FAKEid', HUAWEICLOUD_SDK_SK: secret });
  }
});

it('sh reads its lines', () => {
  need('shell');
  const script = writable('env-sh', 'huawei')
    .map(({ file }) => `${file}printf '%s\\n' "$HUAWEICLOUD_SDK_SK"\n`)
    .join('');
  const output = execFileSync('/bin/sh', ['-eu'], { input: script, encoding: 'utf8' });
  expect(output.split('\n').slice(0, -1)).toEqual(secrets);
});

it("Python's configparser reads the file of Huawei Cloud's SDK", () => {
  need('python');
  const written = writable('huaweicloud-credentials', 'huawei');
  expect(written.length).toBeGreaterThan(5);
  const program = [
    'import configparser, json, sys',
    'def secret(text):',
    '    parser = configparser.ConfigParser()',
    '    parser.read_string(text)',
    '    return dict(parser.items("basic"))["sk"]',
    'print(json.dumps([secret(text) for text in json.load(sys.stdin)]))',
  ].join('\n');
  const output = execFileSync('python3', ['-c', program], {
    input: JSON.stringify(written.map(({ file }) => file)),
    encoding: 'utf8',
  });
  expect(JSON.parse(output)).toEqual(written.map(({ secret }) => secret));
});

/** What Python makes of texts, with a program that sets `result` for `text`. */
function python(lines: readonly string[], texts: readonly string[]): unknown {
  const program = [
    'import json, sys',
    'def read(text):',
    ...lines.map((line) => `    ${line}`),
    'print(json.dumps([read(text) for text in json.load(sys.stdin)]))',
  ].join('\n');
  return JSON.parse(execFileSync('python3', ['-c', program], { input: JSON.stringify(texts), encoding: 'utf8' }));
}

it('rclone reads its remotes, old and new', () => {
  need('rclone');
  const others = '[crypt]\ntype = crypt\nremote = oss:b\n\n[obs]\ntype = s3\nprovider = HuaweiOBS\nenv_auth = true\n';
  const written = writable('rclone', 'huawei');
  expect(written.length).toBeGreaterThan(5);
  const file = written.reduce(
    (existing, { secret }, at) => text('rclone', toolKey('huawei', `FAKE${at}`, secret), { entry: `r${at}` }, existing),
    text('rclone', toolKey('huawei', 'FAKE', 'FAKEsecret', 'FAKEtoken'), { entry: 'obs' }, others),
  );
  const path = join(home, 'rclone.conf');
  writeFileSync(path, file);
  const told = JSON.parse(execFileSync('rclone', ['--config', path, 'config', 'dump'], { encoding: 'utf8' }));
  expect(told.crypt).toEqual({ type: 'crypt', remote: 'oss:b' });
  expect(told.obs).toEqual({
    type: 's3',
    provider: 'HuaweiOBS',
    env_auth: 'false',
    access_key_id: 'FAKE',
    secret_access_key: 'FAKEsecret',
    session_token: 'FAKEtoken',
    endpoint: 'obs.cn-north-4.myhuaweicloud.com',
  });
  for (const [at, { secret }] of written.entries()) expect(told[`r${at}`].secret_access_key).toBe(secret);
});

it('s3cmd reads its file', () => {
  need('s3cmd');
  const path = join(home, 's3cfg');
  writeFileSync(
    path,
    text(
      's3cmd',
      toolKey('alibaba', 'FAKEid', 'FAKE/secret+x='),
      {},
      '[default]\naccess_key = old\nsecret_key = old\nhost_base = kept.example.invalid\ngpg_command = /usr/bin/gpg\n',
    ),
  );
  const told = execFileSync('s3cmd', ['-c', path, '--dump-config'], { encoding: 'utf8' });
  expect(told).toMatch(/^access_key = FAKEid$/m);
  expect(told).toMatch(/^secret_key = FAKE\/secret\+x=$/m);
  expect(told).toMatch(/^host_base = kept\.example\.invalid$/m);
  expect(told).toMatch(/^host_bucket = %\(bucket\)s\.oss-cn-hangzhou\.aliyuncs\.com$/m);
});

it("Python's configparser reads AWS's file and that of the log service", () => {
  need('python');
  const secrets = writable('aws-credentials', 'alibaba').map(({ secret }) => secret);
  expect(secrets.length).toBeGreaterThan(5);
  const old =
    '[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = old\ns3 =\n  max_concurrent_requests = 2\n';
  const files = secrets.map((secret) => text('aws-credentials', toolKey('alibaba', 'FAKEid', secret), {}, old));
  const read = [
    'import configparser',
    'parser = configparser.RawConfigParser()',
    'parser.read_string(text)',
    'return {name: dict(parser.items(name)) for name in parser.sections()}',
  ];
  expect(python(read, files)).toEqual(
    secrets.map((secret) => ({
      default: {
        aws_access_key_id: 'AKIAIOSFODNN7EXAMPLE',
        aws_secret_access_key: 'old',
        s3: '\nmax_concurrent_requests = 2',
      },
      keyfold: {
        aws_access_key_id: 'FAKEid',
        aws_secret_access_key: secret,
        region: 'cn-hangzhou',
        endpoint_url: 'https://oss-cn-hangzhou.aliyuncs.com',
        s3: '\naddressing_style = virtual',
      },
    })),
  );
  const sls = text('sls', toolKey('alibaba', 'FAKEid', 'FAKEsecret'), {}, '[test]\naccess-id=a\naccess-key=b\n');
  expect(python(read, [sls])).toEqual([
    {
      test: { 'access-id': 'a', 'access-key': 'b' },
      main: { 'access-id': 'FAKEid', 'access-key': 'FAKEsecret', 'region-endpoint': 'cn-hangzhou.log.aliyuncs.com' },
    },
  ]);
});

describe("Python's yaml", () => {
  const read = ['import yaml', 'return list(yaml.safe_load_all(text))'];
  const secret = (name: string, ...values: [string, string][]) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name },
    type: 'Opaque',
    stringData: Object.fromEntries(values),
  });

  it('reads Secrets of Kubernetes, new ones and changed ones', () => {
    need('pythonYaml');
    const some = secrets.slice(0, 20);
    const files = some.map((value) => text('kubernetes-secret', toolKey('huawei', 'FAKEid', value), { entry: 'a' }));
    expect(python(read, files)).toEqual(
      some.map((value) => [secret('a', ['access-key-id', 'FAKEid'], ['access-key-secret', value])]),
    );
    const before = [
      'apiVersion: v1',
      'kind: ConfigMap',
      'metadata:',
      '  name: a',
      'data:',
      '  note: |',
      '    access-key: inner',
      '---',
      'apiVersion: v1',
      'kind: Secret',
      'metadata: # mine',
      '  name: alidns-secret',
      'data:',
      '  access-key: b2xk # old',
      "  other: 'a2VwdA=='",
      '',
    ].join('\n');
    const names = { accessKeyId: 'access-key', secret: 'secret-key', token: '' };
    const options = { entry: 'alidns-secret', names };
    const changed = some.map((value) =>
      text('kubernetes-secret', toolKey('alibaba', 'FAKEid', value), options, before),
    );
    const [config] = python(read, [before]) as [unknown[]];
    expect(python(read, changed)).toEqual(
      some.map((value) => [
        config[0],
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'alidns-secret' },
          data: {
            'access-key': Buffer.from('FAKEid').toString('base64'),
            'secret-key': Buffer.from(value).toString('base64'),
            other: 'a2VwdA==',
          },
        },
      ]),
    );
    const added = text('kubernetes-secret', toolKey('alibaba', 'FAKEid', 'FAKE'), { entry: 'b' }, before);
    expect(added.startsWith(before)).toBe(true);
    expect((python(read, [added]) as unknown[][])[0]).toHaveLength(3);
  });

  it("reads a Spring application's settings", () => {
    need('pythonYaml');
    const files = writable('spring-yaml', 'alibaba');
    expect(
      python(
        read,
        files.map(({ file }) => file),
      ),
    ).toEqual(
      files.map(({ secret: value }) => [
        { spring: { cloud: { alicloud: { 'access-key': 'FAKEid', 'secret-key': value } } } },
      ]),
    );
    const before =
      'aliyun:\n  oss: # mine\n    endpoint: e\n    accessKeyId: old\n    accessKeySecret: "old"\nserver:\n  port: 80\n';
    const names = { accessKeyId: 'aliyun.oss.accessKeyId', secret: 'aliyun.oss.accessKeySecret', token: '' };
    const key = toolKey('alibaba', 'FAKEid', 'FAKEsecret');
    expect(python(read, [text('spring-yaml', key, { names }, before), text('spring-yaml', key, {}, before)])).toEqual([
      [
        {
          aliyun: { oss: { endpoint: 'e', accessKeyId: 'FAKEid', accessKeySecret: 'FAKEsecret' } },
          server: { port: 80 },
        },
      ],
      [
        {
          aliyun: { oss: { endpoint: 'e', accessKeyId: 'old', accessKeySecret: 'old' } },
          server: { port: 80 },
          'spring.cloud.alicloud.access-key': 'FAKEid',
          'spring.cloud.alicloud.secret-key': 'FAKEsecret',
        },
      ],
    ]);
  });
});

it('python-dotenv and bash read .env files as dotenv does, with names of a person’s own', () => {
  need('pythonDotenv', 'bash');
  const names = { accessKeyId: 'MY_ID', secret: 'MY_SECRET', token: '' };
  const before = 'A="two\nMY_ID=inner\n"\nexport B=\'x\'\n';
  const files = secrets.flatMap((secret) => {
    const result = merge('dotenv', before, toolKey('huawei', 'FAKEid', secret), { names });
    return result.ok ? [{ secret, file: result.text }] : [];
  });
  expect(files.length).toBeGreaterThan(20);
  const told = python(
    ['import dotenv, io', 'return dict(dotenv.dotenv_values(stream=io.StringIO(text), interpolate=False))'],
    files.map(({ file }) => file),
  );
  expect(told).toEqual(
    files.map(({ secret }) => ({ A: 'two\nMY_ID=inner\n', B: 'x', MY_ID: 'FAKEid', MY_SECRET: secret })),
  );
  const script = files.map(({ file }) => `${file}printf '%s\\n' "$MY_SECRET"\n`).join('');
  const output = execFileSync('bash', ['-eu'], { input: script, encoding: 'utf8' });
  expect(output.split('\n').slice(0, -1)).toEqual(files.map(({ secret }) => secret));
});

it('Terraform reads its variables', () => {
  need('terraform');
  const folder = mkdtempSync(join(home, 'terraform-'));
  const names = secrets.map((_secret, index) => `v${index}_`);
  const file = secrets.reduce(
    (existing, secret, index) =>
      text('terraform', toolKey('alibaba', 'FAKE', secret), { entry: `v${index}_` }, existing),
    '',
  );
  writeFileSync(join(folder, 'terraform.tfvars'), file);
  writeFileSync(
    join(folder, 'main.tf'),
    names.map((name) => `variable "${name}access_key" {}\nvariable "${name}secret_key" {}\n`).join(''),
  );
  const output = execFileSync('terraform', ['console'], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, CHECKPOINT_DISABLE: '1' },
    input: `base64encode(jsonencode([${names.map((name) => `var.${name}secret_key`).join(',')}]))\n`,
    encoding: 'utf8',
  });
  const encoded = JSON.parse(output) as string;
  expect(JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'))).toEqual(secrets);
});

describe("HashiCorp's own parser of HCL", () => {
  /** Everything around a pair that looks like one and is none, and everything that a rewrite could change. */
  const around = [
    '# alicloud_access_key = "comment"',
    'region   = "cn-hangzhou" // kept',
    '/* alicloud_secret_key = "comment"',
    'alicloud_access_key = "comment" */',
    'script = <<-EOT',
    '  alicloud_access_key = "here"',
    '  alicloud_secret_key = "here"',
    '  EOT',
    'said = "alicloud_secret_key = \\"quoted\\" $${a} %%{b} \\u4e2d"',
    'zones = ["a", "b", { alicloud_access_key = "object", alicloud_secret_key = "object" }]',
    'huawei_access_key = "kept"',
    'huawei_secret_key = "kept"',
    '',
  ].join('\n');
  const read = (content: string) => parseHcl('terraform.tfvars', content);
  /** The parser leaves the two marks of templates as they are written. */
  const plain = (value: unknown) => String(value).replaceAll('$${', '${').replaceAll('%%{', '%{');

  it('reads what is written, and finds everything else as it was', async () => {
    const before = await read(around);
    expect(before).toMatchObject({ region: 'cn-hangzhou', huawei_secret_key: 'kept' });
    expect(before).not.toHaveProperty('alicloud_access_key');
    let content = around;
    for (const secret of secrets) {
      content = text('terraform', toolKey('alibaba', 'FAKEid', secret), {}, content);
      const { alicloud_access_key: id, alicloud_secret_key: value, ...rest } = await read(content);
      expect(id).toBe('FAKEid');
      expect(plain(value)).toBe(secret);
      expect(rest).toEqual(before);
    }
    const without = remove('terraform', content, 'variables alicloud_*');
    if (!without.ok) throw new Error(without.problem);
    expect(await read(without.text)).toEqual(before);
  });

  it('finds a block without its pair, and everything else as it was', async () => {
    const block = (pair: string) => `provider "alicloud" {\n${pair}  region = "r"\n}\n${around}`;
    const without = remove(
      'terraform',
      block('  access_key = "old"\n  secret_key = "old" // x\n'),
      'provider alicloud',
    );
    if (!without.ok) throw new Error(without.problem);
    expect(await read(without.text)).toEqual(await read(block('')));
  });
});
