import { useState } from 'react';
import type { AppError, Reply } from '../../../common/errors';
import { type MasterPasswordField, useMasterPassword } from '../master-password';
import { useWait } from '../use-wait';

export interface OwnerForm {
  field: MasterPasswordField;
  failure: AppError | null;
  pending: boolean;
  /** Seconds until the master password can be tried again. */
  wait: number;
  /** Returns whether the field has a password to try; if not, the field says what is missing. */
  ready(): boolean;
  /**
   * Runs an act with the typed master password, which is wiped after it. Returns `null` if the act was refused; the
   * field or the form says why.
   */
  run<Value>(act: (password: Uint8Array<ArrayBuffer>) => Promise<Reply<Value>>): Promise<{ value: Value } | null>;
}

/** The state of the field for the present master password, and of the one act that it is for. */
export function useOwner(): OwnerForm {
  const field = useMasterPassword();
  const [failure, setFailure] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);
  const { left, begin } = useWait();

  return {
    field,
    failure,
    pending,
    wait: left,
    ready: () => !pending && left === 0 && field.check(),
    async run(act) {
      const password = field.take();
      if (!password) return null;
      setPending(true);
      setFailure(null);
      const reply = await act(password);
      password.fill(0);
      if (reply.ok) {
        field.clear();
        return { value: reply.value };
      }
      setPending(false);
      const { error } = reply;
      if (error.code === 'wrong-password') field.refuse('wrong');
      else if (error.code === 'try-later') begin(error.seconds);
      else setFailure(error);
      return null;
    },
  };
}
