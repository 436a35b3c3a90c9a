import './grid.css';
import { type KeyboardEvent, useEffect } from 'react';
import { cx } from '../../../../design/cx';
import { useT } from '../../../../i18n';
import { useRowsInView } from '../../../../rows-in-view';
import { rowIn } from '../../../../rows-window';
import { gridId } from '../../../ui';
import { keys, useKeys } from '../store';
import { columns } from './columns';
import { GridHeader, headerHeight } from './GridHeader';
import { GridRow, rowElementId, rowHeight } from './GridRow';
import { pressInGrid } from './grid-keys';

/** Pixels of what is above the grid in the window (KeysPage). */
const headingHeight = 56;

/**
 * The list: a grid that holds only the rows in view. The grid itself has the focus and names the row with the
 * keyboard's cursor. So the focus is not lost if a row scrolls out of sight.
 */
export function KeyGrid({ total, now }: { total: number; now: number }) {
  const t = useT();
  const pages = useKeys((state) => state.pages);
  const cursor = useKeys((state) => state.cursor);
  const selectedId = useKeys((state) => state.selectedId);
  const marked = useKeys((state) => state.marked);
  const mixed = useKeys((state) => state.provider === null);
  const query = useKeys((state) => state.answered);
  const sort = useKeys((state) => state.sort);
  const { scroller, virtualizer, items, first, last, height } = useRowsInView({
    total,
    pages,
    want: keys.want,
    rowHeight,
    headerHeight,
    above: headingHeight,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question starts at its first row.
  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [query?.provider, query?.scope, query?.text, sort]);

  // The cursor is scrolled into view when it moves, but not if only the rows around it change.
  useEffect(() => {
    if (cursor >= 0) virtualizer.scrollToIndex(cursor, { align: 'auto' });
  }, [cursor, virtualizer]);

  const onKeyDown = (event: KeyboardEvent) => {
    const screen = Math.floor(((scroller.current?.clientHeight ?? 0) - headerHeight) / rowHeight) - 1;
    pressInGrid(event, Math.max(1, screen));
  };

  const activeIsThere = cursor >= first && cursor <= last;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table can't be a virtual grid.
    <div
      role="grid"
      id={gridId}
      tabIndex={0}
      aria-label={t('keys:list')}
      aria-multiselectable
      aria-rowcount={total + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={activeIsThere ? rowElementId(cursor) : undefined}
      onKeyDown={onKeyDown}
      className={cx(
        'key-grid group/grid flex min-h-0 flex-1 flex-col focus-visible:-outline-offset-2',
        // The active row shows where the keyboard's cursor is.
        activeIsThere && 'outline-none',
      )}
    >
      <div ref={scroller} role="presentation" className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto">
        <GridHeader />
        <div role="presentation" className="relative w-full" style={{ height }}>
          {items.map(({ index, start }) => {
            const row = rowIn(pages, index);
            return (
              <GridRow
                key={index}
                row={row}
                index={index}
                start={start}
                selected={row !== undefined && row.id === selectedId}
                marked={row !== undefined && marked.has(row.id)}
                active={index === cursor}
                mixed={mixed}
                now={now}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
