import { type RefObject, useEffect, useRef, useState } from 'react';
import { checkNewPassword, type FieldIssue } from '../../../common/keys/fields';
import { type Estimator, loadEstimator, type Score } from './strength';

/** What is known of the two typed passwords; the passwords themselves stay in their inputs. */
interface Facts {
  issue: FieldIssue | null;
  same: boolean;
  score: Score | null;
}

export interface NewPasswordForm {
  first: RefObject<HTMLInputElement | null>;
  second: RefObject<HTMLInputElement | null>;
  facts: Facts;
  /** Which field the person has left once, so that it may be found fault with. */
  left: { first: boolean; second: boolean };
  look(): Facts;
  leave(field: 'first' | 'second'): void;
  /** The password, when both fields have a good one; else the fields say what is wrong, and one has the focus. */
  take(): string | null;
  clear(): void;
}

/**
 * The state of the two fields in which a new password is chosen, a master password where `check` is left out. `wanted`:
 * whether they stand on the page.
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

  // biome-ignore lint/correctness/useExhaustiveDependencies: once they stand, after the first paint; what it looks at are refs.
  useEffect(() => {
    if (!wanted || estimator.current) return;
    // Its word lists are large: not before the sheet is on the screen.
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
