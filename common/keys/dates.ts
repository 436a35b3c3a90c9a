/** What a person knows of a key from its provider. */
export interface ProviderDates {
  /** When it was created, in milliseconds since the epoch; `null`: not known. */
  providerCreatedAt: number | null;
  /** When it was last used, in milliseconds since the epoch; 0: never; `null`: not known. */
  providerUsedAt: number | null;
}

/** Nothing is known. */
export const noDates: ProviderDates = { providerCreatedAt: null, providerUsedAt: null };

/** Returns a day as `2026-11-29` in this machine's time, as an input of the type `date` has it; empty for `null`. */
export function dayText(at: number | null): string {
  if (at === null) return '';
  const date = new Date(at);
  const parts = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'));
  return [String(date.getFullYear()).padStart(4, '0'), ...parts].join('-');
}

/** Returns the begin of that day in this machine's time; `null` if the text is empty or no day. */
export function dayOf(text: string): number | null {
  const at = /^\d{4,6}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00`) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
