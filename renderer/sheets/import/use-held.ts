import { useRef } from 'react';
import type { Proof } from '../../../common/protection';
import { wipeProof } from '../proof/use-proof';

/** What a person types once and several steps need. It is never in React's state, and its bytes are wiped. */
export interface Held {
  /**
   * The master password, which comparing and importing both need. It is kept as long as there is something to import.
   */
  password(): Uint8Array<ArrayBuffer> | null;
  keepPassword(typed: Uint8Array<ArrayBuffer>): void;
  forgetPassword(): void;
  /** The administrator's proof, while the master password is asked for as well. */
  proof(): Proof | undefined;
  keepProof(proof: Proof): void;
  /** Forgets the proof without wiping it, since the code that sent it wipes it. */
  passProof(): void;
  forgetProof(): void;
}

/** Makes the place for what is typed during one import, empty at first. */
export function useHeld(): Held {
  const password = useRef<Uint8Array<ArrayBuffer> | null>(null);
  const proof = useRef<Proof | undefined>(undefined);

  function forgetPassword(): void {
    password.current?.fill(0);
    password.current = null;
  }

  return {
    password: () => password.current,
    keepPassword(typed) {
      forgetPassword();
      password.current = typed;
    },
    forgetPassword,
    proof: () => proof.current,
    keepProof(given) {
      proof.current = given;
    },
    passProof() {
      proof.current = undefined;
    },
    forgetProof() {
      wipeProof(proof.current);
      proof.current = undefined;
    },
  };
}
