import { UserRoundSearch } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Nearness } from '../../common/accounts/known';
import { Button } from '../design/plain/Button';
import { type Translate, useT } from '../i18n';
import { isolate, Words } from '../i18n/words';
import type { Near, NearQuestion } from './use-near';

interface NearNoteProps {
  near: Near;
  /**
   * Takes the known account or user in the place of what was typed. Left out where another one is to be made: then the
   * person can only keep what was typed, or type something else.
   */
  onTake?: (question: NearQuestion) => void;
}

const why: Record<Nearness, (t: Translate) => string> = {
  alias: (t) => t('fields:near.alias'),
  looks: (t) => t('fields:near.looks'),
  case: (t) => t('fields:near.case'),
  slip: (t) => t('fields:near.slip'),
};

/** Returns the name that is known, with the alias of an account. */
function knownName({ of, known }: NearQuestion): string {
  if (of === 'user') return known.name;
  return known.alias === '' ? known.accountId : `${known.accountId} (${known.alias})`;
}

/**
 * Asks whether a known account or user is meant. Below the fields that name them. One button takes the known one, the
 * other keeps what was typed.
 */
export function NearNote({ near, onTake }: NearNoteProps) {
  const t = useT();
  const { question, asked } = near;
  const note = useRef<HTMLDivElement>(null);
  const asks = question !== null;
  useEffect(() => {
    if (asks) note.current?.scrollIntoView({ block: 'nearest' });
  }, [asks]);
  useEffect(() => {
    if (asked > 0) note.current?.querySelector('button')?.focus();
  }, [asked]);
  return (
    // This element is always there, so that the question is announced when it comes.
    <div ref={note} aria-live="polite" className="scroll-my-4">
      {question ? (
        <div className="flex animate-appear items-start gap-2.5 rounded-lg border border-warning-line bg-warning-soft px-3 py-2.5">
          <UserRoundSearch size={16} className="mt-0.5 shrink-0 text-warning-ink" aria-hidden />
          <div className="flex min-w-0 flex-1 flex-col gap-2">
            <div className="break-words text-ink">
              <p className="font-semibold">
                <Words>{t('fields:near.question', { known: isolate(knownName(question)) })}</Words>
              </p>
              <p>
                {t('fields:near.explained', {
                  why: why[question.known.how](t),
                  becomes: question.of === 'account' ? t('fields:near.newAccount') : t('fields:near.newUser'),
                })}
              </p>
            </div>
            <div className="flex flex-wrap gap-2">
              {onTake ? (
                <Button size="small" onClick={() => onTake(question)}>
                  {question.of === 'account' ? t('fields:near.takeAccount') : t('fields:near.takeUser')}
                </Button>
              ) : null}
              <Button size="small" variant={onTake ? 'ghost' : 'secondary'} onClick={near.keep}>
                {/* One element, so that the button puts no gap between its words. */}
                <span>
                  <Words>{t('fields:near.keep', { typed: isolate(question.typed) })}</Words>
                </span>
              </Button>
            </div>
          </div>
        </div>
      ) : null}
    </div>
  );
}
