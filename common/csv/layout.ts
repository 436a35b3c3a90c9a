/** How the text of a table is laid out: what separates its cells, and what may stand around one. */

export interface Layout {
  /** Where the first row begins, in UTF-16 units. It is behind a line as `sep=;`, which no spreadsheet shows. */
  start: number;
  separator: string;
  quote: '"' | "'";
}

/** Most UTF-16 units of a line that are looked at. */
const longestLine = 64 * 1024;
const mostLines = 50;

// The usual ones first. People who write with a Chinese keyboard separate by signs of full width.
const separators = [',', ';', '\t', '|', '，', '；', '｜'] as const;
const told = /^[ ]*"?sep=([^\w\s"']|\t)"?[,;\t| ]*$/i;

/** Returns the layout of a text whose lines end with LF. Only its first lines are looked at. */
export function layoutOf(text: string): Layout {
  const [first] = linesFrom(text, 0, 1);
  const separator = told.exec(first?.line ?? '')?.[1];
  const start = first && separator !== undefined ? first.end + 1 : 0;
  const lines = linesFrom(text, start, mostLines).map(({ line }) => line);
  const found = separator ?? likeliest(lines);
  const apostrophes = lines.filter((line) => isInApostrophes(line, found)).length;
  return { start, separator: found, quote: apostrophes * 2 > lines.length ? "'" : '"' };
}

/** Returns the first lines that aren't blank, and where each ends. */
function linesFrom(text: string, start: number, most: number): { line: string; end: number }[] {
  const lines: { line: string; end: number }[] = [];
  const limit = Math.min(text.length, start + 16 * longestLine);
  for (let at = start; at < limit && lines.length < most; ) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    const line = text.slice(at, Math.min(end, at + longestLine));
    if (line.trim() !== '') lines.push({ line, end });
    at = end + 1;
  }
  return lines;
}

/**
 * Returns the separator that most lines have the same number of. A sign inside of the cells is in some of the lines, or
 * not always as often. If several separate equally well, the one with more cells counts, then the one that the first
 * line has, and then their order.
 */
function likeliest(lines: readonly string[]): string {
  let best = { separator: ',', rank: [0, 0, 0] };
  for (const separator of separators) {
    const counts = lines.map((line) => countOf(line, separator));
    const alike = new Map<number, number>();
    for (const count of counts) if (count > 0) alike.set(count, (alike.get(count) ?? 0) + 1);
    const [usual = 0, many = 0] = [...alike].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
    const rank = [many, usual, (counts[0] ?? 0) > 0 ? 1 : 0];
    if (isHigher(rank, best.rank)) best = { separator, rank };
  }
  return best.separator;
}

function isHigher(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at >= 0 && (one[at] ?? 0) > (other[at] ?? 0);
}

/** Returns how often the separator is in a line, outside of quoted cells. */
function countOf(line: string, separator: string): number {
  if (!line.includes('"')) return line.split(separator).length - 1;
  let count = 0;
  let quoted = false;
  for (const sign of line) {
    if (sign === '"') quoted = !quoted;
    else if (sign === separator && !quoted) count += 1;
  }
  return count;
}

/** Returns whether the cells of a line are between apostrophes. */
function isInApostrophes(line: string, separator: string): boolean {
  const cells = line.trim();
  return cells.startsWith("'") && cells.endsWith("'") && cells.includes(`'${separator}'`);
}
