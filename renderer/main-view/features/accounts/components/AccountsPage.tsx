import { Plus, SearchX, UsersRound } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import type { AccountsLine } from '../../../../../common/accounts/account';
import { isKnownProvider, providerIds } from '../../../../../common/providers';
import { cx } from '../../../../design/cx';
import { Button } from '../../../../design/plain/Button';
import { EmptyState } from '../../../../design/plain/EmptyState';
import { SearchInput } from '../../../../design/plain/SearchInput';
import { useLanguage, useT } from '../../../../i18n';
import { formatNumber } from '../../../../i18n/format';
import { isolate, Words } from '../../../../i18n/words';
import { useRowsInView } from '../../../../rows-in-view';
import { rowIn } from '../../../../rows-window';
import { LoadFailure } from '../../../LoadFailure';
import { openDialog, searchId, useUi } from '../../../ui';
import { useKeys } from '../../keys/store';
import { useLines } from '../use-lines';
import { AccountLine } from './AccountLine';

/** Pixels of each line. */
const lineHeight = 48;

/** The columns: identity, access, keys, remark, actions. */
const columns =
  'grid grid-cols-[minmax(0,1.5fr)_minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,1.3fr)_88px] items-center gap-x-4';

/**
 * The page of accounts: every account with its identities, what they may do, the keys they hold and how many they may
 * still get.
 */
export function AccountsPage() {
  const t = useT();
  const language = useLanguage();
  const unlocked = useUi((ui) => ui.unlocked);
  const provider = useKeys((state) => state.provider);
  const [search, setSearch] = useState('');
  const sought = useDeferredValue(search);
  const lines = useLines(null, sought);
  const { total, problem, accounts: count } = lines;

  return (
    <main className="flex min-w-0 flex-1 flex-col bg-surface">
      <header className="flex h-14 shrink-0 items-center gap-3 border-b border-line px-4">
        <div className="mr-auto flex min-w-0 shrink-0 items-baseline gap-2">
          <h1 className="truncate text-lg font-semibold text-ink">{t('accounts:title')}</h1>
          <span role="status" className="shrink-0 text-sm text-faint tabular-nums">
            {count === null ? '' : t('accounts:count', { count, number: formatNumber(language, count) })}
          </span>
        </div>
        <SearchInput
          id={searchId}
          label={t('accounts:search')}
          placeholder={t('accounts:searchPlaceholder')}
          maxLength={200}
          value={search}
          onChange={setSearch}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && !event.nativeEvent.isComposing) setSearch('');
          }}
          className="max-w-90 min-w-40"
        />
        <Button
          variant="primary"
          icon={<Plus size={15} aria-hidden />}
          disabled={!unlocked}
          onClick={() =>
            openDialog({
              kind: 'accounts',
              show: {
                dialog: 'account',
                provider: provider !== null && isKnownProvider(provider) ? provider : providerIds[0],
              },
            })
          }
        >
          {t('accounts:addAccount')}
        </Button>
      </header>
      <LoadFailure problem={problem} title={t('accounts:loadFailed')} onRetry={lines.reload} />
      {total ? <Table lines={lines} total={total} /> : null}
      {total === 0 && !problem ? (
        sought.trim() === '' ? (
          <EmptyState icon={<UsersRound size={24} aria-hidden />} title={t('accounts:empty.title')}>
            {t('accounts:empty.body')}
          </EmptyState>
        ) : (
          <EmptyState
            icon={<SearchX size={24} aria-hidden />}
            title={<Words>{t('keys:empty.searchTitle', { text: isolate(sought.slice(0, 40)) })}</Words>}
            action={<Button onClick={() => setSearch('')}>{t('keys:clearSearch')}</Button>}
          >
            {t('accounts:empty.searchBody')}
          </EmptyState>
        )
      ) : null}
    </main>
  );
}

/** The table holds only the rows in view, since there may be thousands of identities. */
function Table({ lines, total }: { lines: ReturnType<typeof useLines>; total: number }) {
  const t = useT();
  const { pages, want } = lines;
  const { scroller, items, height } = useRowsInView({ total, pages, want, rowHeight: lineHeight, overscan: 8 });
  const titles = [
    t('accounts:column.identity'),
    t('accounts:column.access'),
    t('accounts:column.keys'),
    t('accounts:column.remark'),
  ];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element can't hold only the rows in view.
    <div
      role="table"
      aria-label={t('accounts:title')}
      aria-rowcount={total + 1}
      className="flex min-h-0 flex-1 flex-col"
    >
      <div role="presentation" ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
        {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: nothing to press here. */}
        <div
          role="row"
          aria-rowindex={1}
          className={cx(columns, 'sticky top-0 z-1 h-9 border-b border-line bg-surface px-4 text-sm text-muted')}
        >
          {titles.map((title) => (
            // biome-ignore lint/a11y/useSemanticElements: see above.
            // biome-ignore lint/a11y/useFocusableInteractive: nothing to press here.
            <span key={title} role="columnheader" className="truncate font-medium">
              {title}
            </span>
          ))}
          {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: nothing to press here. */}
          <span role="columnheader" className="sr-only">
            {t('accounts:column.actions')}
          </span>
        </div>
        <div role="presentation" className="relative w-full" style={{ height }}>
          {items.map(({ index, start }) => {
            const line = rowIn(pages, index);
            return line ? (
              // biome-ignore lint/a11y/useSemanticElements: see above.
              // biome-ignore lint/a11y/useFocusableInteractive: the buttons inside have the focus.
              <div
                key={keyOf(line, index)}
                role="row"
                aria-rowindex={index + 2}
                style={{ height: lineHeight, transform: `translateY(${start}px)` }}
                className={cx(
                  columns,
                  'absolute inset-x-0 top-0 border-b border-line px-4',
                  line.kind === 'account' && 'bg-sunken',
                )}
              >
                <AccountLine line={line} />
              </div>
            ) : null;
          })}
        </div>
      </div>
    </div>
  );
}

function keyOf(line: AccountsLine, index: number): string {
  if (line.kind === 'identity') return `identity ${line.identity.id}`;
  if (line.kind === 'account' || line.kind === 'no-identities') return `${line.kind} ${line.account.id}`;
  return `${line.kind} ${line.provider} ${index}`;
}
