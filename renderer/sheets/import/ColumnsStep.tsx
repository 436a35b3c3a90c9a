import { useEffect, useState } from 'react';
import { type ColumnMapping, type ColumnRole, columnRoles, type TableOutline } from '../../../common/csv/table';
import { type ProfileId, profiles } from '../../../common/providers';
import type { OpenedFile } from '../../../common/transfer/import';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { Select } from '../../design/plain/Select';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useLanguage, useT } from '../../i18n';
import { formatNumber } from '../../i18n/format';
import { isolate, Words } from '../../i18n/words';
import type { ImportForm } from './use-import';

interface ColumnsStepProps {
  form: ImportForm;
  file: OpenedFile;
  onClose: () => void;
}

/** Rows that are enough to know a column by. */
const shownRows = 5;

/** Asks which column of a table is which. What may be a secret in it is masked already. */
export function ColumnsStep({ form, file, onClose }: ColumnsStepProps) {
  const t = useT();
  const language = useLanguage();
  const [outline, setOutline] = useState<TableOutline | null>(null);
  const [mapping, setMapping] = useState<ColumnMapping | null>(null);
  const [profile, setProfile] = useState<ProfileId | ''>('');

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the step stands.
  useEffect(() => {
    void form.table().then((found) => {
      setOutline(found);
      setMapping(found?.mapping ?? null);
    });
  }, []);

  const roleAt = (column: number): ColumnRole | '' => columnRoles.find((role) => mapping?.[role] === column) ?? '';
  /** A column has one role, and a role one column. */
  const give = (column: number, wanted: ColumnRole | '') => {
    if (!mapping) return;
    const without = Object.fromEntries(
      columnRoles.map((role) => [role, mapping[role] === column ? null : mapping[role]]),
    ) as ColumnMapping;
    setMapping(wanted === '' ? without : { ...without, [wanted]: column });
  };
  const complete = mapping !== null && mapping.accessKeyId !== null && mapping.secret !== null;
  const roles = [
    { value: '' as const, label: t('transfer:import.role.none') },
    ...columnRoles.map((role) => ({ value: role, label: t(`transfer:import.role.${role}`) })),
  ];
  const rows = outline
    ? t('transfer:import.rows', { count: outline.rows, number: formatNumber(language, outline.rows) })
    : '';
  return (
    <SheetFrame
      size="wide"
      title={t('transfer:import.columnsTitle')}
      subtitle={<Words>{[isolate(file.fileName), rows].filter(Boolean).join(' · ')}</Words>}
      onClose={onClose}
      onSubmit={() => {
        if (complete) void form.columns(mapping, profile === '' ? null : profile);
      }}
      footer={
        <>
          <p role="status" className="mr-auto min-w-0 text-muted">
            {complete ? '' : t('transfer:import.columnsNeeded')}
          </p>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" type="submit" disabled={!complete}>
            {t('transfer:import.compare')}
          </Button>
        </>
      }
    >
      <Failure error={form.failure} />
      <p className="text-muted">{t('transfer:import.columnsAbout')}</p>
      {outline ? (
        <div className="min-h-0 overflow-auto rounded-lg border border-line">
          <table className="w-full border-collapse text-sm">
            <thead>
              <tr>
                {Array.from({ length: outline.columns }, (_, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place.
                  <th key={column} className="border-b border-line bg-sunken p-2 text-left align-bottom font-medium">
                    <span className="mb-1.5 block max-w-48 truncate text-muted">
                      <bdi>{outline.header?.[column] ?? ''}</bdi>
                    </span>
                    <Select
                      label={t('transfer:import.roleOf', { column: columnName(outline, column) })}
                      choices={roles}
                      value={roleAt(column)}
                      onChange={(role) => give(column, role)}
                      className="min-w-36"
                    />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {outline.preview.slice(0, shownRows).map(({ row, cells }) => (
                <tr key={row} className="border-b border-line last:border-b-0">
                  {Array.from({ length: outline.columns }, (_, column) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place.
                    <td key={column} className="max-w-48 truncate p-2 text-ink">
                      <bdi>{cells[column] ?? ''}</bdi>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <div className="flex items-center gap-2">
        <span aria-hidden className="text-muted">
          {t('transfer:import.whose')}
        </span>
        <Select
          label={t('transfer:import.whose')}
          choices={[
            { value: '' as const, label: t('transfer:import.byShape') },
            ...profiles.map(({ id, name }) => ({ value: id, label: name[language] })),
          ]}
          value={profile}
          onChange={setProfile}
        />
      </div>
    </SheetFrame>
  );
}

/** A title that is there more than once, or not at all, doesn't tell a column. */
function columnName({ header }: TableOutline, column: number): string {
  const title = header?.[column] ?? '';
  return title === '' || header?.indexOf(title) !== column ? String(column + 1) : title;
}
