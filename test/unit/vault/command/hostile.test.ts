import { randomBytes, randomInt } from 'node:crypto';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { hasHidden } from '../../../../common/keys/text';
import { askFrame, frameOf } from '../../../support/command/asker';
import { fakePair } from '../../../support/fake-keys';
import { until } from '../../../support/until';
import { add, get } from '../harness';
import { inKitty, openAsked, processOf } from './asking';

const execDeploy = ['exec', '--key', 'Deploy', '--', 'terraform'];

/** Sends bytes, and returns what came back until the other side ended it. */
function sent(path: string, ...pieces: Uint8Array[]): Promise<Buffer> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const parts: Buffer[] = [];
    socket.on('data', (piece: Buffer) => parts.push(piece));
    socket.on('error', () => undefined);
    socket.once('close', () => resolve(Buffer.concat(parts)));
    for (const piece of pieces) socket.write(piece);
  });
}

describe('what a hostile program sends', () => {
  it('ends its own connection and nothing else', async () => {
    const vault = await openAsked();
    await add(vault.test);
    const ask = askFrame(execDeploy);
    const found = frameOf(2, Buffer.from('\0/bin/sh'));
    const lookOnly = '\0\0\0\x03\x04\0\x04';
    expect((await sent(vault.path, Buffer.alloc(70_000, 0xff))).length).toBe(0);
    expect((await sent(vault.path, found)).length).toBe(0);
    expect((await sent(vault.path, Buffer.concat([ask, ask]))).toString('latin1')).toBe(lookOnly);
    // It answers before it is asked, twice, and goes on talking while it waits.
    const talks = await sent(vault.path, ask, found, found);
    expect(talks.subarray(0, 7).toString('latin1')).toBe(lookOnly);
    expect(talks.toString('latin1')).not.toContain('ALIBABA_CLOUD');
    for (let round = 0; round < 40; round += 1) {
      const bytes = Buffer.concat([askFrame(['list', '--quiet']), randomBytes(randomInt(40))]);
      bytes[randomInt(bytes.length)] = randomInt(256);
      const socket = connect(vault.path);
      socket.on('error', () => undefined);
      socket.write(bytes);
      socket.end();
      await new Promise((resolve) => socket.once('close', resolve).resume());
    }
    await until('nobody waits', async () => (await vault.test.view('allow').must('allow.asked')) === null);
    const good = vault.ask(execDeploy);
    await vault.allow(await vault.asked());
    expect((await good.ended).run).not.toBeNull();
  });

  it('has five seconds, also if it says nothing at all, and sixteen silent ones keep nobody out for longer', async () => {
    const vault = await openAsked();
    await add(vault.test);
    const silent = Array.from({ length: 16 }, () => sent(vault.path));
    const good = vault.ask(execDeploy);
    await until('all are received', () => vault.clock.timers >= 16);
    vault.clock.advance(5000);
    for (const answer of await Promise.all(silent)) expect(answer.toString('utf8')).toContain('5 seconds');
    await vault.allow(await vault.asked());
    expect((await good.ended).run).not.toBeNull();
  });

  it('may go away at any moment: its sheet goes too', async () => {
    const vault = await openAsked();
    await add(vault.test);
    const bytes = Buffer.concat([askFrame(execDeploy), frameOf(2, Buffer.from('\0/bin/sh'))]);
    for (let at = 0; at <= bytes.length; at += 7) {
      const socket = connect(vault.path);
      socket.on('error', () => undefined);
      socket.write(bytes.subarray(0, at), () => socket.destroy());
      await new Promise((resolve) => socket.once('close', resolve));
    }
    const asking = vault.ask(execDeploy);
    const { id } = await vault.asked();
    asking.leave();
    await until('nobody waits', async () => (await vault.test.view('allow').must('allow.asked')) === null);
    const sheet = vault.test.view('allow');
    expect((await sheet.mustFail('allow.refuse', { id })).code).toBe('not-found');
    expect(vault.wanted().at(-1)).toBe('none');
  });

  it('reaches neither the sheet nor a terminal raw', async () => {
    const vault = await openAsked();
    await add(vault.test);
    const evil = '\u001b]0;x\u0007\u202egnp.exe\u009b31m\n';
    vault.asker.chain = [
      processOf(900_001, 'keyfold'),
      { ...processOf(900_002, evil), path: `/tmp/${evil}`, commandLine: evil },
    ];
    vault.ask(['exec', '--key', 'Deploy', '--', evil, 'x'.repeat(60_000)], { folder: `/tmp/${evil}` });
    const { chain, commandLine, folder } = await vault.asked();
    for (const text of [chain[1]?.name, chain[1]?.path, commandLine, folder]) {
      expect(hasHidden(text ?? '')).toBe(false);
      expect(text).toContain('gnp.exe');
    }
    expect([...commandLine].length).toBeLessThanOrEqual(200);
    vault.asker.chain = inKitty;
    const lines = [
      ['exec', '--key', 'Deploy', '--', evil],
      [evil],
      ['exec', `--${evil}`],
      ['env', '--shell', evil],
      ['list', evil],
    ];
    for (const args of lines) {
      const { stderr, stdout, run } = await vault.ask(args, { looked: [1, ''] }).ended;
      expect(hasHidden(stderr, true)).toBe(false);
      expect(stderr.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u0080-\u009f]/u);
      expect({ stdout, run }).toEqual({ stdout: '', run: null });
    }
  });

  it('is refused a terminal for env, and a process that is not in its chain', async () => {
    const vault = await openAsked();
    await add(vault.test);
    const env = vault.ask(['env', '--shell', 'sh', '--key', 'Deploy'], { terminals: 2 });
    expect(await env.ended).toMatchObject({ code: 64, stdout: '' });
    vault.asker.chain = [];
    const one = vault.ask(execDeploy);
    const other = vault.ask(execDeploy);
    const asked = await vault.asked();
    expect(asked).toMatchObject({ chain: [], lasting: false, requests: 1 });
    const sheet = vault.test.view('allow');
    expect((await sheet.mustFail('allow.allow', { id: asked.id, lasts: 'lock', process: 0 })).code).toBe('not-found');
    await vault.allow(asked);
    // Nobody knows that the other one is the same program, so it has its own sheet.
    const next = await vault.asked(({ id }) => id !== asked.id);
    await vault.allow(next);
    expect((await one.ended).run).not.toBeNull();
    expect((await other.ended).run).not.toBeNull();
  });
});

