import type { IdentityName } from '../../../common/accounts/account';
import {
  type Known,
  type KnownAccount,
  type KnownUser,
  mostKnown,
  type NearHolder,
  type Nearness,
} from '../../../common/accounts/known';
import { tidy } from '../../../common/keys/text';
import { identityOf, type StoredProviderId } from '../../../common/providers';
import type { Reader } from '../../store/database/database';
import { closer, nearnessTo } from './nearness';

/** The accounts and users that the vault knows, for a person who names one. Never more than {@link mostKnown}. */

/** Returns the pattern of SQL's LIKE for a text that has this anywhere, or only at its start. */
function like(text: string, where: 'anywhere' | 'start'): string {
  const escaped = tidy(text).replace(/[\\%_]/g, (sign) => `\\${sign}`);
  return where === 'start' ? `${escaped}%` : `%${escaped}%`;
}

const firstOf = <One>(found: readonly One[]): Known<One> => ({
  first: found.slice(0, mostKnown),
  more: found.length > mostKnown,
});

/** Returns the accounts of a provider whose ID or alias has this text; those that begin with it come first. */
export function knownAccounts(database: Reader, provider: StoredProviderId, text: string): Known<KnownAccount> {
  const find = `SELECT root_account_id AS accountId, alias FROM account
    WHERE profile = ? AND root_account_id <> '' AND (root_account_id LIKE ? ESCAPE '\\' OR alias LIKE ? ESCAPE '\\')
    ORDER BY root_account_id LIKE ? ESCAPE '\\' OR alias LIKE ? ESCAPE '\\' DESC,
      CASE alias WHEN '' THEN root_account_id ELSE alias END COLLATE NOCASE LIMIT ?`;
  const [anywhere, start] = [like(text, 'anywhere'), like(text, 'start')];
  const values = [provider, anywhere, anywhere, start, start, mostKnown + 1];
  return firstOf(database.all<KnownAccount>(find, ...values));
}

/**
 * Returns the users of this kind whose name has this text, with what is left of their quota; those that begin with it
 * come first. `accountId`: only of this account; empty: of all accounts of the provider.
 */
export function knownUsers(
  database: Reader,
  { provider, accountId, identityKind }: Omit<IdentityName, 'identityName'>,
  text: string,
): Known<KnownUser> {
  const find = `SELECT i.name, a.root_account_id AS accountId, a.alias, i.long_term AS held
    FROM identity i JOIN account a ON a.id = i.account
    WHERE i.profile = ? AND i.kind = ? AND i.name <> '' AND a.root_account_id <> ''
      AND (? = '' OR a.root_account_id = ?) AND i.name LIKE ? ESCAPE '\\'
    ORDER BY i.name LIKE ? ESCAPE '\\' DESC, i.name COLLATE NOCASE, a.alias LIMIT ?`;
  const account = tidy(accountId);
  const values = [provider, identityKind, account, account, like(text, 'anywhere'), like(text, 'start'), mostKnown + 1];
  const found = database.all<Omit<KnownUser, 'quota' | 'left'> & { held: number }>(find, ...values);
  const quota = identityOf(provider, identityKind)?.quota ?? null;
  return firstOf(
    found.map(({ held, ...user }) => ({ ...user, quota, left: quota === null ? null : Math.max(0, quota - held) })),
  );
}

/** What isn't compared, because it is what is edited: the id of an account or of an identity. */
export interface Except {
  account: number | null;
  identity: number | null;
}
const nothingExcepted: Except = { account: null, identity: null };

/**
 * Returns the known account and the known user of it that a typed one is close to. The user is looked for in the
 * account as it is typed.
 */
export function nearHolder(database: Reader, typed: IdentityName, except = nothingExcepted): NearHolder {
  return { account: nearAccount(database, typed, except.account), user: nearUser(database, typed, except.identity) };
}

/** Returns the known account that a typed one is close to; `null` if it is known itself, or if none is close. */
function nearAccount(
  database: Reader,
  { provider, accountId }: Pick<IdentityName, 'provider' | 'accountId'>,
  except: number | null = null,
): NearHolder['account'] {
  const typed = tidy(accountId);
  if (typed === '') return null;
  const find = `SELECT id, root_account_id AS accountId, alias FROM account
    WHERE profile = ? AND root_account_id <> '' AND id IS NOT ?`;
  const nearness = nearnessTo(typed);
  let nearest: NearHolder['account'] = null;
  for (const known of database.all<KnownAccount & { id: number }>(find, provider, except)) {
    if (known.accountId === typed) return null;
    const how: Nearness | null =
      known.alias !== '' && known.alias.toLowerCase() === typed.toLowerCase() ? 'alias' : nearness(known.accountId);
    if (how) nearest = closer(nearest, { ...known, how });
  }
  return nearest;
}

function nearUser(
  database: Reader,
  { provider, accountId, identityKind, identityName }: IdentityName,
  except: number | null,
): NearHolder['user'] {
  const typed = tidy(identityName);
  if (typed === '' || !identityOf(provider, identityKind)?.nameField) return null;
  const find = `SELECT i.id, i.name FROM identity i JOIN account a ON a.id = i.account
    WHERE a.profile = ? AND a.root_account_id = ? AND i.kind = ? AND i.name <> '' AND i.id IS NOT ?`;
  const nearness = nearnessTo(typed);
  let nearest: NearHolder['user'] = null;
  const values = [provider, tidy(accountId), identityKind, except];
  for (const known of database.all<{ id: number; name: string }>(find, ...values)) {
    if (known.name === typed) return null;
    const how = nearness(known.name);
    if (how) nearest = closer(nearest, { ...known, how });
  }
  return nearest;
}
