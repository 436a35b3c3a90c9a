import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import CliProfile from '@alicloud/credentials/dist/src/providers/cli_profile.js';
import SdkProfile from '@alicloud/credentials/dist/src/providers/profile.js';
import { parse } from 'dotenv';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type TargetId, toolFiles } from '../../../../../common/transfer/targets';
import { merge, render, type ToolKey, type WriteOptions } from '../../../../../vault/transfer/formats';
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
