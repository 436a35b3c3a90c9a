import { randomInt } from 'node:crypto';
import type { IdentityName } from '../../../common/accounts/account';
import type { VaultDatabase } from '../../store/database/database';

/** An id for an account or identity. Random, so that none comes back for another one after its own was removed. */
export function freshId(): number {
  return randomInt(1, 2 ** 48 - 1);
}

/** The row of this identity, made with its account where they are new. To be called inside a `write`. */
export function identityRow(database: VaultDatabase, identity: IdentityName): number {
  const { provider, accountId, identityKind, identityName } = identity;
  database.run(
    'INSERT INTO account (id, profile, root_account_id) VALUES (?, ?, ?) ON CONFLICT (profile, root_account_id) DO NOTHING',
    freshId(),
    provider,
    accountId,
  );
  const account = idOf(
    database,
    'SELECT id FROM account WHERE profile = ? AND root_account_id = ?',
    provider,
    accountId,
  );
  database.run(
    'INSERT INTO identity (id, account, profile, kind, name) VALUES (?, ?, ?, ?, ?) ON CONFLICT (account, kind, name) DO NOTHING',
    freshId(),
    account,
    provider,
    identityKind,
    identityName,
  );
  const find = 'SELECT id FROM identity WHERE account = ? AND kind = ? AND name = ?';
  return idOf(database, find, account, identityKind, identityName);
}

/**
 * Removes an identity that has no key, and that no person made or wrote on, and its account likewise. To be called
 * inside a `write`.
 */
export function pruneIdentity(database: VaultDatabase, identity: number): void {
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

function idOf(database: VaultDatabase, sql: string, ...values: (string | number)[]): number {
  const row = database.get<{ id: number }>(sql, ...values);
  if (!row) throw new Error('identity row');
  return row.id;
}
