import './bin.css';
import { Check } from 'lucide-react';
import { type KeyboardEvent, memo, type ReactNode, useEffect } from 'react';
import type { BinnedKey } from '../../../../common/keys/bin';
import { cx } from '../../../design/cx';
import { CutName } from '../../../design/plain/CutName';
import { useLanguage, useT } from '../../../i18n';
import { formatDays, formatMoment } from '../../../i18n/format';
import { ProviderMark } from '../../../providers/ProviderMark';
import { useRowsInView } from '../../../rows-in-view';
import { rowIn } from '../../../rows-window';
import { focusOn, openDialog } from '../../ui';
import { Unknown } from '../keys/components/marks';
import { binGridId, binSearchId, restoreKeys } from './actions';
import { bin, useBin } from './store';

const rowHeight = 44;
const headerHeight = 36;
const columns = ['name', 'accessKeyId', 'holder', 'deleted', 'goes'] as const;
type Column = (typeof columns)[number];

const elementId = (index: number) => `bin-row-${index}`;

const day = 86_400_000;
/** Days that are left at which a key's end stands out. */
const soon = 3;

function Goes({ row, now }: { row: BinnedKey; now: number }) {
  const t = useT();
  const language = useLanguage();
  const left = row.goesAt - now;
  return (
    <span
      title={formatMoment(language, row.goesAt)}
      className={cx('whitespace-nowrap', left < soon * day && 'font-medium text-warning-ink')}
    >
      {left < day ? t('bin:today') : t('bin:in', { days: formatDays(language, Math.round(left / day)) })}
    </span>
  );
}

/** Shows if a row is chosen. The row itself says it to assistive technology. */
function Mark({ chosen }: { chosen: boolean }) {
  return (
    <span
      aria-hidden
      className={cx(
        'flex size-4 items-center justify-center rounded-sm border',
        chosen ? 'chosen border-accent bg-accent text-on-accent' : 'border-control bg-raised',
      )}
    >
      {chosen ? <Check size={12} strokeWidth={3} /> : null}
    </span>
  );
}

interface RowProps {
  row: BinnedKey | undefined;
  index: number;
  start: number;
  chosen: boolean;
  active: boolean;
  now: number;
}

const Row = memo(function Row({ row, index, start, chosen, active, now }: RowProps) {
  const language = useLanguage();
  const cells: Record<Column, ReactNode> | undefined = row && {
    name: (
      <span className="flex min-w-0 items-center gap-2.5">
        <ProviderMark provider={row.provider} named />
        <CutName name={row.name} className="min-w-0 truncate font-medium text-ink" />
      </span>
    ),
    accessKeyId: <span className="block truncate font-mono text-sm">{row.accessKeyId}</span>,
    holder:
      row.accountId === '' && row.identityName === '' ? (
        <Unknown />
      ) : (
        <bdi className="block truncate">{[row.accountId, row.identityName].filter(Boolean).join(' / ')}</bdi>
      ),
    deleted: <span className="block truncate">{formatMoment(language, row.deletedAt)}</span>,
    goes: <Goes row={row} now={now} />,
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table can't be a virtual grid.
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names its active row.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys.
    <div
      role="row"
      id={elementId(index)}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      aria-busy={row ? undefined : true}
      style={{ height: rowHeight, transform: `translateY(${start}px)` }}
      onMouseDown={(event) => {
        // A click that extends the selection must not select text.
        if (event.shiftKey) event.preventDefault();
      }}
      onClick={(event) => bin.choose(index, event.shiftKey ? 'range' : 'toggle')}
      className={cx(
        'bin-grid-row absolute inset-x-0 top-0 cursor-default border-b border-line text-muted tabular-nums',
        chosen ? 'chosen bg-accent-soft' : 'hover:bg-sunken',
        active &&
          'group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-accent',
      )}
    >
      <Mark chosen={chosen} />
      {columns.map((column, place) => (
        // biome-ignore lint/a11y/useSemanticElements: see above.
        // biome-ignore lint/a11y/useFocusableInteractive: see above.
        <div key={column} role="gridcell" aria-colindex={place + 1} className={cx('min-w-0', `bin-cell-${column}`)}>
          {cells ? cells[column] : <span className="block h-2.5 w-2/3 animate-pulse rounded-sm bg-hover" />}
        </div>
      ))}
    </div>
  );
});

