import { sortColumns } from './access-key';

/** The columns that the list can have. */
export const columnIds = [...sortColumns, 'tags'] as const;
export type ColumnId = (typeof columnIds)[number];

/** How wide a person can make a column, in pixels of the page. */
export const columnWidths = { least: 48, most: 900 } as const;

/** The columns of the list, as a person chose them. */
export interface ListColumns {
  /** Which, in order, the name first; `null`: the most important ones that there is room for. */
  shown: readonly ColumnId[] | null;
  /** Pixels of those whose width was changed. */
  widths: Readonly<Partial<Record<ColumnId, number>>>;
}

export const usualColumns: ListColumns = { shown: null, widths: {} };

const isColumn = (id: unknown): id is ColumnId => (columnIds as readonly unknown[]).includes(id);

const isWidth = (width: unknown): width is number =>
  typeof width === 'number' && Number.isInteger(width) && width >= columnWidths.least && width <= columnWidths.most;

/** Returns these columns with the name first, each once. */
export function withNameFirst(ids: readonly ColumnId[]): ColumnId[] {
  return ['name', ...new Set(ids.filter((id) => id !== 'name'))];
}

/** Reads columns that were stored. What can't be read is left out. */
export function columnsIn(stored: unknown): ListColumns {
  if (typeof stored !== 'object' || stored === null) return usualColumns;
  const { shown, widths } = stored as { [Name in keyof ListColumns]: unknown };
  const entries = typeof widths === 'object' && widths !== null ? Object.entries(widths) : [];
  return {
    shown: Array.isArray(shown) ? withNameFirst(shown.filter(isColumn)) : null,
    widths: Object.fromEntries(entries.filter(([id, width]) => isColumn(id) && isWidth(width))),
  };
}
