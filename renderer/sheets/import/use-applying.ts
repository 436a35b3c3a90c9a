import { useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { EffectName } from '../../../common/effect-names';
import type { AppError, KeychainState } from '../../../common/errors';
import type { Proof } from '../../../common/protection';
import type { ImportPlan, OpenedFile } from '../../../common/transfer/import';
import { useProof, wipeProof } from '../proof/use-proof';
import { asksPassword } from './asks-password';
import type { ImportStep } from './steps';
import { sourceOf } from './use-comparing';
import type { Held } from './use-held';

interface ApplyingNeeds {
  client: Client<'import'>;
  held: Held;
  setStep: (step: ImportStep) => void;
  setFailure: (failure: AppError | null) => void;
}

/** Carries out what was chosen, after the verification that it needs. */
export function useApplying({ client, held, setStep, setFailure }: ApplyingNeeds) {
  const { keyImport } = client;
  const [stopped, setStopped] = useState(false);
  const [stopping, setStopping] = useState(false);
  const [what, setWhat] = useState<{ effects: EffectName[] }>({ effects: ['import.apply'] });
  const proof = useProof(client, what);

  /** `asked` is what the keychain said, if the master password has just been typed because of that. */
  async function apply(
    file: OpenedFile,
    plan: ImportPlan,
    given: Proof | undefined,
    asked: KeychainState | null = null,
  ): Promise<void> {
    setFailure(null);
    setStopped(false);
    setStep({ at: 'running', file, plan });
    const reply = await keyImport.apply({ password: held.password(), ...(given ? { proof: given } : {}) });
    setStopping(false);
    if (!reply.ok) {
      const asks = asksPassword(reply.error, asked);
      if (asks) {
        held.forgetPassword();
        // The master password replaces the owner's proof, but not the administrator's, which is sent with it.
        if (given?.method === 'administrator') held.keepProof(given);
        else wipeProof(given);
        return setStep({ at: 'password', file, plan, ...asks });
      }
    }
    held.passProof();
    wipeProof(given);
    if (!reply.ok) return refuse(file, plan, reply.error);
    held.forgetPassword();
    setStep({ at: 'done', imported: reply.value, source: await sourceOf(keyImport) });
  }

  function refuse(file: OpenedFile, plan: ImportPlan, error: AppError): void {
    // What was compared is no longer so: the file has to be opened again.
    if (error.code === 'import-partly') {
      setStep({ at: 'refused', error });
      return;
    }
    const atProof = proof.refuse(error);
    setStep({ at: atProof ? 'verify' : 'preview', file, plan });
    if (atProof) return;
    if (error.code === 'cancelled') setStopped(true);
    else setFailure(error);
  }

  return {
    proof,
    /** The person stopped the last try. */
    stopped,
    /** The import was told to stop and has not stopped yet. */
    stopping,
    forgetStop: () => setStopped(false),
    /** Goes on with the import that waited for the master password, with every choice as it was. */
    async applyWith(file: OpenedFile, plan: ImportPlan, keychain: KeychainState, typed: Uint8Array<ArrayBuffer>) {
      held.keepPassword(typed);
      await apply(file, plan, held.proof(), keychain);
      return null;
    },
    /** Imports, or first asks for the verification that this needs. */
    async begin(file: OpenedFile, plan: ImportPlan): Promise<void> {
      // What is needed depends on what is chosen: replacing a secret always needs a verification.
      const needs = await client.protection.needs({ effects: plan.effects });
      if (!needs.ok) return setFailure(needs.error);
      const { by } = needs.value;
      // The master password that was typed for the comparison is the owner's verification too.
      const asksProof = by === 'administrator' || (by === 'owner' && held.password() === null);
      setWhat({ effects: plan.effects });
      if (asksProof) setStep({ at: 'verify', file, plan });
      else await apply(file, plan, undefined);
    },
    verified(file: OpenedFile, plan: ImportPlan): void {
      const given = proof.take();
      if (given) void apply(file, plan, given);
    },
    stop(): void {
      setStopping(true);
      void keyImport.cancel({});
    },
  };
}
