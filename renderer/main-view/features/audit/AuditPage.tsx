import { Archive, Download, ListX, ShieldCheck, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ArchiveCheck } from '../../../../common/audit/archive';
import { Menu } from '../../../design/Menu';
import { Banner } from '../../../design/plain/Banner';
import { Button } from '../../../design/plain/Button';
import { EmptyState } from '../../../design/plain/EmptyState';
import { IconButton } from '../../../design/plain/IconButton';
import { toast } from '../../../design/toast';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { isolate, Words } from '../../../i18n/words';
import { client } from '../../client';
import { LoadFailure } from '../../LoadFailure';
import { reported, reportedIfVerified } from '../../report';
import { verified } from '../../verification';
import { ArchiveDialog } from './ArchiveDialog';
import { AuditFilters } from './AuditFilters';
import { AuditGrid } from './AuditGrid';
import { archiveWords } from './archives';
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
  const [menu, setMenu] = useState<{ x: number; y: number } | null>(null);
  const [archiving, setArchiving] = useState(false);
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
  const checkArchive = async () => {
    const reply = await reported(client.audit.checkArchive({}));
    if (reply?.value) setFoundArchive(reply.value);
  };
  const save = async () => {
    const { filter } = audit.store.getState();
    const call = verified('export-log', null, (ticket) => client.audit.saveCsv({ filter, ...ticket }));
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
          {t('audit:export')}
        </Button>
        <IconButton
          label={t('audit:archive.menu')}
          icon={<Archive size={16} aria-hidden />}
          onClick={(event) => {
            const { right, bottom } = event.currentTarget.getBoundingClientRect();
            setMenu({ x: right - 208, y: bottom + 4 });
          }}
        />
      </header>
      <AuditFilters />
      {broken ? (
        <div className="px-4 pt-3 pb-1">
          <Banner tone="danger" title={t('audit:broken')}>
            {brokenWords(t, language, broken)} {t('audit:brokenAdvice')}
          </Banner>
        </div>
      ) : null}
      {foundArchive ? (
        <div className="px-4 pt-3 pb-1">
          <Banner
            tone={foundArchive.problem || foundArchive.log.broken ? 'danger' : 'good'}
            title={t('audit:archive.checked')}
            action={
              <IconButton
                size="small"
                label={t('common:close')}
                icon={<X size={14} aria-hidden />}
                onClick={() => setFoundArchive(null)}
              />
            }
          >
            <Words>{archiveWords(t, language, foundArchive)}</Words>
          </Banner>
        </div>
      ) : null}
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
      {menu ? (
        <Menu
          label={t('audit:archive.menu')}
          at={menu}
          onClose={() => setMenu(null)}
          entries={[
            {
              id: 'archive',
              label: t('audit:archive.open'),
              icon: <Archive size={15} aria-hidden />,
              run: () => setArchiving(true),
            },
            {
              id: 'check',
              label: t('audit:archive.check'),
              icon: <ShieldCheck size={15} aria-hidden />,
              run: () => void checkArchive(),
            },
          ]}
        />
      ) : null}
      {archiving ? <ArchiveDialog onClose={() => setArchiving(false)} /> : null}
    </main>
  );
}
