import { useEffect, useState } from 'react';

/**
 * What stands in a search field whose store asks the vault: it is asked once the person has paused that many
 * milliseconds. The field follows the store where the search is cleared elsewhere.
 */
export function useTypedSearch(asked: string, ask: (text: string) => void, pause: number) {
  const [typed, setTyped] = useState(asked);

  useEffect(() => setTyped(asked), [asked]);

  useEffect(() => {
    if (typed === asked) return;
    const timer = setTimeout(() => ask(typed), pause);
    return () => clearTimeout(timer);
  }, [typed, asked, ask, pause]);

  return [typed, setTyped] as const;
}
