import { useEffect, useRef, useState } from 'react';
import type { UseLook, UseOptions } from '../../../common/transfer/use';

/** Whether an entry that the chosen file has may be written over. Who confirmed that for one did not for another. */
export function useReplacing(existing: UseLook['existing'], options: UseOptions) {
  const [replace, setReplace] = useState(false);
  const [insisted, setInsisted] = useState(false);
  const confirm = useRef<HTMLInputElement>(null);

  const place = existing ? `${options.entry ?? ''} ${options.variables ?? ''} ${existing.accessKeyId}` : '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: when it is about another entry.
  useEffect(() => {
    setReplace(false);
    setInsisted(false);
  }, [place]);

  return {
    existing,
    replace,
    setReplace,
    /** Where that is said. */
    confirm,
    /** It was tried to write over an entry without that. */
    unconfirmed: insisted && existing !== null && !replace,
    /** Writing is tried: whether nothing stands in the way; else the focus goes where it is said. */
    allows(): boolean {
      setInsisted(true);
      if (!existing || replace) return true;
      confirm.current?.focus();
      return false;
    },
  };
}
