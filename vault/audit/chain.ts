import { createHmac, hkdfSync } from 'node:crypto';
import { canonical } from '../base/crypto/canonical';
import { sameBytes } from '../base/crypto/same-bytes';

/**
 * The chain of the log. Each row's mac covers the row and the mac of the row before it. The head's mac covers the
 * number and the mac of the last row. The key comes from the vault key, so the owner of the vault could write a new
 * chain with a program for it. The chain shows what was changed behind Keyfold's back. It does not show what the owner
 * forged.
 */

/** A row as the database holds it. */
export interface StoredAuditRow {
  number: number;
  at: number;
  actor: string;
  action: string;
  keyId: string;
  lastFour: string;
  keyName: string;
  provider: string;
  outcome: string;
  code: string;
  detail: string;
  mac: Buffer;
}

/** The columns of a {@link StoredAuditRow}. */
export const auditColumns = `number, at, actor, action, key_id AS keyId, last_four AS lastFour, key_name AS keyName,
  profile AS provider, outcome, code, detail, mac`;

/** The record of the last row. It is kept apart from the rows, so that it is noticed if rows are removed at the end. */
export interface ChainHead {
  /** 0 before the first row. */
  number: number;
  mac: Buffer | null;
  seal: Buffer | null;
}

/** Returns the key of the chain, 32 bytes. The caller wipes it. */
export function chainKey(vaultKey: Uint8Array, vaultId: string): Buffer {
  return Buffer.from(hkdfSync('sha256', vaultKey, canonical(vaultId), 'keyfold audit log 1', 32));
}

const start = Buffer.alloc(32);

/** Returns the mac of a row that follows the row with the mac `before` (`null`: it is the first row). */
export function rowMac(key: Uint8Array, row: Omit<StoredAuditRow, 'mac'>, before: Buffer | null): Buffer {
  const { number, at, actor, action, keyId, lastFour, keyName, provider, outcome, code, detail } = row;
  const who = [actor, action, keyId, lastFour, keyName, provider];
  return createHmac('sha256', key)
    .update(canonical('keyfold audit row', 1, number, at, ...who, outcome, code, detail))
    .update(before ?? start)
    .digest();
}

/** Returns the mac over the record of the last row. */
export function headSeal(key: Uint8Array, number: number, mac: Buffer): Buffer {
  return createHmac('sha256', key)
    .update(canonical('keyfold audit head', 1, number))
    .update(mac)
    .digest();
}

/** Returns whether a head was written with this key. The head from before the first row counts as such. */
export function isWholeHead(key: Uint8Array, { number, mac, seal }: ChainHead): boolean {
  if (number === 0 && mac === null && seal === null) return true;
  return mac !== null && seal !== null && sameBytes(seal, headSeal(key, number, mac));
}
