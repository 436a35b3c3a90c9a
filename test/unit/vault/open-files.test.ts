import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { UnlockWays } from '../../../common/keyring';
import { passwordBytes } from '../../../common/keys/text-bytes';
import type { HeldVault, Rescue, RescueState } from '../../../common/replaced';
import { masterPassword } from '../../support/fake-keys';
import {
  add,
  auditOf,
  createdVault,
  fakeClock,
  filesIn,
  list,
  newFolder,
  newKey,
  password,
  reopened,
  startTestVault,
  type TestVault,
} from './harness';

/** The open vault's files are moved, replaced, or written by another program. */

const database = (vault: TestVault) => join(vault.folder, 'vault.db');
const slots = (vault: TestVault) => join(vault.folder, 'slots.json');
const backups = (vault: TestVault) => join(vault.folder, 'backups');

/** A vault with one key, and a copy of its folder from before that key. */
async function vaultWithKey(time = fakeClock()) {
  const vault = await createdVault({ time });
  const before = `${vault.folder}.before`;
  fs.cpSync(vault.folder, before, { recursive: true });
  await add(vault, { name: 'Acknowledged' });
  return { vault, before, time };
}

/** What main was told of a replaced file; waits for it. */
async function told(vault: TestVault): Promise<Rescue> {
  const find = () => vault.posted.find((message) => message.kind === 'replaced');
  for (let turns = 0; turns < 100 && !find(); turns += 1) await new Promise((resolve) => setImmediate(resolve));
  const message = find();
  if (!message) throw new Error('main was told nothing');
  return message.rescue;
}

/** The vault process that main starts next, which has what was open. */
function next(vault: TestVault, rescue: Rescue): TestVault {
  const { folder, keychain, marks } = vault;
  const other = startTestVault({ folder, keychain, marks });
  other.give(rescue);
  return other;
}

const replaceByRename = (path: string, by: string) => {
  fs.copyFileSync(by, `${path}.sync`);
  fs.renameSync(`${path}.sync`, path);
};

/** Each way in which somebody may get at the files of an open vault, and what is said of it. */
const ways: {
  name: string;
  do(vault: TestVault, before: string): void;
  found(vault: TestVault): Rescue['found'];
  /** Puts it back, so that a later opening finds the file. */
  undo?(vault: TestVault): void;
}[] = [
  {
    name: 'vault.db is replaced by rename',
    do: (vault, before) => replaceByRename(database(vault), join(before, 'vault.db')),
    found: (vault) => ({ how: 'replaced', path: database(vault) }),
  },
  {
    name: 'vault.db is moved away',
    do: (vault) => fs.renameSync(database(vault), `${database(vault)}.away`),
    found: (vault) => ({ how: 'gone', path: database(vault) }),
  },
  {
    name: 'vault.db is removed',
    do: (vault) => fs.unlinkSync(database(vault)),
    found: (vault) => ({ how: 'gone', path: database(vault) }),
  },
  {
    name: 'vault.db becomes a link to itself elsewhere',
    do: (vault) => {
      fs.renameSync(database(vault), `${vault.folder}.db`);
      fs.symlinkSync(`${vault.folder}.db`, database(vault));
    },
    found: (vault) => ({ how: 'replaced', path: database(vault) }),
  },
  {
    name: 'the folder is renamed',
    do: (vault) => fs.renameSync(vault.folder, `${vault.folder}.away`),
    found: (vault) => ({ how: 'gone', path: vault.folder }),
  },
  {
    name: 'the folder is replaced by another one',
    do: (vault, before) => {
      fs.renameSync(vault.folder, `${vault.folder}.away`);
      fs.renameSync(before, vault.folder);
    },
    found: (vault) => ({ how: 'replaced', path: vault.folder }),
  },
  {
    name: 'slots.json is replaced by other slots',
    do: (vault) => {
      const former = JSON.parse(fs.readFileSync(slots(vault), 'utf8'));
      fs.writeFileSync(`${slots(vault)}.sync`, JSON.stringify({ ...former, createdAt: 1 }));
      fs.renameSync(`${slots(vault)}.sync`, slots(vault));
    },
    found: (vault) => ({ how: 'replaced', path: slots(vault) }),
  },
  {
    name: 'slots.json is removed',
    do: (vault) => fs.unlinkSync(slots(vault)),
    found: (vault) => ({ how: 'gone', path: slots(vault) }),
  },
];

