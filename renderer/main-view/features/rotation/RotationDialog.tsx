import { useEffect, useState } from 'react';
import type { KeyRow } from '../../../../common/keys/access-key';
import type { Rotation } from '../../../../common/rotation';
import { Dialog } from '../../../design/Dialog';
import { Banner } from '../../../design/plain/Banner';
import { Button } from '../../../design/plain/Button';
import { toast } from '../../../design/toast';
import { useLanguage, useT } from '../../../i18n';
import { formatMoment } from '../../../i18n/format';
import { ProviderMark } from '../../../providers/ProviderMark';
import { client } from '../../client';
import { reported } from '../../report';
import { closeDialog } from '../../ui';
import { LeakedMark, RootMark, StatusMark } from '../keys/components/marks';
import { goToKey } from '../keys/go-to-key';
import { useNow } from '../keys/hooks/useNow';
import { LeakedPart, LeakedWent, NotLeaked } from './LeakedPart';
import { RotationSteps } from './RotationSteps';

/** Returns the rotation as the vault has it, or as it would be. It is read again whenever keys change. */
function useRotation(id: string): Rotation | null {
  const language = useLanguage();
  const [rotation, setRotation] = useState<Rotation | null>(null);
  useEffect(() => {
    let wanted = true;
    const read = async () => {
      const reply = await client.rotation.get({ id, language });
      if (!wanted) return;
      if (reply.ok) setRotation(reply.value);
      // The rotation is over, because its old key was deleted before there was a new one.
      else closeDialog();
    };
    void read();
    const stop = client.on('keysChanged', () => void read());
    return () => {
      wanted = false;
      stop();
    };
  }, [id, language]);
  return rotation;
}

function KeyCard({
  label,
  row,
  otherwise,
  now,
}: {
  label: string;
  row: KeyRow | null;
  otherwise: string;
  now: number;
}) {
  const t = useT();
  return (
    <div className="min-w-0 flex-1 basis-48 rounded-lg border border-line bg-sunken px-3 py-2.5">
      <p className="text-sm text-muted">{label}</p>
      {row ? (
        <>
          <p className="flex min-w-0 items-center gap-2 py-0.5">
            <ProviderMark provider={row.provider} named />
            <bdi className="truncate font-medium text-ink" title={row.name}>
              {row.name}
            </bdi>
            <RootMark row={row} />
          </p>
          <p className="truncate font-mono text-sm text-muted">{row.accessKeyId}</p>
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
            <StatusMark row={row} now={now} />
            {row.isDefault ? <span className="text-accent-ink">{t('common:default')}</span> : null}
            <LeakedMark row={row} />
            <button
              type="button"
              aria-description={row.name}
              onClick={() => {
                closeDialog();
                void goToKey(row.id);
              }}
              className="rounded-sm text-accent-ink underline decoration-accent-line underline-offset-2 hover:decoration-current"
            >
              {t('keys:goTo')}
            </button>
          </p>
        </>
      ) : (
        <p className="py-0.5 text-faint">{otherwise}</p>
      )}
    </div>
  );
}

/**
 * Leads through the stages of a rotation. Opening it begins nothing, and closing it leaves the rotation at its stage. For
 * a leaked key it is its urgent form.
 */
export function RotationDialog({ id }: { id: string }) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const rotation = useRotation(id);
  if (!rotation) return null;
  const { stage, since, begun, oldKey, newKey } = rotation;
  const leaked = oldKey && oldKey.leakedAt !== null ? oldKey : null;

  const cancel = async () => {
    if (!(await reported(client.rotation.cancel({ ids: [rotation.id] })))) return;
    closeDialog();
    toast('info', t('rotation:assistant.stopped'));
  };

  return (
    <Dialog
      title={leaked ? t('rotation:assistant.leakedTitle') : t('rotation:assistant.title')}
      size="large"
      onClose={closeDialog}
      footer={
        <>
          <span className="mr-auto flex gap-2">
            {begun && stage !== 'finished' ? (
              <Button variant="ghost" onClick={() => void cancel()}>
                {t('rotation:assistant.stop')}
              </Button>
            ) : null}
            {leaked ? <NotLeaked row={leaked} /> : null}
          </span>
          <Button onClick={closeDialog}>{t('common:close')}</Button>
        </>
      }
    >
      {leaked ? <LeakedPart row={leaked} /> : null}
      <div className="flex flex-wrap gap-3">
        <KeyCard
          label={t('rotation:assistant.oldKey')}
          row={oldKey}
          otherwise={t('rotation:assistant.deleted')}
          now={now}
        />
        <KeyCard
          label={t('rotation:assistant.newKey')}
          row={newKey}
          otherwise={t('rotation:assistant.none')}
          now={now}
        />
      </div>
      {rotation.closed === null ? (
        <>
          <p className="text-sm text-muted">
            {begun
              ? t('rotation:assistant.since', {
                  stage: t(`rotation:board.stage.${stage}`),
                  moment: formatMoment(language, since),
                })
              : t('rotation:assistant.unbegun')}
          </p>
          <RotationSteps rotation={rotation} />
        </>
      ) : (
        <Banner tone="info" live={false}>
          {t(`rotation:assistant.closed.${rotation.closed}`)}
        </Banner>
      )}
      {leaked ? <LeakedWent row={leaked} /> : null}
      {stage === 'finished' ? <Banner tone="good">{t('rotation:assistant.finishedBody')}</Banner> : null}
    </Dialog>
  );
}
