import { randomInt } from 'node:crypto';
import type { IdentityName } from '../../../common/accounts/account';
import { fail } from '../../../common/errors';
import type { Reader, Writer } from '../../store/database/database';
import { type Insertion, inParts, insertRows } from '../../store/database/insertion';
import { accountKeys, identityKeys } from '../../store/database/sort-names';

/** Returns an id for an account or identity. It is random, so that the id of a removed one is not used again. */
export function freshId(): number {
  return randomInt(1, 2 ** 48 - 1);
}

const identityTable: Insertion = {
  table: 'identity',
  own: ['id', 'name', 'sorted', 'searched'],
  shared: ['account', 'profile', 'kind'],
};

/**
 * Returns the row of this identity. If the identity or its account is new, it is made. Must be called inside a `write`.
 */
export function identityRow(database: Writer, identity: IdentityName): number {
  return identityRows(database, [identity])[0] ?? fail('internal', {});
}

/** The same for several identities, in their order. */
export function identityRows(database: Writer, identities: readonly IdentityName[]): number[] {
  const accounts = new Map<string, AccountRow>();
  const fresh = new Map<string, FreshIdentity>();
  const find = 'SELECT id FROM identity WHERE account = ? AND kind = ? AND name = ?';
  const rows = identities.map((identity): { id: number } => {
    const { provider, accountId, identityKind, identityName } = identity;
    const place = `${provider} ${accountId}`;
    const account = accounts.get(place) ?? accountRow(database, identity);
    accounts.set(place, account);
    const who = `${account.id} ${identityKind} ${identityName}`;
    const made = fresh.get(who);
    if (made) return made;
    // An account that was just made has no identities yet.
    const known = account.made ? undefined : database.get<{ id: number }>(find, account.id, identityKind, identityName);
    if (known) return known;
    const added: FreshIdentity = { id: 0, account: account.id, identity };
    fresh.set(who, added);
    return added;
  });
  const added = [...fresh.values()];
  // In ascending order, as their keys will be: then each goes to the end of a table or close to the one before.
  const ids = Float64Array.from(added, freshId).sort();
  for (const [index, one] of added.entries()) one.id = ids[index] ?? fail('internal', {});
  for (const some of inParts(added)) {
    const inserted = some.map(({ id, account, identity }) => {
      const { sorted, searched } = identityKeys({ name: identity.identityName, remark: '' });
      return {
        own: [id, identity.identityName, sorted, searched],
        shared: [account, identity.provider, identity.identityKind],
      };
    });
    insertRows(database, identityTable, inserted);
  }
  return rows.map(({ id }) => id);
}

interface FreshIdentity {
  id: number;
  account: number;
  identity: IdentityName;
}

interface AccountRow {
  id: number;
  /** It was made just now. */
  made: boolean;
}

function accountRow(database: Writer, { provider, accountId }: IdentityName): AccountRow {
  const find = 'SELECT id FROM account WHERE profile = ? AND root_account_id = ?';
  const known = database.get<{ id: number }>(find, provider, accountId);
  if (known) return { id: known.id, made: false };
  const id = freshId();
  const { sorted, searched } = accountKeys({ alias: '', accountId });
  const add = 'INSERT INTO account (id, profile, root_account_id, sorted, searched) VALUES (?, ?, ?, ?, ?)';
  database.runOne(add, id, provider, accountId, sorted, searched);
  return { id, made: true };
}

/**
 * Removes an identity that has no key, if no person made it or wrote a remark on it. Then removes its account, if that
 * has no identity and no person made it or gave it an alias. Must be called inside a `write`.
 */
export function pruneIdentity(database: Writer, identity: number): void {
  const account = idOf(database, 'SELECT account AS id FROM identity WHERE id = ?', identity);
  database.run(
    "DELETE FROM identity WHERE id = ? AND kept = 0 AND remark = '' AND NOT EXISTS (SELECT 1 FROM access_key k WHERE k.identity = identity.id)",
    identity,
  );
  database.run(
    "DELETE FROM account WHERE id = ? AND kept = 0 AND alias = '' AND NOT EXISTS (SELECT 1 FROM identity i WHERE i.account = account.id)",
    account,
  );
}

function idOf(database: Reader, sql: string, ...values: (string | number)[]): number {
  const row = database.get<{ id: number }>(sql, ...values);
  if (!row) throw new Error('identity row');
  return row.id;
}
