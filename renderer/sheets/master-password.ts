import { type RefObject, useRef, useState } from 'react';
import { passwordBytes } from '../../common/keys/text-bytes';
import type { Translate } from '../i18n/catalogue';
import { errorWords, issueWords } from '../i18n/words';
import { isPlausiblePassword } from './password';

type PasswordFault = 'required' | 'wrong';

export interface MasterPasswordField {
  /** The input keeps what is typed; no state does. */
  input: RefObject<HTMLInputElement | null>;
  /** What is wrong with the typed password, as this sheet or the vault found. */
  fault: PasswordFault | null;
  edited(): void;
  /** Shows at the field why the typed password can't be used, and focuses the field. Returns `null`. */
  refuse(why: PasswordFault): null;
  /** Returns whether the typed password can be right; if not, the field says why. */
  check(): boolean;
  /**
   * Returns what is typed; `null` if it can't be right, and then the field says so. The caller sends the bytes and
   * wipes them.
   */
  take(): Uint8Array<ArrayBuffer> | null;
  clear(): void;
}

/** The state of a field for the vault's master password. */
export function useMasterPassword(): MasterPasswordField {
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<PasswordFault | null>(null);

  function refuse(why: PasswordFault): null {
    setFault(why);
    input.current?.focus();
    input.current?.select();
    return null;
  }

  function check(): string | null {
    const typed = input.current?.value ?? '';
    if (typed === '') return refuse('required');
    if (!isPlausiblePassword(typed)) return refuse('wrong');
    setFault(null);
    return typed;
  }

  return {
    input,
    fault,
    edited: () => setFault(null),
    refuse,
    check: () => check() !== null,
    take() {
      const typed = check();
      return typed === null ? null : passwordBytes(typed);
    },
    clear() {
      if (input.current) input.current.value = '';
    },
  };
}

/** Returns the words for a fault. `label` is the name of the field if that is not “Master password”. */
export function faultWords(t: Translate, fault: PasswordFault | null, label?: string): string | null {
  if (fault === null) return null;
  if (fault === 'wrong') return errorWords(t, { code: 'wrong-password' });
  return issueWords(t, { field: 'password', problem: fault, severity: 'error' }, label);
}
