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
import type { Condition } from '../condition';

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
  // Both sides are folded. `LIKE` would fold them again, which takes longer than everything else.
  const each = (sql: string) => `(${words.map(() => sql).join(' AND ')})`;
  return {
    own: { sql: each('instr(a.searched, ?) > 0'), values: words },
    identity: {
      sql: each('(instr(i.searched, ?) > 0 OR instr(a.searched, ?) > 0)'),
      values: words.flatMap((word) => [word, word]),
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

/** An account with the number of its lines, and that of the lines before it. */
interface Placed {
  id: number;
  lines: number;
  first: number;
}

/** The lines of one provider's accounts. */
interface Block {
  accounts: number;
  lines: number;
  /** Those that are in a window of the lines, and perhaps others. */
  placed(window: { from: number; to: number }): Placed[];
}

const linesOfAll = '1 + max(1, a.known)';

/** All accounts of a provider: an index has what is counted. */
function wholeBlock(database: Reader, provider: StoredProviderId): Block {
  const of = `FROM account a WHERE a.profile = ? AND ${isKnownAccount}`;
  const counted = database.get<Pick<Block, 'accounts' | 'lines'>>(
    `SELECT count(*) AS accounts, coalesce(sum(${linesOfAll}), 0) AS lines ${of}`,
    provider,
  );
  return {
    ...(counted ?? { accounts: 0, lines: 0 }),
    placed: ({ from, to }) =>
      database.all<Placed>(
        // An account has two lines at least.
        `SELECT * FROM (SELECT id, lines, sum(lines) OVER (ORDER BY sorted, id) - lines AS first FROM (
           SELECT a.id, a.sorted, ${linesOfAll} AS lines ${of} ORDER BY a.sorted, a.id LIMIT ?))
         WHERE first < ? AND first + lines > ?`,
        provider,
        Math.ceil(to / 2),
        to,
        from,
      ),
  };
}

/** The accounts that match: each account and identity is looked at once. */
function searchedBlock(database: Reader, provider: StoredProviderId, { own, identity }: Matching): Block {
  const found = database.all<{ id: number; lines: number }>(
    `SELECT id, 1 + identities + (known = 0) AS lines FROM (
       SELECT a.id, a.known, ${own.sql} AS own, (SELECT count(*) FROM identity i
         WHERE i.account = a.id AND i.unassigned = 0 AND ${identity.sql}) AS identities
       FROM account a WHERE a.profile = ? AND ${isKnownAccount} ORDER BY a.sorted, a.id)
     WHERE own OR identities > 0`,
    ...own.values,
    ...identity.values,
    provider,
  );
  let lines = 0;
  const placed = found.map((account): Placed => {
    lines += account.lines;
    return { ...account, first: lines - account.lines };
  });
  return { accounts: placed.length, lines, placed: () => placed };
}

const blockOf = (database: Reader, provider: StoredProviderId, match: Matching): Block =>
  match.isAll ? wholeBlock(database, provider) : searchedBlock(database, provider, match);

/** Returns the lines of a provider's accounts from `from` up to but without `to`. */
function linesOf(
  database: Reader,
  provider: StoredProviderId,
  match: Matching,
  block: Block,
  { from, to }: { from: number; to: number },
): AccountsLine[] {
  if (to <= from) return [];
  const placed = block.placed({ from, to }).filter(({ first, lines }) => first < to && first + lines > from);
  const heads = database.all<AccountHead>(
    `SELECT ${headColumns} FROM account a WHERE a.id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(placed.map(({ id }) => id)),
  );
  const headOf = new Map(heads.map((head) => [head.id, head]));
  return placed.flatMap(({ id, lines, first }) => {
    const account = headOf.get(id);
    if (!account) return [];
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
    const block = blockOf(database, provider, match);
    const { accounts, lines } = block;
    all += accounts;
    const unassigned = only === null && match.isAll ? unassignedOf(database, provider) : 0;
    if (lines === 0 && unassigned === 0) continue;
    if (only === null) add({ kind: 'provider', provider, accounts });
    const [from, to] = [Math.max(0, offset - at), Math.min(lines, end - at)];
    rows.push(...linesOf(database, provider, match, block, { from, to }));
    at += lines;
    if (unassigned > 0) add({ kind: 'unassigned', provider, keys: unassigned });
  }
  return { total: at, accounts: all, rows };
}
