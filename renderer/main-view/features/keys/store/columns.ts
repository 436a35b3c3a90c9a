import { create } from 'zustand';
import {
  type ColumnId,
  columnWidths,
  type ListColumns,
  usualColumns,
  withNameFirst,
} from '../../../../../common/keys/columns';
import { client } from '../../../client';
import { reported } from '../../../report';

interface ColumnsState extends ListColumns {
  /** The person's own columns, while the list has those of a named view; `null`: it has the person's own. */
  own: ListColumns | null;
}

/** The columns of the list: as this machine's settings have them, or as a named view does. */
export const useColumns = create<ColumnsState>(() => ({ ...usualColumns, own: null }));

/** Takes the columns of the settings. While a named view is shown, they wait until it is left. */
function noteOwn(columns: ListColumns): void {
  useColumns.setState(({ own }) => (own ? { own: columns } : columns));
}

/** Reads the columns, and follows changes of the settings. It is called once. */
export async function startColumns(): Promise<void> {
  client.on('settingsChanged', ({ settings }) => noteOwn(settings.columns));
  const settings = await reported(client.settings.get({}));
  if (settings) noteOwn(settings.value.columns);
}

/** Stores the columns as they are now. Those of a named view are the view's, which is changed when it is asked to be. */
export async function keepColumns(): Promise<void> {
  const { shown, widths, own } = useColumns.getState();
  if (own === null) await reported(client.settings.set({ columns: { shown, widths } }));
}

/** Shows the columns of a named view until {@link leaveColumnsOfView}. */
export function showColumnsOfView(columns: ListColumns): void {
  useColumns.setState(({ own, shown, widths }) => ({ ...columns, own: own ?? { shown, widths } }));
}

/** Shows the person's own columns again. */
export function leaveColumnsOfView(): void {
  useColumns.setState(({ own }) => (own ? { ...own, own: null } : {}));
}

/** Shows these columns, in this order; `null`: those that there is room for. */
export function showColumns(shown: readonly ColumnId[] | null): void {
  useColumns.setState({ shown: shown && withNameFirst(shown) });
}

/** Makes a column so many pixels wide; `null`: as wide as usual. {@link keepColumns} stores it. */
export function sizeColumn(id: ColumnId, width: number | null): void {
  const { [id]: _, ...others } = useColumns.getState().widths;
  const { least, most } = columnWidths;
  const within = width === null ? {} : { [id]: Math.round(Math.max(least, Math.min(most, width))) };
  useColumns.setState({ widths: { ...others, ...within } });
}
