import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { Pages, RowsWindow } from './rows-window';

interface ListShape<Row> {
  total: number;
  pages: Pages<Row>;
  want: RowsWindow<Row>['want'];
  /** Pixels of each row. */
  rowHeight: number;
  /** Pixels of a header that stays at the top of the same scroller and covers the rows below it. */
  headerHeight?: number;
  /** Pixels between the top of the window and the list. */
  above?: number;
  /** Rows to render above and below those in view. */
  overscan?: number;
}

/**
 * Returns which rows of a long list are to be rendered and where, and the ref of their scroller. Rows that come into
 * view are read.
 */
export function useRowsInView<Row>(shape: ListShape<Row>) {
  const { total, pages, want, rowHeight, headerHeight = 0, above = 0, overscan = 4 } = shape;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
    scrollMargin: headerHeight,
    scrollPaddingStart: headerHeight,
    // The first paint needs rows before the element has been measured.
    initialRect: { width: 800, height: window.innerHeight - above },
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: pages that were dropped are asked for again.
  useEffect(() => want(first, last), [want, first, last, pages]);

  return {
    scroller,
    virtualizer,
    first,
    last,
    /** Pixels of all rows. */
    height: virtualizer.getTotalSize(),
    /** The rows to render: their places in the list, and their pixels below its first row. */
    items: items.map(({ index, start }) => ({ index, start: start - headerHeight })),
  };
}
