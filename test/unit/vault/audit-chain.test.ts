import { randomBytes, randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { chainKey } from '../../../vault/audit/chain';
import { checkChain } from '../../../vault/audit/check';
import { type AuditLog, createAuditLog } from '../../../vault/audit/log';
import type { VaultDatabase } from '../../../vault/store/database/database';
import { createDatabase } from '../../../vault/store/database/open';
import { newFolder } from './harness';

let database: VaultDatabase;
let key: Buffer;
let log: AuditLog;

beforeEach(() => {
  const folder = newFolder();
  fs.mkdirSync(folder);
  const file = join(folder, 'vault.db');
  fs.writeFileSync(file, '');
  const vaultKey = randomBytes(32);
  const vaultId = randomUUID();
  database = createDatabase(file, vaultKey, vaultId, 1_700_000_000_000);
  key = chainKey(vaultKey, vaultId);
  let now = 1_700_000_000_000;
  log = createAuditLog({ database, key, actor: 'ada', now: () => (now += 1000) });
});

const write = (rows: number) => {
  const holder = { accountId: '', identityKind: 'user', identityName: '' };
  for (let row = 0; row < rows; row += 1) {
    const key = { id: `key ${row}`, name: 'Key', accessKeyId: 'LTAIFAKE', provider: 'alibaba', ...holder };
    log.append({ action: 'add', key });
  }
};
const broken = async () => (await checkChain(database, key, () => 0)).broken;
/** Lets direct SQL do what the triggers forbid. */
const unguarded = (...statements: string[]) => {
  for (const name of ['updated', 'deleted', 'replaced']) database.run(`DROP TRIGGER IF EXISTS audit_is_not_${name}`);
  for (const sql of statements) database.run(sql);
};

test('rows can’t be changed, deleted or replaced', () => {
  write(3);
  expect(() => database.run("UPDATE audit SET actor = 'eve' WHERE number = 2")).toThrow('not changed');
  expect(() => database.run('DELETE FROM audit WHERE number = 2')).toThrow('not deleted');
  const replace = 'INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE number = 2';
  expect(() => database.run(replace)).toThrow('not replaced');
});

describe('the check', () => {
  test('finds nothing in an empty log, in one row, and over many strides', async () => {
    expect(await broken()).toBeNull();
    write(1);
    expect(await broken()).toBeNull();
    database.write(() => write(1200));
    expect(await checkChain(database, key, () => 7)).toEqual({ at: 7, rows: 1201, broken: null });
  });

  test.each([
    'at = at + 1',
    "actor = 'eve'",
    "action = 'edit'",
    "key_id = 'key 9'",
    "last_four = 'XXXX'",
    "key_name = 'Other'",
    "profile = 'huawei'",
    "outcome = 'refused'",
    "code = 'internal'",
    'detail = \'{"count":1}\'',
    'mac = zeroblob(32)',
  ])('finds a row in which %s', async (change) => {
    write(6);
    unguarded(`UPDATE audit SET ${change} WHERE number = 4`);
    expect(await broken()).toEqual({ row: 4, kind: 'changed' });
  });

  test('finds a text moved from one field into the next', async () => {
    write(3);
    unguarded("UPDATE audit SET key_name = 'KeyFAKE', last_four = '' WHERE number = 2");
    expect(await broken()).toEqual({ row: 2, kind: 'changed' });
  });

  test('finds a removed row, first, middle and closed up', async () => {
    write(6);
    unguarded('DELETE FROM audit WHERE number = 3');
    expect(await broken()).toEqual({ row: 3, kind: 'missing' });
    database.run('UPDATE audit SET number = number - 1 WHERE number > 3');
    expect(await broken()).toEqual({ row: 3, kind: 'changed' });
    database.run('DELETE FROM audit WHERE number = 1');
    expect(await broken()).toEqual({ row: 1, kind: 'missing' });
  });

  test('finds two rows that changed places', async () => {
    write(6);
    unguarded(
      'UPDATE audit SET number = 100 WHERE number = 3',
      'UPDATE audit SET number = 3 WHERE number = 4',
      'UPDATE audit SET number = 4 WHERE number = 100',
    );
    expect(await broken()).toEqual({ row: 3, kind: 'changed' });
  });

  test('finds a tail that was cut, also after more was written', async () => {
    write(6);
    unguarded('DELETE FROM audit WHERE number > 4');
    expect(await broken()).toEqual({ row: 5, kind: 'cut' });
    write(2);
    expect(await broken()).toEqual({ row: 5, kind: 'missing' });
  });

  test('finds a tail that was cut together with its record, also after more was written', async () => {
    write(6);
    unguarded(
      'DELETE FROM audit WHERE number > 4',
      'UPDATE meta SET audit_number = 4, audit_mac = (SELECT mac FROM audit WHERE number = 4)',
    );
    expect(await broken()).toEqual({ row: 4, kind: 'head' });
    write(2);
    expect(await broken()).toEqual({ row: 5, kind: 'head' });
  });

  test('finds an inserted row, in between and at the end, which holds nothing up', async () => {
    write(3);
    const insert = (number: number) =>
      `INSERT INTO audit SELECT ${number}, at, actor, action, key_id, last_four, key_name, profile, outcome, code,
         detail, mac FROM audit WHERE number = 2`;
    unguarded(insert(4));
    expect(await broken()).toEqual({ row: 4, kind: 'changed' });
    write(1);
    expect(await broken()).toEqual({ row: 4, kind: 'changed' });
    unguarded('DELETE FROM audit WHERE number = 2', insert(2).replace('WHERE number = 2', 'WHERE number = 1'));
    expect(await broken()).toEqual({ row: 2, kind: 'changed' });
  });

  test('finds everything removed but the record, and a log of another vault', async () => {
    write(3);
    expect((await checkChain(database, randomBytes(32), () => 0)).broken).toEqual({ row: 1, kind: 'changed' });
    unguarded('DELETE FROM audit');
    expect(await broken()).toEqual({ row: 1, kind: 'cut' });
  });
});
