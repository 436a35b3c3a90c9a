import { fail } from '../../common/errors';
import { type BinnedKey, type BinPage, type BinState, binDays } from '../../common/keys/bin';
import type { ProviderId } from '../../common/providers';
import type { Reader, Writer } from '../store/database/database';
import { deleteKeys, isListed } from './repository';
import { patternsFor } from './search';

/**
 * The recycle bin: deleted keys, sealed as they were, in a table of their own. `bin-restore.ts` brings them back.
 * Functions that write must be called inside a `write`. Times are in milliseconds since the epoch everywhere.
 */

const day = 86_400_000;

/**
 * The columns of `access_key` that a deleted key keeps as they are. Of the others, `number` is given anew, `identity` is
 * kept by name, and `warn_at` and `due_at` follow from the rest.
 */
export const keptColumns = [
  ...['id', 'profile', 'key_type', 'endpoint', 'credential', 'name', 'name_folded', 'description', 'access_key_id'],
  ...['status', 'is_default', 'created_at', 'updated_at', 'expires_at', 'reveal_rule', 'reveal_state', 'displayed_at'],
  ...['taken_at', 'secret', 'token', 'rotation_days', 'last_used_at', 'active_since', 'provider_created_at'],
  ...['provider_used_at', 'leaked_at', 'shown_how'],
] as const;

const ofKey = keptColumns.map((column) => `k.${column}`).join(', ');

/** Returns for how many days deleted keys can be restored; 0: they are gone at once. */
export function binDaysOf(reader: Reader): number {
  return reader.get<{ days: number }>('SELECT bin_days AS days FROM meta')?.days ?? binDays.usual;
}

/** Sets for how many days deleted keys can be restored. */
export function updateBinDays(writer: Writer, days: number): void {
  writer.runOne('UPDATE meta SET bin_days = ?', days);
}

/** Moves several different keys from the list into the bin, as they are. Errors: `not-found`, if one isn't there. */
export function moveToBin(writer: Writer, ids: readonly string[], now: number): void {
  const listed = JSON.stringify(ids);
  const { changes } = writer.run(
    `INSERT INTO binned_key (deleted_at, kept_from, account, root_account_id, account_alias, account_kept, account_tags,
       identity, identity_kind, identity_name, identity_remark, identity_access, identity_credential, identity_api,
       identity_kept, search_text, ${keptColumns.join(', ')})
     SELECT ?, ?, a.id, a.root_account_id, a.alias, a.kept,
       (SELECT json_group_array(t.name_folded) FROM account_tag o JOIN tag t ON t.id = o.tag WHERE o.account = a.id),
       i.id, i.kind, i.name, i.remark, i.access_type, i.credential, i.api_credential, i.kept,
       coalesce((SELECT text FROM key_search WHERE rowid = k.number), ''), ${ofKey}
     FROM access_key k JOIN identity i ON i.id = k.identity JOIN account a ON a.id = i.account
     WHERE k.id IN (SELECT value FROM json_each(?)) ORDER BY k.number`,
    now,
    now,
    listed,
  );
  if (changes !== ids.length) fail('not-found', {});
  writer.run(
    `INSERT INTO binned_tag (key, tag) SELECT b.number, t.tag
     FROM binned_key b JOIN access_key k ON k.id = b.id JOIN key_tag t ON t.key = k.number
     WHERE b.id IN (SELECT value FROM json_each(?))`,
    listed,
  );
  deleteKeys(writer, ids);
}

/** Removes several different keys from the bin for good. Errors: `not-found`, if one of them isn't there. */
export function eraseBinned(writer: Writer, ids: readonly string[]): void {
  const { changes } = writer.run(`DELETE FROM binned_key WHERE ${isListed}`, JSON.stringify(ids));
  if (changes !== ids.length) fail('not-found', {});
}

const binnedColumns = `b.id, b.profile AS provider, b.name, b.access_key_id AS accessKeyId,
  b.root_account_id AS accountId, b.identity_kind AS identityKind, b.identity_name AS identityName,
  b.key_type AS keyType, b.credential, b.deleted_at AS deletedAt, b.kept_from + ? * ${day} AS goesAt`;

/** Returns one window of the bin, and how many keys match the text in all. */
export function listBinned(
  reader: Reader,
  { offset, limit, text }: { offset: number; limit: number; text: string },
): BinPage {
  const patterns = patternsFor(text);
  const where =
    patterns.length === 0 ? '' : `WHERE ${patterns.map(() => "search_text LIKE ? ESCAPE '\\'").join(' AND ')}`;
  const count = `SELECT count(*) AS total FROM binned_key ${where}`;
  const rows = reader.all<BinnedKey>(
    `SELECT ${binnedColumns} FROM binned_key b ${where} ORDER BY b.deleted_at DESC, b.number DESC LIMIT ? OFFSET ?`,
    binDaysOf(reader),
    ...patterns,
    limit,
    offset,
  );
  return { total: reader.get<{ total: number }>(count, ...patterns)?.total ?? 0, offset, rows };
}

export function binState(reader: Reader): BinState {
  const keys = reader.get<{ keys: number }>('SELECT count(*) AS keys FROM binned_key')?.keys ?? 0;
  return { keys, days: binDaysOf(reader) };
}

/** Returns the ids of keys in the bin, those that were deleted first first; so many at most. */
export function binnedIds(reader: Reader, most: number): string[] {
  const find = 'SELECT id FROM binned_key ORDER BY kept_from, number LIMIT ?';
  return reader.all<{ id: string }>(find, most).map(({ id }) => id);
}

/** Returns the ids of keys whose time in the bin is over, if it is so many days; so many keys at most. */
export function overdueBinned(reader: Reader, days: number, now: number, most: number): string[] {
  const find = 'SELECT id FROM binned_key WHERE kept_from <= ? ORDER BY kept_from, number LIMIT ?';
  const until = days === binDays.off ? Number.MAX_SAFE_INTEGER : now - days * day;
  return reader.all<{ id: string }>(find, until, most).map(({ id }) => id);
}

/** Returns when the next key in the bin is gone for good, or `null` if there is none. */
export function nextBinEnd(reader: Reader): number | null {
  const first = reader.get<{ at: number | null }>('SELECT min(kept_from) AS at FROM binned_key')?.at ?? null;
  return first === null ? null : first + binDaysOf(reader) * day;
}

/** A key in the bin that has a certain AccessKey ID. */
export type BinnedHolder = Pick<BinnedKey, 'id' | 'name' | 'deletedAt'>;

/** Returns the key in the bin that has this AccessKey ID of this provider, the latest if there are several. */
export function binnedHolderOf(reader: Reader, provider: ProviderId, accessKeyId: string): BinnedHolder | null {
  const find = `SELECT id, name, deleted_at AS deletedAt FROM binned_key WHERE profile = ? AND access_key_id = ?
    ORDER BY deleted_at DESC, number DESC LIMIT 1`;
  return reader.get<BinnedHolder>(find, provider, accessKeyId) ?? null;
}

/**
 * What is in the bin when a backup is restored stays there for its whole time from then on. Otherwise the unlock would
 * erase the key that the backup was restored for.
 */
export function keepBinnedFrom(writer: Writer, now: number): void {
  writer.run('UPDATE binned_key SET kept_from = max(kept_from, ?)', now);
}
