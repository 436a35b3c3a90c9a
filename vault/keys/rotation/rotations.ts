import { randomUUID } from 'node:crypto';
import { fail } from '../../../common/errors';
import type { NewKeyDetails } from '../../../common/keys/access-key';
import type { RotationStage } from '../../../common/rotation';
import type { Reader, Writer } from '../../store/database/database';
import { knownKey } from '../later';
import { findKey, type StoredKey, updateDefault } from '../repository';
import { type Carried, readCarried } from './carry';

/**
 * The stages of rotations. They are stored in the database. When the old key is disabled, enabled, deleted or restored
 * in any way, the database's triggers set the stage. A rotation is called by the id of its old key: there is at most one
 * under way for each. Functions that write must be called inside a `write`. `now` is in milliseconds since the epoch
 * everywhere.
 */

export interface StoredRotation {
  id: string;
  oldKey: string;
  newKey: string | null;
  stage: RotationStage;
  movedDefault: 0 | 1;
  startedAt: number;
  updatedAt: number;
  carried: string | null;
}

export const rotationColumns = `r.id, r.old_key AS oldKey, r.new_key AS newKey, r.stage, r.moved_default AS movedDefault,
  r.started_at AS startedAt, r.updated_at AS updatedAt, r.carried`;

/** Returns the rotation under way that a key is a part of, as its old key or as its new one; `undefined`: none. */
export function openRotationWith(database: Reader, key: string): StoredRotation | undefined {
  // Two statements, since an index serves each of them.
  const open = `SELECT ${rotationColumns} FROM rotation r WHERE r.stage <> 'finished' AND`;
  return (
    database.get<StoredRotation>(`${open} r.old_key = ?`, key) ??
    database.get<StoredRotation>(`${open} r.new_key = ?`, key)
  );
}

/** Returns the rotation under way of this old key. Errors: `not-found`, `rotation-stage`. */
export function findOpen(database: Reader, oldKey: string, ...stages: RotationStage[]): StoredRotation {
  const found = openRotationWith(database, oldKey);
  if (!found || found.oldKey !== oldKey) {
    // A finished one still stands on the board of another window.
    const finished = database.get('SELECT 1 FROM rotation WHERE old_key = ?', oldKey);
    return finished ? fail('rotation-stage', {}) : fail('not-found', {});
  }
  if (stages.length > 0 && !stages.includes(found.stage)) fail('rotation-stage', {});
  return found;
}

/** Whether a key can be replaced: a leaked one also when it was disabled at once. */
export const isRotatable = ({ credential, status, leakedAt }: StoredKey): boolean =>
  credential === 'long-term' && (status === 'enabled' || leakedAt !== null);

/**
 * Checks that the rotation of this key can take a new key, whether it was begun or not, and returns the key. Errors:
 * `not-found`, `needs-newer`, `not-rotatable`, `rotation-under-way` (it is the new key of another one),
 * `rotation-stage`.
 */
export function checkRotatable(database: Reader, oldKey: string): StoredKey {
  const key = findKey(database, oldKey);
  const open = openRotationWith(database, oldKey);
  if (open && open.oldKey !== oldKey) fail('rotation-under-way', {});
  if (open && open.stage !== 'started') fail('rotation-stage', {});
  if (!open && !isRotatable(key)) fail('not-rotatable', {});
  return knownKey(key);
}

/** Which of these keys a rotation can be begun for: those that are rotatable and in none that is under way. */
export function startable(database: Reader, ids: readonly string[]): { ids: string[]; underWay: number } {
  const rows = database.all<{ id: string; rotatable: 0 | 1; open: 0 | 1 }>(
    `SELECT k.id, k.credential = 'long-term' AND (k.status = 'enabled' OR k.leaked_at IS NOT NULL) AS rotatable,
       EXISTS (SELECT 1 FROM rotation r WHERE r.old_key = k.id AND r.stage <> 'finished')
         OR EXISTS (SELECT 1 FROM rotation r WHERE r.new_key = k.id AND r.stage <> 'finished') AS open
     FROM json_each(?) one JOIN access_key k ON k.id = one.value ORDER BY one.key`,
    JSON.stringify(ids),
  );
  return {
    ids: rows.filter(({ rotatable, open }) => rotatable === 1 && open === 0).map(({ id }) => id),
    underWay: rows.filter(({ open }) => open === 1).length,
  };
}

/** Begins the rotation of this key. Errors: `not-found`, `not-rotatable`, `rotation-under-way`. */
export function startRotation(database: Writer, keyId: string, now: number): void {
  if (!isRotatable(findKey(database, keyId))) fail('not-rotatable', {});
  if (openRotationWith(database, keyId)) fail('rotation-under-way', {});
  database.runOne(
    "INSERT INTO rotation (id, old_key, stage, started_at, updated_at) VALUES (?, ?, 'started', ?, ?)",
    randomUUID(),
    keyId,
    now,
    now,
  );
}

/**
 * Begins the rotations of several keys by one statement. They are those that {@link startable} has just returned; the
 * schema refuses a second rotation of a key.
 */
