import './given.css';
import { type ReactNode, useEffect } from 'react';
import type { Language } from '../../../../common/languages';
import type { HandoverRow } from '../../../../common/transfer/handover';
import { wayOf } from '../../../../common/transfer/receipt';
import { type TargetId, toolFiles } from '../../../../common/transfer/targets';
import { cx } from '../../../design/cx';
import { Badge } from '../../../design/plain/Badge';
import { type Translate, useLanguage, useT } from '../../../i18n';
import { given as english } from '../../../i18n/en/given';
import { formatMoment, formatNumber } from '../../../i18n/format';
import { useRowsInView } from '../../../rows-in-view';
import { rowIn } from '../../../rows-window';
import { openDialog } from '../../ui';
import { given, useGiven } from './store';

const rowHeight = 48;
const headerHeight = 36;
const columns = ['time', 'toWhom', 'keys', 'way', 'byWhom'] as const;
type Column = (typeof columns)[number];

/** Returns the way in few words: a tool by its name. The receipt has all of it. */
function shortWay(t: Translate, language: Language, { way, tool }: HandoverRow): string {
  if (tool in toolFiles) return toolFiles[tool as TargetId].name[language];
  return way in english.page.way ? t(`given:page.way.${way}`) : way;
}

function Keys({ row }: { row: HandoverRow }) {
  const t = useT();
  const language = useLanguage();
  const names = row.first.map(({ name }) => name).join(t('common:listSeparator'));
  const more = row.keys - row.first.length;
  return (
    <span className="block min-w-0">
      <bdi className="block truncate text-ink" title={names}>
        {names}
      </bdi>
      <span className="block truncate text-sm">
        {more > 0
          ? t('common:andMore', { count: more, number: formatNumber(language, more) })
          : row.first
              .map(({ lastFour }) => t('common:idEnd', { characters: lastFour }))
              .join(t('common:listSeparator'))}
      </span>
    </span>
  );
}

function Row({ row, index, start }: { row: HandoverRow | undefined; index: number; start: number }) {
  const t = useT();
  const language = useLanguage();
  const cells: Record<Column, ReactNode> | undefined = row && {
    time: <span className="whitespace-nowrap tabular-nums">{formatMoment(language, row.at)}</span>,
    toWhom: (
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => openDialog({ kind: 'receipt', id: row.id })}
        className="block max-w-full truncate rounded-sm text-left font-medium text-ink hover:underline"
        title={row.toWhom}
      >
        <bdi>{row.toWhom}</bdi>
      </button>
    ),
    keys: <Keys row={row} />,
    way: (
      <span className="block min-w-0">
        <span className="block truncate" title={wayOf(language, row)}>
          {shortWay(t, language, row)}
        </span>
        {row.finished ? (
          <bdi className="block truncate text-sm" title={row.fileName}>
            {row.fileName}
          </bdi>
        ) : (
          <Badge tone="warning">{t('given:page.unfinished')}</Badge>
        )}
      </span>
    ),
    byWhom: (
      <bdi className="block truncate" title={row.byWhom}>
        {row.byWhom || t('audit:nobody')}
      </bdi>
    ),
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table can't be virtual.
    // biome-ignore lint/a11y/useFocusableInteractive: the button in the row is what is pressed.
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-busy={row ? undefined : true}
      style={{ height: rowHeight, transform: `translateY(${start}px)` }}
      className="given-grid-row absolute inset-x-0 top-0 border-b border-line text-muted hover:bg-sunken"
    >
      {columns.map((column, place) => (
        // biome-ignore lint/a11y/useSemanticElements: see above.
        <div key={column} role="cell" aria-colindex={place + 1} className={cx('min-w-0', `given-cell-${column}`)}>
          {cells ? cells[column] : <span className="block h-2.5 w-2/3 animate-pulse rounded-sm bg-hover" />}
        </div>
      ))}
    </div>
  );
}

/** What was given to whom, newest first; only the rows in view are on the page. */
export function GivenGrid({ total }: { total: number }) {
  const t = useT();
  const pages = useGiven((state) => state.pages);
  const text = useGiven((state) => state.text);
  const { scroller, items, height } = useRowsInView({ total, pages, want: given.want, rowHeight, headerHeight });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question starts at its first row.
  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [text]);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table can't be virtual.
    <div
      role="table"
      aria-label={t('given:page.list')}
      aria-rowcount={total + 1}
      aria-colcount={columns.length}
      className="given-grid flex min-h-0 flex-1 flex-col"
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
      <div ref={scroller} role="rowgroup" className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto">
        {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: nothing to press here. */}
        <div
          role="row"
          aria-rowindex={1}
          style={{ height: headerHeight }}
          className="given-grid-row sticky top-0 z-1 border-b border-line bg-surface text-sm font-medium text-muted"
        >
          {columns.map((column) => (
            // biome-ignore lint/a11y/useSemanticElements: see above.
            // biome-ignore lint/a11y/useFocusableInteractive: see above.
            <div key={column} role="columnheader" className={cx('min-w-0 truncate', `given-cell-${column}`)}>
              {t(`given:page.column.${column}`)}
            </div>
          ))}
        </div>
        <div role="presentation" className="relative w-full" style={{ height }}>
          {items.map(({ index, start }) => (
            <Row key={index} row={rowIn(pages, index)} index={index} start={start} />
          ))}
        </div>
      </div>
    </div>
  );
}
