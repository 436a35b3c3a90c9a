import { z } from 'zod';
import { type ColumnRole, columnRoles, type TableOutline } from '../csv/table';
import { fieldLimits } from '../keys/fields';
import { providerIds } from '../providers/provider';
import {
  type Imported,
  type ImportPlan,
  type ImportRow,
  importChoices,
  importFilters,
  mostNear,
  type OpenedFile,
  type SkippedEntry,
} from '../transfer/import';
import type { Cleaned, ImportSource, Original } from '../transfer/originals';
import { type, vaultOperation } from './operation';
import { proof } from './protection';
import * as schema from './schemas';

/** Schemas of the inputs for an import. */

const column = z.int().min(0).max(99).nullable();
type Columns = Record<ColumnRole, typeof column>;

/** When a temporary key ends. The latest time that JavaScript can hold is in the year 275760. */
const keyEnd = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('at'), at: z.int().min(0).max(8.64e15) }),
  z.strictObject({ kind: z.literal('unknown'), note: schema.text(fieldLimits.description) }),
]);
const said = {
  keyType: schema.text(32),
  endpoint: schema.text(fieldLimits.endpoint),
  accountId: schema.text(fieldLimits.accountId),
};

/** A known account or user that is meant by another name of the file. */
const knownInstead = z.strictObject({
  of: z.enum(['account', 'user']),
  provider: schema.provider,
  accountId: schema.text(fieldLimits.accountId),
  identityKind: schema.text(32),
  identityName: schema.text(fieldLimits.identityName),
  known: schema.text(fieldLimits.accountId),
});

