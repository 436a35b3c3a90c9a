import { describe, expect, it } from 'vitest';
import type { GrantRow } from '../../../../common/command/allow';
import { fakePair } from '../../../support/fake-keys';
import { until } from '../../../support/until';
import { add, auditOf, password, remove } from '../harness';
import { inKitty, kitty, openAsked, processOf, startAsked } from './asking';

const execDeploy = ['exec', '--key', 'Deploy', '--only', 'OSS_ACCESS_KEY_ID', '--', 'terraform', 'plan'];

describe('a program that asks', () => {
  it('gets the key in its environment once a person allowed it, and the row is there before', async () => {
    const vault = await openAsked();
    const { accessKeyId, secret } = fakePair('alibaba');
    const { id } = await add(vault.test, { accessKeyId, secret });
    const asking = vault.ask(execDeploy);
    const asked = await vault.asked();
    expect(asked).toMatchObject({
      use: 'exec',
      preset: 2,
      commandLine: 'keyfold exec --key Deploy --only OSS_ACCESS_KEY_ID -- terraform plan',
      folder: '/home/ada',
      key: { id, name: 'Deploy', accessKeyId, provider: 'alibaba', master: false },
      sets: ['OSS_ACCESS_KEY_ID', 'OSS_ACCESS_KEY_SECRET', 'ALIBABA_CLOUD_IGNORE_PROFILE'],
      requests: 1,
      lasting: true,
      needs: { by: 'owner' },
    });
    expect(asked.chain.map(({ name }) => name)).toEqual(['keyfold', 'zsh', 'kitty']);
    expect(asked.removes).toContain('ALIBABA_CLOUD_PROFILE');
    expect(asking.soFar).toMatchObject({ stdout: '', run: null });
    expect(vault.wanted()).toEqual(['allow']);
    await vault.allow(asked);
    const { run, stdout } = await asking.ended;
    expect(stdout).toBe('');
    expect(run?.slice(-3)).toEqual([
      `OSS_ACCESS_KEY_ID=${accessKeyId}`,
      `OSS_ACCESS_KEY_SECRET=${secret}`,
      'ALIBABA_CLOUD_IGNORE_PROFILE=TRUE',
    ]);
    expect(run?.slice(0, -3).every((change) => !change.includes('='))).toBe(true);
    expect(run).toContain('ALIBABA_CLOUD_SECURITY_TOKEN');
    const { rows } = await auditOf(vault.test, { action: 'program-used' });
    expect(rows).toMatchObject([{ key: { id }, facts: { way: 'exec', place: '/usr/bin/terraform' } }]);
    expect(JSON.stringify(rows)).not.toContain('plan');
    expect(vault.wanted()).toEqual(['allow', 'none']);
  });

  it('gets nothing with a wrong password, and nothing when it is refused, then is refused quietly for 30 s', async () => {
    const vault = await openAsked();
    await add(vault.test);
    const asking = vault.ask(execDeploy);
    const asked = await vault.asked();
    const sheet = vault.test.view('allow');
    const proof = { method: 'password', ...password('wrong horse battery') };
    const wrong = await sheet.mustFail('allow.allow', { id: asked.id, lasts: 'once', process: 0, proof });
    expect(wrong.code).toBe('wrong-password');
    const bare = await sheet.mustFail('allow.allow', { id: asked.id, lasts: 'once', process: 0 });
    expect(bare.code).toBe('verification-required');
    await sheet.must('allow.refuse', { id: asked.id });
    expect(await asking.ended).toMatchObject({ code: 77, run: null });
    expect(await vault.ask(execDeploy).ended).toMatchObject({ code: 77, run: null });
    expect(vault.wanted()).toEqual(['allow', 'none']);
    vault.clock.advance(30_000);
    vault.ask(execDeploy);
    expect((await vault.asked()).id).not.toBe(asked.id);
  });

  it('is shown with what the key is: the account’s own one, or a temporary one with its token', async () => {
    const vault = await openAsked();
    await add(vault.test, { name: 'Root', identityKind: 'alibaba-account' });
    const expiresAt = vault.test.now + 3_600_000;
    const temporary = {
      credential: 'temporary',
      identityKind: 'ram-role',
      token: 'FAKE-TOKEN-'.padEnd(120, 'x'),
    } as const;
    await add(vault.test, { name: 'Temp', ...temporary, ...fakePair('alibaba'), expiresAt });
    const first = vault.ask(['exec', '--key', 'Root', '--', 'make']);
    const root = await vault.asked();
    expect([root.key?.master, root.sets.includes('ALIBABA_CLOUD_SECURITY_TOKEN')]).toEqual([true, false]);
    expect(root.removes).toContain('ALIBABA_CLOUD_SECURITY_TOKEN');
    first.leave();
    vault.ask(['exec', '--key', 'Temp', '--', 'make']);
    const temp = await vault.asked(({ key }) => key?.name === 'Temp');
    expect([temp.key?.master, temp.sets.includes('ALIBABA_CLOUD_SECURITY_TOKEN')]).toEqual([false, true]);
  });

  it('shares one sheet with 99 others of the same terminal, each with its row', async () => {
    const vault = await openAsked();
    await add(vault.test);
    const all = Array.from({ length: 100 }, () => vault.ask(execDeploy));
    const asked = await vault.asked(({ requests }) => requests === 100);
    await vault.allow(asked);
    const ended = await Promise.all(all.map((one) => one.ended));
    expect(ended.filter(({ run }) => run !== null)).toHaveLength(100);
    expect((await auditOf(vault.test, { action: 'program-used' })).total).toBe(100);
    expect(vault.wanted()).toEqual(['allow', 'none']);
  });

  it('stands behind others: six different ones wait, and the seventh is sent away', async () => {
    const vault = await openAsked();
    await add(vault.test);
    const ask = (pid: number) => {
      vault.asker.chain = [processOf(pid, 'make')];
      return vault.ask(execDeploy);
    };
    for (let pid = 10; pid < 16; pid += 1) {
      const asking = ask(pid);
      await until('it waits', () => asking.soFar.stderr.includes('Waiting'));
    }
    expect(await ask(16).ended).toMatchObject({ code: 75, run: null });
  });
});

