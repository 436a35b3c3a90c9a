import { type RefObject, useEffect, useRef, useState } from 'react';
import { checkNewPassword, type FieldIssue } from '../../../common/keys/fields';
import { type Estimator, loadEstimator, type Score } from './strength';

/** What is known about the two typed passwords. The passwords themselves stay in their inputs. */
interface Facts {
  issue: FieldIssue | null;
  same: boolean;
  score: Score | null;
}

export interface NewPasswordForm {
  first: RefObject<HTMLInputElement | null>;
  second: RefObject<HTMLInputElement | null>;
  facts: Facts;
  /** The fields that the person has left once. Only these may show an error. */
  left: { first: boolean; second: boolean };
  look(): Facts;
  leave(field: 'first' | 'second'): void;
  /**
   * Returns the password if both fields have a good one; else `null`, and the fields say what is wrong, and one of them
   * gets the focus.
   */
  take(): string | null;
  clear(): void;
}

/**
 * The state of the two fields for a new password: a master password unless `check` is given. `wanted` says whether they
 * are on the page.
 */
export function useNewPassword(check = checkNewPassword, wanted = true): NewPasswordForm {
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const estimator = useRef<Estimator>(null);
  const [facts, setFacts] = useState<Facts>({ issue: null, same: true, score: null });
  const [left, setLeft] = useState({ first: false, second: false });

  function look(): Facts {
    const password = first.current?.value ?? '';
    const found: Facts = {
      issue: check(password)[0] ?? null,
      same: password === second.current?.value,
      score: password === '' ? null : (estimator.current?.(password) ?? null),
    };
    setFacts(found);
    return found;
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: this runs once, when the fields appear; it reads only refs.
  useEffect(() => {
    if (!wanted || estimator.current) return;
    // The word lists are large, so they are not loaded before the sheet is on the screen.
    const frame = requestAnimationFrame(() =>
      setTimeout(async () => {
        estimator.current = await loadEstimator();
        if (first.current?.value) look();
      }),
    );
    return () => cancelAnimationFrame(frame);
  }, [wanted]);

  return {
    first,
    second,
    facts,
    left,
    look,
    leave(field) {
      const typed = (field === 'first' ? first : second).current?.value !== '';
      setLeft((before) => ({ ...before, [field]: before[field] || typed }));
    },
    take() {
      const { issue, same } = look();
      setLeft({ first: true, second: true });
      if (issue) first.current?.focus();
      else if (!same) second.current?.focus();
      return issue || !same ? null : (first.current?.value ?? null);
    },
    clear() {
      for (const { current } of [first, second]) if (current) current.value = '';
    },
  };
}
