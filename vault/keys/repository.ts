import { fail } from '../../common/errors';
import type { KeyDetail, KeyStatus, NewKeyDetails, ShownHow } from '../../common/keys/access-key';
import type { ProviderId } from '../../common/providers';
import { rotationPeriod } from '../../common/rotation';
import type { Reader, Writer } from '../store/database/database';
import { type Insertion, insertRows } from '../store/database/insertion';
import { fold } from '../store/database/sort-names';
import { identityRow, pruneIdentity } from './accounts/identities';
import { keyTables, rowColumns, type StoredRow, toRow } from './list';
import type { RevealRule } from './reveal-rule';
import type { Searched } from './search';
import { forgetSearched, indexed, noteAdded, noteSearched } from './search-index';

/**
 * Rows of keys in the database. The functions that write must be called inside a `write`. The rules are in the files
 * beside this one, except for those that the schema itself enforces.
 */

/** A key with everything that is stored of it, except its sealed values. */
export interface StoredKey extends Omit<KeyDetail, 'secretCanBeShown' | 'onlyOnce' | 'rotation'> {
  revealRule: RevealRule;
}

export interface SealedValues {
  secret: Buffer;
  token: Buffer | null;
}

interface StoredDetail extends StoredRow {
  account: number;
  identity: number;
  description: string;
  endpoint: string;
  updatedAt: number;
  shownHow: ShownHow | null;
  revealRule: RevealRule;
}

/** The condition on `access_key` for keys whose ids are a list in JSON, in which none stands twice. */
export const isListed = 'id IN (SELECT value FROM json_each(?))';

/** Returns the key of that id. Errors: `not-found`. */
export function findKey(database: Reader, id: string): StoredKey {
  const row = database.get<StoredDetail>(
    `SELECT ${rowColumns}, i.account, k.identity, k.description, k.endpoint, k.updated_at AS updatedAt,
       k.shown_how AS shownHow, k.reveal_rule AS revealRule
     FROM ${keyTables} WHERE k.id = ?`,
    id,
  );
  if (!row) fail('not-found', {});
  const { account, identity, description, endpoint, updatedAt, shownHow, revealRule, ...rest } = row;
  return { ...toRow(rest), account, identity, description, endpoint, updatedAt, shownHow, revealRule };
}

/** Returns the sealed secret and token of a key. Errors: `not-found`. */
export function findSealed(database: Reader, id: string): SealedValues {
  const row = database.get<SealedValues>('SELECT secret, token FROM access_key WHERE id = ?', id);
  return row ?? fail('not-found', {});
}

/** Returns the ids of keys with their sealed secrets and tokens: so many keys, in the order of their numbers. */
export function findSealedFrom(database: Reader, first: number, count: number): (SealedValues & { id: string })[] {
  const find = 'SELECT id, secret, token FROM access_key WHERE number >= ? AND number < ? ORDER BY number';
  return database.all<SealedValues & { id: string }>(find, first, first + count);
}

/**
 * Returns the key that has this AccessKey ID of this provider, with the ID as it is stored, or `null` if no key has it.
 */
export function holderOf(
  database: Reader,
  provider: ProviderId,
  accessKeyId: string,
): { id: string; name: string; accessKeyId: string } | null {
  const find = 'SELECT id, name, access_key_id AS accessKeyId FROM access_key WHERE profile = ? AND access_key_id = ?';
  return database.get<{ id: string; name: string; accessKeyId: string }>(find, provider, accessKeyId) ?? null;
}

/** A new, enabled key whose fields are tidied and checked. */
export interface InsertedKey {
  key: NewKeyDetails;
  id: string;
  revealRule: RevealRule;
  sealed: SealedValues;
  /** Milliseconds since the epoch. */
  createdAt: number;
  /** When its secret was shown, in milliseconds since the epoch, or `null`. */
  displayedAt: number | null;
}

const keyTable: Insertion = {
  table: 'access_key',
  own: ['number', 'id', 'identity', 'name', 'name_folded', 'access_key_id', 'secret', 'letters'],
  shared: [
    ...['profile', 'key_type', 'endpoint', 'credential', 'description', 'status', 'created_at', 'updated_at'],
    ...['active_since', 'expires_at', 'reveal_rule', 'reveal_state', 'displayed_at', 'shown_how', 'token'],
    ...['provider_created_at', 'provider_used_at', 'warn_at', 'due_at'],
  ],
};

const day = 86_400_000;

const datesOf = ({ dates }: NewKeyDetails) => [dates?.providerCreatedAt ?? null, dates?.providerUsedAt ?? null];

