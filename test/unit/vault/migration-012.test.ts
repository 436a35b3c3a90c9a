import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { expect, test } from 'vitest';
import { migrate } from '../../../vault/store/database/migrations';

test('applies', () => {
  const db = new BetterSqlite(':memory:');
  migrate(db);
  expect(db.pragma('user_version', { simple: true })).toBe(12);
});
