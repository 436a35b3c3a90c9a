/**
 * Reads the guide's own Markdown: headings, paragraphs, lists, tables and code. It is no reader for any other text.
 * Pictures are left out, and a link is only its words, since Keyfold opens nothing outside.
 */

/** A piece of text, and how it is shown. */
export interface Inline {
  kind: 'text' | 'bold' | 'code';
  text: string;
}

export type Block =
  | { kind: 'heading' | 'paragraph'; inlines: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] }
  | { kind: 'code'; text: string };

export interface Chapter {
  title: string;
  blocks: Block[];
  /** All its words, for the search, with its title. */
  words: string;
}

/** Returns the chapters of a text: what is below each heading of the second level. */
export function chaptersOf(markdown: string): Chapter[] {
  const [, ...parts] = markdown.split(/^## /m);
  return parts.map((part) => {
    const [title = '', ...lines] = part.split('\n');
    const blocks = blocksOf(lines);
    return { title: plain(title), blocks, words: [plain(title), ...blocks.map(wordsOf)].join('\n') };
  });
}

/** Returns whether these words have all words of a search, whatever their case and width. */
export function hasWords(words: string, search: string): boolean {
  const text = folded(words);
  return folded(search)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

const folded = (text: string) => text.normalize('NFKC').toLowerCase();
const plain = (text: string) => textOf(inlinesOf(text));
const textOf = (inlines: readonly Inline[]) => inlines.map(({ text }) => text).join('');

function wordsOf(block: Block): string {
  switch (block.kind) {
    case 'code':
      return block.text;
    case 'list':
      return block.items.map(textOf).join('\n');
    case 'table':
      return [block.head, ...block.rows].map((row) => row.map(textOf).join('\n')).join('\n');
    default:
      return textOf(block.inlines);
  }
}

const listItem = /^(?:- |(\d+)\. )/;

function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  /** Takes lines from here on as long as they fit. */
  const take = (fits: (line: string) => boolean): string[] => {
    const from = at;
    while (at < lines.length && fits(lines[at] ?? '')) at += 1;
    return lines.slice(from, at);
  };
  while (at < lines.length) {
    const line = lines[at] ?? '';
    if (line.startsWith('```')) {
      at += 1;
      blocks.push({ kind: 'code', text: take((one) => !one.startsWith('```')).join('\n') });
      at += 1;
    } else if (line.startsWith('|')) {
      const [head = [], , ...rows] = take((one) => one.startsWith('|')).map(cellsOf);
      blocks.push({ kind: 'table', head, rows });
    } else if (listItem.test(line)) {
      const items = itemsOf(take((one) => listItem.test(one) || /^ {2,}\S/.test(one)));
      blocks.push({ kind: 'list', ordered: !line.startsWith('-'), items });
    } else if (line.startsWith('#')) {
      at += 1;
      blocks.push({ kind: 'heading', inlines: inlinesOf(line.replace(/^#+ /, '')) });
    } else if (line.trim() === '' || line.startsWith('![')) {
      at += 1;
    } else {
      const text = joined(take((one) => one.trim() !== '' && !/^(?:```|\||#|!\[)/.test(one) && !listItem.test(one)));
      blocks.push({ kind: 'paragraph', inlines: inlinesOf(text) });
    }
  }
  return blocks;
}

const cellsOf = (line: string): Inline[][] =>
  line
    .replace(/^\||\|\s*$/g, '')
    .split('|')
    .map((cell) => inlinesOf(cell.trim()));

function itemsOf(lines: readonly string[]): Inline[][] {
  const items: string[][] = [];
  for (const indented of lines) {
    // A list in a list is told as one.
    const line = indented.trimStart();
    if (listItem.test(line)) items.push([line.replace(listItem, '')]);
    else items.at(-1)?.push(line);
  }
  return items.map((item) => inlinesOf(joined(item)));
}

/** Joins the lines of a paragraph. Between Chinese signs a line end is nothing. */
const joined = (lines: readonly string[]): string =>
  lines
    .map((line) => line.trim())
    .join('\n')
    .replace(/(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[\u3000-\u9fff\uff00-\uffef])/g, '')
    .replaceAll('\n', ' ');

const marks = /\*\*(.+?)\*\*|`([^`]+)`|!?\[([^\]]*)\]\([^)]*\)/g;

function inlinesOf(text: string): Inline[] {
  const inlines: Inline[] = [];
  let from = 0;
  for (const found of text.matchAll(marks)) {
    if (found.index > from) inlines.push({ kind: 'text', text: text.slice(from, found.index) });
    const [all, bold, code, link] = found;
    if (bold !== undefined) inlines.push({ kind: 'bold', text: plain(bold) });
    else if (code !== undefined) inlines.push({ kind: 'code', text: code });
    else if (!all.startsWith('!')) inlines.push(...inlinesOf(link ?? ''));
    from = found.index + all.length;
  }
  if (from < text.length) inlines.push({ kind: 'text', text: text.slice(from) });
  return inlines;
}
