import { cpSync } from 'node:fs';
import type { KeyPage } from '../../common/keys/access-key';
import { seedVault } from '../support/seed';
import {
  byPassword,
  createdVault,
  password,
  startTestVault,
  type TestVault,
  type TestView,
} from '../unit/vault/harness';

/**
 * What the bench of changes runs in a process of its own: changes asked for at the ports of the vault process, timed from
 * the call to its answer. It uses nothing but the contract, so the same file also measures the sources of another commit.
 * Prints its milliseconds as JSON.
 */

const [task = '', folder = '', file = ''] = process.argv.slice(2);
/** Single changes that are measured, after some that are not. */
const singles = 200;
const warming = 20;
const many = 10_000;
/** So many keys set the pace if there is no call for several. */
const paced = 300;
/** Each deletion needs a verification of its own then, so there are fewer. */
const pacedDeletions = 30;
/** One key in eleven is disabled from the beginning, and single changes take some more. */
const seeded = 11_500;
const times: Record<string, number[]> = {};

async function timed<T>(name: string, act: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const value = await act();
  times[name] = [...(times[name] ?? []), performance.now() - start];
  return value;
}

async function unlocked(of: string): Promise<TestVault> {
  const copy = `${of}-run`;
  cpSync(of, copy, { recursive: true });
  const vault = startTestVault({ folder: copy, now: Date.now() });
  await vault.view('unlock').must('session.unlock', password());
  await vault.view('main-view').must('protection.keychain');
  return vault;
}

async function enabledKeys(main: TestView): Promise<{ id: string; name: string }[]> {
  const sort = { column: 'name', direction: 'ascending' };
  const rows = [];
  for (let offset = 0; ; offset += 500) {
    const page = await main.must<KeyPage>('keys.list', { provider: null, text: '', sort, offset, limit: 500 });
    rows.push(...page.rows.filter(({ status }) => status === 'enabled'));
    if (offset + 500 >= page.total) return rows;
  }
}

/**
 * Disables keys as this commit can: all in one call, or one after the other if it has no call for several. That takes so
 * long that only some are disabled, and the time is that of all at the same pace.
 */
async function disableMany(main: TestView, ids: readonly string[], several: boolean): Promise<void> {
  const some = several ? ids : ids.slice(0, paced);
  const start = performance.now();
  if (several) await main.must('keys.setStatus', { ids, status: 'disabled' });
  else for (const id of some) await main.must('keys.setStatus', { id, status: 'disabled' });
  times.disableMany = [((performance.now() - start) * ids.length) / some.length];
  const left = new Set((await enabledKeys(main)).map(({ id }) => id));
  if (some.some((id) => left.has(id))) throw new Error('Not all keys were disabled.');
}

/**
 * Deletes keys in the same two ways, each call after its verification, which is not measured: stretching the password is
 * made to take long.
 */
async function deleteMany(vault: TestVault, ids: readonly string[], several: boolean): Promise<void> {
  const main = vault.view('main-view');
  const verify = vault.view('verify');
  const calls = several ? [ids] : ids.slice(0, pacedDeletions).map((id) => [id]);
  let spent = 0;
  for (const call of calls) {
    const [first = ''] = call;
    const asked = byPassword(first, undefined, 'delete');
    const shown = several ? { ...asked, intent: { act: 'delete', ids: call } } : asked;
    const { ticket } = await verify.must<{ ticket: string }>('protection.verify', shown);
    const start = performance.now();
    await main.must('keys.delete', several ? { ids: call, ticket } : { id: first, ticket });
    spent += performance.now() - start;
  }
  times.deleteMany = [(spent * ids.length) / calls.flat().length];
  for (const call of calls) await main.mustFail('keys.get', { id: call[0] });
}

async function change(): Promise<void> {
  const vault = await unlocked(folder);
  const main = vault.view('main-view');
  const enabled = await enabledKeys(main);
  const [first] = enabled;
  if (!first || enabled.length < many + singles) throw new Error('There are too few keys.');
  // Which form of the call this commit has is found out once, before anything is measured.
  const known = await main.call('keys.setStatus', { ids: [first.id], status: 'enabled' });
  const one = (id: string) => (known.ok ? { ids: [id] } : { id });
  for (let at = 0; at < warming + singles; at += 1) {
    const key = enabled[at];
    if (!key) break;
    const { description, accountId, identityKind, identityName, endpoint } = await main.must<
      Record<'description' | 'accountId' | 'identityKind' | 'identityName' | 'endpoint', string>
    >('keys.get', { id: key.id });
    const details = { description, accountId, identityKind, identityName, endpoint };
    const edited = { id: key.id, name: `${key.name} renamed`, ...details };
    await timed(at < warming ? 'warming' : 'rename', () => main.must('keys.edit', edited));
    const disabled = { ...one(key.id), status: 'disabled' };
    await timed(at < warming ? 'warming' : 'disable', () => main.must('keys.setStatus', disabled));
  }
  const ids = enabled.slice(-many).map(({ id }) => id);
  await disableMany(main, ids, known.ok);
  await deleteMany(vault, ids, known.ok);
  vault.end();
}

async function importKeys(): Promise<void> {
  const vault = await createdVault({ folder, now: Date.now() });
  vault.openPath = { path: file };
  const sheet = vault.view('import');
  await timed('read', () => sheet.must('keyImport.open'));
  await timed('compare', () => sheet.must('keyImport.plan', { password: null }));
  const done = await timed('apply', () => sheet.must<{ added: number }>('keyImport.apply', { password: null }));
  if (done.added !== many) throw new Error(`Only ${done.added} of ${many} keys were added.`);
  vault.end();
}

if (task === 'seed') await seedVault(folder, { keys: seeded });
else if (task === 'change') await change();
else if (task === 'import') await importKeys();
else throw new Error(`There is no task ${task}.`);
console.log(JSON.stringify(times));
process.exit(0);
