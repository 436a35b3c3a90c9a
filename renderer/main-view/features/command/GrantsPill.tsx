import { SquareTerminal } from 'lucide-react';
import { useLanguage, useT } from '../../../i18n';
import { formatNumber } from '../../../i18n/format';
import { openDialog } from '../../ui';
import { useGrants } from './store';

/** Says how many programs may use keys without being asked for, as long as any may. It leads to their list. */
export function GrantsPill() {
  const t = useT();
  const language = useLanguage();
  const count = useGrants(({ grants }) => grants.length);
  const words = t('command:grants.count', { count, number: formatNumber(language, count) });
  return (
    <section aria-label={t('command:grants.title')}>
      {count > 0 ? (
        <button
          type="button"
          title={words}
          onClick={() => openDialog({ kind: 'grants' })}
          className="mx-2 mb-2 flex h-9 w-[calc(100%-1rem)] animate-appear cursor-default items-center gap-2 rounded-2xl border border-line bg-raised px-3 text-left text-sm text-ink narrow:mx-0.5 narrow:w-[calc(100%-0.25rem)] narrow:justify-center narrow:rounded-lg narrow:px-0 hover:bg-hover"
        >
          <SquareTerminal size={14} className="shrink-0 text-warning-ink" aria-hidden />
          <span className="min-w-0 flex-1 truncate narrow:sr-only">{words}</span>
        </button>
      ) : null}
    </section>
  );
}
