import { fail } from '../../common/errors';
import type { Control } from '../base/control';
import { outsideQueue } from '../base/queue';
import { openPasswordSlot, passwordSlotOf } from '../store/slots/slots';
import { repairInBackground, secretKeyByDevice } from './device';
import type { OpenVault } from './open-vault';

/**
 * Runs one act with the secret key, which is wiped afterwards. The key comes from the keychain, which is asked outside
 * the queue of changes, or by the master password if one is given. Errors: `password-required`, `wrong-password`, those of `act`.
 */
export async function withSecretKey<T>(
  vault: OpenVault,
  control: Control,
  password: Uint8Array | null,
  act: (secretKey: Buffer) => T,
): Promise<T> {
  const secretKey = password === null ? await byKeychain(vault, control) : await secretKeyByPassword(vault, password);
  try {
    const result = act(secretKey);
    if (password !== null) repairInBackground(vault, control, Buffer.from(secretKey));
    return result;
  } finally {
    secretKey.fill(0);
  }
}

/**
 * Runs an act that takes more than one turn, with a secret key of its own, which is wiped afterwards. Errors: those of
 * both.
 */
export async function withOwnCopy<T>(
  secretKey: Promise<Buffer>,
  act: (secretKey: Buffer) => T | Promise<T>,
): Promise<T> {
  const key = await secretKey;
  try {
    return await act(key);
  } finally {
    key.fill(0);
  }
}

/**
 * Copies the key for {@link withOwnCopy}. The key that {@link withSecretKey} gives is wiped before an act of several
 * turns is over.
 */
export const copied = (secretKey: Buffer): Buffer => Buffer.from(secretKey);

async function byKeychain(vault: OpenVault, control: Control): Promise<Buffer> {
  const found = await secretKeyByDevice(vault, control, outsideQueue);
  return found.state === 'good' ? found.secretKey : fail('password-required', { keychain: found.state });
}

/**
 * Gets the secret key by the master password's slot. The caller wipes it. The cost is one Argon2 derivation, whatever
 * the result. Errors: `wrong-password`, `vault-damaged`.
 */
export async function secretKeyByPassword(vault: OpenVault, password: Uint8Array): Promise<Buffer> {
  const keys = await openPasswordSlot(vault.slots, passwordSlotOf(vault.slots), password);
  if (keys === 'wrong-password') fail('wrong-password', {});
  if (keys === 'damaged') fail('vault-damaged', { file: vault.paths.slots, part: 'slots' });
  keys.vaultKey.fill(0);
  return keys.secretKey;
}
