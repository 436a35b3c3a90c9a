import type { Handlers } from '../../common/contract/derived';
import type { Intent } from '../../common/intents';
import { binDays } from '../../common/keys/bin';
import { tidyCredential } from '../../common/keys/fields';
import type { Clock } from '../base/clock';
import { binDaysOf, binnedHolderOf, binState, eraseBinned, listBinned, moveToBin, updateBinDays } from '../keys/bin';
import { restoreBinned } from '../keys/bin-restore';
import { setDefault, setStatus, setStatuses } from '../keys/change';
import { updateStatus } from '../keys/repository';
import { type PutAside, putAside, putBack } from '../keys/rotation/put-aside';
import { type Tickets, ticketLife } from '../protection/tickets';
import type { Verification } from '../protection/verification';
import { change, type Does, type DoesSeveral, type Several } from '../session/effects/change';
import type { Passed } from '../session/effects/passed';
import type { Planned } from '../session/effects/plan';
import type { OpenVault } from '../session/open-vault';
import { type Deleted, deletedBy, undoPlan } from './bin-plans';
import { planOfIntent } from './plans';

export interface BinNeeds {
  /** Errors: `locked`. */
  vault(): OpenVault;
  tickets: Tickets;
  verification: Verification;
  /** Times how long a deletion can be undone. */
  clock: Clock;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Tells the main view that keys changed. */
  changed(): null;
}

const idsOf = (planned: readonly Planned[]) => planned.map(({ subject }) => subject);

export interface Deletion {
  /** How many keys were deleted. */
  keys: number;
  /** A ticket for {@link Deletions.undo}; `null` if it can't be undone, since the bin is off. */
  undo: string | null;
}

/** Deletes keys, and can undo that for a while. */
export interface Deletions {
  /** Does the plan of an intent that deletes keys. Errors: those of `verification.pass`, `not-found`. */
  run(intent: Intent, ticket: string | undefined): Deletion;
  /** Undoes the deletion that has this ticket. Errors: `ticket-invalid`, `plan-changed`, those of a restore. */
  undo(ticket: string): void;
}

export function createDeletions({ vault, tickets, verification, clock, now }: BinNeeds): Deletions {
  /** What was deleted, by the ticket that undoes it. It is of no use any more when the ticket has ended. */
  const undoable = new Map<string, Deleted & { rotations: PutAside }>();

  return {
    run(intent, ticket) {
      const open = vault();
      const plan = planOfIntent(open, intent);
      const deleted = deletedBy(open.database, plan);
      const passed = verification.pass(plan, ticket);
      const keys = deleted.ids.length;
      if (keys === 0) return { keys, undo: null };
      const before = putAside(open.database, deleted.ids);
      deleteAll(open, passed, now());
      if (binDaysOf(open.database) === binDays.off) return { keys, undo: null };
      const undo = tickets.make({ for: 'plan', digest: undoPlan(open.database, deleted).digest });
      undoable.set(undo, { ...deleted, rotations: before.left(open.database) });
      clock.after(ticketLife, () => undoable.delete(undo));
      return { keys, undo };
    },
    undo(ticket) {
      const open = vault();
      const deleted = undoable.get(ticket);
      undoable.delete(ticket);
      const plan = undoPlan(open.database, deleted ?? { ids: [], enabled: [], defaults: [] });
      const passed = verification.pass(plan, ticket);
      let left = plan.effects.length;
      change(open, passed, (writer, { effect, subject }) => {
        if (effect === 'key.restore') restoreBinned(writer, subject);
        // It is no longer disabled because it never was, so no provider's rule is against it.
        else if (effect === 'key.enable') updateStatus(writer, subject, 'enabled', now());
        else setDefault(writer, subject, now(), open.ledger.clock.now());
        left -= 1;
        if (left === 0 && deleted) putBack(writer, deleted.rotations);
        return { why: 'undone' };
      });
    },
  };
}

function deleteAll(open: OpenVault, passed: Passed, now: number): void {
  // By the clock that also ends their time.
  const at = open.ledger.clock.now();
  const why = ({ object }: Planned) => (object === 'cleared' ? ({ why: 'cleared' } as const) : {});
  const one: Does = (writer, planned) => {
    const { effect, subject } = planned;
    if (effect === 'key.disable') setStatus(writer, subject, 'disabled', now);
    else if (effect === 'key.delete') moveToBin(writer, [subject], at);
    else eraseBinned(writer, [subject]);
    return why(planned);
  };
  const several: Several = {
    'key.disable': (writer, planned) => {
      setStatuses(writer, idsOf(planned), 'disabled', now);
      return { facts: {} };
    },
    'key.delete': (writer, planned) => {
      moveToBin(writer, idsOf(planned), at);
      return { facts: planned[0] ? why(planned[0]) : {} };
    },
    'key.erase': eraseSeveral,
  };
  change(open, passed, one, several);
}

const eraseSeveral: DoesSeveral = (writer, planned) => {
  eraseBinned(writer, idsOf(planned));
  return { facts: {} };
};

/** What the contract's group `bin` does. */
export function binHandlers(
  { vault, verification, changed }: BinNeeds,
  deletions: Deletions,
): Handlers<'vault', unknown>['bin'] {
  const erase = (intent: Intent & { act: 'erase' | 'empty-bin' }, ticket: string | undefined) => {
    const passed = verification.pass(planOfIntent(vault(), intent), ticket);
    const one: Does = (writer, { subject }) => {
      eraseBinned(writer, [subject]);
      return {};
    };
    change(vault(), passed, one, { 'key.erase': eraseSeveral });
    return changed();
  };
  return {
    list: (query) => listBinned(vault().database, query),
    state: () => binState(vault().database),
    holderOf({ provider, accessKeyId }) {
      const holder = binnedHolderOf(vault().database, provider, tidyCredential(accessKeyId));
      return holder && { name: holder.name, deletedAt: holder.deletedAt };
    },
    restore({ ids, ticket }) {
      const passed = verification.pass(planOfIntent(vault(), { act: 'restore', ids }), ticket);
      change(vault(), passed, (writer, { subject }) => {
        restoreBinned(writer, subject);
        return {};
      });
      return changed();
    },
    undo({ ticket }) {
      deletions.undo(ticket);
      return changed();
    },
    erase: ({ ids, ticket }) => erase({ act: 'erase', ids }, ticket),
    empty: ({ ticket }) => erase({ act: 'empty-bin' }, ticket),
    keep({ days, ticket }) {
      const passed = verification.pass(planOfIntent(vault(), { act: 'keep-bin', days }), ticket);
      const before = binDaysOf(vault().database);
      const one: Does = (writer, { effect, subject }) => {
        if (effect === 'key.erase') {
          eraseBinned(writer, [subject]);
          return {};
        }
        updateBinDays(writer, days);
        return days === before ? null : { before: String(before), after: String(days) };
      };
      change(vault(), passed, one, { 'key.erase': eraseSeveral });
      return changed();
    },
  };
}
