import type { VariableSet, VariableSetId } from './variables';

/** Writing one key in the form that a tool reads. */

/** What a person can choose. If a part is left out, the tool's own default counts. */
export interface UseOptions {
  /** The name of the profile or section, or the beginning of the variables' names. */
  entry?: string | undefined;
  region?: string | undefined;
  /** Makes the entry the current one, which the tool uses if none is named. */
  makeCurrent?: boolean | undefined;
  variables?: VariableSetId | undefined;
  /** Names of the person's own, instead of those of a tool. The token's name is empty if there is none. */
  names?: VariableSet | undefined;
  /** Which of the tool's places is meant, counted from 0. */
  place?: number | undefined;
}

/** What would be written with these options. */
export interface UseLook {
  /** The text, with dots for secret and token; empty if there is a problem. */
  preview: string;
  problem: UseProblem | null;
  /**
   * What the chosen file already has under that name, by its AccessKey ID (empty if that entry has none); `null`:
   * nothing.
   */
  existing: { accessKeyId: string } | null;
  /** Which settings of that entry change, besides the pair, so that the tool uses it. */
  switched: Switched[];
  /** The pairs of names for keys that the chosen file has and that are no tool's own. */
  names: VariableSet[];
}

/** A setting that changes with the pair. A value is empty if the setting isn't there. */
export interface Switched {
  name: string;
  from: string;
  to: string;
}

/** What is wrong with the options, or with this key in this form. */
export type UseProblem =
  /** The tool doesn't accept this name. */
  | 'bad-entry'
  | 'bad-region'
  /** This form can't express the key so that all its readers read the same. */
  | 'not-writable'
  /** These can't be names of variables. */
  | 'bad-names'
  /** The file has something else under this name, which no pair belongs to. */
  | 'other-entry';

/** An existing file that was chosen, so that the key is added to it. */
export interface ChosenFile {
  fileName: string;
  /** Other users of this machine may read it. Its permissions stay as they are. */
  readableByOthers: boolean;
}

/** Why a tool's file can't be written. */
export type ToolFileProblem =
  | UseProblem
  /** It is a file of another format. */
  | 'other-format'
  /** It is not UTF-8 text. */
  | 'not-text'
  /** It has the right format, but is broken or cut off. */
  | 'damaged'
  | 'too-large'
  /** It has changed since it was read. */
  | 'changed'
  /** It already has the entry, and the person has not allowed to replace it. */
  | 'entry-exists'
  /** There is already a file with the name of the new one. */
  | 'exists';

/** Letters, digits and single hyphens, as the providers name their regions: `cn-hangzhou`. */
export const regionPattern = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
export const mostRegion = 64;
export const mostEntry = 128;
/** A name of a variable, or of a setting with dots. */
export const namePattern = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
export const mostName = 128;
