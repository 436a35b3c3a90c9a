import type { Translate } from '../../i18n';
import { errorWords, issueWords } from '../../i18n/words';
import type { ProofProblem } from './use-proof';

/** Returns the words for a proof that can't be right or was refused. `label` is the name of its field. */
export function problemWords(t: Translate, problem: ProofProblem | null, label: string): string | null {
  if (problem === null) return null;
  if (problem === 'required') return issueWords(t, { field: 'password', problem, severity: 'error' }, label);
  return problem === 'shape' ? t('proof:codeShape') : errorWords(t, { code: problem });
}
