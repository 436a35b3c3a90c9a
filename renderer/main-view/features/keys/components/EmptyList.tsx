import { KeyRound, Plus, SearchX } from 'lucide-react';
import { manualOf } from '../../../../../common/manuals';
import { isKnownProvider, providerOf } from '../../../../../common/providers';
import { Button } from '../../../../design/plain/Button';
import { EmptyState } from '../../../../design/plain/EmptyState';
import { useLanguage, useT } from '../../../../i18n';
import { isolate, Words } from '../../../../i18n/words';
import { useScopeTitle } from '../../accounts/use-scope-title';
import { showHelp } from '../../help/store';
import { openImport } from '../../transfer/actions';
import { openAdd } from '../actions';
import { NothingFound } from '../filter/NothingFound';
import { keys, useKeys } from '../store';
import type { Question } from '../store/state';

const longestQuoted = 40;

/** Is shown instead of the list if nothing matches: why, and what to do. */
export function EmptyList({ answered }: { answered: Question }) {
  const { provider, text } = answered;
  const t = useT();
  const language = useLanguage();
  const scope = useScopeTitle();
  const unassigned = useKeys((state) => state.scope?.kind === 'unassigned');
  const manual = provider === null ? null : manualOf(provider);
  const name = scope ?? (provider === null ? '' : providerOf(provider).name[language]);

  if (Object.keys(answered.filter).length > 0) return <NothingFound answered={answered} />;
  if (text !== '') {
    const quoted = text.length > longestQuoted ? `${text.slice(0, longestQuoted)}…` : text;
    return (
      <EmptyState
        icon={<SearchX size={24} aria-hidden />}
        title={<Words>{t('keys:empty.searchTitle', { text: isolate(quoted) })}</Words>}
        action={<Button onClick={() => void keys.search('')}>{t('keys:clearSearch')}</Button>}
      >
        {provider === null ? (
          t('keys:empty.searchBody')
        ) : (
          <Words>{t('keys:empty.searchBodyProvider', { provider: isolate(name) })}</Words>
        )}
      </EmptyState>
    );
  }

  const add = (
    <Button variant="primary" size="large" icon={<Plus size={16} aria-hidden />} onClick={() => void openAdd()}>
      {t('common:add')}
    </Button>
  );
  if (provider === null) {
    return (
      <EmptyState
        icon={<KeyRound size={24} aria-hidden />}
        title={t('keys:empty.title')}
        action={
          <div className="flex items-center gap-2">
            {add}
            <Button variant="ghost" size="large" onClick={() => void openImport()}>
              {t('keys:import')}
            </Button>
            <Button variant="ghost" size="large" onClick={() => showHelp()}>
              {t('help:title')}
            </Button>
          </div>
        }
      >
        {t('keys:empty.body')}
        <span className="mt-2 block">{t('help:pair')}</span>
      </EmptyState>
    );
  }
  const title =
    scope === null
      ? t('keys:empty.providerTitle', { provider: name })
      : unassigned
        ? t('accounts:emptyScope.unassignedTitle')
        : t('accounts:emptyScope.title', { name: isolate(name) });
  return (
    <EmptyState
      icon={<KeyRound size={24} aria-hidden />}
      title={<Words>{title}</Words>}
      action={
        <div className="flex items-center gap-2">
          {add}
          <Button variant="ghost" size="large" onClick={() => void keys.showProvider(null)}>
            {t('keys:empty.showAll')}
          </Button>
          {isKnownProvider(provider) ? (
            <Button variant="ghost" size="large" onClick={() => showHelp(provider)}>
              {t('help:more')}
            </Button>
          ) : null}
        </div>
      }
    >
      {unassigned ? t('accounts:emptyScope.unassignedBody') : t('keys:empty.providerBody')}
      {scope === null && manual
        ? [manual.topics.pair, manual.topics.owner].map((said) =>
            said ? (
              <span key={said.en} className="mt-2 block text-sm">
                {said[language]}
              </span>
            ) : null,
          )
        : null}
    </EmptyState>
  );
}
