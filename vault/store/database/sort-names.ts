import type BetterSqlite from 'better-sqlite3-multiple-ciphers';

/**
 * How accounts and identities are sorted and found. SQLite knows no case and width but that of ASCII, so the vault
 * writes both beside the names.
 */

const ascii = /^[\0-\x7f]*$/;

/** Returns a text with case and width folded, in the same way on every system and in every language. */
export function fold(text: string): string {
  // ASCII has one form only.
  return (ascii.test(text) ? text : text.normalize('NFKC')).toLowerCase();
}

/** Digits that a number is filled up to. The longest known ID of an account has 16. */
const digits = 20;

/** Returns what a name is sorted by: folded, and numbers by their value. */
export const sortKey = (name: string): string =>
  fold(name).replace(/\d+/g, (number) => number.replace(/^0+(?=\d)/, '').padStart(digits, '0'));

/** Returns what an account is sorted and found by. */
export const accountKeys = ({ alias, accountId }: { alias: string; accountId: string }) => ({
  sorted: sortKey(alias || accountId),
  searched: fold(`${alias}\n${accountId}`),
});

/** Returns what an identity is sorted and found by. */
export const identityKeys = ({ name, remark }: { name: string; remark: string }) => ({
  sorted: sortKey(name),
  searched: fold(`${name}\n${remark}`),
});

/**
 * Writes what accounts and identities are sorted and found by, where that isn't there yet. Must be called at every
 * opening, after the migrations.
 */
export function syncNames(db: BetterSqlite.Database): void {
  const accounts = db
    .prepare<[], { id: number; alias: string; accountId: string }>(
      'SELECT id, alias, root_account_id AS accountId FROM account WHERE sorted IS NULL',
    )
    .all();
  const identities = db
    .prepare<[], { id: number; name: string; remark: string }>(
      'SELECT id, name, remark FROM identity WHERE sorted IS NULL',
    )
    .all();
  if (accounts.length === 0 && identities.length === 0) return;
  const [ofAccount, ofIdentity] = (['account', 'identity'] as const).map((table) =>
    db.prepare<[string, string, number]>(`UPDATE ${table} SET sorted = ?, searched = ? WHERE id = ?`),
  );
  db.transaction(() => {
    for (const account of accounts) {
      const { sorted, searched } = accountKeys(account);
      ofAccount?.run(sorted, searched, account.id);
    }
    for (const identity of identities) {
      const { sorted, searched } = identityKeys(identity);
      ofIdentity?.run(sorted, searched, identity.id);
    }
  }).immediate();
}