/** Returns from when a new key is warned of and due, as the database finds it too (`key_period`). */
function periodOf({ provider, credential }: NewKeyDetails, from: number): [number | null, number | null] {
  const period = credential === 'long-term' ? rotationPeriod(provider, null) : null;
  return period ? [from + period.warnDays * day, from + period.dueDays * day] : [null, null];
}

/**
 * Stores keys by one statement, and returns the number of the first: the others have the next ones, in their order. If
 * the statement refuses one of them, none is stored. `identities` are the rows of their identities.
 */
export function insertKeys(database: Writer, keys: readonly InsertedKey[], identities: readonly number[]): number {
  const last = database.get<{ number: number }>('SELECT coalesce(max(number), 0) AS number FROM access_key');
  const first = (last?.number ?? 0) + 1;
  const searched = keys.map(({ key }) => indexed(key));
  const rows = keys.map(({ key, id, revealRule, sealed, createdAt, displayedAt }, index) => ({
    own: [
      ...[first + index, id, identities[index] ?? null, key.name, fold(key.name), key.accessKeyId, sealed.secret],
      searched[index]?.letters ?? null,
    ],
    shared: [
      ...[key.provider, key.keyType, key.endpoint, key.credential, key.description, 'enabled', createdAt, createdAt],
      ...[createdAt, key.expiresAt, revealRule, displayedAt === null ? 'pending' : 'displayed', displayedAt],
      // Only what comes with an import counts as shown from the start.
      displayedAt === null ? null : 'imported',
      sealed.token,
      ...datesOf(key),
      ...periodOf(key, key.dates?.providerCreatedAt ?? createdAt),
    ],
  }));
  insertRows(database, keyTable, rows);
  noteAdded(database, first, searched);
  return first;
}

/** Writes the editable fields of a key, and moves the key to the identity that they name. */
export function updateDetails(database: Writer, key: StoredKey, now: number): void {
  const former = placeOf(database, key.id).identity;
  database.runOne(
    `UPDATE access_key SET identity = ?, name = ?, name_folded = ?, description = ?, endpoint = ?, reveal_rule = ?,
       provider_created_at = ?, provider_used_at = ?, updated_at = ? WHERE id = ?`,
    identityRow(database, key),
    key.name,
    fold(key.name),
    key.description,
    key.endpoint,
    key.revealRule,
    key.providerCreatedAt,
    key.providerUsedAt,
    now,
    key.id,
  );
  updateSearch(database, key.id, key);
  pruneIdentity(database, former);
}

/** Replaces the sealed secret and token of a key. */
export function updateSecret(
  database: Writer,
  id: string,
  { secret, token }: SealedValues,
  expiresAt: number | null,
  now: number,
): void {
  database.runOne(
    'UPDATE access_key SET secret = ?, token = ?, expires_at = ?, updated_at = ? WHERE id = ?',
    secret,
    token,
    expiresAt,
    now,
    id,
  );
}

/** Gives the key to another identity of its provider, and returns the identity that had it. */
export function updateIdentity(
  database: Writer,
  id: string,
  identity: number,
  revealRule: RevealRule,
  now: number,
): number {
  const former = placeOf(database, id).identity;
  const change = 'UPDATE access_key SET identity = ?, reveal_rule = ?, updated_at = ? WHERE id = ?';
  database.runOne(change, identity, revealRule, now, id);
  return former;
}

/** Writes the text by which the search finds a key again. Errors: `not-found`. */
export function updateSearch(database: Writer, id: string, key: Searched): void {
  noteSearched(database, placeOf(database, id).number, key);
}

/** Sets the days after which the key is due. `null`: the provider's period counts; 0: never. */
export function updateRotationDays(database: Writer, id: string, days: number | null): void {
  database.runOne('UPDATE access_key SET rotation_days = ? WHERE id = ?', days, id);
}

/** The same for several different keys, by one statement. */
export function setRotationDays(database: Writer, ids: readonly string[], days: number | null): void {
  const change = `UPDATE access_key SET rotation_days = ? WHERE ${isListed}`;
  database.runMany(ids.length, change, [days, JSON.stringify(ids)]);
}

/** Returns the days that a person set for each of these keys; `null`: none. A key that isn't there is left out. */
export function rotationDaysOf(database: Reader, ids: readonly string[]): ReadonlyMap<string, number | null> {
  const find = `SELECT id, rotation_days AS days FROM access_key WHERE ${isListed}`;
  const rows = database.all<{ id: string; days: number | null }>(find, JSON.stringify(ids));
  return new Map(rows.map(({ id, days }) => [id, days]));
}

