import * as fs from 'node:fs';
import { basename, join } from 'node:path';
import { fail, KeyfoldError } from '../../../common/errors';
import type { ProtectionState } from '../../../common/protection';
import { chainKey, type StoredAuditRow } from '../../../vault/audit/chain';
import { checkChain } from '../../../vault/audit/check';
import { openStored, wipePlain } from '../../../vault/keys/add';
import { listOriginals, openOriginal } from '../../../vault/keys/originals';
import { findKey } from '../../../vault/keys/repository';
import { openValue } from '../../../vault/keys/sealed';
import { protectionState } from '../../../vault/protection/policy';
import { backupsIn, databaseIn, listBackups, slotsIn } from '../../../vault/store/backups/folders';
import type { VaultDatabase } from '../../../vault/store/database/database';
import { openDatabase } from '../../../vault/store/database/open';
import { createFolder, type OpenedFolder, openWith } from '../../../vault/store/folder';
import { recoverySlotOf } from '../../../vault/store/slots/recovery-slot';
import type { VaultKeys } from '../../../vault/store/slots/slots';
import { wipeKeys } from '../../../vault/store/slots/slots';
import { readSlots } from '../../../vault/store/slots/slots-file';
import type { Slots } from '../../../vault/store/slots/slots-format';
import { byPassword } from '../../../vault/store/slots/unwrap';
import { has } from '../../support/systems';
import { settle } from './act';
import { type Archived, archivedIn, savedElsewhere } from './beside';
import { fakeKey } from './fake-key';
import { lostFrom, toolEntries } from './tool';
import { administrator, type PasswordName, password, passwords, quickCost, startChildVault } from './vault';

/** What a folder holds, without what differs from run to run (ids, salts). */
export interface VaultState {
  /** The name of the password that opens it; `null` where no vault is. */
  opensWith: PasswordName | null;
  keys: object[];
  /** Those in the recycle bin, secrets among them. */
  binned: object[];
  accounts: object[];
  /** Tags, named views, rotations, and what was given to whom. */
  order: object[];
  /** The changes that the log and its archives report. */
  log: string[];
  /** What is protected. */
  guards: ProtectionState | null;
  /** The ways in besides the password. */
  ways: { recoveryKey: boolean; sealing: Slots['sealing'] };
  /** The complete backups, by kind; `elsewhere` for one that was saved outside of the folder of backups. */
  backups: string[];
  /** The entries of a tool's file, where there is one. */
  tool: string[];
}

/** What stands in the database. */
export type Content = Pick<VaultState, 'keys' | 'binned' | 'accounts' | 'order' | 'log' | 'guards'>;

export const noVault: VaultState = {
  opensWith: null,
  keys: [],
  binned: [],
  accounts: [],
  order: [],
  log: [],
  guards: null,
  ways: { recoveryKey: false, sealing: 'wanted' },
  backups: [],
  tool: [],
};

export interface Inspection {
  state: VaultState;
  /** Faults that must never occur, in words. */
  problems: string[];
}

/** Actions that say when the vault was opened and looked at, not what was changed. */
const coming = ['log-started', 'unlock', 'unlock-failed', 'lock', 'audit-checked', 'reveal-allowed', 'vault-created'];
/** Written before a byte of a tool's file is changed, or of an archive is written: of what leaves the log must know. */
const leaving = ['tool-added', 'source-cleaned', 'audit-exported'];
/** A backup is no change of the vault; its row is written once its folder is whole, and a kill may come between. */
const isComing = (action: string) => [...coming, ...leaving].includes(action) || action.startsWith('backup');

/** Everything in an open database that a person put there, secrets among it. */
export function contentOf(database: VaultDatabase, vaultId: string, secretKey: Uint8Array): Content {
  const keys = database.all<{ id: string }>('SELECT id FROM access_key ORDER BY number').map(({ id }) => {
    // When a key was used last is told by the log, whose row of it is written in the same step.
    // The ids of its account, its user and its tags are drawn anew in each run; the names are in it, and in `order`.
    const { id: _, account: __, identity: ___, lastUsedAt: ____, tags: _____, ...key } = findKey(database, id);
    const plain = openStored({ id: vaultId, database }, secretKey, id, key.accessKeyId);
    const text = (bytes: Uint8Array | null) => (bytes === null ? null : Buffer.from(bytes).toString('utf8'));
    const secrets = { secret: text(plain.secret), token: text(plain.token) };
    wipePlain(plain);
    return { ...key, ...secrets };
  });
  const accounts = database.all<object>(
    `SELECT a.profile AS provider, a.root_account_id, a.alias, i.kind, i.name, i.remark FROM account a
     LEFT JOIN identity i ON i.account = a.id ORDER BY a.profile, a.root_account_id, i.kind, i.name`,
  );
  const binned = binnedIn(database, vaultId, secretKey);
  const order = orderIn(database);
  return { keys, binned, accounts, order, log: logOf(database), guards: protectionState(database) };
}

