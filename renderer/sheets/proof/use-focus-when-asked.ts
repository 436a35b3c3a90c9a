import { useEffect } from 'react';
import type { ProofForm } from './use-proof';

/** The master password is asked for all of a sudden, in a proof that stands further down: puts the focus there. */
export function useFocusWhenAsked({ keychain, input }: ProofForm): void {
  useEffect(() => {
    if (keychain !== null) input.current?.focus();
  }, [keychain, input]);
}
