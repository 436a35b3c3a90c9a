import type { KeyScope } from '../../common/accounts/account';
import type { KeyQuery } from '../../common/keys/access-key';
import {
  type CareKind,
  type Days,
  expiringWithin,
  type Holders,
  type KeyFilter,
  type Times,
} from '../../common/keys/filter';
import { providers } from '../../common/providers';
import { type RotationStage, twoActiveAfter, unusedAfter } from '../../common/rotation';
import type { Condition } from './condition';
import { isLater } from './later';
import { type SearchTerm, termsOf } from './meanings';
import { likeBeginning, searchWords, textSelect, textTest } from './search';

/** Turns what the list is narrowed to into SQL. */

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
/** The condition on `access_key k` for keys of an account itself. */
export const isRoot = `k.identity IN (SELECT id FROM identity WHERE (profile, kind) IN (VALUES ${rootKinds}))`;

const unassigned = 'k.identity IN (SELECT id FROM identity WHERE unassigned = 1)';

/** `@now` stands for the time. It is bound, so that one prepared statement serves at all times. */
const cares: Readonly<Record<CareKind, string>> = {
  leaked: 'k.leaked_at IS NOT NULL',
  overdue: "k.status = 'enabled' AND k.due_at <= @now",
  soon: "k.status = 'enabled' AND k.warn_at <= @now AND k.due_at > @now",
  expired: 'k.expires_at <= @now',
  expiring: `k.status = 'enabled' AND k.expires_at > @now AND k.expires_at <= @now + ${expiringWithin}`,
  root: `k.status = 'enabled' AND ${isRoot}`,
  unused: `k.credential = 'long-term' AND ${unusedSince} < @now - ${unusedAfter}`,
  'two-active': `k.both_since < @now - ${twoActiveAfter}`,
  unassigned,
  full: `k.credential = 'long-term' AND k.identity IN (SELECT id FROM counted_identity WHERE held >= quota)`,
  pending: "k.reveal_state = 'pending'",
  rotating: `k.id IN (SELECT old_key FROM rotation WHERE stage <> 'finished'
    UNION SELECT new_key FROM rotation WHERE stage <> 'finished' AND new_key IS NOT NULL)`,
};

/** Returns the condition that a key needs this care. `now` in milliseconds since the epoch. */
export function careCondition(care: CareKind, now: number): Condition {
  const parts = cares[care].split('@now');
  return { sql: `(${parts.join('?')})`, values: parts.slice(1).map(() => now) };
}

const listed = (column: string, all: readonly (string | number)[]): Condition => ({
  sql: `${column} IN (SELECT value FROM json_each(?))`,
  values: [JSON.stringify(all)],
});

/** Conditions of which one must hold. */
const either = (conditions: readonly Condition[]): Condition => ({
  sql: `(${conditions.map(({ sql }) => sql).join(' OR ')})`,
  values: conditions.flatMap(({ values }) => values),
});

/** Conditions that must all hold. */
const allOf = (conditions: readonly Condition[]): Condition => ({
  sql: conditions.map(({ sql }) => sql).join(' AND '),
  values: conditions.flatMap(({ values }) => values),
});

/** The condition that is given, or its opposite. */
const whether = (is: boolean, sql: string): Condition => ({ sql: is ? sql : `NOT ${sql}`, values: [] });

const ofTaggedAccount = (tags: string) =>
  `k.identity IN (SELECT i.id FROM identity i JOIN account_tag t ON t.account = i.account ${tags})`;
const isTagged = `(EXISTS (SELECT 1 FROM key_tag t WHERE t.key = k.number) OR ${ofTaggedAccount('')})`;

function tagCondition(tags: readonly number[]): Condition {
  const those = JSON.stringify(tags);
  return either([
    { sql: 'k.number IN (SELECT key FROM key_tag WHERE tag IN (SELECT value FROM json_each(?)))', values: [those] },
    { sql: ofTaggedAccount('WHERE t.tag IN (SELECT value FROM json_each(?))'), values: [those] },
  ]);
}

function holderConditions({ accounts = [], identities = [], unassigned: unknown }: Holders): Condition[] {
  const any = [
    ...(accounts.length > 0 ? [inAccount(listed('account', accounts))] : []),
    ...(identities.length > 0 ? [listed('k.identity', identities)] : []),
    ...(unknown ? [{ sql: unassigned, values: [] }] : []),
  ];
  return any.length > 0 ? [either(any)] : [];
}

