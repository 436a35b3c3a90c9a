import type { VariableSetId } from './variables';

/** Writing one key in the form that a tool reads. */

/** What a person chooses about it; what is left out is the tool's own. */
export interface UseOptions {
  /** Name of the profile or section, or what the variables' names begin with. */
  entry?: string | undefined;
  region?: string | undefined;
  /** Makes the entry the one that the tool uses unasked. */
  makeCurrent?: boolean | undefined;
  variables?: VariableSetId | undefined;
}

/** What would be written as things are. */
export interface UseLook {
  /** With dots for secret and token; empty where there is a problem. */
  preview: string;
  problem: UseProblem | null;
  /** What the chosen file has in that place, by its AccessKey ID (empty: an entry without one); `null`: nothing. */
  existing: { accessKeyId: string } | null;
}

/** What is wrong with the options, or with this key in this form. */
export type UseProblem =
  /** A name that the tool can't have. */
  | 'bad-entry'
  | 'bad-region'
  /** The form has no spelling for the key that all its readers read alike. */
  | 'not-writable';

/** An existing file that was chosen to be added to. */
export interface ChosenFile {
  fileName: string;
  /** Others on this machine may read it; its permissions stay as they are. */
  readableByOthers: boolean;
}

/** Why a file can't be written, or not as it is. */
export type ToolFileProblem =
  | UseProblem
  /** It is a file of something else. */
  | 'other-format'
  /** No UTF-8 text. */
  | 'not-text'
  /** Of the format, but broken or cut off. */
  | 'damaged'
  | 'too-large'
  /** It is no longer what it was when it was looked at. */
  | 'changed'
  /** It has the entry, and nobody said that it may be replaced. */
  | 'entry-exists'
  /** Something has the name that a new file was to have. */
  | 'exists';

/** Letters, digits and single hyphens, as the providers name their regions: `cn-hangzhou`. */
export const regionPattern = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
export const mostRegion = 64;
export const mostEntry = 128;
