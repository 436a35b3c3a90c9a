import type { TableOutline, TitlePlace } from '../../../common/csv/table';
import type { Translate } from '../../i18n';

/** Where the titles of a table are, as the values and words of a choice. */

/** Most characters of what is shown of a row. */
const longest = 80;

export const titleValue = (place: TitlePlace): string => (place === null ? 'none' : String(place));

export function titlePlace(value: string): TitlePlace {
  if (value === 'none') return null;
  return value === 'column' ? 'column' : Number(value);
}

/** Returns the choices: the first rows, each with what stands in it, the first column, and none. */
export function titleChoices(t: Translate, { top }: TableOutline): { value: string; label: string }[] {
  const rows = top.map(({ row, cells }) => {
    const shown = cells.join(t('common:listSeparator'));
    const label = t('transfer:import.titles.row', {
      row,
      cells: shown.length > longest ? `${shown.slice(0, longest - 1)}…` : shown,
    });
    return { value: titleValue(row), label };
  });
  return [
    ...rows,
    { value: titleValue('column'), label: t('transfer:import.titles.column') },
    { value: titleValue(null), label: t('transfer:import.titles.none') },
  ];
}
