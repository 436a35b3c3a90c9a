import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import type { KeyRow, SortColumn } from '../../../../../common/keys/access-key';
import { cx } from '../../../../design/cx';
import type { Translate } from '../../../../i18n';
import { ProviderMark } from '../../../../providers/ProviderMark';
import { Life, NewerMark, RevealMark, RootMark, StatusMark, typeWord, Unknown } from './marks';

interface CellFacts {
  row: KeyRow;
  now: number;
  t: Translate;
  /** The list has keys of several providers. */
  mixed: boolean;
}

interface Column {
  id: SortColumn;
  label: (t: Translate) => string;
  cell: (facts: CellFacts) => ReactNode;
}

/** The columns of the list, in order. grid.css decides which of them are shown at which width. */
export const columns: readonly Column[] = [
  {
    id: 'name',
    label: (t) => t('keys:column.name'),
    cell: ({ row, mixed }) => (
      <span className="flex min-w-0 items-center gap-2">
        {mixed ? <ProviderMark provider={row.provider} named /> : null}
        <bdi className="min-w-0 truncate font-medium text-ink" title={row.name}>
          {row.name}
        </bdi>
        <RootMark row={row} />
        <NewerMark row={row} />
        <RevealMark row={row} />
      </span>
    ),
  },
  {
    id: 'accessKeyId',
    label: (t) => t('keys:column.accessKeyId'),
    cell: ({ row }) => (
      <span className="block truncate font-mono text-sm" title={row.accessKeyId}>
        {row.accessKeyId}
      </span>
    ),
  },
  {
    id: 'account',
    label: (t) => t('keys:column.account'),
    cell: ({ row }) => <Name value={row.accountId} small />,
  },
  {
    id: 'user',
    label: (t) => t('keys:column.user'),
    cell: ({ row }) => <Name value={row.identityName} />,
  },
  { id: 'type', label: (t) => t('keys:column.type'), cell: ({ row, t }) => typeWord(t, row) },
  { id: 'status', label: (t) => t('keys:column.status'), cell: ({ row, now }) => <StatusMark row={row} now={now} /> },
  {
    id: 'default',
    label: (t) => t('keys:column.default'),
    cell: ({ row, t }) =>
      row.isDefault ? (
        <span className="flex items-center gap-1 font-medium text-accent-ink">
          <Check size={14} aria-hidden />
          {t('keys:yes')}
        </span>
      ) : (
        <span className="sr-only">{t('keys:no')}</span>
      ),
  },
  { id: 'age', label: (t) => t('keys:column.age'), cell: ({ row, now }) => <Life row={row} now={now} /> },
];

function Name({ value, small = false }: { value: string; small?: boolean }) {
  if (value === '') return <Unknown />;
  return (
    <bdi className={cx('block truncate text-left', small && 'text-sm tabular-nums')} title={value}>
      {value}
    </bdi>
  );
}
