import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { KeyPage } from '../../../common/keys/access-key';
import { careKinds, type KeyFilter } from '../../../common/keys/filter';
import { ageBands, daysAhead, type Overview, type PlainFile } from '../../../common/overview';
import { stillThere } from '../../../vault/keys/plain-files';
import { fakeTemporary } from '../../support/fake-keys';
import { scratchFolder } from '../../support/scratch';
import { add, createdVault, type TestVault } from './harness';

/** The numbers of the overview are those of the lists that they lead to, and no other part of the vault is asked. */

const day = 86_400_000;
const user = { accountId: '1234567890123456', identityName: 'deploy-bot' };
const main = (vault: TestVault) => vault.view('main-view');
const overviewOf = (vault: TestVault) => main(vault).must<Overview>('overview.get');

async function listed(vault: TestVault, filter: KeyFilter, provider: string | null = null): Promise<KeyPage> {
  const sort = { column: 'name', direction: 'ascending' };
  return main(vault).must<KeyPage>('keys.list', {
    provider,
    scope: null,
    text: '',
    filter,
    sort,
    offset: 0,
    limit: 500,
  });
}

/** A vault with keys of every age, due and not, temporary, disabled and of every provider. */
async function mixedVault(): Promise<TestVault> {
  const vault = await createdVault();
  const providers = ['alibaba', 'huawei', 'pingan'] as const;
  for (let index = 0; index < 60; index += 1) {
    const { id } = await add(vault, {
      provider: providers[index % 3] ?? 'alibaba',
      name: `Key ${index}`,
      ...(index % 4 === 0 ? {} : { accountId: `${1_000_000_000_000_000 + index}`, identityName: `user-${index}` }),
    });
    if (index % 7 === 3) await main(vault).must('rotation.setDays', { id, days: index });
    if (index % 9 === 5) await main(vault).must('keys.setStatus', { ids: [id], status: 'disabled' });
    vault.now += 7 * day + 3_600_000 * (index % 5);
  }
  for (const life of [-1, 0.5, 3, 50]) {
    const temporary = { credential: 'temporary', expiresAt: vault.now + life * 3_600_000, ...fakeTemporary() } as const;
    if (life > 0) await add(vault, { provider: 'huawei', name: `Ends ${life}`, ...temporary });
  }
  for (const name of ['One', 'Two']) await add(vault, { name, ...user });
  vault.now += 1_800_001;
  return vault;
}

test('each count is that of the list narrowed to it, and of a plain recomputation', async () => {
  const vault = await mixedVault();
  const { keys, counts } = await overviewOf(vault);
  const all = await listed(vault, {});
  expect(keys).toBe(all.total);
  for (const care of careKinds) expect([care, counts[care]]).toEqual([care, (await listed(vault, { care })).total]);
  const enabled = all.rows.filter(({ status }) => status === 'enabled');
  const overdue = enabled.filter(({ dueAt }) => dueAt !== null && dueAt <= vault.now);
  const soon = enabled.filter(({ dueAt, warnAt }) => dueAt !== null && dueAt > vault.now && (warnAt ?? 0) <= vault.now);
  const expired = all.rows.filter(({ expiresAt }) => expiresAt !== null && expiresAt <= vault.now);
  const unassigned = all.rows.filter(({ accountId, identityName }) => accountId === '' || identityName === '');
  const pending = all.rows.filter(({ reveal }) => reveal === 'pending');
  expect(counts).toMatchObject({
    overdue: overdue.length,
    soon: soon.length,
    expired: expired.length,
    unassigned: unassigned.length,
    pending: pending.length,
    full: 2,
  });
  // So that no equation above is one of zeros.
  for (const found of [overdue, soon, expired, unassigned, pending]) expect(found.length).toBeGreaterThan(0);
});

test('each day of the look ahead has what the list has of it, by calendar days', async () => {
  const vault = await mixedVault();
  const { days, until } = await overviewOf(vault);
  expect(days).toHaveLength(daysAhead);
  const today = new Date(vault.now);
  today.setHours(0, 0, 0, 0);
  expect(days[0]?.from).toBe(today.getTime());
  const { rows } = await listed(vault, {});
  const enabled = rows.filter(({ status }) => status === 'enabled');
  let seen = 0;
  for (const [at, { from, due, expires }] of days.entries()) {
    const to = days[at + 1]?.from ?? until;
    expect(new Date(from).getHours()).toBe(0);
    const within = (time: number | null) => time !== null && time >= from && time < to;
    expect([at, due]).toEqual([at, enabled.filter(({ dueAt }) => within(dueAt)).length]);
    expect([at, expires]).toEqual([at, enabled.filter(({ expiresAt }) => within(expiresAt)).length]);
    if (due + expires > 0) expect((await listed(vault, { ahead: { from, to } })).total).toBe(due + expires);
    seen += due + expires;
  }
  expect(seen).toBeGreaterThan(5);
});

test('the bands hold every key once, as the list has them', async () => {
  const vault = await mixedVault();
  const { keys, ages } = await overviewOf(vault);
  expect(ages.map(({ provider }) => provider)).toEqual(['alibaba', 'huawei', 'pingan']);
  for (const { provider, keys: banded } of ages) {
    for (const [at, age] of ageBands.entries()) {
      expect([provider, at, banded[at]]).toEqual([provider, at, (await listed(vault, { age }, provider)).total]);
    }
  }
  expect(ages.flatMap(({ keys: banded }) => banded).reduce((sum, count) => sum + count, 0)).toBe(keys);
});

test('everything goes by the vault’s time, also when the system’s clock was set back', async () => {
  const vault = await mixedVault();
  const before = await overviewOf(vault);
  vault.now -= 500 * day;
  expect(await overviewOf(vault)).toEqual(before);
});

test('a new vault has nothing that needs care', async () => {
  const vault = await createdVault();
  const { keys, counts, rotations, ages, days, originals } = await overviewOf(vault);
  expect([keys, rotations, ages, originals]).toEqual([0, 0, [], 0]);
  expect(Object.values(counts).every((count) => count === 0)).toBe(true);
  expect(days.every(({ due, expires }) => due + expires === 0)).toBe(true);
});

test('a rotation under way is counted once, its keys each', async () => {
  const vault = await createdVault();
  const { id } = await add(vault, { name: 'Old', ...user });
  await main(vault).must('keys.change', { keys: { kind: 'keys', ids: [id] }, to: { act: 'rotate' } });
  expect(await overviewOf(vault)).toMatchObject({ rotations: 1, counts: { rotating: 1 } });
  await main(vault).must('rotation.cancel', { ids: [id] });
  expect(await overviewOf(vault)).toMatchObject({ rotations: 0, counts: { rotating: 0 } });
});

const files = (paths: readonly string[]): PlainFile[] => paths.map((path) => ({ path, at: 1, keys: 1 }));

test('a file in plain text is told of as long as it is there', async () => {
  const folder = scratchFolder('keyfold-plain');
  const [kept, gone] = [join(folder, 'kept.csv'), join(folder, 'gone.csv')];
  for (const path of [kept, gone]) writeFileSync(path, '');
  mkdirSync(join(folder, 'a'));
  const inside = join(folder, 'a', 'b.csv');
  expect(await stillThere(files([kept, gone]))).toHaveLength(2);
  rmSync(gone);
  expect(existsSync(kept)).toBe(true);
  expect((await stillThere(files([kept, gone, inside, join(kept, 'below')]))).map(({ path }) => path)).toEqual([kept]);
  rmSync(folder, { recursive: true });
});
