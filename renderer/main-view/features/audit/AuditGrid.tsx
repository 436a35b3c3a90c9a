import './audit.css';
import { type ReactNode, useEffect, useState } from 'react';
import type { AuditRow } from '../../../../common/audit/actions';
import { providerIds } from '../../../../common/providers';
import { cx } from '../../../design/cx';
import { Badge } from '../../../design/plain/Badge';
import { useLanguage, useT } from '../../../i18n';
import { formatMoment, formatNumber } from '../../../i18n/format';
import { plainWords, Words } from '../../../i18n/words';
import { ProviderMark } from '../../../providers/ProviderMark';
import { useRowsInView } from '../../../rows-in-view';
import { rowIn } from '../../../rows-window';
import { Unknown } from '../keys/components/marks';
import { AuditDetails } from './AuditDetails';
import { audit, useAudit } from './store';
import { actionWords, factWords } from './words';

const rowHeight = 44;
const headerHeight = 36;
const columns = ['number', 'time', 'action', 'key', 'user', 'outcome'] as const;
type Column = (typeof columns)[number];

const tones = { ok: 'neutral', refused: 'warning', failed: 'danger' } as const;

function Key({ row }: { row: AuditRow }) {
  const t = useT();
  if (!row.key) return <Unknown />;
  const provider = providerIds.find((id) => id === row.key?.provider);
  return (
    <span className="flex min-w-0 items-center gap-2">
      {provider ? <ProviderMark provider={provider} named /> : null}
      <span className="min-w-0">
        <bdi className="block truncate text-ink" title={row.key.name}>
          {row.key.name}
        </bdi>
        <span className="block font-mono text-xs">{t('audit:lastFour', { characters: row.key.lastFour })}</span>
      </span>
    </span>
  );
}

function Row({
  row,
  index,
  start,
  isBroken,
  onOpen,
}: {
  row: AuditRow | undefined;
  index: number;
  start: number;
  isBroken: boolean;
  onOpen: (row: AuditRow) => void;
}) {
  const t = useT();
  const language = useLanguage();
  const facts = row ? factWords(t, language, row) : '';
  const cells: Record<Column, ReactNode> | undefined = row && {
    number: <span className="tabular-nums text-faint">{formatNumber(language, row.number)}</span>,
    time: <span className="whitespace-nowrap tabular-nums">{formatMoment(language, row.at)}</span>,
    action: (
      <span className="block min-w-0">
        <button
          type="button"
          aria-haspopup="dialog"
          onClick={() => onOpen(row)}
          className="block max-w-full truncate rounded-sm text-left font-medium text-ink hover:underline"
        >
          {actionWords(t, row.action)}
        </button>
        {facts ? (
          <span className="block truncate text-sm" title={plainWords(facts)}>
            <Words>{facts}</Words>
          </span>
        ) : null}
      </span>
    ),
    key: <Key row={row} />,
    user: (
      <bdi className="block truncate" title={row.actor}>
        {row.actor || t('audit:nobody')}
      </bdi>
    ),
    outcome: <Badge tone={tones[row.outcome] ?? 'danger'}>{t(`audit:outcome.${row.outcome}`)}</Badge>,
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table can't be virtual.
    // biome-ignore lint/a11y/useFocusableInteractive: nothing to press in a row.
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-busy={row ? undefined : true}
      style={{ height: rowHeight, transform: `translateY(${start}px)` }}
      className={cx(
        'audit-grid-row absolute inset-x-0 top-0 border-b border-line text-muted',
        isBroken ? 'bg-danger-soft forced-colors:outline-2 forced-colors:-outline-offset-2' : 'hover:bg-sunken',
      )}
    >
      {columns.map((column, place) => (
        // biome-ignore lint/a11y/useSemanticElements: see above.
        <div key={column} role="cell" aria-colindex={place + 1} className={cx('min-w-0', `audit-cell-${column}`)}>
          {cells ? cells[column] : <span className="block h-2.5 w-2/3 animate-pulse rounded-sm bg-hover" />}
        </div>
      ))}
    </div>
  );
}

/** The rows of the log; only those in view are on the page. */
export function AuditGrid({ total }: { total: number }) {
  const t = useT();
  const pages = useAudit((state) => state.pages);
  const filter = useAudit((state) => state.filter);
  const brokenRow = useAudit((state) => state.checked?.broken?.row ?? null);
  const [opened, setOpened] = useState<AuditRow | null>(null);
  const { scroller, items, height } = useRowsInView({ total, pages, want: audit.want, rowHeight, headerHeight });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question starts at its first row.
  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [filter]);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table can't be virtual.
    <div
      role="table"
      aria-label={t('audit:list')}
      aria-rowcount={total + 1}
      aria-colcount={columns.length}
      className="audit-grid flex min-h-0 flex-1 flex-col"
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by the keyboard. */}
      <div ref={scroller} tabIndex={0} role="rowgroup" className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto">
        {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: nothing to press here. */}
        <div
          role="row"
          aria-rowindex={1}
          style={{ height: headerHeight }}
          className="audit-grid-row sticky top-0 z-1 border-b border-line bg-surface text-sm font-medium text-muted"
        >
          {columns.map((column) => (
            // biome-ignore lint/a11y/useSemanticElements: see above.
            // biome-ignore lint/a11y/useFocusableInteractive: see above.
            <div key={column} role="columnheader" className={cx('min-w-0 truncate', `audit-cell-${column}`)}>
              {t(`audit:column.${column}`)}
            </div>
          ))}
        </div>
        <div role="presentation" className="relative w-full" style={{ height }}>
          {items.map(({ index, start }) => {
            const row = rowIn(pages, index);
            return (
              <Row
                key={index}
                row={row}
                index={index}
                start={start}
                isBroken={row !== undefined && row.number === brokenRow}
                onOpen={setOpened}
              />
            );
          })}
        </div>
      </div>
      {opened ? <AuditDetails row={opened} onClose={() => setOpened(null)} /> : null}
    </div>
  );
}
