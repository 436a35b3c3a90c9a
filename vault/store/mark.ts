import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { z } from 'zod';
import { readJson } from '../../common/strict-json';
import { canonical } from '../base/crypto/canonical';
import { sameBytes } from '../base/crypto/same-bytes';

/**
 * The mark notes how far a vault had come when Keyfold last saw it. It is kept outside the vault's folder, in the
 * settings, where main seals it with the keychain. Only somebody with the vault key can make one. If somebody puts back
 * an older copy of the vault but not of the settings, that is noticed.
 */
export interface Mark {
  vaultId: string;
  /** The number of transactions that wrote something, as the database counts them. */
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

/** Returns the key of marks, 32 bytes. The caller wipes it. */
export function markKey(vaultKey: Uint8Array, vaultId: string): Buffer {
  return Buffer.from(hkdfSync('sha256', vaultKey, canonical(vaultId), 'keyfold generation mark 1', 32));
}

const macOf = (key: Uint8Array, { vaultId, generation, at }: Mark): Buffer =>
  createHmac('sha256', key)
    .update(canonical('keyfold generation mark', 1, vaultId, generation, at))
    .digest();

/** Returns the mark in the form in which it is kept. */
export function writeMark(key: Uint8Array, mark: Mark): Buffer {
  return Buffer.from(JSON.stringify({ version: 1, ...mark, mac: macOf(key, mark).toString('hex') }), 'utf8');
}

/**
 * Reads a kept mark. Returns `null` if it is no mark, or another vault's. `ours` says if it was made with this key. If
 * not, it is from before or after new keys, or it is forged.
 */
export function readMark(key: Uint8Array, vaultId: string, kept: Uint8Array): { mark: Mark; ours: boolean } | null {
  const json = readJson(Buffer.from(kept).toString('utf8'), 1);
  if (!json.ok) return null;
  const parsed = format.safeParse(json.value);
  if (!parsed.success || parsed.data.vaultId !== vaultId) return null;
  const { generation, at, mac } = parsed.data;
  const mark = { vaultId, generation, at };
  return { mark, ours: sameBytes(Buffer.from(mac, 'hex'), macOf(key, mark)) };
}

/** The mark that main keeps: `null` if there is none, `unread` if the keychain did not answer in time. */
export type KeptMark = Uint8Array | null | 'unread';

/**
 * Returns what the vault stores if it is at an older state than the kept mark on purpose: after a restore, or under new
 * keys. This is the mark's hash. It is empty for a mark that could not be read; then the next one that is read is
 * accepted.
 */
export const acceptedMark = (kept: KeptMark): Buffer | null => {
  if (kept === null) return null;
  return kept === 'unread' ? Buffer.alloc(0) : createHash('sha256').update(kept).digest();
};
