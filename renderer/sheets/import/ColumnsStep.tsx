import { useEffect, useState } from 'react';
import type { ColumnMapping, TableOutline } from '../../../common/csv/table';
import { type ProviderId, providers } from '../../../common/providers';
import type { OpenedFile } from '../../../common/transfer/import';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { LabelledSelect } from '../../design/plain/LabelledSelect';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useLanguage, useT } from '../../i18n';
import { formatNumber } from '../../i18n/format';
import { isolate, Words } from '../../i18n/words';
import { ColumnTable } from './ColumnTable';
import { titleChoices, titlePlace, titleValue } from './title-choices';
import type { ImportForm } from './use-import';

interface ColumnsStepProps {
  form: ImportForm;
  file: OpenedFile;
  onClose: () => void;
}

/** Asks which row has the titles and which column is which. What may be a secret is masked already. */
export function ColumnsStep({ form, file, onClose }: ColumnsStepProps) {
  const t = useT();
  const language = useLanguage();
  const [outline, setOutline] = useState<TableOutline | null>(null);
  const [mapping, setMapping] = useState<ColumnMapping | null>(null);
  const [provider, setProvider] = useState<ProviderId | ''>('');

  async function show(asked: Promise<TableOutline | null>): Promise<void> {
    const found = await asked;
    if (!found) return;
    setOutline(found);
    setMapping(found.mapping);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: this runs once, when the step appears.
  useEffect(() => {
    void show(form.table());
  }, []);

  const isNamed = mapping !== null && mapping.accessKeyId !== null && mapping.secret !== null;
  const hasRows = outline === null || outline.rows > 0;
  const complete = isNamed && hasRows;
  const needed = hasRows ? t('transfer:import.columnsNeeded') : t('transfer:import.columnsNoRows');
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
            {complete ? '' : needed}
          </p>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" type="submit" disabled={!complete}>
            {t('transfer:import.compare')}
          </Button>
        </>
      }
    >
      <Failure error={form.failure} />
      {outline?.logins ? (
        <Banner tone="info" live={false}>
          {t('transfer:import.columnsLogins')}
        </Banner>
      ) : null}
      <p className="text-muted">{t('transfer:import.columnsAbout')}</p>
      {outline && mapping ? (
        <>
          <LabelledSelect
            label={t('transfer:import.titlesAt')}
            choices={titleChoices(t, outline)}
            value={titleValue(outline.titles)}
            onChange={(value) => void show(form.titles(titlePlace(value)))}
          />
          <ColumnTable outline={outline} mapping={mapping} onChange={setMapping} />
        </>
      ) : null}
      <LabelledSelect
        label={t('transfer:import.whose')}
        choices={[
          { value: '' as const, label: t('transfer:import.byShape') },
          ...providers.map(({ id, name }) => ({ value: id, label: name[language] })),
        ]}
        value={provider}
        onChange={setProvider}
      />
    </SheetFrame>
  );
}
