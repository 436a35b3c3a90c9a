import { fail } from '../../common/errors';
import { mostPlanned } from '../../common/intents';
import { type KeySelection, mostFirst, type SelectionFacts } from '../../common/keys/selection';
import { inOrder, providerOf, type StoredProviderId } from '../../common/providers';
import type { Reader } from '../store/database/database';
import type { Condition } from './condition';
import { careCondition, isRoot, narrowedTo } from './filter';
import { isLater } from './later';

/** The keys that an act is for. `now` decides what is due and what has expired, in milliseconds since the epoch. */

/**
 * Returns the condition on `access_key k` for the keys of a selection (with `WHERE`; empty: every key).
 */
export function selected(keys: KeySelection, now: number): { where: string; values: (string | number)[] } {
  if (keys.kind === 'keys') {
    return { where: 'WHERE k.id IN (SELECT value FROM json_each(?))', values: [JSON.stringify(keys.ids)] };
  }
  const { where, values } = narrowedTo(keys.narrowed, now);
  if (keys.except.length === 0) return { where, values };
  const others = 'k.id NOT IN (SELECT value FROM json_each(?))';
  return {
    where: where === '' ? `WHERE ${others}` : `${where} AND ${others}`,
    values: [...values, JSON.stringify(keys.except)],
  };
}

/**
 * Returns the ids of the keys of a selection, each once: those of a question in the order in which the keys were added.
 * Ids that were given are not looked up. Errors: `too-many-keys`, if one plan can't have so many.
 */
export function selectedIds(database: Reader, keys: KeySelection, now: number): string[] {
  if (keys.kind === 'keys') return [...new Set(keys.ids)];
  const { where, values } = selected(keys, now);
  const find = `SELECT k.id FROM access_key k ${where} ORDER BY k.number LIMIT ${mostPlanned + 1}`;
  const ids = database.all<{ id: string }>(find, ...values).map(({ id }) => id);
  if (ids.length <= mostPlanned) return ids;
  const count = database.get<{ keys: number }>(`SELECT count(*) AS keys FROM access_key k ${where}`, ...values);
  return fail('too-many-keys', { found: count?.keys ?? ids.length, limit: mostPlanned });
}

/** What is asked of each key of a selection. Each has a bit, from the lowest. */
const flags = [
  'enabled',
  'temporary',
  'defaults',
  'root',
  'later',
  'expired',
  'unassigned',
  'rotating',
  'leaked',
] as const;
type Flag = (typeof flags)[number];

function flagConditions(now: number): Readonly<Record<Flag, Condition>> {
  const plain = (sql: string): Condition => ({ sql, values: [] });
  return {
    enabled: plain("k.status = 'enabled'"),
    temporary: plain("k.credential = 'temporary'"),
    defaults: plain('k.is_default'),
    root: plain(isRoot),
    later: plain(isLater),
    expired: careCondition('expired', now),
    unassigned: careCondition('unassigned', now),
    rotating: careCondition('rotating', now),
    leaked: careCondition('leaked', now),
  };
}

/** One key of a selection, as little as is needed to count it. */
type Counted = [number: number, provider: StoredProviderId, identity: number, days: number | null, flags: number];

/** Reads every key of a selection once: a question may take as long as the reading. */
function countedKeys(database: Reader, keys: KeySelection, now: number): Counted[] {
  const { where, values } = selected(keys, now);
  const asked = flagConditions(now);
  const bits = flags.map((flag, bit) => `(CASE WHEN ${asked[flag].sql} THEN ${2 ** bit} ELSE 0 END)`);
  const rows = database.all<{ key: string }>(
    `SELECT json_array(k.number, k.profile, k.identity, k.rotation_days, ${bits.join(' + ')}) AS key
     FROM access_key k ${where} ORDER BY k.number`,
    ...flags.flatMap((flag) => asked[flag].values),
    ...values,
  );
  return rows.map(({ key }) => JSON.parse(key) as Counted);
}

/** Returns what a confirmation says of a selection. */
export function selectionFacts(database: Reader, keys: KeySelection, now: number): SelectionFacts {
  const found = countedKeys(database, keys, now);
  const numbers = JSON.stringify(found.map(([number]) => number));
  const counts = Object.fromEntries(flags.map((flag) => [flag, 0])) as Record<Flag, number>;
  const providers = new Map<StoredProviderId, { keys: number; enabled: number }>();
  const periods = new Map<number | null, number>();
  for (const [, provider, , days, set] of found) {
    const isEnabled = (set & 1) !== 0;
    const before = providers.get(provider) ?? { keys: 0, enabled: 0 };
    providers.set(provider, { keys: before.keys + 1, enabled: before.enabled + (isEnabled ? 1 : 0) });
    periods.set(days, (periods.get(days) ?? 0) + 1);
    for (const [bit, flag] of flags.entries()) if ((set & (2 ** bit)) !== 0) counts[flag] += 1;
  }
  return {
    keys: found.length,
    providers: inOrder([...providers.keys()]).map((provider) => {
      const { keys: all = 0, enabled = 0 } = providers.get(provider) ?? {};
      return { provider, keys: all, final: providerOf(provider).disable === 'irreversible' ? enabled : 0 };
    }),
    ...counts,
    disabled: found.length - counts.enabled,
    identities: new Set(found.map(([, , identity]) => identity)).size,
    tags: database.all<{ tag: number; keys: number }>(
      `SELECT tag, count(*) AS keys FROM key_tag WHERE key IN (SELECT value FROM json_each(?))
       GROUP BY tag ORDER BY tag`,
      numbers,
    ),
    periods: [...periods]
      .map(([days, of]) => ({ days, keys: of }))
      .sort((one, other) => other.keys - one.keys || (one.days ?? -1) - (other.days ?? -1))
      .slice(0, mostPeriods),
    first: firstKeys(
      database,
      found.slice(0, mostFirst).map(([number]) => number),
    ),
  };
}

/** Most different periods that a confirmation can name. */
const mostPeriods = 50;

function firstKeys(database: Reader, numbers: readonly number[]): SelectionFacts['first'] {
  return database
    .all<{ id: string; provider: StoredProviderId; name: string; accessKeyId: string }>(
      `SELECT id, profile AS provider, name, access_key_id AS accessKeyId FROM access_key
       WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number`,
      JSON.stringify(numbers),
    )
    .map(({ accessKeyId, ...key }) => ({ ...key, lastFour: accessKeyId.slice(-4) }));
}