describe('a grant', () => {
  const grants = (vault: Awaited<ReturnType<typeof openAsked>>) =>
    vault.test.view('main-view').must<GrantRow[]>('command.grants');

  it('counts for its process and what that starts, for this key and use alone, and for 15 minutes', async () => {
    const vault = await openAsked();
    const { id } = await add(vault.test);
    await add(vault.test, { name: 'Other' });
    const first = vault.ask(execDeploy);
    await vault.allow(await vault.asked(), 'minutes', 2);
    expect((await first.ended).run).not.toBeNull();
    vault.asker.chain = [processOf(900_010, 'keyfold'), processOf(900_011, 'make'), ...inKitty.slice(1)];
    expect((await vault.ask(execDeploy).ended).run).not.toBeNull();
    expect(await grants(vault)).toMatchObject([{ use: 'exec', key: { id }, process: { pid: kitty.pid }, uses: 1 }]);
    // Another process with the same number, as after its end.
    vault.asker.chain = [processOf(900_010, 'keyfold'), { ...kitty, start: '1' }];
    const reused = vault.ask(execDeploy);
    await vault.asked();
    reused.leave();
    vault.asker.chain = inKitty;
    await until('it has left', async () => (await vault.test.view('allow').must('allow.asked')) === null);
    const other = vault.ask(['external', '--key', 'Deploy']);
    await vault.asked(({ use }) => use === 'external');
    other.leave();
    await until('it has left', async () => (await vault.test.view('allow').must('allow.asked')) === null);
    vault.clock.advance(15 * 60_000);
    expect(await grants(vault)).toEqual([]);
    vault.ask(execDeploy);
    expect((await vault.asked()).use).toBe('exec');
  });

  it('ends when its process ends', async () => {
    const vault = await openAsked();
    await add(vault.test);
    vault.asker.chain = [processOf(900_001, 'keyfold'), { ...processOf(process.ppid, 'make'), start: 'another' }];
    const first = vault.ask(execDeploy);
    await vault.allow(await vault.asked(), 'lock', 1);
    await first.ended;
    expect(await grants(vault)).toEqual([]);
  });

  it.each(['disable', 'delete'] as const)('ends when its key goes: %s', async (how) => {
    const vault = await openAsked();
    const { id } = await add(vault.test);
    const first = vault.ask(execDeploy);
    await vault.allow(await vault.asked(), 'lock');
    await first.ended;
    if (how === 'delete') await remove(vault.test, id);
    else await vault.test.view('main-view').must('keys.setStatus', { ids: [id], status: 'disabled' });
    expect(await grants(vault)).toEqual([]);
    expect((await vault.ask(execDeploy).ended).run).toBeNull();
  });

  it('ends when a person ends it, and can only be given where a keychain opens the secret', async () => {
    const vault = await openAsked();
    await add(vault.test);
    const first = vault.ask(execDeploy);
    await vault.allow(await vault.asked(), 'lock');
    await first.ended;
    await vault.test.view('main-view').must('command.endGrant', { id: null });
    vault.test.keychain.state = 'unavailable';
    const asking = vault.ask(execDeploy);
    const asked = await vault.asked();
    expect(asked.lasting).toBe(false);
    const proof = { method: 'password', ...password() };
    const sheet = vault.test.view('allow');
    const error = await sheet.mustFail('allow.allow', { id: asked.id, lasts: 'lock', process: 2, proof });
    expect(error.code).toBe('password-required');
    await vault.allow(asked);
    expect((await asking.ended).run).not.toBeNull();
    expect(await grants(vault)).toEqual([]);
  });
});

