import { z } from 'zod';
import { type ColumnRole, columnRoles, type TableOutline } from '../csv/table';
import { type Exported, mostExported, mostRecipients, type ScopeFacts } from '../transfer/export';
import {
  type Imported,
  type ImportPlan,
  type ImportRow,
  importChoices,
  importStates,
  type OpenedFile,
} from '../transfer/import';
import type { Cleaned, ImportSource, Original } from '../transfer/originals';
import { type, vaultOperation } from './operation';
import { proof } from './protection';
import * as schema from './schemas';

/** Shapes of what travels for encrypted export and import. */

export const exportScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('keys'), ids: z.array(schema.id).min(1).max(mostExported) }),
  z.strictObject({ kind: z.literal('profile'), profile: schema.profile }),
  z.strictObject({ kind: z.literal('account'), id: schema.rowId }),
]);

const exportTo = z.discriminatedUnion('kind', [
  /** UTF-8, NFC. */
  z.strictObject({ kind: z.literal('passphrase'), passphrase: schema.password }),
  z.strictObject({
    kind: z.literal('recipients'),
    recipients: z.array(z.string().max(4096)).min(1).max(mostRecipients),
  }),
  /** Not encrypted (docs/csv.md). */
  z.strictObject({ kind: z.literal('csv') }),
]);

/** Writing keys into one file, encrypted but for `csv`. */
export const keyExport = {
  /** How many keys a scope has, and whose. */
  count: vaultOperation(
    { views: ['export'], kind: 'reads', input: z.strictObject({ scope: exportScope }) },
    type<ScopeFacts>(),
  ),
  /** A fresh passphrase of ten random words with hyphens between, ASCII. */
  passphrase: vaultOperation(
    { views: ['export'], kind: 'reads', input: schema.nothing },
    type<{ passphrase: Uint8Array }>(),
  ),
  /**
   * Asks for a place and writes the keys there as an age file (docs/export-format.md) or as CSV; `null` when the person cancelled
   * the dialog. Tells of its progress (`transferProgress`). Errors: those of a verification, `password-required`,
   * `invalid-fields` (field `password`: the passphrase is too short), `bad-recipient`,
   * `nothing-to-export`, `cancelled`, `secret-damaged`, those of the file system.
   */
  save: vaultOperation(
    {
      views: ['export'],
      kind: 'leaves',
      runs: 'beside',
      refused: 'exported',
      input: z.strictObject({ scope: exportScope, to: exportTo, proof }),
    },
    type<Exported | null>(),
  ),
  /** Stops an export that runs; nothing of it stays. Does nothing where none does. */
  cancel: vaultOperation(
    { views: ['export'], kind: 'changes', runs: 'beside', refused: 'not-logged', input: schema.nothing },
    type<null>(),
  ),
};

const column = z.int().min(0).max(99).nullable();
type Columns = Record<ColumnRole, typeof column>;

