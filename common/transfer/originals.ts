/** A file that keys were taken out of. As it was it stays in the vault, sealed, until a person deletes that. */
export interface Original {
  id: string;
  /** Where it stands; shown, never taken as input. */
  path: string;
  /** When it was cleaned, in milliseconds since the epoch. */
  cleanedAt: number;
  /** Bytes, as it was. */
  size: number;
  /** Entries that were taken out. */
  entries: number;
}

/** Bytes of all originals together: 16 of the largest that a tool's file may be. */
export const mostOriginalBytes = 16 * 1024 * 1024;

/** What an opened file is to cleaning. */
export type ImportSource =
  /** It can be cleaned of so many entries, all of which the vault has. */
  | { kind: 'file'; fileName: string; entries: number }
  /** It was dropped, so nobody here knows where it is. */
  | { kind: 'dropped'; fileName: string; entries: number }
  /** Its encoding can't be written back byte for byte. */
  | { kind: 'encoding'; fileName: string; entries: number }
  /** It is a table or an export that isn't encrypted: a person can only delete it as a whole. */
  | { kind: 'whole'; fileName: string; entries: number }
  /** It was encrypted, or has nothing that the vault has. */
  | { kind: 'none' };

/** What was done. */
export interface Cleaned {
  fileName: string;
  entries: number;
}