/** What people put into order, by names. */
const orderIn = (database: VaultDatabase): object[] =>
  [
    `SELECT t.name, t.colour, k.name AS key FROM tag t LEFT JOIN key_tag g ON g.tag = t.id
     LEFT JOIN access_key k ON k.number = g.key ORDER BY t.name, k.number`,
    `SELECT t.name, a.root_account_id AS account FROM tag t JOIN account_tag g ON g.tag = t.id
     JOIN account a ON a.id = g.account ORDER BY t.name, a.root_account_id`,
    `SELECT t.name, b.name AS key FROM tag t JOIN binned_tag g ON g.tag = t.id
     JOIN binned_key b ON b.number = g.key ORDER BY t.name, b.name`,
    'SELECT name, place, shown FROM named_view ORDER BY place',
    `SELECT old.name AS old, new.name AS new, r.stage FROM rotation r LEFT JOIN access_key old ON old.id = r.old_key
     LEFT JOIN access_key new ON new.id = r.new_key ORDER BY old.name, r.stage`,
    'SELECT to_whom, way, keys, finished FROM handover ORDER BY number',
    'SELECT bin_days FROM meta',
  ].flatMap((select) => database.all<object>(select));

/** The keys in the recycle bin: nothing may be lost of them either. */
function binnedIn(database: VaultDatabase, vaultId: string, secretKey: Uint8Array): object[] {
  type Stored = { id: string; accessKeyId: string; secret: Buffer } & Record<string, unknown>;
  const rows = database.all<Stored>(
    'SELECT id, name, profile, access_key_id AS accessKeyId, status, secret FROM binned_key ORDER BY name',
  );
  return rows.map(({ id, secret, ...key }) => {
    const place = { vaultId, keyId: id, accessKeyId: key.accessKeyId, field: 'secret' } as const;
    return { ...key, secret: openValue(secretKey, secret, place).toString('utf8') };
  });
}

/** The changes that the log tells of, oldest first. */
const logOf = (database: VaultDatabase): string[] =>
  changesIn(database.all<LogRow>('SELECT action, key_name AS keyName, outcome FROM audit ORDER BY number'));

export type LogRow = Pick<StoredAuditRow, 'action' | 'keyName' | 'outcome'>;

export const changesIn = (rows: readonly LogRow[]): string[] =>
  rows
    .filter(({ action, outcome }) => outcome === 'ok' && !isComing(action))
    .map(({ action, keyName }) => `${action} ${keyName}`);

/** Whether SQLite and the chain find the database whole. */
export async function wholeness(opened: Pick<OpenedFolder, 'database' | 'slots' | 'keys'>): Promise<string[]> {
  const { database, slots, keys } = opened;
  const pages = database.all<{ integrity_check: string }>('PRAGMA integrity_check').map((row) => row.integrity_check);
  const orphans = database.all('PRAGMA foreign_key_check');
  const { broken } = await checkChain(database, chainKey(keys.vaultKey, slots.vaultId), () => 0);
  return [
    ...(pages.join() === 'ok' ? [] : [`integrity: ${pages.join('; ')}`]),
    ...(orphans.length === 0 ? [] : ['foreign keys']),
    ...(broken === null ? [] : [`log: ${broken.kind} at row ${broken.row}`]),
  ];
}

const codeOf = (error: unknown) => (error instanceof KeyfoldError ? error.error.code : String(error));

/** The password of slots that were opened before, and the keys: most tries leave the slots as they were. */
const openedBefore = new Map<string, { name: PasswordName; keys: VaultKeys }>();

async function openSlots(slots: Slots, path: string): Promise<{ name: PasswordName; keys: VaultKeys }> {
  const text = JSON.stringify(slots);
  const known = openedBefore.get(text);
  if (known) return known;
  for (const name of Object.keys(passwords) as PasswordName[]) {
    try {
      const found = { name, keys: await byPassword(password(name).password)(slots, path) };
      openedBefore.set(text, found);
      return found;
    } catch (error) {
      if (codeOf(error) !== 'wrong-password') throw error;
    }
  }
  return fail('wrong-password', {});
}

async function openWithOne(folder: string): Promise<{ opened: OpenedFolder; name: PasswordName } | string> {
  let name: PasswordName = 'first';
  try {
    const opened = await openWith(folder, async (slots, path) => {
      const found = await openSlots(slots, path);
      name = found.name;
      // Whoever opens wipes its own.
      return { vaultKey: Buffer.from(found.keys.vaultKey), secretKey: Buffer.from(found.keys.secretKey) };
    });
    return { opened, name };
  } catch (error) {
    return codeOf(error);
  }
}

/**
 * Opens what a cut or starved act left behind, in a process that has not seen it, and says what is there and what is
 * wrong with it. Then the vault is used once more.
 */
