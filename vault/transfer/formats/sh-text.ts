import { ShWords, Unclosed } from './sh-words';
import type { Line, Span } from './text-edit';

/**
 * What a script for sh, bash or zsh sets. The whole text is read, because a quoted text or a here-document may go on
 * over many lines, and what is in it is no command. Nothing is run or expanded.
 */

export interface ShAssignment {
  name: string;
  /** `null`: the value has a reference in it. */
  value: string | null;
  /** The value as it is written. */
  span: Span;
  /** Where the name begins. */
  nameAt: number;
  /** From the first line of the command to its last. */
  line: Line;
  /** Nothing else is on these lines, and a block does not become empty without them. */
  alone: boolean;
  /** It is exported where it is set. */
  exported: boolean;
  /** It is for one command only, or it depends: it is in a block, a function or a part in parentheses. */
  local: boolean;
}

export interface ShText {
  assignments: ShAssignment[];
  /** Names that are exported by themselves: `export NAME`. */
  exports: ReadonlySet<string>;
  /** What is set at the end is exported without a word: `set -a`. */
  exportsAll: boolean;
  /**
   * Where one more line is run after all others, which may be before a final `exit`. `null`: a quotation, a
   * here-document or a block is not closed.
   */
  end: number | null;
}

type Scope = 'block' | 'subshell';

const opening = new Set(['if', 'for', 'select', 'while', 'until', 'case']);
const closing = new Set(['fi', 'done', 'esac']);
/** After these, a command may begin at once. */
const between = new Set(['then', 'else', 'elif', 'do', '!', 'time', '{', 'if', 'while', 'until']);
const declaring = new Set(['export', 'declare', 'typeset', 'readonly', 'local']);
/** What ends a script wherever they are: nothing behind them is run. */
const ending = new Set(['exit', 'return', 'exec']);
const namePattern = /[A-Za-z_][A-Za-z0-9_]*/y;

/** Reads a script. The time is linear in its length. Never throws. */
export function readSh(text: string): ShText {
  return new ShReader(text).read();
}

class ShReader extends ShWords {
  private readonly found: ShAssignment[] = [];
  private readonly exports = new Set<string>();
  private exportsAll = false;
  private readonly scopes: Scope[] = [];
  private endsAt: number | null = null;
  /** Where the command begins that is read now, where its line begins, and whether anything is before it there. */
  private commandAt = 0;
  private lineAt = this.at;
  private opens = true;

  read(): ShText {
    while (this.at < this.text.length) {
      try {
        this.command();
      } catch (error) {
        if (!(error instanceof Unclosed)) throw error;
        // The rest is read as if that sign were none, so that its keys are found. Nothing is written into such a text.
        this.whole = false;
        this.waiting = [];
        this.at = this.lineFrom(this.commandAt).next;
        this.begin();
      }
    }
    const endsOpen = this.waiting.length > 0 || this.scopes.length > 0 || this.goesOn;
    const end = this.endsAt ?? this.text.length;
    return {
      assignments: this.found,
      exports: this.exports,
      exportsAll: this.exportsAll,
      end: this.whole && !endsOpen ? end : null,
    };
  }

  /** Reads from where a command may begin to where the next one may. */
  private command(): void {
    this.skipBlanks();
    this.commandAt = this.at;
    const character = this.text.charAt(this.at);
    if (character === '') return;
    if (this.isLineEnd()) {
      this.at = this.lineFrom(this.at).next;
      this.hereDocuments();
      this.begin();
      return;
    }
    this.readFrom(character);
    this.opens = false;
  }

  /** A line begins here. */
  private begin(): void {
    this.lineAt = this.at;
    this.opens = true;
  }

  private readFrom(character: string): void {
    if (character === '\r' || ';&|'.includes(character)) this.at += 1;
    else if (character === '#') this.at = this.lineFrom(this.at).end;
    else if (character === '(') this.parenthesis();
    else if (character === ')') {
      // In `case`, a pattern ends with one that nothing opened.
      if (this.scopes.at(-1) === 'subshell') this.scopes.pop();
      this.at += 1;
    } else this.simpleCommand();
  }

  private parenthesis(): void {
    if (this.text.startsWith('((', this.at)) {
      this.at = this.arithmetic(this.at + 2);
      return;
    }
    this.scopes.push('subshell');
    this.at += 1;
  }

