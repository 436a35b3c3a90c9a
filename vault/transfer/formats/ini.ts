import {
  applyEdits,
  type Edit,
  insertLines,
  isBlank,
  type Line,
  lineEndOf,
  linesOf,
  type Span,
  trimmed,
} from './text-edit';

/**
 * INI as the tools' own readers take it (go-ini, the npm package ini, Python's configparser, alyu/configparser). They
 * differ in quotes, comments and escapes. So only what they have in common is read, and only what all of them read
 * alike is written.
 */

export interface IniItem {
  /** In lower case. */
  key: string;
  value: string;
  /** The value with its quotation marks. */
  span: Span;
  line: Line;
  /** The text between the key and its value. */
  separator: string;
  /**
   * For some readers it is no item, but goes on with the value before it: its line is indented deeper, or the line
   * before ends with `\`.
   */
  doubtful: boolean;
}

export interface IniSection {
  /** Empty for what comes before the first header. */
  name: string;
  items: IniItem[];
  /** Where one more item is added. */
  end: number;
}

/**
 * Returns the sections of a text in their order. Sections with the same name are not joined. Lines without a meaning
 * are ignored, and so is what stands between `"""` on several lines.
 */
export function parseIni(text: string): IniSection[] {
  let current: IniSection = { name: '', items: [], end: text.startsWith('\ufeff') ? 1 : 0 };
  const sections = [current];
  // The indentation of the item before; `null`: there is none that could go on.
  let indent: number | null = null;
  let joined = false;
  let inside = 0;
  for (const line of linesOf(text)) {
    if (line.start < inside) {
      current.end = line.next;
      continue;
    }
    const content = trimmed(text, line);
    const first = text[content.start];
    if (content.start === content.end || first === '#' || first === ';') continue;
    const name = first === '[' ? headerName(text.slice(content.start, content.end)) : null;
    if (name !== null) {
      current = { name, items: [], end: line.next };
      sections.push(current);
      [indent, joined] = [null, false];
      continue;
    }
    const deeper = indent !== null && content.start - line.start > indent;
    const item = first === '[' ? null : parseItem(text, line, content);
    if (item) current.items.push({ ...item, doubtful: deeper || joined });
    if (item || deeper || joined) current.end = line.next;
    if (item && !deeper) indent = content.start - line.start;
    joined = text[content.end - 1] === '\\';
    if (item) inside = blockEnd(text, item.span.start, line);
  }
  return sections;
}

/**
 * Returns the name in a section's header. A comment behind it may have brackets too. Readers differ there: for some of
 * them the name goes on to the last bracket. `null`: it is no header.
 */
function headerName(written: string): string | null {
  const first = written.indexOf(']');
  const rest = written.slice(first + 1).trimStart();
  const close = rest === '' || isComment(rest[0]) ? first : written.lastIndexOf(']');
  return close < 0 ? null : written.slice(1, close).trim();
}

/** Returns where a value ends that begins with `"""` and goes on over several lines; 0: it does not. */
function blockEnd(text: string, start: number, line: Line): number {
  if (!text.startsWith('"""', start) || text.slice(start + 3, line.end).includes('"""')) return 0;
  const close = text.indexOf('"""', line.next);
  return close < 0 ? 0 : close + 3;
}

function parseItem(text: string, line: Line, content: Span): Omit<IniItem, 'doubtful'> | null {
  const written = text.slice(content.start, content.end);
  const delimiter = written.search(/[=:]/);
  if (delimiter < 1) return null;
  const key = trimmed(text, { start: content.start, end: content.start + delimiter });
  const span = valueSpan(text, trimmed(text, { start: content.start + delimiter + 1, end: content.end }));
  const raw = text.slice(span.start, span.end);
  return {
    key: text.slice(key.start, key.end).toLowerCase(),
    value: isQuoted(raw) ? raw.slice(1, -1) : raw,
    span,
    line,
    separator: text.slice(key.end, span.start),
  };
}

const quotes = ['"', "'", '`'];
const isQuoted = (raw: string) => raw.length > 1 && quotes.includes(raw.charAt(0)) && raw.endsWith(raw.charAt(0));

/** Returns the value without a comment behind it. A comment begins after a blank, because no key has blanks. */
function valueSpan(text: string, { start, end }: Span): Span {
  const quote = text.charAt(start);
  if (quotes.includes(quote)) {
    const close = text.indexOf(quote, start + 1);
    if (close > 0 && close < end) {
      const rest = trimmed(text, { start: close + 1, end });
      if (rest.start === rest.end || isComment(text[rest.start])) return { start, end: close + 1 };
    }
  }
  for (let at = start; at < end; at += 1) {
    if (isComment(text[at]) && (at === start || isBlank(text[at - 1]))) return trimmed(text, { start, end: at });
  }
  return { start, end };
}

function isComment(character: string | undefined): boolean {
  return character === '#' || character === ';';
}

/** Returns the value of an item. If it occurs more than once, the readers take the last one. */
export function iniValue(items: readonly IniItem[], names: readonly string[]): string {
  return items.findLast(({ key }) => names.includes(key))?.value ?? '';
}

/**
 * Returns whether all readers read a bare value as it was written. In some of them `#` and `;` begin a comment, `\` is
 * an escape, `%` is a reference, and quotation marks at the ends are removed. npm's ini makes values of their own of
 * three words.
 */
export function isPlainIniValue(value: string): boolean {
  return /^[!-"$&-:<-[\]-~]+$/.test(value) && !/^[`"']|^(?:true|false|null)$/.test(value);
}

export interface IniChange {
  /** The spellings in lower case. The first of `names` that is there is kept. */
  names: readonly string[];
  /** The spelling of a new item. */
  write: string;
  /** `null` removes the item. `keep` leaves an item that is there. `only`: it is set if it is there, and never added. */
  value: string | null;
  keep?: boolean;
  only?: boolean;
}

/**
 * Sets items of a section. If there is no such section, it is added at the end. `separator` is used if the text shows
 * none. Refused if the readers don't agree that one of the items is one.
 */
export function setInSection(
  text: string,
  name: string,
  changes: readonly IniChange[],
  separator: string,
): string | { problem: 'not-writable' } {
  const sections = parseIni(text);
  const own = sections.filter((section) => section.name === name);
  const [first] = own;
  const style =
    sections.flatMap(({ items }) => items).find((item) => item.separator.includes('='))?.separator ?? separator;
  const edits: Edit[] = [];
  const fresh: string[] = [];
  for (const { names, write, value, keep, only } of changes) {
    const items = own.flatMap((section) => section.items).filter(({ key }) => names.includes(key));
    if (items.some(({ doubtful }) => doubtful) && !keep) return { problem: 'not-writable' };
    if (value === null) {
      for (const { line } of items) edits.push({ start: line.start, end: line.next, text: '' });
    } else if (items.length === 0 && !only) fresh.push(`${write}${style}${value}`);
    else if (!keep) {
      // Readers don't agree which of several items counts, so all get the same value.
      for (const item of items) {
        if (item.value !== value) edits.push({ ...item.span, text: value });
      }
    }
  }
  if (fresh.length > 0) {
    if (first) edits.push(insertLines(text, first.end, fresh));
    else {
      const spaced = text.trim() !== '' && !text.endsWith(`${lineEndOf(text)}${lineEndOf(text)}`) ? [''] : [];
      edits.push(insertLines(text, text.length, [...spaced, `[${name}]`, ...fresh]));
    }
  }
  return applyEdits(text, edits);
}
