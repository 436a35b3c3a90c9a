import { useMemo, useState } from 'react';
import type { FieldIssue, FieldName } from '../../../common/keys/fields';
import { useLanguage, useT } from '../../i18n';
import { type Draft, fieldsOf } from './draft';
import { type Message, messageOf, openIssues } from './messages';
import { useSettled } from './use-settled';

const none: ReadonlySet<FieldName> = new Set();

/**
 * What is wrong with each field, and whether that is shown. An error is shown after the field was left or the person
 * tried to add. A warning is shown after a pause. What the vault refused is shown until the field is edited.
 */
export function useMarks(draft: Draft, ofSecrets: readonly FieldIssue[]) {
  const t = useT();
  const language = useLanguage();
  const [ofVault, setOfVault] = useState<readonly FieldIssue[]>([]);
  const [edited, setEdited] = useState(none);
  const [touched, setTouched] = useState(none);

  const issues = useMemo(
    () => [...openIssues(draft, Date.now()), ...ofSecrets, ...ofVault],
    [draft, ofSecrets, ofVault],
  );
  const settled = useSettled(issues);

  return {
    edit(field: FieldName): void {
      setEdited((before) => (before.has(field) ? before : new Set(before).add(field)));
      setOfVault((before) => before.filter((issue) => issue.field !== field));
    },
    /**
     * Call this when a field was left. It counts as touched only if something was typed into it: to pass through with
     * Tab is no mistake.
     */
    leave(field: FieldName): void {
      if (edited.has(field)) setTouched((before) => (before.has(field) ? before : new Set(before).add(field)));
    },
    /** The person tried to add: every field may now say what is wrong. */
    touchAll: () => setTouched(new Set(fieldsOf(draft))),
    /** A file gave the pair, so both its fields count as touched. */
    touchPair: () => setTouched((before) => new Set([...before, 'accessKeyId', 'secret'])),
    /** Notes what the vault refused; an empty list if that is out of date. */
    setOfVault,
    message(field: FieldName): Message {
      const show = { errors: touched.has(field), warnings: settled.has(field) };
      return messageOf(issues, draft, field, show, t, language);
    },
  };
}

export type Marks = ReturnType<typeof useMarks>;
