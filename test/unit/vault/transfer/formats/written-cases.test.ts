import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { afterAll, describe, expect, it } from 'vitest';
import { type TargetId, toolFiles } from '../../../../../common/transfer/targets';
import {
  merge,
  namesIn,
  read,
  remove,
  suits,
  switched,
  type ToolKey,
  type WriteOptions,
} from '../../../../../vault/transfer/formats';
import { need } from '../../../../support/need';
import { textOf, toolKey } from './hostile';

/** Files that people have, and what has to be in them after a key was written or taken out. */

const ali = toolKey('alibaba', 'LTAI5tFAKEFAKEFAKE000099', 'FAKEfake0SecretFAKEfake0Sec099');

const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../../../fixtures/key-files', name), 'utf8');

function merged(target: TargetId, text: string, key: ToolKey = ali, options?: WriteOptions): string {
  const result = merge(target, text, key, options);
  if (!result.ok) throw new Error(result.problem);
  return result.text;
}

const folder = mkdtempSync(join(tmpdir(), 'keyfold-written-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a program has in these variables that a shell starts after it has read a script. */
function sourced(script: string, names: readonly string[]): string[] {
  writeFileSync(join(folder, 'script'), script);
  const print = names.map((name) => `printf '%s\\n' "$${name}"`).join('; ');
  writeFileSync(join(folder, 'program'), print);
  const output = execFileSync('/bin/sh', ['-euc', '. ./script; sh -eu ./program'], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });
  return output.split('\n').slice(0, -1);
}

const official = ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET'] as const;
const pair = [ali.accessKeyId, textOf(ali.secret)];

describe('a switch that decides whether the pair counts', () => {
  it('w01: a new SDK file says that its section is on', () => {
    expect(merged('alibabacloud-credentials', fixture('w01-ini-fresh.ini'))).toContain(
      '[default]\nenable = true\ntype = access_key\n',
    );
  });

  it('w04: so does a new section beside others, and one that was off is switched on', () => {
    const before = fixture('w04-ini-readme-new.ini');
    const added = merged('alibabacloud-credentials', before, ali, { entry: 'client3' });
    expect(added.startsWith(before)).toBe(true);
    expect(added.slice(before.length)).toBe(
      `\n[client3]\nenable = true\ntype = access_key\naccess_key_id = ${pair[0]}\naccess_key_secret = ${pair[1]}\n`,
    );
    const on = merged('alibabacloud-credentials', before, ali, { entry: 'client2' });
    expect(on).toContain('enable = true # off\ntype = ram_role_arn # assume\n');
    expect(switched('alibabacloud-credentials', before, on, { entry: 'client2' })).toEqual([
      { name: 'enable', from: 'false', to: 'true' },
    ]);
    const role = merged('alibabacloud-credentials', before, ali, { entry: 'node' });
    expect(switched('alibabacloud-credentials', before, role, { entry: 'node' })).toEqual([
      { name: 'enable', from: '', to: 'true' },
      { name: 'type', from: 'ecs_ram_role', to: 'access_key' },
    ]);
  });

  it('w10: ossutil is told to take the pair', () => {
    const before = fixture('w10-oss-mode-ecs.ini');
    const after = merged('ossutil', before);
    expect(after).toContain('\nmode=AK\n');
    expect(switched('ossutil', before, after, {})).toEqual([{ name: 'mode', from: 'EcsRamRole', to: 'AK' }]);
    expect(merged('ossutil', '[default]\nmode = ststoken\nregion = r\n')).toContain('mode = AK');
    // Without a mode the pair counts, and a role is assumed with it.
    expect(merged('ossutil', '')).not.toContain('mode');
    expect(merged('ossutil', '[Credentials]\nmode=RamRoleArn\n')).toContain('mode=RamRoleArn');
  });

  it('the CLI and MaxCompute are told too', () => {
    const cli = '{"current":"a","profiles":[{"name":"a","mode":"CloudSSO","region_id":"r"}]}';
    const after = merged('aliyun-cli', cli, ali, { entry: 'a' });
    expect(switched('aliyun-cli', cli, after, { entry: 'a' })).toEqual([{ name: 'mode', from: 'CloudSSO', to: 'AK' }]);
    const odps = 'account_provider=sts\naccess_id=old\naccess_key=old\n';
    expect(switched('odps', odps, merged('odps', odps), {})).toEqual([
      { name: 'account_provider', from: 'sts', to: 'aliyun' },
    ]);
  });

  it('a03: both places of the SDKs are named', () => {
    expect(toolFiles['alibabacloud-credentials'].places?.map(({ path }) => path)).toEqual([
      '.alibabacloud/credentials',
      '.alibabacloud/credentials.ini',
    ]);
    expect(suits('alibabacloud-credentials', '/home/x/.alibabacloud/credentials.ini', '# mine\n')).toBe(true);
  });
});

it('w12: a spelling that the tool takes is kept, and never doubled', () => {
  expect(merged('ossutil', fixture('w12-oss-alias.ini'))).toBe(
    `[Credentials]\nlanguage=EN\nhost=oss-cn-hangzhou.example.invalid\naccess-id=${pair[0]}\naccess-key=${pair[1]}\nregion=cn-hangzhou\n`,
  );
});

describe('what is in a value of several lines is no assignment', () => {
  it('r50: cleaning leaves it', () => {
    const text = fixture('r50-env-multiline-pem.env');
    const found = read('dotenv', text);
    expect(found.ok && found.keys.map(({ accessKeyId }) => accessKeyId)).toEqual(['LTAI5tFAKEFAKEFAKE000050']);
    const cleaned = remove('dotenv', text, official[0]);
    if (!cleaned.ok) throw new Error(cleaned.problem);
    expect(cleaned.text).toBe(text.slice(0, text.indexOf('ALIBABA_CLOUD_ACCESS_KEY_ID=LTAI')));
    expect(parse(cleaned.text)).toEqual({ PRIVATE_KEY: parse(text).PRIVATE_KEY });
  });

  it('w31: the variables are set beside it', () => {
    const text = fixture('w31-env-multiline-only.env');
    const after = merged('dotenv', text);
    expect(after.startsWith(text)).toBe(true);
    expect(parse(after)).toEqual({ ...parse(text), [official[0]]: pair[0], [official[1]]: pair[1] });
  });

  it('w32: nor is what is in a here-document', () => {
    need('shell');
    const text = fixture('w32-sh-heredoc.sh');
    const after = merged('env-sh', text);
    expect(after.startsWith(text)).toBe(true);
    expect(sourced(after, official)).toEqual(pair);
  });

  it.each([
    ["cat <<'EOF' >/dev/null\nexport ALIBABA_CLOUD_ACCESS_KEY_ID=$(no\nEOF\n"],
    ['cat >/dev/null <<-EOF\n\texport ALIBABA_CLOUD_ACCESS_KEY_ID=inner\n\tEOF\n'],
    [
      'cat <<A - <<"B C" >/dev/null\nexport ALIBABA_CLOUD_ACCESS_KEY_ID=1\nA\nexport ALIBABA_CLOUD_ACCESS_KEY_SECRET=2\nB C\n',
    ],
    ['X="a\nexport ALIBABA_CLOUD_ACCESS_KEY_ID=inner\n"; echo "$X" >/dev/null\n'],
    ["Y='it\nALIBABA_CLOUD_ACCESS_KEY_SECRET=inner'\n"],
    ['Z="$(printf %s "a\nexport ALIBABA_CLOUD_ACCESS_KEY_ID=inner\n")"\n'],
    ['f() {\nexport ALIBABA_CLOUD_ACCESS_KEY_ID=inner\n}\n'],
    ['(export ALIBABA_CLOUD_ACCESS_KEY_ID=inner ALIBABA_CLOUD_ACCESS_KEY_SECRET=inner; true)\n'],
    ['ALIBABA_CLOUD_ACCESS_KEY_ID=inner ALIBABA_CLOUD_ACCESS_KEY_SECRET=inner true\n'],
    ['if false; then\n  export ALIBABA_CLOUD_ACCESS_KEY_ID=inner\nfi\n'],
    ['echo a \\\nexport ALIBABA_CLOUD_ACCESS_KEY_ID=inner >/dev/null\n'],
    ['ALIBABA_CLOUD_ACCESS_KEY_ID=old\nALIBABA_CLOUD_ACCESS_KEY_SECRET="old"\n'],
    ['set -a\nALIBABA_CLOUD_ACCESS_KEY_ID=old\n'],
    ["ALIBABA_CLOUD_ACCESS_KEY_ID=old\nexport ALIBABA_CLOUD_ACCESS_KEY_ID\n# it's mine\n"],
    ['case x in\n  (y) export ALIBABA_CLOUD_ACCESS_KEY_ID=no ;;\n  x) true ;;\nesac\n'],
    ['true $((1<<2)) # (\n'],
    ['A=1\nreturn 0\n'],
  ])('a shell has the variables after %j', (text) => {
    need('shell');
    const after = merged('env-sh', text);
    expect(sourced(after, official)).toEqual(pair);
    expect(merged('env-sh', after)).toBe(after);
  });

  it('a shell script that ends within something is not written into', () => {
    for (const text of ['cat <<EOF\nx\n', "X='open\n", 'if true; then\n', 'echo a \\\n']) {
      expect(merge('env-sh', text, ali)).toEqual({ ok: false, problem: 'not-writable' });
    }
  });

  it('PowerShell and batch files have such values too', () => {
    const here =
      '$x = @"\n$env:ALIBABA_CLOUD_ACCESS_KEY_ID = \'inner\'\n"@\n<#\n$env:ALIBABA_CLOUD_ACCESS_KEY_SECRET = 1\n#>\n';
    expect(merged('env-powershell', here)).toBe(
      `${here}$env:ALIBABA_CLOUD_ACCESS_KEY_ID = '${pair[0]}'\n$env:ALIBABA_CLOUD_ACCESS_KEY_SECRET = '${pair[1]}'\n`,
    );
    const batch = '@echo off\necho a ^\nset ALIBABA_CLOUD_ACCESS_KEY_ID=inner\nexit /b 0\n';
    expect(merged('env-cmd', batch)).toBe(
      `@echo off\necho a ^\nset ALIBABA_CLOUD_ACCESS_KEY_ID=inner\nset "ALIBABA_CLOUD_ACCESS_KEY_ID=${pair[0]}"\nset "ALIBABA_CLOUD_ACCESS_KEY_SECRET=${pair[1]}"\nexit /b 0\n`,
    );
  });

  it('a value of an INI file may go on, and what readers differ about is left alone', () => {
    const block = '[default]\nnote = """\naccess_key_id = inner\n"""\n';
    expect(merged('alibabacloud-credentials', block).startsWith(block)).toBe(true);
    const deeper = '[basic]\nnote = a\n  ak = inner\n  more\n';
    expect(merge('huaweicloud-credentials', deeper, toolKey('huawei', 'FAKE', 'FAKE'))).toEqual({
      ok: false,
      problem: 'not-writable',
    });
    expect(remove('huaweicloud-credentials', `${deeper}sk = x\n`, 'basic')).toEqual({
      ok: false,
      problem: 'not-writable',
    });
    const before = '[basic]\nnote = a\n  goes on\n[x]\n';
    expect(merged('huaweicloud-credentials', before, toolKey('huawei', 'FAKE', 'FAKE'))).toContain('a\n  goes on\nak');
  });
});

it('a comment with brackets behind a section’s name makes no second section', () => {
  const text = '[client2] # second [old] account\naccess_key_id = old\naccess_key_secret = old\nenable = true\n';
  const after = merged('alibabacloud-credentials', text, ali, { entry: 'client2' });
  expect(after.match(/\[client2\]/g)).toHaveLength(1);
  expect(after).toContain(`access_key_id = ${pair[0]}\n`);
});

describe('the names that a file has', () => {
  it('w36: can be written to, and are told', () => {
    const text = fixture('w36-env-aliyun-names.env');
    const [names] = namesIn('dotenv', text);
    expect(names).toEqual({ accessKeyId: 'ALIYUN_ACCESS_KEY_ID', secret: 'ALIYUN_ACCESS_KEY_SECRET', token: '' });
    if (!names) throw new Error('no names');
    expect(merged('dotenv', text, ali, { names })).toBe(
      `ALIYUN_ACCESS_KEY_ID=${pair[0]}\nALIYUN_ACCESS_KEY_SECRET=${pair[1]}\n`,
    );
  });

  it('of several pairs, each can be meant', () => {
    const text =
      'PROD_OSS_ID=1\nPROD_ALIYUN_ACCESS_KEY=a\nPROD_ALIYUN_SECRET_KEY=b\nDEV_ALIYUN_ACCESS_KEY=c\nDEV_ALIYUN_SECRET_KEY=d\n';
    expect(namesIn('env-sh', text).map(({ accessKeyId }) => accessKeyId)).toEqual([
      'PROD_ALIYUN_ACCESS_KEY',
      'DEV_ALIYUN_ACCESS_KEY',
    ]);
    const names = { accessKeyId: 'DEV_ALIYUN_ACCESS_KEY', secret: 'DEV_ALIYUN_SECRET_KEY', token: '' };
    expect(parse(merged('dotenv', text, ali, { names }))).toEqual({
      ...parse(text),
      DEV_ALIYUN_ACCESS_KEY: pair[0],
      DEV_ALIYUN_SECRET_KEY: pair[1],
    });
  });

  it('names that no shell can have are refused', () => {
    for (const accessKeyId of ['', '1A', 'A B', 'A=B', 'A\nB', 'S']) {
      const names = { accessKeyId, secret: 'S', token: '' };
      expect(merge('dotenv', '', ali, { names })).toEqual({ ok: false, problem: 'bad-names' });
    }
  });
});

describe('the style of a file', () => {
  it('w38: where all is exported, the pair is', () => {
    need('shell');
    const text = fixture('w38-env-export-style.env');
    const after = merged('dotenv', text);
    expect(after).toBe(`${text}export ${official[0]}=${pair[0]}\nexport ${official[1]}=${pair[1]}\n`);
    expect(sourced(after, official)).toEqual(pair);
  });

  it('is kept in marks and blanks', () => {
    expect(merged('dotenv', 'A="1"\nB="2"\n')).toContain(`${official[1]}="${pair[1]}"\n`);
    expect(merged('dotenv', 'A = 1\nB = 2\n')).toContain(`${official[1]} = ${pair[1]}\n`);
    expect(merged('env-sh', 'export A="1"\n')).toContain(`export ${official[1]}="${pair[1]}"\n`);
    expect(merged('env-powershell', '$env:A = "1"\n')).toContain(`$env:${official[1]} = "${pair[1]}"\n`);
  });
});

describe('a file with the tool’s name and content of another kind', () => {
  it.each<[TargetId, string, string]>([
    ['alibabacloud-credentials', '/h/.alibabacloud/credentials', '{"access_key_id": "x"}'],
    ['alibabacloud-credentials', '/h/.alibabacloud/credentials', 'default:\n  access_key_id: x\n'],
    ['alibabacloud-credentials', '/h/.alibabacloud/credentials', 'a\u0001b'],
    ['ossutil', '/h/.ossutilconfig', '<?xml version="1.0"?>\n<a/>\n'],
    ['dotenv', '/h/.env', '{"a": 1}\n'],
    ['dotenv', '/h/.env', 'services:\n  app:\n    image: x\n'],
    ['dotenv', '/h/.env', 'A=1\nsops_mac=ENC[x]\n'],
    ['terraform', '/h/terraform.tfvars', '{"region": "x"}'],
    ['aliyun-cli', '/h/.aliyun/config.json', '[default]\nmode = AK\n'],
    ['rclone', '/h/rclone.conf', '# Encrypted rclone configuration File\n\nRCLONE_ENCRYPT_V0:\nabc\n'],
    ['spring-yaml', '/h/application.yml', 'spring.a=1\n'],
    ['obsutil', '/h/.obsutilconfig', '-----BEGIN FAKE KEY-----\n'],
  ])('takes nothing: %s %s %j', (target, name, text) => {
    expect(suits(target, name, text)).toBe(false);
  });

  it.each<[TargetId, string, string]>([
    ['alibabacloud-credentials', '/h/.alibabacloud/credentials', '# mine\n[x]\na: b\n'],
    ['dotenv', '/h/.env', '# A: b\nPORT=1\n'],
    ['spring-properties', '/h/application.properties', 'server.port: 8080\n'],
    ['env-sh', '/h/.bashrc', 'alias ll="ls -l"\n'],
  ])('but one of its own does: %s %s %j', (target, name, text) => {
    expect(suits(target, name, text)).toBe(true);
  });
});
