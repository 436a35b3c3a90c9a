const written =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * Returns when a key expires, in milliseconds since the epoch. It reads ISO 8601 and what spreadsheets make of it
 * (`2026/3/1 8:00`, `2026年3月1日`), or a count of seconds or milliseconds. Without a zone, the time is this machine's.
 * Returns `null` for any other text.
 */
export function readExpiry(text: string): number | null {
  const value = text.trim();
  if (/^\d{13}$/.test(value)) return Number(value);
  if (/^\d{10}$/.test(value)) return Number(value) * 1000;
  const [, year, month, day, hour = '0', minute = '00', second = '00', zone = ''] = written.exec(value) ?? [];
  if (!year || !month || !day) return null;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  // Otherwise the 30th of February would become a day in March.
  const exists = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).toISOString().startsWith(date);
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  const at = Date.parse(`${date}T${hour.padStart(2, '0')}:${minute}:${second}${offset}`);
  return exists && !Number.isNaN(at) ? at : null;
}
