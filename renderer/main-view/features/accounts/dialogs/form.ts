import { useState } from 'react';
import type { AppError } from '../../../../../common/errors';
import { errorsOf, type FieldIssue, type FieldName } from '../../../../../common/keys/fields';
import { useT } from '../../../../i18n';
import { issueWords } from '../../../../i18n/words';

/**
 * The state that the small forms of this feature share. An error is shown after its field was changed and left, or
 * after the person tried to save. A warning is shown at once. What the vault refused is shown until something is
 * changed.
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
    /**
     * Call this when something was changed, and name the field if there is one. What the vault said is then out of
     * date.
     */
    changed(field?: FieldName): void {
      setProblem(null);
      if (field) setEdited((before) => (before.has(field) ? before : new Set(before).add(field)));
    },
    /** Returns the messages of a field, for its component. */
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
    /**
     * Sends the values of the form if nothing is wrong with them, and if nothing is to be asked before. Returns the value
     * if the vault accepted them, else `null`.
     */
    async send<Value>(
      call: () => Promise<{ ok: true; value: Value } | { ok: false; error: AppError }>,
      asks: () => Promise<boolean>,
    ): Promise<{ value: Value } | null> {
      if (busy) return null;
      setTouched('all');
      if (errorsOf(issues).length > 0) {
        // After the marks are painted, the first marked field gets the focus.
        setTimeout(() => document.querySelector<HTMLElement>('[role=dialog] [aria-invalid=true]')?.focus(), 0);
        return null;
      }
      setBusy(true);
      const reply = (await asks()) ? null : await call();
      setBusy(false);
      if (reply === null) return null;
      if (reply.ok) return { value: reply.value };
      setProblem(reply.error);
      return null;
    },
  };
}
