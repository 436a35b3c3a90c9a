import type { Client } from '../../../common/contract/derived';
import type { Cleaned, ImportSource } from '../../../common/transfer/originals';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { useLanguage, useT } from '../../i18n';
import { formatNumber } from '../../i18n/format';
import { isolate, Words } from '../../i18n/words';
import { EndFrame } from '../EndFrame';
import { FileCard } from '../transfer/FileCard';
import { ProvenStep } from './ProvenStep';
import type { CleanableSource } from './steps';
import type { ImportForm } from './use-import';

interface CleanOfferProps {
  source: ImportSource;
  onClean: (source: CleanableSource) => void;
}

/** Says that the file still holds what was imported, and offers to take it out if that is possible. */
export function CleanOffer({ source, onClean }: CleanOfferProps) {
  const t = useT();
  const language = useLanguage();
  if (source.kind === 'none') return null;
  const { entries, fileName, kind } = source;
  const values = { count: entries, number: formatNumber(language, entries), file: isolate(fileName) };
  return (
    <Banner
      tone="warning"
      live={false}
      action={
        kind === 'file' ? (
          <Button size="small" onClick={() => onClean(source)}>
            {t('transfer:import.clean.offer')}
          </Button>
        ) : null
      }
    >
      <Words>{t('transfer:import.clean.still', values)}</Words>
      {kind === 'file' ? null : ` ${t(`transfer:import.clean.${kind}`)}`}
    </Banner>
  );
}

interface CleanStepProps {
  client: Client<'import'>;
  form: ImportForm;
  step: Extract<ImportForm['step'], { at: 'clean' }>;
  onClose: () => void;
}

/** Asks again, with a verification, before a file of the person is changed. */
export function CleanStep({ client, form, step: { source, before }, onClose }: CleanStepProps) {
  const t = useT();
  const language = useLanguage();
  const values = { count: source.entries, number: formatNumber(language, source.entries) };
  return (
    <ProvenStep
      client={client}
      effect="source.clean"
      title={t('transfer:import.clean.title')}
      submit={t('transfer:import.clean.submit')}
      leave={{ label: t('transfer:import.back'), run: () => form.leaveCleaning(before) }}
      act={(proof) => client.keyImport.clean({ proof })}
      onDone={form.cleaned}
      onClose={onClose}
    >
      <FileCard name={source.fileName}>{t('transfer:import.clean.entries', values)}</FileCard>
      <p className="text-muted">{t('transfer:import.clean.about')}</p>
    </ProvenStep>
  );
}

/** Says what was taken out of the file, and where its original is. */
export function CleanedStep({ cleaned: { entries, fileName }, onClose }: { cleaned: Cleaned; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const values = { count: entries, number: formatNumber(language, entries), file: isolate(fileName) };
  return (
    <EndFrame title={t('transfer:import.clean.doneTitle')} onClose={onClose}>
      <p role="status">
        <Words>{t('transfer:import.clean.done', values)}</Words>
      </p>
      <Banner tone="info" live={false}>
        {t('transfer:import.clean.kept')}
      </Banner>
    </EndFrame>
  );
}
