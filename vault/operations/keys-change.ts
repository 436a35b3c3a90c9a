import type { AuditFacts } from '../../common/audit/actions';
import { fail } from '../../common/errors';
import { keysChangeEffects } from '../../common/intents';
import type { KeyStatus } from '../../common/keys/access-key';
import type { ProviderDates } from '../../common/keys/dates';
import { checkDates } from '../../common/keys/fields';
import type { KeySelection, KeysChange } from '../../common/keys/selection';
import { providerOf } from '../../common/providers';
import { assignKey, checkAssignment, identityNamed } from '../keys/accounts/change';
import * as keys from '../keys/change';
import { refuseLater } from '../keys/later';
import { setLeaked } from '../keys/leaked';
import { rotationDaysOf, setRotationDays, updateDates } from '../keys/repository';
import { startable, startRotation, startRotations } from '../keys/rotation/rotations';
import { selectedIds } from '../keys/selection';
import { changedBy, changeTags, findTag, tagsOfKeys } from '../keys/tags';
import type { Does, DoesSeveral, Several } from '../session/effects/change';
import { type Plan, planOf } from '../session/effects/plan';
import type { OpenVault } from '../session/open-vault';
import type { Reader, Writer } from '../store/database/database';
import { deletionPlan } from './bin-plans';
import { type SeenKey, seenKeys, seenOf } from './seen';

/** One act on many keys: which of them it changes, and how. */

/**
 * Makes the plan of an act on a selection. Keys that are so already are no part of it. Errors: `too-many-keys`,
 * `not-found`, `needs-newer`, `several-defaults`, `not-enabled`, `disable-is-final`, `not-rotatable`,
 * `rotation-under-way`, `tag-gone`, those of `checkAssignment`.
 */
export function planOfChange(vault: OpenVault, selection: KeySelection, to: KeysChange): Plan {
  const { database, ledger } = vault;
  const now = ledger.clock.now();
  const ids = selectedIds(database, selection, now);
  if (to.act === 'delete') return deletionPlan(database, ids);
  refuseLater(database, ids);
  const seen = seenKeys(database, ids);
  const planned = (some: readonly SeenKey[], object = '') =>
    planOf(some.map((key) => ({ effect: keysChangeEffects[to.act], subject: key.id, object, seen: seenOf(key) })));
  const only = (condition: string, ...values: (string | number | null)[]) => {
    const found = matching(database, ids, condition, values);
    return seen.filter(({ id }) => found.has(id));
  };
  switch (to.act) {
    case 'enable':
      return planned(enabled(seen));
    case 'disable':
      return planned(seen.filter(({ status }) => status === 'enabled'));
    case 'default':
      return planned(defaults(seen, only('k.expires_at <= ?', now)));
    case 'not-default':
      return planned(seen.filter(({ isDefault }) => isDefault));
    case 'rotate': {
      const { ids: begun, underWay } = startable(database, ids);
      if (begun.length === 0) fail(underWay > 0 ? 'rotation-under-way' : 'not-rotatable', {});
      const some = new Set(begun);
      return planned(seen.filter(({ id }) => some.has(id)));
    }
    case 'leaked':
      return planned(only('k.leaked_at IS NULL'));
    case 'not-leaked':
      return planned(only('k.leaked_at IS NOT NULL'));
    case 'assign': {
      const target = JSON.stringify([to.identity, ...Object.values(identityNamed(database, to.identity))]);
      const moved = new Set(checkAssignment(database, ids, to.identity));
      return planned(
        seen.filter(({ id }) => moved.has(id)),
        target,
      );
    }
    case 'tag': {
      const { add, remove } = tagsIn(to);
      const names = [add, remove].map((tags) => tags.map((tag) => findTag(database, tag).name).sort());
      const { sql, values } = changedBy(add, remove);
      return planned(only(sql, ...values), JSON.stringify(names));
    }
    case 'period':
      // A temporary key ends by itself.
      return planned(only("k.credential = 'long-term' AND k.rotation_days IS NOT ?", to.days), String(to.days));
    case 'dates': {
      refuseDates(database, ids, to, now);
      const { sql, values } = datesIn(to);
      return planned(only(sql, ...values), JSON.stringify([to.providerCreatedAt, to.providerUsedAt]));
    }
  }
}

/** Returns which of these keys meet a condition on `access_key k`. */
function matching(
  database: Reader,
  ids: readonly string[],
  condition: string,
  values: readonly (string | number | null)[],
): ReadonlySet<string> {
  const find = `SELECT k.id FROM access_key k WHERE k.id IN (SELECT value FROM json_each(?)) AND ${condition}`;
  return new Set(database.all<{ id: string }>(find, JSON.stringify(ids), ...values).map(({ id }) => id));
}

/** Returns the keys that are to be enabled. Errors: `disable-is-final`. */
function enabled(seen: readonly SeenKey[]): SeenKey[] {
  const found = seen.filter(({ status }) => status === 'disabled');
  if (found.some(({ provider }) => providerOf(provider).disable === 'irreversible')) fail('disable-is-final', {});
  return found;
}

/** Returns the keys that become a default. Errors: `several-defaults`, `not-enabled`. */
function defaults(seen: readonly SeenKey[], expired: readonly SeenKey[]): SeenKey[] {
  for (const { provider } of seen) {
    const keys = seen.filter((key) => key.provider === provider).length;
    if (keys > 1) fail('several-defaults', { provider, keys });
  }
  if (expired.length > 0 || seen.some(({ status }) => status !== 'enabled')) fail('not-enabled', {});
  return seen.filter(({ isDefault }) => !isDefault);
}