  private simpleCommand(): void {
    const own: ShAssignment[] = [];
    let declared: string | null = null;
    let exporting = false;
    let words = 0;
    for (;;) {
      this.skipBlanks();
      const character = this.text.charAt(this.at);
      if (character === '' || this.isLineEnd() || ';&|)'.includes(character)) break;
      if (character === '#') {
        this.at = this.lineFrom(this.at).end;
        break;
      }
      if (character === '<' || character === '>') {
        this.redirection();
        words += 1;
        continue;
      }
      if (character === '(') {
        if (this.functionHead(words)) return;
        this.at = this.parentheses(this.at + 1, 0);
        words += 1;
        continue;
      }
      const assignment: ShAssignment | null = words === 0 ? this.assignment() : null;
      if (assignment) {
        own.push({ ...assignment, exported: exporting || this.exportsAll, local: declared === 'local' });
        continue;
      }
      const wordAt = this.at;
      const word = this.word(0);
      const text = this.text.slice(wordAt, word.end);
      this.at = word.end;
      if (declared !== null) {
        if (text.startsWith('-')) exporting ||= declared !== 'export' && /^-\w*x/.test(text);
        else if (exporting && word.bare) this.exports.add(text);
        continue;
      }
      if (words === 0 && own.length === 0 && word.bare) {
        if (this.keyword(text)) return;
        if (declaring.has(text)) {
          declared = text;
          exporting = text === 'export';
          continue;
        }
        if (ending.has(text)) this.endsHere(text);
        if (text === 'set') this.setOptions();
      }
      words += 1;
    }
    this.keep(own, words);
  }

  private keep(own: readonly ShAssignment[], words: number): void {
    if (own.length === 0) return;
    const { end, next } = this.lineFrom(this.at);
    const line = { start: this.lineAt, end, next };
    const alone = own.length === 1 && words === 0 && this.opens && this.at >= end && this.scopes.length === 0;
    const inner = words > 0 || this.scopes.length > 0;
    for (const one of own) this.found.push({ ...one, line, alone, local: one.local || inner });
  }

  /** Returns whether the word belongs to the shell's grammar, so that a command follows or a block begins or ends. */
  private keyword(word: string): boolean {
    if (word === '{' || opening.has(word)) this.scopes.push('block');
    else if (word === '}' || closing.has(word)) this.scopes.pop();
    else if (word === 'function') {
      this.skipBlanks();
      this.at = this.word(0).end;
    }
    return word === 'function' || word === '}' || closing.has(word) || between.has(word);
  }

  /** Returns whether the parenthesis behind a word makes it a function's name, and goes on to its body then. */
  private functionHead(words: number): boolean {
    const empty = /\([ \t]*\)/y;
    empty.lastIndex = this.at;
    if (words !== 1 || !empty.test(this.text)) return false;
    this.at = empty.lastIndex;
    return true;
  }

  private endsHere(word: string): void {
    if (this.scopes.length > 0 || this.endsAt !== null) return;
    // `exec` with redirections only goes on.
    if (word === 'exec' && /^[ \t]*(?:\d*[<>]|$)/m.test(this.text.slice(this.at, this.lineFrom(this.at).end))) return;
    // Behind `||` or `&&` it depends.
    if (this.opens) this.endsAt = this.lineAt;
  }

  private setOptions(): void {
    const rest = this.text.slice(this.at, this.lineFrom(this.at).end);
    const all = /^[ \t]+([-+])(?:o[ \t]+allexport\b|\w*a)/.exec(rest);
    if (all) this.exportsAll = all[1] === '-';
  }

  /** Reads `NAME=value` where a word begins. */
  private assignment(): ShAssignment | null {
    namePattern.lastIndex = this.at;
    const name = namePattern.exec(this.text)?.[0];
    if (!name || this.text[namePattern.lastIndex] !== '=') return null;
    const at = this.at;
    const from = namePattern.lastIndex + 1;
    let word = this.wordFrom(from);
    if (this.text[word.end] === '(' && word.end === from) {
      word = { value: null, end: this.parentheses(from + 1, 0), bare: false };
    }
    this.at = word.end;
    const line = { start: at, end: at, next: at };
    return {
      name,
      value: word.value,
      span: { start: from, end: word.end },
      nameAt: at,
      line,
      alone: false,
      exported: false,
      local: false,
    };
  }
}
