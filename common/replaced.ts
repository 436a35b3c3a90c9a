/**
 * What was found of the open vault's files when they were looked at.
 * - `gone`: nothing can be found at the path any more. It was moved or removed, or its disk is not there.
 * - `replaced`: another file or folder is at the path.
 * - `written`: it is the same file, but another program has written into it.
 */
export type ReplacedHow = 'gone' | 'replaced' | 'written';

/** `path` is the vault's folder or one of its two files. */
export interface Replaced {
  how: ReplacedHow;
  path: string;
}

/** The two files of a vault as they were open. They are encrypted and wrapped, so nothing in them is secret. */
export interface HeldVault {
  database: Uint8Array;
  slots: Uint8Array;
}

/** What main keeps of a vault whose files were replaced until a person has said what happens to it. */
export interface Rescue {
  found: Replaced;
  /** When it was found, in milliseconds since the epoch. */
  at: number;
  /** `null` if the state that was open can't be read any more. */
  held: HeldVault | null;
}

/** What the sheet `rescue` shows. */
export interface RescueState extends Replaced {
  /** As in {@link Rescue}. */
  at: number;
  /** Bytes of both files; `null` if there is nothing to save. */
  size: number | null;
  /** Whether the vault's folder is there to take a backup. */
  folderIsThere: boolean;
}
