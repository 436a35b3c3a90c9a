import { Check, CircleDot } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { KeyRow } from '../../../../common/keys/access-key';
import { identityOf, profileOf } from '../../../../common/providers';
import { type Rotation, type RotationStage, rotationStages } from '../../../../common/rotation';
import { cx } from '../../../design/cx';
import { Dialog } from '../../../design/Dialog';
import { Banner } from '../../../design/plain/Banner';
import { Button } from '../../../design/plain/Button';
import { toast } from '../../../design/toast';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { ProfileMark } from '../../../profiles/ProfileMark';
import { client } from '../../client';
import { reported } from '../../report';
import { closeDialog, openDialogOver } from '../../ui';
import { enable } from '../keys/actions';
import { StatusMark } from '../keys/components/marks';
import { useNow } from '../keys/hooks/useNow';

/** The rotation as the vault has it, read again whenever keys change. */
function useRotation(id: string): Rotation | null {
  const [rotation, setRotation] = useState<Rotation | null>(null);
  useEffect(() => {
    let wanted = true;
    const read = async () => {
      const reply = await client.rotation.get({ id });
      if (!wanted) return;
      if (reply.ok) setRotation(reply.value);
      // Over meanwhile, because its old key was deleted before there was a new one.
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
            <ProfileMark profile={row.profile} named />
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

function Step({ stage, at, children }: { stage: RotationStage; at: RotationStage; children: ReactNode }) {
  const t = useT();
  const [mine, current] = [rotationStages.indexOf(stage), rotationStages.indexOf(at)];
  const done = mine < current;
  const here = mine === current;
  return (
    <li aria-current={here ? 'step' : undefined} className="flex gap-3">
      <span
        aria-hidden="true"
        className={cx(
          'mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full text-xs font-semibold tabular-nums',
          done && 'bg-good-soft text-good-ink',
          here && 'bg-accent text-on-accent',
          !done && !here && 'bg-sunken text-muted ring-1 ring-line ring-inset',
        )}
      >
        {done ? <Check size={13} /> : here ? <CircleDot size={13} /> : mine + 1}
      </span>
      <div className="min-w-0 flex-1">
        <p className={cx('pt-0.5', here ? 'font-semibold text-ink' : 'text-muted')}>
          {t(`rotation:stage.${stage}`)}
          {done || here ? (
            <span className="sr-only"> ({done ? t('rotation:assistant.done') : t('rotation:assistant.current')})</span>
          ) : null}
        </p>
        {here ? <div className="flex flex-col items-start gap-2.5 pt-1 pb-1.5 text-ink">{children}</div> : null}
      </div>
    </li>
  );
}

/** Leads through the stages of a rotation; closing it leaves everything where it stands. */
export function RotationDialog({ id }: { id: string }) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const rotation = useRotation(id);
  if (!rotation) return null;
  const { stage, oldKey, newKey, full, movedDefault } = rotation;
  const row = oldKey ?? newKey;
  const profile = row ? profileOf(row.profile) : null;
  const profileName = profile?.name[language] ?? '';
  const identity = row ? identityOf(row.profile, row.identityKind) : undefined;

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
      <ol className="flex flex-col gap-2.5">
        <Step stage="started" at={stage}>
          <p>{t('rotation:assistant.addBody')}</p>
          {full ? (
            <Banner tone="warning" live={false}>
              <p>
                {t('rotation:assistant.full', {
                  identity: identity?.label[language] ?? '',
                  limit: formatNumber(language, full.limit),
                  profile: profileName,
                })}
              </p>
              <ul className="mt-2 flex flex-col gap-1">
                {full.others.map((other) => (
                  <li key={other.id} className="flex items-center gap-2">
                    <bdi className="min-w-0 truncate font-medium">{other.name}</bdi>
                    <span className="mr-auto truncate font-mono text-sm">{other.accessKeyId}</span>
                    <Button
                      size="small"
                      variant="ghost-danger"
                      onClick={() => openDialogOver({ kind: 'delete', row: other })}
                    >
                      {t('common:delete')}
                    </Button>
                  </li>
                ))}
              </ul>
            </Banner>
          ) : null}
          <Button
            variant="primary"
            disabled={full !== null}
            onClick={() =>
              void reported(client.window.openSheet({ sheet: 'add', profile: row?.profile ?? null, rotation: id }))
            }
          >
            {t('rotation:assistant.addAct')}
          </Button>
        </Step>
        <Step stage="added" at={stage}>
          <p>
            {t('rotation:assistant.switchBody')}
            {oldKey?.isDefault ? ` ${t('rotation:assistant.switchDefault', { profile: profileName })}` : ''}
          </p>
          <Button variant="primary" onClick={() => void reported(client.rotation.switch({ id }))}>
            {t('rotation:assistant.switchAct')}
          </Button>
        </Step>
        <Step stage="switched" at={stage}>
          {profile?.disable === 'irreversible' ? (
            <Banner tone="warning" live={false}>
              {t('rotation:assistant.disableFinal', { profile: profileName })}
            </Banner>
          ) : (
            <p>{t('rotation:assistant.disableBody')}</p>
          )}
          <span className="flex flex-wrap gap-2">
            <Button
              variant="primary"
              disabled={!oldKey}
              onClick={() => oldKey && openDialogOver({ kind: 'disable', row: oldKey })}
            >
              {t('rotation:assistant.disableAct')}
            </Button>
            <Button
              title={movedDefault ? t('rotation:assistant.backDefault') : undefined}
              onClick={() => void reported(client.rotation.back({ id }))}
            >
              {t('rotation:assistant.back')}
            </Button>
          </span>
        </Step>
        <Step stage="disabled" at={stage}>
          <p>{t('rotation:assistant.deleteBody')}</p>
          <span className="flex flex-wrap gap-2">
            <Button
              variant="danger"
              disabled={!oldKey}
              onClick={() => oldKey && openDialogOver({ kind: 'delete', row: oldKey })}
            >
              {t('rotation:assistant.deleteAct')}
            </Button>
            {oldKey && profile?.disable !== 'irreversible' ? (
              <Button onClick={() => void enable(oldKey)}>{t('rotation:assistant.enableAct')}</Button>
            ) : null}
          </span>
        </Step>
      </ol>
      {stage === 'finished' ? <Banner tone="good">{t('rotation:assistant.finishedBody')}</Banner> : null}
    </Dialog>
  );
}
