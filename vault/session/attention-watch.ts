import { type Attention, mostToldNames, type News } from '../../common/attention';
import type { Clock } from '../base/clock';
import { reportFailure } from '../base/report-failure';
import { countOverdue, dueSince, endingSoon, type NamedKey, nextAttention } from '../keys/rotation/attention';
import type { OpenVault } from './open-vault';

/** Finds out, while the vault is open, when a key becomes due or is about to end. */
export interface AttentionWatch {
  /** Call this when the vault was opened. The first look follows a little later. */
  begin(): void;
  /** Call this when keys have changed. */
  lookSoon(): void;
  /** Call this when the vault is open no more. */
  end(): void;
}

export interface AttentionNeeds {
  /** Returns the open vault, or `null`. */
  vault(): OpenVault | null;
  /** A clock that nobody can set, with timers. */
  time: Clock;
  /** Called after each look that found another number or news. */
  tell(attention: Attention): void;
}

/** Milliseconds after the unlock until the first look, which must not delay the first rows. */
const afterUnlock = 1500;
/** Milliseconds between a change and the look at it, so that many changes cost one look. */
const afterChange = 300;
/** The longest time between two looks, in milliseconds. */
const lookEvery = 60_000;

const newsOf = (what: News['what'], keys: readonly NamedKey[]): News[] =>
  keys.length === 0 ? [] : [{ what, keys: keys.length, names: keys.slice(0, mostToldNames).map(({ name }) => name) }];

/** Keys that were due when the vault was opened are no news: the window says so itself. */
export function createAttentionWatch({ vault, time, tell }: AttentionNeeds): AttentionWatch {
  let since: number | null = null;
  let count: number | null = null;
  /** The ids of temporary keys that were told. */
  const told = new Set<string>();
  let stopTimer = (): void => undefined;

  /** Looks, tells, and returns after how many milliseconds the next look is due. */
  const look = ({ database, ledger }: OpenVault): number => {
    const now = ledger.clock.now();
    const due = dueSince(database, since ?? now, now);
    since = Math.max(since ?? now, now);
    const ending = endingSoon(database, now).filter(({ id }) => !told.has(id));
    for (const { id } of ending) told.add(id);
    const news = [...newsOf('due', due), ...newsOf('ending', ending)];
    const total = countOverdue(database, now);
    if (news.length > 0 || total !== count) tell({ due: total, news });
    count = total;
    const next = nextAttention(database, now);
    return next === null ? lookEvery : Math.max(0, Math.min(lookEvery, next - now));
  };

  const lookAfter = (milliseconds: number) => {
    stopTimer();
    stopTimer = time.after(milliseconds, () => {
      const open = vault();
      if (!open) return;
      let wait = lookEvery;
      try {
        wait = look(open);
      } catch (error) {
        reportFailure('attention', error);
      }
      lookAfter(wait);
    });
  };

  return {
    begin: () => lookAfter(afterUnlock),
    lookSoon() {
      // Before the first look there is nothing to compare with, and it comes anyway.
      if (since !== null) lookAfter(afterChange);
    },
    end: () => stopTimer(),
  };
}
