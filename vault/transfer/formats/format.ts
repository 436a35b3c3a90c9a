import type { ProviderId } from '../../../common/providers';
import type { SkippedEntry, SkipReason } from '../../../common/transfer/import';
import type { FormatId } from '../../../common/transfer/targets';
import type { VariableSet, VariableSetId } from '../../../common/transfer/variables';
import type { FoundKey } from '../found-key';

/** What the formats have in common. All functions are pure: they take a text, and return a text or a code. */

/** The highest number of bytes (UTF-8) of a text that is read or written. */
export const textLimit = 1024 * 1024;

export type TextProblem =
  | 'too-large'
  /** The text is not of this format, or is cut off. */
  | 'damaged'
  /** The text is nested deeper than any real file. */
  | 'too-deep';

export type ReadResult =
  | { ok: true; keys: FoundKey[]; skipped: SkippedEntry[] }
  /** `nothing-found`: the text is well-formed, but no entry has to do with keys. */
  | { ok: false; problem: TextProblem | 'nothing-found' };

export type EditProblem =
  | TextProblem
  /** The file has no spelling for this value that all its readers read alike. */
  | 'not-writable'
  /** The file can't have an entry of this name. */
  | 'bad-entry'
  /** The file has something else under this name. */
  | 'other-entry'
  /** The parts of the key can't have these names. */
  | 'bad-names'
  /** The provider has no such file or variables. */
  | 'not-for-provider'
  | 'no-such-place';

export type EditResult = { ok: true; text: string } | { ok: false; problem: EditProblem };

/** A key to write. The caller keeps and wipes the bytes. */
export interface ToolKey {
  provider: ProviderId;
  accessKeyId: string;
  secret: Uint8Array;
  token: Uint8Array | null;
}

export interface WriteOptions {
  /** The name of the profile or section, or what a variable's name begins with. By default it is the tool's own. */
  entry?: string;
  /** By default the tool's own region, if it needs one. An existing entry keeps its region. */
  region?: string;
  /** Makes the entry the one that the tool uses by default, if it has such a thing. */
  makeCurrent?: boolean;
  /** The variables for the environment. By default they are the provider's most usual ones. */
  variables?: VariableSetId;
  /** Names of the person's own for the variables, instead of those. The token's name is empty if there is none. */
  names?: VariableSet;
}

/** The parts of a {@link ToolKey} as text, exactly as they are. */
export interface Values {
  provider: ProviderId;
  accessKeyId: string;
  secret: string;
  /** `null`: the key has no token, and a token that is there is removed. */
  token: string | null;
}

/** One entry of a file, with or without a key. */
export interface Entry {
  place: string;
  /** By default it is the same as the place. Empty: nothing in the file names it. */
  name?: string;
  /**
   * One ID: the file names the provider. A list: the provider is the first of them that the values' shapes fit. `null`:
   * it is another provider.
   */
  provider: ProviderId | readonly ProviderId[] | null;
  /** Empty if there is none. */
  accessKeyId: string;
  secret: string;
  token: string;
  /** Milliseconds since the epoch. */
  expiresAt?: number;
  /** The tool takes it if nobody says another one. */
  isDefault?: boolean;
  endpoint?: string;
  /** The file itself says that there is no key. */
  skip?: SkipReason;
  /** The text of the file without this entry's pair and token; `null`: they can't be taken out of it alone. */
  without: () => string | null;
}

export interface Format {
  id: FormatId;
  /** Returns whether a text has what only this format has. The time is linear in the text's length. Never throws. */
  fits: (text: string) => boolean;
  /** Fits the path of such a file, in lower case and with `/`. */
  fileName: RegExp;
  scan: (text: string) => readonly Entry[] | TextProblem;
}

export interface WritableFormat extends Format {
  /** Fits the names of files that are read but never written. */
  notInto?: RegExp;
  /** Sets an entry in a text, which may be empty. All else stays as it is, byte for byte. */
  set: (text: string, values: Values, options: WriteOptions) => string | { problem: EditProblem };
  /**
   * Returns what a text has in the place that `set` writes to; `null`: nothing. Without this function, it is the entry
   * of `scan` in which the new secret is.
   */
  entryFor?: (text: string, provider: ProviderId, options: WriteOptions) => Pair | null;
  /** Returns what decides, besides the pair, whether the tool uses it: the settings of that place, by their names. */
  switches?: (text: string, options: WriteOptions) => ReadonlyMap<string, string>;
  /** Returns the names of the variables that `set` writes. */
  namesFor?: (provider: ProviderId, options: WriteOptions) => VariableSet | null;
  /** Returns the pairs of names of a text that are no tool's own. */
  names?: (text: string) => VariableSet[];
  /** Returns the lines that the pair has in the style of this text. Without this function, they are those of a new file. */
  sample?: (text: string, values: Values, options: WriteOptions) => string[];
}

export type Pair = Pick<Entry, 'accessKeyId' | 'secret' | 'token'>;

/** Returns whether every tool accepts this name for a profile: letters, digits, `_` and `-`, 64 at most. */
export function isPlainName(name: string): boolean {
  return /^[\p{L}\p{N}_-]{1,64}$/u.test(name);
}
