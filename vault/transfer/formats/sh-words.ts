/**
 * Words of the shell's grammar: quotations, references and here-documents, which may go on over many lines. Nothing is
 * run or expanded.
 */

/** Deepest nesting of substitutions. Real scripts have two or three. */
const deepest = 64;

export interface Word {
  /** `null`: it has a reference in it. */
  value: string | null;
  end: number;
  /** It is written without any quotation mark or reference. */
  bare: boolean;
}

interface HereDocument {
  mark: string;
  /** Tabs before its lines are no part of it. */
  indented: boolean;
}

/** Thrown and caught within these two files: the text ends within something. */
export class Unclosed extends Error {}

const isBlank = (character: string | undefined) => character === ' ' || character === '\t';
const isWordEnd = (character: string) => isBlank(character) || '\n;&|<>()'.includes(character);

/** Goes through a script. The time is linear in its length. */
export class ShWords {
  protected readonly text: string;
  protected at: number;
  /** Here-documents that begin at the next line. */
  protected waiting: HereDocument[] = [];
  /** False once something was found that is not closed. */
  protected whole = true;
  /** The last line is joined with what would come behind it. */
  protected goesOn = false;
  /** Nothing closes these any more, so they are signs as any other. */
  private readonly literal = new Set<string>();
  private line = { from: 0, end: -1, next: 0 };

  constructor(text: string) {
    this.text = text;
    this.at = text.startsWith('\ufeff') ? 1 : 0;
  }

  /** Returns where the line of a place ends, and where the next one begins. */
  protected lineFrom(at: number): { end: number; next: number } {
    // A line may be as long as the text, and is asked for at each of its commands.
    if (at >= this.line.from && at <= this.line.end) return this.line;
    const feed = this.text.indexOf('\n', at);
    const next = feed < 0 ? this.text.length : feed + 1;
    let end = feed < 0 ? this.text.length : feed;
    if (end > at && this.text[end - 1] === '\r') end -= 1;
    this.line = { from: at, end, next };
    return this.line;
  }

  protected isLineEnd(at = this.at): boolean {
    return this.text[at] === '\n' || (this.text[at] === '\r' && this.text[at + 1] === '\n');
  }

  /** Goes over blanks and line ends that are escaped. */
  protected skipBlanks(): void {
    for (;;) {
      if (isBlank(this.text[this.at])) this.at += 1;
      else if (this.text[this.at] === '\\' && this.isLineEnd(this.at + 1)) this.at = this.joined(this.at);
      else return;
    }
  }

  /** Returns where the next line begins, which a `\` at this place joins with its own. */
  private joined(at: number): number {
    const { next } = this.lineFrom(at + 1);
    if (next >= this.text.length) this.goesOn = true;
    return next;
  }

  /** Goes over the bodies of the here-documents whose line has ended. */
  protected hereDocuments(): void {
    for (const { mark, indented } of this.waiting) {
      for (;;) {
        if (this.at >= this.text.length) {
          this.whole = false;
          break;
        }
        const { end, next } = this.lineFrom(this.at);
        const line = this.text.slice(this.at, end);
        this.at = next;
        if ((indented ? line.replace(/^\t+/, '') : line) === mark) break;
      }
    }
    this.waiting = [];
  }