export async function inspect(folder: string): Promise<Inspection> {
  const problems: string[] = [];
  const open = await openWithOne(folder);
  if (open === 'no-vault') {
    try {
      const made = await createFolder(folder, password().password, 0, quickCost);
      made.database.close();
      wipeKeys(made.keys);
    } catch (error) {
      problems.push(`there is no vault, and making one fails: ${codeOf(error)}`);
    }
    return { state: noVault, problems };
  }
  if (typeof open === 'string') return { state: noVault, problems: [`does not open: ${open}`] };
  const { opened, name } = open;
  const { paths, slots, keys } = opened;
  let state = noVault;
  let archived: Archived = { rows: [], problems: [] };
  try {
    problems.push(...(await wholeness(opened)));
    const ways = { recoveryKey: recoverySlotOf(slots) !== null, sealing: slots.sealing };
    const backups = [...listBackups(folder).map(({ kind }) => kind), ...savedElsewhere(folder).map(() => 'elsewhere')];
    const content = contentOf(opened.database, slots.vaultId, keys.secretKey);
    state = { opensWith: name, ...content, ways, backups, tool: toolEntries(folder) };
    archived = archivedIn(folder, opened);
    problems.push(...archived.problems);
    if (lostFrom(folder, originalsIn(opened))) problems.push('a key was taken out of a file that is not kept');
  } catch (error) {
    problems.push(`does not read: ${codeOf(error)}`);
  } finally {
    opened.database.close();
  }
  problems.push(...openToOthers(folder), ...(await brokenBackups(folder)), ...(await usedOnce(folder, name)));
  // What a crash kept from the log is in it once the vault was unlocked again.
  try {
    const used = openDatabase(paths.database, keys.vaultKey, slots.vaultId);
    problems.push(...(await wholeness({ database: used, slots, keys })).map((problem) => `once used, ${problem}`));
    state.log = [...changesIn(archived.rows), ...logOf(used)].filter((row) => row !== `add ${probe}`);
    used.close();
  } catch (error) {
    problems.push(`does not open once it was used: ${codeOf(error)}`);
  } finally {
    wipeKeys(keys);
  }
  return { state, problems };
}

/** The files that were cleaned, as they were. */
function originalsIn({ database, slots: { vaultId }, keys }: OpenedFolder): Buffer[] {
  return listOriginals(database).map(({ id }) => openOriginal({ id: vaultId, database }, keys.secretKey, id));
}

/** Whatever is called a backup opens with one of the passwords, and is whole. */
async function brokenBackups(folder: string): Promise<string[]> {
  const problems: string[] = [];
  const kept = listBackups(folder).map(({ name }) => join(backupsIn(folder), name));
  for (const backup of [...kept, ...savedElsewhere(folder)]) {
    const name = basename(backup);
    try {
      const slots = readSlots(slotsIn(backup));
      const { keys } = await openSlots(slots, slotsIn(backup));
      // A copy of it, since one that was set aside from a killed process has a journal to be undone.
      const copy = join(folder, 'looked-at.db');
      for (const end of ['', '-journal']) {
        if (fs.existsSync(databaseIn(backup) + end)) fs.copyFileSync(databaseIn(backup) + end, copy + end);
      }
      const database = openDatabase(copy, keys.vaultKey, slots.vaultId);
      problems.push(...(await wholeness({ database, slots, keys })).map((problem) => `backup ${name}: ${problem}`));
      database.close();
      fs.rmSync(copy);
      fs.rmSync(`${copy}-journal`, { force: true });
    } catch (error) {
      problems.push(`backup ${name}: ${codeOf(error)}`);
    }
  }
  return problems;
}

function openToOthers(folder: string): string[] {
  if (!has('modes')) return [];
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => (fs.lstatSync(join(folder, name)).mode & 0o077) !== 0)
    .map((name) => `others may read ${name}`);
}

const probe = 'Probe';

/** Unlocks it through the gate, adds a key, locks it, and looks that nothing is left of what was cut. */
async function usedOnce(folder: string, name: PasswordName): Promise<string[]> {
  const problems: string[] = [];
  const vault = startChildVault(folder);
  try {
    await vault.must('unlock', 'session.unlock', password(name));
    await settle(vault);
    // With the password where the vault knows no device any more, and as the administrator where there is one.
    const added = await vault.call('add', 'keys.add', fakeKey(probe));
    const more =
      !added.ok && added.error.code === 'verification-required' ? { proof: administrator() } : password(name);
    if (!added.ok) await vault.must('add', 'keys.add', { ...fakeKey(probe), ...more });
    for (let turns = 0; turns < 1000 && vault.marks() === 0; turns += 1) await new Promise(setImmediate);
    if (vault.marks() === 0) problems.push('no mark is kept of it');
    const stepBack = await vault.must('main-view', 'generation.state');
    if (stepBack !== null) problems.push(`is called an older copy: ${JSON.stringify(stepBack)}`);
  } catch (error) {
    return [`does not work any more: ${error instanceof Error ? error.message : 'unknown'}`];
  } finally {
    vault.end();
  }
  const left = fs.readdirSync(folder).filter((file) => /-journal$|^vault\.db\.new$|^next$/.test(file));
  problems.push(...left.map((file) => `${file} is left behind`));
  for (const backup of listBackups(folder)) {
    const { ino } = fs.statSync(databaseIn(join(backupsIn(folder), backup.name)));
    if (ino === fs.statSync(join(folder, 'vault.db')).ino) problems.push(`${backup.name} is the vault itself`);
  }
  return problems;
}
