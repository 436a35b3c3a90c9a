import { useEffect, useRef, useState } from 'react';
import type { UseLook, UseOptions } from '../../../common/transfer/use';

/**
 * The state of the question whether an entry of the chosen file may be overwritten. Confirming that for one entry does
 * not count for another.
 */
export function useReplacing(existing: UseLook['existing'], options: UseOptions) {
  const [replace, setReplace] = useState(false);
  const [insisted, setInsisted] = useState(false);
  const confirm = useRef<HTMLInputElement>(null);

  const place = existing
    ? `${options.entry ?? ''} ${options.variables ?? ''} ${options.names?.accessKeyId ?? ''} ${existing.accessKeyId}`
    : '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: when it is about another entry.
  useEffect(() => {
    setReplace(false);
    setInsisted(false);
  }, [place]);

  return {
    existing,
    replace,
    setReplace,
    /** The checkbox that confirms it. */
    confirm,
    /** The person tried to overwrite an entry without confirming it. */
    unconfirmed: insisted && existing !== null && !replace,
    /** Returns whether writing may go on; if not, focuses the checkbox that confirms it. */
    allows(): boolean {
      setInsisted(true);
      if (!existing || replace) return true;
      confirm.current?.focus();
      return false;
    },
  };
}
