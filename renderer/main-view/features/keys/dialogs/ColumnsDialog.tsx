import { ArrowDown, ArrowUp, Minus, Plus } from 'lucide-react';
import { useRef } from 'react';
import { type ColumnId, columnIds, columnWidths } from '../../../../../common/keys/columns';
import { Dialog } from '../../../../design/Dialog';
import { Button } from '../../../../design/plain/Button';
import { Checkbox } from '../../../../design/plain/Checkbox';
import { IconButton } from '../../../../design/plain/IconButton';
import { useT } from '../../../../i18n';
import { closeDialog } from '../../../ui';
import { columns } from '../components/columns';
import { columnsShown } from '../components/columns-shown';
import { widthOf } from '../components/layout';
import { keepColumns, showColumns, sizeColumn, useColumns } from '../store/columns';

/** Pixels by which a press of a button makes a column wider. */
const step = 16;

/** Chooses which columns the list has, in which order and how wide. What is chosen is seen in the list at once. */
export function ColumnsDialog() {
  const t = useT();
  const state = useColumns();
  const chosen = state.shown;
  const list = useRef<HTMLUListElement>(null);
  const shown = chosen ?? columnsShown();
  const others = columnIds.filter((id) => !shown.includes(id));
  const choose = (ids: readonly ColumnId[] | null) => {
    showColumns(ids);
    void keepColumns();
  };
  /** Moves a column to another place. The button that was pressed keeps the focus, wherever its line goes. */
  const move = (id: ColumnId, by: -1 | 1) => {
    const ids = shown.filter((other) => other !== id);
    ids.splice(shown.indexOf(id) + by, 0, id);
    choose(ids);
    const button = (way: -1 | 1) => list.current?.querySelector<HTMLElement>(`[data-move="${id} ${way}"]`);
    setTimeout(() => (button(by)?.matches(':disabled') ? button(by === 1 ? -1 : 1) : button(by))?.focus(), 0);
  };
  const size = (id: ColumnId, by: number) => {
    sizeColumn(id, widthOf(id, state) + by);
    void keepColumns();
  };
  return (
    <Dialog
      title={t('keys:columns.title')}
      onClose={closeDialog}
      footer={
        <>
          <Button
            disabled={chosen === null && Object.keys(state.widths).length === 0}
            onClick={() => {
              for (const id of columnIds) sizeColumn(id, null);
              choose(null);
            }}
          >
            {t('keys:columns.usual')}
          </Button>
          <span className="flex-1" />
          <Button variant="primary" onClick={closeDialog}>
            {t('common:done')}
          </Button>
        </>
      }
    >
      {state.own ? <p className="text-ink">{t('keys:columns.ofView')}</p> : null}
      <p className="text-muted">{chosen === null ? t('keys:columns.bySpace') : t('keys:columns.chosen')}</p>
      <ul ref={list} aria-label={t('keys:columns.title')} className="flex flex-col">
        {[...shown, ...others].map((id) => (
          <Line
            key={id}
            id={id}
            at={shown.indexOf(id)}
            last={shown.length - 1}
            width={widthOf(id, state)}
            onShow={(on) => choose(on ? [...shown, id] : shown.filter((other) => other !== id))}
            onSize={(by) => size(id, by)}
            onMove={(by) => move(id, by)}
          />
        ))}
      </ul>
      <p className="text-sm text-muted">{t('keys:columns.widths')}</p>
    </Dialog>
  );
}

interface LineProps {
  id: ColumnId;
  /** Its place in the list; below 0: it isn't shown. */
  at: number;
  /** The place of the last column. */
  last: number;
  /** Pixels. */
  width: number;
  onShow: (on: boolean) => void;
  onSize: (by: number) => void;
  onMove: (by: -1 | 1) => void;
}

/** One column: whether it is shown, how wide, and its way to the front and back. The name is always the first. */
function Line({ id, at, last, width, onShow, onSize, onMove }: LineProps) {
  const t = useT();
  const label = columns[id].label(t);
  return (
    <li className="flex min-h-8 items-center gap-2 border-b border-line last:border-0">
      <span className="min-w-0 flex-1">
        <Checkbox label={label} checked={at >= 0} disabled={id === 'name'} onChange={onShow} />
      </span>
      {at < 0 ? null : (
        <span className="flex">
          <IconButton
            size="small"
            label={t('keys:columns.narrower', { column: label })}
            icon={<Minus size={14} aria-hidden />}
            disabled={width <= columnWidths.least}
            onClick={() => onSize(-step)}
          />
          <IconButton
            size="small"
            label={t('keys:columns.wider', { column: label })}
            icon={<Plus size={14} aria-hidden />}
            disabled={width >= columnWidths.most}
            onClick={() => onSize(step)}
          />
        </span>
      )}
      {at > 0 ? (
        <span className="flex">
          <IconButton
            size="small"
            data-move={`${id} -1`}
            label={t('keys:columns.earlier', { column: label })}
            icon={<ArrowUp size={14} aria-hidden />}
            disabled={at === 1}
            onClick={() => onMove(-1)}
          />
          <IconButton
            size="small"
            data-move={`${id} 1`}
            label={t('keys:columns.later', { column: label })}
            icon={<ArrowDown size={14} aria-hidden />}
            disabled={at === last}
            onClick={() => onMove(1)}
          />
        </span>
      ) : at === 0 ? (
        // What stands above the arrows of the others.
        <span className="w-12" />
      ) : null}
    </li>
  );
}
