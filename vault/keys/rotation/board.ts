import { fail } from '../../../common/errors';
import type { KeyRow } from '../../../common/keys/access-key';
import type { Language } from '../../../common/languages';
import { identityOf } from '../../../common/providers';
import {
  type BoardPage,
  mostRotated,
  type Rotation,
  type RotationCard,
  type RotationStage,
  type StageCounts,
} from '../../../common/rotation';
import type { Reader } from '../../store/database/database';
import { keyTables, rowColumns, type StoredRow, toRow } from '../list';
import { findKey, type StoredKey } from '../repository';
import { carrying } from './carry';
import { candidatesFor } from './pairs';
import { isRotatable, openRotationWith, rotationColumns, type StoredRotation } from './rotations';

/** What is read of rotations, for the board and for the dialog. */

/** A finished rotation is told of as long as its new key is there. */
const isTold = "(r.stage <> 'finished' OR r.new_key IN (SELECT id FROM access_key))";

/** Returns how many rotations are at each stage. */
export function countStages(database: Reader): StageCounts {
  const found = database.all<{ stage: RotationStage; total: number }>(
    `SELECT r.stage, count(*) AS total FROM rotation r WHERE ${isTold} GROUP BY r.stage`,
  );
  const counts = new Map(found.map(({ stage, total }) => [stage, total]));
  const of = (stage: RotationStage) => counts.get(stage) ?? 0;
  return {
    started: of('started'),
    added: of('added'),
    switched: of('switched'),
    disabled: of('disabled'),
    finished: of('finished'),
  };
}

/** Leaked keys come first, then those that wait the longest. Of the finished ones, the latest comes first. */
const orderOf = (stage: RotationStage) =>
  stage === 'finished'
    ? 'r.updated_at DESC, r.id'
    : 'EXISTS (SELECT 1 FROM access_key k WHERE k.id = r.old_key AND k.leaked_at IS NOT NULL) DESC, r.updated_at, r.id';

/** Returns one window of the rotations at a stage. */
export function boardPage(
  database: Reader,
  { stage, offset, limit }: { stage: RotationStage; offset: number; limit: number },
): BoardPage {
  const select = `SELECT ${rotationColumns} FROM rotation r WHERE r.stage = ? AND ${isTold}
    ORDER BY ${orderOf(stage)} LIMIT ? OFFSET ?`;
  const rows = database.all<StoredRotation>(select, stage, limit, offset).map((stored) => cardOf(database, stored));
  return { total: countStages(database)[stage], offset, rows };
}

/** Returns the ids of the old keys at a stage, in the board's order: {@link mostRotated} at most. */
export function rotationsAt(database: Reader, stage: RotationStage): string[] {
  const select = `SELECT r.old_key AS id FROM rotation r WHERE r.stage = ? AND ${isTold} ORDER BY ${orderOf(stage)} LIMIT ?`;
  return database.all<{ id: string }>(select, stage, mostRotated).map(({ id }) => id);
}

function cardOf(database: Reader, { oldKey, newKey, stage, updatedAt }: StoredRotation): RotationCard {
  return {
    id: oldKey,
    stage,
    since: updatedAt,
    oldKey: rowOf(database, oldKey),
    newKey: newKey === null ? null : rowOf(database, newKey),
  };
}

/**
 * Returns the rotation that a key is a part of, or what there would be if it was begun. `language` is that of the names
 * that are proposed. Errors: `not-found`.
 */
export function rotationOf(database: Reader, key: string, language: Language): Rotation {
  // A finished one is told of only while its old key is gone. If it is there again, another one can be begun.
  const finished = `SELECT ${rotationColumns} FROM rotation r WHERE r.old_key = ? AND r.stage = 'finished'
    AND r.old_key NOT IN (SELECT id FROM access_key) ORDER BY r.updated_at DESC LIMIT 1`;
  const stored = openRotationWith(database, key) ?? database.get<StoredRotation>(finished, key);
  if (!stored) return unbegun(database, findKey(database, key));
  const card = cardOf(database, stored);
  const waits = stored.stage === 'started' && card.oldKey;
  return {
    ...card,
    begun: true,
    closed: null,
    movedDefault: stored.movedDefault === 1,
    startedAt: stored.startedAt,
    names: stored.stage === 'added' ? namesAfter(database, stored, language) : null,
    candidates: waits ? candidatesFor(database, stored.oldKey) : [],
    full: waits ? fullness(database, waits) : null,
  };
}

function unbegun(database: Reader, key: StoredKey): Rotation {
  const row = rowOf(database, key.id) ?? fail('not-found', {});
  const closed = key.credential === 'temporary' ? 'temporary' : isRotatable(key) ? null : 'disabled';
  return {
    id: key.id,
    stage: 'started',
    since: 0,
    oldKey: row,
    newKey: null,
    begun: false,
    closed,
    movedDefault: false,
    startedAt: 0,
    names: null,
    candidates: closed === null ? candidatesFor(database, key.id) : [],
    full: closed === null ? fullness(database, row) : null,
  };
}

function namesAfter(database: Reader, { oldKey, newKey }: StoredRotation, language: Language): Rotation['names'] {
  const [old, successor] = [findKey(database, oldKey), findKey(database, newKey ?? '')];
  const { oldName, newName } = carrying(database, language)(old, successor);
  return { old: oldName?.[1] ?? old.name, new: newName?.[1] ?? successor.name };
}

/**
 * If the identity has all the keys that its provider allows, returns that number and its other keys. Otherwise returns
 * `null`, also if the identity isn't known.
 */
function fullness(database: Reader, old: KeyRow): Rotation['full'] {
  const identity = identityOf(old.provider, old.identityKind);
  const isKnown = identity?.nameField ? old.identityName !== '' : old.accountId !== '';
  if (!identity?.quota || !isKnown) return null;
  const keys = database
    .all<StoredRow>(
      `SELECT ${rowColumns} FROM ${keyTables}
       WHERE k.identity = (SELECT identity FROM access_key WHERE id = ?) AND k.credential = 'long-term'
       ORDER BY k.status, max(k.created_at, coalesce(k.last_used_at, 0))`,
      old.id,
    )
    .map(toRow);
  if (keys.length < identity.quota) return null;
  return { limit: identity.quota, others: keys.filter((key) => key.id !== old.id) };
}

/** Returns the rotation under way that a key is a part of, in short; `null`: none. */
export function rotationInShort(
  database: Reader,
  key: string,
): { stage: RotationStage; since: number; as: 'old' | 'new' } | null {
  const open = openRotationWith(database, key);
  return open ? { stage: open.stage, since: open.updatedAt, as: open.oldKey === key ? 'old' : 'new' } : null;
}

/** Returns the row of a key, or `null` if it isn't there. */
function rowOf(database: Reader, id: string): KeyRow | null {
  const row = database.get<StoredRow>(`SELECT ${rowColumns} FROM ${keyTables} WHERE k.id = ?`, id);
  return row ? toRow(row) : null;
}
