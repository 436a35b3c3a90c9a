import { fail } from '../../common/errors';
import type { KeyDetail, KeyStatus, NewKeyDetails } from '../../common/keys/access-key';
import type { ProviderId } from '../../common/providers';
import type { VaultDatabase } from '../store/database/database';
import { identityRow, pruneIdentity } from './accounts/identities';
import { keyTables, rowColumns, type StoredRow, toRow } from './list';
import type { RevealRule } from './reveal-rule';
import { fold, type Searched, searchText } from './search';

/**
 * Rows of keys in the database. The functions that write must be called inside a `write`; the rules stand in the files
 * beside this one, but for those that the schema itself holds.
 */

/** A key with everything that is stored of it but its sealed values. */
export interface StoredKey extends Omit<KeyDetail, 'secretCanBeShown'> {
  revealRule: RevealRule;
}

export interface SealedValues {
  secret: Buffer;
  token: Buffer | null;
}

interface StoredDetail extends StoredRow {
  description: string;
  endpoint: string;
  updatedAt: number;
  lastUsedAt: number | null;
  revealRule: RevealRule;
}

/** The key of that id. Errors: `not-found`. */
export function findKey(database: VaultDatabase, id: string): StoredKey {
  const row = database.get<StoredDetail>(
    `SELECT ${rowColumns}, k.description, k.endpoint, k.updated_at AS updatedAt, k.last_used_at AS lastUsedAt,
       k.reveal_rule AS revealRule
     FROM ${keyTables} WHERE k.id = ?`,
    id,
  );
  if (!row) fail('not-found', {});
  const { description, endpoint, updatedAt, lastUsedAt, revealRule, ...rest } = row;
  return { ...toRow(rest), description, endpoint, updatedAt, lastUsedAt, revealRule };
}

/** The sealed secret and token of a key. Errors: `not-found`. */
export function findSealed(database: VaultDatabase, id: string): SealedValues {
  const row = database.get<SealedValues>('SELECT secret, token FROM access_key WHERE id = ?', id);
  return row ?? fail('not-found', {});
}

/** The key that has this AccessKey ID in this provider, with the ID as it is stored; `null`: none has it. */
export function holderOf(
  database: VaultDatabase,
  provider: ProviderId,
  accessKeyId: string,
): { id: string; name: string; accessKeyId: string } | null {
  const find = 'SELECT id, name, access_key_id AS accessKeyId FROM access_key WHERE profile = ? AND access_key_id = ?';
  return database.get<{ id: string; name: string; accessKeyId: string }>(find, provider, accessKeyId) ?? null;
}

/** Stores a new, enabled key whose fields are tidied and checked. `now` in milliseconds since the epoch. */
export function insertKey(
  database: VaultDatabase,
  key: NewKeyDetails & { id: string; revealRule: RevealRule },
  sealed: SealedValues,
  now: number,
): void {
  const { lastInsertRowid } = database.run(
    `INSERT INTO access_key (id, identity, profile, key_type, endpoint, credential, name, name_folded, description,
       access_key_id, status, created_at, updated_at, expires_at, reveal_rule, secret, token)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'enabled', ?, ?, ?, ?, ?, ?)`,
    key.id,
    identityRow(database, key),
    key.provider,
    key.keyType,
    key.endpoint,
    key.credential,
    key.name,
    fold(key.name),
    key.description,
    key.accessKeyId,
    now,
    now,
    key.expiresAt,
    key.revealRule,
    sealed.secret,
    sealed.token,
  );
  database.run('INSERT INTO key_search (rowid, text) VALUES (?, ?)', Number(lastInsertRowid), searchText(key));
}

/** Writes the editable fields of a key back, moved to the identity they name. */
export function updateDetails(database: VaultDatabase, key: StoredKey, now: number): void {
  const former = identityOfKey(database, key.id);
  database.run(
    `UPDATE access_key SET identity = ?, name = ?, name_folded = ?, description = ?, endpoint = ?, reveal_rule = ?,
       updated_at = ? WHERE id = ?`,
    identityRow(database, key),
    key.name,
    fold(key.name),
    key.description,
    key.endpoint,
    key.revealRule,
    now,
    key.id,
  );
  updateSearch(database, key.id, key);
  pruneIdentity(database, former);
}

