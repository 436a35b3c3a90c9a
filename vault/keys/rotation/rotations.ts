import { fail } from '../../../common/errors';
import type { KeyRow, NewKeyDetails } from '../../../common/keys/access-key';
import { identityOf } from '../../../common/providers';
import type { Rotation, RotationStage } from '../../../common/rotation';
import type { Reader, Writer } from '../../store/database/database';
import { knownKey } from '../later';
import { keyTables, rowColumns, type StoredRow, toRow } from '../list';
import { findKey, updateDefault } from '../repository';

/**
 * The rotation assistant's stages. They are stored in the database. When the old key is disabled, enabled or deleted in
 * any way, the database's triggers set the stage. Functions that write must be called inside a `write`. `now` is in
 * milliseconds since the epoch everywhere.
 */

interface StoredRotation {
  id: string;
  oldKey: string;
  newKey: string | null;
  stage: RotationStage;
  movedDefault: 0 | 1;
  startedAt: number;
}

const columns = `id, old_key AS oldKey, new_key AS newKey, stage, moved_default AS movedDefault, started_at AS startedAt`;

function find(database: Reader, id: string, ...stages: RotationStage[]): StoredRotation {
  const found = database.get<StoredRotation>(`SELECT ${columns} FROM rotation WHERE id = ?`, id);
  if (!found) fail('not-found', {});
  if (stages.length > 0 && !stages.includes(found.stage)) fail('rotation-stage', {});
  return found;
}

/** Begins the rotation of this key under this id. Errors: `not-found`, `not-rotatable`, `rotation-under-way`. */
export function startRotation(database: Writer, keyId: string, id: string, now: number): void {
  const key = findKey(database, keyId);
  if (key.credential !== 'long-term' || key.status !== 'enabled') fail('not-rotatable', {});
  const open = "SELECT 1 FROM rotation WHERE (old_key = ? OR new_key = ?) AND stage <> 'finished'";
  if (database.get(open, keyId, keyId)) fail('rotation-under-way', {});
  database.runOne(
    "INSERT INTO rotation (id, old_key, stage, started_at, updated_at) VALUES (?, ?, 'started', ?, ?)",
    id,
    keyId,
    now,
    now,
  );
}

/** Returns what the new key has in common with the old one. Errors: `not-found`, `rotation-stage`. */
export function presetFor(database: Reader, id: string): NewKeyDetails {
  const old = knownKey(findKey(database, find(database, id, 'started').oldKey));
  const { provider, name, description, accountId, identityKind, identityName, endpoint, keyType, credential } = old;
  const same = { provider, name, description, accountId, identityKind, identityName, endpoint, keyType, credential };
  return { ...same, accessKeyId: '', expiresAt: null };
}

/**
 * Checks that this key can be the new key of the rotation. Errors: `not-found`, `rotation-stage`, `rotation-mismatch`
 * if it doesn't belong to the old key's identity.
 */
export function checkSuccessor(database: Reader, id: string, key: NewKeyDetails): void {
  const old = presetFor(database, id);
  const same =
    key.provider === old.provider &&
    key.credential === old.credential &&
    key.accountId === old.accountId &&
    key.identityKind === old.identityKind &&
    key.identityName === old.identityName;
  if (!same) fail('rotation-mismatch', {});
}

/** Notes the new key, which has been stored. Errors: `not-found`, `rotation-stage`. */
export function linkSuccessor(database: Writer, id: string, newKey: string, now: number): void {
  find(database, id, 'started');
  database.runOne("UPDATE rotation SET new_key = ?, stage = 'added', updated_at = ? WHERE id = ?", newKey, now, id);
}

/**
 * Notes that the new key is in use. If the old key is the default, the new key becomes the default. Errors:
 * `not-found`, `rotation-stage`, `not-enabled`.
 */
export function switchOver(database: Writer, id: string, now: number): void {
  const { oldKey, newKey } = find(database, id, 'added');
  const successor = findKey(database, newKey ?? '');
  if (successor.status !== 'enabled') fail('not-enabled', {});
  const moves = findKey(database, oldKey).isDefault;
  if (moves) updateDefault(database, successor, now);
  database.runOne(
    "UPDATE rotation SET stage = 'switched', moved_default = ?, updated_at = ? WHERE id = ?",
    moves ? 1 : 0,
    now,
    id,
  );
}

/**
 * Undoes {@link switchOver}. If the old key was the default and the new one still is, the old key becomes the default
 * again.
 */
export function switchBack(database: Writer, id: string, now: number): void {
  const { oldKey, newKey, movedDefault } = find(database, id, 'switched');
  const old = findKey(database, oldKey);
  const returns = movedDefault === 1 && old.status === 'enabled' && findKey(database, newKey ?? '').isDefault;
  if (returns) updateDefault(database, old, now);
  database.runOne("UPDATE rotation SET stage = 'added', moved_default = 0, updated_at = ? WHERE id = ?", now, id);
}

/**
 * Ends the rotation at any stage. Both keys stay as they are. Errors: `not-found`, `rotation-stage`.
 */
export function cancelRotation(database: Writer, id: string): void {
  find(database, id, 'started', 'added', 'switched', 'disabled');
  database.runOne('DELETE FROM rotation WHERE id = ?', id);
}

/** Returns a rotation with its keys as they are now. Errors: `not-found`. */
export function rotationOf(database: Reader, id: string): Rotation {
  return withKeys(database, find(database, id));
}

/** Returns the rotations that are under way, the latest first. */
export function openRotations(database: Reader): Rotation[] {
  const open = `SELECT ${columns} FROM rotation WHERE stage <> 'finished' ORDER BY started_at DESC, id LIMIT 200`;
  return database.all<StoredRotation>(open).map((stored) => withKeys(database, stored));
}

function withKeys(database: Reader, stored: StoredRotation): Rotation {
  const { id, stage, movedDefault, startedAt } = stored;
  const oldKey = rowOf(database, stored.oldKey);
  return {
    id,
    stage,
    movedDefault: movedDefault === 1,
    startedAt,
    oldKey,
    newKey: stored.newKey === null ? null : rowOf(database, stored.newKey),
    full: stage === 'started' && oldKey ? fullness(database, oldKey) : null,
  };
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

function rowOf(database: Reader, id: string): KeyRow | null {
  const row = database.get<StoredRow>(`SELECT ${rowColumns} FROM ${keyTables} WHERE k.id = ?`, id);
  return row ? toRow(row) : null;
}
