import { type RefObject, useRef, useState } from 'react';
import { isRecoveryKey, recoveryKeyBytes } from '../../common/recovery-key';
import { TextField } from '../design/plain/TextField';
import { useT } from '../i18n';
import { errorWords, issueWords } from '../i18n/words';

type RecoveryKeyProblem = 'required' | 'recovery-key-typo' | 'wrong-recovery-key';

interface TypedRecoveryKey {
  /** The input keeps what is typed; no state does. */
  input: RefObject<HTMLInputElement | null>;
  problem: RecoveryKeyProblem | null;
  edited(): void;
  /** Shows at the field what is wrong, and focuses it. Returns `null`. */
  refuse(problem: RecoveryKeyProblem): null;
  /** Returns what is typed, for the caller to send and to wipe; `null` if it can't be right, and then the field says so. */
  take(): Uint8Array<ArrayBuffer> | null;
  clear(): void;
}

/** The state of a field for a recovery key. */
export function useRecoveryKey(): TypedRecoveryKey {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<RecoveryKeyProblem | null>(null);

  function refuse(why: RecoveryKeyProblem): null {
    setProblem(why);
    input.current?.focus();
    return null;
  }

  return {
    input,
    problem,
    edited: () => setProblem(null),
    refuse,
    take() {
      const typed = input.current?.value ?? '';
      if (typed.trim() === '') return refuse('required');
      const key = recoveryKeyBytes(typed);
      return isRecoveryKey(key) ? key : refuse('recovery-key-typo');
    },
    clear() {
      if (input.current) input.current.value = '';
    },
  };
}

interface RecoveryKeyFieldProps {
  typed: TypedRecoveryKey;
  /** The words for a key that is not the right one. */
  wrong?: string;
}

/** A field to type a recovery key into. */
export function RecoveryKeyField({ typed: { input, problem, edited }, wrong }: RecoveryKeyFieldProps) {
  const t = useT();
  const label = t('keyring:make.key');
  const words = () => {
    if (problem === null) return null;
    if (problem === 'required') return issueWords(t, { field: 'password', problem, severity: 'error' }, label);
    return (problem === 'wrong-recovery-key' ? wrong : undefined) ?? errorWords(t, { code: problem });
  };
  return (
    <TextField
      ref={input}
      name="recovery-key"
      label={label}
      mono
      autoFocus
      maxLength={200}
      error={words()}
      onChange={edited}
    />
  );
}
