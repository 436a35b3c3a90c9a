import { createHmac, hkdfSync } from 'node:crypto';
import { canonical } from '../base/crypto/canonical';
import { sameBytes } from '../base/crypto/same-bytes';

/**
 * The chain of the log. Each row's mac covers the row and the mac of the row before; the head's covers the number and
 * the mac of the last row. The key comes from the vault key, so whoever can open the vault with the right program can
 * also write a new chain: the chain shows what was changed behind Keyfold's back, not what its owner forged.
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

/** The record of the last row, kept apart from the rows so that a removed tail shows. */
export interface ChainHead {
  /** 0 before the first row. */
  number: number;
  mac: Buffer | null;
  seal: Buffer | null;
}

/** The key of the chain, 32 bytes, for the caller to wipe. */
export function chainKey(vaultKey: Uint8Array, vaultId: string): Buffer {
  return Buffer.from(hkdfSync('sha256', vaultKey, canonical(vaultId), 'keyfold audit log 1', 32));
}

const start = Buffer.alloc(32);

/** The mac of a row that follows the row with the mac `before` (`null`: the first). */
export function rowMac(key: Uint8Array, row: Omit<StoredAuditRow, 'mac'>, before: Buffer | null): Buffer {
  const { number, at, actor, action, keyId, lastFour, keyName, provider, outcome, code, detail } = row;
  return createHmac('sha256', key)
    .update(canonical('keyfold audit row', 1, number, at, actor, action, keyId, lastFour, keyName, provider))
    .update(canonical(outcome, code, detail))
    .update(before ?? start)
    .digest();
}

/** The mac over the record of the last row. */
export function headSeal(key: Uint8Array, number: number, mac: Buffer): Buffer {
  return createHmac('sha256', key)
    .update(canonical('keyfold audit head', 1, number))
    .update(mac)
    .digest();
}

/** Whether a head is one that was written with this key; the one before the first row is. */
export function isWholeHead(key: Uint8Array, { number, mac, seal }: ChainHead): boolean {
  if (number === 0 && mac === null && seal === null) return true;
  return mac !== null && seal !== null && sameBytes(seal, headSeal(key, number, mac));
}
