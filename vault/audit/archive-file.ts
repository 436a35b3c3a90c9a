import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { canonical } from '../base/crypto/canonical';
import type { StoredAuditRow } from './chain';

/**
 * The file of an archive (docs/audit-archive.md): lines of JSON. The first line is the head, then each row has a line,
 * and the last line is an Ed25519 signature over all bytes before it. So it can be checked without Keyfold.
 */

/** Most bytes of the rows of one archive. What doesn't fit stays in the log, and goes into the next archive. */
export const mostArchivedBytes = 48 * 1024 * 1024;

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const number = z.int().min(1);
const text = z.string().max(64 * 1024);

const headFormat = z.strictObject({
  format: z.literal('keyfold-audit-archive'),
  version: z.literal(1),
  /** The vault's id. */
  vault: z.string().max(64),
  first: number,
  last: number,
  /** ISO 8601. */
  madeAt: z.string().max(32),
  /** The mac of the row before the first; `null` if there is none. */
  before: hex.nullable(),
  /** The mac of the last row. */
  after: hex,
  /** SHA-256 of the archive before this one; `null` if this is the first. */
  previous: hex.nullable(),
  /** The Ed25519 public key, 32 bytes. */
  publicKey: hex,
});
type Head = z.output<typeof headFormat>;

const rowFormat = z.strictObject({
  number,
  at: z.int(),
  actor: text,
  action: text,
  keyId: text,
  lastFour: text,
  keyName: text,
  provider: text,
  outcome: text,
  code: text,
  detail: text,
  mac: hex,
});

const endFormat = z.strictObject({ signature: z.string().regex(/^[0-9a-f]{128}$/) });

/** An archive as it was read. */
export interface ReadArchive {
  head: Head;
  rows: StoredAuditRow[];
  /** The signature fits the public key that the file names. */
  signed: boolean;
}

// What stands before the 32 bytes of an Ed25519 key in PKCS #8 and in SPKI.
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const spki = Buffer.from('302a300506032b6570032100', 'hex');

/** Returns the key that signs the archives of a vault. It comes from the vault key, so the vault can make it again. */
export function archiveKey(vaultKey: Uint8Array, vaultId: string): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', vaultKey, canonical(vaultId), 'keyfold audit archive 1', 32));
  const der = Buffer.concat([pkcs8, seed]);
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  } finally {
    seed.fill(0);
    der.fill(0);
  }
}

/** Returns the 32 bytes of a key's public half, in hexadecimal. */
export function publicHex(key: KeyObject): string {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(spki.byteLength).toString('hex');
}

/** Returns the line of a row, with its line end. */
export function rowLine({ mac, ...row }: StoredAuditRow): string {
  return `${JSON.stringify({ ...row, mac: mac.toString('hex') })}\n`;
}

/** Returns the bytes of the whole file. `rows` are the lines of {@link rowLine}. */
export function archiveBytes(
  key: KeyObject,
  head: Omit<Head, 'format' | 'version' | 'publicKey'>,
  rows: readonly string[],
): Buffer {
  const whole: Head = { format: 'keyfold-audit-archive', version: 1, ...head, publicKey: publicHex(key) };
  const signed = Buffer.from(`${JSON.stringify(whole)}\n${rows.join('')}`, 'utf8');
  const end = `${JSON.stringify({ signature: sign(null, signed, key).toString('hex') })}\n`;
  return Buffer.concat([signed, Buffer.from(end, 'utf8')]);
}

/** Reads the bytes of an archive. Returns `null` if they are no such file, or not a whole one. */
export function readArchive(bytes: Buffer): ReadArchive | null {
  const end = bytes.lastIndexOf('\n', bytes.byteLength - 2) + 1;
  const lines = bytes.toString('utf8').split('\n');
  if (lines.pop() !== '') return null;
  const [first, ...rest] = lines;
  const last = rest.pop();
  const head = headFormat.safeParse(jsonOf(first));
  const signature = endFormat.safeParse(jsonOf(last));
  if (!head.success || !signature.success) return null;
  const rows: StoredAuditRow[] = [];
  for (const line of rest) {
    const row = rowFormat.safeParse(jsonOf(line));
    if (!row.success) return null;
    rows.push({ ...row.data, mac: Buffer.from(row.data.mac, 'hex') });
  }
  const key = createPublicKey({
    key: Buffer.concat([spki, Buffer.from(head.data.publicKey, 'hex')]),
    format: 'der',
    type: 'spki',
  });
  const signed = verify(null, bytes.subarray(0, end), key, Buffer.from(signature.data.signature, 'hex'));
  return { head: head.data, rows, signed };
}

function jsonOf(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? '');
  } catch {
    return null;
  }
}