describe('between the sheet and the answer', () => {
  it.each(['disable', 'delete'] as const)('nothing is given of a key that goes: %s', async (how) => {
    const vault = await openAsked();
    const { id } = await add(vault.test);
    const asking = vault.ask(execDeploy);
    const asked = await vault.asked();
    if (how === 'delete') await remove(vault.test, id);
    else await vault.test.view('main-view').must('keys.setStatus', { ids: [id], status: 'disabled' });
    expect((await asking.ended).run).toBeNull();
    const proof = { method: 'password', ...password() };
    const error = await vault.test
      .view('allow')
      .mustFail('allow.allow', { id: asked.id, lasts: 'once', process: 0, proof });
    expect(error.code).toBe('not-found');
  });

  it('an expired key is refused', async () => {
    const vault = await openAsked();
    const expiresAt = vault.test.now + 3_600_000;
    const token = 'FAKE-TOKEN-'.padEnd(120, 'x');
    await add(vault.test, { credential: 'temporary', identityKind: 'ram-role', token, expiresAt });
    const asking = vault.ask(execDeploy);
    const asked = await vault.asked();
    vault.test.now = expiresAt + 1;
    const proof = { method: 'password', ...password() };
    const sheet = vault.test.view('allow');
    const error = await sheet.mustFail('allow.allow', { id: asked.id, lasts: 'once', process: 0, proof });
    expect(error.code).toBe('key-expired');
    expect(await asking.ended).toMatchObject({ code: 77, run: null });
  });

  it('a key that has expired before the sheet looks is no question any more', async () => {
    const vault = await openAsked();
    const expiresAt = vault.test.now + 3_600_000;
    const token = 'FAKE-TOKEN-'.padEnd(120, 'x');
    await add(vault.test, { credential: 'temporary', identityKind: 'ram-role', token, expiresAt });
    const asking = vault.ask(execDeploy);
    await until('it waits', () => asking.soFar.stderr.includes('Waiting'));
    vault.test.now = expiresAt + 1;
    expect(await vault.test.view('allow').must('allow.asked')).toBeNull();
    expect(await asking.ended).toMatchObject({ code: 77, run: null });
  });
});

