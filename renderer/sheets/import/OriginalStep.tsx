import { useEffect, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import type { Original } from '../../../common/transfer/originals';
import { Button } from '../../design/plain/Button';
import { Failure } from '../../design/plain/Failure';
import { SheetFrame } from '../../design/plain/SheetFrame';
import { useLanguage, useT } from '../../i18n';
import { formatMoment } from '../../i18n/format';
import { isolate, Words } from '../../i18n/words';
import { ProofFields } from '../proof/ProofFields';
import { useProof, wipeProof } from '../proof/use-proof';
import { FileCard } from '../transfer/FileCard';

interface OriginalStepProps {
  client: Client<'import'>;
  id: string;
  onClose: () => void;
}

/** Gives a cleaned file back as it was, with its secrets, under a name that the system's dialog asks for. */
export function OriginalStep({ client, id, onClose }: OriginalStepProps) {
  const t = useT();
  const language = useLanguage();
  const proof = useProof(client, 'export');
  const [original, setOriginal] = useState<Original | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);
  const [saved, setSaved] = useState<string | null>(null);

  useEffect(() => {
    void client.originals.get({ id }).then((reply) => {
      if (reply.ok) setOriginal(reply.value);
      else setFailure(reply.error);
    });
  }, [client, id]);

  async function submit(): Promise<void> {
    const given = pending ? null : proof.take();
    if (!given) return;
    setPending(true);
    setFailure(null);
    const reply = await client.originals.save({ id, proof: given });
    wipeProof(given);
    setPending(false);
    if (reply.ok) setSaved(reply.value?.fileName ?? null);
    else if (!proof.refuse(reply.error)) setFailure(reply.error);
  }

  if (saved !== null) {
    return (
      <SheetFrame
        title={t('transfer:import.original.title')}
        onClose={onClose}
        footer={
          <Button variant="primary" autoFocus onClick={onClose}>
            {t('common:done')}
          </Button>
        }
      >
        <p role="status">
          <Words>{t('transfer:import.original.done', { file: isolate(saved) })}</Words>
        </p>
      </SheetFrame>
    );
  }
  return (
    <SheetFrame
      title={t('transfer:import.original.title')}
      {...(pending ? {} : { onClose })}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button disabled={pending} onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button variant="primary" type="submit" pending={pending} disabled={proof.wait > 0}>
            {t('transfer:import.original.submit')}
          </Button>
        </>
      }
    >
      <Failure error={failure} />
      {original ? (
        <FileCard name={original.path}>
          {t('transfer:import.original.cleanedAt', { moment: formatMoment(language, original.cleanedAt) })}
        </FileCard>
      ) : null}
      <p className="text-muted">{t('transfer:import.original.about')}</p>
      <ProofFields proof={proof} autoFocus />
    </SheetFrame>
  );
}
