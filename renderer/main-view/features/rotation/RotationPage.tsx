import { RefreshCw } from 'lucide-react';
import { useEffect } from 'react';
import { Banner } from '../../../design/plain/Banner';
import { Button } from '../../../design/plain/Button';
import { EmptyState } from '../../../design/plain/EmptyState';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { client } from '../../client';
import { LoadFailure } from '../../LoadFailure';
import { openDialog } from '../../ui';
import { useNow } from '../keys/hooks/useNow';
import { rotateAll } from './actions';
import { board, overdueKeys, useBoard } from './board';
import { underWay } from './counts';
import { RotationBar } from './RotationBar';
import { RotationGrid } from './RotationGrid';
import { StageTabs } from './StageTabs';

/** The page of rotations: what waits at which stage, and what can be done with many at once. */
export function RotationPage() {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const { stage, total, problem, counts, waiting, due } = useBoard((state) => state);

  useEffect(() => {
    void board.open();
    return client.on('keysChanged', () => void board.again());
  }, []);

  const open = underWay(counts);
  const number = (value: number) => ({ count: value, number: formatNumber(language, value) });
  const startDue =
    due > 0 ? (
      <Button onClick={() => void rotateAll({ ...overdueKeys, except: [] })}>
        {t('rotation:board.due', number(due))}
      </Button>
    ) : null;
  return (
    <main className="flex min-w-0 flex-1 flex-col bg-surface">
      <header className="flex min-h-14 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2">
        <div className="mr-auto flex min-w-0 items-baseline gap-2">
          <h1 className="truncate text-lg font-semibold text-ink">{t('rotation:title')}</h1>
          <span role="status" className="shrink-0 text-sm text-faint tabular-nums">
            {open === undefined ? '' : t('rotation:count', number(open))}
          </span>
        </div>
        {total === 0 ? null : startDue}
      </header>
      <StageTabs />
      <p className="shrink-0 px-4 pt-3 pb-2 text-sm text-muted">{t(`rotation:board.about.${stage}`)}</p>
      {stage === 'started' && waiting > 0 ? (
        <div className="px-4 pb-3">
          <Banner
            tone="info"
            action={
              <Button size="small" variant="primary" onClick={() => openDialog({ kind: 'pairs', of: 'waiting' })}>
                {t('rotation:board.review')}
              </Button>
            }
          >
            {t('rotation:board.waiting', number(waiting))}
          </Banner>
        </div>
      ) : null}
      <LoadFailure problem={problem} title={t('rotation:board.loadFailed')} onRetry={() => void board.again()} />
      {total !== null && total > 0 ? <RotationGrid total={total} now={now} /> : null}
      {total === 0 && !problem ? (
        <EmptyState
          icon={<RefreshCw size={24} aria-hidden />}
          title={t(`rotation:board.nothing.${stage}`)}
          action={stage === 'started' ? startDue : null}
        >
          {stage === 'started' ? t('rotation:board.nothingBody') : null}
        </EmptyState>
      ) : null}
      {total === null ? null : <RotationBar total={total} />}
    </main>
  );
}
