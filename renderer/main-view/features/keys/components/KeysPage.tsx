import { Ellipsis, Plus } from 'lucide-react';
import { providerOf } from '../../../../../common/providers';
import { Button } from '../../../../design/plain/Button';
import { IconButton } from '../../../../design/plain/IconButton';
import { useLanguage, useT } from '../../../../i18n';
import { formatNumber } from '../../../../i18n/format';
import { LoadFailure } from '../../../LoadFailure';
import { useUi } from '../../../ui';
import { useScopeTitle } from '../../accounts/use-scope-title';
import { Notices } from '../../notices/Notices';
import { openAdd } from '../actions';
import { FilterBar, FilterButton } from '../filter/FilterBar';
import { useNow } from '../hooks/useNow';
import { keys, useKeys } from '../store';
import { DetailPane } from './DetailPane';
import { EmptyList } from './EmptyList';
import { KeyGrid } from './KeyGrid';
import { SearchField } from './SearchField';
import { SelectionBar } from './SelectionBar';

/** The page of keys: title, search and Add AccessKey; the list; the selected key's properties. */
export function KeysPage() {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const unlocked = useUi((ui) => ui.unlocked);
  const menuIsOpen = useUi((ui) => ui.menu?.of === 'list');
  const provider = useKeys((state) => state.provider);
  const total = useKeys((state) => state.total);
  const answered = useKeys((state) => state.answered);
  const problem = useKeys((state) => state.problem);

  const scopeTitle = useScopeTitle();
  const title = scopeTitle ?? (provider === null ? t('keys:allKeys') : providerOf(provider).name[language]);
  const count = total === null ? '' : t('keys:count', { count: total, number: formatNumber(language, total) });
  return (
    <main className="flex min-w-0 flex-1 flex-col bg-surface">
      <header className="flex h-14 shrink-0 items-center gap-3 border-b border-line px-4">
        <div className="mr-auto flex max-w-1/2 min-w-0 items-baseline gap-2">
          <h1 className="truncate text-lg font-semibold text-ink" title={title}>
            <bdi>{title}</bdi>
          </h1>
          <span role="status" className="shrink-0 text-sm text-faint tabular-nums">
            {count}
          </span>
        </div>
        <SearchField />
        <FilterButton />
        <Button
          variant="primary"
          icon={<Plus size={15} aria-hidden />}
          disabled={!unlocked}
          onClick={() => void openAdd()}
        >
          {t('common:add')}
        </Button>
        <div className="-mx-1.5">
          <IconButton
            label={t('keys:more')}
            icon={<Ellipsis size={16} aria-hidden />}
            aria-haspopup="menu"
            aria-expanded={menuIsOpen}
            disabled={!unlocked}
            onClick={(event) => {
              const { right, bottom } = event.currentTarget.getBoundingClientRect();
              useUi.setState({ menu: { of: 'list', x: right, y: bottom } });
            }}
          />
        </div>
      </header>
      <Notices />
      <FilterBar />
      <div className="flex min-h-0 flex-1 flex-col min-[1100px]:flex-row">
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          <LoadFailure problem={problem} title={t('keys:loadFailed')} onRetry={() => void keys.retry()} />
          {/* The grid is rendered even before the first answer, so that everything around the rows is already laid
              out. */}
          {total === 0 || (problem !== null && total === null) ? null : <KeyGrid total={total ?? 0} now={now} />}
          {total === 0 && answered && !problem ? <EmptyList answered={answered} /> : null}
          <SelectionBar />
        </div>
        <DetailPane now={now} />
      </div>
    </main>
  );
}
