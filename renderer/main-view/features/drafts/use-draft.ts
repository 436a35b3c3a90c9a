import { useEffect, useRef } from 'react';
import type { FormDraft } from '../../../../common/drafts';
import { client } from '../../client';

/**
 * Tells main what is typed in a form whenever it changes, so that a lock doesn't lose it. When the form is closed, main
 * is told to forget it. A lock ends this view without closing the form.
 */
export function useDraft(form: FormDraft['form'], values: Record<string, string>, begun: boolean): void {
  const told = JSON.stringify({ form, values });
  const before = useRef(begun ? '' : told);
  useEffect(() => {
    if (before.current === told) return;
    before.current = told;
    void client.draft.keep(JSON.parse(told));
  }, [told]);
  useEffect(() => () => void client.draft.drop({}), []);
}

/**
 * Returns the form's first values, replaced by what was typed before a lock. Names that the form doesn't have are
 * ignored.
 */
export function withTyped<Values extends Record<string, string>>(
  values: Values,
  typed: Record<string, string> | undefined,
): Values {
  const known = Object.entries(typed ?? {}).filter(([name]) => Object.hasOwn(values, name));
  return { ...values, ...Object.fromEntries(known) };
}
