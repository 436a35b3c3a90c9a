import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CareKind, careKinds, type Days, type KeyFilter, type Times } from '../../../common/keys/filter';
import { passwordBytes } from '../../../common/keys/text-bytes';
import { identityOf, isKnownProvider, needsNewer, providerIds, type StoredProviderId } from '../../../common/providers';
import { type RotationStage, rotationStages } from '../../../common/rotation';
import { leastCost } from '../../../vault/base/crypto/kdf';
import { checkKey, storeKey } from '../../../vault/keys/add';
import { careCondition, narrowedTo } from '../../../vault/keys/filter';
import { createFolder, type OpenedFolder } from '../../../vault/store/folder';
import { fakeSts, masterPassword } from '../../support/fake-keys';
import { numbers } from '../../support/numbers';
import { newKey } from './harness';

/** Each member of a filter and each kind of care, against the same said in TypeScript over the rows as they are. */

const day = 86_400_000;
const hour = 3_600_000;
const now = Date.UTC(2026, 5, 1);
const pick = numbers(20_260_601);

const parent = fs.mkdtempSync(join(tmpdir(), 'keyfold-filter-'));
let folder: OpenedFolder;

interface Row {
  id: string;
  number: number;
  provider: StoredProviderId;
  keyType: string;
  credential: 'long-term' | 'temporary';
  status: 'enabled' | 'disabled';
  isDefault: 0 | 1;
  createdAt: number;
  providerCreatedAt: number | null;
  providerUsedAt: number | null;
  lastUsedAt: number | null;
  leakedAt: number | null;
  dueAt: number | null;
  warnAt: number | null;
  expiresAt: number | null;
  activeSince: number;
  reveal: string;
  identity: number;
  account: number;
  accountId: string;
  kind: string;
  user: string;
}
let rows: readonly Row[] = [];
let tagsOf: ReadonlyMap<number, readonly number[]>;
let tagsOfAccount: ReadonlyMap<number, readonly number[]>;
let rotations: readonly { oldKey: string; newKey: string | null; stage: RotationStage }[] = [];

const oneOf = <T>(items: readonly T[]): T => items[pick(items.length)] as T;
const maybe = <T>(value: () => T): T | null => (pick(3) === 0 ? null : value());

/** Stores keys of everybody, and gives them every mixture of what a filter asks for. */
function fill(): void {
  const { database, slots, keys } = folder;
  database.write((writer) => {
    for (let at = 0; at < 120; at += 1) {
      const provider = oneOf(providerIds);
      const sts = provider === 'alibaba' && pick(2) === 0 ? fakeSts() : null;
      const kinds = sts
        ? ['ram-role']
        : {
            alibaba: ['ram-user', 'alibaba-account'],
            'private-alibaba': ['ram-user'],
            huawei: ['iam-user', 'huawei-account'],
            pingan: ['subaccount', 'master-account'],
          }[provider];
      const identityKind = oneOf(kinds);
      const named = identityOf(provider, identityKind)?.nameField && pick(4) > 0;
      const { key, secrets } = newKey({
        provider,
        identityKind,
        name: `key ${at}`,
        // Many accounts of some keys each, so that no quota is in the way.
        accountId: pick(5) === 0 ? '' : `12345678901${String(10_000 + at - (at % 2))}`,
        identityName: named ? `user ${at - (at % 2)}` : '',
        ...(provider === 'private-alibaba' && at % 2 === 0 ? { keyType: 'AliyunNAS', endpoint: '' } : {}),
        ...(sts
          ? { ...sts, credential: 'temporary' as const, expiresAt: now + oneOf([-2, -1 / 3600, 0.5, 3]) * hour }
          : {}),
      });
      const created = now - pick(300) * day - pick(24) * hour;
      const checked = checkKey(key, secrets, created);
      storeKey(
        { id: slots.vaultId, database: writer },
        keys.secretKey,
        checked,
        created,
        undefined,
        pick(4) === 0 ? null : created,
      );
    }
    const all = writer.all<{ number: number; id: string; account: number; provider: string; temporary: 0 | 1 }>(
      `SELECT k.number, k.id, i.account, k.profile AS provider, k.credential = 'temporary' AS temporary
       FROM access_key k JOIN identity i ON i.id = k.identity`,
    );
    for (const tag of [11, 12, 13]) {
      writer.run("INSERT INTO tag VALUES (?, ?, ?, 'red')", tag, `tag ${tag}`, `tag ${tag}`);
    }
    for (const [index, { number, id, account, temporary }] of all.entries()) {
      writer.run(
        `UPDATE access_key SET provider_created_at = ?, provider_used_at = ?, last_used_at = ?, leaked_at = ?,
           rotation_days = ? WHERE number = ?`,
        ...[maybe(() => now - pick(400) * day), maybe(() => (pick(3) === 0 ? 0 : now - pick(200) * day))],
        ...[maybe(() => now - pick(200) * day), pick(6) === 0 ? now : null, maybe(() => pick(200)), number],
      );
      if (pick(4) === 0)
        writer.run("UPDATE access_key SET status = 'disabled', is_default = 0 WHERE number = ?", number);
      writer.run('UPDATE access_key SET active_since = ? WHERE number = ?', now - pick(80) * day, number);
      for (const tag of [11, 12, 13]) if (pick(5) === 0) writer.run('INSERT INTO key_tag VALUES (?, ?)', number, tag);
      if (pick(8) === 0) writer.run('INSERT OR IGNORE INTO account_tag VALUES (?, ?)', account, oneOf([11, 12]));
      if (temporary === 0 && pick(5) === 0) {
        const stage = oneOf(rotationStages);
        const newKey = stage === 'started' ? null : (all[index + 1]?.id ?? 'gone');
        const insert =
          'INSERT INTO rotation (id, old_key, new_key, stage, started_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)';
        writer.run(insert, `rotation ${number}`, id, newKey, stage, now, now);
      }
    }
    // Only a later Keyfold knows these.
    writer.run("UPDATE access_key SET key_type = 'of-tomorrow' WHERE number % 17 = 0");
    for (const provider of ['alibaba', 'huawei']) {
      writer.run(
        `UPDATE access_key SET is_default = 1 WHERE number =
           (SELECT min(number) FROM access_key WHERE profile = ? AND status = 'enabled')`,
        provider,
      );
    }
  });
}

