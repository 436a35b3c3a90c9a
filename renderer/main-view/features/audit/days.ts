/**
 * Returns midnight of the day that is `days` after the chosen one, by this machine's clock, in milliseconds since the
 * epoch; `null` if no day is chosen. `value` is that of a date field.
 */
export function dayStart(value: string, days: number): number | null {
  const [year, month, day] = value.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined || value === '') return null;
  return new Date(year, month - 1, day + days).getTime();
}
