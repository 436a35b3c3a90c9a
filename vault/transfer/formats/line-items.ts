import { hasSecretShape } from '../table/shapes';
import { splitName } from './pair-names';
import { hasIdShape } from './pair-provider';
import type { Named } from './pairs-among';
import { type Line, linesOf, type Span, trimmed } from './text-edit';

/**
 * Names with values in lines of text, however a tool or a person wrote them: INI, Java properties, TOML, systemd's
 * units, fish, `setx`, options of a command, lines of `AK:SK`, source code, notes. The text is only looked at, line by
 * line. Nothing in it is run, followed or put in the place of something else.
 */

export interface LineItem extends Named {
  /** The name in brackets above it; empty if there is none. */
  section: string;
  /** Items with the same number stand together. */
  block: number;
  /** The value without its quotation marks. */
  span: Span;
}

interface Found {
  name: string;
  value: string | null;
  span: Span;
}

/** Returns the names with their values in the order of the text. The time is linear in its length. Never throws. */
export function itemsOfLines(text: string): LineItem[] {
  const items: LineItem[] = [];
  let section = '';
  let block = 0;
  let hidden = 0;
  for (const line of linesOf(text)) {
    if (line.start < hidden) continue;
    const content = trimmed(text, line);
    const written = text.slice(content.start, content.end);
    if (written === '' || isComment(written)) continue;
    const header = headerOf(written);
    if (header !== null) {
      section = unitParts.test(header) ? '' : header;
      block += 1;
      continue;
    }
    const bare = bareKey(written, content.start);
    if (bare) {
      block += 1;
      for (const one of bare.found) items.push({ ...one, section: bare.place, block });
      block += 1;
      continue;
    }
    const several = foundIn(written, content.start);
    const { found, next } = several ? { found: several, next: 0 } : single(text, line, content, section === '');
    hidden = next;
    for (const one of found) items.push({ ...one, section, block });
  }
  return items;
}

// The sections of systemd's units say nothing of a key.
const unitParts = /^(?:Unit|Service|Install|Container|Socket|Timer)$/;

