import { useCallback, useEffect, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import type { FieldIssue } from '../../../common/keys/fields';
import { fieldLimits } from '../../../common/keys/fields';
import { passwordBytes } from '../../../common/keys/text-bytes';
import {
  type Exported,
  type ExportScope,
  minimumPassphraseLength,
  type ScopeFacts,
} from '../../../common/transfer/export';
import { useNewPassword } from '../new-password/use-new-password';
import { useProof, wipeProof } from '../proof/use-proof';
import { useGenerated } from './use-generated';
import { useRecipients } from './use-recipients';

export const exportMethods = ['generated', 'own', 'recipients', 'csv'] as const;
export type ExportMethod = (typeof exportMethods)[number];

const allKeys: ExportScope = { kind: 'all' };

/** The rules for a passphrase that a person makes up. */
function checkPassphrase(passphrase: string): FieldIssue[] {
  const issue = (problem: FieldIssue['problem'], limit?: number): FieldIssue[] => [
    { field: 'password', problem, severity: 'error', ...(limit === undefined ? {} : { limit }) },
  ];
  if (passphrase === '') return issue('required');
  if ([...passphrase].length < minimumPassphraseLength) return issue('too-short', minimumPassphraseLength);
  return passphrase.length > fieldLimits.password ? issue('too-long', fieldLimits.password) : [];
}

/** What the vault says of each of these scopes; missing until it has answered. */
function useFacts(client: Client<'export'>, scopes: readonly ExportScope[]): ReadonlyMap<ExportScope, ScopeFacts> {
  const [facts, setFacts] = useState<ReadonlyMap<ExportScope, ScopeFacts>>(new Map());
  useEffect(() => {
    for (const scope of scopes) {
      void client.keyExport.count({ scope }).then((reply) => {
        if (reply.ok) setFacts((before) => new Map(before).set(scope, reply.value));
      });
    }
  }, [client, scopes]);
  return facts;
}

/** The form's state and its one act. */
export function useExport(client: Client<'export'>) {
  const [opened, setOpened] = useState<ExportScope | null>(null);
  const [scope, setScope] = useState<ExportScope>(allKeys);
  const [method, setMethod] = useState<ExportMethod>('generated');
  const [running, setRunning] = useState(false);
  const [stopping, setStopping] = useState(false);
  const [stopped, setStopped] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [exported, setExported] = useState<Exported | null>(null);
  const generated = useGenerated(client, setFailure);
  const own = useNewPassword(checkPassphrase, method === 'own');
  const recipients = useRecipients();
  const proof = useProof(client, 'export');

  useEffect(() => {
    void client.context().then((context) => {
      setOpened(context.scope);
      setScope(context.scope);
    });
  }, [client]);

  const scopes = useMemo(() => {
    if (opened === null) return [];
    return opened.kind === 'all' ? [opened] : [opened, allKeys];
  }, [opened]);

  const facts = useFacts(client, scopes);

  // The master password is asked for all of a sudden, further down.
  const { keychain, input } = proof;
  useEffect(() => {
    if (keychain !== null) input.current?.focus();
  }, [keychain, input]);

  const edited = useCallback(() => {
    setFailure(null);
    setStopped(false);
  }, []);

  /** How to encrypt, where the form is whole; the passphrase in it is the caller's to wipe. */
  function target() {
    if (method === 'csv') return { kind: 'csv' as const };
    if (method === 'recipients') {
      const list = recipients.take();
      return list && { kind: 'recipients' as const, recipients: list };
    }
    const passphrase = method === 'own' ? own.take() : generated.take();
    return passphrase === null ? null : { kind: 'passphrase' as const, passphrase: passwordBytes(passphrase) };
  }

  async function submit(): Promise<void> {
    if (running || opened === null) return;
    edited();
    const to = target();
    if (!to) return;
    const given = proof.take();
    if (given) {
      setRunning(true);
      const reply = await client.keyExport.save({ scope, to, proof: given });
      wipeProof(given);
      // The fields stand again before one of them is focused for what was refused.
      flushSync(() => {
        setRunning(false);
        setStopping(false);
      });
      if (!reply.ok) refuse(reply.error);
      else if (reply.value) {
        proof.clear();
        own.clear();
        setExported(reply.value);
      }
    }
    if (to.kind === 'passphrase') to.passphrase.fill(0);
  }

  function refuse(error: AppError): void {
    if (error.code === 'cancelled') setStopped(true);
    else if (error.code === 'bad-recipient') recipients.refuse(error.number);
    else if (!proof.refuse(error)) setFailure(error);
  }

  return {
    scopes,
    facts,
    scope,
    setScope(chosen: ExportScope) {
      edited();
      setScope(chosen);
    },
    method,
    setMethod(chosen: ExportMethod) {
      edited();
      setMethod(chosen);
    },
    generated,
    own,
    recipients,
    proof,
    running,
    /** It was told to stop and has not answered yet. */
    stopping,
    /** The person stopped the last try. */
    stopped,
    failure,
    exported,
    submit,
    stop() {
      setStopping(true);
      void client.keyExport.cancel({});
    },
  };
}
