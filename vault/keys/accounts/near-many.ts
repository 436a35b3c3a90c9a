import type { IdentityName } from '../../../common/accounts/account';
import type { KnownAccount, NearHolder } from '../../../common/accounts/known';
import { identityOf, type StoredProviderId } from '../../../common/providers';
import type { Reader } from '../../store/database/database';
import { skeletonOf } from '../twins';
import { closer, folded, nearnessTo } from './nearness';

/**
 * The question of `known.ts` for many names at once. Comparing each of ten thousand with each known one would take
 * minutes. So the known names are kept under all that a near one can have in common with them: how they look, and what
 * is left of them without one sign.
 */
export interface NearNames {
  /** Returns the known account that this one is close to; `null`: none, or it is known itself. */
  account(who: Pick<IdentityName, 'provider' | 'accountId'>): NearHolder['account'];
  /** The same for the user of this account. */
  user(who: IdentityName): NearHolder['user'];
}

/** Names are given as they are stored. */
export function createNearNames(database: Reader): NearNames {
  const accounts = remembered((provider: StoredProviderId) => {
    const find = `SELECT id, root_account_id AS accountId, alias FROM account
      WHERE profile = ? AND root_account_id <> ''`;
    const found = database.all<KnownAccount & { id: number }>(find, provider);
    return createIndex(found.map((known) => ({ name: known.accountId, alias: known.alias, known })));
  });
  const users = remembered((place: string) => {
    const [provider, accountId, kind] = JSON.parse(place) as string[];
    const find = `SELECT i.id, i.name FROM identity i JOIN account a ON a.id = i.account
      WHERE a.profile = ? AND a.root_account_id = ? AND i.kind = ? AND i.name <> ''`;
    const found = database.all<{ id: number; name: string }>(find, provider ?? '', accountId ?? '', kind ?? '');
    return createIndex(found.map((known) => ({ name: known.name, alias: '', known })));
  });
  return {
    account: ({ provider, accountId }) => (accountId === '' ? null : accounts(provider)(accountId)),
    user({ provider, accountId, identityKind, identityName }) {
      if (identityName === '' || !identityOf(provider, identityKind)?.nameField) return null;
      return users(JSON.stringify([provider, accountId, identityKind]))(identityName);
    },
  };
}

/** What a name can have in common with one that is close to it. */
function* handlesOf(name: string): Generator<string> {
  const small = folded(name);
  yield `looks ${skeletonOf(name)}`;
  yield `looks ${skeletonOf(small)}`;
  yield small;
  const signs = Array.from(small);
  for (const index of signs.keys()) yield [...signs.slice(0, index), ...signs.slice(index + 1)].join('');
}

interface Named<Known> {
  name: string;
  /** Another name of it; may be empty. */
  alias: string;
  known: Known;
}

function createIndex<Known>(all: readonly Named<Known>[]) {
  const names = new Set(all.map(({ name }) => name));
  const byHandle = new Map<string, Named<Known>[]>();
  const byAlias = new Map<string, Known>();
  for (const one of all) {
    if (one.alias !== '' && !byAlias.has(one.alias.toLowerCase())) byAlias.set(one.alias.toLowerCase(), one.known);
    for (const handle of new Set(handlesOf(one.name))) {
      const others = byHandle.get(handle);
      if (others) others.push(one);
      else byHandle.set(handle, [one]);
    }
  }
  return remembered((typed: string) => {
    if (names.has(typed)) return null;
    const called = byAlias.get(typed.toLowerCase());
    if (called !== undefined) return { ...called, how: 'alias' as const };
    const nearness = nearnessTo(typed);
    const candidates = new Set([...handlesOf(typed)].flatMap((handle) => byHandle.get(handle) ?? []));
    let nearest: (Known & { how: NonNullable<ReturnType<typeof nearness>> }) | null = null;
    for (const { name, known } of candidates) {
      const how = nearness(name);
      if (how) nearest = closer(nearest, { ...known, how });
    }
    return nearest;
  });
}

/** Returns the function that does its work once for each question. */
function remembered<Question, Answer>(work: (question: Question) => Answer): (question: Question) => Answer {
  const answers = new Map<Question, { answer: Answer }>();
  return (question) => {
    const known = answers.get(question) ?? { answer: work(question) };
    answers.set(question, known);
    return known.answer;
  };
}
