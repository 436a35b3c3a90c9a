import { ArrowDown, ArrowUp } from 'lucide-react';
import { cx } from '../../../../design/cx';
import { useT } from '../../../../i18n';
import { keys, useKeys } from '../store';
import { columns } from './columns';

export const headerHeight = 36;

/** The titles of the columns. They stay while the rows move under them. Pressing a title sorts by it. */
export function GridHeader() {
  const t = useT();
  const sort = useKeys((state) => state.sort);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table can't be a virtual grid.
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names its active row.
    <div
      role="row"
      aria-rowindex={1}
      style={{ height: headerHeight }}
      className="key-grid-row sticky top-0 z-1 border-b border-line bg-surface text-sm"
    >
      {columns.map(({ id, label }, index) => {
        const sorted = sort.column === id;
        const Arrow = sort.direction === 'ascending' ? ArrowUp : ArrowDown;
        return (
          // biome-ignore lint/a11y/useSemanticElements: see above.
          // biome-ignore lint/a11y/useFocusableInteractive: the button inside has the focus.
          <div
            key={id}
            role="columnheader"
            aria-colindex={index + 1}
            aria-sort={sorted ? sort.direction : 'none'}
            className={cx('min-w-0', `key-cell-${id}`)}
          >
            <button
              type="button"
              title={t('keys:sortBy', { column: label(t) })}
              onClick={() => void keys.sortBy(id)}
              className={cx(
                '-mx-1.5 flex max-w-full cursor-default items-center gap-1 rounded-sm px-1.5 py-1 font-medium hover:bg-hover hover:text-ink',
                sorted ? 'text-ink' : 'text-muted',
              )}
            >
              <span className="truncate">{label(t)}</span>
              {sorted ? <Arrow size={12} className="shrink-0" aria-hidden /> : null}
            </button>
          </div>
        );
      })}
      {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: nothing to press here. */}
      <div role="columnheader" aria-colindex={columns.length + 1}>
        <span className="sr-only">{t('keys:column.actions')}</span>
      </div>
    </div>
  );
}