describe('which key is meant', () => {
  it('is said with what could be meant, and with why one can’t be used', async () => {
    const vault = await openAsked();
    const pairs = [fakePair('alibaba'), fakePair('huawei')] as const;
    const { id } = await add(vault.test, { name: 'Deploy', ...pairs[0] });
    await add(vault.test, { name: 'Deploy', provider: 'huawei', ...pairs[1] });
    await add(vault.test, { name: 'Bank', provider: 'pingan' });
    const said = async (...args: string[]) => {
      const { code, stderr } = await vault.ask(['exec', ...args, '--', 'make']).ended;
      return `${code} ${stderr}`;
    };
    const ambiguous = await said('--key', 'Deploy');
    expect(ambiguous).toMatch(/^64 /);
    for (const { accessKeyId } of pairs) {
      expect(ambiguous).toContain(`…${accessKeyId.slice(-4)}`);
      expect(ambiguous).not.toContain(accessKeyId);
    }
    expect(await said('--key', 'Nobody')).toMatch(/^64 .*No key/s);
    expect(await said('--key', pairs[0].accessKeyId.slice(-3))).toMatch(/^64 .*No key/s);
    expect(await said('--provider', 'alibaba')).toMatch(/^64 .*no default key/s);
    expect(await said('--key', 'Bank')).toMatch(/^64 .*--only:.*OSS_ACCESS_KEY_ID/s);
    const main = vault.test.view('main-view');
    await main.must('keys.setStatus', { ids: [id], status: 'disabled' });
    expect(await said('--key', 'Deploy', '--provider', 'alibaba')).toMatch(/^77 .*disabled/s);
    vault.ask(['exec', '--key', 'Deploy', '--', 'make']);
    expect((await vault.asked()).key).toMatchObject({ provider: 'huawei', name: (await get(vault.test, id)).name });
  });

  it('of several default keys only the providers are said: nobody has allowed to see more', async () => {
    const vault = await openAsked();
    const ids = [fakePair('alibaba').accessKeyId, fakePair('huawei').accessKeyId] as const;
    const main = vault.test.view('main-view');
    const one = await add(vault.test, { name: 'Payroll', accessKeyId: ids[0] });
    const other = await add(vault.test, { name: 'Merger', provider: 'huawei', accessKeyId: ids[1] });
    for (const { id } of [one, other]) await main.must('keys.setDefault', { id });
    const { code, stderr } = await vault.ask(['exec', '--', 'make']).ended;
    expect(code).toBe(64);
    expect(stderr).toMatch(/Add --provider or --key:\n {2}alibaba\n {2}huawei\n$/);
    for (const part of ['Payroll', 'Merger', ids[0].slice(-4), ids[1].slice(-4)]) expect(stderr).not.toContain(part);
    vault.ask(['exec', '--provider', 'huawei', '--', 'make']);
    expect((await vault.asked()).key).toMatchObject({ name: 'Merger' });
  });
});
