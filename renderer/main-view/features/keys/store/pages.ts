import type { KeyRow } from '../../../../../common/keys/access-key';

/** The rows that have been read so far, by page; the database holds the rest. */
export type Pages = ReadonlyMap<number, readonly KeyRow[]>;

/** Rows read at once. A screen shows about a fifth of it, so that most scrolling meets rows that are there. */
export const pageSize = 100;

/** The row at this place of the whole list, if it has been read. */
export function rowAt(pages: Pages, index: number): KeyRow | undefined {
  return pages.get(Math.floor(index / pageSize))?.[index % pageSize];
}

/** The place of a key among the rows that have been read, or -1. */
export function indexOfKey(pages: Pages, id: string): number {
  for (const [page, rows] of pages) {
    const inside = rows.findIndex((row) => row.id === id);
    if (inside >= 0) return page * pageSize + inside;
  }
  return -1;
}

/** The pages that hold the rows from `first` to `last`, both included. */
export function pagesBetween(first: number, last: number): number[] {
  const from = Math.floor(Math.max(0, first) / pageSize);
  const to = Math.floor(Math.max(0, last) / pageSize);
  return Array.from({ length: Math.max(0, to - from) + 1 }, (_, step) => from + step);
}
