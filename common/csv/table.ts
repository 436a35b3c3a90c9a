import type { ProviderId } from '../providers';
import type { CsvEncoding } from './decode';

/**
 * What the vault process reports about a table of keys, made by a person or by a console, and what the person answers:
 * which column is which. Nothing in here is a secret.
 */

/**
 * What a column may hold. The words are the names of a key's fields. Only `provider` is not: it is the name of a cloud,
 * in each row.
 */
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
  /** When the key was created at the provider, and when it was last used there. */
  'providerCreatedAt',
  'providerUsedAt',
] as const;
export type ColumnRole = (typeof columnRoles)[number];

/** The column of each role, from 0; `null`: the table has none. Keys need `accessKeyId` and `secret`. */
export type ColumnMapping = Readonly<Record<ColumnRole, number | null>>;

/** It is shown in the place of every value that may be a secret, whatever the value's length. */
export const cellMask = '••••••••';

/** Most bytes of a table. Callers check the file's size first, so that a huge file is never read. */
export const tableSizeLimit = 10 * 1024 * 1024;
/** Most rows of a table, without the header. */
export const tableRowLimit = 100_000;

/**
 * Where the titles of a table are: in the row of this number, `column`: in the first cell of each row, `null`: nowhere,
 * so that the first row is a key already.
 */
export type TitlePlace = number | 'column' | null;
/** Most rows that are offered as the row of the titles. */
export const mostTitleRows = 20;

/** Most rows of a preview. */
export const previewRows = 20;
/** Most characters of a cell that a preview shows. */
export const previewCellLength = 80;

/** A table as a person sees it before it is read as keys. */
export interface TableOutline {
  encoding: CsvEncoding;
  titles: TitlePlace;
  /** The first rows of the file, any of which may have the titles. Of each, some cells are shown as in the preview. */
  top: readonly { row: number; cells: readonly string[] }[];
  /** Titles, shown like cells. `null`: the first row is a key already. */
  header: readonly string[] | null;
  /** Number of columns, 1 to 100. */
  columns: number;
  /** Number of rows that are not blank, without the header. Rows that can't be read count too. */
  rows: number;
  /**
   * The first rows; in an export of logins, the first that are keys. Cells are cut to a length, invisible characters are
   * made visible, and what may be a secret is masked.
   */
  preview: readonly { row: number; cells: readonly string[] }[];
  /** A proposal. If the header is a console's own, there is nothing to correct. */
  mapping: ColumnMapping;
  /**
   * Providers whose console writes this header, likeliest first. If it is empty, no console does, and a person has to
   * check the mapping.
   */
  providers: readonly ProviderId[];
  /** It is the export of a password manager or a browser. Only rows with the shape of an AccessKey ID are keys. */
  logins: boolean;
}

export type TableProblem =
  | { problem: 'empty' }
  | { problem: 'too-large'; limit: number }
  | { problem: 'too-many-rows'; limit: number }
  /** Not a text: for example an archive, a spreadsheet or a picture. */
  | { problem: 'binary' }
  | { problem: 'damaged-encoding' }
  /** There is a header and nothing below it. */
  | { problem: 'no-rows' }
  /** A console's file of a provider that Keyfold doesn't know. */
  | { problem: 'other-provider'; provider: 'AWS' };

/** Why a row of the table is not a key. Rows are numbered from 1, as in a spreadsheet. */
export type RowProblem = { row: number } & (
  | {
      /**
       * `missing`: the value is empty. `not-printable`: it has blanks inside, or characters other than printable ASCII.
       * `too-long`: it has more characters than such a value may have. `lost-value`: a spreadsheet has put something else
       * in its place, such as a rounded number or `#NAME?`.
       */
      problem: 'missing' | 'not-printable' | 'too-long' | 'lost-value';
      /** `null`: the row as a whole. */
      column: 'accessKeyId' | 'secret' | 'token' | null;
    }
  /** It is something else: a login in an export of logins, a text below the table. */
  | { problem: 'not-a-key' }
  /** The ID, the secret or the token is ciphertext, a reference to another place, or a placeholder. */
  | { problem: 'encrypted' | 'not-literal' | 'placeholder' }
  /** The AccessKey ID is one of AWS, or (`null`) the row names a provider that Keyfold doesn't know. */
  | { problem: 'other-provider'; provider: 'AWS' | null }
  /**
   * A quotation mark is never closed, or is in a place where none is allowed; or one is missing, so that the row has
   * too many cells.
   */
  | { problem: 'bad-quotes' }
);
