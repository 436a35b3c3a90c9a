import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import type { KeyDetail } from '../../../common/keys/access-key';
import { profileOf } from '../../../common/providers';
import { type TargetId, targetFacts, toolFiles } from '../../../common/transfer/targets';
import type { ChosenFile, UseLook, UseOptions } from '../../../common/transfer/use';
import type { VariableSetId } from '../../../common/transfer/variables';
import { useProof, wipeProof } from '../proof/use-proof';

/** Where the key goes: to the clipboard, into a file of its own, into one that is there. */
export const ways = ['copy', 'new', 'existing'] as const;
export type Way = (typeof ways)[number];

/** What was done. */
export type Done =
  | { way: 'copy'; clearedAt: number }
  | { way: 'new'; fileName: string }
  | { way: 'existing'; fileName: string; changed: boolean };

const nothingSeen: UseLook = { preview: '', problem: null, existing: null };

/** What a name field begins with for this tool and provider. A prefix stands there without its last underscore. */
function usualEntry(target: TargetId, key: KeyDetail): string {
  const { names } = targetFacts[target];
  if (names === 'entry') return toolFiles[target].entry ?? '';
  return names === 'prefix' ? (profileOf(key.profile).terraform ?? '') : '';
}

/** The form's state and its acts. */
export function useTool(client: Client<'use'>) {
  const [key, setKey] = useState<KeyDetail | null>(null);
  const [target, setTarget] = useState<TargetId | null>(null);
  const [entry, setEntry] = useState('');
  const [variables, setVariables] = useState<VariableSetId | null>(null);
  const [region, setRegion] = useState('');
  const [makeCurrent, setMakeCurrent] = useState(false);
  const [way, setWay] = useState<Way>('copy');
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [replace, setReplace] = useState(false);
  const [insisted, setInsisted] = useState(false);
  const [look, setLook] = useState<UseLook>(nothingSeen);
  const [running, setRunning] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const confirm = useRef<HTMLInputElement>(null);
  const proof = useProof(client, 'export');

  useEffect(() => {
    void (async () => {
      const { keyId } = await client.context();
      const found = await client.keys.get({ id: keyId });
      if (!found.ok) return setFailure(found.error);
      const [first = null] = profileOf(found.value.profile).targets;
      setKey(found.value);
      setTarget(first);
      if (first) setEntry(usualEntry(first, found.value));
    })();
  }, [client]);

  const options = useMemo((): UseOptions => {
    if (target === null) return {};
    const facts = targetFacts[target];
    const typed = region.trim();
    return {
      ...(facts.names === 'entry' ? { entry: entry.trim() } : {}),
      ...(facts.names === 'prefix' ? { entry: entry.trim() === '' ? '' : `${entry.trim()}_` } : {}),
      ...(facts.names === 'variables' && variables ? { variables } : {}),
      ...(typed === '' ? {} : { region: typed }),
      // Without an endpoint the tool asks for one; where a file has one, that stays.
      ...(typed === '' && target === 'obsutil' && facts.region ? { region: facts.region } : {}),
      ...(facts.current && makeCurrent ? { makeCurrent } : {}),
    };
  }, [target, entry, variables, region, makeCurrent]);

  const inFile = way === 'existing' && file !== null;
  useEffect(() => {
    if (!key || !target) return;
    let late = false;
    void client.keyUse.look({ id: key.id, target, options, inFile }).then((reply) => {
      if (late) return;
      setLook(reply.ok ? reply.value : nothingSeen);
      if (!reply.ok) setFailure(reply.error);
    });
    return () => {
      late = true;
    };
  }, [client, key, target, options, inFile]);

  // Who confirmed one entry did not confirm another.
  const existing = inFile ? look.existing : null;
  const place = existing ? `${options.entry ?? ''} ${options.variables ?? ''} ${existing.accessKeyId}` : '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: when it is about another entry.
  useEffect(() => {
    setReplace(false);
    setInsisted(false);
  }, [place]);

  // The master password is asked for all of a sudden, further down.
  const { keychain, input } = proof;
  useEffect(() => {
    if (keychain !== null) input.current?.focus();
  }, [keychain, input]);

  const edited = useCallback(() => setFailure(null), []);

  /** Runs a call with the form locked. */
  async function under<T>(call: () => Promise<T>): Promise<T> {
    const focused = document.activeElement;
    setRunning(true);
    const reply = await call();
    // The fields stand again before one of them is focused for what was refused.
    flushSync(() => setRunning(false));
    if (document.activeElement === document.body && focused instanceof HTMLElement) focused.focus();
    return reply;
  }

  async function choose(): Promise<void> {
    if (running || !target) return;
    edited();
    const reply = await under(() => client.keyUse.choose({ target }));
    if (!reply.ok) {
      setFile(null);
      setFailure(reply.error);
    } else if (reply.value) setFile(reply.value);
  }

  async function submit(): Promise<void> {
    if (running || !key || !target || look.problem) return;
    if (way === 'existing' && !file) return choose();
    edited();
    setInsisted(true);
    if (existing && !replace) return confirm.current?.focus();
    const given = proof.take();
    if (!given) return;
    const use = { id: key.id, target, options, proof: given };
    const failed = await under(async (): Promise<AppError | null> => {
      if (way === 'copy') {
        const reply = await client.keyUse.copy(use);
        if (!reply.ok) return reply.error;
        setDone({ way, clearedAt: Date.now() + reply.value.seconds * 1000 });
      } else if (way === 'new') {
        const reply = await client.keyUse.saveNew(use);
        if (!reply.ok) return reply.error;
        if (reply.value) setDone({ way, ...reply.value });
      } else {
        const reply = await client.keyUse.addToFile({ ...use, replace });
        if (!reply.ok) return reply.error;
        setDone({ way, ...reply.value });
      }
      proof.clear();
      return null;
    });
    wipeProof(given);
    if (!failed || proof.refuse(failed)) return;
    // What it was is over: it has to be looked at anew.
    if (failed.code === 'tool-file' && failed.problem === 'changed') setFile(null);
    setFailure(failed);
  }

  const editing =
    <T>(set: (value: T) => void) =>
    (value: T) => {
      edited();
      set(value);
    };

  return {
    key,
    target,
    setTarget(chosen: TargetId) {
      if (!key) return;
      edited();
      setTarget(chosen);
      setEntry(usualEntry(chosen, key));
      setVariables(null);
      setRegion('');
      setMakeCurrent(false);
      setFile(null);
    },
    entry,
    setEntry: editing(setEntry),
    variables,
    setVariables: editing(setVariables),
    region,
    setRegion: editing(setRegion),
    makeCurrent,
    setMakeCurrent: editing(setMakeCurrent),
    way,
    setWay: editing(setWay),
    file,
    choose,
    existing,
    replace,
    setReplace,
    /** Where that is said. */
    confirm,
    /** It was tried to write over an entry without that. */
    unconfirmed: insisted && existing !== null && !replace,
    look,
    proof,
    running,
    failure,
    done,
    submit,
  };
}

export type ToolForm = ReturnType<typeof useTool>;
