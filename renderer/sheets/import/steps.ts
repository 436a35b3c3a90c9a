import type { AppError, KeychainState } from '../../../common/errors';
import type { Imported, ImportPlan, ImportRow, OpenedFile } from '../../../common/transfer/import';
import type { Cleaned, ImportSource } from '../../../common/transfer/originals';

/** The step of the import that the person is at. */
export type ImportStep =
  /** The system's dialog is open, or a file is being read. */
  | { at: 'choosing' }
  /** A file is held over the window. */
  | { at: 'dropping' }
  /** What was dropped is being read. */
  | { at: 'reading' }
  /** The file can't be used. */
  | { at: 'refused'; error: AppError }
  /** The person has to give its passphrase or an identity file. */
  | { at: 'locked'; file: OpenedFile }
  /** The person has to name the columns of a table. */
  | { at: 'columns'; file: OpenedFile }
  | { at: 'provider'; file: OpenedFile }
  | { at: 'comparing'; file: OpenedFile }
  /**
   * The keychain can't give the device share, so the master password is needed: to compare, or to import if there is a
   * plan.
   */
  | { at: 'password'; file: OpenedFile; keychain: KeychainState; plan: ImportPlan | null; error: AppError | null }
  /** The vault needs more of some keys than the file says. It is asked for once, for all of them. */
  | { at: 'missing'; file: OpenedFile; plan: ImportPlan; fromList: boolean }
  | { at: 'preview'; file: OpenedFile; plan: ImportPlan }
  /** One key is edited before it is imported. */
  | { at: 'row'; file: OpenedFile; plan: ImportPlan; row: ImportRow }
  /** The import needs a verification. */
  | { at: 'verify'; file: OpenedFile; plan: ImportPlan }
  | { at: 'running'; file: OpenedFile; plan: ImportPlan }
  /** The vault already has all of it. */
  | { at: 'nothing'; file: OpenedFile; plan: ImportPlan; source: ImportSource }
  | { at: 'done'; imported: Imported; source: ImportSource }
  /** The person is asked whether to clean the file. */
  | { at: 'clean'; source: CleanableSource; before: ImportStep }
  | { at: 'cleaned'; cleaned: Cleaned }
  /** An original is to be saved as a file. */
  | { at: 'original'; id: string };

export type CleanableSource = Extract<ImportSource, { kind: 'file' }>;

/** Steps with something that a person has typed or chosen. */
const typed: readonly ImportStep['at'][] = ['columns', 'provider', 'missing', 'preview', 'row', 'verify'];

/** Returns what would be lost if the sheet ended at this step; `null`: nothing. */
export function lossAt({ at }: ImportStep): 'text' | 'running' | null {
  if (at === 'comparing' || at === 'running') return 'running';
  return typed.includes(at) ? 'text' : null;
}