beforeAll(async () => {
  folder = await createFolder(join(parent, 'vault'), passwordBytes(masterPassword), now, leastCost);
  fill();
  const { database } = folder;
  rows = database.all<Row>(
    `SELECT k.id, k.number, k.profile AS provider, k.key_type AS keyType, k.credential, k.status,
       k.is_default AS isDefault, k.created_at AS createdAt, k.provider_created_at AS providerCreatedAt,
       k.provider_used_at AS providerUsedAt, k.last_used_at AS lastUsedAt, k.leaked_at AS leakedAt, k.due_at AS dueAt,
       k.warn_at AS warnAt, k.expires_at AS expiresAt, k.active_since AS activeSince, k.reveal_state AS reveal,
       k.identity, i.account, a.root_account_id AS accountId, i.kind, i.name AS user
     FROM access_key k JOIN identity i ON i.id = k.identity JOIN account a ON a.id = i.account`,
  );
  const tags = (table: string, owner: string) => {
    const found = new Map<number, number[]>();
    for (const row of database.all<{ owner: number; tag: number }>(`SELECT ${owner} AS owner, tag FROM ${table}`)) {
      found.set(row.owner, [...(found.get(row.owner) ?? []), row.tag]);
    }
    return found;
  };
  tagsOf = tags('key_tag', 'key');
  tagsOfAccount = tags('account_tag', 'account');
  rotations = database.all('SELECT old_key AS oldKey, new_key AS newKey, stage FROM rotation');
});

afterAll(() => {
  folder.database.close();
  fs.rmSync(parent, { recursive: true, force: true });
});

const kindOf = ({ provider, kind }: Row) => identityOf(provider, kind);
const isRoot = (row: Row) => kindOf(row)?.root ?? false;
const isUnassigned = (row: Row) => row.accountId === '' || (row.user === '' && kindOf(row)?.nameField !== null);
const agedFrom = (row: Row) => row.providerCreatedAt ?? row.createdAt;
const lastUse = (row: Row) => Math.max(row.lastUsedAt ?? 0, row.providerUsedAt ?? 0) || null;
const idleFrom = (row: Row) => {
  const byProvider =
    row.providerUsedAt === null ? row.createdAt : row.providerUsedAt === 0 ? agedFrom(row) : row.providerUsedAt;
  return Math.max(row.lastUsedAt ?? 0, byProvider);
};
const stagesOf = ({ id }: Row) =>
  rotations.filter(({ oldKey, newKey }) => oldKey === id || newKey === id).map(({ stage }) => stage);
const isEnabled = ({ status }: Row) => status === 'enabled';
const isStanding = (row: Row) => isEnabled(row) && row.credential === 'long-term';

