import type { Span } from './text-edit';

/**
 * Reads as much of HCL as is needed to find attributes with literal texts, at any depth. It takes one pass over the text, even if it
 * nests deeply.
 */

export interface HclAttribute {
  name: string;
  /** `null`: the value is not a literal text. */
  value: string | null;
  /** The value with its quotation marks. For values that are no literal text, only their first character. */
  span: Span;
  /** Where the name begins. */
  start: number;
  /** The block that it is in directly; `null` at the top, and in an object or a list. */
  block: HclBlock | null;
  /** What it is in directly; `null` at the top. */
  container: HclContainer | null;
}

export interface HclBlock {
  /** What comes before the brace: `provider "alicloud"` has `['provider', 'alicloud']`. */
  header: readonly string[];
  start: number;
}

/** A block, an object or a list. */
export interface HclContainer {
  /** Its headers, names and numbers from the top: `backend oss`, `accounts.prod`. */
  path: string;
  /** Its header if it is a block; else `null`. */
  block: HclBlock | null;
  start: number;
}

interface Token {
  kind: 'word' | 'text' | 'sign' | 'end-of-line';
  text: string;
  /** For a text: there is no template in it. */
  literal: boolean;
  start: number;
  end: number;
}

interface Frame extends HclContainer {
  kind: '{' | '[' | '(';
  /** In a list: the number of the next element. */
  index: number;
}

/** Most characters of a path. What lies deeper is named by the beginning of its path. */
const mostPath = 200;

/** Most blocks, objects and lists around an attribute. No real file nests so deep. */
const mostDepth = 64;

const closing = ['}', ']', ')'];

/** Returns the attributes of all blocks and objects, in the order of the text, but for those that are nested too deep. */
export function parseHcl(text: string): HclAttribute[] {
  const found: HclAttribute[] = [];
  const frames: Frame[] = [];
  /** The words and texts since the last sign that ends an expression. */
  let pending: Token[] = [];
  let assigned: Token | null = null;
  // Only after the beginning of a line or of an element does a colon follow a name.
  let begins = true;
  for (const token of tokensOf(text)) {
    const top = frames.at(-1) ?? null;
    const named: Token | null = assigned;
    if (named && token.kind !== 'end-of-line') {
      const value = token.kind === 'text' && token.literal ? unescaped(token.text) : null;
      const block = top?.block ?? null;
      if (frames.length <= mostDepth) {
        found.push({ name: named.text, value, span: token, start: named.start, block, container: top });
      }
      assigned = null;
    }
    if (token.kind === 'end-of-line') {
      pending = [];
      assigned = null;
      begins = true;
    } else if (token.kind === 'sign') {
      const [first] = pending;
      if (token.text === '{' || token.text === '[' || token.text === '(') {
        frames.push(frameOf(token, top, named ? [] : pending, named));
        begins = true;
      } else if (closing.includes(token.text)) {
        frames.pop();
        begins = false;
      } else if (token.text === ',') {
        if (top) top.index += 1;
        begins = true;
      } else {
        const isName = first !== undefined && pending.length === 1 && top?.kind !== '(' && top?.kind !== '[';
        const inObject = begins && top?.kind === '{';
        if (isName && ((token.text === '=' && first.kind === 'word') || (inObject && '=:'.includes(token.text)))) {
          assigned = first;
        }
        begins = false;
      }
      pending = [];
    } else if (pending.length < 4) pending.push(token);
  }
  return found;
}

/** `header`: what comes before a block's brace; `named`: the name that an object or a list is given to. */
function frameOf(token: Token, above: Frame | null, header: readonly Token[], named: Token | null): Frame {
  const kind = token.text as Frame['kind'];
  const [first] = header;
  const isBlock = kind === '{' && first !== undefined && named === null;
  const number = above?.kind === '[' ? String(above.index) : '';
  const label = named?.text ?? (isBlock ? header.map((one) => one.text).join(' ') : number);
  const path = [above?.path ?? '', label]
    .filter((one) => one !== '')
    .join('.')
    .slice(0, mostPath);
  const block = isBlock ? { header: header.map((one) => one.text), start: first.start } : null;
  return { kind, path, block, start: token.start, index: 0 };
}

