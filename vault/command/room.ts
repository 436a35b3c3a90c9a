import { randomUUID } from 'node:crypto';
import type { FromVault } from '../../common/control';
import type { Emit } from '../base/caller';
import type { Clock } from '../base/clock';
import type { Chosen } from './choose';
import type { Customer } from './connection';
import { nearestAsker, type Process } from './peers';
import type { AskMeant } from './request';

/** Where requests wait: while the vault is locked for its unlock, and then for a person's answer. */

/** Requests of one process for the same, which one answer is for. */
export interface Waiting {
  /** A new one once another request is shown in the place of the first, so that no answer is for what wasn't seen. */
  id: string;
  /** What makes another request the same; `null`: none is, because it isn't known who asks. */
  readonly same: string | null;
  /** The key as the sheet shows it; `null` for a list. */
  key: Chosen | null;
  /** The request that the sheet shows; it waits still. */
  first: Customer;
  customers: readonly Customer[];
  /** When the vault was opened for it, on the clock; `null`: it was open already. */
  readonly unlockedAt: number | null;
  /** The key as the sheet has shown it; `null`: it hasn't. */
  shown: string | null;
  /** A grant that lasts can be given. */
  lasting: boolean;
}

export interface Room {
  /** Keeps a request until the unlock. Returns whether there is room. */
  keep(customer: Customer, tooLate: () => void): boolean;
  /** Returns who has waited for the unlock, and empties that list. */
  takeKept(): readonly Customer[];
  firstKept(): Customer | null;
  /** Lets a request wait for an answer, together with the same ones. Returns whether there is room. */
  wait(customer: Customer, key: Chosen | null, unlockedAt: number | null): boolean;
  first(): Waiting | null;
  all(): readonly Waiting[];
  named(id: string): Waiting | null;
  /** Takes some of those who wait for one answer, or all. What has nobody any more is gone. */
  take(one: Waiting, customers?: readonly Customer[]): readonly Customer[];
  /** Tells main and the sheets what is wanted now. */
  tell(): void;
}

export interface RoomNeeds {
  isUnlocked(): boolean;
  clock: Clock;
  post(message: FromVault): void;
  emit: Emit;
}

/** How long a request is kept for an unlock, in milliseconds. */
const keptFor = 120_000;
/** How many different requests wait besides the first, for an unlock or for an answer. */
const mostWaiting = 5;
/** How many of the same wait together. */
const mostTogether = 128;

/** Returns who asks: the nearest process that isn't a shell; `null`: not known. */
export const askerOf = ({ chain }: Pick<Customer, 'chain'>): Process | null => chain[nearestAsker(chain)] ?? null;

/** Returns what of a request makes another one the same, besides who asks and the key. */
function formOf(meant: AskMeant): string {
  if (meant.use === 'exec' || meant.use === 'env') return `${meant.use} ${meant.only ?? ''}`;
  return meant.use;
}

function sameAs(customer: Customer, key: string): string | null {
  const asker = askerOf(customer);
  return asker && [asker.pid, asker.start, key, formOf(customer.meant)].join(' ');
}

/** While the vault is locked it isn't known which key is meant, only how it was named. */
const sameKept = (customer: Customer) =>
  sameAs(customer, customer.meant.use === 'list' ? '' : JSON.stringify(customer.meant.which));

/** Returns whether there is room for one more, beside those that wait for an unlock. */
function hasRoom(kept: readonly Customer[], customer: Customer): boolean {
  const same = sameKept(customer);
  const equal = same === null ? [] : kept.filter((one) => sameKept(one) === same);
  if (equal.length > 0) return equal.length < mostTogether;
  const known = kept.map(sameKept).filter((one) => one !== null);
  return new Set(known).size + (kept.length - known.length) <= mostWaiting;
}

export function createRoom({ isUnlocked, clock, post, emit }: RoomNeeds): Room {
  let kept: readonly Customer[] = [];
  let waiting: readonly Waiting[] = [];
  /** What main was told last. */
  let told = 'none';

  const tell = (): void => {
    const [head] = waiting;
    const wanted = !isUnlocked() ? (kept.length > 0 ? 'unlock' : 'none') : head ? 'allow' : 'none';
    const news = wanted === 'allow' ? `allow ${head?.id}` : wanted;
    if (news !== told) post({ kind: 'asked', wanted });
    told = news;
    emit('commandAsked', null);
  };

  const take = (one: Waiting, customers: readonly Customer[] = one.customers): readonly Customer[] => {
    const taken = one.customers.filter((customer) => customers.includes(customer));
    one.customers = one.customers.filter((customer) => !customers.includes(customer));
    const [next] = one.customers;
    if (!next) waiting = waiting.filter((other) => other !== one);
    else if (!one.customers.includes(one.first)) {
      one.id = randomUUID();
      one.first = next;
      one.shown = null;
    }
    if (taken.length > 0) tell();
    return taken;
  };

  return {
    keep(customer, tooLate) {
      if (!hasRoom(kept, customer)) return false;
      const leave = (): boolean => {
        stopTimer();
        const was = kept.includes(customer);
        kept = kept.filter((one) => one !== customer);
        if (was) tell();
        return was;
      };
      const stopTimer = clock.after(keptFor, () => {
        if (leave()) tooLate();
      });
      customer.onGone(leave);
      kept = [...kept, customer];
      tell();
      return true;
    },
    takeKept() {
      const all = kept;
      kept = [];
      return all;
    },
    firstKept: () => kept[0] ?? null,
    wait(customer, key, unlockedAt) {
      const same = sameAs(customer, key?.id ?? '');
      const joined = same === null ? undefined : waiting.find((one) => one.same === same);
      if (joined ? joined.customers.length >= mostTogether : waiting.length > mostWaiting) return false;
      const about = { id: randomUUID(), same, key, first: customer, unlockedAt, shown: null, lasting: false };
      const one: Waiting = joined ?? { ...about, customers: [] };
      one.customers = [...one.customers, customer];
      if (!joined) waiting = [...waiting, one];
      customer.onGone(() => take(one, [customer]));
      tell();
      return true;
    },
    first: () => waiting[0] ?? null,
    all: () => waiting,
    named: (id) => waiting.find((one) => one.id === id) ?? null,
    take,
    tell,
  };
}
