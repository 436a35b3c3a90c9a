import { BookOpen, SearchX } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { manualOf } from '../../../../common/manuals';
import { type ProviderId, providerOf, providers } from '../../../../common/providers';
import { cx } from '../../../design/cx';
import { EmptyState } from '../../../design/plain/EmptyState';
import { SearchInput } from '../../../design/plain/SearchInput';
import { useLanguage, useT } from '../../../i18n';
import { isolate, Words } from '../../../i18n/words';
import { ConsolePaths, LeakSteps, ManualFacts } from '../../../manual/ManualFacts';
import { ProviderMark } from '../../../providers/ProviderMark';
import { GuideChapter } from './GuideChapter';
import { guideIn } from './guide';
import { hasWords } from './markdown';
import { useHelp } from './store';

/** One page of the help: what a provider's manual says, or a chapter of the guide. */
interface Section {
  id: string;
  group: 'providers' | 'guide';
  title: string;
  icon: ReactNode;
  words: string;
  body: ReactNode;
}

/** Help: what the providers' manuals say about their keys, and the guide. One search goes over both. */
export function HelpPage() {
  const t = useT();
  const wanted = useHelp((state) => state.provider);
  const sections = useSections();
  const [chosen, setChosen] = useState<string | null>(wanted);
  const [search, setSearch] = useState('');
  const found = search.trim() === '' ? sections : sections.filter(({ words }) => hasWords(words, search));
  const shown = found.find(({ id }) => id === chosen) ?? found[0];
  const article = useRef<HTMLDivElement>(null);
  const choose = (id: string) => {
    setChosen(id);
    article.current?.scrollTo({ top: 0 });
  };
  return (
    <main className="flex min-w-0 flex-1 flex-col bg-surface">
      <header className="flex h-14 shrink-0 items-center gap-3 border-b border-line px-4">
        <h1 className="mr-auto truncate text-lg font-semibold text-ink">{t('help:title')}</h1>
        <SearchInput
          id="help-search"
          label={t('help:search')}
          placeholder={t('help:searchPlaceholder')}
          maxLength={200}
          value={search}
          onChange={setSearch}
          className="max-w-80"
        />
        <span role="status" className="sr-only">
          {search.trim() === '' ? '' : t('help:found', { count: found.length, number: found.length })}
        </span>
      </header>
      {shown ? (
        <div className="flex min-h-0 flex-1 narrow:flex-col">
          <Contents sections={found} shown={shown.id} onChoose={choose} />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it. */}
          <div ref={article} tabIndex={0} className="min-h-0 flex-1 overflow-y-auto px-6 py-5 -outline-offset-2">
            <article aria-labelledby="help-section" className="mx-auto flex max-w-180 flex-col gap-4">
              <h2 id="help-section" className="text-xl font-semibold text-ink">
                {shown.title}
              </h2>
              {shown.body}
            </article>
          </div>
        </div>
      ) : (
        <EmptyState
          icon={<SearchX size={24} aria-hidden />}
          title={<Words>{t('help:nothing', { text: isolate(search.trim()) })}</Words>}
        />
      )}
    </main>
  );
}

function useSections(): Section[] {
  const language = useLanguage();
  return [
    ...providers.map(({ id, name }): Section => {
      const { topics, leaked, paths } = manualOf(id);
      const texts = [...Object.values(topics), ...leaked].map((text) => text[language]);
      const steps = paths.flatMap((path) => path.steps[language]);
      return {
        ...{ id, group: 'providers', title: name[language], icon: <ProviderMark provider={id} /> },
        words: [name[language], ...texts, ...steps].join('\n'),
        body: <ProviderManual provider={id} />,
      };
    }),
    ...guideIn(language).map(
      (chapter, index): Section => ({
        ...{ id: `guide-${index}`, group: 'guide', title: chapter.title },
        icon: <BookOpen size={14} aria-hidden />,
        words: chapter.words,
        body: <GuideChapter chapter={chapter} />,
      }),
    ),
  ];
}

interface ContentsProps {
  sections: readonly Section[];
  shown: string;
  onChoose: (id: string) => void;
}

function Contents({ sections, shown, onChoose }: ContentsProps) {
  const t = useT();
  return (
    <nav
      aria-label={t('help:contents')}
      className="flex w-60 shrink-0 flex-col gap-0.5 overflow-y-auto border-r border-line px-2 py-3 narrow:max-h-40 narrow:w-full narrow:border-r-0 narrow:border-b"
    >
      {(['providers', 'guide'] as const).map((group) => {
        const own = sections.filter((section) => section.group === group);
        return own.length === 0 ? null : (
          <div key={group} className="flex flex-col gap-0.5 pb-3">
            <h2 className="px-2 pb-1 text-xs font-medium text-faint">{t(`help:${group}`)}</h2>
            {own.map(({ id, title, icon }) => (
              <button
                key={id}
                type="button"
                aria-current={id === shown ? 'page' : undefined}
                onClick={() => onChoose(id)}
                className={cx(
                  'flex min-h-7 cursor-default items-center gap-2 rounded-md px-2 py-1 text-left',
                  id === shown ? 'chosen bg-active font-medium text-ink' : 'text-muted hover:bg-hover hover:text-ink',
                )}
              >
                <span className="flex size-5 shrink-0 items-center justify-center">{icon}</span>
                <span className="min-w-0 break-words">{title}</span>
              </button>
            ))}
          </div>
        );
      })}
    </nav>
  );
}

/** All that the manual of a provider says. */
function ProviderManual({ provider }: { provider: ProviderId }) {
  const t = useT();
  const language = useLanguage();
  return (
    <>
      <p className="text-muted">{providerOf(provider).summary[language]}</p>
      <ManualFacts provider={provider} />
      <section aria-labelledby="help-leaked" className="flex flex-col gap-2 rounded-lg border border-line px-4 py-3">
        <h3 id="help-leaked" className="font-semibold text-ink">
          {t('help:leaked')}
        </h3>
        <LeakSteps provider={provider} />
      </section>
      <section aria-labelledby="help-where" className="flex flex-col gap-2 rounded-lg border border-line px-4 py-3">
        <h3 id="help-where" className="font-semibold text-ink">
          {t('help:where')}
        </h3>
        <ConsolePaths provider={provider} />
      </section>
      <p className="text-sm text-faint">{t('help:source')}</p>
    </>
  );
}
