import { applyEdits, linesOf, type Span } from './text-edit';

/**
 * The lines of a YAML text in block style, as people write configuration by hand. It is enough to set a value in its
 * place. What isn't understood is not written into. Block texts, quoted texts and flow collections on several lines are
 * passed over as a whole.
 */

export interface YamlItem {
  /** Counted from 0. */
  document: number;
  /** The keys above it; `-` for an entry of a list. */
  path: readonly string[];
  key: string;
  /** `null`: it is no text of one line. Empty: it has no value, or items below it. */
  value: string | null;
  /** The value as it is written. */
  span: Span;
  indent: number;
  /** Where the next line begins. */
  next: number;
  start: number;
}

export interface YamlLines {
  items: YamlItem[];
  documents: number;
  /** Everything was understood. */
  plain: boolean;
}

interface Above {
  indent: number;
  key: string;
}

const keyPattern = /("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#:"'&*!|>%@`{}[\],?-][^\s:#]*)[ ]*:(?=[ \r\n]|$)[ ]*/y;

/** Reads the lines. The time is linear in the text's length. */
export function readYamlLines(text: string): YamlLines {
  const items: YamlItem[] = [];
  let above: Above[] = [];
  let document = 0;
  let plain = true;
  let from = 0;
  let block: number | null = null;
  for (const line of linesOf(text)) {
    if (line.start < from) continue;
    let at = line.start;
    while (text[at] === ' ') at += 1;
    const indent = at - line.start;
    if (at >= line.end || (text[at] === '#' && block === null)) continue;
    if (block !== null && indent > block) continue;
    block = null;
    if (text[at] === '#') continue;
    if (/^(?:---|\.\.\.)(?:\s|$)/.test(text.slice(line.start, Math.min(line.end, line.start + 4)))) {
      if (text.startsWith('---', line.start) && items.some((one) => one.document === document)) document += 1;
      if (text.slice(line.start + 3, line.end).trim() !== '' || text[line.start] === '.') plain = false;
      above = [];
      continue;
    }
    above = above.filter((one) => one.indent < indent);
    let column = indent;
    while (text.startsWith('- ', at)) {
      above.push({ indent: column, key: '-' });
      const dash = at;
      at += 2;
      while (text[at] === ' ') at += 1;
      column += at - dash;
    }
    keyPattern.lastIndex = at;
    const match = keyPattern.exec(text);
    if (!match?.[1] || keyPattern.lastIndex > line.end) {
      // An entry of a list, or the next line of a text, has no key.
      if (text[at] === '\t' || (above.length === 0 && !text.startsWith('-', at))) plain = false;
      continue;
    }
    const start = keyPattern.lastIndex;
    const value = readValue(text, start, line.end);
    if (value === 'unclosed') plain = false;
    const end = value === 'unclosed' || value.end < line.end ? line.end : value.end;
    const feed = text.indexOf('\n', end);
    from = feed < 0 ? text.length : feed + 1;
    const key = decoded(match[1]) ?? match[1];
    items.push({
      document,
      path: above.map((one) => one.key),
      key,
      value: value === 'unclosed' ? null : value.text,
      span: { start, end: value === 'unclosed' ? line.end : value.end },
      indent: column,
      next: from,
      start: line.start,
    });
    above.push({ indent: column, key });
    if (/[|>]/.test(text.charAt(start))) block = indent;
  }
  return { items, documents: document + 1, plain };
}

/** Returns the text without these items; `null`: one of them shares its line with the beginning of a list's entry. */
export function withoutItems(text: string, items: readonly YamlItem[]): string | null {
  const shares = (item: YamlItem) => text.slice(item.start, item.start + item.indent).includes('-');
  if (items.some(shares)) return null;
  return applyEdits(
    text,
    items.map(({ start, next }) => ({ start, end: next, text: '' })),
  );
}

/** Returns the text of a scalar on one line; `null`: it has no such text. */
function decoded(written: string): string | null {
  if (written.startsWith("'")) return written.slice(1, -1).replaceAll("''", "'");
  if (!written.startsWith('"')) return written;
  try {
    const value: unknown = JSON.parse(written);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

function readValue(text: string, start: number, lineEnd: number): { text: string | null; end: number } | 'unclosed' {
  const first = text.charAt(start);
  if (start >= lineEnd || first === '#') return { text: '', end: start };
  if (first === '"' || first === "'") {
    const end = quotedEnd(text, start);
    if (end === null) return 'unclosed';
    return { text: end <= lineEnd ? decoded(text.slice(start, end)) : null, end };
  }
  if (first === '{' || first === '[') {
    const end = flowEnd(text, start);
    return end === null ? 'unclosed' : { text: null, end };
  }
  const comment = text.slice(start, lineEnd).search(/[ \t]#/);
  let end = comment < 0 ? lineEnd : start + comment;
  while (end > start && /[ \t]/.test(text.charAt(end - 1))) end -= 1;
  return { text: '|>&*!%@`'.includes(first) ? null : text.slice(start, end), end };
}

function quotedEnd(text: string, start: number): number | null {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length; at += 1) {
    if (quote === '"' && text[at] === '\\') at += 1;
    else if (text[at] === quote) {
      if (quote === "'" && text[at + 1] === "'") at += 1;
      else return at + 1;
    }
  }
  return null;
}

function flowEnd(text: string, start: number): number | null {
  let open = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    const before = text.charAt(at - 1);
    if ((character === '"' || character === "'") && /[\s,:[{]/.test(before)) {
      const end = quotedEnd(text, at);
      if (end === null) return null;
      at = end - 1;
    } else if (character === '{' || character === '[') open += 1;
    else if (character === '}' || character === ']') open -= 1;
    if (open === 0) return at + 1;
  }
  return null;
}
