import './rotation.css';
import { type KeyboardEvent, type ReactNode, useEffect } from 'react';
import type { KeyRow } from '../../../../common/keys/access-key';
import type { RotationCard } from '../../../../common/rotation';
import { cx } from '../../../design/cx';
import { CheckMark } from '../../../design/plain/CheckMark';
import { useLanguage, useT } from '../../../i18n';
import { daysBetween, formatDays, formatMoment, formatToday } from '../../../i18n/format';
import { ProviderMark } from '../../../providers/ProviderMark';
import { useRowsInView } from '../../../rows-in-view';
import { rowIn } from '../../../rows-window';
import { focusOn, openDialog } from '../../ui';
import { LeakedMark, RootMark, Unknown } from '../keys/components/marks';
import { board, useBoard } from './board';
import { stagePanelId, stageTabId } from './StageTabs';

const rowHeight = 52;
const headerHeight = 36;
const columns = ['old', 'new', 'who', 'since', 'age'] as const;
type Column = (typeof columns)[number];

const rotationGridId = 'rotation-grid';
const rowId = (index: number) => `rotation-row-${index}`;

function Key({ row, otherwise, marked = false }: { row: KeyRow | null; otherwise: string; marked?: boolean }) {
  if (!row) return <span className="block truncate text-faint">{otherwise}</span>;
  return (
    <span className="block min-w-0">
      <span className="flex min-w-0 items-center gap-2">
        {marked ? <ProviderMark provider={row.provider} named /> : null}
        <bdi className="min-w-0 truncate font-medium text-ink" title={row.name}>
          {row.name}
        </bdi>
        {marked ? <RootMark row={row} /> : null}
        <LeakedMark row={row} />
      </span>
      <span className="block truncate font-mono text-sm" title={row.accessKeyId}>
        {row.accessKeyId}
      </span>
    </span>
  );
}

function Who({ row }: { row: KeyRow | null }) {
  const holder = [row?.accountId, row?.identityName].filter(Boolean);
  if (holder.length === 0) return <Unknown />;
  return (
    <span className="block min-w-0" title={holder.join(' › ')}>
      <bdi className="block truncate text-ink">{holder.at(-1)}</bdi>
      {holder.length > 1 ? <bdi className="block truncate text-sm tabular-nums">{holder[0]}</bdi> : null}
    </span>
  );
}

interface RowProps {
  card: RotationCard | undefined;
  index: number;
  start: number;
  chosen: boolean;
  active: boolean;
  now: number;
}

function Row({ card, index, start, chosen, active, now }: RowProps) {
  const t = useT();
  const language = useLanguage();
  const known = card?.oldKey ?? card?.newKey ?? null;
  const name = known?.name ?? '';
  const days = (from: number) => {
    const count = daysBetween(from, now);
    return count === 0 ? formatToday(language) : formatDays(language, count);
  };
  const cells: Record<Column, ReactNode> | undefined = card && {
    old: <Key row={card.oldKey} otherwise={t('rotation:assistant.deleted')} marked />,
    new: <Key row={card.newKey} otherwise={t('rotation:board.noNew')} marked={!card.oldKey} />,
    who: <Who row={known} />,
    since: (
      <span className="whitespace-nowrap tabular-nums" title={formatMoment(language, card.since)}>
        {days(card.since)}
      </span>
    ),
    age: known ? (
      <span className="whitespace-nowrap tabular-nums">{days(known.providerCreatedAt ?? known.createdAt)}</span>
    ) : null,
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table can't be a virtual grid.
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names its active row.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys.
    <div
      role="row"
      id={rowId(index)}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      aria-busy={card ? undefined : true}
      style={{ height: rowHeight, transform: `translateY(${start}px)` }}
      onClick={() => {
        if (!card) return;
        board.moveTo(index);
        openDialog({ kind: 'rotation', id: known && card.stage !== 'finished' ? known.id : card.id });
      }}
      className={cx(
        'rotation-grid-row absolute inset-x-0 top-0 border-b border-line text-muted',
        chosen ? 'chosen bg-accent-soft' : 'hover:bg-sunken',
        active &&
          'group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-accent',
      )}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: see above. */}
      <div
        role="gridcell"
        aria-colindex={1}
        className="flex"
        onMouseDown={(event) => {
          // The grid keeps the focus, so that the next key of the keyboard goes on from here.
          event.preventDefault();
          focusOn(rotationGridId);
        }}
      >
        {card ? (
          <CheckMark
            skipped
            label={t('rotation:board.select', { name })}
            checked={chosen}
            onPress={() => {
              board.moveTo(index);
              board.toggle(card.id);
            }}
          />
        ) : null}
      </div>
      {columns.map((column, place) => (
        // biome-ignore lint/a11y/useSemanticElements: see above.
        // biome-ignore lint/a11y/useFocusableInteractive: see above.
        <div
          key={column}
          role="gridcell"
          aria-colindex={place + 2}
          className={cx('min-w-0', `rotation-cell-${column}`)}
        >
          {cells ? cells[column] : <span className="block h-2.5 w-2/3 animate-pulse rounded-sm bg-hover" />}
        </div>
      ))}
    </div>
  );
}

