import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { EffectName } from '../../../common/effect-names';
import type { AppError, KeychainState, Reply } from '../../../common/errors';
import type { Intent } from '../../../common/intents';
import { passwordBytes } from '../../../common/keys/text-bytes';
import type { Proof, ProofMethod, VerificationNeeds } from '../../../common/protection';
import { isPlausiblePassword } from '../password';
import { readCode } from './typed-code';

/** What is wrong with the proof that was typed, as far as this sheet or the vault can tell. */
export type ProofProblem = 'required' | 'shape' | 'wrong-password' | 'wrong-code' | 'code-used' | 'wrong-administrator';

export interface ProofForm {
  /** `null` until the vault has answered. */
  needs: VerificationNeeds | null;
  method: ProofMethod;
  choose(method: ProofMethod): void;
  /** The input keeps what is typed; no state does. */
  input: RefObject<HTMLInputElement | null>;
  problem: ProofProblem | null;
  /**
   * If a code is not enough and the master password is asked for: the state of the keychain, which is the reason. Else
   * `null`.
   */
  keychain: KeychainState | null;
  /** Seconds until this method can be tried again. */
  wait: number;
  edited(): void;
  /**
   * Returns what was typed; `null` if it can't be right, and then the field says so. The caller sends the proof and
   * wipes it.
   */
  take(): Proof | null;
  /** Says at the field what the vault refused. Returns `false` if the error has nothing to do with the proof. */
  refuse(error: AppError): boolean;
  clear(): void;
}

/** What the verification is for: what the person chose, or the effects of what a sheet does. */
type Verified = { effects: EffectName[] } | { intent: Intent };

interface NeedsClient {
  protection: { needs(input: Verified): Promise<Reply<VerificationNeeds>> };
}

/** The state of the fields for a verification. If `what` changes, the vault is asked again what it needs. */
export function useProof(client: NeedsClient, what: Verified): ProofForm {
  const input = useRef<HTMLInputElement>(null);
  const [needs, setNeeds] = useState<VerificationNeeds | null>(null);
  const [chosen, setChosen] = useState<'password' | 'code' | null>(null);
  const [problem, setProblem] = useState<ProofProblem | null>(null);
  const [keychain, setKeychain] = useState<KeychainState | null>(null);
  const waits = useWaits(needs);

  const ask = useCallback(async () => {
    const reply = await client.protection.needs(what);
    if (reply.ok) setNeeds(reply.value);
  }, [client, what]);
  useEffect(() => void ask(), [ask]);

  const usual = needs?.authenticator && keychain === null ? 'code' : 'password';
  const method = needs?.by === 'administrator' ? 'administrator' : (chosen ?? usual);

  function say(what: ProofProblem): null {
    setProblem(what);
    input.current?.focus();
    input.current?.select();
    return null;
  }

  function take(): Proof | null {
    const typed = input.current?.value ?? '';
    if (waits[method] > 0) return null;
    if (method === 'code') {
      const read = readCode(typed);
      return 'code' in read ? { method, code: read.code } : say(read.problem);
    }
    if (typed === '') return say('required');
    if (!isPlausiblePassword(typed)) return say(method === 'password' ? 'wrong-password' : 'wrong-administrator');
    return { method, password: passwordBytes(typed) };
  }

  function refuse(error: AppError): boolean {
    switch (error.code) {
      case 'wrong-password':
      case 'wrong-code':
      case 'code-used':
      case 'wrong-administrator':
        say(error.code);
        // This wrong try may have started a wait, so the vault is asked.
        void ask();
        return true;
      case 'try-later':
      case 'verification-required':
        setProblem(null);
        void ask();
        return true;
      case 'password-required':
        setKeychain(error.keychain);
        setChosen('password');
        setProblem(null);
        return true;
      default:
        return false;
    }
  }

  return {
    needs,
    method,
    choose(wanted) {
      if (wanted === 'administrator') return;
      setChosen(wanted);
      setProblem(null);
    },
    input,
    problem,
    keychain,
    wait: waits[method],
    edited: () => setProblem(null),
    take,
    refuse,
    clear() {
      if (input.current) input.current.value = '';
    },
  };
}

/** Overwrites what {@link ProofForm.take} gave. */
export function wipeProof(proof: Proof | undefined): void {
  if (proof && proof.method !== 'code') proof.password.fill(0);
}

const none: VerificationNeeds['waits'] = { password: 0, code: 0, administrator: 0 };

/** Counts down the waits that the vault reported. Returns the seconds that are left. */
function useWaits(needs: VerificationNeeds | null): VerificationNeeds['waits'] {
  const [left, setLeft] = useState(none);
  useEffect(() => {
    const said = needs?.waits ?? none;
    const since = performance.now();
    const count = () => {
      const passed = (performance.now() - since) / 1000;
      const of = (method: ProofMethod) => Math.max(0, Math.ceil(said[method] - passed));
      setLeft({ password: of('password'), code: of('code'), administrator: of('administrator') });
    };
    count();
    if (Object.values(said).every((seconds) => seconds === 0)) return;
    const timer = setInterval(count, 500);
    return () => clearInterval(timer);
  }, [needs]);
  return left;
}
