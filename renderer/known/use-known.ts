import { useCallback, useEffect, useState } from 'react';
import type { Known } from '../../common/accounts/known';
import type { Reply } from '../../common/errors';

/** Milliseconds without a keystroke before the vault is asked. */
const pause = 120;

const nothing = { first: [], more: false };

/**
 * Asks the vault for what it knows while a person types. `ask` must be the same function as long as it asks for the
 * same. Returns what was found for the last text, and the function that says what is wanted (`null`: nothing).
 */
export function useKnown<One>(
  ask: (text: string) => Promise<Reply<Known<One>>>,
): [Known<One>, (text: string | null) => void] {
  const [wanted, setWanted] = useState<string | null>(null);
  const [found, setFound] = useState<{ by: typeof ask; known: Known<One> } | null>(null);
  useEffect(() => {
    if (wanted === null) return;
    let late = false;
    // Whoever only opens the list is answered at once.
    const timer = setTimeout(
      async () => {
        const reply = await ask(wanted);
        if (!late && reply.ok) setFound({ by: ask, known: reply.value });
      },
      wanted === '' ? 0 : pause,
    );
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [ask, wanted]);
  const want = useCallback((text: string | null) => {
    setWanted(text);
    if (text === null) setFound(null);
  }, []);
  return [found?.by === ask ? found.known : nothing, want];
}
