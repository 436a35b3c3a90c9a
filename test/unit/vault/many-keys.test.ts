import { randomBytes, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { NewKeyDetails } from '../../../common/keys/access-key';
import { type ProviderId, providerOf } from '../../../common/providers';
import { openStored, samePlain, storeKeys } from '../../../vault/keys/add';
import { keyTables } from '../../../vault/keys/list';
import { type Searched, searchText } from '../../../vault/keys/search';
import type { VaultDatabase } from '../../../vault/store/database/database';
import { type Insertion, inParts, insertRows } from '../../../vault/store/database/insertion';
import { createFolder } from '../../../vault/store/folder';
import { newFolder, password, quickCost } from './harness';

/** Many keys are stored by few statements. Each of them must be stored as if it were alone. */

let database: VaultDatabase;
const secretKey = randomBytes(32);
const vault = () => ({ id: 'FAKE-vault', database });

beforeEach(async () => {
  ({ database } = await createFolder(newFolder(), password().password, 1, quickCost));
  return () => database.close();
});

function kindFor(provider: ProviderId, credential: 'long-term' | 'temporary'): string {
  const fitting = providerOf(provider).identities.find(
    ({ credentials, nameField }) => nameField && credentials.includes(credential),
  );
  return fitting?.kind ?? '';
}

/** A key that shares with its neighbours what `at` says, so that some statements bind it once and others do not. */
function keyAt(at: number) {
  const provider: ProviderId = at % 700 === 3 ? 'huawei' : 'alibaba';
  const credential = at % 600 === 5 ? 'temporary' : 'long-term';
  const key: NewKeyDetails = {
    provider,
    keyType: '',
    credential,
    expiresAt: credential === 'temporary' ? 9_000_000_000_000 : null,
    accessKeyId: `FAKE${String(at).padStart(8, '0')}`,
    name: at % 11 === 0 ? `键 ${at}` : `Key ${at}`,
    description: at > 520 && at < 530 ? `Of its own ${at}` : '',
    accountId: at % 13 === 0 ? '' : '1234567890123456',
    identityKind: kindFor(provider, credential),
    identityName: `user-${at}`,
    endpoint: '',
  };
  const secret = Buffer.from(`FAKE secret ${at}`);
  const plain = { secret, token: credential === 'temporary' ? Buffer.from(`FAKE token ${at}`) : null };
  return {
    checked: { key, plain, warnings: [] },
    id: randomUUID(),
    createdAt: 1000 + Math.floor(at / 400),
    displayedAt: at % 450 === 0 ? 5 : null,
  };
}

/** So many that all sizes of statements are used. */
const some = Array.from({ length: 1103 }, (_, at) => at);

const stored = () =>
  database.all<Searched & Record<string, unknown> & { id: string }>(
    `SELECT k.id, k.profile AS provider, k.credential, k.expires_at AS expiresAt, k.access_key_id AS accessKeyId, k.name,
       k.description, k.key_type AS keyType, k.endpoint, k.created_at AS createdAt, k.updated_at AS updatedAt,
       k.active_since AS activeSince, k.status, k.displayed_at AS displayedAt, a.root_account_id AS accountId,
       i.kind AS identityKind, i.name AS identityName FROM ${keyTables} ORDER BY k.number`,
  );

describe('many keys at once', () => {
  test('are stored each with its own values, secrets and words for the search, in their order', () => {
    const keys = some.map(keyAt);
    database.write((writer) => storeKeys({ ...vault(), database: writer }, secretKey, keys));
    expect(stored()).toEqual(
      keys.map(({ checked: { key }, id, createdAt, displayedAt }) => ({
        ...key,
        ...{ id, createdAt, updatedAt: createdAt, activeSince: createdAt, status: 'enabled', displayedAt },
      })),
    );
    for (const { checked, id } of keys) {
      expect(samePlain(openStored(vault(), secretKey, id, checked.key.accessKeyId), checked.plain)).toBe(true);
    }
    const texts = database.all<{ text: string }>('SELECT text FROM key_search ORDER BY rowid').map(({ text }) => text);
    expect(texts).toEqual(stored().map(searchText));
  });

  test('get identities with ascending ids, each once, and take those that are there', () => {
    const [first, again] = [some.slice(0, 60).map(keyAt), some.slice(0, 60).map(keyAt)];
    for (const [index, { checked }] of again.entries()) checked.key.accessKeyId = `FAKEAGAIN${index}`;
    for (const keys of [first, again])
      database.write((writer) => storeKeys({ ...vault(), database: writer }, secretKey, keys));
    const identities = database.all<{ identity: number }>('SELECT identity FROM access_key ORDER BY number');
    const ids = identities.map(({ identity }) => identity);
    expect(ids.slice(0, 60)).toEqual(ids.slice(0, 60).toSorted((one, other) => one - other));
    expect(ids.slice(60)).toEqual(ids.slice(0, 60));
    expect(new Set(ids).size).toBe(60);
  });

  test.each([0, 99, 100, 1099, 1102])(
    'are refused, and none is stored, if what was stored of number %i does not open',
    (at) => {
      const keys = some.map(keyAt);
      const name = keys[at]?.checked.key.name ?? '';
      const spoil = `UPDATE access_key SET secret = (SELECT secret FROM access_key WHERE number <> new.number LIMIT 1)`;
      database.write((writer) => storeKeys({ ...vault(), database: writer }, secretKey, [keyAt(99_999)]));
      database.run(
        `CREATE TEMP TRIGGER spoil AFTER INSERT ON access_key WHEN new.name = '${name}' BEGIN ${spoil} WHERE number = new.number; END`,
      );
      const store = () => database.write((writer) => storeKeys({ ...vault(), database: writer }, secretKey, keys));
      expect(store).toThrow(expect.objectContaining({ message: 'secret-damaged' }));
      expect(stored()).toHaveLength(1);
    },
  );

  test('are refused with the name of the key that has an AccessKey ID already, wherever it stands', () => {
    const keys = some.map(keyAt);
    const [taken, last] = [keys[700], keys.at(-1)];
    if (taken && last) last.checked.key.accessKeyId = taken.checked.key.accessKeyId;
    const store = () => database.write((writer) => storeKeys({ ...vault(), database: writer }, secretKey, keys));
    expect(store).toThrow(
      expect.objectContaining({ error: { code: 'access-key-id-taken', name: taken?.checked.key.name } }),
    );
    expect(stored()).toHaveLength(0);
  });
});

describe('rows of one statement', () => {
  const table: Insertion = { table: 'some', own: ['a'], shared: ['b', 'c'] };
  type Row = { a: number; b: string | null; c: Buffer | number | null };
  const rowsOf = (rows: readonly Row[]) => rows.map(({ a, b, c }) => ({ own: [a], shared: [b, c] }));

  test.each<[string, (a: number) => Row]>([
    ['the same in all shared columns', (a) => ({ a, b: 'same', c: null })],
    ['another value in the last row', (a) => ({ a, b: a === 49 ? 'other' : 'same', c: 1 })],
    ['NULL in one row', (a) => ({ a, b: a === 20 ? null : 'same', c: 1 })],
    ['bytes', (a) => ({ a, b: 'same', c: Buffer.from([a]) })],
  ])('with %s are stored as they are', (_, rowAt) => {
    database.run('CREATE TEMP TABLE some (a INTEGER, b TEXT, c ANY) STRICT');
    const rows = some.slice(0, 50).map(rowAt);
    insertRows(database, table, rowsOf(rows));
    expect(database.all('SELECT a, b, c FROM some ORDER BY a')).toEqual(rows);
  });

  test('are counted: if one is swallowed, it is an error', () => {
    database.run('CREATE TEMP TABLE some (a INTEGER, b TEXT, c ANY) STRICT');
    database.run('CREATE TEMP TRIGGER swallow BEFORE INSERT ON some WHEN new.a = 7 BEGIN SELECT raise(IGNORE); END');
    const rows = rowsOf(some.slice(0, 50).map((a) => ({ a, b: 'same', c: 1 })));
    expect(() => insertRows(database, table, rows)).toThrow('vault-damaged');
  });

  test.each([0, 1, 9, 10, 11, 99, 100, 101, 1103])('of %i are cut into parts that have each row once', (count) => {
    const parts = [...inParts(some.slice(0, count))];
    expect(parts.flat()).toEqual(some.slice(0, count));
    expect(parts.every(({ length }) => [1, 10, 100].includes(length))).toBe(true);
  });
});
