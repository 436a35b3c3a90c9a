import { type ColumnMapping, type ColumnRole, columnRoles, type TableOutline } from '../../../common/csv/table';
import { cx } from '../../design/cx';
import { Select } from '../../design/plain/Select';
import { useT } from '../../i18n';

/** This number of rows is enough to recognise a column. */
const shownRows = 5;

/** Returns the mapping with this role given to this column. A column has one role, and a role has one column. */
function withRole(mapping: ColumnMapping, column: number, wanted: ColumnRole | ''): ColumnMapping {
  // The object has the same names with other places. The compiler can't follow that.
  const without = Object.fromEntries(
    columnRoles.map((role) => [role, mapping[role] === column ? null : mapping[role]]),
  ) as ColumnMapping;
  return wanted === '' ? without : { ...without, [wanted]: column };
}

/** Returns the title of a column, or its number if the title is empty or another column has it too. */
function columnName({ header }: TableOutline, column: number): string {
  const title = header?.[column] ?? '';
  return title === '' || header?.indexOf(title) !== column ? String(column + 1) : title;
}

interface ColumnTableProps {
  outline: TableOutline;
  mapping: ColumnMapping;
  onChange: (mapping: ColumnMapping) => void;
}

/** The first rows of a table. Above each column is the choice of what it is. */
export function ColumnTable({ outline, mapping, onChange }: ColumnTableProps) {
  const t = useT();
  const roles = [
    { value: '' as const, label: t('transfer:import.role.none') },
    ...columnRoles.map((role) => ({ value: role, label: t(`transfer:import.role.${role}`) })),
  ];
  const roleOf = (column: number) => columnRoles.find((role) => mapping[role] === column) ?? '';
  // The rows of a table on its side are columns of the file.
  const hasNumbers = outline.titles !== 'column';
  return (
    <div className="min-h-0 overflow-auto rounded-lg border border-line">
      <table className="w-full border-collapse text-sm">
        <thead>
          <tr>
            {hasNumbers ? <td className="border-b border-line bg-sunken" /> : null}
            {Array.from({ length: outline.columns }, (_, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place.
              <th key={column} className="border-b border-line bg-sunken p-2 text-left align-bottom font-medium">
                <span className={cx('mb-1.5 block max-w-48 truncate', roleOf(column) === '' && 'text-muted')}>
                  <bdi>{outline.header?.[column] ?? ''}</bdi>
                </span>
                <Select
                  label={t('transfer:import.roleOf', { column: columnName(outline, column) })}
                  choices={roles}
                  value={roleOf(column)}
                  onChange={(role) => onChange(withRole(mapping, column, role))}
                  className={cx('min-w-32', roleOf(column) === '' && 'text-muted')}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {outline.preview.slice(0, shownRows).map(({ row, cells }) => (
            <tr key={row} className="border-b border-line last:border-b-0">
              {hasNumbers ? (
                <th scope="row" className="p-2 pr-1 text-right font-normal text-muted tabular-nums">
                  {row}
                </th>
              ) : null}
              {Array.from({ length: outline.columns }, (_, column) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place.
                  key={column}
                  className={cx('max-w-48 truncate p-2', roleOf(column) === '' ? 'text-muted' : 'text-ink')}
                >
                  <bdi>{cells[column] ?? ''}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
