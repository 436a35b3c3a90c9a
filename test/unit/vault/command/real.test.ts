import { execFileSync } from 'node:child_process';
import { beforeEach, describe, expect, it } from 'vitest';
import { builtCommand } from '../../../../scripts/lib/paths.mjs';
import { fakePair } from '../../../support/fake-keys';
import { need } from '../../../support/need';
import { until } from '../../../support/until';
import { add, list, password } from '../harness';
import { openAsked, startAsked } from './asking';
import { asksWho, keyfold } from './real';

/** The vault process and the command itself, as they are built. */

beforeEach(() => need('compiler', 'proc'));

const printSecret =
  'printf %s "$ALIBABA_CLOUD_ACCESS_KEY_SECRET,$ALICLOUD_SECURITY_TOKEN,$ALIBABA_CLOUD_PROFILE"; exit 7';

describe('the command and the vault', () => {
  it('says who asks, and a program gets the key and keeps its own exit code', async () => {
    const vault = await openAsked({ asksWho });
    const { secret } = fakePair('alibaba');
    await add(vault.test, { secret });
    const env = { ALICLOUD_SECURITY_TOKEN: 'left over', ALIBABA_CLOUD_PROFILE: 'left over' };
    const { ended, child } = keyfold(
      vault.test.folder,
      ['exec', '--key', 'Deploy', '--', 'sh', '-c', printSecret],
      env,
    );
    const asked = await vault.asked();
    expect(asked.chain[0]).toEqual({ pid: child.pid, name: 'keyfold', path: builtCommand });
    expect(asked.chain[1]).toMatchObject({ pid: process.pid, path: process.execPath });
    expect(asked.preset).toBe(1);
    await vault.allow(asked, 'lock');
    expect(await ended).toEqual({
      code: 7,
      stdout: `${secret},,`,
      stderr: 'keyfold: Waiting for your answer in Keyfold…\n',
    });
    // The grant is for this very process, which starts the next one too.
    const again = await keyfold(vault.test.folder, ['exec', '--key', 'Deploy', '--', 'sh', '-c', printSecret]).ended;
    expect(again).toEqual({ code: 7, stdout: `${secret},,`, stderr: '' });
  });

  it('looks for the program before anybody is asked', async () => {
    const vault = await openAsked({ asksWho });
    await add(vault.test);
    const missing = await keyfold(vault.test.folder, ['exec', '--key', 'Deploy', '--', 'keyfold-no-such']).ended;
    expect(missing).toMatchObject({ code: 127, stderr: 'keyfold: keyfold-no-such: there is no such program\n' });
    const empty = await keyfold(vault.test.folder, ['exec', '--key', 'Deploy', '--']).ended;
    expect(empty).toMatchObject({ code: 64 });
    expect(empty.stderr).toContain('keyfold exec --key deploy -- terraform plan');
    expect(vault.wanted()).toEqual([]);
  });

  it('external prints one line of JSON, with its token if it has one, and nothing when it is refused', async () => {
    const vault = await openAsked({ asksWho });
    const { accessKeyId, secret } = fakePair('alibaba');
    await add(vault.test, { accessKeyId, secret });
    const expiresAt = vault.test.now + 3_600_000;
    const token = 'FAKE-TOKEN-'.padEnd(120, 'x');
    const temporary = { accessKeyId: 'STS.FAKEFAKEFAKE', secret: 'FAKE-SECRET', token, expiresAt };
    await add(vault.test, { ...temporary, name: 'Temp', credential: 'temporary', identityKind: 'ram-role' });
    const external = async (...args: string[]) => {
      const { ended } = keyfold(vault.test.folder, ['external', ...args]);
      await vault.allow(await vault.asked());
      const { stdout, code } = await ended;
      expect(code).toBe(0);
      expect(stdout.split('\n')).toHaveLength(2);
      return JSON.parse(stdout);
    };
    expect(await external('--key', 'Deploy')).toEqual({
      ...{ mode: 'AK', access_key_id: accessKeyId, access_key_secret: secret },
    });
    expect(await external('--key', accessKeyId.slice(-4), '--format', 'credential-process')).toEqual({
      ...{ Version: 1, AccessKeyId: accessKeyId, SecretAccessKey: secret },
    });
    expect(await external('--key', 'Temp')).toEqual({
      ...{ mode: 'StsToken', access_key_id: temporary.accessKeyId, access_key_secret: temporary.secret },
      ...{ sts_token: token, expiration: '2026-01-01T01:00:00Z' },
    });
    expect(await external('--key=Temp', '--format=credential-process')).toMatchObject({
      ...{ SessionToken: token, Expiration: '2026-01-01T01:00:00Z' },
    });
    const { ended } = keyfold(vault.test.folder, ['external', '--key', 'Deploy']);
    const { id } = await vault.asked();
    await vault.test.view('allow').must('allow.refuse', { id });
    expect(await ended).toMatchObject({ code: 77, stdout: '' });
  });

  it('env is what a shell reads, whatever signs the secret has', async () => {
    const vault = await openAsked({ asksWho });
    const secret = `FAKE'"$(exit)\`\\!%&;#`;
    await add(vault.test, { secret });
    const { ended } = keyfold(vault.test.folder, ['env', '--shell', 'sh', '--key', 'Deploy']);
    await vault.allow(await vault.asked());
    const { stdout } = await ended;
    const script = `${stdout}\nprintf %s "$ALICLOUD_SECRET_KEY,$ALICLOUD_SECURITY_TOKEN"`;
    const env = { PATH: process.env.PATH ?? '', ALICLOUD_SECURITY_TOKEN: 'left over' };
    expect(execFileSync('sh', ['-c', script], { encoding: 'utf8', env })).toBe(`${secret},`);
    const cmd = keyfold(vault.test.folder, ['env', '--shell', 'cmd', '--key', 'Deploy']);
    await vault.allow(await vault.asked());
    expect(await cmd.ended).toMatchObject({ code: 64, stdout: '' });
  });

  it('lists names and the ends of IDs after one answer, and quietly nothing before', async () => {
    const vault = await openAsked({ asksWho });
    const { accessKeyId } = fakePair('alibaba');
    await add(vault.test, { accessKeyId, accountId: '1234567890123456' });
    const run = (...args: string[]) => keyfold(vault.test.folder, ['list', ...args]).ended;
    expect(await run('--names', '--quiet')).toEqual({ code: 77, stdout: '', stderr: '' });
    const first = run('--json');
    const asked = await vault.asked();
    expect(asked).toMatchObject({ use: 'list', key: null, needs: { by: 'none' }, lasting: true });
    await vault.allow(asked, 'lock');
    const end = accessKeyId.slice(-4);
    const key = { name: 'Deploy', provider: 'alibaba', account: '1234567890123456', accessKeyId: `…${end}` };
    expect(JSON.parse((await first).stdout)).toEqual([{ ...key, isDefault: false, state: 'enabled' }]);
    expect(await run('--names', '--quiet')).toMatchObject({ code: 0, stdout: 'Deploy\n' });
    expect(await run('--ids')).toMatchObject({ code: 0, stdout: `${end}\n` });
    expect((await run()).stdout).toBe(`Deploy\tAlibaba Cloud\t1234567890123456\t…${end}\t\n`);
    expect((await list(vault.test)).total).toBe(1);
  });

  it('answers about itself at once, in the language of the terminal, locked or not', async () => {
    const former = await openAsked();
    former.test.end();
    const { folder, keychain, now, marks } = former.test;
    const vault = await startAsked({ asksWho, folder, keychain, now, marks });
    const run = (args: string[], locale = 'C') => keyfold(vault.test.folder, args, { LC_ALL: locale }).ended;
    expect(await run(['status'])).toEqual({ code: 0, stdout: 'Locked\n', stderr: '' });
    expect((await run(['status'], 'zh_CN.UTF-8')).stdout).toBe('已锁定\n');
    expect((await run(['status', '--json'])).stdout).toBe('{"state":"locked"}\n');
    expect((await run(['--version'])).stdout).toBe('Keyfold 9.9.9\n');
    expect((await run(['--help'])).stdout).toContain('Usage: keyfold COMMAND');
    expect((await run(['help', 'exec'], 'zh_TW')).stdout).toContain('用法：keyfold exec');
    expect((await run(['lock'])).stdout).toBe('Keyfold is locked already.\n');
    expect(vault.wanted()).toEqual([]);
    await vault.test.view('unlock').must('session.unlock', password());
    expect((await run(['lock'])).stdout).toBe('Keyfold is being locked.\n');
    await until('main locks', () => vault.test.posted.some(({ kind }) => kind === 'lock'));
  });
});
