import { codeLength } from '../../../common/protection';

/** Most characters that a field for a code takes, with room for the blanks that a person types. */
export const longestTypedCode = codeLength * 2;

/**
 * Reads a typed code, or says what is wrong with it. Apps show a code in two groups, and an input method may type wide
 * digits; both are accepted.
 */
export function readCode(typed: string): { code: string } | { problem: 'required' | 'shape' } {
  const code = typed.normalize('NFKC').replace(/\s/g, '');
  if (code === '') return { problem: 'required' };
  return code.length === codeLength && /^[0-9]+$/.test(code) ? { code } : { problem: 'shape' };
}
