import { useState } from 'react';
import { flushSync } from 'react-dom';
import type { Client } from '../../../common/contract/derived';
import type { EffectName } from '../../../common/effect-names';
import type { AppError } from '../../../common/errors';
import type { Exported, ExportScope } from '../../../common/transfer/export';
import { useFocusWhenAsked } from '../proof/use-focus-when-asked';
import { useProof, wipeProof } from '../proof/use-proof';
import { handedToPart } from '../transfer/HandedTo';
import { type ExportMethod, useMethod } from './use-method';
import { useReceiver } from './use-receiver';
import { useScopes } from './use-scopes';

/** What the verification of this sheet is for. */
const exporting: { effects: EffectName[] } = { effects: ['leave.export', 'leave.exportCsv'] };

/** The state of the form and its one act. */
export function useExport(client: Client<'export'>) {
  const [running, setRunning] = useState(false);
  const [stopping, setStopping] = useState(false);
  const [stopped, setStopped] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [exported, setExported] = useState<Exported | null>(null);
  const { setScope, lookAgain, ...scopes } = useScopes(client, setFailure);
  const receiver = useReceiver(scopes.give === true);
  const { setMethod, target, ...method } = useMethod(client, setFailure);
  const proof = useProof(client, exporting);
  useFocusWhenAsked(proof);

  function edited(): void {
    setFailure(null);
    setStopped(false);
  }

  async function submit(): Promise<void> {
    const { scope, chosen } = scopes;
    if (running || !chosen || chosen.keys === 0) return;
    edited();
    const handedTo = receiver.take();
    if (handedTo === null) return;
    const to = target();
    if (!to) return;
    const given = proof.take();
    if (given) {
      setRunning(true);
      const reply = await client.keyExport.save({
        scope,
        shown: chosen.shown,
        to,
        ...handedToPart(handedTo),
        proof: given,
      });
      wipeProof(given);
      // The fields must be shown again before one of them gets the focus because it was refused.
      flushSync(() => {
        setRunning(false);
        setStopping(false);
      });
      if (!reply.ok) refuse(reply.error);
      else if (reply.value) {
        proof.clear();
        method.own.clear();
        setExported(reply.value);
      }
    }
    if (to.kind === 'passphrase') to.passphrase.fill(0);
  }

  function refuse(error: AppError): void {
    if (error.code === 'cancelled') setStopped(true);
    else if (error.code === 'bad-recipient') method.recipients.refuse(error.number);
    else if (!proof.refuse(error)) {
      setFailure(error);
      if (error.code === 'export-changed') lookAgain();
    }
  }

  return {
    ...scopes,
    setScope(chosen: ExportScope): void {
      edited();
      setScope(chosen);
    },
    ...method,
    setMethod(chosen: ExportMethod): void {
      edited();
      setMethod(chosen);
    },
    receiver,
    proof,
    running,
    /** The export was told to stop and has not stopped yet. */
    stopping,
    /** The person stopped the last try. */
    stopped,
    failure,
    exported,
    submit,
    stop(): void {
      setStopping(true);
      void client.keyExport.cancel({});
    },
  };
}
