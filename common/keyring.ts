import type { AppError } from './errors';

/** The ways into a vault as Settings shows them. */
export interface KeyringState {
  /** When the recovery key was set up, in milliseconds since the epoch; `null`: there is none. */
  recoveryKey: number | null;
  /** This system's keychain can open the secrets, as long as it works. */
  device: boolean;
}

/** The ways to open the locked vault, and how long each has to wait. */
export interface UnlockWays {
  /** A recovery key was set up. */
  recoveryKey: boolean;
  /** Seconds until each way can be tried again after wrong tries; 0: now. */
  waits: { password: number; recoveryKey: number };
  /** Why the vault is out of reach; `null` if it isn't. */
  trouble: AppError | null;
}

/** What the sheet `keyring` can do. Each act needs the master password. */
export const keyringActs = ['recovery-key', 'password', 'device'] as const;
export type KeyringAct = (typeof keyringActs)[number];

/** What changed. `forgotten`: the vault is no longer tied to this device. */
export type KeyringChange = KeyringAct | 'forgotten' | 'rekeyed';