function moveOf(key: string, screen: number): number | undefined {
  const { cursor, total } = bin.store.getState();
  const moves: Partial<Record<string, number>> = {
    ArrowDown: cursor + 1,
    ArrowUp: cursor <= 0 ? 0 : cursor - 1,
    PageDown: cursor + screen,
    PageUp: cursor - screen,
    Home: 0,
    End: (total ?? 0) - 1,
  };
  return moves[key];
}

/** Returns the keys that an act of the keyboard is for: those that are chosen, or the one that has the cursor. */
function meant(): BinnedKey[] {
  const { chosen, cursor, pages } = bin.store.getState();
  const row = rowIn(pages, cursor);
  return chosen.size > 0 ? [...chosen.values()] : row ? [row] : [];
}

/** Does what a key of the keyboard means in the list. Returns whether it means something. */
function pressed({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent, screen: number): boolean {
  const { cursor, chosen } = bin.store.getState();
  const to = moveOf(key, screen);
  if (ctrlKey || metaKey) {
    if (key !== 'a') return false;
    void bin.chooseAll();
  } else if (to !== undefined && shiftKey) bin.choose(to, 'range');
  else if (to !== undefined) bin.moveTo(to);
  else if (key === ' ' && cursor >= 0) bin.choose(cursor, 'toggle');
  else if (key === 'Enter' && meant().length > 0) void restoreKeys(meant());
  else if (key === 'Delete' && meant().length > 0) openDialog({ kind: 'erase', keys: meant() });
  else if (key === 'Escape' && chosen.size > 0) bin.clear();
  else if (key === 'Escape') focusOn(binSearchId);
  else return false;
  return true;
}

/** The deleted keys: a grid that holds only the rows in view. It has the focus and names the row with the cursor. */
export function BinGrid({ total, now }: { total: number; now: number }) {
  const t = useT();
  const pages = useBin((state) => state.pages);
  const cursor = useBin((state) => state.cursor);
  const chosen = useBin((state) => state.chosen);
  const text = useBin((state) => state.text);
  const shape = { total, pages, want: bin.want, rowHeight, headerHeight };
  const { scroller, virtualizer, items, first, last, height } = useRowsInView(shape);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question starts at its first row.
  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [text]);
  useEffect(() => {
    if (cursor >= 0) virtualizer.scrollToIndex(cursor, { align: 'auto' });
  }, [cursor, virtualizer]);

  const activeIsThere = cursor >= first && cursor <= last;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table can't be a virtual grid.
    <div
      role="grid"
      id={binGridId}
      tabIndex={0}
      aria-label={t('bin:list')}
      aria-multiselectable
      aria-rowcount={total + 1}
      aria-colcount={columns.length}
      aria-activedescendant={activeIsThere ? elementId(cursor) : undefined}
      onKeyDown={(event) => {
        if (event.altKey) return;
        const screen = Math.floor(((scroller.current?.clientHeight ?? 0) - headerHeight) / rowHeight) - 1;
        if (pressed(event, Math.max(1, screen))) event.preventDefault();
      }}
      className={cx(
        'bin-grid group/grid flex min-h-0 flex-1 flex-col focus-visible:-outline-offset-2',
        activeIsThere && 'outline-none',
      )}
    >
      <div ref={scroller} role="presentation" className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto">
        {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: nothing to press here. */}
        <div
          role="row"
          aria-rowindex={1}
          style={{ height: headerHeight }}
          className="bin-grid-row sticky top-0 z-1 border-b border-line bg-surface text-sm font-medium text-muted"
        >
          <span aria-hidden />
          {columns.map((column) => (
            // biome-ignore lint/a11y/useSemanticElements: see above.
            // biome-ignore lint/a11y/useFocusableInteractive: see above.
            <div key={column} role="columnheader" className={cx('min-w-0 truncate', `bin-cell-${column}`)}>
              {t(`bin:column.${column}`)}
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
                chosen={row !== undefined && chosen.has(row.id)}
                active={index === cursor}
                now={now}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
