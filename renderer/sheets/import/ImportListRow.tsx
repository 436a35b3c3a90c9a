import { Pencil } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { choicesOf, type ImportChoice, type ImportRow } from '../../../common/transfer/import';
import { Badge } from '../../design/plain/Badge';
import { Button } from '../../design/plain/Button';
import { IconButton } from '../../design/plain/IconButton';
import { Select } from '../../design/plain/Select';
import { useLanguage, useT } from '../../i18n';
import { plainWords, Words } from '../../i18n/words';
import { ProviderMark } from '../../providers/ProviderMark';
import { rowWords, stateTones } from './words';

export const rowHeight = 52;

export const importColumns = ['name', 'accessKeyId', 'account', 'state', 'choice'] as const;
type Column = (typeof importColumns)[number];

interface ImportListRowProps {
  /** `undefined` until it has been read. */
  row: ImportRow | undefined;
  /** Its place in the list. */
  place: number;
  /** Pixels from the top of the list. */
  start: number;
  onChoose: (index: number, choice: ImportChoice) => void;
  onEdit: (row: ImportRow) => void;
}

/** One key of the file: what it is, how it compares with the vault, and what is to be done with it. */
export const ImportListRow = memo(function ImportListRow({ row, place, start, onChoose, onEdit }: ImportListRowProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table can't be virtual.
    // biome-ignore lint/a11y/useFocusableInteractive: the choice inside has the focus.
    <div
      role="row"
      aria-rowindex={place + 2}
      aria-busy={row ? undefined : true}
      style={{ height: rowHeight, transform: `translateY(${start}px)` }}
      className="import-row import-key absolute inset-x-0 top-0 border-b border-line text-muted hover:bg-sunken"
    >
      {importColumns.map((column, at) => (
        // biome-ignore lint/a11y/useSemanticElements: see above.
        <div key={column} role="cell" aria-colindex={at + 1} className={`min-w-0 import-cell-${column}`}>
          {row ? (
            <Cell column={column} row={row} onChoose={onChoose} onEdit={onEdit} />
          ) : (
            <span className="block h-2.5 w-2/3 animate-pulse rounded-sm bg-hover" />
          )}
        </div>
      ))}
    </div>
  );
});

interface CellProps {
  column: Column;
  row: ImportRow;
  onChoose: ImportListRowProps['onChoose'];
  onEdit: ImportListRowProps['onEdit'];
}

function Cell({ column, row, onChoose, onEdit }: CellProps): ReactNode {
  const t = useT();
  const language = useLanguage();
  switch (column) {
    case 'name':
      return (
        <span className="flex min-w-0 items-center gap-2 font-normal">
          <ProviderMark provider={row.provider} named />
          <bdi className="min-w-0 truncate font-medium text-ink" title={row.name}>
            {row.name || <Unknown />}
          </bdi>
          {row.isDefault ? <Badge tone="accent">{t('transfer:import.default')}</Badge> : null}
          {row.credential === 'temporary' ? <Badge>{t('common:temporary')}</Badge> : null}
        </span>
      );
    case 'accessKeyId':
      return (
        <span className="block truncate font-mono text-sm" title={row.accessKeyId}>
          {row.accessKeyId || <Unknown />}
        </span>
      );
    case 'account':
      return row.accountId === '' && row.identityName === '' ? (
        <Unknown />
      ) : (
        <span className="block min-w-0">
          <bdi className="block truncate text-left text-ink" title={row.identityName || row.accountId}>
            {row.identityName || row.accountId}
          </bdi>
          {row.identityName === '' || row.accountId === '' ? null : (
            <bdi className="block truncate text-left text-sm tabular-nums" title={row.accountId}>
              {row.accountId}
            </bdi>
          )}
        </span>
      );
    case 'state': {
      const words = rowWords(t, language, row);
      return (
        <>
          <Badge tone={stateTones[row.state]}>{t(`transfer:import.state.${row.state}`)}</Badge>
          {words === '' ? null : (
            <span className="import-words truncate text-sm" title={plainWords(words)}>
              <Words>{words}</Words>
            </span>
          )}
        </>
      );
    }
    case 'choice':
      if (row.state === 'incomplete') {
        return (
          <Button
            size="small"
            aria-label={t('transfer:import.row.completeOf', { name: row.name })}
            onClick={() => onEdit(row)}
          >
            {t('transfer:import.row.complete')}
          </Button>
        );
      }
      return choicesOf[row.state].length > 1 ? (
        <span className="flex min-w-0 items-center gap-1">
          <Select
            label={t('transfer:import.choiceOf', { name: row.name })}
            choices={choicesOf[row.state].map((value) => ({ value, label: t(`transfer:import.choice.${value}`) }))}
            value={row.choice}
            onChange={(choice) => onChoose(row.index, choice)}
          />
          {row.present === null ? (
            <IconButton
              size="small"
              label={t('transfer:import.row.edit', { name: row.name })}
              icon={<Pencil size={14} aria-hidden />}
              onClick={() => onEdit(row)}
            />
          ) : null}
        </span>
      ) : (
        <span className="block truncate px-2.5 text-faint">{t(`transfer:import.choice.${row.choice}`)}</span>
      );
  }
}

function Unknown() {
  const t = useT();
  return (
    <span className="text-faint">
      <span aria-hidden="true">—</span>
      <span className="sr-only">{t('transfer:import.unknown')}</span>
    </span>
  );
}