const inAccount = ({ sql, values }: Condition): Condition => ({
  sql: `k.identity IN (SELECT id FROM identity WHERE ${sql})`,
  values,
});

const inRotation = (stages: readonly RotationStage[]): Condition => {
  const { sql, values } = listed('stage', stages);
  return {
    sql: `k.id IN (SELECT old_key FROM rotation WHERE ${sql}
      UNION SELECT new_key FROM rotation WHERE new_key IS NOT NULL AND ${sql})`,
    values: [...values, ...values],
  };
};

/** Conditions for a time that must be in some whole days from now; `ahead`: in the future, else past. */
function dayConditions(column: string, { least, most }: Days, now: number, ahead = false): Condition[] {
  const at = (days: number) => now + (ahead ? days : -days) * day;
  const [first, last] = ahead ? ['>=', '<'] : ['<=', '>'];
  return [
    ...(least === undefined ? [] : [{ sql: `${column} ${first} ?`, values: [at(least)] }]),
    ...(most === undefined ? [] : [{ sql: `${column} ${last} ?`, values: [at(most + 1)] }]),
  ];
}

const timeConditions = (column: string, { from, to }: Times): Condition[] => [
  ...(from === undefined ? [] : [{ sql: `${column} >= ?`, values: [from] }]),
  ...(to === undefined ? [] : [{ sql: `${column} < ?`, values: [to] }]),
];

/** Enabled keys that fall due or expire in this time. */
function aheadConditions(times: Times): Condition[] {
  const columns = ['k.due_at', 'k.expires_at'].map((column) => {
    const conditions = [{ sql: `${column} IS NOT NULL`, values: [] }, ...timeConditions(column, times)];
    return {
      sql: `(${conditions.map(({ sql }) => sql).join(' AND ')})`,
      values: conditions.flatMap(({ values }) => values),
    };
  });
  return [{ sql: "k.status = 'enabled'", values: [] }, either(columns)];
}

type Given<Member extends keyof KeyFilter> = Exclude<KeyFilter[Member], undefined>;
type Members = { [Member in keyof KeyFilter]-?: (value: Given<Member>, now: number) => Condition[] };

const several = (column: string) => (values: readonly string[]) => (values.length > 0 ? [listed(column, values)] : []);

/** What each member of a filter asks of a key. */
const members: Members = {
  care: (care, now) => [careCondition(care, now)],
  // Written out, because SQLite uses an index over a part of the table only for a value that stands in the statement.
  status: (status) => [{ sql: `k.status = '${status === 'enabled' ? 'enabled' : 'disabled'}'`, values: [] }],
  credential: (kind) => [{ sql: `k.credential = '${kind === 'temporary' ? 'temporary' : 'long-term'}'`, values: [] }],
  isDefault: (isDefault) => [{ sql: `k.is_default = ${isDefault ? 1 : 0}`, values: [] }],
  root: (root) => [whether(root, isRoot)],
  providers: several('k.profile'),
  holders: holderConditions,
  identityKinds: (kinds) => (kinds.length > 0 ? [inAccount(listed('kind', kinds))] : []),
  types: several('k.key_type'),
  later: (later) => [whether(later, isLater)],
  rotation: (stages) => (stages.length > 0 ? [inRotation(stages)] : []),
  age: (age, now) => dayConditions(agedFrom, age, now),
  due: (due, now) => [
    { sql: "k.status = 'enabled' AND k.due_at IS NOT NULL", values: [] },
    ...dayConditions('k.due_at', due, now, true),
  ],
  ahead: aheadConditions,
  idle: (idle, now) => dayConditions(unusedSince, idle, now),
  created: (created) => timeConditions(agedFrom, created),
  used: (used) => [{ sql: `${lastUse} IS NOT NULL`, values: [] }, ...timeConditions(lastUse, used)],
  createdKnown: (known) => [whether(known, '(k.provider_created_at IS NOT NULL)')],
  usedKnown: (known) => [whether(known, '(k.provider_used_at IS NOT NULL)')],
  tags: (tags) => (tags.length > 0 ? [tagCondition(tags)] : []),
  tagged: (tagged) => [whether(tagged, isTagged)],
};