describe.each(ways)('F2: while the vault is open, $name', ({ do: act, found }) => {
  test('nothing is acknowledged, the vault is locked, and what was open can be put back whole', async () => {
    const { vault, before } = await vaultWithKey();
    act(vault, before);
    const error = await vault.view('add').mustFail('keys.add', newKey({ name: 'Too late' }));
    expect(error).toEqual({ code: 'vault-replaced', ...found(vault) });
    expect(await vault.view('add').mustFail('keys.add', newKey({ name: 'Later still' }))).toEqual({ code: 'locked' });
    const rescue = await told(vault);
    expect(rescue.found).toEqual(found(vault));
    expect(await vault.view('unlock').must('session.state')).toBe('locked');

    // The state that was open is a whole vault, in a folder of its own.
    const whole = startTestVault({ folder: newFolder(), keychain: vault.keychain });
    write(whole.folder, rescue.held);
    await whole.view('unlock').must('session.unlock', password());
    expect((await list(whole)).rows.map(({ name }) => name)).toEqual(['Acknowledged']);
    expect(await whole.view('main-view').must('audit.check')).toMatchObject({ broken: null });
  });

  test('it is found without any change being made', async () => {
    const { vault, before, time } = await vaultWithKey();
    await list(vault);
    act(vault, before);
    time.advance(4_000);
    expect(vault.posted.some(({ kind }) => kind === 'replaced')).toBe(false);
    time.advance(2_000);
    expect((await told(vault)).found).toEqual(found(vault));
    expect(await vault.view('main-view').mustFail('backups.state')).toEqual({ code: 'locked' });
    // A locked vault process looks at nothing any more.
    expect(time.timers).toBe(0);
  });

  test('nothing is written at the path any more, whatever is begun', async () => {
    const { vault, before } = await vaultWithKey();
    act(vault, before);
    const as = fs.existsSync(vault.folder) ? filesIn(vault.folder) : null;
    const main = vault.view('main-view');
    const changed = { password: passwordBytes(masterPassword), newPassword: passwordBytes('another one, FAKE') };
    const calls = [
      vault.view('keyring').mustFail('keyring.changePassword', changed),
      vault.view('rekey').mustFail('rekey.run', password()),
      main.mustFail('backups.make'),
    ];
    for (const error of await Promise.all(calls)) expect(['vault-replaced', 'locked']).toContain(codeOf(error));
    await told(vault);
    const now = fs.existsSync(vault.folder) ? filesIn(vault.folder) : null;
    expect(now === null).toBe(as === null);
    // The journal is emptied when a transaction is rolled back, and no other file may change.
    const kept = (files: typeof as) => [...(files ?? [])].filter(([name]) => !name.endsWith('-journal'));
    expect(kept(now)).toEqual(kept(as));
  });
});

const codeOf = (error: { code: string; cause?: { code: string } }) =>
  error.code === 'backup-failed' ? error.cause?.code : error.code;

function write(folder: string, held: HeldVault | null): void {
  if (!held) throw new Error('nothing was held');
  fs.mkdirSync(folder);
  fs.writeFileSync(join(folder, 'vault.db'), held.database);
  fs.writeFileSync(join(folder, 'slots.json'), held.slots);
}

