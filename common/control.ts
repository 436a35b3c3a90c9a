import type { KeychainState } from './errors';
import type { View } from './views';

/**
 * The control port between main and the vault process. Main never sends or receives a key, a password or a secret
 * here but for two: the device share, which opens nothing by itself, and a value on its way to the clipboard.
 */

/** The device share as main unsealed it, or why it could not. */
export type UnsealedShare = { state: 'good'; share: Uint8Array } | { state: Exclude<KeychainState, 'good'> };

/** A device share sealed by the keychain, and the backend that sealed it. */
export type SealedShare = { state: 'good'; sealed: Uint8Array; backend: string } | { state: 'missing' | 'unavailable' };

/** A value sealed for one public key (SPKI in DER); `text` is AES-256-GCM ciphertext and tag. */
export interface Handover {
  sender: Uint8Array;
  nonce: Uint8Array;
  text: Uint8Array;
}

/** What the key of a handover is derived for. */
export function handoverInfo(sender: Uint8Array, receiver: Uint8Array): Uint8Array {
  return Uint8Array.from([...new TextEncoder().encode('keyfold clipboard 1'), ...sender, ...receiver]);
}

/**
 * Where a person wants a file, `null`: nowhere. `part` is the name that it has until it is whole: main removes what is
 * left under it when the vault process has ended.
 */
export type SavePlace = { path: string; part: string } | { path: null };

/** A {@link SavePlace} of a file that is there; `chosen`: by which path the person found it. */
export type ChangePlace = { path: string; part: string; chosen: string } | { path: null };

/** What the vault process asks of main; each answered by a message with the same number. */
export interface ControlRequests {
  seal: { ask: { share: Uint8Array }; answer: SealedShare };
  unseal: { ask: { sealed: Uint8Array; backend: string }; answer: UnsealedShare };
  /** A fresh key for one value on its way to the clipboard. */
  copyKey: { ask: object; answer: { publicKey: Uint8Array } };
  /** Puts text, sealed for that key, on the clipboard through the adapter; answers after how many seconds it is cleared. */
  copy: { ask: { sealed: Handover }; answer: { seconds: number } };
  /**
   * A save dialog; answers the chosen path, or `null`. `usual`: of a tool's file, which is never written over, where the tool
   * looks for it below the home folder.
   */
  savePath: { ask: { fileName: string; usual?: string | null }; answer: SavePlace };
  /** A dialog for a file that is to be changed; answers the place of the file itself, where a link was chosen. */
  changePath: { ask: { usual: string | null }; answer: ChangePlace };
  /** A dialog for a file to be read; answers the chosen path, or `null`. */
  openPath: { ask: { what: 'keys' | 'identity' }; answer: { path: string | null } };
  /** Keeps the mark of the vault's generation in the settings, sealed where a keychain is. */
  keepMark: { ask: { mark: Uint8Array }; answer: { kept: true } };
  /** The mark that was kept last; `null` where there is none or it doesn't unseal. */
  readMark: { ask: object; answer: { mark: Uint8Array | null } };
}

export type ControlName = keyof ControlRequests;

export type FromVault =
  | { kind: 'ready'; sqlite: string }
  | { kind: 'unlocked' }
  | { [N in ControlName]: { kind: 'ask'; number: number; name: N; ask: ControlRequests[N]['ask'] } }[ControlName];

export type FromMain =
  /** A view's port travels with this message. */
  | { kind: 'connect'; view: View }
  /** `null`: main could not do it. */
  | { kind: 'answer'; number: number; answer: ControlRequests[ControlName]['answer'] | null }
  /** The vault was open until then, and its process is gone: told to the next one. `at` in milliseconds since the epoch. */
  | { kind: 'closed'; what: 'locked' | 'vault-ended'; at: number }
  /** Asks the process to end of itself (at quit, so that SQLite closes); it is killed if it does not. */
  | { kind: 'end' };

/** What goes over a view's port. */
export type FromView = { number: number; operation: string; input: unknown };
export type ToView =
  | { kind: 'reply'; number: number; reply: unknown }
  | { kind: 'event'; name: string; payload: unknown };
