import type { ProfileId } from '../providers';
import type { CsvEncoding } from './decode';

/**
 * What the vault process tells of a table of keys, somebody's own or a console's, and what a person answers: which
 * column is which. Nothing in here is a secret.
 */

/** What a column may hold. The words are those of a key's fields, but for `provider`: a cloud's name, row by row. */
export const columnRoles = [
  'name',
  'description',
  'provider',
  'accountId',
  'identityName',
  'keyType',
  'endpoint',
  'accessKeyId',
  'secret',
  'token',
  'expiresAt',
] as const;
export type ColumnRole = (typeof columnRoles)[number];

/** The column of each role, from 0; `null`: the table has none. Keys need `accessKeyId` and `secret`. */
export type ColumnMapping = Readonly<Record<ColumnRole, number | null>>;

/** Stands for every value that may be a secret, whatever its length. */
export const cellMask = '••••••••';

/** Bytes at most. Callers look at the file's size first, so that a huge file is never even read. */
export const tableSizeLimit = 10 * 1024 * 1024;
/** Rows at most, the header not counted. */
export const tableRowLimit = 100_000;

/** Rows that a preview has at most. */
export const previewRows = 20;
/** Characters of a cell that a preview shows at most. */
export const previewCellLength = 80;

/** A table as a person may see it before it is read as keys. */
export interface TableOutline {
  encoding: CsvEncoding;
  /** Titles, shown as the cells are; `null`: the first row is a key already. */
  header: readonly string[] | null;
  /** Columns, 1 to 100. */
  columns: number;
  /** Rows that hold anything, the header not counted but those that can't be read among them. */
  rows: number;
  /** The first rows: cells cut to a length, invisible characters made visible, what may be a secret masked. */
  preview: readonly { row: number; cells: readonly string[] }[];
  /** A proposal. For a console's own header there is nothing to correct. */
  mapping: ColumnMapping;
  /** Profiles whose console writes this header, likeliest first; empty: nobody's, so that a person has to look at the mapping. */
  profiles: readonly ProfileId[];
}

export type TableProblem =
  | { problem: 'empty' }
  | { problem: 'too-large'; limit: number }
  | { problem: 'too-many-rows'; limit: number }
  /** No text: an archive, a spreadsheet, a picture. */
  | { problem: 'binary' }
  | { problem: 'damaged-encoding' }
  /** A header and nothing below it. */
  | { problem: 'no-rows' }
  /** A console's file of a provider that Keyfold has no profile for. */
  | { problem: 'other-provider'; provider: 'AWS' };

/** Why a row of the table is no key. Rows are numbered as a spreadsheet does, from 1. */
export type RowProblem = { row: number } & (
  | {
      /**
       * `missing`: empty. `not-printable`: blanks inside, or characters other than printable ASCII. `too-long`: more
       * characters than such a value has.
       */
      problem: 'missing' | 'not-printable' | 'too-long';
      /** `null`: the row as a whole. */
      column: 'accessKeyId' | 'secret' | 'token' | null;
    }
  /** The AccessKey ID is AWS's, or (`null`) the row names a provider that Keyfold doesn't know. */
  | { problem: 'other-provider'; provider: 'AWS' | null }
  /** A quotation mark is never closed or stands where none may; or one is missing, so that the row has too many cells. */
  | { problem: 'bad-quotes' }
);