/** Reading keys from a file. The opened file stays with the port of its sheet until the sheet ends. */
export const keyImport = {
  /**
   * Asks for a file and finds out what it is. Returns `null` if the person cancelled. Errors: `file-too-large`,
   * `not-a-file`, `file-unknown`, `file-unreadable`, `file-syntax`, `file-damaged`, `file-newer`, `no-keys-in-file`,
   * `other-provider`, those of the file system; for another vault's files also `backup-incomplete`, `backup-damaged`, `backup-is-open`, `vault-newer`.
   */
  open: vaultOperation({ views: ['import'], kind: 'waits', input: schema.nothing }, type<OpenedFile | null>()),
  /**
   * Finds out what a file is that was dropped on the sheet. It gets the bytes of the file, since no path comes from a
   * view. Errors: those of `open` that are about the file's content; `backup-dropped` if it is one of another vault's
   * two files.
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
   * Reads a backup of this vault, named by its name, as `open` reads another vault's files. Errors: `backup-gone`,
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
   * Opens the other vault with its master password (UTF-8, NFC) or its recovery key (ASCII), and reads its keys from a
   * copy. Errors: `wrong-password`, `wrong-recovery-key`, `recovery-key-typo`, `no-recovery-key`, `try-later`,
   * `backup-damaged`, `backup-altered`, `backup-costly`, `vault-newer`, `vault-in-use`, `file-too-large`,
   * `no-keys-in-file`, `cancelled`, those of the file system.
   */
  vault: vaultOperation(
    {
      views: ['import'],
      kind: 'changes',
      runs: 'alone',
      stoppable: true,
      refused: 'not-logged',
      input: z.discriminatedUnion('by', [
        z.strictObject({ by: z.literal('password'), password: schema.password }),
        z.strictObject({ by: z.literal('recovery-key'), key: schema.recoveryKey }),
      ]),
    },
    type<OpenedFile>(),
  ),
  /**
   * Opens an encrypted file with its passphrase (UTF-8). Errors: `wrong-passphrase`, `work-factor`, `try-later`,
   * `cancelled`, and those of `open` for what is inside.
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
  /**
   * Asks for an age identity file and opens the encrypted file with it. Returns `null` if the person cancelled. Errors:
   * `wrong-identity`, `file-unknown`, `file-unreadable`, and those of `open` for what is inside.
   */
  identity: vaultOperation({ views: ['import'], kind: 'waits', input: schema.nothing }, type<OpenedFile | null>()),
  /**
   * Returns the table whose columns the person has to name. A value in it that may be a secret is masked. Errors:
   * `ticket-invalid`.
   */
  table: vaultOperation({ views: ['import'], kind: 'reads', input: schema.nothing }, type<TableOutline>()),
  /**
   * Reads the table again with its titles in another place, and returns it. Errors: `ticket-invalid`, `file-too-large`.
   */
  titles: vaultOperation(
    {
      views: ['import'],
      kind: 'changes',
      runs: 'beside',
      refused: 'not-logged',
      input: z.strictObject({ at: z.union([z.int().min(1), z.literal('column'), z.null()]) }),
    },
    type<TableOutline>(),
  ),
  /**
   * Names the columns. `provider` is the provider of rows that don't name one. Errors: `ticket-invalid`,
   * `no-keys-in-file`.
   */
  columns: vaultOperation(
    {
      views: ['import'],
      kind: 'changes',
      runs: 'beside',
      refused: 'not-logged',
      input: z.strictObject({
        mapping: z.strictObject(Object.fromEntries(columnRoles.map((role) => [role, column])) as Columns),
        provider: schema.provider.nullable(),
      }),
    },
    type<OpenedFile>(),
  ),
  /**
   * Sets the provider of the keys, for a file that doesn't say which provider they belong to. Errors: `ticket-invalid`.
   */
  assume: vaultOperation(
    {
      views: ['import'],
      kind: 'changes',
      runs: 'beside',
      refused: 'not-logged',
      input: z.strictObject({ provider: schema.provider }),
    },
    type<OpenedFile>(),
  ),
  /**
   * Compares the keys in the file with the vault. This needs the secrets of the vault: `password` is the master
   * password if the keychain can't give the device share. Errors: `password-required`, `wrong-password`, `try-later`,
   * `no-keys-in-file`.
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
  /**
   * Says what the file doesn't say, once for all keys that lack it, and compares them again. What was chosen stays as far
   * as it can. Errors: `invalid-fields` if a value breaks the rules of its field, and those of `plan`.
   */
  complete: vaultOperation(
    {
      views: ['import'],
      kind: 'changes',
      runs: 'beside',
      refused: 'not-logged',
      input: z.strictObject({
        details: z.strictObject({
          end: keyEnd.optional(),
          providers: z
            .array(z.strictObject({ provider: schema.provider, ...z.strictObject(said).partial().shape }))
            .max(providerIds.length),
          known: z.array(knownInstead).max(mostNear).optional(),
        }),
        password: schema.password.nullable(),
      }),
    },
    type<ImportPlan>(),
  ),
  /** Says it for one row, also where the file says something else. Errors: those of `complete`. */
  edit: vaultOperation(
    {
      views: ['import'],
      kind: 'changes',
      runs: 'beside',
      refused: 'not-logged',
      input: z.strictObject({
        index: z.int().min(0),
        details: z.strictObject({
          ...said,
          name: schema.text(fieldLimits.name),
          identityKind: schema.text(32),
          identityName: schema.text(fieldLimits.identityName),
          end: keyEnd.nullable(),
        }),
        password: schema.password.nullable(),
      }),
    },
    type<ImportPlan>(),
  ),
  /**
   * Returns one window of the file's entries that give no key, with the reason for each. `text`: only those whose place
   * holds it.
   */
  skipped: vaultOperation(
    {
      views: ['import'],
      kind: 'reads',
      input: z.strictObject({
        offset: z.int().min(0),
        limit: z.int().min(1).max(500),
        text: z.string().max(1000),
      }),
    },
    type<{ total: number; offset: number; rows: SkippedEntry[] }>(),
  ),
  /** Returns one window of the rows, in the file's order. `state`: only the rows under that filter. */
  rows: vaultOperation(
    {
      views: ['import'],
      kind: 'reads',
      input: z.strictObject({
        offset: z.int().min(0),
        limit: z.int().min(1).max(500),
        state: z.enum(importFilters).nullable(),
      }),
    },
    type<{ total: number; offset: number; rows: ImportRow[] }>(),
  ),
  /**
   * Sets the choice of one row, or of all rows under a filter. A row that can't have this choice stays as it is. With a
   * state, so does a key of unusual shape that is skipped. Returns the plan after that.
   */
  choose: vaultOperation(
    {
      views: ['import'],
      kind: 'changes',
      runs: 'beside',
      refused: 'not-logged',
      input: z.strictObject({
        what: z.union([z.strictObject({ index: z.int().min(0) }), z.strictObject({ state: z.enum(importFilters) })]),
        choice: z.enum(importChoices),
      }),
    },
    type<ImportPlan>(),
  ),
  /** Sets whether chosen keys that are defaults in the file become defaults in the vault too. */
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
   * Carries out what was chosen, after a backup: up to 500 keys in one transaction, more in several. Reports its progress
   * (`transferProgress`). Errors: those of a verification (give `proof` if `protection.needs` asks for it for the plan's
   * `effects`), `password-required`, `backup-failed`, `cancelled`, `quota-full` and similar errors if the vault has
   * changed since the plan. After an error nothing is changed, except after `import-partly`.
   */
  apply: vaultOperation(
    {
      views: ['import'],
      kind: 'changes',
      runs: 'alone',
      stoppable: true,
      refused: 'import.apply',
      input: z.strictObject({ proof: proof.optional(), password: schema.password.nullable() }),
    },
    type<Imported>(),
  ),
  /**
   * Returns what {@link keyImport.clean} can do with the file: first after `plan`, and again after `apply`. Errors:
   * `ticket-invalid`.
   */
  source: vaultOperation({ views: ['import'], kind: 'reads', input: schema.nothing }, type<ImportSource>()),
  /**
   * Takes an entry out of the file if the vault has its key with the same secret. The file as it was is stored in the
   * vault (`originals`). Errors: those of a verification, `password-required`, `ticket-invalid`, `source-changed`,
   * `source-unfit`, `originals-full`, `cancelled`, those of the file system. After an error the file is as it was.
   */
  clean: vaultOperation(
    {
      views: ['import'],
      kind: 'changes',
      runs: 'alone',
      stoppable: true,
      refused: 'source.clean',
      input: z.strictObject({ proof }),
    },
    type<Cleaned>(),
  ),
  /** Stops the opening of a file, or an import that is running; all of it is undone. Does nothing if none is running. */
  cancel: vaultOperation(
    { views: ['import'], kind: 'changes', runs: 'beside', refused: 'not-logged', input: schema.nothing },
    type<null>(),
  ),
};

/** The originals: files that were cleaned, as they were before. */
export const originals = {
  /** Returns the originals, the latest first. */
  list: vaultOperation({ views: ['main-view'], kind: 'reads', input: schema.nothing }, type<Original[]>()),
  /** Errors: `original-gone`, likewise below. */
  get: vaultOperation({ views: ['import'], kind: 'reads', input: z.strictObject({ id: schema.id }) }, type<Original>()),
  /**
   * Asks where to save and writes the file there as it was, with its secrets (mode 0600). Returns `null` if the person
   * cancelled. Errors: those of a verification, `password-required`, `original-damaged`, those of the file system.
   */
  save: vaultOperation(
    {
      views: ['import'],
      kind: 'leaves',
      runs: 'alone',
      refused: 'leave.original',
      input: z.strictObject({ id: schema.id, proof }),
    },
    type<{ fileName: string } | null>(),
  ),
  /** Errors also: `verification-required`, `ticket-invalid`, `plan-changed`. */
  remove: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'original.remove',
      input: z.strictObject({ id: schema.id, ticket: schema.ticket.optional() }),
    },
    type<null>(),
  ),
};
