import { Check, CircleDot } from 'lucide-react';
import type { ReactNode } from 'react';
import type { KeyRow } from '../../../../common/keys/access-key';
import { identityOf, isKnownProvider, providerOf } from '../../../../common/providers';
import { type Rotation, type RotationStage, rotationStages } from '../../../../common/rotation';
import { cx } from '../../../design/cx';
import { Banner } from '../../../design/plain/Banner';
import { Button } from '../../../design/plain/Button';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { client } from '../../client';
import { reported } from '../../report';
import { openDialogOver } from '../../ui';
import { enable } from '../keys/actions';

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
          here && 'chosen bg-accent text-on-accent',
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

interface PartProps {
  rotation: Rotation;
  /**
   * The old key, or the new one if the old one is deleted. It says which provider and identity the rotation is about.
   */
  row: KeyRow | null;
}

/** The name of the key's provider. */
function useProviderName(row: KeyRow | null): string {
  const language = useLanguage();
  return row ? providerOf(row.provider).name[language] : '';
}

/** Says that the identity has no room for another key, and lists its keys with a button to delete each. */
function NoRoom({ full, row }: { full: NonNullable<Rotation['full']>; row: KeyRow | null }) {
  const t = useT();
  const language = useLanguage();
  const provider = useProviderName(row);
  const identity = row ? identityOf(row.provider, row.identityKind) : undefined;
  return (
    <Banner tone="warning" live={false}>
      <p>
        {t('rotation:assistant.full', {
          identity: identity?.label[language] ?? '',
          limit: formatNumber(language, full.limit),
          provider,
        })}
      </p>
      <ul className="mt-2 flex flex-col gap-1">
        {full.others.map((other) => (
          <li key={other.id} className="flex items-center gap-2">
            <bdi className="min-w-0 truncate font-medium">{other.name}</bdi>
            <span className="mr-auto truncate font-mono text-sm">{other.accessKeyId}</span>
            <Button size="small" variant="ghost-danger" onClick={() => openDialogOver({ kind: 'delete', row: other })}>
              {t('common:delete')}
            </Button>
          </li>
        ))}
      </ul>
    </Banner>
  );
}

function AddStep({ rotation: { id, full }, row }: PartProps) {
  const t = useT();
  const add = () =>
    client.window.openSheet({
      sheet: 'add',
      provider: row && isKnownProvider(row.provider) ? row.provider : null,
      rotation: id,
    });
  return (
    <>
      <p>{t('rotation:assistant.addBody')}</p>
      {full ? <NoRoom full={full} row={row} /> : null}
      <Button variant="primary" disabled={full !== null} onClick={() => void reported(add())}>
        {t('rotation:assistant.addAct')}
      </Button>
    </>
  );
}

function SwitchStep({ rotation: { id, oldKey }, row }: PartProps) {
  const t = useT();
  const provider = useProviderName(row);
  return (
    <>
      <p>
        {t('rotation:assistant.switchBody')}
        {oldKey?.isDefault ? ` ${t('rotation:assistant.switchDefault', { provider })}` : ''}
      </p>
      <Button variant="primary" onClick={() => void reported(client.rotation.switch({ id }))}>
        {t('rotation:assistant.switchAct')}
      </Button>
    </>
  );
}

function DisableStep({ rotation: { id, oldKey, movedDefault }, row }: PartProps) {
  const t = useT();
  const provider = useProviderName(row);
  return (
    <>
      {row && providerOf(row.provider).disable === 'irreversible' ? (
        <Banner tone="warning" live={false}>
          {t('rotation:assistant.disableFinal', { provider })}
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
    </>
  );
}

function DeleteStep({ rotation: { oldKey } }: PartProps) {
  const t = useT();
  return (
    <>
      <p>{t('rotation:assistant.deleteBody')}</p>
      <span className="flex flex-wrap gap-2">
        <Button
          variant="danger"
          disabled={!oldKey}
          onClick={() => oldKey && openDialogOver({ kind: 'delete', row: oldKey })}
        >
          {t('rotation:assistant.deleteAct')}
        </Button>
        {oldKey && providerOf(oldKey.provider).disable !== 'irreversible' ? (
          <Button onClick={() => void enable(oldKey)}>{t('rotation:assistant.enableAct')}</Button>
        ) : null}
      </span>
    </>
  );
}

/** The stages of a rotation. The present one shows what can be done next. */
export function RotationSteps({ rotation }: { rotation: Rotation }) {
  const { stage: at, oldKey, newKey } = rotation;
  const part = { rotation, row: oldKey ?? newKey };
  return (
    <ol className="flex flex-col gap-2.5">
      <Step stage="started" at={at}>
        <AddStep {...part} />
      </Step>
      <Step stage="added" at={at}>
        <SwitchStep {...part} />
      </Step>
      <Step stage="switched" at={at}>
        <DisableStep {...part} />
      </Step>
      <Step stage="disabled" at={at}>
        <DeleteStep {...part} />
      </Step>
    </ol>
  );
}
