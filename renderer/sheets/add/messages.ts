import { checkNewKey, checkSecret, checkToken, type FieldIssue, type FieldName } from '../../../common/keys/fields';
import type { Language } from '../../../common/languages';
import { providerOf } from '../../../common/providers';
import type { Translate } from '../../i18n';
import { issueWords } from '../../i18n/words';
import { type Draft, detailsOf, expectedIn, labelIn } from './draft';

/** The messages that are shown below a field. */
export interface Message {
  error: string | null;
  warning: string | null;
}

/** Returns what is wrong with the open parts of the form. `now` is in milliseconds since the epoch. */
export function openIssues(draft: Draft, now: number): FieldIssue[] {
  return checkNewKey(detailsOf(draft), now);
}

/** Returns what is wrong with the secret parts. It returns only the issues, never the texts. */
export function secretIssues(draft: Draft, secret: string, token: string): FieldIssue[] {
  const issues = checkSecret(providerOf(draft.provider), draft.credential, secret);
  return draft.credential === 'temporary' ? [...issues, ...checkToken(draft.credential, token)] : issues;
}

/** Returns the words for the first error and the first warning of a field, if they are to be shown. */
export function messageOf(
  issues: readonly FieldIssue[],
  draft: Draft,
  field: FieldName,
  show: { errors: boolean; warnings: boolean },
  t: Translate,
  language: Language,
): Message {
  const words = (severity: FieldIssue['severity']) => {
    const issue = issues.find((candidate) => candidate.field === field && candidate.severity === severity);
    return issue ? issueWords(t, issue, labelIn(draft, field, language), expectedIn(draft, issue, language)) : null;
  };
  return { error: show.errors ? words('error') : null, warning: show.warnings ? words('warning') : null };
}
