import { type RefObject, useRef, useState } from 'react';
import { passwordBytes } from '../../common/keys/text-bytes';
import type { Translate } from '../i18n/catalogue';
import { errorWords, issueWords } from '../i18n/words';
import { isPlausiblePassword } from './password';

type PasswordFault = 'required' | 'wrong';

export interface MasterPasswordField {
  /** Keeps what is typed; no state does. */
  input: RefObject<HTMLInputElement | null>;
  /** What is wrong with what is typed, as far as this sheet or the vault can tell. */
  fault: PasswordFault | null;
  edited(): void;
  /** Says at the field why what is typed won't do, and puts the focus there. Returns `null`. */
  refuse(why: PasswordFault): null;
  /** Whether what is typed can be right; else the field says why not. */
  check(): boolean;
  /** What is typed, for the caller to send and to wipe; `null` where it can't be right, and then the field says so. */
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

/** What the field says of its fault. `label`: what it is called where that is not “Master password”. */
export function faultWords(t: Translate, fault: PasswordFault | null, label?: string): string | null {
  if (fault === null) return null;
  if (fault === 'wrong') return errorWords(t, { code: 'wrong-password' });
  return issueWords(t, { field: 'password', problem: fault, severity: 'error' }, label);
}
