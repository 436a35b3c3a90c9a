import type { KeyScope } from '../../common/accounts/account';
import type { KeyQuery } from '../../common/keys/access-key';
import { type CareKind, expiringWithin, type KeyFilter, type Times } from '../../common/keys/filter';
import { providers } from '../../common/providers';
import { twoActiveAfter, unusedAfter } from '../../common/rotation';
import { isUnassigned } from './accounts/tree';
import { searchFor } from './search';

/** Turns what the list is narrowed to into SQL. */

/** A condition on `access_key k`, and the values of its places. */
export interface Condition {
  sql: string;
  values: (string | number)[];
}

const day = 86_400_000;

/** Since when the key exists, as far as anybody knows, for a statement over `access_key k`. */
export const agedFrom = 'coalesce(k.provider_created_at, k.created_at)';

/**
 * Since when nobody has used the key, as far as anybody knows. If the provider's time isn't known, Keyfold can only have
 * seen a use since the key was added.
 */
export const unusedSince = `max(coalesce(k.last_used_at, 0),
  CASE WHEN k.provider_used_at IS NULL THEN k.created_at WHEN k.provider_used_at = 0 THEN ${agedFrom}
    ELSE k.provider_used_at END)`;

/** When it was last used, as far as anybody knows; NULL: not known, or never. */
export const lastUse = 'nullif(max(coalesce(k.last_used_at, 0), coalesce(k.provider_used_at, 0)), 0)';

// These are texts of our own providers. Nothing in them comes from outside.
const rootKinds = providers
  .flatMap(({ id, identities }) => identities.filter(({ root }) => root).map(({ kind }) => `('${id}', '${kind}')`))
  .join(', ');
const isRoot = `k.identity IN (SELECT id FROM identity WHERE (profile, kind) IN (VALUES ${rootKinds}))`;

const unassigned = `k.identity IN (
  SELECT i.id FROM identity i JOIN account a ON a.id = i.account WHERE ${isUnassigned})`;

/** The time since when a key and another one of its identity are both enabled. */
const bothSince = `(
  SELECT min(max(k.active_since, o.active_since)) FROM access_key o
  WHERE o.identity = k.identity AND o.number <> k.number AND o.status = 'enabled' AND o.credential = 'long-term')`;

/** `@now` stands for the time. It is bound, so that one prepared statement serves at all times. */
const cares: Readonly<Record<CareKind, string>> = {
  leaked: 'k.leaked_at IS NOT NULL',
  overdue: "k.status = 'enabled' AND k.due_at <= @now",
  soon: "k.status = 'enabled' AND k.warn_at <= @now AND k.due_at > @now",
  expired: 'k.expires_at <= @now',
  expiring: `k.status = 'enabled' AND k.expires_at > @now AND k.expires_at <= @now + ${expiringWithin}`,
  root: `k.status = 'enabled' AND ${isRoot}`,
  unused: `k.credential = 'long-term' AND ${unusedSince} < @now - ${unusedAfter}`,
  'two-active': `k.status = 'enabled' AND k.credential = 'long-term' AND NOT ${unassigned}
    AND ${bothSince} < @now - ${twoActiveAfter}`,
  unassigned,
  full: `k.credential = 'long-term' AND k.identity IN (SELECT id FROM counted_identity WHERE held >= quota)`,
  pending: "k.reveal_state = 'pending'",
  rotating: `k.id IN (SELECT old_key FROM rotation WHERE stage <> 'finished'
    UNION SELECT new_key FROM rotation WHERE stage <> 'finished' AND new_key IS NOT NULL)`,
};

/** Returns the condition that a key needs this care. `now` in milliseconds since the epoch. */
export function careCondition(care: CareKind, now: number): Condition {
  const parts = cares[care].split('@now');
  return { sql: `(${parts.join('?')})`, values: Array<number>(parts.length - 1).fill(Math.floor(now)) };
}