/** Reading keys from a file. What was opened stays with the port of its sheet and ends with it. */
export const keyImport = {
  /**
   * Asks for a file and looks what it is; `null` when the person cancelled. Errors: `file-too-large`, `not-a-file`,
   * `file-unknown`, `file-damaged`, `file-newer`, `no-keys-in-file`, `other-provider`, those of the file system; of another vault's files `backup-incomplete`,
   * `backup-damaged`, `backup-is-open`, `vault-newer`.
   */
  open: vaultOperation({ views: ['import'], kind: 'waits', input: schema.nothing }, type<OpenedFile | null>()),
  /**
   * Looks what a file is that was dropped on the sheet: its bytes, since no path comes from a view. Errors: those of
   * `open` that are about the file's content; `backup-dropped`, where it is one of another vault's two files.
   */
  drop: vaultOperation(
    {
      views: ['import'],
      kind: 'changes',
      runs: 'alone',
      refused: 'not-logged',
      input: z.strictObject({ fileName: z.string().max(1024), bytes: schema.droppedFile }),
    },
    type<OpenedFile>(),
  ),
  /**
   * Looks at a backup of this vault, by its name, as `open` does at another vault's files. Errors: `backup-gone`,
   * `backup-damaged`, `vault-newer`.
   */
  backup: vaultOperation(
    {
      views: ['import'],
      kind: 'changes',
      runs: 'beside',
      refused: 'not-logged',
      input: z.strictObject({ name: schema.backup }),
    },
    type<OpenedFile>(),
  ),
  /**
   * Opens the other vault with its master password (UTF-8, NFC) or its recovery key (ASCII), and reads its keys out of a copy.
   * Errors: `wrong-password`, `wrong-recovery-key`, `recovery-key-typo`, `no-recovery-key`, `try-later`, `backup-damaged`,
   * `vault-newer`, `vault-in-use`, `no-keys-in-file`, `cancelled`, those of the file system.
   */
  vault: vaultOperation(
    {
      views: ['import'],
      kind: 'changes',
      runs: 'alone',
      refused: 'not-logged',
      input: z.discriminatedUnion('by', [
        z.strictObject({ by: z.literal('password'), password: schema.password }),
        z.strictObject({ by: z.literal('recovery-key'), key: schema.recoveryKey }),
      ]),
    },
    type<OpenedFile>(),
  ),
  /**
   * Opens an encrypted file with its passphrase (UTF-8). Errors: `wrong-passphrase`, `work-factor`, and what is in it can
   * have the errors of `open`.
   */
  passphrase: vaultOperation(
    {
      views: ['import'],
      kind: 'changes',
      runs: 'beside',
      refused: 'not-logged',
      input: z.strictObject({ passphrase: schema.password }),
    },
    type<OpenedFile>(),
  ),
  /** Opens an encrypted file with an age identity file, for which it asks. Errors: `wrong-identity`, `file-unknown`; `null` when cancelled. */
  identity: vaultOperation({ views: ['import'], kind: 'waits', input: schema.nothing }, type<OpenedFile | null>()),
  /** The table whose columns wait to be named; what may be a secret in it is masked. Errors: `ticket-invalid`. */
  table: vaultOperation({ views: ['import'], kind: 'reads', input: schema.nothing }, type<TableOutline>()),
  /** Names the columns; `profile`: of rows that don't say theirs. Errors: `ticket-invalid`, `no-keys-in-file`. */
  columns: vaultOperation(
    {
      views: ['import'],
      kind: 'changes',
      runs: 'beside',
      refused: 'not-logged',
      input: z.strictObject({
        mapping: z.strictObject(Object.fromEntries(columnRoles.map((role) => [role, column])) as Columns),
        profile: schema.profile.nullable(),
      }),
    },
    type<OpenedFile>(),
  ),
  /** Whose keys those are whose file doesn't say it. Errors: `ticket-invalid`. */
  assume: vaultOperation(
    {
      views: ['import'],
      kind: 'changes',
      runs: 'beside',
      refused: 'not-logged',
      input: z.strictObject({ profile: schema.profile }),
    },
    type<OpenedFile>(),
  ),
  /**
   * Compares what is in the file with the vault, which needs its secrets: `password` is the master password where the
   * keychain can't help. Errors: `password-required`, `wrong-password`, `try-later`, `no-keys-in-file`.
   */
  plan: vaultOperation(
    {
      views: ['import'],
      kind: 'changes',
      runs: 'beside',
      refused: 'not-logged',
      input: z.strictObject({ password: schema.password.nullable() }),
    },
    type<ImportPlan>(),
  ),
  /** One window of the rows, in the file's order; `state`: only those of that state. */
  rows: vaultOperation(
    {
      views: ['import'],
      kind: 'reads',
      input: z.strictObject({
        offset: z.int().min(0),
        limit: z.int().min(1).max(500),
        state: z.enum(importStates).nullable(),
      }),
    },
    type<{ total: number; offset: number; rows: ImportRow[] }>(),
  ),
  /**
   * Makes a choice for one row, or for all rows of a state that have it; a choice that a row doesn't have is passed
   * over. Answers the plan as it is then.
   */
  choose: vaultOperation(
    {
      views: ['import'],
      kind: 'changes',
      runs: 'beside',
      refused: 'not-logged',
      input: z.strictObject({
        what: z.union([z.strictObject({ index: z.int().min(0) }), z.strictObject({ state: z.enum(importStates) })]),
        choice: z.enum(importChoices),
      }),
    },
    type<ImportPlan>(),
  ),
  /** Whether chosen keys that the file calls default take that from the vault's. */
  takeDefaults: vaultOperation(
    {
      views: ['import'],
      kind: 'changes',
      runs: 'beside',
      refused: 'not-logged',
      input: z.strictObject({ take: z.boolean() }),
    },
    type<ImportPlan>(),
  ),
  /**
   * Does what was chosen, in one transaction, after a backup. Tells of its progress (`transferProgress`). Errors: those
   * of a verification (`proof` where `protection.needs` of `import` says so), `password-required`, `backup-failed`,
   * `cancelled`, `quota-full` and the like where the vault has changed since the plan; nothing is changed then.
   */
  apply: vaultOperation(
    {
      views: ['import'],
      kind: 'changes',
      runs: 'alone',
      refused: 'imported',
      input: z.strictObject({ proof: proof.optional(), password: schema.password.nullable() }),
    },
    type<Imported>(),
  ),
  /** What the file is to {@link keyImport.clean}, after `plan`, and then after `apply`. Errors: `ticket-invalid`. */
  source: vaultOperation({ views: ['import'], kind: 'reads', input: schema.nothing }, type<ImportSource>()),
  /**
   * Takes the entries out of the file whose keys the vault has with the same secret; the file as it was stays in the vault
   * (`originals`). Errors: those of a verification, `password-required`, `ticket-invalid`, `source-changed`, `source-unfit`,
   * `originals-full`, `cancelled`, those of the file system; the file is as it was then.
   */
  clean: vaultOperation(
    { views: ['import'], kind: 'changes', runs: 'alone', refused: 'source-cleaned', input: z.strictObject({ proof }) },
    type<Cleaned>(),
  ),
  /** Stops an import that runs; it is undone whole. Does nothing where none does. */
  cancel: vaultOperation(
    { views: ['import'], kind: 'changes', runs: 'beside', refused: 'not-logged', input: schema.nothing },
    type<null>(),
  ),
};

/** Files that were cleaned, as they were before. */
export const originals = {
  /** The latest first. */
  list: vaultOperation({ views: ['main-view'], kind: 'reads', input: schema.nothing }, type<Original[]>()),
  /** Errors: `original-gone`, likewise below. */
  get: vaultOperation({ views: ['import'], kind: 'reads', input: z.strictObject({ id: schema.id }) }, type<Original>()),
  /**
   * Asks for a place and writes the file there as it was, secrets and all (0600); `null` when the person cancelled. Errors:
   * those of a verification, `password-required`, `original-damaged`, those of the file system.
   */
  save: vaultOperation(
    {
      views: ['import'],
      kind: 'leaves',
      runs: 'alone',
      refused: 'original-saved',
      input: z.strictObject({ id: schema.id, proof }),
    },
    type<{ fileName: string } | null>(),
  ),
  remove: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'original-deleted',
      input: z.strictObject({ id: schema.id }),
    },
    type<null>(),
  ),
};
