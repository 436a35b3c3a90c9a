import type { PointerEvent } from 'react';
import { useRef } from 'react';
import type { ColumnId } from '../../../../../common/keys/columns';
import { keepColumns, sizeColumn, useColumns } from '../store/columns';
import { widthOf } from './layout';

/**
 * The left edge of a column, which the pointer drags: what the column gets, the name loses. A double click makes the
 * column as wide as usual. The keyboard has its own way, on the title.
 */
export function ColumnEdge({ id }: { id: ColumnId }) {
  const from = useRef<{ x: number; width: number } | null>(null);
  const move = ({ clientX }: PointerEvent) => {
    if (from.current) sizeColumn(id, from.current.width + from.current.x - clientX);
  };
  const end = () => {
    if (!from.current) return;
    from.current = null;
    void keepColumns();
  };
  return (
    <span
      aria-hidden="true"
      data-column-edge={id}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        // Neither the text nor the focus moves.
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, width: widthOf(id, useColumns.getState()) };
      }}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={() => {
        sizeColumn(id, null);
        void keepColumns();
      }}
      className="group/edge absolute -inset-y-1 -left-2.5 flex w-2.5 cursor-col-resize justify-center"
    >
      <span className="h-full w-px bg-line group-hover/edge:w-0.5 group-hover/edge:bg-accent" />
    </span>
  );
}
