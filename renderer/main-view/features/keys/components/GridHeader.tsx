import { ArrowDown, ArrowUp } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { ColumnId } from '../../../../../common/keys/columns';
import { cx } from '../../../../design/cx';
import { CheckMark } from '../../../../design/plain/CheckMark';
import { useT } from '../../../../i18n';
import { openDialog, useUi } from '../../../ui';
import { keys, useKeys } from '../store';
import { keepColumns, sizeColumn, useColumns } from '../store/columns';
import { countChosen } from '../store/state';
import { ColumnEdge } from './ColumnEdge';
import { columns } from './columns';
import { widthOf } from './layout';

export const headerHeight = 36;

/** Pixels by which a press of a key makes a column wider. */
const step = 16;

/** The titles of the columns. They stay while the rows move under them. Pressing a title sorts by it. */
export function GridHeader({ shown }: { shown: readonly ColumnId[] }) {
  const t = useT();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table can't be a virtual grid.
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names its active row.
    <div
      role="row"
      aria-rowindex={1}
      style={{ height: headerHeight }}
      onContextMenu={(event) => {
        event.preventDefault();
        if (useUi.getState().unlocked) openDialog({ kind: 'columns' });
      }}
      className="key-grid-row sticky top-0 z-1 border-b border-line bg-surface text-sm"
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the check box inside has the focus. */}
      <div role="columnheader" aria-colindex={1} className="flex">
        <CheckAll />
      </div>
      {shown.map((id, index) => (
        <Title key={id} id={id} place={index + 2} />
      ))}
      {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: nothing to press here. */}
      <div role="columnheader" aria-colindex={shown.length + 2}>
        <span className="sr-only">{t('keys:column.actions')}</span>
      </div>
    </div>
  );
}

/** Chooses everything that the list is narrowed to, or nothing. */
function CheckAll() {
  const t = useT();
  const total = useKeys((state) => state.total ?? 0);
  const chosen = useKeys(countChosen);
  const all = chosen > 0 && chosen === total;
  return (
    <CheckMark
      label={t('keys:selectAll')}
      checked={all}
      mixed={chosen > 0 && !all}
      disabled={total === 0}
      onPress={() => (all ? keys.clearSelection() : keys.markAll())}
    />
  );
}

function Title({ id, place }: { id: ColumnId; place: number }) {
  const t = useT();
  const sort = useKeys((state) => state.sort);
  const { label, sort: sortsBy } = columns[id];
  const sorted = sort.column === sortsBy;
  const Arrow = sort.direction === 'ascending' ? ArrowUp : ArrowDown;
  const size = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    sizeColumn(id, widthOf(id, useColumns.getState()) + (event.key === 'ArrowRight' ? step : -step));
    void keepColumns();
  };
  const look = '-mx-1.5 flex max-w-full cursor-default items-center gap-1 rounded-sm px-1.5 py-1 font-medium';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table can't be a virtual grid.
    // biome-ignore lint/a11y/useFocusableInteractive: the button inside has the focus.
    <div
      role="columnheader"
      aria-colindex={place}
      aria-sort={sortsBy === undefined ? undefined : sorted ? sort.direction : 'none'}
      className={cx('relative min-w-0', `key-cell-${id}`)}
    >
      {sortsBy === undefined ? (
        <span className={cx(look, 'text-muted')}>
          <span className="truncate">{label(t)}</span>
        </span>
      ) : (
        <button
          type="button"
          title={t('keys:sortBy', { column: label(t) })}
          aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight"
          onKeyDown={size}
          onClick={() => void keys.sortBy(sortsBy)}
          className={cx(look, 'hover:bg-hover hover:text-ink', sorted ? 'text-ink' : 'text-muted')}
        >
          <span className="truncate">{label(t)}</span>
          {sorted ? <Arrow size={12} className="shrink-0" aria-hidden /> : null}
        </button>
      )}
      {id === 'name' ? null : <ColumnEdge id={id} />}
    </div>
  );
}
