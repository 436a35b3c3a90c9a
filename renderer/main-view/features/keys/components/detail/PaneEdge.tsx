import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { paneLimits } from '../../../../../../common/settings';
import { cx } from '../../../../../design/cx';
import { useT } from '../../../../../i18n';

/** Pixels of one press of an arrow key. */
const step = 16;

interface PaneEdgeProps {
  /** The pane stands beside the list, so its width changes; else it stands below, and its height does. */
  isBeside: boolean;
  /** Pixels. */
  size: number;
  /** Called while it is dragged, and for each key. */
  onChange: (size: number) => void;
  /** Called when the person has finished. */
  onDone: (size: number) => void;
}

/** The edge of the pane, by which its size is changed: with the pointer, or with the arrow keys, Home and End. */
export function PaneEdge({ isBeside, size, onChange, onDone }: PaneEdgeProps) {
  const t = useT();
  const { least, most } = isBeside ? paneLimits.width : paneLimits.height;
  const dragged = useRef<{ from: number; size: number; now: number } | null>(null);
  const within = (wanted: number) => Math.round(Math.min(most, Math.max(least, wanted)));
  const placeOf = (event: PointerEvent) => (isBeside ? event.clientX : event.clientY);

  const onKeyDown = (event: KeyboardEvent) => {
    const larger = isBeside ? 'ArrowLeft' : 'ArrowUp';
    const smaller = isBeside ? 'ArrowRight' : 'ArrowDown';
    const wanted: Partial<Record<string, number>> = {
      [larger]: size + step,
      [smaller]: size - step,
      Home: least,
      End: most,
    };
    const next = wanted[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onChange(within(next));
    onDone(within(next));
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule can't be moved.
    <div
      role="separator"
      tabIndex={0}
      aria-label={isBeside ? t('keys:detail.width') : t('keys:detail.height')}
      aria-orientation={isBeside ? 'vertical' : 'horizontal'}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={size}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        dragged.current = { from: placeOf(event), size, now: size };
      }}
      onPointerMove={(event) => {
        const drag = dragged.current;
        if (!drag) return;
        drag.now = within(drag.size + drag.from - placeOf(event));
        onChange(drag.now);
      }}
      onPointerUp={() => {
        const drag = dragged.current;
        dragged.current = null;
        if (drag && drag.now !== drag.size) onDone(drag.now);
      }}
      onLostPointerCapture={() => {
        dragged.current = null;
      }}
      className={cx(
        'absolute z-1 touch-none rounded-sm hover:bg-accent-line focus-visible:bg-accent-line',
        isBeside ? 'inset-y-0 -left-1 w-2 cursor-col-resize' : 'inset-x-0 -top-1 h-2 cursor-row-resize',
      )}
    />
  );
}
