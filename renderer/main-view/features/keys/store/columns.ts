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

/** The columns of the list, as this machine's settings have them. */
export const useColumns = create<ListColumns>(() => usualColumns);

/** Reads the columns, and follows changes of the settings. It is called once. */
export async function startColumns(): Promise<void> {
  client.on('settingsChanged', ({ settings }) => useColumns.setState(settings.columns));
  const settings = await reported(client.settings.get({}));
  if (settings) useColumns.setState(settings.value.columns);
}

/** Stores the columns as they are now. */
export async function keepColumns(): Promise<void> {
  const { shown, widths } = useColumns.getState();
  await reported(client.settings.set({ columns: { shown, widths } }));
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
