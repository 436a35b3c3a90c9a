import { useEffect, useState } from 'react';

/**
 * The text of a search field and its setter, for a store that asks the vault. The store is asked after a pause in the
 * typing (`pause`, in milliseconds). If the search is cleared elsewhere, the field is cleared too.
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
