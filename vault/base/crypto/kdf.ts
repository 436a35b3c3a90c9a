import { totalmem } from 'node:os';
import { type Algorithm, hashRaw, type Version } from '@node-rs/argon2';
import { keyLength } from './aead';
import { oneAtATime } from './one-at-a-time';

/** Argon2id parameters as the slots file writes them. */
export interface KdfCost {
  memoryKiB: number;
  passes: number;
  lanes: number;
}

/**
 * The costs that a slots file may ask for. The lower bounds are RFC 9106's second recommendation, so that a changed
 * file can't make the password cheap to guess. With the upper bounds, a changed file can't take all the machine's
 * memory or an hour.
 */
export const kdfBounds = {
  memoryKiB: { least: 64 * 1024, most: 4 * 1024 * 1024 },
  passes: { least: 3, most: 64 },
  lanes: { least: 1, most: 16 },
} as const;

/** The lowest cost of a new password, for a machine with little memory. */
export const leastCost: KdfCost = { memoryKiB: kdfBounds.memoryKiB.least, passes: kdfBounds.passes.least, lanes: 4 };

const algorithm: Algorithm.Argon2id = 2;
const version: Version.V0x13 = 1;
const smallMachine = 2 * 1024 ** 3;

/** Returns the cost for a new password: 256 MiB, or 64 MiB on a machine with less than 2 GiB. `memory` is in bytes. */
export function costForNewPassword(memory: number = totalmem()): KdfCost {
  return memory < smallMachine ? leastCost : { ...leastCost, memoryKiB: 256 * 1024 };
}

/** Derives a key from a password (bytes as typed, NFC) and a salt. */
export type Derive = (password: Uint8Array, salt: Uint8Array, cost: KdfCost) => Promise<Buffer>;

/**
 * Derives 32 bytes from a password and a 16-byte salt. This runs on the thread pool, not on this thread, and can't be
 * stopped. Callers see to it that it is the only one that runs.
 */
export const argon2id: Derive = (password, salt, cost) =>
  hashRaw(password, {
    algorithm,
    version,
    memoryCost: cost.memoryKiB,
    timeCost: cost.passes,
    parallelism: cost.lanes,
    outputLen: keyLength,
    salt,
  });

/** Derives the same. Derivations that are asked for at once run one after the other. */
export const deriveKey: Derive = (password, salt, cost) => oneAtATime(() => argon2id(password, salt, cost));
