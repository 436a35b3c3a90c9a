import { useEffect, useRef } from 'react';
import type { FormDraft } from '../../../../common/drafts';
import { client } from '../../client';

/**
 * Tells main what stands in a form whenever it changes, so that a lock doesn't cost the person what was typed; and to
 * forget it when the form is closed. A lock ends this view without closing anything.
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

/** The form's first values with what was typed before in their place. Names that the form doesn't have are left out. */
export function withTyped<Values extends Record<string, string>>(
  values: Values,
  typed: Record<string, string> | undefined,
): Values {
  const known = Object.entries(typed ?? {}).filter(([name]) => Object.hasOwn(values, name));
  return { ...values, ...Object.fromEntries(known) };
}
