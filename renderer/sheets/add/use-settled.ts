import { useEffect, useState } from 'react';
import type { FieldIssue, FieldName } from '../../../common/keys/fields';

/** Milliseconds without a change before a new warning appears, since an unfinished value often looks wrong. */
const pause = 400;

/**
 * Returns the fields whose warnings may be shown. A new warning waits for a pause in the typing; one that is shown
 * already stays.
 */
export function useSettled(issues: readonly FieldIssue[]): ReadonlySet<FieldName> {
  const [settled, setSettled] = useState<ReadonlySet<FieldName>>(new Set());
  useEffect(() => {
    const timer = setTimeout(() => {
      const warned = issues.filter((issue) => issue.severity === 'warning').map((issue) => issue.field);
      setSettled((before) =>
        warned.length === before.size && warned.every((field) => before.has(field)) ? before : new Set(warned),
      );
    }, pause);
    return () => clearTimeout(timer);
  }, [issues]);
  return settled;
}
