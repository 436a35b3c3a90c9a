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
 * are ignored.
 */
export function parseIni(text: string): IniSection[] {
  let current: IniSection = { name: '', items: [], end: text.startsWith('\ufeff') ? 1 : 0 };
  const sections = [current];
  for (const line of linesOf(text)) {
    const content = trimmed(text, line);
    const first = text[content.start];
    if (content.start === content.end || first === '#' || first === ';') continue;
    if (first === '[') {
      const close = text.slice(content.start, content.end).lastIndexOf(']');
      if (close < 0) continue;
      current = { name: text.slice(content.start + 1, content.start + close).trim(), items: [], end: line.next };
      sections.push(current);
      continue;
    }
    const item = parseItem(text, line, content);
    if (!item) continue;
    current.items.push(item);
    current.end = line.next;
  }
  return sections;
}

function parseItem(text: string, line: Line, content: Span): IniItem | null {
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
  /** `null` removes the item. `keep` leaves an item that is there. */
  value: string | null;
  keep?: boolean;
}

/**
 * Sets items of a section. If there is no such section, it is added at the end. `separator` is used if the text shows
 * none.
 */
export function setInSection(text: string, name: string, changes: readonly IniChange[], separator: string): string {
  const sections = parseIni(text);
  const own = sections.filter((section) => section.name === name);
  const [first] = own;
  const style =
    sections.flatMap(({ items }) => items).find((item) => item.separator.includes('='))?.separator ?? separator;
  const edits: Edit[] = [];
  const fresh: string[] = [];
  for (const { names, write, value, keep } of changes) {
    const items = own.flatMap((section) => section.items).filter(({ key }) => names.includes(key));
    if (value === null) {
      for (const { line } of items) edits.push({ start: line.start, end: line.next, text: '' });
    } else if (items.length === 0) fresh.push(`${write}${style}${value}`);
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
