import './grid.css';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { cx } from '../../../../design/cx';
import { useT } from '../../../../i18n';
import { focusOn, gridId, openDialog, searchId, useUi } from '../../../ui';
import { keys, useKeys } from '../store';
import { rowAt } from '../store/pages';
import { columns } from './columns';
import { detailId } from './DetailPane';
import { GridHeader, headerHeight } from './GridHeader';
import { GridRow, rowElementId, rowHeight } from './GridRow';

/** What stands above the grid in the window (KeysPage). */
const headingHeight = 56;

/**
 * The list: a grid that holds only the rows in view. It has the focus itself and names the row that the keyboard
 * stands on, so that the focus never goes with a row that scrolls out of sight.
 */
export function KeyGrid({ total, now }: { total: number; now: number }) {
  const t = useT();
  const pages = useKeys((state) => state.pages);
  const cursor = useKeys((state) => state.cursor);
  const selectedId = useKeys((state) => state.selectedId);
  const marked = useKeys((state) => state.marked);
  const mixed = useKeys((state) => state.profile === null);
  const query = useKeys((state) => state.answered);
  const sort = useKeys((state) => state.sort);
  const scroller = useRef<HTMLDivElement>(null);

  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
    // The header stands above the rows in the same scroller, and covers its top.
    scrollMargin: headerHeight,
    scrollPaddingStart: headerHeight,
    // The first paint has its rows before the element has been measured, and right the first time.
    initialRect: { width: 800, height: window.innerHeight - headingHeight },
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: pages that were dropped are asked for again.
  useEffect(() => keys.want(first, last), [first, last, pages]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question begins at its top.
  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [query?.profile, query?.scope, query?.text, sort]);

  // Wherever the cursor goes, it is in view; not when only the rows around it change.
  useEffect(() => {
    if (cursor >= 0) virtualizer.scrollToIndex(cursor, { align: 'auto' });
  }, [cursor, virtualizer]);

  const onKeyDown = (event: KeyboardEvent) => {
    // The buttons of the header keep their keys.
    if (event.target !== event.currentTarget || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key === 'a') void keys.markAll();
      else if (event.key === ' ' && cursor >= 0) keys.toggleMark(cursor);
      else return;
      event.preventDefault();
      return;
    }
    const screen = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - headerHeight) / rowHeight) - 1);
    const moves: Partial<Record<string, number>> = {
      ArrowDown: cursor + 1,
      ArrowUp: cursor <= 0 ? 0 : cursor - 1,
      PageDown: cursor + screen,
      PageUp: cursor - screen,
      Home: 0,
      End: total - 1,
    };
    const to = moves[event.key];
    const row = rowAt(pages, cursor);
    if (to !== undefined && event.shiftKey) void keys.extendMarks(to);
    else if (to !== undefined) keys.moveTo(to);
    else if (event.key === ' ' && cursor >= 0) keys.toggleMark(cursor);
    else if (event.key === 'Enter' && row) {
      keys.select(row.id);
      focusOn(detailId);
    } else if (event.key === 'Delete' && row && marked.size === 0) openDialog({ kind: 'delete', row });
    else if (event.key === 'Escape' && (selectedId !== null || marked.size > 0)) keys.clearSelection();
    else if (event.key === 'Escape') focusOn(searchId);
    else if ((event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) && row) {
      if (!marked.has(row.id)) keys.select(row.id);
      const place = document.getElementById(rowElementId(cursor))?.getBoundingClientRect();
      if (place) useUi.setState({ menu: { of: 'key', x: place.left + 24, y: place.bottom } });
    } else return;
    event.preventDefault();
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
        // The active row shows where the keyboard is.
        activeIsThere && 'outline-none',
      )}
    >
      <div ref={scroller} role="presentation" className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto">
        <GridHeader />
        <div role="presentation" className="relative w-full" style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = rowAt(pages, index);
            return (
              <GridRow
                key={index}
                row={row}
                index={index}
                start={start - headerHeight}
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
