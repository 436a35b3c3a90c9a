import { randomUUID } from 'node:crypto';
import { fail } from '../../common/errors';
import { mostOriginalBytes, type Original } from '../../common/transfer/originals';
import { canonical } from '../base/crypto/canonical';
import { openBytes, sealBytes } from '../base/crypto/sealed-bytes';
import type { Reader, Writer } from '../store/database/database';

/**
 * Files as they were before keys were taken out of them (docs/decisions/0018). The whole bytes are sealed under the
 * secret key, because the keys' secrets are in them. The path is bound to them, so that no file can be given back as
 * another.
 */

type Place = Pick<Original, 'id' | 'path'>;

const context = (vaultId: string, { id, path }: Place) => canonical('keyfold original', 1, vaultId, id, path);

const columns = 'id, path, cleaned_at AS cleanedAt, size, entries';

/** Returns every original, the latest first. */
export function listOriginals(database: Reader): Original[] {
  return database.all<Original>(`SELECT ${columns} FROM original ORDER BY cleaned_at DESC, id`);
}

/** Errors: `original-gone`. */
export function findOriginal(database: Reader, id: string): Original {
  const found = database.get<Original>(`SELECT ${columns} FROM original WHERE id = ?`, id);
  return found ?? fail('original-gone', {});
}

/**
 * Stores a file's bytes, and opens what was stored to compare it. Must be called inside a transaction. Returns its id.
 * Errors: `originals-full`, if all originals together would be too large; `original-damaged`.
 */
export function keepOriginal(
  vault: { id: string; database: Writer },
  secretKey: Uint8Array,
  { bytes, ...row }: Omit<Original, 'id' | 'size'> & { bytes: Buffer },
): string {
  const { id: vaultId, database } = vault;
  const held = database.get<{ size: number }>('SELECT coalesce(sum(size), 0) AS size FROM original')?.size ?? 0;
  if (held + bytes.byteLength > mostOriginalBytes) fail('originals-full', { limit: mostOriginalBytes });
  const place = { id: randomUUID(), path: row.path };
  database.runOne(
    'INSERT INTO original (id, path, cleaned_at, size, entries, sealed) VALUES (?, ?, ?, ?, ?, ?)',
    place.id,
    row.path,
    row.cleanedAt,
    bytes.byteLength,
    row.entries,
    sealBytes(secretKey, bytes, context(vaultId, place)),
  );
  const back = openOriginal(vault, secretKey, place.id);
  const same = back.equals(bytes);
  back.fill(0);
  if (!same) fail('original-damaged', {});
  return place.id;
}

/** Returns the bytes of an original. The caller wipes them. Errors: `original-gone`, `original-damaged`. */
export function openOriginal(
  { id: vaultId, database }: { id: string; database: Reader },
  secretKey: Uint8Array,
  id: string,
): Buffer {
  const { path } = findOriginal(database, id);
  const sealed = database.get<{ sealed: Buffer }>('SELECT sealed FROM original WHERE id = ?', id)?.sealed;
  const bytes = openBytes(secretKey, sealed ?? Buffer.alloc(0), context(vaultId, { id, path }));
  return bytes ?? fail('original-damaged', {});
}

/** Removes an original. Must be called inside a transaction. Errors: `original-gone`. */
export function removeOriginal(database: Writer, id: string): void {
  findOriginal(database, id);
  database.runOne('DELETE FROM original WHERE id = ?', id);
}

/** Returns the ids of all originals. */
export const originalIds = (database: Reader): string[] =>
  database.all<{ id: string }>('SELECT id FROM original ORDER BY id').map(({ id }) => id);

/** Copies an original into another database of this vault, sealed under another secret key. Errors: `original-damaged`. */
export function copyOriginal(
  { id: vaultId, from, to }: { id: string; from: Reader; to: Writer },
  former: Uint8Array,
  next: Uint8Array,
  id: string,
): void {
  const { path, cleanedAt, size, entries } = findOriginal(from, id);
  const bytes = openOriginal({ id: vaultId, database: from }, former, id);
  try {
    to.runOne(
      'INSERT INTO original (id, path, cleaned_at, size, entries, sealed) VALUES (?, ?, ?, ?, ?, ?)',
      id,
      path,
      cleanedAt,
      size,
      entries,
      sealBytes(next, bytes, context(vaultId, { id, path })),
    );
  } finally {
    bytes.fill(0);
  }
}

/** Opens every original, to check it. Errors: `original-damaged`. */
export function checkOriginals(database: Reader, vaultId: string, secretKey: Uint8Array): void {
  for (const id of originalIds(database)) openOriginal({ id: vaultId, database }, secretKey, id).fill(0);
}
