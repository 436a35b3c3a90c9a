import type { AuditCheck } from './actions';

/** What is wrong with an archive of the log. */
export type ArchiveProblem =
  /** It is another vault's. */
  | { kind: 'foreign' }
  /** Its signature is not this vault's: the file was changed, or made by something else. */
  | { kind: 'signature' }
  /** This row is missing, or is not what Keyfold wrote. */
  | { kind: 'row'; row: number }
  /** The file is whole, but this vault's log doesn't go on behind it: the vault is another copy. */
  | { kind: 'unlinked' };

/** Rows that were moved into a file. */
export interface Archived {
  fileName: string;
  rows: number;
  /** How many more could be archived, because one file has no room for them. */
  left: number;
}

/** What a check of an archive, together with the vault's log, found. */
export interface ArchiveCheck {
  fileName: string;
  /** The numbers of its first and last row. */
  first: number;
  last: number;
  problem: ArchiveProblem | null;
  /** The number of the row with which the vault's log begins. */
  begins: number;
  /** What the check of the vault's log found, archives included. */
  log: AuditCheck;
}
