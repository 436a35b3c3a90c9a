import type { CsvEncoding } from '../../../common/csv/decode';
import type { BadRecord, CsvRecord } from '../../../common/csv/records';
import type { TitlePlace } from '../../../common/csv/table';

/** All rows of a file, before it is known which of them has the titles. It has secrets and stays in the vault process. */
export interface Grid {
  encoding: CsvEncoding;
  /** The rows that aren't blank. */
  records: readonly CsvRecord[];
  /** The lines that are no rows. */
  bad: readonly BadRecord[];
  /** Where the titles are by what stands in the rows. */
  likeliest: TitlePlace;
}

/** A table with its secrets. It stays in the vault process. Only its outline may leave it. */
export interface Table {
  /** Where the titles are. */
  titles: TitlePlace;
  header: readonly string[] | null;
  /** Columns, 1 to 100. */
  columns: number;
  /** The rows below the header; of a table on its side, its keys. */
  rows: readonly CsvRecord[];
  /** The lines that are no rows. */
  bad: readonly BadRecord[];
}
