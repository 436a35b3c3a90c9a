import { type ReactNode, useState } from 'react';
import type { AppError } from '../../../../common/errors';
import { binDays } from '../../../../common/keys/bin';
import { providerOf } from '../../../../common/providers';
import { Dialog } from '../../../design/Dialog';
import { Banner } from '../../../design/plain/Banner';
import { Button } from '../../../design/plain/Button';
import { Failure } from '../../../design/plain/Failure';
import { useLanguage, useT } from '../../../i18n';
import { formatDays, formatNumber } from '../../../i18n/format';
import { RootsWarning } from '../../../providers/RootWarning';
import { closeDialog } from '../../ui';
import { useBin } from '../bin/store';
import { rotateAll } from '../rotation/actions';
import type { BulkAct, BulkProps } from './bulk-act';
import { Chosen } from './Chosen';
import { changeAll } from './change';

type Confirmed = Exclude<BulkAct, 'period' | 'dates' | 'tag'>;

/** Acts after which applications may fail. The safe answer has the focus. */
const grave: readonly Confirmed[] = ['disable', 'delete', 'leaked'];

/** Asks once before something is done to many keys: how many they are, and what can't be undone. */
export function ConfirmAll({ act, selection, count, facts, problem }: BulkProps & { act: Confirmed }) {
  const t = useT();
  const language = useLanguage();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<AppError | null>(null);
  const isGrave = grave.includes(act);
  const confirm = async () => {
    if (busy || !facts) return;
    setBusy(true);
    if (act === 'rotate') {
      await rotateAll(selection);
      closeDialog();
      return;
    }
    setFailed(await changeAll(selection, { act }, facts.first[0]?.name));
    setBusy(false);
  };
  return (
    <Dialog
      role="alertdialog"
      title={t(`bulk:${act}.title`, { count, number: formatNumber(language, count) })}
      busy={busy}
      onClose={closeDialog}
      onSubmit={() => void confirm()}
      footer={
        <>
          <Button autoFocus={isGrave || !facts} disabled={busy} onClick={closeDialog}>
            {t('common:cancel')}
          </Button>
          {problem ? null : (
            <Button type="submit" disabled={!facts} variant={isGrave ? 'danger' : 'primary'} pending={busy}>
              {t(`bulk:${act}.confirm`)}
            </Button>
          )}
        </>
      }
    >
      <Failure error={failed ?? problem} />
      {problem ? null : <Chosen facts={facts} />}
      {facts ? <Said act={act} facts={facts} /> : null}
    </Dialog>
  );
}

/** What is to be known before it is done. */
function Said({ act, facts }: { act: Confirmed; facts: NonNullable<BulkProps['facts']> }) {
  const t = useT();
  const language = useLanguage();
  const days = useBin(({ state }) => state?.days ?? binDays.usual);
  const counted = (count: number) => ({ count, number: formatNumber(language, count) });
  const { defaults, enabled, disabled, rotating, temporary, root, keys } = facts;
  const disables = act === 'disable' || act === 'delete';
  const isOff = act === 'delete' && days === binDays.off;
  const said: (string | false)[] = [
    act === 'delete' &&
      (isOff ? t('bulk:delete.bodyOff') : t('bulk:delete.body', { days: formatDays(language, days) })),
    act === 'default' && t('bulk:default.body'),
    act === 'not-default' && t('bulk:not-default.body'),
    act === 'rotate' && t('bulk:rotate.body'),
    act === 'leaked' && t('bulk:leaked.body'),
    disables && enabled > 0 && t('bulk:uses'),
    act === 'delete' && enabled > 0 && t('bulk:delete.enabled', counted(enabled)),
    disables && defaults > 0 && t('bulk:defaults', counted(defaults)),
    disables && rotating > 0 && t('bulk:rotating', counted(rotating)),
    act === 'rotate' && disabled + temporary > 0 && t('bulk:rotate.left'),
    ((act === 'enable' && enabled > 0) || (act === 'disable' && disabled > 0)) && t('bulk:already'),
  ];
  return (
    <>
      {disables && !isOff ? <Final facts={facts} /> : null}
      {act === 'default' ? <RootsWarning roots={root} total={keys} /> : null}
      <div className="flex flex-col gap-2 text-ink">
        {said.flatMap((words): ReactNode => (words ? <p key={words}>{words}</p> : []))}
        <p className="text-muted">{t('bulk:offline')}</p>
      </div>
    </>
  );
}

/** Says which keys can't be enabled again once they are disabled, because their providers don't allow it. */
function Final({ facts }: { facts: NonNullable<BulkProps['facts']> }) {
  const t = useT();
  const language = useLanguage();
  const final = facts.providers.filter((one) => one.final > 0);
  if (final.length === 0) return null;
  const count = final.reduce((sum, one) => sum + one.final, 0);
  const providers = final.map(({ provider }) => providerOf(provider).name[language]).join(t('common:listSeparator'));
  return (
    <Banner tone="warning" live={false}>
      {t('bulk:final', { number: formatNumber(language, count), providers })}
    </Banner>
  );
}