/** Returns the tags that are added and removed. One that is both is removed. */
function tagsIn({ add, remove }: Extract<KeysChange, { act: 'tag' }>): { add: number[]; remove: number[] } {
  const removed = [...new Set(remove)].sort();
  return { add: [...new Set(add)].filter((tag) => !removed.includes(tag)).sort(), remove: removed };
}

/** Returns the condition on `access_key k` for keys that get another date. */
function datesIn({ providerCreatedAt, providerUsedAt }: Extract<KeysChange, { act: 'dates' }>): {
  sql: string;
  values: (number | null)[];
} {
  const columns = [
    ['k.provider_created_at IS NOT ?', providerCreatedAt],
    ['k.provider_used_at IS NOT ?', providerUsedAt],
  ] as const;
  const given = columns.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]));
  return {
    sql: given.length === 0 ? '0' : `(${given.map(({ sql }) => sql).join(' OR ')})`,
    values: given.map(({ value }) => value),
  };
}

/** Refuses dates that one of these keys can't have. Errors: `invalid-fields`, with each problem once. */
function refuseDates(database: Reader, ids: readonly string[], to: Extract<KeysChange, { act: 'dates' }>, now: number) {
  const present = database.all<ProviderDates>(
    `SELECT DISTINCT provider_created_at AS providerCreatedAt, provider_used_at AS providerUsedAt FROM access_key
     WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );
  const { providerCreatedAt: created, providerUsedAt: used } = to;
  const issues = present.flatMap(({ providerCreatedAt, providerUsedAt }) =>
    checkDates(
      {
        providerCreatedAt: created === undefined ? providerCreatedAt : created,
        providerUsedAt: used === undefined ? providerUsedAt : used,
      },
      now,
    ),
  );
  const different = new Map(issues.map((issue) => [`${issue.field} ${issue.problem}`, issue]));
  if (different.size > 0) fail('invalid-fields', { issues: [...different.values()] });
}

/** How an act is done to one key, and to several at once. */
export interface Doing {
  does: Does;
  several: Several;
}

const nothingMore = { facts: {} };

/** Returns how each effect of the plan of an act is done. `now` and `byTime` are in milliseconds since the epoch. */
export function doingOf(to: KeysChange, now: number, byTime: number): Doing {
  const effect = keysChangeEffects[to.act];
  const doing = (does: Does, several?: DoesSeveral): Doing => ({ does, several: several ? { [effect]: several } : {} });
  /** An act that is the same for one key and for several: it returns what the row of each says. */
  const atOnce = (act: (writer: Writer, ids: readonly string[]) => (id: string) => AuditFacts): Doing =>
    doing(
      (writer, { subject }) => act(writer, [subject])(subject),
      (writer, planned) => {
        const ids = idsOf(planned);
        const factsOf = act(writer, ids);
        return { facts: (at) => factsOf(ids[at] ?? '') };
      },
    );
  const one = (act: (...given: Parameters<Does>) => void): Does => {
    return (...given) => {
      act(...given);
      return undefined;
    };
  };
  const status = (wanted: KeyStatus): Doing =>
    doing(
      one((writer, { subject }) => keys.setStatus(writer, subject, wanted, now)),
      (writer, planned) => {
        keys.setStatuses(writer, idsOf(planned), wanted, now);
        return nothingMore;
      },
    );
  switch (to.act) {
    case 'enable':
      return status('enabled');
    case 'disable':
      return status('disabled');
    case 'delete':
      // Whoever deletes must be able to undo it (`bin.ts`).
      throw new Error('deletions');
    case 'default':
      return doing(one((writer, { subject }) => keys.setDefault(writer, subject, now, byTime)));
    case 'not-default':
      return doing(one((writer, { subject }) => keys.cancelDefault(writer, subject, now)));
    case 'rotate': {
      const start = one((writer, { subject }) => startRotation(writer, subject, now));
      return doing(start, (writer, planned) => {
        startRotations(writer, idsOf(planned), now);
        return nothingMore;
      });
    }
    case 'leaked':
    case 'not-leaked':
      return doing(one((writer, { subject }) => setLeaked(writer, subject, to.act === 'leaked', now)));
    case 'assign':
      return doing(one((writer, { subject }) => assignKey(writer, subject, to.identity, now)));
    case 'tag':
      return atOnce((writer, ids) => {
        const { add, remove } = tagsIn(to);
        const before = tagsOfKeys(writer, ids);
        changeTags(writer, ids, add, remove);
        const after = tagsOfKeys(writer, ids);
        return (id) => ({ before: tagWords(before.get(id)), after: tagWords(after.get(id)) });
      });
    case 'period':
      return atOnce((writer, ids) => {
        const before = rotationDaysOf(writer, ids);
        setRotationDays(writer, ids, to.days);
        return (id) => ({ days: to.days ?? -1, daysBefore: before.get(id) ?? -1 });
      });
    case 'dates':
      return atOnce((writer, ids) => {
        updateDates(writer, ids, to);
        return () => ({});
      });
  }
}

const idsOf = (planned: readonly { subject: string }[]) => planned.map(({ subject }) => subject);

/** Returns the names of tags as a row of the log says them. */
export const tagWords = (names: readonly string[] = []): string => names.join(', ') || '–';