const word = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const heredoc = /<<-?([\p{L}_][\p{L}\p{N}_-]*)\r?\n/uy;

function* tokensOf(text: string): Generator<Token> {
  let at = text.startsWith('\ufeff') ? 1 : 0;
  const until = (mark: string, from: number) => {
    const found = text.indexOf(mark, from);
    return found < 0 ? text.length : found;
  };
  while (at < text.length) {
    const start = at;
    const two = text.slice(at, at + 2);
    const character = text.charAt(at);
    if (character === '#' || two === '//') at = until('\n', at);
    else if (two === '/*') at = Math.min(until('*/', at + 2) + 2, text.length);
    else if (character === '"') {
      const { end, literal } = endOfText(text, at);
      yield { kind: 'text', text: text.slice(at + 1, end - 1), literal, start, end };
      at = end;
    } else if (two === '<<') {
      heredoc.lastIndex = at;
      const match = heredoc.exec(text);
      at = match ? endOfHeredoc(text, heredoc.lastIndex, match[1] ?? '') : at + 2;
      yield { kind: 'text', text: '', literal: false, start, end: at };
    } else if (character === '\n') {
      at += 1;
      yield { kind: 'end-of-line', text: character, literal: false, start, end: at };
    } else {
      word.lastIndex = at;
      const match = word.exec(text);
      at = match ? word.lastIndex : at + 1;
      if (match) yield { kind: 'word', text: match[0], literal: false, start, end: at };
      else if (!' \t\r'.includes(character)) yield { kind: 'sign', text: character, literal: false, start, end: at };
    }
  }
}

/**
 * Returns where a quoted text ends. Templates in it may contain texts, which may contain templates. Each of them is one
 * level.
 */
function endOfText(text: string, from: number): { end: number; literal: boolean } {
  // The texts and the braces of templates that are open, the innermost last.
  const open: ('"' | '{')[] = ['"'];
  let literal = true;
  let at = from + 1;
  while (at < text.length) {
    const character = text.charAt(at);
    if (open.at(-1) === '"') {
      if (character === '\n') break;
      if (character === '\\') at += 1;
      else if (character === '"') {
        open.pop();
        if (open.length === 0) return { end: at + 1, literal };
      } else if ((character === '$' || character === '%') && text[at + 1] === '{') {
        // A doubled sign stands for itself.
        if (text[at - 1] !== character || at - 1 === from) {
          literal = false;
          open.push('{');
        }
        at += 1;
      }
    } else if (character === '"' || character === '{') open.push(character);
    else if (character === '}') open.pop();
    at += 1;
  }
  return { end: Math.min(at, text.length), literal: false };
}

function endOfHeredoc(text: string, from: number, mark: string): number {
  let at = from;
  while (at < text.length) {
    const feed = text.indexOf('\n', at);
    const end = feed < 0 ? text.length : feed;
    if (text.slice(at, end).trim() === mark) return end;
    at = end + 1;
  }
  return text.length;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

function unescaped(inner: string): string {
  return inner.replace(
    /\\(?:u([0-9A-Fa-f]{4})|U(0010[0-9A-Fa-f]{4}|000[0-9A-Fa-f]{5})|([nrt"\\]))|([$%])\4\{/g,
    (_match, short?: string, long?: string, simple?: string, sign?: string) => {
      const code = short ?? long;
      if (code) return String.fromCodePoint(Number.parseInt(code, 16));
      return sign ? `${sign}{` : (escapes[simple ?? ''] ?? '');
    },
  );
}

/**
 * Returns a text as HCL writes it. The sign before a brace is written as an escape. Doubling it would be unclear after
 * another sign of its kind.
 */
export function hclText(value: string): string {
  const inner = value
    .replace(/["\\]/g, '\\$&')
    .replace(/[$%](?=\{)/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `"${inner}"`;
}
