import type {
  AccountHead,
  AccountsLine,
  FoundHolder,
  IdentityNode,
  ProviderHead,
} from '../../../common/accounts/account';
import {
  identityOf,
  inOrder,
  isKnownProvider,
  providerIds,
  providerOf,
  type StoredProviderId,
} from '../../../common/providers';
import type { Reader } from '../../store/database/database';
import { fold } from '../../store/database/sort-names';

/** Accounts and identities, as much of them as a page shows. */

const headColumns = 'a.id, a.root_account_id AS accountId, a.alias, a.keys, a.known AS identities';
const isKnownAccount = "a.root_account_id <> ''";

interface StoredIdentity extends Omit<IdentityNode, 'quota' | 'left'> {
  provider: StoredProviderId;
}
const identityColumns = `i.id, i.profile AS provider, i.kind, i.name, i.remark, i.access_type AS accessType,
  i.api_credential AS apiCredential, i.credential,
  i.long_term AS longTerm, i.temporary`;

function identityNode({ provider, ...row }: StoredIdentity): IdentityNode {
  const quota = identityOf(provider, row.kind)?.quota ?? null;
  return { ...row, quota, left: quota === null ? null : Math.max(0, quota - row.longTerm) };
}

/** Returns every provider that is known, and every other one that has accounts. */
function providersIn(database: Reader): StoredProviderId[] {
  const found = database.all<{ provider: StoredProviderId }>(
    // One look into the index for each provider, however many accounts it has.
    `WITH RECURSIVE p (provider) AS (
       SELECT min(profile) FROM account
       UNION ALL SELECT (SELECT min(profile) FROM account WHERE profile > p.provider) FROM p WHERE p.provider IS NOT NULL)
     SELECT provider FROM p WHERE provider IS NOT NULL`,
  );
  return inOrder([...new Set([...providerIds, ...found.map(({ provider }) => provider)])]);
}

const unassignedOf = (database: Reader, provider: StoredProviderId): number =>
  database.get<{ keys: number }>("SELECT keys FROM key_count WHERE kind = 'unassigned' AND profile = ?", provider)
    ?.keys ?? 0;

/** Returns what stands below each provider. */
export function providerHeads(database: Reader): ProviderHead[] {
  const one = `SELECT 1 AS one FROM account a WHERE a.profile = ? AND ${isKnownAccount} LIMIT 1`;
  return providersIn(database).map((provider) => ({
    provider,
    unassigned: unassignedOf(database, provider),
    hasAccounts: database.get(one, provider) !== undefined,
  }));
}

/** Returns the first accounts of a provider, in their order. */
export function firstAccounts(
  database: Reader,
  provider: StoredProviderId,
  limit: number,
): { rows: AccountHead[]; more: boolean } {
  const rows = database.all<AccountHead>(
    `SELECT ${headColumns} FROM account a WHERE a.profile = ? AND ${isKnownAccount} ORDER BY a.sorted, a.id LIMIT ?`,
    provider,
    limit + 1,
  );
  return { rows: rows.slice(0, limit), more: rows.length > limit };
}

/** Returns the first identities of an account, in their order. */
export function firstIdentities(
  database: Reader,
  account: number,
  limit: number,
): { rows: IdentityNode[]; total: number } {
  const found = database.get<{ provider: StoredProviderId; known: number }>(
    'SELECT profile AS provider, known FROM account WHERE id = ?',
    account,
  );
  if (!found) return { rows: [], total: 0 };
  const rows = identitiesOf(database, found.provider, account, everything, { offset: 0, limit });
  return { rows, total: found.known };
}

/** Returns an account, or an identity with its account; `null` if it isn't there or isn't known. */
export function findHolder(database: Reader, kind: 'account' | 'identity', id: number): FoundHolder | null {
  const identity =
    kind === 'account'
      ? null
      : database.get<StoredIdentity & { account: number }>(
          `SELECT ${identityColumns}, i.account FROM identity i WHERE i.id = ? AND i.unassigned = 0`,
          id,
        );
  if (identity === undefined) return null;
  const found = database.get<AccountHead & { provider: StoredProviderId }>(
    `SELECT ${headColumns}, a.profile AS provider FROM account a WHERE a.id = ? AND ${isKnownAccount}`,
    identity?.account ?? id,
  );
  if (!found) return null;
  const { provider, ...account } = found;
  if (!identity) return { provider, account, identity: null };
  const { account: _, ...stored } = identity;
  return { provider, account, identity: identityNode(stored) };
}

/** Which accounts and identities match: SQL for an account (`a`) and for an identity (`i`) of it. */
interface Matching {
  /** The account by itself. */
  own: Condition;
  identity: Condition;
  isAll: boolean;
}

interface Condition {
  sql: string;
  values: (string | number)[];
}

const always: Condition = { sql: '1', values: [] };
const everything: Matching = { own: always, identity: always, isAll: true };
/** More words only make the question long. */
const mostWords = 20;

function matching(text: string): Matching {
  const words = fold(text)
    .split(/[\s\p{Cc}]+/u)
    .filter((word) => word !== '')
    .slice(0, mostWords);
  if (words.length === 0) return everything;
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  const each = (sql: string) => `(${words.map(() => sql).join(' AND ')})`;
  return {
    own: { sql: each("a.searched LIKE ? ESCAPE '\\'"), values: patterns },
    identity: {
      sql: each("(a.searched LIKE ? ESCAPE '\\' OR i.searched LIKE ? ESCAPE '\\')"),
      values: patterns.flatMap((pattern) => [pattern, pattern]),
    },
    isAll: false,
  };
}

