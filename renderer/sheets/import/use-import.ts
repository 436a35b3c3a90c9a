import { useEffect, useRef, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { ColumnMapping, TableOutline } from '../../../common/csv/table';
import type { AppError, KeychainState, Reply } from '../../../common/errors';
import type { Proof } from '../../../common/protection';
import type { ProfileId } from '../../../common/providers';
import {
  type ImportChoice,
  type Imported,
  type ImportPlan,
  type ImportState,
  mostFileBytes,
  type OpenedFile,
} from '../../../common/transfer/import';
import type { Cleaned, ImportSource } from '../../../common/transfer/originals';
import { useProof, wipeProof } from '../proof/use-proof';
import { asksPassword } from './asks-password';
import { createImportRows } from './rows';

/** Where the person is. */
export type ImportStep =
  /** The system's dialog stands, or a file is being read. */
  | { at: 'choosing' }
  /** A file is held over the window. */
  | { at: 'dropping' }
  /** What was dropped is being read. */
  | { at: 'reading' }
  /** The file can't be used. */
  | { at: 'refused'; error: AppError }
  /** Its passphrase or an identity has to be given. */
  | { at: 'locked'; file: OpenedFile }
  /** The columns of a table, or whose its keys are, have to be said. */
  | { at: 'columns'; file: OpenedFile }
  | { at: 'profile'; file: OpenedFile }
  | { at: 'comparing'; file: OpenedFile }
  /** The keychain can't help, so the master password has to: for comparing, or, once there is a plan, for importing. */
  | { at: 'password'; file: OpenedFile; keychain: KeychainState; plan: ImportPlan | null; error: AppError | null }
  | { at: 'preview'; file: OpenedFile; plan: ImportPlan }
  /** What was chosen is to be verified. */
  | { at: 'verify'; file: OpenedFile; plan: ImportPlan }
  | { at: 'running'; file: OpenedFile; plan: ImportPlan }
  /** The vault has all of it. */
  | { at: 'nothing'; file: OpenedFile; plan: ImportPlan; source: ImportSource }
  | { at: 'done'; imported: Imported; source: ImportSource }
  /** The file is to be cleaned of what the vault has. */
  | { at: 'clean'; source: CleanableSource; before: ImportStep }
  | { at: 'cleaned'; cleaned: Cleaned }
  /** What is kept of a cleaned file is to be given back. */
  | { at: 'original'; id: string };

export type CleanableSource = Extract<ImportSource, { kind: 'file' }>;

/** Errors of the file itself: nothing but another file helps. */
const ofTheFile = [
  'file-too-large',
  'not-a-file',
  'file-unknown',
  'file-damaged',
  'file-newer',
  'no-keys-in-file',
  'other-provider',
  'backup-incomplete',
  'backup-damaged',
  'backup-dropped',
  'backup-is-open',
  'backup-gone',
  'vault-newer',
];

/** The way from a file to keys in the vault. */
export function useImport(client: Client<'import'>, close: () => void) {
  const { keyImport } = client;
  const [step, setStep] = useState<ImportStep>({ at: 'choosing' });
  const [failure, setFailure] = useState<AppError | null>(null);
  const [stopped, setStopped] = useState(false);
  const [stopping, setStopping] = useState(false);
  const [rows] = useState(() => createImportRows(keyImport));
  const proof = useProof(client, 'import');
  // Comparing and importing both need it, and a person types it once: kept as long as there is something to import.
  const password = useRef<Uint8Array<ArrayBuffer> | null>(null);
  const forget = () => {
    password.current?.fill(0);
    password.current = null;
  };
  /** The administrator's proof while the master password is asked for as well. */
  const held = useRef<Proof | undefined>(undefined);
  const release = () => {
    wipeProof(held.current);
    held.current = undefined;
  };

  /** Takes what the vault found out of a file; `null`: the person chose none. */
  async function take(reply: Reply<OpenedFile | null>, otherwise: () => void): Promise<void> {
    if (!reply.ok) return setStep({ at: 'refused', error: reply.error });
    if (!reply.value) return otherwise();
    const file = reply.value;
    if (file.needs === 'columns' || file.needs === 'profile') return setStep({ at: file.needs, file });
    if (file.needs !== null) return setStep({ at: 'locked', file });
    await compare(file);
  }

  async function choose(otherwise: () => void): Promise<void> {
    setFailure(null);
    await take(await keyImport.open({}), otherwise);
  }

  /** Reads a file that was dropped. Its bytes come here, so that no view ever names a path to the vault. */
  async function drop(file: File): Promise<void> {
    setFailure(null);
    if (file.size > mostFileBytes)
      return setStep({ at: 'refused', error: { code: 'file-too-large', limit: mostFileBytes } });
    setStep({ at: 'reading' });
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      bytes = new Uint8Array(await file.arrayBuffer());
    } catch {
      // A folder, or a file that is gone again.
      return setStep({ at: 'refused', error: { code: 'not-a-file' } });
    }
    const reply = await keyImport.drop({ fileName: file.name, bytes });
    bytes.fill(0);
    await take(reply, () => undefined);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the sheet stands.
  useEffect(() => {
    void client.context().then(async (source) => {
      if (source.from === 'original') return setStep({ at: 'original', id: source.original });
      if (source.from === 'drop') return setStep({ at: 'dropping' });
      if (source.from === 'file') return choose(close);
      await take(await keyImport.backup({ name: source.backup }), close);
    });
  }, []);

  async function sourceOf(): Promise<ImportSource> {
    const reply = await keyImport.source({});
    return reply.ok ? reply.value : { kind: 'none' };
  }

  async function compare(file: OpenedFile): Promise<AppError | null> {
    setFailure(null);
    if (password.current === null) setStep({ at: 'comparing', file });
    const reply = await keyImport.plan({ password: password.current });
    if (reply.ok) {
      const { states, total } = reply.value;
      if (states.same === total) {
        forget();
        setStep({ at: 'nothing', file, plan: reply.value, source: await sourceOf() });
        return null;
      }
      await rows.show(null);
      setStep({ at: 'preview', file, plan: reply.value });
      return null;
    }
    const { error } = reply;
    if (error.code === 'password-required')
      setStep({ at: 'password', file, keychain: error.keychain, plan: null, error: null });
    else if (password.current === null) setStep({ at: 'refused', error });
    return error;
  }

  /** After a change of what is to be done: the vault answers the numbers, and the rows are read again. */
  async function change(file: OpenedFile, call: Promise<Reply<ImportPlan>>): Promise<void> {
    const reply = await call;
    if (!reply.ok) return setFailure(reply.error);
    setStopped(false);
    setFailure(null);
    setStep({ at: 'preview', file, plan: reply.value });
    await rows.reload();
  }

  /** `asked`: what the keychain said, for which the master password has just been typed. */
  async function apply(
    file: OpenedFile,
    plan: ImportPlan,
    given: Proof | undefined,
    asked: KeychainState | null = null,
  ): Promise<void> {
    setFailure(null);
    setStopped(false);
    setStep({ at: 'running', file, plan });
    const reply = await keyImport.apply({ password: password.current, ...(given ? { proof: given } : {}) });
    setStopping(false);
    if (!reply.ok) {
      const asks = asksPassword(reply.error, asked);
      if (asks) {
        forget();
        // The owner's proof gives way to the master password; the administrator's is needed beside it.
        if (given?.method === 'administrator') held.current = given;
        else wipeProof(given);
        return setStep({ at: 'password', file, plan, ...asks });
      }
    }
    held.current = undefined;
    wipeProof(given);
    if (reply.ok) {
      forget();
      return setStep({ at: 'done', imported: reply.value, source: await sourceOf() });
    }
    const { error } = reply;
    if (proof.refuse(error)) return setStep({ at: 'verify', file, plan });
    setStep({ at: 'preview', file, plan });
    if (error.code === 'cancelled') setStopped(true);
    else setFailure(error);
  }

  // The master password that was typed for comparing is the owner's verification too.
  const by = proof.needs?.by ?? 'none';
  const asksProof = by === 'administrator' || (by === 'owner' && password.current === null);

  return {
    step,
    failure,
    /** The person stopped the last try. */
    stopped,
    /** It was told to stop and has not answered yet. */
    stopping,
    rows,
    drop,
    proof,
    chooseAnother() {
      forget();
      const before = step;
      setStep({ at: 'choosing' });
      return choose(() => setStep(before));
    },
    /** Errors are the caller's to say, where another passphrase may help; the caller wipes it. */
    async unlock(passphrase: Uint8Array<ArrayBuffer>): Promise<AppError | null> {
      const reply = await keyImport.passphrase({ passphrase });
      if (!reply.ok && !ofTheFile.includes(reply.error.code)) return reply.error;
      await take(reply, () => undefined);
      return null;
    },
    /** The same for another vault, with its master password or its recovery key. */
    async unlockVault(by: 'password' | 'recovery-key', typed: Uint8Array<ArrayBuffer>): Promise<AppError | null> {
      const given = by === 'password' ? { by, password: typed } : { by, key: typed };
      const reply = await keyImport.vault(given);
      if (!reply.ok && !ofTheFile.includes(reply.error.code)) return reply.error;
      await take(reply, () => undefined);
      return null;
    },
    /** Asks for an identity file. */
    async identify(): Promise<void> {
      setFailure(null);
      const reply = await keyImport.identity({});
      // The identity file may be the wrong one; the export is there all the same.
      if (reply.ok) await take(reply, () => undefined);
      else setFailure(reply.error);
    },
    /** The table whose columns are asked for; `null`: the vault no longer has it. */
    async table(): Promise<TableOutline | null> {
      const reply = await keyImport.table({});
      if (!reply.ok) setFailure(reply.error);
      return reply.ok ? reply.value : null;
    },
    async columns(mapping: ColumnMapping, profile: ProfileId | null): Promise<void> {
      setFailure(null);
      await take(await keyImport.columns({ mapping, profile }), () => undefined);
    },
    async assume(profile: ProfileId): Promise<void> {
      setFailure(null);
      await take(await keyImport.assume({ profile }), () => undefined);
    },
    /** With the master password, which it keeps. Errors are the caller's to say. */
    async compareWith(file: OpenedFile, typed: Uint8Array<ArrayBuffer>): Promise<AppError | null> {
      forget();
      password.current = typed;
      const error = await compare(file);
      if (error) forget();
      return error;
    },
    /** Goes on with the import that waited for the master password, with every choice as it was. */
    async applyWith(file: OpenedFile, plan: ImportPlan, keychain: KeychainState, typed: Uint8Array<ArrayBuffer>) {
      forget();
      password.current = typed;
      await apply(file, plan, held.current, keychain);
      return null;
    },
    chooseFor(file: OpenedFile, what: { index: number } | { state: ImportState }, choice: ImportChoice) {
      return change(file, keyImport.choose({ what, choice }));
    },
    takeDefaults: (file: OpenedFile, take: boolean) => change(file, keyImport.takeDefaults({ take })),
    /** Imports, or first asks for the verification that this needs. */
    begin(file: OpenedFile, plan: ImportPlan): void {
      if (asksProof) setStep({ at: 'verify', file, plan });
      else void apply(file, plan, undefined);
    },
    verified(file: OpenedFile, plan: ImportPlan): void {
      const given = proof.take();
      if (given) void apply(file, plan, given);
    },
    beginCleaning: (source: CleanableSource) => setStep({ at: 'clean', source, before: step }),
    leaveCleaning: (before: ImportStep) => setStep(before),
    cleaned: (cleaned: Cleaned) => setStep({ at: 'cleaned', cleaned }),
    back(file: OpenedFile, plan: ImportPlan): void {
      release();
      setStep({ at: 'preview', file, plan });
    },
    stop() {
      setStopping(true);
      void keyImport.cancel({});
    },
  };
}

export type ImportForm = ReturnType<typeof useImport>;
