import { CalendarCheck } from 'lucide-react';
import { useEffect } from 'react';
import { type DueKind, dueKinds, type RotationSummary } from '../../../../common/rotation';
import { EmptyState } from '../../../design/plain/EmptyState';
import { Segmented } from '../../../design/plain/RadioCards';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { client } from '../../client';
import { LoadFailure } from '../../LoadFailure';
import { useNow } from '../keys/hooks/useNow';
import { DueList } from './DueList';
import { due, useDue } from './store';

function countOf(summary: RotationSummary, kind: DueKind): number {
  const counts: Record<DueKind, number> = {
    due: summary.due + summary.soon,
    unused: summary.unused,
    'two-active': summary.twoActive,
  };
  return counts[kind];
}

/** The page of keys that need attention: due, unused, or one too many. */
export function DuePage() {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const summary = useDue((state) => state.summary);
  const kind = useDue((state) => state.kind);
  const total = useDue((state) => state.total);
  const problem = useDue((state) => state.problem);

  useEffect(() => {
    const again = () => void Promise.all([due.reload(), due.count()]);
    again();
    return client.on('keysChanged', again);
  }, []);

  return (
    <main className="flex min-w-0 flex-1 flex-col bg-surface">
      <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line px-4">
        <h1 className="truncate text-lg font-semibold text-ink">{t('rotation:dueTitle')}</h1>
      </header>
      <div className="flex shrink-0 flex-col gap-2 border-b border-line px-4 py-3">
        <Segmented
          label={t('rotation:lists')}
          labelHidden
          choices={dueKinds.map((value) => ({
            value,
            label: t('rotation:listCount', {
              label: t(`rotation:list.${value}`),
              number: summary ? formatNumber(language, countOf(summary, value)) : '…',
            }),
          }))}
          value={kind}
          onChange={(value) => void due.show(value)}
        />
        <p className="text-sm text-muted">{t(`rotation:explained.${kind}`)}</p>
      </div>
      <LoadFailure problem={problem} title={t('rotation:loadFailed')} onRetry={() => void due.reload()} />
      {total !== null && total > 0 ? <DueList key={kind} kind={kind} total={total} now={now} /> : null}
      {total === 0 && !problem ? (
        <EmptyState icon={<CalendarCheck size={24} aria-hidden />} title={t(`rotation:nothing.${kind}`)}>
          {t('rotation:nothingBody')}
        </EmptyState>
      ) : null}
    </main>
  );
}