export function startRotations(database: Writer, ids: readonly string[], now: number): void {
  const rows = JSON.stringify(ids.map((id) => [randomUUID(), id]));
  database.runMany(
    ids.length,
    `INSERT INTO rotation (id, old_key, stage, started_at, updated_at)
     SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), 'started', ?, ? FROM json_each(?)`,
    [now, now, rows],
  );
}

/** Returns what the new key has in common with the old one. Errors: as those of {@link checkRotatable}. */
export function presetFor(database: Reader, oldKey: string): NewKeyDetails {
  const old = knownKey(checkRotatable(database, oldKey));
  const { provider, name, description, accountId, identityKind, identityName, endpoint, keyType, credential } = old;
  const same = { provider, name, description, accountId, identityKind, identityName, endpoint, keyType, credential };
  return { ...same, accessKeyId: '', expiresAt: null };
}

/** Whose key it is, and of which kind: what both keys of a rotation have in common. */
type Sameness = Pick<StoredKey, 'provider' | 'credential' | 'accountId' | 'identityKind' | 'identityName'>;

const isSame = (one: Sameness, other: Sameness): boolean =>
  one.provider === other.provider &&
  one.credential === other.credential &&
  one.accountId === other.accountId &&
  one.identityKind === other.identityKind &&
  one.identityName === other.identityName;

/**
 * Checks that this key can be the new key of the rotation. Errors: as those of {@link checkRotatable},
 * `rotation-mismatch` if it doesn't belong to the old key's identity.
 */
export function checkSuccessor(database: Reader, oldKey: string, key: NewKeyDetails): void {
  if (!isSame(key, presetFor(database, oldKey))) fail('rotation-mismatch', {});
}

/**
 * Checks that a key of the vault can be the new key of the rotation. Errors: as those of {@link checkSuccessor},
 * `not-enabled`, `rotation-under-way` if it is a part of another rotation, `key-leaked`.
 */
export function checkPair(database: Reader, oldKey: string, newKey: string): void {
  const old = checkRotatable(database, oldKey);
  const successor = findKey(database, newKey);
  if (oldKey === newKey || !isSame(successor, old)) fail('rotation-mismatch', {});
  if (successor.status !== 'enabled') fail('not-enabled', {});
  if (successor.leakedAt !== null) fail('key-leaked', {});
  if (openRotationWith(database, newKey)) fail('rotation-under-way', {});
}

/** Notes the new key, which has been stored, and begins the rotation if need be. Errors: those of its checks. */
export function linkSuccessor(database: Writer, oldKey: string, newKey: string, now: number): void {
  const { id } = findOpen(database, oldKey, 'started');
  database.runOne("UPDATE rotation SET new_key = ?, stage = 'added', updated_at = ? WHERE id = ?", newKey, now, id);
}

/**
 * Notes that the new key is in use. If the old key is the default, the new key becomes the default. `carried`: what else
 * it gets. If the old key is disabled already, the next stage is reached at once. Errors: `not-found`, `rotation-stage`,
 * `not-enabled`.
 */
export function switchOver(database: Writer, oldKey: string, carried: Carried, now: number): void {
  const { id, newKey } = findOpen(database, oldKey, 'added');
  const successor = findKey(database, newKey ?? '');
  if (successor.status !== 'enabled') fail('not-enabled', {});
  const old = findKey(database, oldKey);
  if (old.isDefault) updateDefault(database, successor, now);
  database.runOne(
    'UPDATE rotation SET stage = ?, moved_default = ?, carried = ?, updated_at = ? WHERE id = ?',
    old.status === 'enabled' ? 'switched' : 'disabled',
    old.isDefault ? 1 : 0,
    JSON.stringify(carried),
    now,
    id,
  );
}

/**
 * Undoes {@link switchOver}. If the old key was the default and the new one still is, the old key becomes the default
 * again. Errors: `not-found`, `rotation-stage`.
 */
export function switchBack(database: Writer, oldKey: string, now: number): void {
  const { id, newKey, movedDefault } = findOpen(database, oldKey, 'switched');
  const old = findKey(database, oldKey);
  const returns = movedDefault === 1 && old.status === 'enabled' && findKey(database, newKey ?? '').isDefault;
  if (returns) updateDefault(database, old, now);
  const back = "UPDATE rotation SET stage = 'added', moved_default = 0, carried = NULL, updated_at = ? WHERE id = ?";
  database.runOne(back, now, id);
}

/** Ends the rotation at any stage. Both keys stay as they are. Errors: `not-found`, `rotation-stage`. */
export function cancelRotation(database: Writer, oldKey: string): void {
  database.runOne('DELETE FROM rotation WHERE id = ?', findOpen(database, oldKey).id);
}

/** Returns what switching changed besides the default. */
export const carriedBy = ({ carried }: StoredRotation): Carried => readCarried(carried);

/** Returns how the row of one key of a rotation names the other. */
export const namedFor = ({ name, accessKeyId }: StoredKey): string => `${name} …${accessKeyId.slice(-4)}`;
