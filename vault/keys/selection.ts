import { fail } from '../../common/errors';
import { mostPlanned } from '../../common/intents';
import { type KeySelection, mostFirst, type SelectionFacts } from '../../common/keys/selection';
import { inOrder, providerOf, type StoredProviderId } from '../../common/providers';
import type { Reader } from '../store/database/database';
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

type Counted = Pick<
  SelectionFacts,
  | 'keys'
  | 'enabled'
  | 'disabled'
  | 'temporary'
  | 'expired'
  | 'defaults'
  | 'root'
  | 'unassigned'
  | 'later'
  | 'rotating'
  | 'leaked'
>;

/** What is counted of each provider's keys. */
function countedColumns(now: number): { sql: string; values: (string | number)[] } {
  const cares = (['expired', 'unassigned', 'rotating', 'leaked'] as const).map((care) => ({
    care,
    ...careCondition(care, now),
  }));
  const columns = [
    'count(*) AS keys',
    "sum(k.status = 'enabled') AS enabled",
    "sum(k.status = 'disabled') AS disabled",
    "sum(k.credential = 'temporary') AS temporary",
    'sum(k.is_default) AS defaults',
    `sum(${isRoot}) AS root`,
    `sum(${isLater}) AS later`,
    ...cares.map(({ care, sql }) => `count(*) FILTER (WHERE ${sql}) AS ${care}`),
  ];
  return { sql: columns.join(', '), values: cares.flatMap(({ values }) => values) };
}

/** Returns what a confirmation says of a selection. */
export function selectionFacts(database: Reader, keys: KeySelection, now: number): SelectionFacts {
  const { where, values } = selected(keys, now);
  const columns = countedColumns(now);
  const found = database.all<Counted & { provider: StoredProviderId }>(
    `SELECT k.profile AS provider, ${columns.sql} FROM access_key k ${where} GROUP BY k.profile`,
    ...columns.values,
    ...values,
  );
  const sum = (part: keyof Counted) => found.reduce((total, row) => total + row[part], 0);
  const all = <Row>(select: string, from = 'access_key k', more = '') =>
    database.all<Row>(`SELECT ${select} FROM ${from} ${where} ${more}`, ...values);
  const [identities] = all<{ identities: number }>('count(DISTINCT k.identity) AS identities');
  return {
    keys: sum('keys'),
    providers: inOrder(found.map(({ provider }) => provider)).flatMap((provider) => {
      const row = found.find((one) => one.provider === provider);
      const isFinal = providerOf(provider).disable === 'irreversible';
      return row ? [{ provider, keys: row.keys, final: isFinal ? row.enabled : 0 }] : [];
    }),
    enabled: sum('enabled'),
    disabled: sum('disabled'),
    temporary: sum('temporary'),
    expired: sum('expired'),
    defaults: sum('defaults'),
    root: sum('root'),
    unassigned: sum('unassigned'),
    later: sum('later'),
    rotating: sum('rotating'),
    leaked: sum('leaked'),
    identities: identities?.identities ?? 0,
    tags: all<{ tag: number; keys: number }>(
      't.tag, count(*) AS keys',
      'access_key k JOIN key_tag t ON t.key = k.number',
      'GROUP BY t.tag ORDER BY t.tag',
    ),
    periods: all<{ days: number | null; keys: number }>(
      'k.rotation_days AS days, count(*) AS keys',
      'access_key k',
      'GROUP BY k.rotation_days ORDER BY keys DESC, k.rotation_days LIMIT 50',
    ),
    first: all<{ id: string; provider: StoredProviderId; name: string; accessKeyId: string }>(
      'k.id, k.profile AS provider, k.name, k.access_key_id AS accessKeyId',
      'access_key k',
      `ORDER BY k.number LIMIT ${mostFirst}`,
    ).map(({ accessKeyId, ...key }) => ({ ...key, lastFour: accessKeyId.slice(-4) })),
  };
}