/** Returns a window of the identities of an account that match, in the order of the provider's kinds and then by name. */
function identitiesOf(
  database: Reader,
  provider: StoredProviderId,
  account: number,
  { identity }: Matching,
  { offset, limit }: { offset: number; limit: number },
): IdentityNode[] {
  const rows = database.all<StoredIdentity>(
    `SELECT ${identityColumns} FROM identity i JOIN account a ON a.id = i.account
     WHERE i.account = ? AND i.unassigned = 0 AND ${identity.sql}
     ORDER BY ${placeOfKind(provider)}, i.sorted, i.id LIMIT ? OFFSET ?`,
    account,
    ...identity.values,
    limit,
    offset,
  );
  return rows.map(identityNode);
}

/** The place of a kind among those of its provider. A kind that only a later Keyfold knows comes last. */
function placeOfKind(provider: StoredProviderId): string {
  if (!isKnownProvider(provider)) return 'i.kind';
  // These are texts of our own providers. Nothing in them comes from outside.
  const places = providerOf(provider).identities.map(({ kind }, at) => `WHEN '${kind}' THEN ${at}`);
  return `CASE i.kind ${places.join(' ')} ELSE ${places.length} END`;
}

/** The lines of one provider's accounts. */
interface Block {
  accounts: number;
  lines: number;
}

/** Returns the SELECT of a provider's accounts that match, each with the number of its lines. */
function accountsThat(provider: StoredProviderId, { own, identity, isAll }: Matching): Condition {
  if (isAll) {
    const sql = `SELECT a.id, a.sorted, 1 + max(1, a.known) AS lines FROM account a
      WHERE a.profile = ? AND ${isKnownAccount}`;
    return { sql, values: [provider] };
  }
  return {
    sql: `SELECT a.id, a.sorted, 1 + count(i.id) + (a.known = 0) AS lines
      FROM account a LEFT JOIN identity i ON i.account = a.id AND i.unassigned = 0 AND ${identity.sql}
      WHERE a.profile = ? AND ${isKnownAccount} GROUP BY a.id HAVING ${own.sql} OR count(i.id) > 0`,
    values: [...identity.values, provider, ...own.values],
  };
}

function blockOf(database: Reader, provider: StoredProviderId, match: Matching): Block {
  const { sql, values } = accountsThat(provider, match);
  const sum = `SELECT count(*) AS accounts, coalesce(sum(lines), 0) AS lines FROM (${sql})`;
  return database.get<Block>(sum, ...values) ?? { accounts: 0, lines: 0 };
}

/** Returns the lines of a provider's accounts from `from` up to but without `to`. */
function linesOf(
  database: Reader,
  provider: StoredProviderId,
  match: Matching,
  { from, to }: { from: number; to: number },
): AccountsLine[] {
  if (to <= from) return [];
  const { sql, values } = accountsThat(provider, match);
  const placed = `SELECT id, lines, sum(lines) OVER (ORDER BY sorted, id) - lines AS first FROM (${sql})`;
  const found = database.all<AccountHead & { lines: number; first: number }>(
    `SELECT ${headColumns}, p.lines, p.first FROM (${placed}) p JOIN account a ON a.id = p.id
     WHERE p.first < ? AND p.first + p.lines > ? ORDER BY p.first`,
    ...values,
    to,
    from,
  );
  return found.flatMap(({ lines, first, ...account }) => {
    const shown: AccountsLine[] = first >= from ? [{ kind: 'account', provider, account }] : [];
    const offset = Math.max(0, from - first - 1);
    const limit = Math.min(lines - 1, to - first - 1) - offset;
    if (limit <= 0) return shown;
    if (account.identities === 0) return [...shown, { kind: 'no-identities', provider, account } as const];
    const identities = identitiesOf(database, provider, account.id, match, { offset, limit });
    return [...shown, ...identities.map((identity) => ({ kind: 'identity', provider, account, identity }) as const)];
  });
}

export interface LinesQuestion {
  /** `null`: all providers, each with a line of its own. */
  provider: StoredProviderId | null;
  text: string;
  offset: number;
  limit: number;
}

/** Returns one window of the lines, how many lines there are, and of how many accounts. */
export function listLines(
  database: Reader,
  { provider: only, text, offset, limit }: LinesQuestion,
): { total: number; accounts: number; rows: AccountsLine[] } {
  const match = matching(text);
  const rows: AccountsLine[] = [];
  const end = offset + limit;
  let [at, all] = [0, 0];
  const add = (line: AccountsLine) => {
    if (at >= offset && at < end) rows.push(line);
    at += 1;
  };
  for (const provider of only === null ? providersIn(database) : [only]) {
    const { accounts, lines } = blockOf(database, provider, match);
    all += accounts;
    const unassigned = only === null && match.isAll ? unassignedOf(database, provider) : 0;
    if (lines === 0 && unassigned === 0) continue;
    if (only === null) add({ kind: 'provider', provider, accounts });
    const [from, to] = [Math.max(0, offset - at), Math.min(lines, end - at)];
    rows.push(...linesOf(database, provider, match, { from, to }));
    at += lines;
    if (unassigned > 0) add({ kind: 'unassigned', provider, keys: unassigned });
  }
  return { total: at, accounts: all, rows };
}
