import type { AppError, KeychainState } from '../../../common/errors';
import type { Imported, ImportPlan, OpenedFile } from '../../../common/transfer/import';
import type { Cleaned, ImportSource } from '../../../common/transfer/originals';

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
