import './import.css';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { ImportChoice, ImportRow } from '../../../common/transfer/import';
import { useT } from '../../i18n';
import { useRowsInView } from '../../rows-in-view';
import { rowIn } from '../../rows-window';
import { ImportListRow, importColumns, rowHeight } from './ImportListRow';
import type { ImportRows } from './rows';

const headerHeight = 34;

interface ImportListProps {
  rows: ImportRows;
  onChoose: (index: number, choice: ImportChoice) => void;
  onEdit: (row: ImportRow) => void;
}

/** The keys of the file; only those in view are on the page. */
export function ImportList({ rows, onChoose, onEdit }: ImportListProps) {
  const t = useT();
  const { total, pages, state } = useStore(rows.store);
  const { scroller, items, height } = useRowsInView({
    total: total ?? 0,
    pages,
    want: rows.want,
    rowHeight,
    headerHeight,
    overscan: 6,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows start at the first one.
  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [state]);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table can't be virtual.
    <div
      role="table"
      aria-label={t('transfer:import.list')}
      aria-rowcount={(total ?? 0) + 1}
      aria-colcount={importColumns.length}
      className="import-list flex min-h-0 flex-1 flex-col overflow-hidden rounded-lg border border-line"
    >
      <div ref={scroller} role="presentation" className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto">
        {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: nothing to press here. */}
        <div
          role="row"
          aria-rowindex={1}
          style={{ height: headerHeight }}
          className="import-row sticky top-0 z-1 border-b border-line bg-sunken text-sm text-muted"
        >
          {importColumns.map((column, at) => (
            // biome-ignore lint/a11y/useSemanticElements: see above.
            // biome-ignore lint/a11y/useFocusableInteractive: nothing to press here.
            <span
              key={column}
              role="columnheader"
              aria-colindex={at + 1}
              className={`truncate font-medium import-cell-${column}`}
            >
              {t(`transfer:import.column.${column}`)}
            </span>
          ))}
        </div>
        <div role="presentation" className="relative w-full" style={{ height }}>
          {items.map(({ index, start }) => (
            <ImportListRow
              key={index}
              row={rowIn(pages, index)}
              place={index}
              start={start}
              onChoose={onChoose}
              onEdit={onEdit}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
