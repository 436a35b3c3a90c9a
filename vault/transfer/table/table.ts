import type { BadRecord, CsvRecord } from '../../../common/csv/records';

/** A table with its secrets. It stays in the vault process. Only its outline may leave it. */
export interface Table {
  header: readonly string[] | null;
  /** Columns, 1 to 100. */
  columns: number;
  rows: readonly CsvRecord[];
  /** The lines that are no rows. */
  bad: readonly BadRecord[];
}