const cares: Readonly<Record<CareKind, (row: Row) => boolean>> = {
  leaked: ({ leakedAt }) => leakedAt !== null,
  overdue: (row) => isEnabled(row) && row.dueAt !== null && row.dueAt <= now,
  soon: (row) => isEnabled(row) && row.warnAt !== null && row.warnAt <= now && row.dueAt !== null && row.dueAt > now,
  expired: ({ expiresAt }) => expiresAt !== null && expiresAt <= now,
  expiring: (row) => isEnabled(row) && row.expiresAt !== null && row.expiresAt > now && row.expiresAt <= now + hour,
  root: (row) => isEnabled(row) && isRoot(row),
  unused: (row) => row.credential === 'long-term' && idleFrom(row) < now - 90 * day,
  'two-active': (row) => {
    const others = rows.filter((one) => one.identity === row.identity && one.id !== row.id && isStanding(one));
    const since = others.map((one) => Math.max(one.activeSince, row.activeSince));
    return isStanding(row) && !isUnassigned(row) && since.some((at) => at < now - 30 * day);
  },
  unassigned: isUnassigned,
  full: (row) => {
    const quota = kindOf(row)?.quota ?? null;
    const held = rows.filter((one) => one.identity === row.identity && one.credential === 'long-term').length;
    return row.credential === 'long-term' && quota !== null && !isUnassigned(row) && held >= quota;
  },
  pending: ({ reveal }) => reveal === 'pending',
  rotating: (row) => stagesOf(row).some((stage) => stage !== 'finished'),
};

const inDays = (days: number, { least = -Infinity, most = Infinity }: Days) => days >= least && days <= most;
const within = (at: number, { from = -Infinity, to = Infinity }: Times) => at >= from && at < to;
const daysSince = (at: number) => Math.floor((now - at) / day);
const allTags = (row: Row) => [...(tagsOf.get(row.number) ?? []), ...(tagsOfAccount.get(row.account) ?? [])];

type Tests = { [Member in keyof KeyFilter]-?: (row: Row, value: Exclude<KeyFilter[Member], undefined>) => boolean };
const members: Tests = {
  care: (row, care) => cares[care](row),
  status: (row, status) => row.status === status,
  credential: (row, credential) => row.credential === credential,
  isDefault: (row, isDefault) => (row.isDefault === 1) === isDefault,
  root: (row, root) => isRoot(row) === root,
  providers: (row, providers) => providers.length === 0 || providers.includes(row.provider),
  holders: (row, { accounts = [], identities = [], unassigned }) =>
    (accounts.length === 0 && identities.length === 0 && !unassigned) ||
    accounts.includes(row.account) ||
    identities.includes(row.identity) ||
    (unassigned === true && isUnassigned(row)),
  identityKinds: (row, kinds) => kinds.length === 0 || kinds.includes(row.kind),
  types: (row, types) => types.length === 0 || types.includes(row.keyType),
  later: (row, later) => needsNewer({ ...row, identityKind: row.kind }) === later,
  rotation: (row, some) => some.length === 0 || some.some((stage) => stagesOf(row).includes(stage)),
  age: (row, age) => inDays(daysSince(agedFrom(row)), age),
  due: (row, due) => isEnabled(row) && row.dueAt !== null && inDays(Math.floor((row.dueAt - now) / day), due),
  ahead: (row, ahead) => isEnabled(row) && [row.dueAt, row.expiresAt].some((at) => at !== null && within(at, ahead)),
  idle: (row, idle) => inDays(daysSince(idleFrom(row)), idle),
  created: (row, created) => within(agedFrom(row), created),
  used: (row, used) => {
    const at = lastUse(row);
    return at !== null && within(at, used);
  },
  createdKnown: (row, known) => (row.providerCreatedAt !== null) === known,
  usedKnown: (row, known) => (row.providerUsedAt !== null) === known,
  tags: (row, tags) => tags.length === 0 || tags.some((tag) => allTags(row).includes(tag)),
  tagged: (row, tagged) => allTags(row).length > 0 === tagged,
};

const names = Object.keys(members) as (keyof KeyFilter)[];

function meets(row: Row, filter: KeyFilter): boolean {
  return names.every((name) => {
    const value = filter[name];
    return value === undefined || (members[name] as (row: Row, given: unknown) => boolean)(row, value);
  });
}

const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id).sort();

