/** Reads dates and times as consoles, tools and spreadsheets write them. */

const year = '(\\d{4})';
const clock = '(?:\\s*,?[T\\s]*(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?)?';
const zone = '\\s*(?:\\(?(?:UTC|GMT)?\\s*([+-]\\d{1,2}(?::?\\d{2})?|Z)\\)?|(?:UTC|GMT))?';
const numbers = new RegExp(`^${year}[-/.年]\\s*(\\d{1,2})[-/.月]\\s*(\\d{1,2})日?${clock}(${zone})$`, 'i');
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
const monthFirst = new RegExp(
  `^(?:[a-z]{3,9},?\\s+)?${month}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+${year}${clock}(${zone})$`,
  'i',
);
const dayFirst = new RegExp(`^(?:[a-z]{3,9},?\\s+)?(\\d{1,2})[\\s-]+${month}[\\s-]+${year}${clock}(${zone})$`, 'i');

/** Days of a spreadsheet from 2006 on to 2099, counted from the last day of 1899. */
const sheetDays = { first: 38_718, last: 73_050, epoch: Date.UTC(1899, 11, 30) };

interface Read {
  day: readonly [year: string, month: string, day: string];
  time: readonly (string | undefined)[];
  zone: string;
}

function partsOf(value: string): Read | null {
  const plain = numbers.exec(value);
  if (plain) return readOf(plain, [plain[1], plain[2], plain[3]]);
  const first = monthFirst.exec(value);
  if (first) return readOf(first, [first[3], monthNumber(first[1]), first[2]]);
  const last = dayFirst.exec(value);
  return last && readOf(last, [last[3], monthNumber(last[2]), last[1]]);
}

const monthNumber = (word = '') => String(months.indexOf(word.slice(0, 3).toLowerCase()) + 1);

function readOf(found: RegExpExecArray, [y = '', m = '', d = '']: readonly (string | undefined)[]): Read {
  return { day: [y, m, d], time: [found[4], found[5], found[6]], zone: (found[7] ?? '').trim() };
}

/** Returns an offset as ISO 8601 has it; empty: this machine's time. */
function offsetOf(written: string): string {
  if (written === '') return '';
  const [, sign, hours = '', minutes = '00'] = /([+-])(\d{1,2}):?(\d{2})?/.exec(written) ?? [];
  return sign ? `${sign}${hours.padStart(2, '0')}:${minutes}` : 'Z';
}

/**
 * Returns a time in milliseconds since the epoch. It reads ISO 8601 and what consoles and spreadsheets make of it
 * (`2026/3/1 8:00`, `2026年3月1日`, `2026-03-01 08:00:00 GMT+08:00`, `Mar 1, 2026`, `1 March 2026`), a count of seconds or
 * milliseconds, and a spreadsheet's count of days. Without a zone, the time is this machine's. Returns `null` for any
 * other text, also for one like `3/1/2026`, of which nobody knows whether it is in March or in January.
 */
export function readMoment(text: string): number | null {
  const value = text.trim();
  if (value.length > 64) return null;
  if (/^\d{13}$/.test(value)) return Number(value);
  if (/^\d{10}$/.test(value)) return Number(value) * 1000;
  if (/^\d{5}(?:\.\d+)?$/.test(value)) return ofSheet(Number(value));
  const read = partsOf(value);
  if (!read) return null;
  const [y, m, d] = read.day;
  const [hour = '0', minute = '00', second = '00'] = read.time;
  const date = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  // Otherwise the 30th of February would become a day in March.
  const exists = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d))).toISOString().startsWith(date);
  const at = Date.parse(`${date}T${hour.padStart(2, '0')}:${minute}:${second}${offsetOf(read.zone)}`);
  return exists && !Number.isNaN(at) ? at : null;
}

function ofSheet(days: number): number | null {
  if (days < sheetDays.first || days > sheetDays.last) return null;
  const then = new Date(sheetDays.epoch + Math.round(days * 86_400) * 1000);
  // A spreadsheet's day has no zone: it is a day of this machine's.
  return new Date(
    ...([then.getUTCFullYear(), then.getUTCMonth(), then.getUTCDate()] as const),
    ...([then.getUTCHours(), then.getUTCMinutes(), then.getUTCSeconds()] as const),
  ).getTime();
}

const never =
  /^(?:never(?:[ _-]?(?:been[ _-])?used)?|not[ _-]used(?:[ _-]yet)?|unused|从未(?:使用)?过?|未使用过?|尚未使用|无使用记录)$/i;
const unknown = /^(?:[-–—/]|n\/?a|none|null|nil|unknown|no[_ ]information|无|未知|暂无)?$/i;

/** A time that a file says of a key. `never`: it says that there was none. */
export type SaidTime = { at: number } | 'never' | 'unknown' | 'unreadable';

/** Returns what a cell says of a time. */
export function saidTime(text: string): SaidTime {
  const value = text.trim();
  if (unknown.test(value)) return 'unknown';
  if (never.test(value)) return 'never';
  const at = readMoment(value);
  return at === null ? 'unreadable' : { at };
}
