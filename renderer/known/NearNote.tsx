import { UserRoundSearch } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Nearness } from '../../common/accounts/known';
import { Button } from '../design/plain/Button';
import { type Translate, useT } from '../i18n';
import { isolate, Words } from '../i18n/words';
import type { Near, NearQuestion } from './use-near';

const why: Record<Nearness, (t: Translate) => string> = {
  alias: (t) => t('fields:near.alias'),
  looks: (t) => t('fields:near.looks'),
  case: (t) => t('fields:near.case'),
  slip: (t) => t('fields:near.slip'),
};

interface NearBoxProps {
  of: 'account' | 'user';
  typed: string;
  /** The known account's ID or user's name. */
  known: string;
  /** The alias of a known account; may be empty. */
  alias: string;
  how: Nearness;
  /** Takes the known one. Left out where another one is to be made: then it can only be kept. */
  onTake?: (() => void) | undefined;
  onKeep: () => void;
  /** A line below the question. */
  children?: ReactNode;
}

/** The question whether a known account or user is meant, with its two answers. */
export function NearBox({ of, typed, known, alias, how, onTake, onKeep, children }: NearBoxProps) {
  const t = useT();
  const name = alias === '' ? known : `${known} (${alias})`;
  return (
    <div className="flex animate-appear items-start gap-2.5 rounded-lg border border-warning-line bg-warning-soft px-3 py-2.5">
      <UserRoundSearch size={16} className="mt-0.5 shrink-0 text-warning-ink" aria-hidden />
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <div className="break-words text-ink">
          <p className="font-semibold">
            <Words>{t('fields:near.question', { known: isolate(name) })}</Words>
          </p>
          <p>
            {t('fields:near.explained', {
              why: why[how](t),
              becomes: of === 'account' ? t('fields:near.newAccount') : t('fields:near.newUser'),
            })}
          </p>
          {children}
        </div>
        <div className="flex flex-wrap gap-2">
          {onTake ? (
            <Button size="small" onClick={onTake}>
              {of === 'account' ? t('fields:near.takeAccount') : t('fields:near.takeUser')}
            </Button>
          ) : null}
          <Button size="small" variant={onTake ? 'ghost' : 'secondary'} onClick={onKeep}>
            {/* One element, so that the button puts no gap between its words. */}
            <span>
              <Words>{t('fields:near.keep', { typed: isolate(typed) })}</Words>
            </span>
          </Button>
        </div>
      </div>
    </div>
  );
}

interface NearNoteProps {
  near: Near;
  /**
   * Takes the known account or user in the place of what was typed. Left out where another one is to be made: then the
   * person can only keep what was typed, or type something else.
   */
  onTake?: (question: NearQuestion) => void;
}

/** Asks below the fields that name an account and a user. */
export function NearNote({ near, onTake }: NearNoteProps) {
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
        <NearBox
          of={question.of}
          typed={question.typed}
          known={question.of === 'account' ? question.known.accountId : question.known.name}
          alias={question.of === 'account' ? question.known.alias : ''}
          how={question.known.how}
          onTake={onTake && (() => onTake(question))}
          onKeep={near.keep}
        />
      ) : null}
    </div>
  );
}
