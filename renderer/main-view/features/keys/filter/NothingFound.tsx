import { SearchX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../../../design/plain/Button';
import { EmptyState } from '../../../../design/plain/EmptyState';
import { useLanguage, useT } from '../../../../i18n';
import { formatNumber } from '../../../../i18n/format';
import { client } from '../../../client';
import { focusOn, gridId } from '../../../ui';
import { keys } from '../store';
import type { Question } from '../store/state';
import { type Part, partsOf, without } from './parts';
import { useChipWords } from './words';

/** Returns how many keys each part of a question hides by itself; `null` until the vault has answered. */
function useHidden(question: Question): readonly { part: Part; keys: number }[] | null {
  const [hidden, setHidden] = useState<{ of: Question; parts: { part: Part; keys: number }[] } | null>(null);
  useEffect(() => {
    let wanted = true;
    const sort = { column: 'name', direction: 'ascending' } as const;
    const ask = async (part: Part) => {
      const reply = await client.keys.list({ ...without(question, part), sort, offset: 0, limit: 1 });
      return { part, keys: reply.ok ? reply.value.total : 0 };
    };
    void Promise.all(partsOf(question).map(ask)).then((parts) => {
      if (wanted) setHidden({ of: question, parts: parts.filter((one) => one.keys > 0) });
    });
    return () => {
      wanted = false;
    };
  }, [question]);
  return hidden?.of === question ? hidden.parts : null;
}

/** Says that nothing matches all the filters, which one of them hides keys, and takes it away when it is asked to. */
export function NothingFound({ answered }: { answered: Question }) {
  const t = useT();
  const language = useLanguage();
  const hidden = useHidden(answered);
  const words = useChipWords();
  const show = (question: Question) => {
    void keys.show(question);
    setTimeout(() => focusOn(gridId), 0);
  };
  return (
    <EmptyState
      icon={<SearchX size={24} aria-hidden />}
      title={t('filter:empty.title')}
      action={
        <div className="flex max-w-full flex-col items-center gap-2">
          {(hidden ?? []).map(({ part, keys: number }) => (
            <Button key={part} onClick={() => show(without(answered, part))}>
              <span className="max-w-96 truncate">
                {t('filter:empty.hides', {
                  chip: words(answered, part),
                  count: number,
                  number: formatNumber(language, number),
                })}
              </span>
            </Button>
          ))}
          <Button
            variant="ghost"
            onClick={() => show({ provider: answered.provider, scope: null, text: '', filter: {} })}
          >
            {t('filter:clear')}
          </Button>
        </div>
      }
    >
      {hidden === null ? null : hidden.length > 0 ? t('filter:empty.body') : t('filter:empty.several')}
    </EmptyState>
  );
}
