import { useCallback, useEffect, useState } from 'react';
import type { FieldName } from '../../../common/keys/fields';

/** Returns a function that focuses a field by its name, after the next render has put it on the page. */
export function useFocus(): (field: FieldName) => void {
  const [wanted, setWanted] = useState<{ field: FieldName } | null>(null);
  useEffect(() => {
    const input = wanted && document.querySelector<HTMLElement>(`[name="${wanted.field}"]`);
    input?.focus({ preventScroll: true });
    // It is scrolled to the middle, so that the message below the field is on the screen too.
    input?.scrollIntoView({ block: 'center' });
  }, [wanted]);
  // A new object each time, so that the same field can be asked for twice.
  return useCallback((field) => setWanted({ field }), []);
}
