import type { AccountDetails, IdentityDetails, IdentityName } from '../../../common/accounts/account';
import { checkAccount, checkIdentity } from '../../../common/accounts/fields';
import { fail } from '../../../common/errors';
import { errorsOf, type FieldIssue } from '../../../common/keys/fields';
import { tidy } from '../../../common/keys/text';
import {
  identityOf,
  isKnownProvider,
  type ProviderId,
  providerOf,
  type StoredProviderId,
} from '../../../common/providers';
import { brokenRule } from '../../store/database/broken-rules';
import type { Reader, Writer } from '../../store/database/database';
import { accountKeys, identityKeys } from '../../store/database/sort-names';
import { knownKey } from '../later';
import { findKey, updateIdentity, updateSearch } from '../repository';
import { stricterRule } from '../reveal-rule';
import { freshId, pruneIdentity } from './identities';
import { refuseWithoutRoom, saidByRules } from './room';

/** Accounts and identities as a person edits them. `now` in milliseconds since the epoch. */

type AccountTarget = { provider: ProviderId } | { account: number };
type IdentityTarget = { account: number; kind: string } | { identity: number };

interface StoredAccount {
  id: number;
  provider: ProviderId;
  accountId: string;
}

interface StoredIdentity extends IdentityName {
  id: number;
  account: number;
}

/** Makes or changes an account and returns its id. Errors: `invalid-fields`, `account-taken`, `identity-gone`. */
export function saveAccount(database: Writer, target: AccountTarget, typed: AccountDetails): number {
  const stored = 'account' in target ? findAccount(database, target.account) : null;
  const provider = stored?.provider ?? ('provider' in target ? target.provider : fail('identity-gone', {}));
  refuse(checkAccount(providerOf(provider), typed));
  const [accountId, alias] = [tidy(typed.accountId), tidy(typed.alias)];
  const { sorted, searched } = accountKeys({ accountId, alias });
  const other = database.get<{ id: number }>(
    'SELECT id FROM account WHERE profile = ? AND root_account_id = ?',
    provider,
    accountId,
  );
  if (other && other.id !== stored?.id) fail('account-taken', {});
  if (!stored) {
    const id = freshId();
    const make = `INSERT INTO account (id, profile, root_account_id, alias, sorted, searched, kept)
      VALUES (?, ?, ?, ?, ?, ?, 1)`;
    database.runOne(make, id, provider, accountId, alias, sorted, searched);
    return id;
  }
  const change = `UPDATE account SET root_account_id = ?, alias = ?, sorted = ?, searched = ?, kept = 1 WHERE id = ?`;
  database.runOne(change, accountId, alias, sorted, searched, stored.id);
  if (accountId !== stored.accountId) {
    reindex(database, 'identity IN (SELECT id FROM identity WHERE account = ?)', stored.id);
  }
  return stored.id;
}

/**
 * Makes or changes an identity and returns its id. Errors: `invalid-fields`, `identity-taken`, `identity-gone`,
 * `still-has-keys`.
 */
export function saveIdentity(database: Writer, target: IdentityTarget, typed: IdentityDetails): number {
  try {
    return writeIdentity(database, target, typed);
  } catch (error) {
    if (brokenRule(error) !== 'still-has-keys' || !('identity' in target)) throw error;
    return fail('still-has-keys', { keys: keysOf(database, target.identity), doing: 'restrict' });
  }
}

