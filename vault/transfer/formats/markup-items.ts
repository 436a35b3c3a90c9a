import type { LineItem } from './line-items';

/**
 * Names with values in XML: Hadoop's `<name>` and `<value>`, attributes `key` and `value` of .NET and Spring, and
 * elements that have the name of what is in them. No entity is resolved and no document type is read: the text is only
 * looked at.
 */

const pairs: readonly RegExp[] = [
  /<name>\s{0,99}([^<>\s]{1,200})\s{0,99}<\/name>\s{0,999}<value>\s{0,99}([^<>\s]{0,9000})\s{0,99}<\/value>/g,
  /\b(?:key|name|id)\s{0,9}=\s{0,9}"([^"<>]{1,200})"\s{1,99}value\s{0,9}=\s{0,9}"([^"<>]{0,9000})"/g,
  /<([A-Za-z_][\w.:-]{0,100})>\s{0,99}([^<>\s]{1,9000})\s{0,99}<\/\1>/g,
  /\s(?!(?:key|name|id|value)\b)([A-Za-z_][\w.:-]{0,100})\s{0,9}=\s{0,9}"([^"<>\s]{1,9000})"/g,
];

/** Returns whether a text is XML or looks like it. */
export const isMarkup = (text: string): boolean => /^\ufeff?\s{0,999}<(?:\?xml|!DOCTYPE|!--|[A-Za-z])/.test(text);

/** Returns the names with their values, in the order of the text. The time is linear in its length. Never throws. */
export function itemsOfMarkup(text: string): LineItem[] {
  const hidden = comments(text);
  const items = pairs.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => itemOf(match)));
  const known = new Set<number>();
  return items
    .filter(({ span: { start } }) => {
      // One value may fit several of the patterns. The first knows its name best.
      if (known.has(start) || hidden(start)) return false;
      known.add(start);
      return true;
    })
    .sort((one, other) => one.span.start - other.span.start);
}

function itemOf(match: RegExpExecArray): LineItem {
  const [whole, name = '', value = ''] = match;
  // Behind the value, only a closing tag or a quotation mark may stand.
  const behind = whole.slice(whole.lastIndexOf(value === '' ? '>' : value));
  const start = match.index + (value === '' ? whole.length : whole.length - behind.length);
  return { section: '', block: 0, name, value: unescaped(value), span: { start, end: start + value.length } };
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (value: string) =>
  value.replace(/&(amp|lt|gt|quot|apos);/g, (_whole, name: string) => entities[name] ?? '');

/** Returns whether a place lies in a comment. The places are asked for in any order. */
function comments(text: string): (at: number) => boolean {
  const spans: { start: number; end: number }[] = [];
  for (let start = text.indexOf('<!--'); start >= 0; ) {
    const close = text.indexOf('-->', start + 4);
    const end = close < 0 ? text.length : close;
    spans.push({ start, end });
    start = close < 0 ? -1 : text.indexOf('<!--', end);
  }
  return (at) => {
    let low = 0;
    let high = spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((spans[middle]?.end ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    const span = spans[low];
    return span !== undefined && span.start <= at && at <= span.end;
  };
}
