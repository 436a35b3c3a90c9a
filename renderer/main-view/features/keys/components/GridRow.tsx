import { Ellipsis } from 'lucide-react';
import { memo } from 'react';
import type { KeyRow } from '../../../../../common/keys/access-key';
import type { ColumnId } from '../../../../../common/keys/columns';
import { cx } from '../../../../design/cx';
import { CheckMark } from '../../../../design/plain/CheckMark';
import { IconButton } from '../../../../design/plain/IconButton';
import { useT } from '../../../../i18n';
import { focusOn, gridId, useUi } from '../../../ui';
import { keys } from '../store';
import { columns } from './columns';

export const rowHeight = 40;

/** Returns the id of a row's element, for the grid's active descendant. */
export function rowElementId(index: number): string {
  return `key-row-${index}`;
}

interface GridRowProps {
  /** `undefined` until it has been read. */
  row: KeyRow | undefined;
  index: number;
  /** The columns, in order. */
  shown: readonly ColumnId[];
  /** Pixels from the top of the list. */
  start: number;
  selected: boolean;
  /** It is one of several rows that are marked for an act. */
  marked: boolean;
  /** The keyboard's cursor is on it. */
  active: boolean;
  mixed: boolean;
  now: number;
}

const pulse = <span className="block h-2.5 w-2/3 animate-pulse rounded-sm bg-hover" />;

interface MenuButtonProps {
  name: string;
  /** It is seen also while the pointer is elsewhere. */
  always: boolean;
  onOpen: (x: number, y: number) => void;
}

/** Opens the menu of a row for the pointer. With the keyboard it is opened from the grid itself. */
function MenuButton({ name, always, onOpen }: MenuButtonProps) {
  const t = useT();
  return (
    <span className={cx('flex', !always && 'opacity-0 group-hover/row:opacity-100 focus-within:opacity-100')}>
      <IconButton
        size="small"
        tabIndex={-1}
        label={t('keys:rowActions', { name })}
        icon={<Ellipsis size={16} aria-hidden />}
        onClick={(event) => {
          event.stopPropagation();
          const { left, bottom } = event.currentTarget.getBoundingClientRect();
          onOpen(left, bottom);
        }}
      />
    </span>
  );
}

/** One key in the list. */
export const GridRow = memo(function GridRow({
  row,
  index,
  shown,
  start,
  selected,
  marked,
  active,
  mixed,
  now,
}: GridRowProps) {
  const t = useT();
  const openMenu = (x: number, y: number) => {
    if (!row) return;
    // If the row is one of several marked ones, the menu stays the menu of all of them.
    if (!marked) keys.select(row.id);
    useUi.setState({ menu: { of: 'key', x, y } });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table can't be a virtual grid.
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names its active row.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys.
    <div
      role="row"
      id={rowElementId(index)}
      aria-rowindex={index + 2}
      aria-selected={selected || marked}
      aria-busy={row ? undefined : true}
      style={{ height: rowHeight, transform: `translateY(${start}px)` }}
      onMouseDown={(event) => {
        // A click that extends the selection must not select text.
        if (event.shiftKey) event.preventDefault();
      }}
      onClick={(event) => {
        if (!row) return;
        if (event.shiftKey) void keys.extendMarks(index);
        else if (event.ctrlKey || event.metaKey) keys.toggleMark(index);
        else keys.select(row.id);
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        openMenu(event.clientX, event.clientY);
      }}
      className={cx(
        'key-grid-row group/row absolute inset-x-0 top-0 border-b border-line text-muted',
        selected || marked ? 'chosen bg-accent-soft' : 'hover:bg-sunken',
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
          focusOn(gridId);
        }}
      >
        {row ? (
          <CheckMark
            skipped
            label={t('keys:selectRow', { name: row.name })}
            checked={selected || marked}
            onPress={(shift) => (shift ? void keys.extendMarks(index) : keys.toggleMark(index))}
          />
        ) : null}
      </div>
      {shown.map((id, column) => (
        // biome-ignore lint/a11y/useSemanticElements: see above.
        // biome-ignore lint/a11y/useFocusableInteractive: see above.
        <div key={id} role="gridcell" aria-colindex={column + 2} className={cx('min-w-0', `key-cell-${id}`)}>
          {row ? columns[id].cell({ row, now, t, mixed }) : pulse}
        </div>
      ))}
      {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: see above. */}
      <div role="gridcell" aria-colindex={shown.length + 2}>
        {row ? <MenuButton name={row.name} always={selected} onOpen={openMenu} /> : null}
      </div>
    </div>
  );
});
