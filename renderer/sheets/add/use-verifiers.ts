import { useEffect, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { EffectName } from '../../../common/effect-names';
import type { AppError, KeychainState } from '../../../common/errors';
import type { FieldName } from '../../../common/keys/fields';
import type { Proof } from '../../../common/protection';
import { useMasterPassword } from '../master-password';
import { useProof, wipeProof } from '../proof/use-proof';

/** What the verification of this sheet is for. */
const adding: { effects: EffectName[] } = { effects: ['key.add'] };

/** What a person types besides the key. */
export interface Given {
  password: Uint8Array<ArrayBuffer> | null;
  proof: Proof | undefined;
}

/** Overwrites what {@link useVerifiers} took. */
export function wipeGiven({ password, proof }: Given): void {
  password?.fill(0);
  wipeProof(proof);
}

/**
 * What else has to be typed to add a key: the master password if no keychain can open the secret key, and a proof if
 * adding is protected.
 */
export function useVerifiers(client: Client<'add'>, focus: (field: FieldName) => void) {
  const [keychain, setKeychain] = useState<KeychainState>('good');
  const password = useMasterPassword();
  const proof = useProof(client, adding);
  useEffect(() => {
    void client.protection.keychain({}).then((reply) => reply.ok && setKeychain(reply.value));
  }, [client]);
  const asksPassword = keychain !== 'good';
  const by = proof.needs?.by ?? 'none';
  // The master password that opens the secret key is a verification at the same time.
  const asksProof = by === 'administrator' || (by === 'owner' && !asksPassword);

  return {
    keychain,
    password,
    proof,
    asksProof,
    /** Returns what was typed, for the caller to send and to wipe; `null` if a field says what is wrong. */
    take(): Given | null {
      const typed = asksPassword ? password.take() : null;
      if (asksPassword && !typed) {
        focus('password');
        return null;
      }
      const given = asksProof ? proof.take() : undefined;
      if (given !== null) return { password: typed, proof: given };
      typed?.fill(0);
      return null;
    },
    /** Says at the field what the vault refused. Returns `false` if the error is about something else. */
    refuse(error: AppError): boolean {
      if (error.code === 'wrong-password' && asksPassword) {
        password.refuse('wrong');
      } else if (error.code === 'password-required') {
        // The field says why. It is on the page only after the next render.
        setKeychain(error.keychain === 'good' ? 'unavailable' : error.keychain);
      } else {
        // If no field of the proof is on the page yet, the footer has to say it.
        return proof.refuse(error) && asksProof;
      }
      focus('password');
      return true;
    },
    clear(): void {
      proof.clear();
      password.clear();
    },
  };
}

export type Verifiers = ReturnType<typeof useVerifiers>;
