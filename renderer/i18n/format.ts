import type { Language } from '../../common/languages';

/**
 * Formats numbers, dates and ages in the words of a language. Each formatter is made once, since making one is slow.
 */
interface Formatters {
  number: Intl.NumberFormat;
  days: Intl.NumberFormat;
  moment: Intl.DateTimeFormat;
  date: Intl.DateTimeFormat;
  weekday: Intl.DateTimeFormat;
  month: Intl.DateTimeFormat;
  relative: Intl.RelativeTimeFormat;
}

const made = new Map<Language, Formatters>();

function of(language: Language): Formatters {
  const known = made.get(language);
  if (known) return known;
  const fresh: Formatters = {
    number: new Intl.NumberFormat(language),
    days: new Intl.NumberFormat(language, { style: 'unit', unit: 'day', unitDisplay: 'long' }),
    moment: new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }),
    date: new Intl.DateTimeFormat(language, { dateStyle: 'medium' }),
    weekday: new Intl.DateTimeFormat(language, { weekday: 'short', month: 'long', day: 'numeric' }),
    month: new Intl.DateTimeFormat(language, { month: 'short' }),
    relative: new Intl.RelativeTimeFormat(language, { numeric: 'auto' }),
  };
  made.set(language, fresh);
  return fresh;
}

const day = 86_400_000;

/** Chinese has a space between a number and its unit here, as in every other text of Keyfold. Intl leaves it out. */
const spaced = (text: string) => text.replace(/(\d)(?=\p{Script=Han})/gu, '$1 ');

/**
 * Returns the whole days from one moment to another, never less than 0. Moments are in milliseconds since the epoch.
 */
export function daysBetween(from: number, to: number): number {
  return Math.max(0, Math.floor((to - from) / day));
}

/** `12,345`. */
export function formatNumber(language: Language, value: number): string {
  return of(language).number.format(value);
}

/** `42%`: a part of 1, rounded down. */
export function formatPart(language: Language, part: number): string {
  return new Intl.NumberFormat(language, { style: 'percent' }).format(Math.floor(part * 100) / 100);
}

/** “1 day”, “120 days”. It always uses days, because rotation counts in them. */
export function formatDays(language: Language, days: number): string {
  return spaced(of(language).days.format(days));
}

/** A span of time in its largest unit, rounded down: “3 days”, “2 hours”, “12 minutes”. */
export function formatSpan(language: Language, milliseconds: number): string {
  const [size, unit] = spans.find(([least]) => milliseconds >= least) ?? [1000, 'second'];
  const value = Math.floor(milliseconds / size);
  return spaced(new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value));
}

const spans = [
  [day, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
] as const;

/** The size of a file or folder, given in bytes: “12.3 MB”. */
export function formatSize(language: Language, bytes: number): string {
  const [size, unit] = sizes.find(([least]) => bytes >= least) ?? [1, 'byte'];
  const style = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: size > 1000 ? 1 : 0 } as const;
  return new Intl.NumberFormat(language, style).format(bytes / size);
}

const sizes = [
  [1_000_000, 'megabyte'],
  [1000, 'kilobyte'],
] as const;

/** “Today”. */
export function formatToday(language: Language): string {
  const today = of(language).relative.format(0, 'day');
  return today.charAt(0).toLocaleUpperCase(language) + today.slice(1);
}

/** Date and time: “Nov 23, 2026, 5:15 PM”. */
export function formatMoment(language: Language, moment: number): string {
  return of(language).moment.format(moment);
}

/** A date: “Nov 23, 2026”. */
export function formatDate(language: Language, moment: number): string {
  return of(language).date.format(moment);
}

/** A day within the next months: “Mon, November 30”. */
export function formatWeekday(language: Language, moment: number): string {
  return of(language).weekday.format(moment);
}

/** “Dec”. */
export function formatMonth(language: Language, moment: number): string {
  return of(language).month.format(moment);
}

/** How far away a moment is from `now`: “in 3 hours”, “2 days ago”. */
export function formatDistance(language: Language, moment: number, now: number): string {
  const seconds = (moment - now) / 1000;
  const size = Math.abs(seconds);
  const [length, unit] = steps.find(([least]) => size >= least) ?? [1, 'second'];
  return spaced(of(language).relative.format(Math.trunc(seconds / length), unit));
}

/** Units of a distance in seconds, the largest first. */
const steps = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
] as const;
