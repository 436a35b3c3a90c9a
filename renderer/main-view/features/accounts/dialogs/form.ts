import { useState } from 'react';
import type { AppError } from '../../../../../common/errors';
import { errorsOf, type FieldIssue, type FieldName } from '../../../../../common/keys/fields';
import { useT } from '../../../../i18n';
import { issueWords } from '../../../../i18n/words';

/**
 * What the small forms of this feature share: errors show once their field was changed and left, or saving was tried,
 * warnings at once, and what the vault refused shows until something is changed.
 */
export function useForm(issues: readonly FieldIssue[]) {
  const t = useT();
  const [touched, setTouched] = useState<ReadonlySet<FieldName> | 'all'>(new Set());
  const [edited, setEdited] = useState<ReadonlySet<FieldName>>(new Set());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AppError | null>(null);
  const isTouched = (field: FieldName) => touched === 'all' || touched.has(field);

  return {
    busy,
    problem,
    /** Something was changed, this field if one is named: what the vault said no longer counts. */
    changed(field?: FieldName): void {
      setProblem(null);
      if (field) setEdited((before) => (before.has(field) ? before : new Set(before).add(field)));
    },
    /** The messages of a field, for its component. */
    messages(field: FieldName, label: string, expected?: string) {
      const of = (severity: FieldIssue['severity']) => {
        const issue = issues.find((candidate) => candidate.field === field && candidate.severity === severity);
        return issue ? issueWords(t, issue, label, expected) : null;
      };
      return {
        error: isTouched(field) ? of('error') : null,
        warning: of('warning'),
        onBlur: () => {
          if (edited.has(field)) setTouched((before) => (before === 'all' ? before : new Set(before).add(field)));
        },
      };
    },
    /** Sends what the form holds, if nothing is wrong with it; answers the value where the vault took it. */
    async send<Value>(
      call: () => Promise<{ ok: true; value: Value } | { ok: false; error: AppError }>,
    ): Promise<{ value: Value } | null> {
      if (busy) return null;
      setTouched('all');
      if (errorsOf(issues).length > 0) {
        // Once the marks are painted, the first of them gets the focus.
        setTimeout(() => document.querySelector<HTMLElement>('[role=dialog] [aria-invalid=true]')?.focus(), 0);
        return null;
      }
      setBusy(true);
      const reply = await call();
      setBusy(false);
      if (reply.ok) return { value: reply.value };
      setProblem(reply.error);
      return null;
    },
  };
}