const isComment = (written: string) => /^(?:[#;!]|\/\/|\/\*|\*[ \t/]|--[ \t]|<!--|::|rem[ \t])/i.test(written);

/** Returns the name of a section. A comment may stand behind it, and may have brackets too. */
function headerOf(written: string): string | null {
  if (!written.startsWith('[')) return null;
  const close = written.indexOf(']');
  if (close < 0) return null;
  const rest = written
    .slice(close)
    .replace(/^\]{1,2}/, '')
    .trimStart();
  if (rest !== '' && !/^(?:[#;]|\/\/)/.test(rest)) return null;
  const name = written
    .slice(0, close)
    .replace(/^\[{1,2}/, '')
    .trim();
  return /[,{}]/.test(name) ? null : name.replace(/["']/g, '');
}

const keyLine = /^(?:([A-Za-z0-9][\w.-]{0,62}):)?([A-Za-z0-9.]{10,128}):([\x21-\x7e]{8,256})$/;
const keyAddress = /:\/\/([A-Za-z0-9.]{10,128}):([^@\s/:]{8,256})@([\w.-]{0,100})/;

/** A key without names: `bucket:AK:SK`, `AK:SK`, `oss://AK:SK@bucket`. */
function bareKey(written: string, from: number): { place: string; found: Found[] } | null {
  if (written.length > 1024 || !written.includes(':')) return null;
  const line = keyLine.exec(written);
  const address = line === null ? keyAddress.exec(written) : null;
  const [id, secret, beside] = line ? [line[2], line[3], line[1]] : [address?.[1], address?.[2], address?.[3]];
  if (!id || !secret || !hasIdShape(id)) return null;
  const idAt = from + written.indexOf(`${id}:${secret}`);
  const secretAt = idAt + id.length + 1;
  return {
    place: beside || id,
    found: [
      { name: 'accessKeyId', value: id, span: { start: idAt, end: idAt + id.length } },
      { name: 'accessKeySecret', value: secret, span: { start: secretAt, end: secretAt + secret.length } },
    ],
  };
}

/** Several names in one line, or a command that has a name behind it; `null`: neither. */
function foundIn(written: string, from: number): Found[] | null {
  const named = ofCommand(written, from);
  if (named) return named;
  const unit = /^(?:Environment[ \t]*=[ \t]*|(?:ENV|ARG)[ \t]+(?=[\w.-]+=))/.exec(written);
  if (unit) return words(written, unit[0].length, from);
  const equals = written.slice(0, 4096).search(/[=:：]/);
  const left = equals < 0 ? written.slice(0, 4096) : written.slice(0, equals);
  if (/(?:^|[ \t])-{1,2}[A-Za-z]/.test(left) && !/^-[ \t]/.test(left)) return words(written, 0, from);
  if (/^(?:env|sudo|docker|podman|export)[ \t].*\w$/.test(left)) return words(written, 0, from);
  if (equals < 0 || !/[=:：]/.test(written.slice(equals + 1))) return null;
  const several = assignments(written, from);
  return several.filter(({ name }) => isPart(name)).length > 1 ? several : null;
}

const isPart = (name: string) => ['accessKeyId', 'either', 'secret'].includes(splitName(name)?.part ?? '');

const command =
  /^(?:@?setx(?:\.exe)?|(?:launchctl[ \t]+)?setenv|set(?=[ \t]+-)|ENV(?=[ \t]+\w+[ \t]))[ \t]+(?:[-/][A-Za-z-]+[ \t]+)*["']?([A-Za-z_][\w.-]{0,199})["']?(?:[ \t]+|[ \t]*=[ \t]*)/i;
const setter = /SetEnvironmentVariable\(\s{0,9}["']([A-Za-z_]\w{0,199})["']\s{0,9},\s{0,9}/i;

/** `setx NAME value`, `set -gx NAME value`, `setenv NAME value`, `[Environment]::SetEnvironmentVariable('NAME', …`. */
function ofCommand(written: string, from: number): Found[] | null {
  const match = command.exec(written) ?? (written.includes('(') ? setter.exec(written) : null);
  if (!match?.[1]) return null;
  const at = match.index + match[0].length;
  const value = quotedAt(written, at) ?? wordAt(written, at);
  return [{ name: match[1], value: value.text, span: { start: from + value.start, end: from + value.end } }];
}

interface Piece extends Span {
  text: string | null;
  /** Where what comes behind it begins. */
  next: number;
}

/** Returns the text in quotation marks that begins here; `null`: there are none, or they aren't closed. */
function quotedAt(written: string, at: number): Piece | null {
  const quote = written.charAt(at);
  if (!['"', "'", '`'].includes(quote)) return null;
  let end = at + 1;
  while (end < written.length && written[end] !== quote) end += written[end] === '\\' && quote === '"' ? 2 : 1;
  if (end >= written.length) return null;
  const inner = written.slice(at + 1, end);
  const text = quote === '"' ? inner.replace(/\\(["\\])/g, '$1') : inner;
  return { text, start: at + 1, end, next: end + 1 };
}

function wordAt(written: string, at: number): Piece {
  const rest = written.slice(at).search(/[ \t;]/);
  const end = rest < 0 ? written.length : at + rest;
  return { text: written.slice(at, end), start: at, end, next: end };
}

/** The words of a command: `NAME=value`, `--name value`, `--name=value`, `-Dname=value`. */
function words(written: string, begin: number, from: number): Found[] {
  const found: Found[] = [];
  let at = begin;
  let option: string | null = null;
  while (at < written.length) {
    if (' \t'.includes(written.charAt(at))) {
      at += 1;
      continue;
    }
    const whole = quotedAt(written, at);
    const name = /^(?:-D|--?)?([A-Za-z_][\w.-]{0,199})=/.exec(written.slice(whole ? at + 1 : at, at + 240));
    const span = (piece: Span) => ({ start: from + piece.start, end: from + piece.end });
    if (name?.[1]) {
      const start = (whole ? at + 1 : at) + name[0].length;
      const value = whole
        ? { text: written.slice(start, whole.end), start, end: whole.end, next: whole.next }
        : pieceAt(written, start);
      found.push({ name: name[1], value: value.text, span: span(value) });
      at = value.next;
      option = null;
      continue;
    }
    const piece = whole ?? pieceAt(written, at);
    const isOption = !whole && /^--?[A-Za-z]/.test(piece.text ?? '');
    if (option !== null && !isOption) found.push({ name: option, value: piece.text, span: span(piece) });
    option = isOption ? (piece.text ?? '').replace(/^-+/, '') : null;
    at = Math.max(piece.next, at + 1);
  }
  return found;
}

const pieceAt = (written: string, at: number): Piece => quotedAt(written, at) ?? wordAt(written, at);

const several =
  /(?:^|[\s,;&?{([|，；])(["'`]?)([\p{L}_$][\p{L}\p{N}_.$-]{0,99}(?: (?:access|accesskey|key|secret|id)){0,3})\1\s{0,4}(?:=>|:=|[=:：])\s{0,4}(?:"([^"]{0,9000})"|'([^']{0,9000})'|([^\s,;&'"，；{}()]+))/giu;

/** `a=b; c=d`, `{ a: "b", c: "d" }`, `?a=b&c=d`. */
function assignments(written: string, from: number): Found[] {
  if (written.length > 65_536) return [];
  return [...written.matchAll(several)].map((match) => {
    const [whole, , name = '', double, one, bare = ''] = match;
    const quoted = double ?? one;
    const end = match.index + whole.length - (quoted === undefined ? 0 : 1);
    const value = quoted ?? bare;
    return { name, value, span: { start: from + end - value.length, end: from + end } };
  });
}

/** Most characters of what stands before a value. */
const mostLeft = 300;

/**
 * A name, a separator and the rest of the line. `next`: where the reading goes on, if the value goes on in the lines
 * below.
 */
function single(text: string, line: Line, content: Span, mayEscape: boolean): { found: Found[]; next: number } {
  const written = text.slice(content.start, content.end);
  const nothing = { found: [], next: 0 };
  const cut = separatorIn(written);
  if (!cut || cut.left > mostLeft) return nothing;
  const name = nameIn(written.slice(0, cut.left));
  const at = cut.right + (beforeValue.exec(written.slice(cut.right, cut.right + mostLeft))?.[0].length ?? 0);
  const only = (value: string | null, { start, end }: Span) => ({
    found: [{ name, value, span: { start: content.start + start, end: content.start + end } }],
    next: 0,
  });
  const quoted = quotedAt(written, at);
  if (quoted && !(quoted.start === quoted.end && written[quoted.next] === written[at]))
    return only(quoted.text, quoted);
  if (['"', "'", '`'].includes(written.charAt(at))) {
    return { ...nothing, next: endOfLongText(text, content.start + at, line) };
  }
  const plain = plainValue(written, at);
  const value = written.slice(plain.start, plain.end);
  // A list or a block begins here, or a program is asked for the value.
  if (/^(?:[[{(]|[|>][-+]?)$|^[[{]\s*["'[]|^\[\s*\{/.test(value)) return nothing;
  if (/^[A-Za-z_$][\w.$]*\(.*\)$/.test(value)) return only(null, plain);
  if (!mayEscape || !value.includes('\\')) return only(value, plain);
  return continued(text, line, name, { start: content.start + plain.start, end: content.start + plain.end });
}

// Blanks, the type in a declaration, and the letter that a language has before a text.
const beforeValue = /^[ \t]*(?:[A-Za-z]{1,20}[ \t]*=[ \t]*(?=["'`]))?(?:(?:[rbuNL@$]|\$@|@\$)(?=["'`]))?/;

interface Cut {
  /** Where the name ends. */
  left: number;
  /** Where the value may begin. */
  right: number;
}

function separatorIn(written: string): Cut | null {
  const head = written.slice(0, mostLeft + 2);
  const colon = head.search(/[:：]/);
  const equals = head.indexOf('=');
  const atEquals = () => ({ left: equals, right: equals + (head[equals + 1] === '>' ? 2 : 1) });
  if (colon >= 0 && (equals < 0 || colon < equals)) {
    if (head[colon] === '：') return { left: colon, right: colon + 1 };
    const behind = head.charAt(colon + 1);
    if (behind === '=') return { left: colon, right: colon + 2 };
    if (!' \t"\'`'.includes(behind) && behind !== '') {
      // certbot's plugins have names with a colon in them.
      if (equals > 0 && /^[\w.$:-]+[ \t]*$/.test(head.slice(0, equals)) && !/^=*$/.test(head.slice(equals))) {
        return atEquals();
      }
      if (head.startsWith('://', colon)) return null;
    }
    return { left: colon, right: colon + 1 };
  }
  if (equals >= 0) return equals === 0 ? null : atEquals();
  // Java properties and notes: the last word is the value.
  if (written.length > mostLeft * 4) return null;
  const blank = Math.max(written.lastIndexOf(' '), written.lastIndexOf('\t'));
  return blank > 0 ? { left: blank, right: blank + 1 } : null;
}

/** Returns the name that ends here. In code, other words come before it; in notes, it may itself be several words. */
function nameIn(left: string): string {
  const inMarks = /["'`]([^"'`]{1,200})["'`][\])}\s]{0,4}$/.exec(left)?.[1];
  if (inMarks !== undefined) return inMarks;
  const whole = left.replace(/[\s\])}?]+$/, '').replace(/^(?:export|set|-)[ \t]+/i, '');
  const last = whole.slice(whole.search(/[^\s{(,]*$/));
  if (whole === last) return last;
  const ending = (name: string) => splitName(name)?.ending.length ?? 0;
  return ending(whole) > ending(last) ? whole : last;
}

/** A value without marks ends before a comment, which begins after a blank. */
function plainValue(written: string, at: number): Span {
  if (/^[#;](?:[ \t]|$)/.test(written.slice(at, at + 2))) return { start: at, end: at };
  const comment = written.slice(at).search(/[ \t](?:[#;]|\/\/)/);
  let end = comment < 0 ? written.length : at + comment;
  while (end > at && ' \t'.includes(written.charAt(end - 1))) end -= 1;
  // A command that goes on in the next line.
  if (/[ \t]\\$/.test(written.slice(at, end).slice(-2))) end = at + written.slice(at, end - 1).trimEnd().length;
  const value = written.slice(at, end);
  const bare = value.replace(/[,;，；。]$/, '');
  // In a list or in code, such a sign ends the value. In a secret of any shape it may be a part of it.
  if (bare !== value && (hasIdShape(bare) || hasSecretShape(bare))) end -= value.length - bare.length;
  return { start: at, end };
}

/** A value of Java properties: with escapes, and going on in the next line after a backslash. */
function continued(text: string, line: Line, name: string, span: Span): { found: Found[]; next: number } {
  let written = text.slice(span.start, span.end);
  let end = span.end;
  let next = line.next;
  const parts: string[] = [];
  // A backslash behind another one stands for itself.
  while (/(?:^|[^\\])(?:\\\\)*\\$/.test(written.slice(-64)) && next < text.length && parts.length < 64) {
    parts.push(written.slice(0, -1));
    const feed = text.indexOf('\n', next);
    const below = trimmed(text, { start: next, end: feed < 0 ? text.length : feed });
    if (text[below.end - 1] === '\r') below.end -= 1;
    written = text.slice(below.start, below.end);
    end = below.end;
    next = feed < 0 ? text.length : feed + 1;
  }
  parts.push(written);
  const value = parts.join('').replace(/\\(?:u([0-9A-Fa-f]{4})|(.))/g, (_match, code?: string, sign?: string) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    return { t: '\t', n: '\n', r: '\r', f: '\f' }[sign ?? ''] ?? sign ?? '';
  });
  return { found: [{ name, value: value.trim(), span: { start: span.start, end } }], next };
}

/** Most characters of a value of several lines. */
const mostLong = 65_536;

/** Returns where a text in marks ends that isn't closed on its line; what stands in it is no name. */
function endOfLongText(text: string, start: number, line: Line): number {
  const quote = text.charAt(start);
  const mark = text.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
  const found = text.slice(start + mark.length, start + mostLong).indexOf(mark);
  if (found < 0) return line.next;
  const end = start + mark.length + found + mark.length;
  // An apostrophe in a sentence closes nothing: the mark must be the last sign of its line.
  const feed = text.indexOf('\n', end);
  const behind = text.slice(end, feed < 0 ? Math.min(text.length, end + 200) : Math.min(feed, end + 200)).trim();
  return behind === '' || /^[,;)#]/.test(behind) ? end : line.next;
}
