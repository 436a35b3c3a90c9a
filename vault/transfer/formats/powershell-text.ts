import { isBlank, type Line, type Span } from './text-edit';

/**
 * What a PowerShell script sets by `$env:NAME = …`. A quoted text, a here-string and a comment may go on over many
 * lines, and what is in them is no statement. Nothing is run or expanded.
 */

export interface PowerShellAssignment {
  name: string;
  /** `null`: the value is an expression. */
  value: string | null;
  span: Span;
  /** From its first line to its last. */
  line: Line;
  /** Nothing else is on these lines. */
  alone: boolean;
}

export interface PowerShellText {
  assignments: PowerShellAssignment[];
  /** Where one more line is run after all others; `null`: something is not closed. */
  end: number | null;
}

const head = /\$(?:env:([A-Za-z_][A-Za-z0-9_]*)|\{env:([A-Za-z_][A-Za-z0-9_]*)\})[ \t]*=(?!=)\s*/iy;
const ends = /(?:exit|return)(?![\w-])/iy;
const emptyRest = /[ \t]*\r?\n/y;
/** Deepest nesting of expressions in texts. */
const deepest = 64;

// PowerShell takes typographic marks for straight ones.
const isSingle = (character: string) => "'\u2018\u2019\u201a\u201b".includes(character) && character !== '';
const isDouble = (character: string) => '"\u201c\u201d\u201e'.includes(character) && character !== '';

interface Quoted {
  value: string | null;
  end: number;
}

/** Thrown and caught here only: the text ends within something. */
class Unclosed extends Error {}

/** Reads a script. The time is linear in its length. Never throws. */
export function readPowerShell(text: string): PowerShellText {
  return new Reader(text).read();
}

class Reader {
  private readonly text: string;
  private at: number;
  private readonly found: PowerShellAssignment[] = [];
  private depth = 0;
  private whole = true;
  private endsAt: number | null = null;
  private lineAt: number;
  /** Nothing but blanks is before this place on its line. */
  private opens = true;
  /** A statement may begin here. */
  private begins = true;
  /** Nothing closes these any more, so they are signs as any other. */
  private readonly literal = new Set<string>();
  private line = { from: 0, end: -1, next: 0 };

  constructor(text: string) {
    this.text = text;
    this.at = text.startsWith('\ufeff') ? 1 : 0;
    this.lineAt = this.at;
  }

