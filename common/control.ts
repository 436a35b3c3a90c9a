import type { Attention } from './attention';
import type { KeychainState } from './errors';
import type { Failure } from './failures';
import type { Language } from './languages';
import type { Rescue } from './replaced';
import type { View } from './views';

/**
 * The control port between main and the vault process. No key, password or secret travels here, with two exceptions:
 * the device share, which opens nothing by itself, and a value on its way to the clipboard.
 */

/** The device share that main unsealed, or why main could not unseal it. */
export type UnsealedShare = { state: 'good'; share: Uint8Array } | { state: Exclude<KeychainState, 'good'> };

/** A device share sealed by the keychain, and the backend that sealed it. */
export type SealedShare = { state: 'good'; sealed: Uint8Array; backend: string } | { state: 'missing' | 'unavailable' };

/** A value sealed for one public key (SPKI in DER); `text` is AES-256-GCM ciphertext and tag. */
export interface Handover {
  sender: Uint8Array;
  nonce: Uint8Array;
  text: Uint8Array;
}

/** Returns the info bytes for the key derivation (HKDF) of a handover between these two public keys. */
export function handoverInfo(sender: Uint8Array, receiver: Uint8Array): Uint8Array {
  return Uint8Array.from([...new TextEncoder().encode('keyfold clipboard 1'), ...sender, ...receiver]);
}

/**
 * Where a person wants a file; `path` is `null` if they cancelled. `part` is the name of the file until it is complete.
 * When the vault process has ended, main removes what is left under this name.
 */
export type SavePlace = { path: string; part: string } | { path: null };

/** A {@link SavePlace} of an existing file. `chosen` is the path by which the person found it, which may be a link. */
export type ChangePlace = { path: string; part: string; chosen: string } | { path: null };

/** What the vault process asks main for. Main answers each with a message of the same number. */
export interface ControlRequests {
  seal: { ask: { share: Uint8Array }; answer: SealedShare };
  unseal: { ask: { sealed: Uint8Array; backend: string }; answer: UnsealedShare };
  /** Returns a new public key for one value on its way to the clipboard. */
  copyKey: { ask: object; answer: { publicKey: Uint8Array } };
  /** Puts text that is sealed for that key on the clipboard. Returns after how many seconds it is cleared. */
  copy: { ask: { sealed: Handover }; answer: { seconds: number } };
  /**
   * Shows a save dialog. Returns the chosen path, or `null`. `usual` is given for a tool's file, which is never
   * overwritten: where the tool looks for it below the home folder, or `null` if there is no such place.
   */
  savePath: { ask: { fileName: string; usual?: string | null }; answer: SavePlace };
  /** Shows a dialog for a file to be changed. Returns the path of the file itself, even if a link was chosen. */
  changePath: { ask: { usual: string | null }; answer: ChangePlace };
  /** Shows a dialog for a file to be read. Returns the chosen path, or `null`. */
  openPath: { ask: { what: 'keys' | 'identity' | 'archive' | 'vault' }; answer: { path: string | null } };
  /** Shows a dialog for a folder. Returns the chosen path, or `null`. */
  folderPath: { ask: { what: 'backups' | 'vault' }; answer: { path: string | null } };
  /** Returns the second folder for this vault's backups on this machine; `null`: none. */
  backupPlace: { ask: object; answer: { folder: string | null } };
  keepBackupPlace: { ask: { folder: string | null }; answer: { kept: true } };
  /** Returns a path in Keyfold's own folder where there is nothing yet, for a vault that is copied here. */
  newPlace: { ask: object; answer: { folder: string } };
  /** A person chose this vault on the lock screen. Main ends this process and shows that vault's lock screen. */
  useVault: { ask: { folder: string; name: string; is: 'new' | 'foreign' }; answer: { used: true } };
  /** Stores the mark of the vault's generation in the settings, sealed if there is a keychain. */
  keepMark: { ask: { mark: Uint8Array }; answer: { kept: true } };
  /** Returns the mark that was stored last; `null` if there is none or it can't be unsealed. */
  readMark: { ask: object; answer: { mark: Uint8Array | null } };
}

/**
 * What main says of a vault's folder. `foreign`: it comes from elsewhere and was never opened here. `shared`: it isn't in
 * Keyfold's own folder.
 */
export type Origin = 'foreign' | 'shared';

/** How an open vault was closed, if its own process could not log it. */
export type ClosedHow = 'locked' | 'vault-ended' | 'vault-replaced';

export type ControlName = keyof ControlRequests;

export type FromVault =
  | { kind: 'ready'; sqlite: string }
  | { kind: 'unlocked' }
  /** Keys of the open vault need a person. Main may say it outside of the window. */
  | { kind: 'attention'; attention: Attention }
  /** Something went wrong that never should. Main keeps it for a report. */
  | { kind: 'failed'; failure: Failure }
  /**
   * A program asks for a key. `allow`: the sheet of that name is wanted; `unlock`: the vault is locked, so its lock screen
   * is wanted; `none`: nobody asks any more, so the sheet goes.
   */
  | { kind: 'asked'; wanted: 'allow' | 'unlock' | 'none' }
  /** A program asks to lock the vault. */
  | { kind: 'lock' }
  /** The open vault's files were replaced. The vault process is locked now, and main ends it. */
  | { kind: 'replaced'; rescue: Rescue }
  | { [N in ControlName]: { kind: 'ask'; number: number; name: N; ask: ControlRequests[N]['ask'] } }[ControlName];

export type FromMain =
  /** A view's port travels with this message. */
  | { kind: 'connect'; view: View }
  /** The answer is `null` if main could not do it. */
  | { kind: 'answer'; number: number; answer: ControlRequests[ControlName]['answer'] | null }
  /**
   * The vault was open until `at`, and then its process ended. Main reports this to the next vault process. `at` is in
   * milliseconds since the epoch.
   */
  | { kind: 'closed'; what: ClosedHow; at: number }
  /** What an earlier vault process had open when the files were replaced. A person has not said yet what happens to it. */
  | { kind: 'rescue'; rescue: Rescue }
  /** The language of what the command prints, when the person chose another one. */
  | { kind: 'language'; language: Language }
  /**
   * Asks the process to end by itself, so that SQLite closes. Main sends it at quit, and kills the process if it
   * doesn't end.
   */
  | { kind: 'end' };

/** What goes over a view's port. */
export type FromView = { number: number; operation: string; input: unknown };
export type ToView =
  | { kind: 'reply'; number: number; reply: unknown }
  | { kind: 'event'; name: string; payload: unknown };
