import { randomInt } from 'node:crypto';
import type { IdentityName } from '../../../common/accounts/account';
import type { Reader, Writer } from '../../store/database/database';

/** Returns an id for an account or identity. It is random, so that the id of a removed one is not used again. */
export function freshId(): number {
  return randomInt(1, 2 ** 48 - 1);
}

/**
 * Returns the row of this identity. If the identity or its account is new, it is made. Must be called inside a `write`.
 */
export function identityRow(database: Writer, identity: IdentityName): number {
  const { provider, identityKind, identityName } = identity;
  const account = accountRow(database, identity);
  const find = 'SELECT id FROM identity WHERE account = ? AND kind = ? AND name = ?';
  const known = database.get<{ id: number }>(find, account, identityKind, identityName);
  if (known) return known.id;
  const id = freshId();
  const make = 'INSERT INTO identity (id, account, profile, kind, name) VALUES (?, ?, ?, ?, ?)';
  database.runOne(make, id, account, provider, identityKind, identityName);
  return id;
}

function accountRow(database: Writer, { provider, accountId }: IdentityName): number {
  const find = 'SELECT id FROM account WHERE profile = ? AND root_account_id = ?';
  const known = database.get<{ id: number }>(find, provider, accountId);
  if (known) return known.id;
  const id = freshId();
  database.runOne('INSERT INTO account (id, profile, root_account_id) VALUES (?, ?, ?)', id, provider, accountId);
  return id;
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
