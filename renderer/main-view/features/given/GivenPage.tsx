import { PackageOpen, SearchX } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../../../design/plain/Button';
import { EmptyState } from '../../../design/plain/EmptyState';
import { SearchInput } from '../../../design/plain/SearchInput';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { isolate, Words } from '../../../i18n/words';
import { client } from '../../client';
import { LoadFailure } from '../../LoadFailure';
import { searchId } from '../../ui';
import { useTypedSearch } from '../../use-typed-search';
import { GivenGrid } from './GivenGrid';
import { given, useGiven } from './store';

/** Milliseconds without a key press before the vault is asked. */
const pause = 120;

const search = (text: string) => void given.search(text);

/** What was given to whom, when, in which file, and by whom. */
export function GivenPage() {
  const t = useT();
  const language = useLanguage();
  const total = useGiven((state) => state.total);
  const text = useGiven((state) => state.text);
  const problem = useGiven((state) => state.problem);
  const [typed, setTyped] = useTypedSearch(text, search, pause);

  useEffect(() => {
    void given.reload();
    const stop = client.on('keysChanged', () => void given.reload());
    // A sheet may have given something meanwhile.
    const onFocus = () => void given.reload();
    window.addEventListener('focus', onFocus);
    return () => {
      stop();
      window.removeEventListener('focus', onFocus);
    };
  }, []);

  return (
    <main className="flex min-w-0 flex-1 flex-col bg-surface">
      <header className="flex min-h-14 shrink-0 flex-wrap items-center gap-3 border-b border-line px-4 py-2">
        <div className="mr-auto flex min-w-0 items-baseline gap-2">
          <h1 className="truncate text-lg font-semibold text-ink">{t('given:page.title')}</h1>
          <span role="status" className="shrink-0 text-sm text-faint tabular-nums">
            {total === null ? '' : t('given:page.count', { count: total, number: formatNumber(language, total) })}
          </span>
        </div>
        <SearchInput
          id={searchId}
          label={t('given:page.search')}
          placeholder={t('given:page.searchPlaceholder')}
          maxLength={200}
          value={typed}
          onChange={setTyped}
          className="max-w-80 min-w-44"
        />
      </header>
      <LoadFailure problem={problem} title={t('given:page.loadFailed')} onRetry={() => void given.reload()} />
      {total !== null && total > 0 ? <GivenGrid total={total} /> : null}
      {total === 0 && !problem ? <Nothing text={text} onClear={() => setTyped('')} /> : null}
    </main>
  );
}

function Nothing({ text, onClear }: { text: string; onClear: () => void }) {
  const t = useT();
  if (text === '') {
    return (
      <EmptyState icon={<PackageOpen size={24} aria-hidden />} title={t('given:page.emptyTitle')}>
        {t('given:page.emptyBody')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SearchX size={24} aria-hidden />}
      title={<Words>{t('given:page.noneTitle', { text: isolate(text) })}</Words>}
      action={<Button onClick={onClear}>{t('given:page.clear')}</Button>}
    >
      {t('given:page.noneBody')}
    </EmptyState>
  );
}
