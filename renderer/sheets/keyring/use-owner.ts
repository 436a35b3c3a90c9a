import { type RefObject, useRef, useState } from 'react';
import type { AppError, Reply } from '../../../common/errors';
import { passwordBytes } from '../../../common/keys/text-bytes';
import { isPlausiblePassword } from '../password';
import { useWait } from '../use-wait';

export interface OwnerForm {
  /** Keeps what is typed; no state does. */
  input: RefObject<HTMLInputElement | null>;
  problem: 'required' | 'wrong-password' | null;
  failure: AppError | null;
  pending: boolean;
  /** Seconds until the master password can be tried again. */
  wait: number;
  edited(): void;
  /** Whether there is anything in the field to be tried; else the field says what is missing. */
  ready(): boolean;
  /** Runs an act with the typed master password, which is wiped after it; `null` where it was refused and said so. */
  run<Value>(act: (password: Uint8Array<ArrayBuffer>) => Promise<Reply<Value>>): Promise<{ value: Value } | null>;
}

/** The state of the field for the present master password, and of the one act that it is for. */
export function useOwner(): OwnerForm {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<OwnerForm['problem']>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);
  const { left, begin } = useWait();

  function say(what: NonNullable<OwnerForm['problem']>): false {
    setProblem(what);
    input.current?.focus();
    input.current?.select();
    return false;
  }

  return {
    input,
    problem,
    failure,
    pending,
    wait: left,
    edited: () => setProblem(null),
    ready() {
      const typed = input.current?.value ?? '';
      if (pending || left > 0) return false;
      if (typed === '') return say('required');
      return isPlausiblePassword(typed) || say('wrong-password');
    },
    async run(act) {
      setPending(true);
      setFailure(null);
      const password = passwordBytes(input.current?.value ?? '');
      const reply = await act(password);
      password.fill(0);
      if (reply.ok) {
        if (input.current) input.current.value = '';
        return { value: reply.value };
      }
      setPending(false);
      const { error } = reply;
      if (error.code === 'wrong-password') say('wrong-password');
      else if (error.code === 'try-later') begin(error.seconds);
      else setFailure(error);
      return null;
    },
  };
}
