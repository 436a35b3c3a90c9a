import type { WritableFormat } from './format';
import type { Edit, Line, Span } from './text-edit';

/** What the readers of files that set variables have in common. */

export interface Assignment {
  name: string;
  /** `null`: the value is made of other variables or of a program's output. */
  value: string | null;
  /** The part of the text that `write(value)` replaces. */
  span: Span;
  /** From the first line of the command to its last. */
  line: Line;
  /** Nothing else is on the line, so the whole line is removed with the value. */
  alone: boolean;
  /** It is for one command or a part of the script only. Its value is set too, but the variable isn't set with it. */
  local?: boolean;
  /** What makes the tool get the variable, if something is missing for that. */
  mend?: Edit;
  write: (value: string) => string;
}

export interface Parsed {
  assignments: Assignment[];
  /** Where one more line is read; `null`: nothing can be written, because a quotation or a block is not closed. */
  end: number | null;
  /** A new line, in the style of the text. */
  line: (name: string, value: string) => string;
  /** Nothing with a quotation mark may be written. */
  plainOnly?: boolean;
}

export interface Shell {
  id: WritableFormat['id'];
  fileName: RegExp;
  fits: (text: string) => boolean;
  parse: (text: string) => Parsed;
  /** Returns whether the shell has a spelling for the value. */
  canWrite: (value: string) => boolean;
  /** If true, upper and lower case of a name make no difference. */
  ignoresCase: boolean;
}

/** Returns the edit that takes a value out: with its line, if nothing else is on it. */
export function removal({ alone, line, span, write }: Assignment): Edit {
  return alone ? { start: line.start, end: line.next, text: '' } : { ...span, text: write('') };
}
