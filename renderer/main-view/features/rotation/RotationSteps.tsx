import { Check, CircleDot } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { KeyRow } from '../../../../common/keys/access-key';
import { identityOf, isKnownProvider, providerOf } from '../../../../common/providers';
import { type Rotation, type RotationStage, rotationStages } from '../../../../common/rotation';
import { cx } from '../../../design/cx';
import { Banner } from '../../../design/plain/Banner';
import { Button } from '../../../design/plain/Button';
import { Checkbox } from '../../../design/plain/Checkbox';
import { language, useLanguage, useT } from '../../../i18n';
import { daysBetween, formatDays, formatNumber, formatToday } from '../../../i18n/format';
import { isolate, plainWords } from '../../../i18n/words';
import { ConsolePaths } from '../../../manual/ManualFacts';
import { RootWarning } from '../../../providers/RootWarning';
import { client } from '../../client';
import { reported } from '../../report';
import { openDialogOver } from '../../ui';
import { WhereItWent } from '../given/WhereItWent';
import { enable } from '../keys/actions';
import { useNow } from '../keys/hooks/useNow';
import { openUse } from '../transfer/actions';
import { begin, link } from './acts';

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

/** Keys that are in the vault already, each with a button that makes it the new key. */
function Candidates({ rotation: { id, candidates } }: PartProps) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const ageOf = ({ providerCreatedAt, createdAt }: KeyRow) => {
    const days = daysBetween(providerCreatedAt ?? createdAt, now);
    return days === 0 ? formatToday(language) : t('keys:age', { days: formatDays(language, days) });
  };
  const use = (newKey: string) => void link([{ oldKey: id, newKey }]);
  return (
    <>
      <p>{t('rotation:assistant.linkBody')}</p>
      <ul className="w-full rounded-lg border border-line bg-sunken">
        {candidates.map((key, index) => (
          <li key={key.id} className="flex items-center gap-3 border-line px-3 py-2 not-first:border-t">
            <span className="min-w-0 flex-1">
              <bdi className="block truncate font-medium" title={key.name}>
                {key.name}
              </bdi>
              <span className="block truncate text-sm text-muted">
                <span className="font-mono">{key.accessKeyId}</span>
                {' · '}
                {ageOf(key)}
              </span>
            </span>
            <Button
              size="small"
              variant={index === 0 ? 'primary' : 'secondary'}
              aria-label={t('rotation:pairs.pair', { new: key.name, old: t('rotation:assistant.oldKey') })}
              onClick={() => use(key.id)}
            >
              {t('rotation:assistant.linkAct')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

function AddStep(part: PartProps) {
  const t = useT();
  const { rotation, row } = part;
  const { id, full, begun, candidates } = rotation;
  const known = candidates.length > 0;
  const add = () =>
    client.window.openSheet({
      sheet: 'add',
      provider: row && isKnownProvider(row.provider) ? row.provider : null,
      rotation: id,
    });
  return (
    <>
      {known ? <Candidates {...part} /> : null}
      {full ? (
        <NoRoom full={full} row={row} />
      ) : (
        <>
          <p>{t('rotation:assistant.addBody')}</p>
          {row ? <ConsolePaths provider={row.provider} act="create" /> : null}
        </>
      )}
      <span className="flex flex-wrap items-center gap-2">
        <Button variant={known ? 'secondary' : 'primary'} disabled={full !== null} onClick={() => void reported(add())}>
          {t('rotation:assistant.addAct')}
        </Button>
        {begun ? null : (
          <>
            <span className="text-muted">{t('rotation:assistant.laterBody')}</span>
            <Button onClick={() => void begin({ kind: 'keys', ids: [id] })}>{t('rotation:assistant.later')}</Button>
          </>
        )}
      </span>
    </>
  );
}

function SwitchStep({ rotation: { id, oldKey, newKey, names }, row }: PartProps) {
  const t = useT();
  const provider = useProviderName(row);
  const [carry, setCarry] = useState(true);
  return (
    <>
      <p>
        {t('rotation:assistant.switchBody')}
        {oldKey?.isDefault ? ` ${t('rotation:assistant.switchDefault', { provider })}` : ''}
      </p>
      <section className="flex w-full flex-col gap-1.5 rounded-lg border border-line bg-sunken px-3 py-2.5">
        <h3 className="text-sm font-medium text-muted">{t('rotation:assistant.went')}</h3>
        {oldKey ? <WhereItWent id={oldKey.id} /> : null}
        {newKey && providerOf(newKey.provider).targets.length > 0 ? (
          <span>
            <Button size="small" onClick={() => void openUse(newKey.id)}>
              {t('rotation:assistant.use')}
            </Button>
          </span>
        ) : null}
      </section>
      {newKey ? <RootWarning row={newKey} /> : null}
      {names ? (
        <Checkbox
          label={t('rotation:names')}
          description={plainWords(t('rotation:namesOf', { new: isolate(names.new), old: isolate(names.old) }))}
          checked={carry}
          onChange={setCarry}
        />
      ) : null}
      <Button
        variant="primary"
        onClick={() => void reported(client.rotation.switch({ ids: [id], names: carry ? language() : null }))}
      >
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
      {oldKey ? <ConsolePaths provider={oldKey.provider} act="disable" /> : null}
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
          onClick={() => void reported(client.rotation.back({ ids: [id] }))}
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
      {oldKey ? <ConsolePaths provider={oldKey.provider} act="delete" /> : null}
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
