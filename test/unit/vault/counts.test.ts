import { randomBytes, randomUUID } from 'node:crypto';
import { openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { AccountsLine } from '../../../common/accounts/account';
import { careKinds } from '../../../common/keys/filter';
import { secretBytes } from '../../../common/keys/text-bytes';
import { type ProviderId, providerOf, providers } from '../../../common/providers';
import { twoActiveAfter } from '../../../common/rotation';
import { assignKey, saveAccount, saveIdentity } from '../../../vault/keys/accounts/change';
import { accountTree } from '../../../vault/keys/accounts/tree';
import {
  findHolder,
  firstAccounts,
  firstIdentities,
  listLines,
  providerHeads,
} from '../../../vault/keys/accounts/windows';
import { checkKey, type StoredAs, storeKeys } from '../../../vault/keys/add';
import { editKey, setDefault, setStatuses } from '../../../vault/keys/change';
import { type CountedTime, countBefore, countBeforeByProvider, countCare } from '../../../vault/keys/counts';
import { agedFrom, careCondition } from '../../../vault/keys/filter';
import { countKeys, listKeys } from '../../../vault/keys/list';
import { countOverview } from '../../../vault/keys/overview';
import {
  deleteKeys,
  findKey,
  markDisplayed,
  markTaken,
  updateRotationDays,
  updateSecret,
} from '../../../vault/keys/repository';
import type { Reader, Value, VaultDatabase } from '../../../vault/store/database/database';
import { createDatabase } from '../../../vault/store/database/open';
import { fakePair, fakeTemporary } from '../../support/fake-keys';
import { scratchFolder } from '../../support/scratch';

const folder = scratchFolder('keyfold-counts');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const day = 86_400_000;
const start = 1_767_225_600_000;
const key = randomBytes(32);
const secretKey = randomBytes(32);
const vaultId = randomUUID();

function made(): VaultDatabase {
  const file = join(folder, `${randomUUID()}.db`);
  openSync(file, 'wx', 0o600);
  return createDatabase(file, key, vaultId, start);
}

const ids = (database: VaultDatabase) =>
  database.all<{ id: string }>('SELECT id FROM access_key ORDER BY number').map(({ id }) => id);

/** What a test knows beside the vault: the time, which only an act moves. */
interface World {
  database: VaultDatabase;
  now: number;
}

type Act = (world: World, pick: (list: readonly string[]) => string | undefined, n: number) => void;

function newKey(n: number, now: number): StoredAs {
  const provider = providers[n % providers.length] ?? providerOf('alibaba');
  const identity = provider.identities[Math.floor(n / 4) % provider.identities.length] ?? provider.identities[0];
  const temporary = identity.credentials.includes('temporary') && n % 3 === 0;
  const credential = temporary || !identity.credentials.includes('long-term') ? 'temporary' : 'long-term';
  const values = credential === 'temporary' ? fakeTemporary() : { ...fakePair(provider.id), token: '' };
  const isKnown = n % 5 !== 0;
  const type = provider.keyTypes[0];
  const createdAt = now - (n % 120) * day - n;
  const typed = {
    provider: provider.id,
    name: `key ${n}`,
    description: '',
    accountId: isKnown ? accountOf(provider.id, n % 6) : '',
    identityKind: identity.kind,
    identityName: n % 7 !== 0 && identity.nameField ? `user-${n % 23}` : '',
    endpoint: type?.endpoint ? 'https://ebs.example' : '',
    keyType: type?.id ?? '',
    credential,
    accessKeyId: values.accessKeyId,
    expiresAt: credential === 'temporary' ? createdAt + ((n % 200) + 1) * 3_600_000 : null,
  } as const;
  const checked = checkKey(typed, { secret: secretBytes(values.secret), token: secretBytes(values.token) }, createdAt);
  return { checked, id: randomUUID(), createdAt, displayedAt: n % 2 === 0 ? createdAt : null };
}

const accountOf = (provider: ProviderId, n: number) =>
  provider === 'alibaba' || provider === 'private-alibaba' ? `100000000000000${n}` : `account-of-a-test-${n}`;

const acts: Readonly<Record<string, Act>> = {
  add: ({ database, now }, _, n) => storeKeys({ id: vaultId, database }, secretKey, [newKey(n, now)]),
  import: ({ database, now }, _, n) =>
    storeKeys(
      { id: vaultId, database },
      secretKey,
      Array.from({ length: 12 }, (_unused, at) => newKey(n * 12 + at, now)),
    ),
  edit({ database, now }, pick, n) {
    const id = pick(ids(database));
    if (id === undefined) return;
    const { name, description, endpoint, identityKind, accountId, provider } = findKey(database, id);
    const named = providerOf(provider).identities.find(({ kind }) => kind === identityKind)?.nameField;
    const identityName = named ? `user-${n % 3}` : '';
    editKey(database, { id, name, description, endpoint, identityKind, accountId, identityName }, now);
  },
  assign({ database, now }, pick, n) {
    const id = pick(ids(database));
    const all = database.all<{ id: number }>('SELECT id FROM identity WHERE unassigned = 0 ORDER BY id');
    const identity = all[n % Math.max(1, all.length)]?.id;
    if (id !== undefined && identity !== undefined) assignKey(database, id, identity, now);
  },
  delete({ database }, pick) {
    const id = pick(ids(database));
    if (id !== undefined) deleteKeys(database, [id]);
  },
  deleteMany: ({ database }, _, n) => deleteKeys(database, ids(database).slice(0, n % 9)),
  enable({ database, now }, pick) {
    const id = pick(ids(database));
    if (id !== undefined) setStatuses(database, [id], 'enabled', now);
  },
  disable: ({ database, now }, _, n) => setStatuses(database, ids(database).slice(n % 5, (n % 5) + 4), 'disabled', now),
  makeDefault({ database, now }, pick) {
    const id = pick(ids(database));
    if (id !== undefined) setDefault(database, id, now);
  },
  period({ database }, pick, n) {
    const id = pick(ids(database));
    if (id !== undefined) updateRotationDays(database, id, [null, 0, 1, 30, 3650][n % 5] ?? null);
  },
  show({ database, now }, pick) {
    const id = pick(ids(database));
    if (id !== undefined) markDisplayed(database, id, 'shown', now);
  },
  take({ database, now }, pick) {
    const id = pick(ids(database));
    if (id !== undefined) markTaken(database, id, now);
  },
  use({ database, now }, pick) {
    const id = pick(ids(database));
    if (id !== undefined) database.runOne('UPDATE access_key SET last_used_at = ? WHERE id = ?', now, id);
  },
  replaceSecret({ database, now }, pick) {
    const id = pick(ids(database));
    if (id === undefined || findKey(database, id).credential === 'long-term') return;
    updateSecret(database, id, { secret: Buffer.alloc(40), token: Buffer.alloc(40) }, now + 1234, now);
  },
  fromTheProvider({ database, now }, pick, n) {
    const id = pick(ids(database));
    const used = [null, 0, now - n * 1000][n % 3] ?? null;
    const set = 'UPDATE access_key SET provider_created_at = ?, provider_used_at = ? WHERE id = ?';
    if (id !== undefined) database.runOne(set, n % 2 === 0 ? now - n * day : null, used, id);
  },
  leak({ database, now }, pick, n) {
    const id = pick(ids(database));
    const set = 'UPDATE access_key SET leaked_at = ? WHERE id = ?';
    if (id !== undefined) database.runOne(set, n % 2 === 0 ? now : null, id);
  },
  newAccount: ({ database }, _, n) =>
    saveAccount(database, { provider: 'alibaba' }, { accountId: `200000000000000${n % 10}`, alias: `alias ${n}` }),
  renameAccount({ database }, _, n) {
    const all = database.all<{ id: number }>("SELECT id FROM account WHERE root_account_id <> '' ORDER BY id");
    const account = all[n % Math.max(1, all.length)]?.id;
    if (account !== undefined) saveAccount(database, { account }, { accountId: `300000000000000${n % 10}`, alias: '' });
  },
  renameIdentity({ database }, _, n) {
    const all = database.all<{ id: number }>("SELECT id FROM identity WHERE unassigned = 0 AND name <> '' ORDER BY id");
    const identity = all[n % Math.max(1, all.length)]?.id;
    const details = {
      remark: n % 2 === 0 ? '' : 'On Call 值班',
      accessType: 'programmatic',
      apiCredential: 'access-key',
      credential: 'both',
    } as const;
    if (identity !== undefined) saveIdentity(database, { identity }, { name: `renamed-${n % 4}`, ...details });
  },
  ruleOfAnotherVersion: ({ database }, _, n) =>
    database.run(
      'INSERT OR REPLACE INTO identity_rule SELECT profile, kind, named, ?, long_term, temporary FROM identity_rule',
      (n % 4) + 1,
    ),
  periodOfAnotherVersion: ({ database }, _, n) =>
    database.run(
      'INSERT OR REPLACE INTO rotation_rule SELECT profile, ?, ? FROM rotation_rule',
      (n % 50) + 1,
      (n % 50) + 20,
    ),
};

const counted: Readonly<Record<CountedTime, [has: string, time: string]>> = {
  aged: ['1', agedFrom],
  due: ["k.status = 'enabled' AND k.due_at IS NOT NULL", 'k.due_at'],
  warn: ["k.status = 'enabled' AND k.warn_at IS NOT NULL", 'k.warn_at'],
  used: ["k.credential = 'long-term'", 'max(k.created_at, 0)'],
  both: ['k.both_since IS NOT NULL', 'k.both_since'],
  expires: ['k.expires_at IS NOT NULL', 'k.expires_at'],
};

const unassigned = `EXISTS (SELECT 1 FROM identity i JOIN account a ON a.id = i.account
  LEFT JOIN identity_rule r ON r.profile = i.profile AND r.kind = i.kind
  WHERE i.id = k.identity AND (a.root_account_id = '' OR (i.name = '' AND coalesce(r.named, 1) = 1)))`;

/** Which keys need a care, counted from the keys themselves wherever the filter reads what the database keeps. */
function plainCare(care: (typeof careKinds)[number], now: number): string {
  if (care === 'unassigned') return unassigned;
  if (care !== 'two-active') {
    const { sql, values } = careCondition(care, now);
    return values.reduce((text: string, value) => text.replace('?', String(value)), sql);
  }
  return `k.status = 'enabled' AND k.credential = 'long-term' AND NOT ${unassigned} AND (
    SELECT min(max(k.active_since, o.active_since)) FROM access_key o WHERE o.identity = k.identity
      AND o.number <> k.number AND o.status = 'enabled' AND o.credential = 'long-term') < ${now - twoActiveAfter}`;
}

function expectRight({ database, now }: World): void {
  const plain = (where: string, ...values: (string | number)[]) =>
    database.get<{ keys: number }>(`SELECT count(*) AS keys FROM access_key k WHERE ${where}`, ...values)?.keys;
  const found = { cares: {}, counts: countKeys(database), times: {} } as Record<string, unknown>;
  const wanted = { cares: {}, counts: [], times: {} } as Record<string, unknown>;
  const put = (of: Record<string, unknown>, group: string, name: string, value: unknown) =>
    Object.assign(of[group] as object, { [name]: value });
  for (const care of careKinds) {
    put(found, 'cares', care, countCare(database, care, now));
    put(wanted, 'cares', care, plain(plainCare(care, now)));
    for (const { id } of providers) {
      put(found, 'cares', `${care} ${id}`, countCare(database, care, now, id));
      put(wanted, 'cares', `${care} ${id}`, plain(`${plainCare(care, now)} AND k.profile = ?`, id));
    }
  }
  for (const [kind, [has, time]] of Object.entries(counted)) {
    if (kind === 'used') continue;
    put(found, 'times', kind, countBefore(database, kind as CountedTime, now));
    put(wanted, 'times', kind, plain(`${has} AND ${time} < ?`, now));
    const each = countBeforeByProvider(database, kind as CountedTime, now);
    for (const { id } of providers) {
      put(found, 'times', `${kind} ${id}`, each.get(id) ?? 0);
      put(wanted, 'times', `${kind} ${id}`, plain(`${has} AND ${time} < ? AND k.profile = ?`, now, id));
    }
  }
  wanted.counts = providers.map(({ id }) => ({ provider: id, keys: plain('k.profile = ?', id) }));
  expect(found).toEqual(wanted);
  const held = database.all(
    `SELECT i.id, i.long_term, i.temporary, i.unassigned, a.keys, a.known FROM identity i JOIN account a ON a.id = i.account
     ORDER BY i.id`,
  );
  const truly = database.all(
    `SELECT k.id, (SELECT count(*) FROM access_key WHERE identity = k.id AND credential = 'long-term') AS long_term,
       (SELECT count(*) FROM access_key WHERE identity = k.id AND credential = 'temporary') AS temporary,
       ${unassigned.replace('k.identity', 'k.id')} AS unassigned,
       (SELECT count(*) FROM access_key o JOIN identity p ON p.id = o.identity WHERE p.account = k.account) AS keys,
       (SELECT count(*) FROM identity p WHERE p.account = k.account AND NOT ${unassigned.replace('k.identity', 'p.id')}) AS known
     FROM identity k ORDER BY k.id`,
  );
  expect(held).toEqual(truly);
}

/** Some acts are refused, as they would be for a person. Then nothing has changed. */
function attempt(world: World, act: Act, n: number): void {
  const pick = (list: readonly string[]) => list[n % Math.max(1, list.length)];
  try {
    world.database.write(() => act(world, pick, n));
  } catch (error) {
    const refused = /quota-full|key-not-allowed|taken|not-enabled|disable-is-final|invalid-fields|other-profile|CHECK/;
    if (!(error instanceof Error) || !refused.test(error.message)) throw error;
  }
}

test('the numbers are those of a plain count after any sequence of acts, at any time', () => {
  const names = Object.keys(acts);
  const step = fc.record({
    act: fc.constantFrom(...names),
    n: fc.integer({ min: 0, max: 400 }),
    later: fc.constantFrom(0, 0, 1, day - 1, day, 40 * day, -3 * day),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
      const world: World = { database: made(), now: start };
      try {
        attempt(world, acts.import ?? (() => undefined), 7);
        for (const { act, n, later } of steps) {
          attempt(world, acts[act] ?? (() => undefined), n);
          world.now += later;
          expectRight(world);
        }
      } finally {
        world.database.close();
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);

test('a window of the list has the same rows from either end', () => {
  const database = made();
  const world = { database, now: start };
  for (let n = 0; ids(database).length < 60; n += 1) attempt(world, acts.add ?? (() => undefined), n);
  // Several keys of one name, so that ties have an order too.
  database.write(() => database.run("UPDATE access_key SET name_folded = 'same' WHERE number % 3 = 0"));
  const columns = ['name', 'accessKeyId', 'account', 'user', 'type', 'status', 'default', 'age'] as const;
  for (const column of columns) {
    for (const direction of ['ascending', 'descending'] as const) {
      const window = (offset: number, limit: number) =>
        listKeys(
          database,
          { provider: null, scope: null, text: '', sort: { column, direction }, offset, limit },
          start,
        );
      const whole = window(0, 60).rows.map(({ id }) => id);
      expect(whole.length).toBe(60);
      for (const offset of [0, 7, 29, 31, 52, 59, 60, 70]) {
        const { rows, total } = window(offset, 10);
        expect([column, direction, total, rows.map(({ id }) => id)]).toEqual([
          column,
          direction,
          60,
          whole.slice(offset, offset + 10),
        ]);
      }
    }
  }
  database.close();
});

/** The lines as they stand below each other, out of the whole tree. */
function linesOfTree(database: VaultDatabase, text: string, only: ProviderId | null): unknown[] {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '');
  const has = (...texts: string[]) => words.every((word) => texts.join('\n').toLowerCase().includes(word));
  return accountTree(database).flatMap(({ provider, unassigned, accounts }) => {
    if (only !== null && provider !== only) return [];
    const shown = accounts.flatMap((account) => {
      const own = has(account.alias, account.accountId);
      const found = account.identities.filter(
        ({ name, remark }) => own || has(account.alias, account.accountId, name, remark),
      );
      if (!own && found.length === 0) return [];
      const below = account.identities.length === 0 ? ['none'] : found.map(({ id, left }) => ['identity', id, left]);
      return [[['account', account.id, account.keys, account.identities.length], ...below]];
    });
    const last = unassigned > 0 && words.length === 0 && only === null ? [['unassigned', unassigned]] : [];
    if (shown.length === 0 && last.length === 0) return [];
    return [...(only === null ? [['provider', provider, shown.length]] : []), ...shown.flat(), ...last];
  });
}

const told = (line: AccountsLine): unknown => {
  switch (line.kind) {
    case 'provider':
      return ['provider', line.provider, line.accounts];
    case 'unassigned':
      return ['unassigned', line.keys];
    case 'account':
      return ['account', line.account.id, line.account.keys, line.account.identities];
    case 'identity':
      return ['identity', line.identity.id, line.identity.left];
    case 'no-identities':
      return 'none';
  }
};

test('windows of the accounts are parts of the whole tree, whatever is searched', () => {
  const database = made();
  const world = { database, now: start };
  for (let n = 0; ids(database).length < 80; n += 1) attempt(world, acts.add ?? (() => undefined), n);
  for (let n = 0; n < 6; n += 1) attempt(world, acts.newAccount ?? (() => undefined), n);
  for (let n = 0; n < 12; n += 1) attempt(world, acts.renameIdentity ?? (() => undefined), n);
  for (const text of [
    '',
    'user',
    'user-1 2',
    'alias',
    '100000000000000',
    'nobody',
    '%',
    '1',
    'ALIAS 3',
    'on call',
    '值班',
    'ｏｎ　RENAMED',
  ]) {
    for (const only of [null, 'alibaba', 'huawei'] as const) {
      const whole = linesOfTree(database, text, only);
      for (const [offset, limit] of [
        [0, 500],
        [0, 7],
        [3, 9],
        [11, 1],
        [whole.length - 4, 10],
        [whole.length, 5],
      ] as const) {
        const from = Math.max(0, offset);
        const { total, rows } = listLines(database, { provider: only, text, offset: from, limit });
        expect([text, only, total]).toEqual([text, only, whole.length]);
        expect([text, only, from, rows.map(told)]).toEqual([text, only, from, whole.slice(from, from + limit)]);
      }
    }
  }
  for (const { provider, accounts, unassigned } of accountTree(database)) {
    const head = providerHeads(database).find((one) => one.provider === provider);
    expect(head).toEqual({ provider, unassigned, hasAccounts: accounts.length > 0 });
    const first = firstAccounts(database, provider, 2);
    expect(first.rows.map(({ id }) => id)).toEqual(accounts.slice(0, 2).map(({ id }) => id));
    expect(first.more).toBe(accounts.length > 2);
    for (const { id, identities } of accounts) {
      const { rows, total } = firstIdentities(database, id, 3);
      expect([rows, total]).toEqual([identities.slice(0, 3), identities.length]);
      for (const identity of identities) {
        expect(findHolder(database, 'identity', identity.id)).toMatchObject({ provider, account: { id }, identity });
      }
    }
  }
  expect(findHolder(database, 'account', 1)).toBeNull();
  database.close();
});

test('no number of the overview and of the list is counted key by key', () => {
  const database = made();
  const looked: string[] = [];
  const planOf = (sql: string, values: readonly Value[]) => {
    for (const { detail } of database.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values)) {
      if (/\b(k|access_key)\b/.test(detail)) looked.push(`${detail}: ${sql}`);
    }
  };
  const reader: Reader = {
    get: <Row>(sql: string, ...values: Value[]) => {
      planOf(sql, values);
      return database.get<Row>(sql, ...values);
    },
    all: <Row>(sql: string, ...values: Value[]) => {
      planOf(sql, values);
      return database.all<Row>(sql, ...values);
    },
  };
  database.write(() => storeKeys({ id: vaultId, database }, secretKey, [newKey(1, start)]));
  countOverview(reader, start);
  for (const { id } of providers) for (const care of careKinds) countCare(reader, care, start, id);
  expect(looked).not.toEqual([]);
  // A range of the time that is asked for, or a few rows that have an index of their own.
  const own =
    /USING (COVERING )?INDEX access_key_(aged|due|warn|used|both|expires|leaked) |sqlite_autoindex_access_key_1 \(id=/;
  expect(looked.filter((plan) => !own.test(plan))).toEqual([]);
  database.close();
});
