import type { ProviderId } from '../../../common/providers';
import type { SkippedEntry, SkipReason } from '../../../common/transfer/import';
import type { FormatId } from '../../../common/transfer/targets';
import type { VariableSetId } from '../../../common/transfer/variables';
import type { FoundKey } from '../found-key';

/** What the formats have in common. All of it is pure: text in, text or a code out. */

/** Bytes of UTF-8 at most, for what is read and for what is written. */
export const textLimit = 1024 * 1024;

export type TextProblem =
  | 'too-large'
  /** Not what this format is, or cut off. */
  | 'damaged'
  /** Nested deeper than any real file. */
  | 'too-deep';

export type ReadResult =
  | { ok: true; keys: FoundKey[]; skipped: SkippedEntry[] }
  /** `nothing-found`: well-formed, but no entry has to do with keys. */
  | { ok: false; problem: TextProblem | 'nothing-found' };

export type EditProblem =
  | TextProblem
  /** The file has no spelling for this value that all its readers read alike. */
  | 'not-writable'
  /** A name that the file can't have. */
  | 'bad-entry'
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
  /** Name of the profile or section, or what a variable's name begins with; by default the tool's own. */
  entry?: string;
  /** By default the tool's own region where it needs one; an existing entry keeps the one it has. */
  region?: string;
  /** Makes the entry the one that the tool uses unasked, where it has such a thing. */
  makeCurrent?: boolean;
  /** For the environment; by default the provider's most usual ones. */
  variables?: VariableSetId;
}

/** The parts of a {@link ToolKey} as text, trimmed of nothing. */
export interface Values {
  provider: ProviderId;
  accessKeyId: string;
  secret: string;
  /** `null`: none, and one that stands there goes. */
  token: string | null;
}

/** One entry of a file, with or without a key. */
export interface Entry {
  place: string;
  /** By default the place. */
  name?: string;
  /** An ID: the file says it. A list: the first of them whose shapes the values have. `null`: another provider. */
  provider: ProviderId | readonly ProviderId[] | null;
  /** Empty: not there. */
  accessKeyId: string;
  secret: string;
  token: string;
  /** Milliseconds since the epoch. */
  expiresAt?: number;
  endpoint?: string;
  /** The file itself says that there is no key to be had. */
  skip?: SkipReason;
  /** The text of the file without this entry's pair and token. */
  without: () => string;
}

export interface Format {
  id: FormatId;
  /** Whether a text has what only this format has. Linear in its length, and never throws. */
  fits: (text: string) => boolean;
  /** The path of such a file, with `/`, lower-case. */
  fileName: RegExp;
  scan: (text: string) => readonly Entry[] | TextProblem;
}

export interface WritableFormat extends Format {
  /** Names of files that are read, but never written into. */
  notInto?: RegExp;
  /** Sets an entry in a text, which may be empty. All else stays as it is, byte for byte. */
  set: (text: string, values: Values, options: WriteOptions) => string | { problem: EditProblem };
}

/** A name that every tool takes for a profile: letters, digits, `_` and `-`, 64 at most. */
export function isPlainName(name: string): boolean {
  return /^[\p{L}\p{N}_-]{1,64}$/u.test(name);
}
