import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Client } from '../../../common/contract/derived';
import type { EffectName } from '../../../common/effect-names';
import type { AppError } from '../../../common/errors';
import type { KeyDetail } from '../../../common/keys/access-key';
import type { Proof } from '../../../common/protection';
import { providerOf } from '../../../common/providers';
import { type TargetId, targetFacts } from '../../../common/transfer/targets';
import type { ChosenFile, UseLook } from '../../../common/transfer/use';
import { useFocusWhenAsked } from '../proof/use-focus-when-asked';
import { useProof, wipeProof } from '../proof/use-proof';
import { handedToPart } from '../transfer/HandedTo';
import { useLook } from './use-look';
import { type Naming, useOptions } from './use-options';
import { useReplacing } from './use-replacing';

/** What the verification of this sheet is for. */
const using: { effects: EffectName[] } = { effects: ['leave.toolCopy', 'leave.toolFile', 'leave.toolEntry'] };

/** Where the key goes: to the clipboard, to a new file, or into an existing file. */
export const ways = ['copy', 'new', 'existing'] as const;
export type Way = (typeof ways)[number];

/** What was done. */
export type Done =
  | { way: 'copy'; clearedAt: number }
  | { way: 'new'; fileName: string }
  | { way: 'existing'; fileName: string; changed: boolean };

/** Knows whether a call is under way, and runs one with the form locked. */
function useRunning() {
  const [running, setRunning] = useState(false);
  return {
    running,
    async under<T>(call: () => Promise<T>): Promise<T> {
      const focused = document.activeElement;
      setRunning(true);
      const reply = await call();
      // The fields must be shown again before one of them gets the focus because it was refused.
      flushSync(() => setRunning(false));
      if (document.activeElement === document.body && focused instanceof HTMLElement) focused.focus();
      return reply;
    },
  };
}

/** Reads the key that the sheet was opened for. */
function useOpenedKey(client: Client<'use'>, take: (key: KeyDetail) => void, refuse: (error: AppError) => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: this runs once, when the sheet appears.
  useEffect(() => {
    void (async () => {
      const { keyId } = await client.context();
      const found = await client.keys.get({ id: keyId });
      if (found.ok) take(found.value);
      else refuse(found.error);
    })();
  }, [client]);
}

/**
 * Proposes the names that the chosen file has for a key, unless it has a tool's own names: a program goes on with the
 * names that it knows. What the person chose stays.
 */
function useProposedNames(
  { names, existing }: UseLook,
  { naming, inFile, target }: { naming: Naming; inFile: boolean; target: TargetId | null },
  setNaming: (naming: Naming) => void,
): void {
  const [first] = names;
  const proposes = inFile && target !== null && targetFacts[target].ownNames;
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another file was looked at.
  useEffect(() => {
    if (proposes && first && !existing && naming.kind === 'usual') setNaming({ kind: 'file', names: first });
  }, [proposes, first?.accessKeyId, first?.secret, existing === null]);
}

/** Writes the key in the chosen way. `done` is `null` if the person chose no place for a file. */
async function write(
  client: Client<'use'>,
  way: Way,
  replace: boolean,
  use: Parameters<typeof client.keyUse.copy>[0],
): Promise<{ error: AppError } | { done: Done | null }> {
  if (way === 'copy') {
    const reply = await client.keyUse.copy(use);
    if (!reply.ok) return reply;
    return { done: { way, clearedAt: Date.now() + reply.value.seconds * 1000 } };
  }
  if (way === 'new') {
    const reply = await client.keyUse.saveNew(use);
    return reply.ok ? { done: reply.value && { way, ...reply.value } } : reply;
  }
  const reply = await client.keyUse.addToFile({ ...use, replace });
  return reply.ok ? { done: { way, ...reply.value } } : reply;
}

/** The state of the form and its acts. */
export function useTool(client: Client<'use'>) {
  const [key, setKey] = useState<KeyDetail | null>(null);
  const [way, setWay] = useState<Way>('copy');
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [handedTo, setHandedTo] = useState('');
  const [done, setDone] = useState<Done | null>(null);
  const { running, under } = useRunning();
  const { options, begin, ...form } = useOptions();
  const { target } = form;
  const inFile = way === 'existing' && file !== null;
  const look = useLook({ client, key, target, options, inFile, refuse: setFailure });
  useProposedNames(look, { naming: form.naming, inFile, target }, form.setNaming);
  const { allows, ...replacing } = useReplacing(inFile ? look.existing : null, options);
  const proof = useProof(client, using);
  useFocusWhenAsked(proof);

  const open = (found: KeyDetail) => {
    const [first] = providerOf(found.provider).targets;
    setKey(found);
    if (first) begin(first, found);
  };
  useOpenedKey(client, open, setFailure);

  async function choose(): Promise<void> {
    if (running || !target) return;
    setFailure(null);
    const reply = await under(() => client.keyUse.choose({ target, place: options.place }));
    if (!reply.ok) {
      setFile(null);
      setFailure(reply.error);
    } else if (reply.value) setFile(reply.value);
  }

  async function submit(): Promise<void> {
    if (running || !key || !target || look.problem) return;
    if (way === 'existing' && !file) return choose();
    setFailure(null);
    if (!allows()) return;
    const given = proof.take();
    if (given) await send({ id: key.id, target, options, ...handedToPart(handedTo), proof: given });
  }

  async function send(use: Parameters<typeof client.keyUse.copy>[0] & { proof: Proof }): Promise<void> {
    const written = await under(async () => {
      const result = await write(client, way, replacing.replace, use);
      if ('done' in result) {
        if (result.done) setDone(result.done);
        proof.clear();
      }
      return result;
    });
    wipeProof(use.proof);
    if ('done' in written || proof.refuse(written.error)) return;
    const { error } = written;
    // The file has changed since it was read, so it has to be chosen again.
    if (error.code === 'tool-file' && error.problem === 'changed') setFile(null);
    setFailure(error);
  }

  /** Returns a setter of the form that also removes the last failure, which is then out of date. */
  const editing =
    <T>(set: (value: T) => void) =>
    (value: T) => {
      setFailure(null);
      set(value);
    };

  return {
    key,
    options,
    ...form,
    ...replacing,
    setTarget(chosen: TargetId): void {
      if (!key) return;
      setFailure(null);
      begin(chosen, key);
      setFile(null);
    },
    setEntry: editing(form.setEntry),
    setNaming: editing(form.setNaming),
    setPlace: editing(form.setPlace),
    setRegion: editing(form.setRegion),
    setMakeCurrent: editing(form.setMakeCurrent),
    way,
    setWay: editing(setWay),
    file,
    handedTo,
    setHandedTo,
    choose,
    look,
    proof,
    running,
    failure,
    done,
    submit,
  };
}

export type ToolForm = ReturnType<typeof useTool>;
