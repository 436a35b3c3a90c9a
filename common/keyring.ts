/** The ways into a vault as Settings shows them. */
export interface KeyringState {
  /** When the recovery key was set up, in milliseconds since the epoch; `null`: none is. */
  recoveryKey: number | null;
  /** Secrets open by way of this system's keychain, as long as that answers. */
  device: boolean;
}

/** Which ways there are to open the locked vault, and how long each has to wait. */
export interface UnlockWays {
  /** A recovery key was set up. */
  recoveryKey: boolean;
  /** Seconds until each can be tried again after wrong ones; 0: now. */
  waits: { password: number; recoveryKey: number };
}

/** What the sheet `keyring` does, each with the master password. */
export const keyringActs = ['recovery-key', 'password', 'device'] as const;
export type KeyringAct = (typeof keyringActs)[number];

/** What became otherwise; `forgotten`: the vault is no longer tied to this device. */
export type KeyringChange = KeyringAct | 'forgotten' | 'rekeyed';