test('F2: another program writes an older copy into vault.db: what SQLite still knows is offered, and is whole', async () => {
  const { vault, before } = await vaultWithKey();
  fs.writeFileSync(database(vault), fs.readFileSync(join(before, 'vault.db')));
  const error = await vault.view('add').mustFail('keys.add', newKey());
  expect(error).toEqual({ code: 'vault-replaced', how: 'written', path: database(vault) });
  const { held } = await told(vault);
  const whole = startTestVault({ folder: newFolder(), keychain: vault.keychain });
  write(whole.folder, held);
  await whole.view('unlock').must('session.unlock', password());
  expect((await list(whole)).rows.map(({ name }) => name)).toEqual(['Acknowledged']);
});

test('F2: another program writes something else into vault.db: it is said that nothing can be saved', async () => {
  const first = await vaultWithKey();
  const vault = await reopened(first.vault, { time: first.time });
  const { size } = fs.statSync(database(vault));
  fs.writeFileSync(database(vault), Buffer.alloc(size, 7));
  // A page that was not read before may be called damaged before anything is written.
  const { code } = await vault.view('add').mustFail('keys.add', newKey());
  expect(['vault-damaged', 'vault-replaced']).toContain(code);
  first.time.advance(6_000);
  const after = next(vault, await told(vault));
  expect(await after.view('rescue').must<RescueState>('rescue.state')).toMatchObject({ how: 'written', size: null });
  expect(await after.view('rescue').mustFail('rescue.save', { to: 'backups' })).toEqual({ code: 'not-found' });
});

test('F2: vault.db is replaced while its transaction is open: the change is rolled back or refused, never acknowledged', async () => {
  const { vault, before } = await vaultWithKey();
  // The clock is asked inside of the transaction.
  let replaced = false;
  Object.defineProperty(vault, 'now', {
    get: () => {
      if (!replaced) replaceByRename(database(vault), join(before, 'vault.db'));
      replaced = true;
      return Date.UTC(2026, 0, 2);
    },
  });
  expect(await vault.view('add').mustFail('keys.add', newKey())).toMatchObject({ code: 'vault-replaced' });
  expect(replaced).toBe(true);
});

test('F2: what changes nothing locks nothing', async () => {
  const { vault, time } = await vaultWithKey();
  const later = new Date(Date.now() + 60_000);
  for (const path of [database(vault), slots(vault), vault.folder]) fs.utimesSync(path, later, later);
  // A sync client that writes the same slots again, in place and by rename.
  fs.writeFileSync(slots(vault), fs.readFileSync(slots(vault)));
  await add(vault, { name: 'After a touch' });
  replaceByRename(slots(vault), slots(vault));
  fs.rmSync(backups(vault), { recursive: true, force: true });
  fs.mkdirSync(backups(vault));
  time.advance(6_000);
  await add(vault, { name: 'After the same slots' });
  // The slots that Keyfold writes itself.
  const changed = { password: passwordBytes(masterPassword), newPassword: passwordBytes('another one, FAKE') };
  await vault.view('keyring').must('keyring.changePassword', changed);
  await add(vault, { name: 'After a new password' });
  await vault.view('main-view').must('backups.make');
  time.advance(6_000);
  expect((await list(vault)).total).toBe(4);
});

test('F2: after a change that was undone, and after one of many pages, the next one is made', async () => {
  const { vault } = await vaultWithKey();
  const pair = newKey({ name: 'Twice' });
  await vault.view('add').must('keys.add', structuredClone(pair));
  await vault.view('add').mustFail('keys.add', structuredClone(pair));
  await add(vault, { name: 'After that', description: 'x'.repeat(1000) });
  expect((await list(vault)).total).toBe(3);
});

