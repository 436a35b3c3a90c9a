/** Most characters of the name that a person gives a vault. */
export const vaultNameLimit = 60;

/** A vault that this machine knows, as the lock screen lists it. */
export interface KnownVault {
  /** Names it in calls. A view never names a path. */
  id: string;
  /** The given name; empty for the vault in Keyfold's own folder, if it was given none. */
  name: string;
  /** Its folder. It is shown, never taken as input. */
  place: string;
  /** It is in the place where Keyfold makes a vault unless another is chosen. */
  own: boolean;
  /** It is the one that the lock screen opens. */
  current: boolean;
  /** Its key file was found there a moment ago. */
  here: boolean;
}

/** What a person chose to open: another vault, or a backup. */
export interface FoundVault {
  /** The name of its folder. */
  name: string;
  /** Its folder. It is shown, never taken as input. */
  place: string;
  /** When it was made, in milliseconds since the epoch, if it is a backup. A backup can only be copied. */
  backup: number | null;
}

/** How a found vault is used. `in-place`: its folder becomes the vault's. `copy`: it is copied into Keyfold's own folder. */
export type BringHow = 'in-place' | 'copy';
