import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { GrantRow } from '../../../../common/command/allow';
import { builtCommand, root } from '../../../../scripts/lib/paths.mjs';
import { variablesFor } from '../../../../vault/command/variables';
import { fakePair } from '../../../support/fake-keys';
import { need } from '../../../support/need';
import { until } from '../../../support/until';
import { add, auditOf } from '../harness';
import { type AskedVault, openAsked } from './asking';
import { asksWho, keyfold, start } from './real';

/** Tools that use a key by the command itself: as their makers wrote them, or as their documents say. */

beforeEach(() => need('compiler', 'proc', 'shell'));

const longTerm = fakePair('alibaba');
const temporary = { accessKeyId: 'STS.FAKEFAKEFAKE', secret: 'FAKE-SECRET', token: 'FAKE-TOKEN-'.padEnd(120, 'x') };

async function given(): Promise<AskedVault> {
  const vault = await openAsked({ asksWho });
  await add(vault.test, { ...longTerm, identityName: 'deployer' });
  const about = { name: 'Temp', credential: 'temporary', identityKind: 'ram-role' } as const;
  await add(vault.test, { ...temporary, ...about, expiresAt: vault.test.now + 3_600_000 });
  return vault;
}

/** A home with a profile of Alibaba Cloud's CLI that asks Keyfold. */
function homeOf({ test: { folder } }: AskedVault, key: string) {
  const home = join(dirname(folder), 'home');
  mkdirSync(join(home, '.aliyun'), { recursive: true });
  const file = join(home, '.aliyun/config.json');
  const command = `${builtCommand} --vault ${folder} external --key ${key}`;
  const profile = { name: 'default', mode: 'External', process_command: command, region_id: 'cn-hangzhou' };
  writeFileSync(file, JSON.stringify({ current: 'default', profiles: [profile] }));
  return { home, file };
}

/** A program that prints what one of the SDK's own readers makes of its environment or of the CLI's profile. */
const reader = (provider: 'env' | 'cli_profile') => `
  const { createRequire } = require('node:module');
  const { default: Provider } = createRequire(${JSON.stringify(join(root, 'package.json'))})(
    '@alicloud/credentials/dist/src/providers/${provider}');
  Provider.builder().build().getCredentials().then(
    ({ accessKeyId, accessKeySecret, securityToken }) =>
      process.stdout.write(JSON.stringify({ accessKeyId, secret: accessKeySecret, token: securityToken })),
    (error) => { process.stderr.write(String(error)); process.exit(1); },
  );`;

const read = (text: string) => JSON.parse(text) as unknown;

