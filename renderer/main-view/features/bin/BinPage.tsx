import { SearchX, Trash2, X } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../../../design/plain/Button';
import { EmptyState } from '../../../design/plain/EmptyState';
import { IconButton } from '../../../design/plain/IconButton';
import { SearchInput } from '../../../design/plain/SearchInput';
import { useLanguage, useT } from '../../../i18n';
import { formatDays, formatNumber } from '../../../i18n/format';
import { isolate, Words } from '../../../i18n/words';
import { LoadFailure } from '../../LoadFailure';
import { focusOn, openDialog } from '../../ui';
import { useTypedSearch } from '../../use-typed-search';
import { useNow } from '../keys/hooks/useNow';
import { binGridId, binSearchId } from './actions';
import { BinBar } from './BinBar';
import { BinGrid } from './BinGrid';
import { bin, useBin } from './store';

/** Milliseconds, as in the list of keys. */
const pause = 80;
const longestSearch = 1000;
const search = (text: string) => void bin.search(text);

function Search() {
  const t = useT();
  const [typed, setTyped] = useTypedSearch(
    useBin(({ text }) => text),
    search,
    pause,
  );
  const clear = () => {
    setTyped('');
    search('');
  };
  return (
    <SearchInput
      id={binSearchId}
      label={t('bin:search')}
      placeholder={t('bin:searchPlaceholder')}
      maxLength={longestSearch}
      value={typed}
      onChange={setTyped}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape' && typed !== '') clear();
        else if (event.key === 'ArrowDown') {
          focusOn(binGridId);
          if (bin.store.getState().cursor < 0) bin.moveTo(0);
        } else return;
        event.preventDefault();
      }}
      className="min-w-32 max-w-90"
    >
      {typed === '' ? null : (
        <IconButton size="small" label={t('bin:clearSearch')} icon={<X size={14} aria-hidden />} onClick={clear} />
      )}
    </SearchInput>
  );
}

/** The recycle bin: deleted keys, until when they stay, and what can be done with them. */
export function BinPage() {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const total = useBin((state) => state.total);
  const text = useBin((state) => state.text);
  const problem = useBin((state) => state.problem);
  const kept = useBin(({ state }) => state);

  useEffect(() => void bin.reload(), []);

  const days = kept ? formatDays(language, kept.days) : '';
  return (
    <main className="flex min-w-0 flex-1 flex-col bg-surface">
      <header className="flex min-h-14 shrink-0 flex-wrap items-center gap-3 border-b border-line px-4 py-2">
        <div className="mr-auto flex min-w-0 items-baseline gap-2">
          <h1 className="truncate text-lg font-semibold text-ink">{t('bin:title')}</h1>
          <span role="status" className="shrink-0 text-sm text-faint tabular-nums">
            {total === null ? '' : t('bin:count', { count: total, number: formatNumber(language, total) })}
          </span>
        </div>
        <Search />
        <Button
          icon={<Trash2 size={15} aria-hidden />}
          disabled={!kept || kept.keys === 0}
          onClick={() => openDialog({ kind: 'erase', keys: null })}
        >
          {t('bin:empty')}
        </Button>
      </header>
      {kept && total ? (
        <p className="shrink-0 border-b border-line px-4 py-2 text-sm text-muted">
          {kept.days === 0 ? t('bin:aboutOff') : t('bin:about', { days })}
        </p>
      ) : null}
      <LoadFailure problem={problem} title={t('bin:loadFailed')} onRetry={() => void bin.load()} />
      {total ? <BinGrid total={total} now={now} /> : null}
      {total === 0 && !problem && text === '' ? (
        <EmptyState icon={<Trash2 size={24} aria-hidden />} title={t('bin:emptyTitle')}>
          {kept?.days === 0 ? t('bin:aboutOff') : t('bin:emptyBody', { days })}
        </EmptyState>
      ) : null}
      {total === 0 && !problem && text !== '' ? (
        <EmptyState
          icon={<SearchX size={24} aria-hidden />}
          title={<Words>{t('bin:nothingFound', { text: isolate(text) })}</Words>}
        >
          {t('bin:nothingFoundBody')}
        </EmptyState>
      ) : null}
      <BinBar />
    </main>
  );
}