describe('F2: what was open', () => {
  async function replaced() {
    const { vault, before } = await vaultWithKey();
    replaceByRename(database(vault), join(before, 'vault.db'));
    await vault.view('add').mustFail('keys.add', newKey());
    return { vault, rescue: await told(vault) };
  }

  test('is saved among the backups when the person says so, and restored like any other', async () => {
    const { vault, rescue } = await replaced();
    const after = next(vault, rescue);
    const sheet = after.view('rescue');
    expect(await sheet.must('rescue.state')).toMatchObject({ how: 'replaced', folderIsThere: true });
    const { path } = await sheet.must<{ path: string }>('rescue.save', { to: 'backups' });
    expect(fs.statSync(path).mode & 0o777).toBe(0o700);
    expect(fs.statSync(join(path, 'vault.db')).mode & 0o777).toBe(0o600);
    expect(await sheet.must('rescue.state')).toBeNull();
    const [backup] = await after.view('restore').must<{ name: string; kind: string }[]>('backups.list');
    expect(backup?.kind).toBe('rescued');
    await after.view('restore').must('backups.restore', { name: backup?.name, ...password() });
    expect((await list(after)).rows.map(({ name }) => name)).toEqual(['Acknowledged']);
  });

  test('is saved in a place that the person chooses, beside what is there already', async () => {
    const { vault, rescue } = await replaced();
    const after = next(vault, rescue);
    after.savePath.path = null;
    expect(await after.view('rescue').must('rescue.save', { to: 'elsewhere' })).toEqual({ path: null });
    after.savePath.path = join(vault.folder, '..', 'chosen');
    fs.mkdirSync(after.savePath.path);
    const { path } = await after.view('rescue').must<{ path: string }>('rescue.save', { to: 'elsewhere' });
    expect(path).toBe(`${after.savePath.path}-2`);
    expect(fs.readdirSync(path).toSorted()).toEqual(['slots.json', 'vault.db']);
    expect(fs.readFileSync(join(path, 'vault.db')).equals(rescue.held?.database ?? Buffer.alloc(0))).toBe(true);
  });

  test('is kept if Keyfold quits before there is an answer, and only then', async () => {
    const { vault, rescue } = await replaced();
    next(vault, rescue).end();
    const kept = () => fs.readdirSync(backups(vault)).filter((name) => name.includes('rescued'));
    expect(kept()).toHaveLength(1);
    const refused = next(vault, rescue);
    await refused.view('rescue').must('rescue.drop');
    refused.end();
    expect(kept()).toHaveLength(1);
  });

  test('is kept if Keyfold quits before anybody has noticed', async () => {
    const { vault, before } = await vaultWithKey();
    await list(vault);
    replaceByRename(database(vault), join(before, 'vault.db'));
    vault.end();
    const [name = ''] = fs.readdirSync(backups(vault)).filter((one) => one.includes('rescued'));
    const open = await reopened(vault);
    expect((await list(open)).total).toBe(0);
    open.end();
    const restored = startTestVault({ folder: vault.folder, keychain: vault.keychain });
    await restored.view('restore').must('backups.restore', { name, ...password() });
    expect((await list(restored)).total).toBe(1);
  });

  test('is told in the log of the vault that is opened next', async () => {
    const { vault, rescue } = await replaced();
    const after = next(vault, rescue);
    after.noteClosed('vault-replaced', rescue.at);
    await after.view('unlock').must<UnlockWays>('session.ways');
    await after.view('unlock').must('session.unlock', password());
    const { rows } = await auditOf(after, { action: 'lock' });
    expect(rows[0]).toMatchObject({ at: rescue.at, facts: { why: 'vault-replaced' } });
  });
});

test('F2: the slots are replaced while the password is checked: the vault isn’t opened', async () => {
  const { vault } = await vaultWithKey();
  vault.end();
  const other = startTestVault({ folder: vault.folder, keychain: vault.keychain });
  const opening = other.view('unlock').mustFail('session.unlock', password());
  const former = JSON.parse(fs.readFileSync(slots(vault), 'utf8'));
  await new Promise((resolve) => setImmediate(resolve));
  fs.writeFileSync(`${slots(vault)}.sync`, JSON.stringify({ ...former, createdAt: 1 }));
  fs.renameSync(`${slots(vault)}.sync`, slots(vault));
  expect(await opening).toEqual({ code: 'vault-replaced', how: 'replaced', path: slots(vault) });
});