describe('while it is locked', () => {
  it('the request waits for the unlock, whose password counts for 60 s', async () => {
    const former = await openAsked();
    await add(former.test);
    former.test.end();
    const { folder, keychain, now, marks } = former.test;
    const vault = await startAsked({ folder, keychain, now, marks });
    const asking = vault.ask(execDeploy);
    await until('it waits', () => asking.soFar.stderr.includes('locked'));
    expect(vault.wanted()).toEqual(['unlock']);
    expect(await vault.test.view('unlock').must('command.waiting')).toEqual({ use: 'exec', program: 'kitty' });
    await vault.test.view('unlock').must('session.unlock', password());
    const asked = await vault.asked();
    expect(asked.needs.by).toBe('none');
    vault.clock.advance(60_000);
    expect((await vault.asked()).needs.by).toBe('owner');
    const late = await vault.test.view('allow').mustFail('allow.allow', { id: asked.id, lasts: 'once', process: 0 });
    expect(late.code).toBe('verification-required');
    await vault.allow(await vault.asked());
    expect((await asking.ended).run).not.toBeNull();
    const other = vault.ask(execDeploy);
    expect((await vault.asked()).needs.by).toBe('owner');
    other.leave();
  });

  it('a hundred equal requests wait for the unlock, and share one sheet; six different ones wait beside each other', async () => {
    const former = await openAsked();
    await add(former.test);
    former.test.end();
    const { folder, keychain, now, marks } = former.test;
    const vault = await startAsked({ folder, keychain, now, marks });
    const waits = async (asking: ReturnType<typeof vault.ask>) => {
      await until('it waits', () => asking.soFar.stderr.includes('locked'));
      return asking;
    };
    const all = await Promise.all(Array.from({ length: 100 }, () => waits(vault.ask(execDeploy))));
    for (let pid = 10; pid < 15; pid += 1) {
      vault.asker.chain = [processOf(pid, 'make')];
      await waits(vault.ask(execDeploy));
    }
    vault.asker.chain = [processOf(15, 'make')];
    expect(await vault.ask(execDeploy).ended).toMatchObject({ code: 75, run: null });
    // Who can't be told apart from others is another one each time.
    vault.asker.chain = [];
    expect(await vault.ask(execDeploy).ended).toMatchObject({ code: 75, run: null });
    expect(vault.wanted()).toEqual(['unlock']);
    await vault.test.view('unlock').must('session.unlock', password());
    await vault.allow(await vault.asked(({ requests, needs }) => requests === 100 && needs.by === 'none'));
    const ended = await Promise.all(all.map((one) => one.ended));
    expect(ended.filter(({ run }) => run !== null)).toHaveLength(100);
  });

  it('allows with the password of the unlock alone, and gives up after two minutes', async () => {
    const former = await openAsked();
    await add(former.test);
    former.test.end();
    const { folder, keychain, now, marks } = former.test;
    const vault = await startAsked({ folder, keychain, now, marks });
    const late = vault.ask(execDeploy);
    await until('it waits', () => late.soFar.stderr.includes('locked'));
    vault.clock.advance(120_000);
    expect(await late.ended).toMatchObject({ code: 75, run: null });
    expect(vault.wanted()).toEqual(['unlock', 'none']);
    const asking = vault.ask(execDeploy);
    await until('it waits', () => asking.soFar.stderr.includes('locked'));
    await vault.test.view('unlock').must('session.unlock', password());
    await vault.allow(await vault.asked(({ needs }) => needs.by === 'none'));
    expect((await asking.ended).run).not.toBeNull();
  });
});
