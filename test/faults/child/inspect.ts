import * as fs from 'node:fs';
import { join } from 'node:path';
import { KeyfoldError } from '../../../common/errors';
import { chainKey } from '../../../vault/audit/chain';
import { checkChain } from '../../../vault/audit/check';
import type { VaultDatabase } from '../../../vault/database/database';
import { createFolder, type OpenedFolder, openFolder, wipeKeys } from '../../../vault/folder';
import { openStored, wipePlain } from '../../../vault/keys/add';
import { findKey } from '../../../vault/keys/repository';
import { settle } from './acts';
import { fakeKey, type PasswordName, password, passwords, quickCost, startChildVault } from './vault';

/** What a folder holds, without what differs from run to run (ids, salts). */
export interface VaultState {
  /** The name of the password that opens it; `null` where no vault is. */
  opensWith: PasswordName | null;
  keys: object[];
  accounts: object[];
  /** The changes that the log tells of. */
  log: string[];
}

export interface Inspection {
  state: VaultState;
  /** What must never be, in words. */
  problems: string[];
}

/** Actions that say when the vault was opened and looked at, not what was changed. */
const coming = ['log-started', 'unlock', 'unlock-failed', 'lock', 'audit-checked', 'reveal-allowed', 'vault-created'];
/**
 * What is done to other files than the database has a row that is written before or after it: backups, and the slots,
 * whose own change is whole or not at all.
 */
const ofOtherFiles = ['password-changed', 'recovery-made', 'device-sealed', 'device-forgotten'];
const isComing = (action: string) =>
  coming.includes(action) || ofOtherFiles.includes(action) || action.startsWith('backup');

/** Everything in an open database that a person put there, secrets among it. */
export function contentOf(
  database: VaultDatabase,
  vaultId: string,
  secretKey: Uint8Array,
): Omit<VaultState, 'opensWith'> {
  const keys = database.all<{ id: string }>('SELECT id FROM access_key ORDER BY number').map(({ id }) => {
    const { id: _, identityId: __, ...key } = { identityId: null, ...findKey(database, id) };
    const plain = openStored({ id: vaultId, database }, secretKey, id, key.accessKeyId);
    const text = (bytes: Uint8Array | null) => (bytes === null ? null : Buffer.from(bytes).toString('utf8'));
    const secrets = { secret: text(plain.secret), token: text(plain.token) };
    wipePlain(plain);
    return { ...key, ...secrets };
  });
  const accounts = database.all<object>(
    `SELECT a.profile, a.root_account_id, a.alias, i.kind, i.name, i.remark FROM account a
     LEFT JOIN identity i ON i.account = a.id ORDER BY a.profile, a.root_account_id, i.kind, i.name`,
  );
  const log = database
    .all<{ action: string; name: string; outcome: string }>(
      "SELECT action, key_name AS name, outcome FROM audit WHERE outcome = 'ok' ORDER BY number",
    )
    .filter(({ action }) => !isComing(action))
    .map(({ action, name }) => `${action} ${name}`);
  return { keys, accounts, log };
}

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

async function openWithOne(folder: string): Promise<{ opened: OpenedFolder; name: PasswordName } | string> {
  for (const name of Object.keys(passwords) as PasswordName[]) {
    try {
      return { opened: await openFolder(folder, password(name).password), name };
    } catch (error) {
      if (codeOf(error) !== 'wrong-password') return codeOf(error);
    }
  }
  return 'wrong-password';
}

/**
 * Opens what a cut or starved act left behind, in a process that has not seen it, and says what is there and what is
 * wrong with it. Then the vault is used once more.
 */
export async function inspect(folder: string): Promise<Inspection> {
  const problems: string[] = [];
  const nothing: VaultState = { opensWith: null, keys: [], accounts: [], log: [] };
  const open = await openWithOne(folder);
  if (open === 'no-vault') {
    try {
      const made = await createFolder(folder, password().password, 0, quickCost);
      made.database.close();
      wipeKeys(made.keys);
    } catch (error) {
      problems.push(`there is no vault, and making one fails: ${codeOf(error)}`);
    }
    return { state: nothing, problems };
  }
  if (typeof open === 'string') return { state: nothing, problems: [`does not open: ${open}`] };
  const { opened, name } = open;
  let state = nothing;
  try {
    problems.push(...(await wholeness(opened)));
    state = { opensWith: name, ...contentOf(opened.database, opened.slots.vaultId, opened.keys.secretKey) };
  } catch (error) {
    problems.push(`does not read: ${codeOf(error)}`);
  } finally {
    opened.database.close();
    wipeKeys(opened.keys);
  }
  problems.push(...openToOthers(folder), ...(await usedOnce(folder, name)));
  return { state, problems };
}

function openToOthers(folder: string): string[] {
  if (process.platform === 'win32') return [];
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => (fs.lstatSync(join(folder, name)).mode & 0o077) !== 0)
    .map((name) => `others may read ${name}`);
}

/** Unlocks it through the gate, adds a key, locks it, and looks that no temporary file is left. */
async function usedOnce(folder: string, name: PasswordName): Promise<string[]> {
  const vault = startChildVault(folder);
  try {
    await vault.must('unlock', 'session.unlock', password(name));
    await settle(vault);
    // With the password, since the vault may know no device any more.
    await vault.must('add', 'keys.add', { ...fakeKey('Probe'), ...password(name) });
    vault.end();
  } catch (error) {
    return [`does not work any more: ${error instanceof Error ? error.message : 'unknown'}`];
  }
  const left = fs.readdirSync(folder).filter((file) => file.endsWith('-journal') || file === 'vault.db.new');
  return left.map((file) => `${file} is left behind`);
}
