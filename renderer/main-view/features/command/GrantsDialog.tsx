import { useEffect } from 'react';
import type { GrantRow } from '../../../../common/command/allow';
import { Dialog } from '../../../design/Dialog';
import { Button } from '../../../design/plain/Button';
import { CutName } from '../../../design/plain/CutName';
import { useLanguage, useT } from '../../../i18n';
import { foreign } from '../../../i18n/foreign';
import { formatMoment, formatNumber } from '../../../i18n/format';
import { isolate, plainWords } from '../../../i18n/words';
import { closeDialog } from '../../ui';
import { grants, useGrants } from './store';

/** The programs that may use keys without being asked for, and the end of that. */
export function GrantsDialog() {
  const t = useT();
  const rows = useGrants((state) => state.grants);
  // How often each was used may have changed since.
  useEffect(() => void grants.load(), []);
  return (
    <Dialog
      title={t('command:grants.title')}
      size="large"
      onClose={closeDialog}
      footer={
        <>
          {rows.length > 1 ? <Button onClick={() => void grants.end(null)}>{t('command:grants.endAll')}</Button> : null}
          <Button autoFocus onClick={closeDialog}>
            {t('common:done')}
          </Button>
        </>
      }
    >
      <p className="text-muted">{t(rows.length > 0 ? 'command:grants.about' : 'command:grants.none')}</p>
      {rows.length > 0 ? (
        <ul className="rounded-lg border border-line">
          {rows.map((row) => (
            <Grant key={row.id} row={row} />
          ))}
        </ul>
      ) : null}
    </Dialog>
  );
}

function Grant({ row: { id, use, key, process, until, uses } }: { row: GrantRow }) {
  const t = useT();
  const language = useLanguage();
  const name = process.name === null ? t('command:grants.unknown') : foreign(process.name);
  return (
    <li className="flex items-center gap-3 border-line px-3 py-2 not-first:border-t">
      <div className="min-w-0 flex-1">
        <p className="truncate text-ink" title={process.path === null ? undefined : foreign(process.path)}>
          <span className="font-medium">
            <CutName name={name} />
          </span>{' '}
          <span className="text-muted tabular-nums">({process.pid})</span>
          {' · '}
          {key ? <CutName name={key.name} /> : t('command:grants.list')}
        </p>
        <p className="text-sm text-muted">
          {[
            t(`command:grants.use.${use}`),
            until === null
              ? t('command:grants.untilLock')
              : t('command:grants.until', { moment: formatMoment(language, until) }),
            t('command:grants.uses', { count: uses, number: formatNumber(language, uses) }),
          ].join(' · ')}
        </p>
      </div>
      <Button
        size="small"
        aria-label={plainWords(t('command:grants.endOf', { program: isolate(name) }))}
        onClick={() => void grants.end(id)}
      >
        {t('command:grants.end')}
      </Button>
    </li>
  );
}
