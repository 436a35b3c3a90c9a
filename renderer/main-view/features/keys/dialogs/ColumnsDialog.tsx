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
          <ColumnLine
            key={id}
            id={id}
            shown={shown}
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

interface ColumnLineProps {
  id: ColumnId;
  /** The columns that the list has, in their order. */
  shown: readonly ColumnId[];
  /** In pixels. */
  width: number;
  onShow: (on: boolean) => void;
  onSize: (by: number) => void;
  onMove: (by: -1 | 1) => void;
}

/** One column: whether the list has it, how wide it is, and what comes before it. */
function ColumnLine({ id, shown, width, onShow, onSize, onMove }: ColumnLineProps) {
  const t = useT();
  const column = columns[id].label(t);
  const at = shown.indexOf(id);
  return (
    <li className="flex min-h-8 items-center gap-2 border-b border-line last:border-0">
      <span className="min-w-0 flex-1">
        <Checkbox label={column} checked={at >= 0} disabled={id === 'name'} onChange={onShow} />
      </span>
      {at >= 0 ? (
        <span className="flex">
          <IconButton
            size="small"
            label={t('keys:columns.narrower', { column })}
            icon={<Minus size={14} aria-hidden />}
            disabled={width <= columnWidths.least}
            onClick={() => onSize(-step)}
          />
          <IconButton
            size="small"
            label={t('keys:columns.wider', { column })}
            icon={<Plus size={14} aria-hidden />}
            disabled={width >= columnWidths.most}
            onClick={() => onSize(step)}
          />
        </span>
      ) : null}
      {at > 0 ? (
        <span className="flex">
          <IconButton
            size="small"
            data-move={`${id} -1`}
            label={t('keys:columns.earlier', { column })}
            icon={<ArrowUp size={14} aria-hidden />}
            disabled={at === 1}
            onClick={() => onMove(-1)}
          />
          <IconButton
            size="small"
            data-move={`${id} 1`}
            label={t('keys:columns.later', { column })}
            icon={<ArrowDown size={14} aria-hidden />}
            disabled={at === shown.length - 1}
            onClick={() => onMove(1)}
          />
        </span>
      ) : at === 0 ? (
        <span className="w-12" />
      ) : null}
    </li>
  );
}