/** Another sealed secret and token. Errors: `not-found`. */
export function updateSecret(
  database: VaultDatabase,
  id: string,
  { secret, token }: SealedValues,
  expiresAt: number | null,
  now: number,
): void {
  const { changes } = database.run(
    'UPDATE access_key SET secret = ?, token = ?, expires_at = ?, updated_at = ? WHERE id = ?',
    secret,
    token,
    expiresAt,
    now,
    id,
  );
  if (changes === 0) fail('not-found', {});
}

/** Gives the key to another identity of its provider, and answers the one that had it. */
export function updateIdentity(
  database: VaultDatabase,
  id: string,
  identity: number,
  revealRule: RevealRule,
  now: number,
): number {
  const former = identityOfKey(database, id);
  const change = 'UPDATE access_key SET identity = ?, reveal_rule = ?, updated_at = ? WHERE id = ?';
  database.run(change, identity, revealRule, now, id);
  return former;
}

/** Writes anew what the search finds a key by. */
export function updateSearch(database: VaultDatabase, id: string, key: Searched): void {
  const change = 'UPDATE key_search SET text = ? WHERE rowid = (SELECT number FROM access_key WHERE id = ?)';
  database.run(change, searchText(key), id);
}

/** Days after which the key is due; `null`: as its provider has it, 0: never. */
export function updateRotationDays(database: VaultDatabase, id: string, days: number | null): void {
  database.run('UPDATE access_key SET rotation_days = ? WHERE id = ?', days, id);
}

/** The AccessKey ID of a provider's default key; `null`: it has none. */
export function defaultOf(database: VaultDatabase, provider: ProviderId): string | null {
  const find = 'SELECT access_key_id AS accessKeyId FROM access_key WHERE profile = ? AND is_default = 1';
  return database.get<{ accessKeyId: string }>(find, provider)?.accessKeyId ?? null;
}

/** Makes the key its provider's default, and the former default an ordinary key. */
export function updateDefault(database: VaultDatabase, { id, provider }: StoredKey, now: number): void {
  database.run(
    'UPDATE access_key SET is_default = 0, updated_at = ? WHERE profile = ? AND is_default = 1 AND id <> ?',
    now,
    provider,
    id,
  );
  database.run('UPDATE access_key SET is_default = 1, updated_at = ? WHERE id = ?', now, id);
}

/** Makes the key an ordinary one. */
export function clearDefault(database: VaultDatabase, id: string, now: number): void {
  database.run('UPDATE access_key SET is_default = 0, updated_at = ? WHERE id = ?', now, id);
}

/** Sets the status; a disabled key is no default. */
export function updateStatus(database: VaultDatabase, id: string, status: KeyStatus, now: number): void {
  database.run(
    "UPDATE access_key SET status = ?, is_default = CASE ? WHEN 'enabled' THEN is_default ELSE 0 END, updated_at = ? WHERE id = ?",
    status,
    status,
    now,
    id,
  );
}

/** The secret stood on a screen; answers whether that was news. */
export function markDisplayed(database: VaultDatabase, id: string, now: number): boolean {
  const mark =
    "UPDATE access_key SET reveal_state = 'displayed', displayed_at = ? WHERE id = ? AND reveal_state = 'pending'";
  return database.run(mark, now, id).changes > 0;
}

/** Removes the key, and the identity and account that only it had. */
export function deleteKey(database: VaultDatabase, id: string): void {
  const identity = identityOfKey(database, id);
  database.run('DELETE FROM access_key WHERE id = ?', id);
  pruneIdentity(database, identity);
}

function identityOfKey(database: VaultDatabase, id: string): number {
  const row = database.get<{ identity: number }>('SELECT identity FROM access_key WHERE id = ?', id);
  return row?.identity ?? fail('not-found', {});
}
