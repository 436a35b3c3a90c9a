import { z } from 'zod';
import { keyLength, nonceLength, tagLength } from '../../base/crypto/aead';
import { kdfBounds } from '../../base/crypto/kdf';

/**
 * `slots.json`, version 2: the ways into a vault. Binary values are base64. Everything but `generation` and `sealing`
 * is bound to the wrapped keys by associated data (`slots.ts`), so a slot that was changed or comes from another vault
 * doesn't open. Version 1 had no recovery slot and no `sealing`. It is read as version 2. The file itself stays as it is
 * until the next change, which writes version 2.
 */

export const slotsFormat = 'keyfold-slots';
export const slotsVersion = 2;

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
  /** The keychain's backend that sealed the share, by the name that main uses. */
  backend: z.string().min(1).max(64),
  sealedShare: base64(1, 8192),
  secretKey: wrapped,
});

const recoverySlot = z.strictObject({
  id: z.uuid(),
  kind: z.literal('recovery-key'),
  kdf: z.strictObject({ name: z.literal('hkdf-sha256'), salt: base64(32) }),
  /** When it was made, in milliseconds since the epoch. */
  madeAt: z.int().min(0),
  vaultKey: wrapped,
  secretKey: wrapped,
});

const head = {
  format: z.literal(slotsFormat),
  vaultId: z.uuid(),
  /** Counts how often this file was replaced. */
  generation: z.int().min(1),
  /** Milliseconds since the epoch. */
  createdAt: z.int().min(0),
};
const numberOf = (slots: readonly { kind: string }[], kind: string) =>
  slots.filter((slot) => slot.kind === kind).length;
const oneOfEach = (slots: readonly { kind: string }[]) =>
  numberOf(slots, 'master-password') === 1 && numberOf(slots, 'device') <= 1 && numberOf(slots, 'recovery-key') <= 1;

/** The present version. */
export const slotsSchema = z
  .strictObject({
    ...head,
    version: z.literal(slotsVersion),
    /** `off`: the owner has made Keyfold forget this device, and no device slot is made until a person asks for one. */
    sealing: z.enum(['wanted', 'off']),
    slots: z.array(z.discriminatedUnion('kind', [passwordSlot, deviceSlot, recoverySlot])).max(16),
  })
  .refine(({ slots }) => oneOfEach(slots));

const firstVersion = z
  .strictObject({
    ...head,
    version: z.literal(1),
    slots: z.array(z.discriminatedUnion('kind', [passwordSlot, deviceSlot])).max(16),
  })
  .refine(({ slots }) => oneOfEach(slots))
  .transform((file) => ({ ...file, version: slotsVersion, sealing: 'wanted' }) as const);

/** Reads every known version, as the present one. */
export const readableSlots = z.union([slotsSchema, firstVersion]);

/** What every version of the file has, so that a newer version is recognized. */
export const slotsHeadSchema = z.looseObject({ format: z.literal(slotsFormat), version: z.int().min(1) });

export type Wrapped = z.infer<typeof wrapped>;
export type PasswordSlot = z.infer<typeof passwordSlot>;
export type DeviceSlot = z.infer<typeof deviceSlot>;
export type RecoverySlot = z.infer<typeof recoverySlot>;
export type Slots = z.infer<typeof slotsSchema>;
export type Slot = Slots['slots'][number];
