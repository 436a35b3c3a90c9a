import { useEffect, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import type { Original } from '../../../common/transfer/originals';
import { useLanguage, useT } from '../../i18n';
import { formatMoment } from '../../i18n/format';
import { isolate, Words } from '../../i18n/words';
import { EndFrame } from '../EndFrame';
import { FileCard } from '../transfer/FileCard';
import { ProvenStep } from './ProvenStep';

interface OriginalStepProps {
  client: Client<'import'>;
  id: string;
  onClose: () => void;
}

/** Gives a cleaned file back as it was, with its secrets, under a name that the system's dialog asks for. */
export function OriginalStep({ client, id, onClose }: OriginalStepProps) {
  const t = useT();
  const language = useLanguage();
  const [original, setOriginal] = useState<Original | null>(null);
  const [problem, setProblem] = useState<AppError | null>(null);
  const [saved, setSaved] = useState<string | null>(null);

  useEffect(() => {
    void client.originals.get({ id }).then((reply) => {
      if (reply.ok) setOriginal(reply.value);
      else setProblem(reply.error);
    });
  }, [client, id]);

  if (saved !== null) {
    return (
      <EndFrame title={t('transfer:import.original.title')} onClose={onClose}>
        <p role="status">
          <Words>{t('transfer:import.original.done', { file: isolate(saved) })}</Words>
        </p>
      </EndFrame>
    );
  }
  return (
    <ProvenStep
      client={client}
      effect="leave.original"
      title={t('transfer:import.original.title')}
      submit={t('transfer:import.original.submit')}
      leave={{ label: t('common:cancel'), run: onClose }}
      problem={problem}
      act={(proof) => client.originals.save({ id, proof })}
      onDone={(done) => setSaved(done?.fileName ?? null)}
      onClose={onClose}
    >
      {original ? (
        <FileCard name={original.path}>
          {t('transfer:import.original.cleanedAt', { moment: formatMoment(language, original.cleanedAt) })}
        </FileCard>
      ) : null}
      <p className="text-muted">{t('transfer:import.original.about')}</p>
    </ProvenStep>
  );
}