/** Returns the condition that an enabled key falls due or expires in this time. */
export function aheadCondition({ from, to }: Times): Condition {
  const within = (column: string) =>
    [
      `${column} IS NOT NULL`,
      ...(from === undefined ? [] : [`${column} >= ?`]),
      ...(to === undefined ? [] : [`${column} < ?`]),
    ].join(' AND ');
  const values = [from, to].filter((time) => time !== undefined);
  return {
    sql: `(k.status = 'enabled' AND (${within('k.due_at')} OR ${within('k.expires_at')}))`,
    values: [...values, ...values],
  };
}

/** Returns the conditions of a filter. `now` in milliseconds since the epoch. */
function filterConditions(filter: KeyFilter, now: number): Condition[] {
  const found: Condition[] = [];
  const add = (sql: string, ...values: (string | number)[]) => found.push({ sql, values });
  const { care, status, credential, isDefault, root, age, due, ahead, created, used, tags } = filter;
  if (care !== undefined) found.push(careCondition(care, now));
  if (status !== undefined) add('k.status = ?', status);
  if (credential !== undefined) add('k.credential = ?', credential);
  if (isDefault !== undefined) add('k.is_default = ?', Number(isDefault));
  if (root !== undefined) add(root ? isRoot : `NOT ${isRoot}`);
  if (age?.least !== undefined) add(`${agedFrom} <= ?`, now - age.least * day);
  if (age?.most !== undefined) add(`${agedFrom} > ?`, now - (age.most + 1) * day);
  if (due?.least !== undefined) add("k.status = 'enabled' AND k.due_at >= ?", now + due.least * day);
  if (due?.most !== undefined) add("k.status = 'enabled' AND k.due_at < ?", now + (due.most + 1) * day);
  if (ahead !== undefined) found.push(aheadCondition(ahead));
  if (created?.from !== undefined) add(`${agedFrom} >= ?`, created.from);
  if (created?.to !== undefined) add(`${agedFrom} < ?`, created.to);
  if (used?.from !== undefined) add(`${lastUse} >= ?`, used.from);
  if (used?.to !== undefined) add(`${lastUse} < ?`, used.to);
  if (tags && tags.length > 0) {
    const listed = JSON.stringify(tags);
    add(
      `(k.number IN (SELECT key FROM key_tag WHERE tag IN (SELECT value FROM json_each(?)))
        OR k.identity IN (SELECT i.id FROM identity i JOIN account_tag t ON t.account = i.account
          WHERE t.tag IN (SELECT value FROM json_each(?))))`,
      listed,
      listed,
    );
  }
  return found;
}

function scopeCondition(scope: KeyScope): Condition {
  switch (scope.kind) {
    case 'identity':
      return { sql: 'k.identity = ?', values: [scope.id] };
    case 'account':
      return { sql: 'k.identity IN (SELECT id FROM identity WHERE account = ?)', values: [scope.id] };
    case 'unassigned':
      return { sql: unassigned, values: [] };
  }
}

function textCondition(text: string): Condition[] {
  const search = searchFor(text);
  if (!search) return [];
  const parts = [
    ...(search.match === null ? [] : ['text MATCH ?']),
    ...search.patterns.map(() => "text LIKE ? ESCAPE '\\'"),
  ];
  return [
    {
      sql: `k.number IN (SELECT rowid FROM key_search WHERE ${parts.join(' AND ')})`,
      values: [...(search.match === null ? [] : [search.match]), ...search.patterns],
    },
  ];
}

/**
 * Returns the condition on `access_key k` for what the list is narrowed to (with `WHERE`; empty: every key). `now` in
 * milliseconds since the epoch.
 */
export function narrowedTo(
  { provider, scope, text, filter }: Pick<KeyQuery, 'provider' | 'scope' | 'text' | 'filter'>,
  now: number,
): { where: string; values: (string | number)[] } {
  const conditions: Condition[] = [
    ...(provider === null ? [] : [{ sql: 'k.profile = ?', values: [provider] }]),
    ...(scope ? [scopeCondition(scope)] : []),
    ...textCondition(text),
    ...(filter ? filterConditions(filter, now) : []),
  ];
  return {
    where: conditions.length === 0 ? '' : `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`,
    values: conditions.flatMap(({ values }) => values),
  };
}
