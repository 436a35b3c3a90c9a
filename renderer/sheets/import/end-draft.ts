import type { KeyEnd } from '../../../common/transfer/import';

/** When a temporary key ends, as it is typed. */
export interface EndDraft {
  /** `as`: as it is. */
  how: 'as' | 'for' | 'at' | 'unknown';
  /** For `for`: how many units. */
  amount: string;
  unit: 'minutes' | 'hours';
  /** For `at`: as `<input type="datetime-local">` gives it, in the machine's own time. */
  at: string;
}

const unitLength = { minutes: 60_000, hours: 3_600_000 };

/** Returns a draft in which nothing is typed yet. */
export const newEnd = (how: EndDraft['how']): EndDraft => ({ how, amount: '', unit: 'hours', at: '' });

/**
 * Returns the end that was typed; `null` if it isn't one. `now` is in milliseconds since the epoch. `note` is for the
 * description of a key whose end nobody knows.
 */
export function endOf({ how, amount, unit, at }: EndDraft, now: number, note: string): KeyEnd | null {
  switch (how) {
    case 'as':
      return null;
    case 'unknown':
      return { kind: 'unknown', note };
    case 'at': {
      const time = Date.parse(at);
      return Number.isNaN(time) ? null : { kind: 'at', at: time };
    }
    case 'for':
      return /^\s*[1-9]\d{0,4}\s*$/.test(amount) ? { kind: 'at', at: now + Number(amount) * unitLength[unit] } : null;
  }
}
