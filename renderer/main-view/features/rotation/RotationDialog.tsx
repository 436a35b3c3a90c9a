import { useEffect, useState } from 'react';
import type { KeyRow } from '../../../../common/keys/access-key';
import type { Rotation } from '../../../../common/rotation';
import { Dialog } from '../../../design/Dialog';
import { Banner } from '../../../design/plain/Banner';
import { Button } from '../../../design/plain/Button';
import { toast } from '../../../design/toast';
import { useT } from '../../../i18n';
import { ProviderMark } from '../../../providers/ProviderMark';
import { client } from '../../client';
import { reported } from '../../report';
import { closeDialog } from '../../ui';
import { StatusMark } from '../keys/components/marks';
import { useNow } from '../keys/hooks/useNow';
import { RotationSteps } from './RotationSteps';

/** Returns the rotation as the vault has it. It is read again whenever keys change. */
function useRotation(id: string): Rotation | null {
  const [rotation, setRotation] = useState<Rotation | null>(null);
  useEffect(() => {
    let wanted = true;
    const read = async () => {
      const reply = await client.rotation.get({ id });
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
  }, [id]);
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
    <div className="min-w-0 flex-1 rounded-lg border border-line bg-sunken px-3 py-2.5">
      <p className="text-sm text-muted">{label}</p>
      {row ? (
        <>
          <p className="flex min-w-0 items-center gap-2 py-0.5">
            <ProviderMark provider={row.provider} named />
            <bdi className="truncate font-medium text-ink" title={row.name}>
              {row.name}
            </bdi>
          </p>
          <p className="truncate font-mono text-sm text-muted">{row.accessKeyId}</p>
          <p className="flex items-center gap-2 text-sm">
            <StatusMark row={row} now={now} />
            {row.isDefault ? <span className="text-accent-ink">{t('common:default')}</span> : null}
          </p>
        </>
      ) : (
        <p className="py-0.5 text-faint">{otherwise}</p>
      )}
    </div>
  );
}

/** Leads through the stages of a rotation. Closing it leaves the rotation at its stage. */
export function RotationDialog({ id }: { id: string }) {
  const t = useT();
  const now = useNow();
  const rotation = useRotation(id);
  if (!rotation) return null;
  const { stage, oldKey, newKey } = rotation;

  const cancel = async () => {
    if (!(await reported(client.rotation.cancel({ id })))) return;
    closeDialog();
    toast('info', t('rotation:assistant.stopped'));
  };

  return (
    <Dialog
      title={t('rotation:assistant.title')}
      size="large"
      onClose={closeDialog}
      footer={
        <>
          {stage === 'finished' ? null : (
            <span className="mr-auto">
              <Button variant="ghost" onClick={() => void cancel()}>
                {t('rotation:assistant.stop')}
              </Button>
            </span>
          )}
          <Button onClick={closeDialog}>{t('common:close')}</Button>
        </>
      }
    >
      <div className="flex gap-3">
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
      <RotationSteps rotation={rotation} />
      {stage === 'finished' ? <Banner tone="good">{t('rotation:assistant.finishedBody')}</Banner> : null}
    </Dialog>
  );
}
