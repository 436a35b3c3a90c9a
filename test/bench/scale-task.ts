import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyPage } from '../../common/keys/access-key';
import { workByWorker } from '../../vault/store/work/work';
import { stretchByWorker } from '../../vault/transfer/stretch';
import { seedVault } from '../support/seed';
import { password, startTestVault, type TestVault, type TestView } from '../unit/vault/harness';

/**
 * What the bench of scale runs in a process of its own: how long calls take at the ports of the vault process, and how
 * long one more call waits while something long goes on. Prints its milliseconds as JSON.
 */

const [task = '', folder = '', ...more] = process.argv.slice(2);
stretchByWorker(join(import.meta.dirname, 'stretcher.mjs'));
workByWorker(join(import.meta.dirname, 'worker.mjs'));

const sort = { column: 'age', direction: 'descending' };
const byName = { column: 'name', direction: 'ascending' };
const all = { provider: null, text: '' };

/** The calls that a page makes, by what they are called in the report. */
const calls: Readonly<Record<string, (total: number) => [operation: string, input?: unknown]>> = {
  counts: () => ['keys.counts'],
  overview: () => ['overview.get'],
  'tree: providers': () => ['accounts.providers'],
  'tree: one provider': () => ['accounts.list', { provider: 'alibaba', limit: 50 }],
  'page of accounts': () => ['accounts.lines', { provider: null, text: '', offset: 0, limit: 100 }],
  'Assign, searched': () => ['accounts.lines', { provider: 'alibaba', text: 'svc-1', offset: 0, limit: 100 }],
  'due, first page': () => ['keys.list', { ...all, filter: { care: 'overdue' }, sort, offset: 0, limit: 100 }],
  'first page by age': () => ['keys.list', { ...all, sort, offset: 0, limit: 100 }],
  'first page by name': () => ['keys.list', { ...all, sort: byName, offset: 0, limit: 100 }],
  'last page by name': (total) => ['keys.list', { ...all, sort: byName, offset: Math.max(0, total - 100), limit: 100 }],
  'search for a letter': () => ['keys.list', { ...all, text: 'e', sort: byName, offset: 0, limit: 100 }],
  'first page of the log': () => ['audit.list', { offset: 0, limit: 100, filter: noFilter }],
};
const noFilter = { action: null, outcome: null, keyId: null, text: '', from: null, to: null };

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function unlocked(of: string): Promise<TestVault> {
  const vault = startTestVault({ folder: of, now: Date.now() });
  await vault.view('unlock').must('session.unlock', password());
  await vault.view('main-view').must('protection.keychain');
  return vault;
}

async function timeCalls(): Promise<Record<string, number>> {
  const vault = await unlocked(folder);
  const main = vault.view('main-view');
  const { total } = await main.must<KeyPage>('keys.list', { ...all, sort, offset: 0, limit: 1 });
  // The check of the log and the day's backup are over before anything is timed.
  await main.must('audit.check');
  await main.must('backups.make');
  const times: Record<string, number> = {};
  for (const [name, ask] of Object.entries(calls)) {
    const [operation, input] = ask(total);
    const taken: number[] = [];
    for (let at = 0; at < 7; at += 1) {
      const start = performance.now();
      await main.must(operation, input);
      taken.push(performance.now() - start);
      if (performance.now() - start > 2000) break;
    }
    times[name] = median(taken.length > 1 ? taken.slice(1) : taken);
  }
  vault.end();
  return times;
}

interface Waited {
  /** Milliseconds that the act took. */
  took: number;
  /** Milliseconds that one call waited at most meanwhile, and how many calls there were. */
  longest: number;
  calls: number;
  /** MiB of this process at most, and before. */
  most: number;
  before: number;
}

const mib = () => process.memoryUsage.rss() / 1024 / 1024;

/** Runs an act, and asks for a key's properties all the time meanwhile. */
async function beside(main: TestView, id: string, act: () => Promise<unknown>): Promise<Waited> {
  const waited: Waited = { took: 0, longest: 0, calls: 0, most: 0, before: mib() };
  let over = false;
  const asking = (async () => {
    while (!over) {
      // The call is due then. If this thread is taken, it waits from that moment on.
      const due = performance.now() + 2;
      await pause(2);
      await main.call('keys.get', { id });
      waited.longest = Math.max(waited.longest, performance.now() - due);
      waited.calls += 1;
      waited.most = Math.max(waited.most, mib());
    }
  })();
  await pause(50);
  const start = performance.now();
  await act();
  waited.took = performance.now() - start;
  await pause(5);
  over = true;
  await asking;
  return waited;
}

async function timeWaits(file: string): Promise<Record<string, Waited>> {
  const copy = `${folder}-run`;
  rmSync(copy, { recursive: true, force: true });
  cpSync(folder, copy, { recursive: true });
  const vault = await unlocked(copy);
  const main = vault.view('main-view');
  const page = () => main.must<KeyPage>('keys.list', { ...all, sort, offset: 0, limit: 1 });
  const found: Record<string, Waited> = {};
  const id = (await page()).rows[0]?.id ?? '';
  found['after the unlock'] = await beside(main, id, async () => {
    await main.must('audit.check');
    while (!(await main.must<{ backups: unknown[] }>('backups.state')).backups.length) await pause(50);
  });
  found['check of the log'] = await beside(main, id, () => main.must('audit.check'));
  found.backup = await beside(main, id, () => main.must('backups.make'));
  const sheet = vault.view('export');
  vault.savePath = { path: `${copy}/export.age` };
  const passphrase = Buffer.from('fake-passphrase-of-the-bench');
  found['export of all'] = await beside(main, id, () =>
    sheet.must('keyExport.save', {
      scope: { kind: 'all' },
      to: { kind: 'passphrase', passphrase: Uint8Array.from(passphrase) },
      proof: { method: 'password', ...password() },
    }),
  );
  const importing = vault.view('import');
  vault.openPath = { path: file };
  found['import: reading'] = await beside(main, id, () => importing.must('keyImport.open'));
  found['import: comparing'] = await beside(main, id, () => importing.must('keyImport.plan', { password: null }));
  found['import: applying'] = await beside(main, id, () => importing.must('keyImport.apply', { password: null }));
  found['new keys'] = await beside(main, id, () => vault.view('rekey').must('rekey.run', password()));
  vault.end();
  rmSync(copy, { recursive: true, force: true });
  return found;
}

if (task === 'seed') await seedVault(folder, { keys: Number(more[0]), rows: Number(more[1]) });
else if (task === 'calls') console.log(JSON.stringify(await timeCalls()));
else if (task === 'waits') console.log(JSON.stringify(await timeWaits(more[0] ?? '')));
else throw new Error(`There is no task ${task}.`);
process.exit(0);