function writeIdentity(database: Writer, target: IdentityTarget, typed: IdentityDetails): number {
  const stored = 'identity' in target ? findIdentity(database, target.identity) : null;
  const account = findAccount(database, stored?.account ?? ('account' in target ? target.account : 0));
  const kind = stored?.identityKind ?? ('kind' in target ? target.kind : '');
  refuse(checkIdentity(identityOf(account.provider, kind), typed));
  const [name, remark] = [tidy(typed.name), tidy(typed.remark)];
  const { accessType, apiCredential, credential } = typed;
  const { sorted, searched } = identityKeys({ name, remark });
  const other = database.get<{ id: number }>(
    'SELECT id FROM identity WHERE account = ? AND kind = ? AND name = ?',
    account.id,
    kind,
    name,
  );
  if (other && other.id !== stored?.id) fail('identity-taken', {});
  if (!stored) {
    const id = freshId();
    database.runOne(
      `INSERT INTO identity (id, account, profile, kind, name, remark, sorted, searched, access_type, api_credential,
         credential, kept)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
      id,
      account.id,
      account.provider,
      kind,
      name,
      remark,
      sorted,
      searched,
      accessType,
      apiCredential,
      credential,
    );
    return id;
  }
  database.runOne(
    `UPDATE identity SET name = ?, remark = ?, sorted = ?, searched = ?, access_type = ?, api_credential = ?, credential = ?,
       kept = 1
     WHERE id = ?`,
    name,
    remark,
    sorted,
    searched,
    accessType,
    apiCredential,
    credential,
    stored.id,
  );
  if (name !== stored.identityName) reindex(database, 'identity = ?', stored.id);
  return stored.id;
}

/** Errors: `identity-gone`, `still-has-keys`. */
export function removeIdentity(database: Writer, id: number): void {
  findIdentity(database, id);
  const keys = keysOf(database, id);
  if (keys > 0) fail('still-has-keys', { keys, doing: 'remove' });
  database.runOne('DELETE FROM identity WHERE id = ?', id);
}

/** Removes an account with its identities. Errors: `identity-gone`, `still-has-keys`. */
export function removeAccount(database: Writer, id: number): void {
  findAccount(database, id);
  const count = 'SELECT keys FROM account WHERE id = ?';
  const keys = database.get<{ keys: number }>(count, id)?.keys ?? 0;
  if (keys > 0) fail('still-has-keys', { keys, doing: 'remove' });
  database.run('DELETE FROM identity WHERE account = ?', id);
  database.runOne('DELETE FROM account WHERE id = ?', id);
}

/**
 * Checks that these keys can be given to one identity, and returns those that it doesn't have yet. Errors: `not-found`,
 * `identity-gone`, `other-profile`, `quota-full`, `key-not-allowed`.
 */
export function checkAssignment(database: Reader, ids: readonly string[], identity: number): string[] {
  const who = findIdentity(database, identity);
  const keys = [...new Set(ids)].map((id) => findKey(database, id));
  if (keys.some(({ provider }) => provider !== who.provider)) fail('other-profile', {});
  const { accountId, identityKind, identityName } = who;
  const moved = keys.filter(
    (key) => key.accountId !== accountId || key.identityKind !== identityKind || key.identityName !== identityName,
  );
  for (const kind of new Set(moved.map(({ credential }) => credential))) {
    refuseWithoutRoom(database, who, kind, moved.filter(({ credential }) => credential === kind).length);
  }
  return moved.map(({ id }) => id);
}

/** Gives a key to an identity. Errors: as those of {@link checkAssignment}. */
export function assignKey(database: Writer, id: string, identity: number, now: number): void {
  const { accountId, identityKind, identityName, provider } = findIdentity(database, identity);
  const key = findKey(database, id);
  if (key.provider !== provider) fail('other-profile', {});
  saidByRules(database, { provider, accountId, identityKind, identityName }, [key.credential], () => {
    const former = updateIdentity(database, id, identity, stricterRule(knownKey(key), identityKind), now);
    updateSearch(database, id, { ...key, accountId, identityName });
    pruneIdentity(database, former);
  });
}

/** Returns whom an identity stands for, with its account's alias. Errors: `identity-gone`. */
export function identityNamed(database: Reader, identity: number): IdentityName & { alias: string } {
  const { account, provider, accountId, identityKind, identityName } = findIdentity(database, identity);
  const alias = database.get<{ alias: string }>('SELECT alias FROM account WHERE id = ?', account)?.alias ?? '';
  return { provider, accountId, identityKind, identityName, alias };
}

/**
 * Writes the search text of keys again. The search finds keys by their account and user, so their names are in that
 * text.
 */
function reindex(database: Writer, where: string, owner: number): void {
  for (const { id } of database.all<{ id: string }>(`SELECT id FROM access_key WHERE ${where}`, owner)) {
    updateSearch(database, id, findKey(database, id));
  }
}

/** Refuses what only a later Keyfold knows. Errors: `needs-newer`. */
function knownAccount<Account extends { provider: StoredProviderId }>(account: Account): Account {
  return isKnownProvider(account.provider) ? account : fail('needs-newer', {});
}

/** Errors: `needs-newer`; `identity-gone`, also for the account that stands for "not known". */
function findAccount(database: Reader, id: number): StoredAccount {
  const find =
    "SELECT id, profile AS provider, root_account_id AS accountId FROM account WHERE id = ? AND root_account_id <> ''";
  return knownAccount(database.get<StoredAccount>(find, id) ?? fail('identity-gone', {}));
}

/** Errors: `needs-newer`; `identity-gone`, also for an identity that is not fully known. */
function findIdentity(database: Reader, id: number): StoredIdentity {
  const find = `SELECT i.id, i.account, i.profile AS provider, a.root_account_id AS accountId, i.kind AS identityKind, i.name AS identityName
    FROM identity i JOIN account a ON a.id = i.account WHERE i.id = ? AND i.unassigned = 0`;
  const found = knownAccount(database.get<StoredIdentity>(find, id) ?? fail('identity-gone', {}));
  return identityOf(found.provider, found.identityKind) ? found : fail('needs-newer', {});
}

function keysOf(database: Reader, identity: number): number {
  const count = 'SELECT long_term + temporary AS keys FROM identity WHERE id = ?';
  return database.get<{ keys: number }>(count, identity)?.keys ?? 0;
}

function refuse(issues: readonly FieldIssue[]): void {
  const errors = errorsOf(issues);
  if (errors.length > 0) fail('invalid-fields', { issues: errors });
}
