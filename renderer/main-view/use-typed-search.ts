import { useEffect, useRef, useState } from 'react';

/**
 * The text of a search field and its setter, for a store that asks the vault. The store is asked at once, but no more
 * often than every `pause` milliseconds; what is typed meanwhile is asked for when the pause is over. If the search is
 * cleared elsewhere, the field is cleared too.
 */
export function useTypedSearch(asked: string, ask: (text: string) => void, pause: number) {
  const [typed, setTyped] = useState(asked);
  const last = useRef({ at: Number.NEGATIVE_INFINITY, text: asked });

  useEffect(() => {
    if (asked !== last.current.text) setTyped(asked);
    last.current.text = asked;
  }, [asked]);

  useEffect(() => {
    if (typed === asked) return;
    const now = () => {
      last.current = { at: performance.now(), text: typed };
      ask(typed);
    };
    const rest = last.current.at + pause - performance.now();
    if (rest <= 0) return now();
    const timer = setTimeout(now, rest);
    return () => clearTimeout(timer);
  }, [typed, asked, ask, pause]);

  return [typed, setTyped] as const;
}
