import './grid.css';
import {
  type CSSProperties,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react';
import { cx } from '../../../../design/cx';
import { useT } from '../../../../i18n';
import { useRowsInView } from '../../../../rows-in-view';
import { rowIn } from '../../../../rows-window';
import { gridId } from '../../../ui';
import { useTags } from '../../tags/store';
import { keys, useKeys } from '../store';
import { useColumns } from '../store/columns';
import { isChosen } from '../store/state';
import { GridHeader, headerHeight } from './GridHeader';
import { GridRow, rowElementId, rowHeight } from './GridRow';
import { pressInGrid } from './grid-keys';
import { layoutOf } from './layout';

/** Pixels of what is above the grid in the window (KeysPage). */
const headingHeight = 56;

/** Returns the width of an element in pixels. The first time it is a guess, so that the first paint has columns. */
function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(() => window.innerWidth - (window.innerWidth < 760 ? 56 : 224));
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    setWidth(current.clientWidth);
    const watch = new ResizeObserver(() => setWidth(current.clientWidth));
    watch.observe(current);
    return () => watch.disconnect();
  }, [element]);
  return width;
}

/** Returns the columns that are shown. They are the same object until there are others. */
function useLayout(width: number) {
  const chosen = useColumns();
  const tagged = useTags(({ tags }) => tags.size > 0);
  const layout = useMemo(() => layoutOf(width, chosen, tagged), [width, chosen, tagged]);
  const ids = layout.columns.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: a row is drawn again only if there are other columns.
  const shown = useMemo(() => layout.columns, [ids]);
  return { ...layout, shown };
}

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
  const all = useKeys((state) => state.all);
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

  const width = useWidth(scroller);
  const { shown, template, least } = useLayout(width);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question starts at its first row.
  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [query?.provider, query?.scope, query?.text, query?.filter, sort]);

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
      aria-colcount={shown.length + 2}
      aria-activedescendant={activeIsThere ? rowElementId(cursor) : undefined}
      onKeyDown={onKeyDown}
      style={{ '--columns': template } as CSSProperties}
      className={cx(
        'group/grid flex min-h-0 flex-1 flex-col focus-visible:-outline-offset-2',
        // The active row shows where the keyboard's cursor is.
        activeIsThere && 'outline-none',
      )}
    >
      <div
        ref={scroller}
        role="presentation"
        className={cx('min-h-0 flex-1 overflow-y-auto', least > width ? 'overflow-x-auto' : 'overflow-x-hidden')}
      >
        <div role="presentation" style={least > width ? { width: least } : undefined}>
          <GridHeader shown={shown} />
          <div role="presentation" className="relative w-full" style={{ height }}>
            {items.map(({ index, start }) => {
              const row = rowIn(pages, index);
              return (
                <GridRow
                  key={index}
                  row={row}
                  index={index}
                  shown={shown}
                  start={start}
                  selected={row !== undefined && row.id === selectedId}
                  marked={
                    row !== undefined && (all || marked.size > 0) && isChosen({ all, marked, selectedId: null }, row.id)
                  }
                  active={index === cursor}
                  mixed={mixed}
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
