import { Download, ListX, ShieldCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ArchiveCheck } from '../../../../common/audit/archive';
import { Banner } from '../../../design/plain/Banner';
import { Button } from '../../../design/plain/Button';
import { EmptyState } from '../../../design/plain/EmptyState';
import { toast } from '../../../design/toast';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { isolate } from '../../../i18n/words';
import { client } from '../../client';
import { LoadFailure } from '../../LoadFailure';
import { reportedIfVerified } from '../../report';
import { verified } from '../../verification';
import { ArchiveFound, ArchiveMenu } from './ArchiveMenu';
import { AuditFilters } from './AuditFilters';
import { AuditGrid } from './AuditGrid';
import { audit, everything, useAudit } from './store';
import { brokenWords } from './words';

/** The operation log: who did what and when, and whether the log is complete. */
export function AuditPage() {
  const t = useT();
  const language = useLanguage();
  const total = useAudit((state) => state.total);
  const checked = useAudit((state) => state.checked);
  const checking = useAudit((state) => state.checking);
  const problem = useAudit((state) => state.problem);
  const archived = useAudit((state) => state.archived);
  const [foundArchive, setFoundArchive] = useState<ArchiveCheck | null>(null);

  useEffect(() => {
    void audit.reload();
    const stop = client.on('keysChanged', () => void audit.reload());
    // A sheet may have added rows meanwhile.
    const onFocus = () => void audit.reload();
    window.addEventListener('focus', onFocus);
    return () => {
      stop();
      window.removeEventListener('focus', onFocus);
    };
  }, []);

  const check = async () => {
    const found = await audit.check();
    if (found && !found.broken) toast('good', t('audit:whole', { number: formatNumber(language, found.rows) }));
  };
  const save = async () => {
    const { filter } = audit.store.getState();
    const call = verified({ act: 'export-log', filter }, (ticket) => client.audit.saveCsv({ filter, ...ticket }));
    const reply = await reportedIfVerified(call);
    if (!reply?.value) return;
    const { rows, fileName } = reply.value;
    toast('good', t('audit:saved', { count: rows, number: formatNumber(language, rows), file: isolate(fileName) }));
    await audit.reload();
  };

  const broken = checked?.broken ?? null;
  return (
    <main className="flex min-w-0 flex-1 flex-col bg-surface">
      <header className="flex h-14 shrink-0 items-center gap-3 border-b border-line px-4">
        <div className="mr-auto flex min-w-0 items-baseline gap-2">
          <h1 className="truncate text-lg font-semibold text-ink">{t('audit:title')}</h1>
          <span role="status" className="shrink-0 text-sm text-faint tabular-nums">
            {total === null ? '' : t('audit:count', { count: total, number: formatNumber(language, total) })}
          </span>
        </div>
        <Button icon={<ShieldCheck size={15} aria-hidden />} pending={checking} onClick={() => void check()}>
          {t('audit:check')}
        </Button>
        <Button icon={<Download size={15} aria-hidden />} onClick={() => void save()}>
          {total === null || total === 0
            ? t('audit:export')
            : t('audit:exportCount', { count: total, number: formatNumber(language, total) })}
        </Button>
        <ArchiveMenu onChecked={setFoundArchive} />
      </header>
      <AuditFilters />
      {broken ? (
        <div className="px-4 pt-3 pb-1">
          <Banner tone="danger" title={t('audit:broken')}>
            {brokenWords(t, language, broken)} {t('audit:brokenAdvice')}
          </Banner>
        </div>
      ) : null}
      {foundArchive ? <ArchiveFound found={foundArchive} onClose={() => setFoundArchive(null)} /> : null}
      {archived > 0 ? (
        <p className="border-b border-line px-4 py-2 text-sm text-muted">
          {t('audit:archive.begins', {
            row: formatNumber(language, archived + 1),
            last: formatNumber(language, archived),
          })}
        </p>
      ) : null}
      <LoadFailure problem={problem} title={t('audit:loadFailed')} onRetry={() => void audit.reload()} />
      {total !== null && total > 0 ? <AuditGrid total={total} /> : null}
      {total === 0 && !problem ? (
        <EmptyState
          icon={<ListX size={24} aria-hidden />}
          title={t('audit:emptyTitle')}
          action={<Button onClick={() => void audit.narrow(everything, null)}>{t('audit:clear')}</Button>}
        >
          {t('audit:emptyBody')}
        </EmptyState>
      ) : null}
    </main>
  );
}