function found(filter: KeyFilter): string[] {
  const { where, values } = narrowedTo({ provider: null, scope: null, text: '', filter }, now);
  return ids(folder.database.all<{ id: string }>(`SELECT k.id FROM access_key k ${where}`, ...values));
}
const expected = (filter: KeyFilter) => ids(rows.filter((row) => meets(row, filter)));

const some = <T>(of: () => readonly T[]): fc.Arbitrary<T[]> =>
  fc.array(fc.nat(), { maxLength: 3 }).map((places) => places.map((at) => of()[at % of().length] as T));
const end = (min: number, max: number) => fc.option(fc.integer({ min, max }), { nil: undefined });
const days = fc.record({ least: end(-200, 300), most: end(-200, 300) });
const times = fc.record({ from: end(now - 400 * day, now), to: end(now - 400 * day, now) });
const timesAhead = fc.record({ from: end(now - 20 * day, now + 100 * day), to: end(now, now + 200 * day) });
const values: { [Member in keyof KeyFilter]-?: fc.Arbitrary<KeyFilter[Member]> } = {
  care: fc.constantFrom(...careKinds),
  status: fc.constantFrom('enabled', 'disabled'),
  credential: fc.constantFrom('long-term', 'temporary'),
  isDefault: fc.boolean(),
  root: fc.boolean(),
  providers: some(() => [...providerIds, 'cloud-of-tomorrow' as StoredProviderId]),
  holders: fc.record({
    accounts: some(() => rows.map(({ account }) => account)),
    identities: some(() => rows.map(({ identity }) => identity)),
    unassigned: fc.option(fc.constant(true as const), { nil: undefined }),
  }),
  identityKinds: some(() => ['ram-user', 'iam-user', 'ram-role', 'of-tomorrow']),
  types: some(() => ['', 'AliyunEBS', 'of-tomorrow']),
  later: fc.boolean(),
  rotation: some(() => rotationStages),
  age: days,
  due: days,
  ahead: timesAhead,
  idle: days,
  created: times,
  used: times,
  createdKnown: fc.boolean(),
  usedKnown: fc.boolean(),
  tags: some(() => [11, 12, 13, 99]),
  tagged: fc.boolean(),
};

describe('the vault that is filtered', () => {
  test('has something for each kind of care, and something else', () => {
    for (const care of careKinds) {
      const { length } = rows.filter(cares[care]);
      expect(length, care).toBeGreaterThan(0);
      expect(length, care).toBeLessThan(rows.length);
    }
    expect(rows.every(({ provider }) => isKnownProvider(provider))).toBe(true);
  });
});

describe('a filter', () => {
  test.each(careKinds)('of the care %s finds what needs it, as the condition by itself does', (care) => {
    expect(found({ care })).toEqual(expected({ care }));
    const { sql, values: bound } = careCondition(care, now);
    expect(ids(folder.database.all<{ id: string }>(`SELECT k.id FROM access_key k WHERE ${sql}`, ...bound))).toEqual(
      expected({ care }),
    );
  });

  test.each(names)('of %s alone finds the keys that meet it', (name) => {
    fc.assert(
      fc.property(values[name], (value) => {
        const filter = { [name]: value } as KeyFilter;
        expect(found(filter)).toEqual(expected(filter));
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test('of several members finds the keys that meet all of them', () => {
    const filters = fc.record(values, { requiredKeys: [] });
    fc.assert(
      fc.property(filters, fc.subarray(names, { maxLength: 3 }), (all, kept) => {
        const filter = Object.fromEntries(kept.map((name) => [name, all[name]])) as KeyFilter;
        expect(found(filter)).toEqual(expected(filter));
      }),
      { seed: 2, numRuns: 400 },
    );
  });

  test('says the same of a key whose day begins or ends at this millisecond', () => {
    const [row] = rows.filter(isStanding);
    const age = daysSince(agedFrom(row as Row));
    for (const off of [-1, 0, 1]) {
      folder.database.write((writer) =>
        writer.run(
          'UPDATE access_key SET provider_created_at = ? WHERE id = ?',
          now - age * day + off,
          (row as Row).id,
        ),
      );
      const is = off > 0 ? age - 1 : age;
      expect(found({ age: { least: is, most: is } })).toContain((row as Row).id);
      expect(found({ age: { least: is + 1 } })).not.toContain((row as Row).id);
    }
    folder.database.write((writer) =>
      writer.run(
        'UPDATE access_key SET provider_created_at = ? WHERE id = ?',
        (row as Row).providerCreatedAt,
        (row as Row).id,
      ),
    );
  });
});
