import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { z } from 'zod';
import { canonical } from '../base/crypto/canonical';
import { sameBytes } from '../base/crypto/same-bytes';

/**
 * The mark: how far a vault had come when Keyfold last saw it, kept outside the vault's folder, in the settings, where
 * main seals it with the keychain. Only who has the vault key can make one; whoever puts an older copy of the vault back
 * and leaves the settings alone is noticed.
 */
export interface Mark {
  vaultId: string;
  /** Transactions that wrote, as the database counts them. */
  generation: number;
  /** Milliseconds since the epoch. */
  at: number;
}

const format = z.strictObject({
  version: z.literal(1),
  vaultId: z.uuid(),
  generation: z.int().min(1),
  at: z.int().min(0),
  mac: z.string().regex(/^[0-9a-f]{64}$/),
});

/** The key of marks, 32 bytes, for the caller to wipe. */
export function markKey(vaultKey: Uint8Array, vaultId: string): Buffer {
  return Buffer.from(hkdfSync('sha256', vaultKey, canonical(vaultId), 'keyfold generation mark 1', 32));
}

const macOf = (key: Uint8Array, { vaultId, generation, at }: Mark): Buffer =>
  createHmac('sha256', key)
    .update(canonical('keyfold generation mark', 1, vaultId, generation, at))
    .digest();

/** The mark as it is kept. */
export function writeMark(key: Uint8Array, mark: Mark): Buffer {
  return Buffer.from(JSON.stringify({ version: 1, ...mark, mac: macOf(key, mark).toString('hex') }), 'utf8');
}

/**
 * Reads a kept mark: `null` where it is none or another vault's; `ours` says whether it was made with this key. One that
 * was not is from before or after new keys, or a forgery.
 */
export function readMark(key: Uint8Array, vaultId: string, kept: Uint8Array): { mark: Mark; ours: boolean } | null {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(kept).toString('utf8'));
  } catch {
    return null;
  }
  const parsed = format.safeParse(json);
  if (!parsed.success || parsed.data.vaultId !== vaultId) return null;
  const { generation, at, mac } = parsed.data;
  const mark = { vaultId, generation, at };
  return { mark, ours: sameBytes(Buffer.from(mac, 'hex'), macOf(key, mark)) };
}

/** What stands for a mark that a person knowingly stepped back behind. */
export const markHash = (kept: Uint8Array): Buffer => createHash('sha256').update(kept).digest();
