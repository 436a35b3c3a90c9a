import type { BadRecord, CsvRecord } from '../../../common/csv/records';

/** A table with its secrets. It stays in the vault process; its outline is what may leave it. */
export interface Table {
  header: readonly string[] | null;
  /** Columns, 1 to 100. */
  columns: number;
  rows: readonly CsvRecord[];
  /** Lines that are no rows. */
  bad: readonly BadRecord[];
}
