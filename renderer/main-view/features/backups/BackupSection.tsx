import { useEffect, useId } from 'react';
import { backupsKept, lastBackup } from '../../../../common/backups';
import { Button } from '../../../design/plain/Button';
import { Select } from '../../../design/plain/Select';
import { useLanguage, useT } from '../../../i18n';
import { formatMoment, formatNumber } from '../../../i18n/format';
import { openDialogOver } from '../../ui';
import { backups, useBackups } from './store';

const counts = Array.from({ length: backupsKept.most }, (_, index) => index + backupsKept.least);

/** Shows when the last backup was made, where backups are, and how many are kept; and makes one. */
export function BackupSection() {
  const t = useT();
  const language = useLanguage();
  const id = useId();
  const state = useBackups((store) => store.state);
  const making = useBackups((store) => store.making);

  useEffect(() => void backups.load(), []);

  if (!state) return null;
  const last = lastBackup(state.backups);
  return (
    <>
      <p className="text-muted">{t('backups:about')}</p>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-6 gap-y-1 text-muted [&>dd]:text-ink">
        <dt>{t('backups:last')}</dt>
        <dd>{last ? formatMoment(language, last.at) : t('backups:never')}</dd>
        <dt>{t('backups:folder')}</dt>
        <dd>
          <bdi className="break-all">{state.folder}</bdi>
          <span className="block text-sm text-muted">{t('backups:folderHint')}</span>
        </dd>
        <dt id={id}>{t('backups:keep')}</dt>
        <dd>
          <Select
            label={t('backups:keep')}
            className="w-20"
            choices={counts.map((count) => ({ value: String(count), label: formatNumber(language, count) }))}
            value={String(state.keep)}
            onChange={(count) => void backups.keep(Number(count))}
          />
        </dd>
      </dl>
      <div className="flex gap-2">
        <Button size="small" pending={making} onClick={() => void backups.make()}>
          {t('backups:make')}
        </Button>
        <Button size="small" onClick={() => openDialogOver({ kind: 'backups' })}>
          {t('backups:manage')}
        </Button>
      </div>
    </>
  );
}