  protected redirection(): void {
    const here = /<<(-?)[ \t]*(?!<)/y;
    here.lastIndex = this.at;
    const match = this.text.startsWith('<<<', this.at) ? null : here.exec(this.text);
    if (!match) {
      this.at += this.text.startsWith('<<<', this.at) ? 3 : 1;
      return;
    }
    this.at = here.lastIndex;
    const from = this.at;
    const word = this.wordFrom(from);
    if (word.end === from) return;
    this.at = word.end;
    // In its mark, a reference is text as any other.
    const mark = word.value ?? this.text.slice(from, word.end).replace(/["'\\]/g, '');
    this.waiting.push({ mark, indented: match[1] === '-' });
  }

  protected word(depth: number): Word {
    return this.wordFrom(this.at, depth);
  }

  /** Reads a word of the grammar, which may be empty. Throws {@link Unclosed}. */
  protected wordFrom(from: number, depth = 0): Word {
    const parts: string[] = [];
    let literal = true;
    let bare = true;
    let at = from;
    while (at < this.text.length) {
      const character = this.text.charAt(at);
      if (isWordEnd(character) || this.isLineEnd(at)) break;
      const part = this.part(at, depth);
      if (part.value === null) literal = false;
      else parts.push(part.value);
      bare &&= part.bare;
      at = part.end;
    }
    return { value: literal ? parts.join('') : null, end: at, bare };
  }

  /** Reads one sign of a word, or one quoted part. */
  private part(at: number, depth: number): Word {
    const character = this.text.charAt(at);
    if (character === "'" && !this.literal.has("'")) {
      const close = this.closeOf("'", at + 1);
      return { value: this.text.slice(at + 1, close), end: close + 1, bare: false };
    }
    if (character === '"' && !this.literal.has('"')) return this.doubleQuoted(at + 1, depth);
    if (character === '\\') {
      if (this.isLineEnd(at + 1)) return { value: '', end: this.joined(at), bare: true };
      if (at + 1 >= this.text.length) this.goesOn = true;
      return { value: this.text.slice(at + 1, at + 2), end: Math.min(at + 2, this.text.length), bare: false };
    }
    if (character === '$' || character === '`') return { value: null, end: this.reference(at, depth), bare: false };
    return { value: character, end: at + 1, bare: true };
  }

  private closeOf(sign: string, from: number): number {
    const close = this.text.indexOf(sign, from);
    return close < 0 ? this.unclosed(sign) : close;
  }

  private unclosed(sign: string): never {
    this.literal.add(sign);
    throw new Unclosed();
  }

  private doubleQuoted(from: number, depth: number): Word {
    const parts: string[] = [];
    let literal = true;
    let at = from;
    while (at < this.text.length) {
      const character = this.text.charAt(at);
      if (character === '"') return { value: literal ? parts.join('') : null, end: at + 1, bare: false };
      if (character === '\\' && this.isLineEnd(at + 1)) at = this.joined(at);
      else if (character === '\\' && '$`"\\'.includes(this.text.charAt(at + 1) || ' ')) {
        parts.push(this.text.charAt(at + 1));
        at += 2;
      } else if (character === '$' || character === '`') {
        literal = false;
        at = this.reference(at, depth, true);
      } else {
        parts.push(character);
        at += 1;
      }
    }
    return this.unclosed('"');
  }

  /** Returns where a reference or a substitution ends. In double quotes, `'` is a sign as any other. */
  private reference(at: number, depth: number, quoted = false): number {
    const two = this.text.slice(at, at + 2);
    if (depth >= deepest) throw new Unclosed();
    if (two === '$(' && !this.literal.has('$(')) {
      return this.text[at + 2] === '(' ? this.arithmetic(at + 3) : this.parentheses(at + 2, depth + 1);
    }
    if (two === '${' && !this.literal.has('${')) return this.braces(at + 2, depth + 1, quoted);
    if (two === "$'" && !quoted && !this.literal.has("'")) return this.escaped("'", at + 2);
    if (two.startsWith('`') && !this.literal.has('`')) return this.escaped('`', at + 1);
    return at + 1;
  }

  /** Returns where a text ends in which `\` is before signs that do not close it. */
  private escaped(sign: string, from: number): number {
    for (let at = from; at < this.text.length; at += 1) {
      if (this.text[at] === '\\') at += 1;
      else if (this.text[at] === sign) return at + 1;
    }
    return this.unclosed(sign);
  }

  private braces(from: number, depth: number, quoted: boolean): number {
    let at = from;
    while (at < this.text.length) {
      const character = this.text.charAt(at);
      if (character === '}') return at + 1;
      at = quoted && character === "'" ? at + 1 : this.part(at, depth).end;
    }
    return this.unclosed('${');
  }

  /** Returns where `((` ends. `<<` is no here-document in it, and `#` no comment. */
  protected arithmetic(from: number): number {
    let open = 2;
    for (let at = from; at < this.text.length; at += 1) {
      if (this.text[at] === '(') open += 1;
      else if (this.text[at] === ')') open -= 1;
      if (open === 0) return at + 1;
    }
    return this.unclosed('$(');
  }

  /** Returns where a part in parentheses ends. What is set in it is nothing to the script. */
  protected parentheses(from: number, depth: number): number {
    const back = { at: this.at, waiting: this.waiting };
    this.waiting = [];
    this.at = from;
    let open = 1;
    while (this.at < this.text.length) {
      const character = this.text.charAt(this.at);
      if (this.isLineEnd()) {
        this.at = this.lineFrom(this.at).next;
        this.hereDocuments();
      } else if (character === '(' || character === ')') {
        open += character === '(' ? 1 : -1;
        this.at += 1;
        if (open > 0) continue;
        const end = this.at;
        this.at = back.at;
        this.waiting = back.waiting;
        return end;
      } else if (character === '#' && isWordEnd(this.text.charAt(this.at - 1))) this.at = this.lineFrom(this.at).end;
      else if (character === '<') this.redirection();
      else if (isWordEnd(character)) this.at += 1;
      else this.at = this.word(depth).end;
    }
    this.waiting = [];
    return this.unclosed('$(');
  }
}
