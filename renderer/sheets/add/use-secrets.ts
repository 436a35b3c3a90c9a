import { useCallback, useEffect, useRef, useState } from 'react';
import { errorsOf, type FieldIssue } from '../../../common/keys/fields';
import { secretBytes } from '../../../common/keys/text-bytes';
import type { Draft } from './draft';
import { secretIssues } from './messages';

/** The secret parts of the pair. Their inputs keep what is typed; only what is wrong with it is known here. */
export function useSecrets(draft: Draft) {
  const secret = useRef<HTMLInputElement>(null);
  const token = useRef<HTMLInputElement>(null);
  const [issues, setIssues] = useState<FieldIssue[]>(() => secretIssues(draft, '', ''));

  // The rules for secrets depend on the profile and the kind of credential.
  const look = useCallback(() => {
    setIssues(secretIssues(draft, secret.current?.value ?? '', token.current?.value ?? ''));
  }, [draft]);
  useEffect(look, [look]);

  return {
    inputs: { secret, token },
    issues,
    /** Something was typed: looks at it anew. */
    look,
    /** What is wrong at this moment. */
    errors: () => errorsOf(secretIssues(draft, secret.current?.value ?? '', token.current?.value ?? '')),
    /** Puts the secret of a file in its place. */
    fill(text: string): void {
      if (secret.current) secret.current.value = text;
    },
    /** What is typed, for the caller to send and to wipe. */
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
