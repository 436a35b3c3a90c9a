import { useEffect, useState } from 'react';
import type { ColumnMapping, TableOutline } from '../../../common/csv/table';
import { type ProviderId, providers } from '../../../common/providers';
import type { OpenedFile } from '../../../common/transfer/import';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { Select } from '../../design/plain/Select';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useLanguage, useT } from '../../i18n';
import { formatNumber } from '../../i18n/format';
import { isolate, Words } from '../../i18n/words';
import { ColumnTable } from './ColumnTable';
import type { ImportForm } from './use-import';

interface ColumnsStepProps {
  form: ImportForm;
  file: OpenedFile;
  onClose: () => void;
}

/** Asks which column of a table is which. What may be a secret in it is masked already. */
export function ColumnsStep({ form, file, onClose }: ColumnsStepProps) {
  const t = useT();
  const language = useLanguage();
  const [outline, setOutline] = useState<TableOutline | null>(null);
  const [mapping, setMapping] = useState<ColumnMapping | null>(null);
  const [provider, setProvider] = useState<ProviderId | ''>('');

  // biome-ignore lint/correctness/useExhaustiveDependencies: this runs once, when the step appears.
  useEffect(() => {
    void form.table().then((found) => {
      setOutline(found);
      setMapping(found?.mapping ?? null);
    });
  }, []);

  const complete = mapping !== null && mapping.accessKeyId !== null && mapping.secret !== null;
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
        if (complete) void form.columns(mapping, provider === '' ? null : provider);
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
      {outline && mapping ? <ColumnTable outline={outline} mapping={mapping} onChange={setMapping} /> : null}
      <div className="flex items-center gap-2">
        <span aria-hidden className="text-muted">
          {t('transfer:import.whose')}
        </span>
        <Select
          label={t('transfer:import.whose')}
          choices={[
            { value: '' as const, label: t('transfer:import.byShape') },
            ...providers.map(({ id, name }) => ({ value: id, label: name[language] })),
          ]}
          value={provider}
          onChange={setProvider}
        />
      </div>
    </SheetFrame>
  );
}
