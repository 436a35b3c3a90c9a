import { safeStorage } from 'electron';
import type { SealedShare, UnsealedShare } from '../../common/control';
import { keyringAnswers } from './keyring-answers';

/**
 * The system's keychain through safeStorage. Up to Electron 41 it has only a synchronous form, from 42 on an
 * asynchronous one too, and the old form is announced to be removed. This file is the only one that knows these
 * differences.
 *
 * Linux: without a keyring Chromium seals with a key that is written in its source (`basic_text`; sealed text starts
 * with `v10`), and the asynchronous form reports even that as available. Both count as no keychain here. Sealed text is
 * not authenticated there either, so the vault process checks the result.
 */

/** Bytes of a device share. */
const shareSize = 32;
/** The size to give for what is not a device share. Such bytes must show by themselves whether they are complete. */
export const anySize = -1;

type Availability = 'good' | 'missing' | 'unavailable';

const asynchronous = typeof safeStorage.isAsyncEncryptionAvailable === 'function';

/** Returns the name of the backend that would seal now. It is stored beside the sealed share. */
function backend(): string {
  if (process.platform === 'darwin') return 'keychain';
  if (process.platform === 'win32') return 'dpapi';
  return safeStorage.getSelectedStorageBackend();
}

/** Chromium has its key from the keyring. It keeps it, and doesn't ask the keyring again. */
let keyIsThere = false;

async function availability(): Promise<Availability> {
  if (process.platform === 'linux') {
    if (['basic_text', 'unknown'].includes(backend())) return 'missing';
    if (!keyIsThere && !(await keyringAnswers(backend()))) return 'unavailable';
  }
  const available = asynchronous ? await safeStorage.isAsyncEncryptionAvailable() : safeStorage.isEncryptionAvailable();
  keyIsThere ||= available;
  return available ? 'good' : 'unavailable';
}

const hardCoded = (sealed: Uint8Array) =>
  process.platform === 'linux' && Buffer.from(sealed.subarray(0, 3)).toString('latin1') === 'v10';

/** Seals some bytes, for example a device share. Never throws: the state says what went wrong. */
export async function seal(share: Uint8Array): Promise<SealedShare> {
  const state = await availability();
  if (state !== 'good') return { state };
  try {
    const text = Buffer.from(share).toString('base64');
    const sealed = asynchronous ? await safeStorage.encryptStringAsync(text) : safeStorage.encryptString(text);
    return hardCoded(sealed) ? { state: 'missing' } : { state, sealed: new Uint8Array(sealed), backend: backend() };
  } catch {
    return { state: 'unavailable' };
  }
}

/**
 * Opens what was sealed: a device share (32 bytes), unless another size is given. Never throws: the state says what
 * went wrong.
 */
export async function unseal(sealed: Uint8Array, sealedBy: string, size = shareSize): Promise<UnsealedShare> {
  const state = await availability();
  if (state !== 'good') return { state };
  if (sealedBy !== backend()) return { state: 'other-backend' };
  if (hardCoded(sealed)) return { state: 'missing' };
  try {
    const bytes = Buffer.from(sealed);
    const text = asynchronous ? (await safeStorage.decryptStringAsync(bytes)).result : safeStorage.decryptString(bytes);
    const share = new Uint8Array(Buffer.from(text, 'base64'));
    return size === anySize || share.byteLength === size ? { state, share } : { state: 'lost-key' };
  } catch {
    return { state: 'lost-key' };
  }
}