/** Does what a key of the keyboard means on the board. `screen`: rows by which Page Up and Page Down move. */
function press(event: KeyboardEvent, screen: number): void {
  if (event.target !== event.currentTarget || event.altKey) return;
  const { cursor, total, chosen } = board.store.getState();
  const card = board.at(cursor);
  const moves: Partial<Record<string, number>> = {
    ArrowDown: cursor + 1,
    ArrowUp: cursor - 1,
    PageDown: cursor + screen,
    PageUp: cursor - screen,
    Home: 0,
    End: (total ?? 0) - 1,
  };
  const to = moves[event.key];
  if (event.ctrlKey || event.metaKey) {
    if (event.key !== 'a') return;
    void board.chooseAll();
  } else if (to !== undefined) board.moveTo(to);
  else if (event.key === ' ' && card) board.toggle(card.id);
  else if (event.key === 'Enter' && card) openDialog({ kind: 'rotation', id: card.id });
  else if (event.key === 'Escape' && chosen.size > 0) board.clear();
  else return;
  event.preventDefault();
}

/** The rotations at the shown stage; only those in view are on the page. */
export function RotationGrid({ total, now }: { total: number; now: number }) {
  const t = useT();
  const pages = useBoard((state) => state.pages);
  const stage = useBoard((state) => state.stage);
  const chosen = useBoard((state) => state.chosen);
  const cursor = useBoard((state) => state.cursor);
  const rows = useRowsInView({ total, pages, want: board.want, rowHeight, headerHeight });
  const { scroller, virtualizer, items, first, last, height } = rows;
  const isAll = chosen.size > 0 && chosen.size === total;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another stage starts at its first row.
  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [stage]);
  useEffect(() => {
    if (cursor >= 0) virtualizer.scrollToIndex(cursor, { align: 'auto' });
  }, [cursor, virtualizer]);

  const activeIsThere = cursor >= first && cursor <= last;
  return (
    <div id={stagePanelId} role="tabpanel" aria-labelledby={stageTabId(stage)} className="flex min-h-0 flex-1 flex-col">
      {/* biome-ignore lint/a11y/useSemanticElements: a table can't be a virtual grid. */}
      <div
        role="grid"
        id={rotationGridId}
        tabIndex={0}
        aria-label={t('rotation:board.list')}
        aria-multiselectable
        aria-rowcount={total + 1}
        aria-colcount={columns.length + 1}
        aria-activedescendant={activeIsThere ? rowId(cursor) : undefined}
        onKeyDown={(event) =>
          press(event, Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1))
        }
        onFocus={(event) => {
          if (event.target === event.currentTarget && cursor < 0) board.moveTo(0);
        }}
        className="rotation-grid group/grid flex min-h-0 flex-1 flex-col focus-visible:-outline-offset-2"
      >
        <div ref={scroller} role="presentation" className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto">
          {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: the check box in it is what is pressed. */}
          <div
            role="row"
            aria-rowindex={1}
            style={{ height: headerHeight }}
            className="rotation-grid-row sticky top-0 z-1 border-b border-line bg-surface text-sm font-medium text-muted"
          >
            {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
            {/* biome-ignore lint/a11y/useFocusableInteractive: see above. */}
            <div role="columnheader" aria-colindex={1} className="flex">
              <CheckMark
                label={t('rotation:board.selectAll')}
                checked={isAll}
                mixed={chosen.size > 0 && !isAll}
                onPress={() => (isAll ? board.clear() : void board.chooseAll())}
              />
            </div>
            {columns.map((column, place) => (
              // biome-ignore lint/a11y/useSemanticElements: see above.
              // biome-ignore lint/a11y/useFocusableInteractive: nothing to press here.
              <div
                key={column}
                role="columnheader"
                aria-colindex={place + 2}
                className={cx('min-w-0 truncate', `rotation-cell-${column}`)}
              >
                {t(`rotation:board.column.${column}`)}
              </div>
            ))}
          </div>
          <div role="presentation" className="relative w-full" style={{ height }}>
            {items.map(({ index, start }) => {
              const card = rowIn(pages, index);
              return (
                <Row
                  key={index}
                  card={card}
                  index={index}
                  start={start}
                  chosen={card !== undefined && chosen.has(card.id)}
                  active={index === cursor}
                  now={now}
                />
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}
