import { useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError, Reply } from '../../../common/errors';
import {
  type FileDetails,
  type ImportChoice,
  type ImportFilter,
  type ImportPlan,
  type ImportRow,
  isNeeded,
  type NearInFile,
  type OpenedFile,
  type RowDetails,
} from '../../../common/transfer/import';
import type { ImportSource } from '../../../common/transfer/originals';
import { createImportRows } from './rows';
import type { ImportStep } from './steps';
import type { Held } from './use-held';

interface ComparingNeeds {
  keyImport: Client<'import'>['keyImport'];
  held: Held;
  setStep: (step: ImportStep) => void;
  setFailure: (failure: AppError | null) => void;
  /** The plan has changed, so what was said about the last try is out of date. */
  onChange: () => void;
}

/** Asks the vault whether the file can be cleaned. Returns `none` if the call fails. */
export async function sourceOf(keyImport: Client<'import'>['keyImport']): Promise<ImportSource> {
  const reply = await keyImport.source({});
  return reply.ok ? reply.value : { kind: 'none' };
}

/** What stands for one name of the file. */
const placeOf = ({ of, provider, accountId, identityKind, identityName }: NearInFile) =>
  JSON.stringify([of, provider, accountId, identityKind, identityName]);

/** The comparison of the open file with the vault, row by row, and what is to be done with each key. */
export function useComparing({ keyImport, held, setStep, setFailure, onChange }: ComparingNeeds) {
  const [rows] = useState(() => createImportRows(keyImport));
  const [comparing, setComparing] = useState(false);
  // Names of the file that are meant as they are, although they are almost known ones.
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());

  /** Compares the file with the vault and goes to the next step. Returns why that failed. */
  async function compare(file: OpenedFile): Promise<AppError | null> {
    setFailure(null);
    if (held.password() === null) setStep({ at: 'comparing', file });
    const reply = await keyImport.plan({ password: held.password() });
    if (reply.ok) {
      await show(file, reply.value);
      return null;
    }
    const { error } = reply;
    if (error.code === 'password-required')
      setStep({ at: 'password', file, keychain: error.keychain, plan: null, error: null });
    else if (held.password() === null) setStep({ at: 'refused', error });
    return error;
  }

  async function show(file: OpenedFile, plan: ImportPlan): Promise<void> {
    if (plan.states.same === plan.total) {
      held.forgetPassword();
      return setStep({ at: 'nothing', file, plan, source: await sourceOf(keyImport) });
    }
    if (plan.missing.some(({ field }) => isNeeded(field)))
      return setStep({ at: 'missing', file, plan, fromList: false });
    await rows.show(null);
    setStep({ at: 'preview', file, plan });
  }

  /** Shows the list after the keys were compared again with what the person said of them. Returns why that failed. */
  async function compareAgain(file: OpenedFile, call: Promise<Reply<ImportPlan>>): Promise<AppError | null> {
    setFailure(null);
    setComparing(true);
    const reply = await call;
    setComparing(false);
    if (!reply.ok) {
      setFailure(reply.error);
      return reply.error;
    }
    onChange();
    // A filter under which there is nothing any more would show an empty list.
    const { state } = rows.store.getState();
    const isEmpty =
      state !== null && (state === 'unusual' ? reply.value.unusual.keys : reply.value.states[state]) === 0;
    await rows.show(isEmpty ? null : state);
    setStep({ at: 'preview', file, plan: reply.value });
    return null;
  }

  /** Shows the plan after a choice: the vault returns the new numbers, and the rows are read again. */
  async function change(file: OpenedFile, call: Promise<Reply<ImportPlan>>): Promise<void> {
    const reply = await call;
    if (!reply.ok) return setFailure(reply.error);
    onChange();
    setFailure(null);
    setStep({ at: 'preview', file, plan: reply.value });
    await rows.reload();
  }

  return {
    rows,
    compare,
    /** Compares with the master password, which is kept. Returns why that failed. */
    async compareWith(file: OpenedFile, typed: Uint8Array<ArrayBuffer>): Promise<AppError | null> {
      held.keepPassword(typed);
      const error = await compare(file);
      if (error) held.forgetPassword();
      return error;
    },
    /** The keys are being compared again. */
    comparing,
    /** Says what the file doesn't say, once for all its keys. Returns why that failed. */
    complete: (file: OpenedFile, details: FileDetails) =>
      compareAgain(file, keyImport.complete({ details, password: held.password() })),
    /** Says it for one key. Returns why that failed. */
    edit: (file: OpenedFile, index: number, details: RowDetails) =>
      compareAgain(file, keyImport.edit({ index, details, password: held.password() })),
    /** Returns the names that nobody has answered for yet. */
    nearIn: ({ near }: ImportPlan) => near.filter((one) => !kept.has(placeOf(one))),
    keepAsIs: (one: NearInFile) => setKept((before) => new Set(before).add(placeOf(one))),
    /** Takes a known account or user in the place of this one, for all keys of the file that have it. */
    takeKnown: (file: OpenedFile, { alias: _, how: __, keys: ___, ...known }: NearInFile) =>
      compareAgain(file, keyImport.complete({ details: { providers: [], known: [known] }, password: held.password() })),
    askMissing: (file: OpenedFile, plan: ImportPlan) => setStep({ at: 'missing', file, plan, fromList: true }),
    editRow: (file: OpenedFile, plan: ImportPlan, row: ImportRow) => setStep({ at: 'row', file, plan, row }),
    chooseFor(file: OpenedFile, what: { index: number } | { state: ImportFilter }, choice: ImportChoice) {
      return change(file, keyImport.choose({ what, choice }));
    },
    takeDefaults: (file: OpenedFile, take: boolean) => change(file, keyImport.takeDefaults({ take })),
  };
}
