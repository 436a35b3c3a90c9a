/**
 * A file that keys were taken out of. The file as it was is stored in the vault, sealed, until a person deletes it
 * there.
 */
export interface Original {
  id: string;
  /** The path of the file. It is shown, never taken as input. */
  path: string;
  /** When it was cleaned, in milliseconds since the epoch. */
  cleanedAt: number;
  /** Size in bytes, as it was. */
  size: number;
  /** Entries that were taken out. */
  entries: number;
}

/** Most bytes of all originals together: 16 of the largest files that a tool may have. */
export const mostOriginalBytes = 16 * 1024 * 1024;

/** Whether an opened file can be cleaned. */
export type ImportSource =
  /** `entries` can be taken out; the vault has all of them. */
  | { kind: 'file'; fileName: string; entries: number }
  /** It was dropped, so Keyfold doesn't know its path. */
  | { kind: 'dropped'; fileName: string; entries: number }
  /** Its encoding can't be written back byte for byte. */
  | { kind: 'encoding'; fileName: string; entries: number }
  /** It is a table or an export that isn't encrypted. A person can only delete it as a whole. */
  | { kind: 'whole'; fileName: string; entries: number }
  /** It was encrypted, or the vault has none of its keys. */
  | { kind: 'none' };

/** What was done. */
export interface Cleaned {
  fileName: string;
  entries: number;
}