  read(): PowerShellText {
    while (this.at < this.text.length) {
      const from = this.at;
      try {
        this.step();
      } catch (error) {
        if (!(error instanceof Unclosed)) throw error;
        // The rest is read as if that sign were none, so that its keys are found. Nothing is written into such a text.
        this.whole = false;
        this.at = this.lineFrom(from).next;
        this.newLine();
      }
    }
    const closed = this.whole && this.depth === 0 && !/`\r?\n?$/.test(this.text.slice(-3));
    return { assignments: this.found, end: closed ? (this.endsAt ?? this.text.length) : null };
  }

  private lineFrom(at: number): { end: number; next: number } {
    if (at >= this.line.from && at <= this.line.end) return this.line;
    const feed = this.text.indexOf('\n', at);
    const next = feed < 0 ? this.text.length : feed + 1;
    let end = feed < 0 ? this.text.length : feed;
    if (end > at && this.text[end - 1] === '\r') end -= 1;
    this.line = { from: at, end, next };
    return this.line;
  }

  private newLine(): void {
    this.lineAt = this.at;
    this.opens = true;
    this.begins = true;
  }

  private step(): void {
    const character = this.text.charAt(this.at);
    if (isBlank(character) || character === '\r') this.at += 1;
    else if (character === '\n') {
      this.at += 1;
      this.newLine();
    } else if (this.begins && this.statement()) {
      this.begins = this.text[this.at] === ';';
      this.opens = false;
    } else this.sign(character);
  }

  /** Goes over one sign, or over a whole quotation or comment. */
  private sign(character: string): void {
    this.begins = ';{}('.includes(character);
    this.opens = false;
    if (character === '#') this.at = this.lineFrom(this.at).end;
    else if (this.text.startsWith('<#', this.at)) this.at = this.closeOf('#>', this.at + 2) + 2;
    else if (this.isHere(this.at)) this.at = this.hereString(this.at).end;
    else if (this.isQuote(character)) this.at = this.quoted(this.at, 0).end;
    else {
      // What is escaped here is the end of the line, or a sign of a word.
      if (character === '`') this.at += this.text.startsWith('\r\n', this.at + 1) ? 2 : 1;
      if (character === '{') this.depth += 1;
      if (character === '}') this.depth -= 1;
      this.at += 1;
    }
  }

  private isQuote(character: string): boolean {
    if (isSingle(character)) return !this.literal.has("'");
    return isDouble(character) && !this.literal.has('"');
  }

  private isHere(at: number): boolean {
    const mark = this.text.charAt(at + 1);
    if (this.text[at] !== '@' || !(isSingle(mark) || isDouble(mark)) || this.literal.has('@')) return false;
    emptyRest.lastIndex = at + 2;
    return emptyRest.test(this.text);
  }

  private closeOf(sign: string, from: number): number {
    const close = this.text.indexOf(sign, from);
    return close < 0 ? this.unclosed(sign) : close;
  }

  private unclosed(sign: string): never {
    this.literal.add(sign);
    throw new Unclosed();
  }

  /** Reads from `@"` to the `"@` that begins a line. */
  private hereString(at: number): Quoted {
    const single = isSingle(this.text.charAt(at + 1));
    const body = this.lineFrom(at).next;
    for (let line = body; line < this.text.length; ) {
      const first = this.text.charAt(line);
      const closes = single ? isSingle(first) : isDouble(first);
      if (closes && this.text[line + 1] === '@') {
        const inner = this.text.slice(body, line).replace(/\r?\n$/, '');
        return { value: single || !inner.includes('$') ? inner : null, end: line + 2 };
      }
      const feed = this.text.indexOf('\n', line);
      if (feed < 0) break;
      line = feed + 1;
    }
    return this.unclosed('@');
  }

  private quoted(from: number, depth: number): Quoted {
    if (depth > deepest) throw new Unclosed();
    const single = isSingle(this.text.charAt(from));
    const isMark = single ? isSingle : isDouble;
    const parts: string[] = [];
    let literal = true;
    for (let at = from + 1; at < this.text.length; at += 1) {
      const character = this.text.charAt(at);
      if (isMark(character)) {
        if (!isMark(this.text.charAt(at + 1))) return { value: literal ? parts.join('') : null, end: at + 1 };
        at += 1;
      } else if (!single && character === '`') {
        at += 1;
        // An escape of a letter stands for something else.
        if (/[a-z0\r\n]/i.test(this.text.charAt(at))) literal = false;
      } else if (!single && character === '$') {
        literal = false;
        if (this.text[at + 1] === '(') {
          at = this.inner(at + 2, depth + 1) - 1;
          continue;
        }
      }
      parts.push(this.text.charAt(at));
    }
    return this.unclosed(single ? "'" : '"');
  }

  /** Returns where `$(…)` in a text ends. */
  private inner(from: number, depth: number): number {
    let open = 1;
    let at = from;
    while (at < this.text.length) {
      const character = this.text.charAt(at);
      if (isSingle(character) || isDouble(character)) {
        at = this.quoted(at, depth).end;
        continue;
      }
      if (character === '(') open += 1;
      if (character === ')') open -= 1;
      at += 1;
      if (open === 0) return at;
    }
    return this.unclosed('"');
  }

  /** Reads an assignment of a variable, and notes where the script ends. Returns whether there was an assignment. */
  private statement(): boolean {
    ends.lastIndex = this.at;
    if (this.depth === 0 && this.opens && this.endsAt === null && ends.test(this.text)) this.endsAt = this.lineAt;
    head.lastIndex = this.at;
    const match = head.exec(this.text);
    const name = match?.[1] ?? match?.[2];
    if (!name) return false;
    const start = head.lastIndex;
    const { opens, lineAt } = this;
    const value = this.expression(start);
    this.at = value.end;
    this.skipBlanks();
    const { end, next } = this.lineFrom(this.at);
    const last = this.at >= end || this.text[this.at] === '#';
    const line = { start: lineAt, end, next };
    this.found.push({ name, value: value.value, span: { start, end: value.end }, line, alone: opens && last });
    return true;
  }

  private skipBlanks(): void {
    while (isBlank(this.text[this.at])) this.at += 1;
  }

  /** Reads to where the statement ends. Only a single quoted text is a value. */
  private expression(start: number): Quoted {
    let only: Quoted | null = null;
    let parts = 0;
    let open = 0;
    let end = start;
    for (let at = start; at < this.text.length; ) {
      const character = this.text.charAt(at);
      if (isBlank(character)) {
        at += 1;
        continue;
      }
      if (open === 0 && (';#\n})]'.includes(character) || this.text.startsWith('\r\n', at))) break;
      parts += 1;
      if (this.isHere(at)) only = this.hereString(at);
      else if (this.isQuote(character)) only = this.quoted(at, 0);
      else only = null;
      if ('({['.includes(character)) open += 1;
      else if (')}]'.includes(character)) open -= 1;
      if (character === '`' && /[\r\n]/.test(this.text.charAt(at + 1))) at += this.text[at + 1] === '\r' ? 2 : 1;
      at = only?.end ?? at + 1;
      end = at;
    }
    return { value: parts === 1 ? (only?.value ?? null) : null, end };
  }
}
