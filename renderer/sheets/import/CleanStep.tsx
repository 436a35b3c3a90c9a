import { useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import type { Cleaned, ImportSource } from '../../../common/transfer/originals';
import { Banner } from '../../design/plain/Banner';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useLanguage, useT } from '../../i18n';
import { formatNumber } from '../../i18n/format';
import { isolate, Words } from '../../i18n/words';
import { ProofFields } from '../proof/ProofFields';
import { useProof, wipeProof } from '../proof/use-proof';
import { FileCard } from '../transfer/FileCard';
import type { CleanableSource, ImportForm } from './use-import';

interface CleanOfferProps {
  source: ImportSource;
  onClean: (source: CleanableSource) => void;
}

/** Says that the file still holds what was imported, and offers to take it out where that can be done. */
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

/** Asks once more, with a verification, before a file of the person's is changed. */
export function CleanStep({ client, form, step: { source, before }, onClose }: CleanStepProps) {
  const t = useT();
  const language = useLanguage();
  const proof = useProof(client, 'clean');
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);

  async function submit(): Promise<void> {
    const given = pending ? null : proof.take();
    if (!given) return;
    setPending(true);
    setFailure(null);
    const reply = await client.keyImport.clean({ proof: given });
    wipeProof(given);
    setPending(false);
    if (reply.ok) form.cleaned(reply.value);
    else if (!proof.refuse(reply.error)) setFailure(reply.error);
  }

  const values = { count: source.entries, number: formatNumber(language, source.entries) };
  return (
    <SheetFrame
      title={t('transfer:import.clean.title')}
      {...(pending ? {} : { onClose })}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button disabled={pending} onClick={() => form.leaveCleaning(before)}>
            {t('transfer:import.back')}
          </Button>
          <Button variant="primary" type="submit" pending={pending} disabled={proof.wait > 0}>
            {t('transfer:import.clean.submit')}
          </Button>
        </>
      }
    >
      <Failure error={failure} />
      <FileCard name={source.fileName}>{t('transfer:import.clean.entries', values)}</FileCard>
      <p className="text-muted">{t('transfer:import.clean.about')}</p>
      <ProofFields proof={proof} autoFocus />
    </SheetFrame>
  );
}

/** What was done with the file, and where it is as it was. */
export function CleanedStep({ cleaned: { entries, fileName }, onClose }: { cleaned: Cleaned; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const values = { count: entries, number: formatNumber(language, entries), file: isolate(fileName) };
  return (
    <SheetFrame
      title={t('transfer:import.clean.doneTitle')}
      onClose={onClose}
      footer={
        <Button variant="primary" autoFocus onClick={onClose}>
          {t('common:done')}
        </Button>
      }
    >
      <p role="status">
        <Words>{t('transfer:import.clean.done', values)}</Words>
      </p>
      <Banner tone="info" live={false}>
        {t('transfer:import.clean.kept')}
      </Banner>
    </SheetFrame>
  );
}
