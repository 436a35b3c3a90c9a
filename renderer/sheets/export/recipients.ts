import { mostRecipients, recipientPattern } from '../../../common/transfer/export';

/** What is wrong with the typed recipients. `line` counts from 1. */
export type RecipientsProblem =
  | { kind: 'required' }
  | { kind: 'too-many' }
  | { kind: 'bad-line'; line: number }
  /** It is somebody's secret key. That is not a recipient, and it must not be passed on. */
  | { kind: 'identity'; line: number };

export interface Recipients {
  /** The recipients, each only once. */
  recipients: string[];
  /** The number of the line of each of them. */
  lines: number[];
  problem: RecipientsProblem | null;
}

/** Reads recipients, one in each line. Empty lines and comments (`#`) are ignored, as in age's own recipients file. */
export function readRecipients(typed: string): Recipients {
  const found = new Map<string, number>();
  let problem: RecipientsProblem | null = null;
  for (const [index, text] of typed.split('\n').entries()) {
    const recipient = text.trim();
    if (recipient === '' || recipient.startsWith('#')) continue;
    const line = index + 1;
    if (!recipientPattern.test(recipient)) {
      problem ??= { kind: recipient.startsWith('AGE-SECRET-KEY-') ? 'identity' : 'bad-line', line };
    } else if (!found.has(recipient)) found.set(recipient, line);
  }
  if (!problem && found.size === 0) problem = { kind: 'required' };
  if (!problem && found.size > mostRecipients) problem = { kind: 'too-many' };
  return { recipients: [...found.keys()], lines: [...found.values()], problem };
}