/** Returns the conditions of a filter. `now` in milliseconds since the epoch. */
function filterConditions(filter: KeyFilter, now: number): Condition[] {
  const conditionsOf = <Member extends keyof KeyFilter>(member: Member): Condition[] => {
    const value = filter[member];
    // The table has every member. The compiler can't see that a member comes with its own value.
    const asks = members[member] as (value: Given<Member>, now: number) => Condition[];
    return value === undefined ? [] : asks(value as Given<Member>, now);
  };
  return (Object.keys(members) as (keyof KeyFilter)[]).flatMap(conditionsOf);
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

/** Keys whose tags, or whose account's, have this word or begin with it. */
function taggedAs(word: string): Condition {
  const [first, later] = likeBeginning(word);
  const tags = "SELECT id FROM tag WHERE name_folded LIKE ? ESCAPE '\\' OR name_folded LIKE ? ESCAPE '\\'";
  return {
    sql: `SELECT key FROM key_tag WHERE tag IN (${tags})
      UNION ALL SELECT number FROM access_key k WHERE ${ofTaggedAccount(`WHERE t.tag IN (${tags})`)}`,
    values: [first, later, first, later],
  };
}

const meant = ({ means }: SearchTerm, now: number): Condition[] =>
  means.map((filter) => allOf(filterConditions(filter, now)));

/** A single letter says nothing about a tag. */
const tagged = ({ words: [only = '', ...more] }: SearchTerm): Condition[] =>
  more.length === 0 && [...only].length > 1 ? [taggedAs(only)] : [];

/**
 * Statements for the numbers of the keys of which the words are in the text, or stand for something that the key is, or
 * for one of its tags. A number may come several times.
 */
const termSelects = (term: SearchTerm, now: number): Condition[] => [
  textSelect(term.words),
  ...tagged(term),
  ...meant(term, now).map(({ sql, values }) => ({ sql: `SELECT number FROM access_key k WHERE ${sql}`, values })),
];

const among = (selects: readonly Condition[]): Condition => ({
  sql: `k.number IN (${selects.map(({ sql }) => sql).join(' UNION ALL ')})`,
  values: selects.flatMap(({ values }) => values),
});

/** The same as a condition that looks at one key only. */
const termTest = (term: SearchTerm, now: number): Condition =>
  either([textTest(term.words), ...tagged(term).map((select) => among([select])), ...meant(term, now)]);

type Narrowed = Pick<KeyQuery, 'provider' | 'scope' | 'text' | 'filter'>;

/**
 * Returns a statement for the numbers of the keys of a search, each once; `null` if it is narrowed by more than a text,
 * or by nothing. To count them takes less time than with {@link narrowedTo}, since no key is read.
 */
export function searchedOnly({ provider, scope, text, filter }: Narrowed, now: number): Condition | null {
  const terms = termsOf(searchWords(text));
  if (provider !== null || scope || terms.length === 0) return null;
  if (Object.values(filter ?? {}).some((value) => value !== undefined)) return null;
  const found = terms.map((term) => {
    const selects = termSelects(term, now);
    const [only] = selects;
    if (only && selects.length === 1) return only;
    return {
      sql: `SELECT * FROM (${selects.map(({ sql }) => sql).join(' UNION ')})`,
      values: selects.flatMap(({ values }) => values),
    };
  });
  return {
    sql: found.map(({ sql }) => sql).join(' INTERSECT '),
    values: found.flatMap(({ values }) => values),
  };
}

/**
 * Returns the condition on `access_key k` for what the list is narrowed to (with `WHERE`; empty: every key). `find`: for
 * a statement that finds such keys; `test`: for one that has some keys, and looks which are such. `now` in milliseconds
 * since the epoch.
 */
export function narrowedTo(
  { provider, scope, text, filter }: Narrowed,
  now: number,
  how: 'find' | 'test' = 'find',
): { where: string; values: (string | number)[] } {
  const term =
    how === 'find' ? (one: SearchTerm) => among(termSelects(one, now)) : (one: SearchTerm) => termTest(one, now);
  const conditions: Condition[] = [
    ...(provider === null ? [] : [{ sql: 'k.profile = ?', values: [provider] }]),
    ...(scope ? [scopeCondition(scope)] : []),
    ...termsOf(searchWords(text)).map(term),
    ...(filter ? filterConditions(filter, now) : []),
  ];
  const { sql, values } = allOf(conditions);
  return { where: conditions.length === 0 ? '' : `WHERE ${sql}`, values };
}
