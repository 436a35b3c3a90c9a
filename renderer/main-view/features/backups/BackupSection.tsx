import { useEffect } from 'react';
import { type BackupRule, type BackupState, backupRule, lastBackup, ruleParts } from '../../../../common/backups';
import { Banner } from '../../../design/plain/Banner';
import { Button } from '../../../design/plain/Button';
import { Select } from '../../../design/plain/Select';
import { useLanguage, useT } from '../../../i18n';
import { formatMoment, formatNumber } from '../../../i18n/format';
import { errorWords, Words } from '../../../i18n/words';
import { openDialogOver } from '../../ui';
import { backups, useBackups } from './store';

/** Every number that a part of the rule can have. */
const countsOf = ({ least, most }: { least: number; most: number }) =>
  Array.from({ length: most - least + 1 }, (_, index) => least + index);

/** Shows how many backups are kept, a number for each kind, and changes them. */
function RuleFields({ rule }: { rule: BackupRule }) {
  const t = useT();
  const language = useLanguage();
  return (
    <fieldset className="flex flex-wrap gap-x-4 gap-y-2">
      <legend className="sr-only">{t('backups:keep')}</legend>
      {ruleParts.map((part) => (
        <span key={part} className="flex items-center gap-2">
          <Select
            label={t(`backups:keepLabel.${part}`)}
            className="w-20"
            choices={countsOf(backupRule[part]).map((count) => ({
              value: String(count),
              label: formatNumber(language, count),
            }))}
            value={String(rule[part])}
            onChange={(count) => void backups.keep({ ...rule, [part]: Number(count) })}
          />
          <span aria-hidden>{t(`backups:keepUnit.${part}`)}</span>
        </span>
      ))}
    </fieldset>
  );
}

/** Shows the second folder and whether copies get there; chooses one, or none. */
function SecondFolder({ second }: Pick<BackupState, 'second'>) {
  const t = useT();
  const language = useLanguage();
  const making = useBackups((store) => store.making);
  return (
    <div className="flex flex-col items-start gap-1.5 pb-2">
      {second ? (
        <>
          <bdi className="break-all">{second.folder}</bdi>
          <p className="text-sm text-muted">
            {second.copied === null
              ? t('backups:second.never')
              : t('backups:second.copied', { moment: formatMoment(language, second.copied) })}
          </p>
          {second.failed ? (
            <Banner tone="warning" live={false}>
              <Words>
                {t('backups:second.failed', {
                  moment: formatMoment(language, second.failed.at),
                  cause: errorWords(t, second.failed.error),
                })}
              </Words>
            </Banner>
          ) : null}
          {second.sameDisk ? <p className="text-sm text-muted">{t('backups:second.sameDisk')}</p> : null}
        </>
      ) : (
        <p className="text-muted">{t('backups:second.about')}</p>
      )}
      <div className="flex gap-2">
        <Button size="small" pending={making} onClick={() => void backups.chooseSecond()}>
          {t(second ? 'backups:second.change' : 'backups:second.choose')}
        </Button>
        {second ? (
          <Button size="small" onClick={() => void backups.leaveSecond()}>
            {t('backups:second.leave')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** Shows when the last backup was made, where backups are, and how many are kept; and makes one. */
export function BackupSection() {
  const t = useT();
  const language = useLanguage();
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
        <dt>{t('backups:second.label')}</dt>
        <dd>
          <SecondFolder second={state.second} />
        </dd>
        <dt>{t('backups:keep')}</dt>
        <dd>
          <RuleFields rule={state.keep} />
          <span className="mt-1 block text-sm text-muted">{t('backups:keepHint')}</span>
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
