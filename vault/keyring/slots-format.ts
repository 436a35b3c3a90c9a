import { z } from 'zod';
import { keyLength, nonceLength, tagLength } from './aead';
import { kdfBounds } from './kdf';

/**
 * `slots.json`, version 1: the ways into a vault. Binary values are base64. Everything but `generation` is bound to the
 * wrapped keys by associated data (`slots.ts`), so a changed or transplanted slot doesn't open.
 */

export const slotsFormat = 'keyfold-slots';
export const slotsVersion = 1;

const base64 = (least: number, most = least) =>
  z.string().refine((text) => {
    const bytes = Buffer.from(text, 'base64');
    return bytes.byteLength >= least && bytes.byteLength <= most && bytes.toString('base64') === text;
  });
const between = ({ least, most }: { least: number; most: number }) => z.int().min(least).max(most);

const wrapped = z.strictObject({ nonce: base64(nonceLength), text: base64(keyLength + tagLength) });

const passwordSlot = z.strictObject({
  id: z.uuid(),
  kind: z.literal('master-password'),
  kdf: z.strictObject({
    name: z.literal('argon2id'),
    memoryKiB: between(kdfBounds.memoryKiB),
    passes: between(kdfBounds.passes),
    lanes: between(kdfBounds.lanes),
    salt: base64(16),
  }),
  vaultKey: wrapped,
  secretKey: wrapped,
});

const deviceSlot = z.strictObject({
  id: z.uuid(),
  kind: z.literal('device'),
  /** The keychain's backend that sealed the share, as main names it. */
  backend: z.string().min(1).max(64),
  sealedShare: base64(1, 8192),
  secretKey: wrapped,
});

export const slotsSchema = z
  .strictObject({
    format: z.literal(slotsFormat),
    version: z.literal(slotsVersion),
    vaultId: z.uuid(),
    /** Counts replacements of this file. */
    generation: z.int().min(1),
    /** Milliseconds since the epoch. */
    createdAt: z.int().min(0),
    slots: z.array(z.discriminatedUnion('kind', [passwordSlot, deviceSlot])).max(16),
  })
  .refine(({ slots }) => slots.filter(({ kind }) => kind === 'master-password').length === 1)
  .refine(({ slots }) => slots.filter(({ kind }) => kind === 'device').length <= 1);

/** What every version of the file has, so that a newer one is known as such. */
export const slotsHeadSchema = z.looseObject({ format: z.literal(slotsFormat), version: z.int().min(1) });

export type Wrapped = z.infer<typeof wrapped>;
export type PasswordSlot = z.infer<typeof passwordSlot>;
export type DeviceSlot = z.infer<typeof deviceSlot>;
export type Slots = z.infer<typeof slotsSchema>;
