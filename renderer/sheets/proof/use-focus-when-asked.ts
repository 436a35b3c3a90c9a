import { useEffect } from 'react';
import type { ProofForm } from './use-proof';

/**
 * Focuses the field of a proof when the master password is suddenly asked for there, since the field may be out of
 * sight.
 */
export function useFocusWhenAsked({ keychain, input }: ProofForm): void {
  useEffect(() => {
    if (keychain !== null) input.current?.focus();
  }, [keychain, input]);
}
