import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import type { KeyRow, SortColumn } from '../../../../../common/keys/access-key';
import type { ColumnId } from '../../../../../common/keys/columns';
import { providerOf } from '../../../../../common/providers';
import { cx } from '../../../../design/cx';
import { type Translate, useLanguage, useT } from '../../../../i18n';
import { formatDate, formatDistance, formatMoment } from '../../../../i18n/format';
import { ProviderMark } from '../../../../providers/ProviderMark';
import { Tags } from '../../tags/Tags';
import { Countdown } from '../../temporary/Countdown';
import { noteEnd } from '../../temporary/ended';
import { isExpired } from '../actions';
import { LeakedMark, Life, NewerMark, RevealMark, RootMark, StatusMark, typeWord, Unknown } from './marks';

interface CellFacts {
  row: KeyRow;
  now: number;
  t: Translate;
  /** The list has keys of several providers. */
  mixed: boolean;
}

interface Column {
  label: (t: Translate) => string;
  cell: (facts: CellFacts) => ReactNode;
  /** What a press on its title sorts by. */
  sort?: SortColumn;
}

/** The columns that the list can have. layout.ts says which of them are shown. */
export const columns: Readonly<Record<ColumnId, Column>> = {
  name: {
    label: (t) => t('keys:column.name'),
    sort: 'name',
    cell: ({ row, mixed }) => (
      <span className="flex min-w-0 items-center gap-2">
        {mixed ? <ProviderMark provider={row.provider} named /> : null}
        <bdi className="min-w-0 truncate font-medium text-ink" title={row.name}>
          {row.name}
        </bdi>
        <LeakedMark row={row} />
        <RootMark row={row} />
        <NewerMark row={row} />
        <RevealMark row={row} />
      </span>
    ),
  },
  accessKeyId: {
    label: (t) => t('keys:column.accessKeyId'),
    sort: 'accessKeyId',
    cell: ({ row }) => (
      <span className="block truncate font-mono text-sm" title={row.accessKeyId}>
        {row.accessKeyId}
      </span>
    ),
  },
  provider: {
    label: (t) => t('keys:column.provider'),
    sort: 'provider',
    cell: ({ row }) => <ProviderName row={row} />,
  },
  account: {
    label: (t) => t('keys:column.account'),
    sort: 'account',
    cell: ({ row }) => <Name value={row.accountId} small />,
  },
  user: {
    label: (t) => t('keys:column.user'),
    sort: 'user',
    cell: ({ row }) => <Name value={row.identityName} />,
  },
  type: { label: (t) => t('keys:column.type'), sort: 'type', cell: ({ row, t }) => typeWord(t, row) },
  tags: { label: (t) => t('keys:column.tags'), cell: ({ row }) => <Tags ids={row.tags} /> },
  status: {
    label: (t) => t('keys:column.status'),
    sort: 'status',
    cell: ({ row, now }) => <StatusMark row={row} now={now} />,
  },
  default: {
    label: (t) => t('keys:column.default'),
    sort: 'default',
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
  age: { label: (t) => t('keys:column.age'), sort: 'age', cell: ({ row, now }) => <Life row={row} now={now} /> },
  created: { label: (t) => t('keys:column.created'), sort: 'created', cell: ({ row }) => <Created row={row} /> },
  used: { label: (t) => t('keys:column.used'), sort: 'used', cell: ({ row }) => <Used row={row} /> },
  expires: {
    label: (t) => t('keys:column.expires'),
    sort: 'expires',
    cell: ({ row, now }) => <Expires row={row} now={now} />,
  },
  due: { label: (t) => t('keys:column.due'), sort: 'due', cell: ({ row, now }) => <Due row={row} now={now} /> },
};

function Name({ value, small = false }: { value: string; small?: boolean }) {
  if (value === '') return <Unknown />;
  return (
    <bdi className={cx('block truncate text-left', small && 'text-sm tabular-nums')} title={value}>
      {value}
    </bdi>
  );
}

function ProviderName({ row }: { row: KeyRow }) {
  const name = providerOf(row.provider).name[useLanguage()];
  return (
    <span className="block truncate" title={name}>
      {name}
    </span>
  );
}

/** The day on which the provider made the key. If nobody said it, the day on which it came here, which is later. */
function Created({ row }: { row: KeyRow }) {
  const t = useT();
  const language = useLanguage();
  if (row.providerCreatedAt !== null) {
    return <Day at={row.providerCreatedAt} title={formatMoment(language, row.providerCreatedAt)} />;
  }
  const words = t('keys:createdUnknown', { moment: formatMoment(language, row.createdAt) });
  return (
    <span className="text-faint italic">
      <Day at={row.createdAt} title={words} />
    </span>
  );
}

/** When the key was last used, by what the provider said and what Keyfold saw. */
function Used({ row }: { row: KeyRow }) {
  const t = useT();
  const language = useLanguage();
  const at = Math.max(row.lastUsedAt ?? 0, row.providerUsedAt ?? 0);
  if (at > 0) return <Day at={at} title={formatMoment(language, at)} />;
  return row.providerUsedAt === 0 ? t('keys:neverUsed') : <Unknown />;
}

/** How far away the day is on which the key is due. */
function Due({ row, now }: { row: KeyRow; now: number }) {
  const t = useT();
  const language = useLanguage();
  if (row.dueAt === null || row.status !== 'enabled') {
    return (
      <span className="text-faint">
        <span aria-hidden="true">—</span>
        <span className="sr-only">{t('keys:neverDue')}</span>
      </span>
    );
  }
  const warned = row.warnAt !== null && row.warnAt <= now;
  return (
    <span
      title={formatMoment(language, row.dueAt)}
      className={cx('block truncate', row.dueAt <= now ? 'font-medium text-danger-ink' : warned && 'text-warning-ink')}
    >
      {formatDistance(language, row.dueAt, now)}
    </span>
  );
}

/** How long a temporary key is still valid, or for how long it hasn't been. Others don't end. */
function Expires({ row, now }: { row: KeyRow; now: number }) {
  const language = useLanguage();
  if (row.expiresAt === null) return null;
  if (!isExpired(row, now)) return <Countdown expiresAt={row.expiresAt} onEnd={noteEnd} />;
  return <span title={formatMoment(language, row.expiresAt)}>{formatDistance(language, row.expiresAt, now)}</span>;
}

function Day({ at, title }: { at: number; title: string }) {
  return (
    <span title={title} className="block truncate tabular-nums">
      {formatDate(useLanguage(), at)}
    </span>
  );
}
