import { useCallback, useEffect, useRef, useState } from 'react';
import { errorsOf, type FieldIssue } from '../../../common/keys/fields';
import { secretBytes } from '../../../common/keys/text-bytes';
import type { Draft } from './draft';
import { secretIssues } from './messages';

/** The secret parts of the pair. Their inputs keep what is typed; the state knows only what is wrong with it. */
export function useSecrets(draft: Draft) {
  const secret = useRef<HTMLInputElement>(null);
  const token = useRef<HTMLInputElement>(null);
  const [issues, setIssues] = useState<FieldIssue[]>(() => secretIssues(draft, '', ''));
  const [typed, setTyped] = useState(false);

  // The rules for secrets depend on the provider and the kind of credential.
  const look = useCallback(() => {
    setIssues(secretIssues(draft, secret.current?.value ?? '', token.current?.value ?? ''));
    setTyped([secret, token].some(({ current }) => current !== null && current.value !== ''));
  }, [draft]);
  useEffect(look, [look]);

  return {
    inputs: { secret, token },
    issues,
    /** There is something in one of the inputs. */
    typed,
    /** Call this when something was typed: it is checked again. */
    look,
    /** Returns what is wrong at this moment. */
    errors: () => errorsOf(secretIssues(draft, secret.current?.value ?? '', token.current?.value ?? '')),
    /** Puts the secret of a file into its input. */
    fill(text: string): void {
      if (secret.current) secret.current.value = text;
      setTyped(text !== '');
    },
    /** Returns what is typed. The caller sends it and wipes it. */
    take() {
      return {
        secret: secretBytes(secret.current?.value ?? ''),
        token: secretBytes(draft.credential === 'temporary' ? (token.current?.value ?? '') : ''),
      };
    },
    clear(): void {
      for (const { current } of [secret, token]) if (current) current.value = '';
    },
  };
}

export type Secrets = ReturnType<typeof useSecrets>;
