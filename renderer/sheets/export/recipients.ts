import { mostRecipients, recipientPattern } from '../../../common/transfer/export';

/** What is wrong with the typed recipients; `line` counts from 1. */
export type RecipientsProblem =
  | { kind: 'required' }
  | { kind: 'too-many' }
  | { kind: 'bad-line'; line: number }
  /** Somebody's secret key, which is no recipient and must not be passed on. */
  | { kind: 'identity'; line: number };

export interface Recipients {
  /** Each once. */
  recipients: string[];
  /** The line on which each of them stands. */
  lines: number[];
  problem: RecipientsProblem | null;
}

/** Reads recipients, one a line. Empty lines and comments (`#`) are passed over, as in age's own recipients file. */
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