/** Writes what a person knows of several different keys from their provider. What is left out stays as it is. */
export function updateDates(
  database: Writer,
  ids: readonly string[],
  {
    providerCreatedAt,
    providerUsedAt,
  }: Partial<Record<'providerCreatedAt' | 'providerUsedAt', number | null | undefined>>,
): void {
  const set = (column: string, at: number | null | undefined) => {
    if (at === undefined) return;
    const change = `UPDATE access_key SET ${column} = ? WHERE ${isListed}`;
    database.runMany(ids.length, change, [at, JSON.stringify(ids)]);
  };
  set('provider_created_at', providerCreatedAt);
  set('provider_used_at', providerUsedAt);
}

/** Notes when a person said that the key leaked, in milliseconds since the epoch; `null`: nobody did. */
export function updateLeaked(database: Writer, id: string, at: number | null): void {
  database.runOne('UPDATE access_key SET leaked_at = ? WHERE id = ?', at, id);
}

/** Returns the AccessKey ID of a provider's default key, or `null` if it has none. */
export function defaultOf(database: Reader, provider: ProviderId): string | null {
  const find = 'SELECT access_key_id AS accessKeyId FROM access_key WHERE profile = ? AND is_default = 1';
  return database.get<{ accessKeyId: string }>(find, provider)?.accessKeyId ?? null;
}

/** Makes the key its provider's default, and the former default an ordinary key. */
export function updateDefault(database: Writer, { id, provider }: StoredKey, now: number): void {
  database.run(
    'UPDATE access_key SET is_default = 0, updated_at = ? WHERE profile = ? AND is_default = 1 AND id <> ?',
    now,
    provider,
    id,
  );
  database.runOne('UPDATE access_key SET is_default = 1, updated_at = ? WHERE id = ?', now, id);
}

/** Makes the key an ordinary one. */
export function clearDefault(database: Writer, id: string, now: number): void {
  database.runOne('UPDATE access_key SET is_default = 0, updated_at = ? WHERE id = ?', now, id);
}

const setStatus =
  "UPDATE access_key SET status = ?, is_default = CASE ? WHEN 'enabled' THEN is_default ELSE 0 END, updated_at = ?";

/** Sets the status. A disabled key stops being the default. */
export function updateStatus(database: Writer, id: string, status: KeyStatus, now: number): void {
  database.runOne(`${setStatus} WHERE id = ?`, status, status, now, id);
}

/** The same for several different keys, by one statement. */
export function updateStatuses(database: Writer, ids: readonly string[], status: KeyStatus, now: number): void {
  const change = `${setStatus} WHERE ${isListed}`;
  database.runMany(ids.length, change, [status, status, now, JSON.stringify(ids)]);
}

/** Notes that the secret left the vault for its only showing. Returns whether this changes the reveal state. */
export function markTaken(database: Writer, id: string, now: number): boolean {
  const mark = "UPDATE access_key SET taken_at = ? WHERE id = ? AND reveal_state = 'pending' AND taken_at IS NULL";
  return database.run(mark, now, id).changes > 0;
}

/** Notes that the secret counts as shown from now on, and how. Returns whether this changes the reveal state. */
export function markDisplayed(database: Writer, id: string, how: 'shown' | 'left', now: number): boolean {
  const mark = `UPDATE access_key SET reveal_state = 'displayed', displayed_at = ?, shown_how = ?
     WHERE id = ? AND reveal_state = 'pending'`;
  return database.run(mark, now, how, id).changes > 0;
}

/**
 * Removes several different keys, by one statement. If their identity and account have no other key and no person made
 * them, they are removed too. Errors: `not-found`, if one of the keys isn't there.
 */
export function deleteKeys(database: Writer, ids: readonly string[]): void {
  const listed = JSON.stringify(ids);
  const find = `SELECT number, identity FROM access_key WHERE ${isListed}`;
  const places = database.all<{ number: number; identity: number }>(find, listed);
  if (places.length !== ids.length) fail('not-found', {});
  database.runMany(ids.length, `DELETE FROM access_key WHERE ${isListed}`, [listed]);
  for (const { number } of places) forgetSearched(database, number);
  for (const identity of new Set(places.map((place) => place.identity))) pruneIdentity(database, identity);
}

/** Returns the row of a key, and that of its identity. Errors: `not-found`. */
function placeOf(database: Reader, id: string): { number: number; identity: number } {
  const find = 'SELECT number, identity FROM access_key WHERE id = ?';
  return database.get<{ number: number; identity: number }>(find, id) ?? fail('not-found', {});
}