describe('the reader of Alibaba Cloud’s SDK', () => {
  it('takes a key from the environment, whatever was there before', async () => {
    const vault = await given();
    const left = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'left', ALIBABA_CLOUD_SECURITY_TOKEN: 'left over of another key' };
    for (const [key, wanted] of [['Deploy', longTerm] as const, ['Temp', temporary] as const]) {
      const script = ['--', process.execPath, '-e', reader('env')];
      const { ended } = keyfold(vault.test.folder, ['exec', '--key', key, ...script], left);
      await vault.allow(await vault.asked());
      const { stdout, code } = await ended;
      expect(code).toBe(0);
      expect(read(stdout)).toEqual(wanted);
    }
  });

  it('runs the CLI’s mode External, and is told a refusal; its file stays then', async () => {
    const vault = await given();
    for (const [key, wanted] of [['Deploy', longTerm] as const, ['Temp', temporary] as const]) {
      const { home } = homeOf(vault, key);
      const { ended } = start(process.execPath, ['-e', reader('cli_profile')], { HOME: home });
      const asked = await vault.asked();
      expect(asked).toMatchObject({ use: 'external', preset: 1 });
      await vault.allow(asked);
      const { stdout, stderr, code } = await ended;
      expect([code, stderr]).toEqual([0, '']);
      expect(read(stdout)).toEqual(wanted);
    }
    const { home, file } = homeOf(vault, 'Deploy');
    const before = readFileSync(file, 'utf8');
    const { ended } = start(process.execPath, ['-e', reader('cli_profile')], { HOME: home });
    await vault.test.view('allow').must('allow.refuse', { id: (await vault.asked()).id });
    const { code, stdout, stderr } = await ended;
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('failed to execute external command');
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
});

/**
 * Alibaba Cloud's CLI, as its source has it: it runs the command without a shell, with its own standard input and error,
 * puts the answer over the same profile, and begins anew with what that says. Without a mode it would never end.
 */
const cli = `
  const { spawnSync } = require('node:child_process');
  const { readFileSync } = require('node:fs');
  let [profile] = JSON.parse(readFileSync(process.env.HOME + '/.aliyun/config.json', 'utf8')).profiles;
  for (let runs = 0; profile.mode === 'External'; runs += 1) {
    if (runs > 0) throw new Error('it runs without end');
    const [file, ...args] = profile.process_command.split(' ');
    const { status, stdout } = spawnSync(file, args, { stdio: ['inherit', 'pipe', 'inherit'], encoding: 'utf8' });
    if (status !== 0) process.exit(3);
    profile = { ...profile, ...JSON.parse(stdout) };
  }
  const { mode, access_key_id, access_key_secret, sts_token } = profile;
  process.stdout.write(JSON.stringify([mode, access_key_id, access_key_secret, sts_token]));`;

describe('a program that runs the mode External as it is documented', () => {
  it('gets the key, each time anew under a permission, and the note stands on its terminal', async () => {
    const vault = await given();
    const run = (key: string) => start(process.execPath, ['-e', cli], { HOME: homeOf(vault, key).home });
    const first = run('Deploy');
    await vault.allow(await vault.asked(), 'minutes', 2);
    const { stdout, stderr } = await first.ended;
    expect(read(stdout)).toEqual(['AK', longTerm.accessKeyId, longTerm.secret, null]);
    expect(stderr).toBe('keyfold: Waiting for your answer in Keyfold…\n');
    const second = await run('Deploy').ended;
    expect([read(second.stdout), second.stderr]).toEqual([read(stdout), '']);
    const third = run('Temp');
    await vault.test.view('allow').must('allow.refuse', { id: (await vault.asked()).id });
    expect(await third.ended).toMatchObject({ code: 3, stdout: '' });
  });
});

describe('the environment of a program', () => {
  const variables = (text: string) =>
    new Map(
      text
        .split('\0')
        .filter(Boolean)
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );

  it.each([null, 'OSS_ACCESS_KEY_ID', 'HW_ACCESS_KEY'] as const)(
    'is what it was, without any other key of the provider, and with this one: --only %s',
    async (only) => {
      const vault = await given();
      const { removes } = variablesFor('alibaba', null, true);
      const left = Object.fromEntries(removes.map((name) => [name, 'left over']));
      const own = { HOME: '/home/ada', AWS_ACCESS_KEY_ID: 'stays', HW_SECURITY_TOKEN: 'other', 'WITH SPACE': 'a\nb' };
      const chosen = only === null ? [] : ['--only', only];
      const args = ['exec', '--key', 'Deploy', ...chosen, '--', 'env', '-0'];
      const { ended } = keyfold(vault.test.folder, args, { ...own, ...left });
      const asked = await vault.asked();
      await vault.allow(asked);
      const got = variables((await ended).stdout);
      const { sets } = variablesFor('alibaba', only, false);
      const { accessKeyId, secret } = longTerm;
      const set = Object.fromEntries(sets.map(({ name, part }) => [name, part === 'secret' ? secret : accessKeyId]));
      // The CLI's own profile counts only beside its variables.
      const ignores = only === 'HW_ACCESS_KEY' ? {} : { ALIBABA_CLOUD_IGNORE_PROFILE: 'TRUE' };
      const profile = only === 'HW_ACCESS_KEY' ? { ALIBABA_CLOUD_PROFILE: 'left over' } : {};
      const { HW_SECURITY_TOKEN: _, ...others } = own;
      const stays = only === 'HW_ACCESS_KEY' ? others : own;
      expect(Object.fromEntries(got)).toEqual({
        ...{ PATH: process.env.PATH, LANG: 'en_US.UTF-8' },
        ...{ ...stays, ...profile, ...set, ...ignores },
      });
      // The sheet has named all of it.
      expect(asked.sets.toSorted()).toEqual([...Object.keys(set), ...Object.keys(ignores)].toSorted());
      expect(Object.keys(left).filter((name) => !got.has(name) && !asked.removes.includes(name))).toEqual([]);
    },
  );
});

const terminal = resolve(import.meta.dirname, '../../../support/command/terminal.py');

describe('on a terminal', () => {
  /** Plays a conversation with a shell, and returns what was on its terminal. */
  const play = ({ test: { folder } }: AskedVault, ...steps: ['see' | 'type', string][]) =>
    start('python3', [terminal, JSON.stringify(steps)], {
      ...{ KEYFOLD: builtCommand, KEYFOLD_VAULT: folder, PS1: '> ', TERM: 'dumb', HISTFILE: '' },
    });

  it('env prints no secret, and nobody is asked; through a pipe it does', async () => {
    need('python', 'bash');
    const vault = await given();
    const refused = await play(
      vault,
      ['type', '"$KEYFOLD" env --shell sh --key Deploy; echo en""d $?\n'],
      ['see', 'The secret would stand in the terminal'],
      ['see', 'end 64'],
    ).ended;
    expect(refused.code, refused.stdout + refused.stderr).toBe(0);
    expect(refused.stdout).not.toContain(longTerm.secret);
    expect(vault.wanted()).toEqual([]);
    const taken = play(
      vault,
      [
        'type',
        'eval "$("$KEYFOLD" env --shell sh --key Deploy)"; printf en""d; printf %s "$OSS_ACCESS_KEY_SECRET" | wc -c\n',
      ],
      ['see', `end${longTerm.secret.length}`],
    );
    await vault.allow(await vault.asked());
    const { code, stdout, stderr } = await taken.ended;
    expect(code, stdout + stderr).toBe(0);
    expect(stdout).not.toContain(longTerm.secret);
  });

  it('Ctrl-C while it waits takes the question away, and gives nothing', async () => {
    need('python', 'bash');
    const vault = await given();
    const { ended } = play(
      vault,
      ['type', '"$KEYFOLD" exec --key Deploy -- sh -c "echo ra""n"\n'],
      ['see', 'Waiting for your answer'],
      ['type', '\x03'],
      ['type', 'echo en""d $?\n'],
      ['see', 'end 130'],
    );
    const { code, stdout, stderr } = await ended;
    expect(code, stdout + stderr).toBe(0);
    expect(stdout).not.toContain('ran');
    await until('nobody waits', async () => (await vault.test.view('allow').must('allow.asked')) === null);
    expect((await auditOf(vault.test, { action: 'program-used' })).total).toBe(0);
  });
});

describe('a shell', () => {
  it('fish takes the variables by a pipe, and what was left over is gone', async () => {
    need('fish');
    const vault = await given();
    const script = `"$KEYFOLD" env --shell fish --key Deploy | source
      printf '%s,%s,%s' "$ALICLOUD_ACCESS_KEY" "$ALICLOUD_SECRET_KEY" (set -q ALICLOUD_SECURITY_TOKEN; echo $status)`;
    const env = { KEYFOLD: builtCommand, KEYFOLD_VAULT: vault.test.folder, ALICLOUD_SECURITY_TOKEN: 'left over' };
    const { ended } = start('fish', ['--no-config', '-c', script], env);
    await vault.allow(await vault.asked());
    expect(await ended).toMatchObject({ code: 0, stdout: `${longTerm.accessKeyId},${longTerm.secret},1` });
  });
});

describe('many programs', () => {
  it('a hundred that start at once share one question, each has its row, and each runs', async () => {
    const vault = await given();
    const args = ['exec', '--key', 'Deploy', '--', 'sh', '-c', 'printf %s "$ALIBABA_CLOUD_ACCESS_KEY_SECRET"'];
    const all = Array.from({ length: 100 }, () => keyfold(vault.test.folder, args));
    const asked = await vault.asked(({ requests }) => requests === 100);
    await vault.allow(asked);
    const ended = await Promise.all(all.map((one) => one.ended));
    expect(new Set(ended.map(({ code, stdout }) => `${code} ${stdout}`))).toEqual(new Set([`0 ${longTerm.secret}`]));
    expect((await auditOf(vault.test, { action: 'program-used' })).total).toBe(100);
    expect(vault.wanted()).toEqual(['allow', 'none']);
  });
});

describe('a permission for a process', () => {
  it('counts for what it starts, and ends with it', async () => {
    const vault = await given();
    const more = join(dirname(vault.test.folder), 'more');
    const call = `"$0" --vault "$1" exec --key Deploy -- true && echo done`;
    // Each line of the pipe runs it once more.
    const script = `${call}; while read -r line; do ${call}; done <"$2"`;
    const fifo = start('mkfifo', [more]);
    await fifo.ended;
    const shell = start('sh', ['-c', script, builtCommand, vault.test.folder, more]);
    onTestFinished(() => void shell.child.kill('SIGKILL'));
    const asked = await vault.asked();
    const place = asked.chain.findIndex(({ pid }) => pid === shell.child.pid);
    expect(place).toBe(1);
    await vault.allow(asked, 'lock', place);
    const again = start('sh', ['-c', 'echo >"$0"', more]);
    await again.ended;
    const { stdout } = await shell.ended;
    expect(stdout).toBe('done\ndone\n');
    expect(vault.wanted()).toEqual(['allow', 'none']);
    expect(await vault.test.view('main-view').must<GrantRow[]>('command.grants')).toEqual([]);
    const other = keyfold(vault.test.folder, ['exec', '--key', 'Deploy', '--', 'true']);
    const { id } = await vault.asked();
    await vault.test.view('allow').must('allow.refuse', { id });
    expect((await other.ended).code).toBe(77);
  });
});
