import type { KeyRow } from '../../../common/keys/access-key';
import { mostCandidates, mostPairs, type ProposedPair } from '../../../common/rotation';
import type { Reader } from '../../store/database/database';
import { agedFrom } from '../filter';
import { keyTables, rowColumns, type StoredRow, toRow } from '../list';

/**
 * Finds keys of the vault that can be the new keys of rotations: enabled long-term keys of the same account and user
 * that didn't leak and are in no other rotation.
 */

/** The condition that a key `n` can be a new key, for a statement with its identity `i` and account `a`. */
const canFollow = `n.credential = 'long-term' AND n.status = 'enabled' AND n.leaked_at IS NULL AND i.unassigned = 0
  AND NOT EXISTS (SELECT 1 FROM rotation r WHERE r.new_key = n.id AND r.stage <> 'finished')
  AND NOT EXISTS (SELECT 1 FROM rotation r WHERE r.old_key = n.id AND r.stage <> 'finished')`;

/** Since when a key exists, as far as anybody knows. */
const aged = (key: string) => agedFrom.replaceAll('k.', `${key}.`);

/** Returns the keys that can be the new key of this one, the newest first: {@link mostCandidates} at most. */
export function candidatesFor(database: Reader, oldKey: string): KeyRow[] {
  return database
    .all<StoredRow>(
      `SELECT ${rowColumns} FROM ${keyTables} WHERE k.number IN (
         SELECT n.number FROM access_key o JOIN access_key n ON n.identity = o.identity AND n.number <> o.number
         JOIN identity i ON i.id = n.identity JOIN account a ON a.id = i.account
         WHERE o.id = ? AND ${canFollow})
       ORDER BY ${agedFrom} DESC, k.number DESC LIMIT ${mostCandidates}`,
      oldKey,
    )
    .map(toRow);
}

/** Which pairs are looked for: for the rotations that wait for a new key, or with these new keys. */
export type PairsFor = { kind: 'waiting' } | { kind: 'new-keys'; ids: readonly string[] };

interface Found {
  old: string;
  new: string;
  begun: 0 | 1;
}

/** An old key `o` that waits for a new one. */
const waits = "EXISTS (SELECT 1 FROM rotation r WHERE r.old_key = o.id AND r.stage = 'started')";

/** A new key is newer than the old one; of two of the same day, it was added later. */
const isNewer = `(${aged('n')}, n.number) > (${aged('o')}, o.number)`;

const joined = 'JOIN identity i ON i.id = n.identity JOIN account a ON a.id = i.account';

/**
 * Returns which keys can take the place of which, {@link mostPairs} at most, and how many such pairs there are. Each key
 * is in one pair only. With new keys, also keys are looked for that are due, soon due or leaked, and in no rotation. The
 * longest waiting ones come first. `now` in milliseconds since the epoch.
 */
export function proposedPairs(
  database: Reader,
  wanted: PairsFor,
  now: number,
): { total: number; pairs: ProposedPair[] } {
  const found = wanted.kind === 'waiting' ? waitingPairs(database) : pairsWith(database, wanted.ids, now);
  const taken = new Set<string>();
  const pairs = found.filter(({ old, new: successor }) => {
    if (taken.has(old) || taken.has(successor)) return false;
    taken.add(old).add(successor);
    return true;
  });
  const shown = pairs.slice(0, mostPairs);
  const rows = rowsOf(
    database,
    shown.flatMap((pair) => [pair.old, pair.new]),
  );
  return {
    total: pairs.length,
    pairs: shown.flatMap((pair) => {
      const [oldKey, newKey] = [rows.get(pair.old), rows.get(pair.new)];
      return oldKey && newKey ? [{ oldKey, newKey, begun: pair.begun === 1 }] : [];
    }),
  };
}

function waitingPairs(database: Reader): Found[] {
  return database.all<Found>(
    `SELECT o.id AS old, n.id AS new, 1 AS begun FROM rotation w JOIN access_key o ON o.id = w.old_key
     JOIN access_key n ON n.identity = o.identity ${joined}
     WHERE w.stage = 'started' AND ${isNewer} AND ${canFollow}
     ORDER BY w.started_at, o.number, ${aged('n')} DESC, n.number DESC`,
  );
}

function pairsWith(database: Reader, ids: readonly string[], now: number): Found[] {
  const news = JSON.stringify(ids);
  return database.all<Found>(
    `SELECT o.id AS old, n.id AS new, ${waits} AS begun
     FROM json_each(?) one JOIN access_key n ON n.id = one.value ${joined}
     JOIN access_key o ON o.identity = n.identity
     WHERE ${canFollow} AND ${isNewer} AND o.credential = 'long-term' AND o.id NOT IN (SELECT value FROM json_each(?))
       AND (${waits} OR (
         (o.leaked_at IS NOT NULL OR (o.status = 'enabled' AND o.warn_at <= ?))
         AND NOT EXISTS (SELECT 1 FROM rotation r WHERE r.old_key = o.id AND r.stage <> 'finished')
         AND NOT EXISTS (SELECT 1 FROM rotation r WHERE r.new_key = o.id AND r.stage <> 'finished')))
     ORDER BY begun DESC, o.leaked_at IS NULL, o.due_at, o.number, ${aged('n')} DESC, n.number DESC`,
    news,
    news,
    now,
  );
}

function rowsOf(database: Reader, ids: readonly string[]): ReadonlyMap<string, KeyRow> {
  const find = `SELECT ${rowColumns} FROM ${keyTables} WHERE k.id IN (SELECT value FROM json_each(?))`;
  const rows = database.all<StoredRow>(find, JSON.stringify(ids)).map(toRow);
  return new Map(rows.map((row) => [row.id, row]));
}
