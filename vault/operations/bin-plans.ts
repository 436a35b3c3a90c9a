import type { EffectName } from '../../common/effect-names';
import { mostPlanned } from '../../common/intents';
import { binDays } from '../../common/keys/bin';
import { needsNewer } from '../../common/providers';
import { binDaysOf, binnedIds, overdueBinned } from '../keys/bin';
import { checkRestore } from '../keys/bin-restore';
import { type Plan, type Planned, planOf } from '../session/effects/plan';
import type { OpenVault } from '../session/open-vault';
import type { Reader } from '../store/database/database';
import { seenBinned, seenKeys, seenOf } from './seen';

/** The plans of what can be done with deleted keys, and of deleting. */

const onBinned = (database: Reader, effect: EffectName, ids: readonly string[], object = ''): Planned[] =>
  seenBinned(database, ids).map((key) => ({ effect, subject: key.id, object, seen: seenOf(key) }));

/**
 * Returns the plan that deletes these keys. Enabled ones are disabled first, except those that only a later Keyfold
 * knows, and those that have expired (`why` is `cleared`). If the bin is off, they are gone for good. Errors:
 * `not-found`.
 */
export function deletionPlan(database: Reader, ids: readonly string[], why: '' | 'cleared' = ''): Plan {
  const keys = seenKeys(database, ids);
  const on = (effect: EffectName, some = keys): Planned[] =>
    some.map((key) => ({ effect, subject: key.id, object: effect === 'key.delete' ? why : '', seen: seenOf(key) }));
  const disabled = keys.filter((key) => why === '' && key.status === 'enabled' && !needsNewer(key));
  const isOff = binDaysOf(database) === binDays.off;
  return planOf([...on('key.disable', disabled), ...on('key.delete'), ...(isOff ? on('key.erase') : [])]);
}

/** Errors: `not-found`, `access-key-id-taken`, `quota-full`, `key-not-allowed`. */
export function restorePlan(database: Reader, ids: readonly string[]): Plan {
  const different = [...new Set(ids)];
  checkRestore(database, different);
  return planOf(onBinned(database, 'key.restore', different));
}

/** Errors: `not-found`. */
export const erasePlan = (database: Reader, ids: readonly string[]): Plan =>
  planOf(onBinned(database, 'key.erase', ids));

/** Returns the plan that empties the bin, as far as one plan can. Errors: `not-found`, if it is empty. */
export function emptyPlan(database: Reader): Plan {
  const ids = binnedIds(database, mostPlanned);
  return erasePlan(database, ids.length === 0 ? [''] : ids);
}

/** Returns the plan that keeps deleted keys for so many days. Those whose time is over by that are gone at once. */
export function keepPlan({ database, ledger }: OpenVault, days: number): Plan {
  const gone = overdueBinned(database, days, ledger.clock.now(), mostPlanned);
  return planOf([{ effect: 'bin.keep', subject: '', object: String(days) }, ...onBinned(database, 'key.erase', gone)]);
}

/** What a deletion took, beside the keys themselves. */
export interface Deleted {
  ids: readonly string[];
  /** Those of them that were enabled, and those that were a default. */
  enabled: readonly string[];
  defaults: readonly string[];
}

/** Notes, before a deletion, what {@link undoPlan} needs afterwards. Errors: `not-found`. */
export function deletedBy(database: Reader, plan: Plan): Deleted {
  const subjects = (effect: EffectName) =>
    plan.effects.filter((one) => one.effect === effect).map(({ subject }) => subject);
  const [ids, enabled] = [subjects('key.delete'), subjects('key.disable')];
  return {
    ids,
    enabled,
    defaults: seenKeys(database, enabled).flatMap(({ id, isDefault }) => (isDefault ? [id] : [])),
  };
}

/** Returns the plan that makes deleted keys what they were. Errors: those of {@link restorePlan}. */
export function undoPlan(database: Reader, { ids, enabled, defaults }: Deleted): Plan {
  const undone = (effect: EffectName, some: readonly string[]) => onBinned(database, effect, some, 'undo');
  checkRestore(database, ids);
  return planOf([
    ...undone('key.restore', ids),
    ...undone('key.enable', enabled),
    ...undone('key.setDefault', defaults).map((one) => ({ ...one, seen: defaultBeside(database, one.subject) })),
  ]);
}

/** Another default that was set meanwhile makes it another plan. */
const defaultBeside = (database: Reader, id: string): string =>
  database.get<{ id: string }>(
    'SELECT k.id FROM access_key k JOIN binned_key b ON b.profile = k.profile WHERE b.id = ? AND k.is_default = 1',
    id,
  )?.id ?? '';
