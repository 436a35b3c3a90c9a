import { describe, expect, test } from 'vitest';
import type { KeyPage } from '../../../common/keys/access-key';
import type { CareKind } from '../../../common/keys/filter';
import type { Overview } from '../../../common/overview';
import type { Rotation, RotationSummary } from '../../../common/rotation';
import { fakeTemporary } from '../../support/fake-keys';
import { add, auditOf, createdVault, get, newKey, remove, reopened, revealed, type TestVault } from './harness';

const day = 86_400_000;
const main = (vault: TestVault) => vault.view('main-view');
/** The names of the keys that need this care, as the list has them. */
const needing = async (vault: TestVault, care: CareKind): Promise<string[]> => {
  const query = { provider: null, scope: null, text: '', filter: { care }, offset: 0, limit: 100 };
  const sort = { column: 'name', direction: 'ascending' };
  return (await main(vault).must<KeyPage>('keys.list', { ...query, sort })).rows.map(({ name }) => name);
};
const counts = async (vault: TestVault) => (await main(vault).must<Overview>('overview.get')).counts;
const summary = (vault: TestVault) => main(vault).must<RotationSummary>('rotation.summary');
const rotation = (vault: TestVault, id: string) => main(vault).must<Rotation>('rotation.get', { id });

/** Identity of a known user, which quota and two active keys are counted for. */
const user = { accountId: '1234567890123456', identityName: 'deploy-bot' };

describe('what is due', () => {
  test('a key is due soon from 75 days on and due from 90, not a millisecond sooner', async () => {
    const vault = await createdVault();
    await add(vault, { name: 'Old' });
    const added = vault.now;
    for (const [age, soon, past] of [
      [74 * day, 0, 0],
      [75 * day - 1, 0, 0],
      [75 * day, 1, 0],
      [89 * day, 1, 0],
      [90 * day - 1, 1, 0],
      [90 * day, 0, 1],
    ] as const) {
      vault.now = added + age;
      expect(await counts(vault), String(age / day)).toMatchObject({ soon, overdue: past });
      expect(await needing(vault, 'soon')).toHaveLength(soon);
      expect(await needing(vault, 'overdue')).toHaveLength(past);
    }
  });

  test('each has the time at which it is due, and in which order', async () => {
    const vault = await createdVault();
    const first = await add(vault, { name: 'First' });
    const added = vault.now;
    vault.now += 5 * day;
    const short = await add(vault, { name: 'Short' });
    await main(vault).must('rotation.setDays', { id: short.id, days: 10 });
    vault.now += 85 * day + 12_345;
    await add(vault, { name: 'Fresh' });
    const query = { provider: null, scope: null, text: '', filter: { care: 'overdue' }, offset: 0, limit: 10 };
    const sort = { column: 'due', direction: 'ascending' };
    const { rows } = await main(vault).must<KeyPage>('keys.list', { ...query, sort });
    expect(rows.map(({ name, dueAt }) => [name, ((dueAt ?? 0) - added) / day])).toEqual([
      ['Short', 15],
      ['First', 90],
    ]);
    const second = await main(vault).must<KeyPage>('keys.list', { ...query, sort, offset: 1, limit: 1 });
    expect([second.total, second.rows.map(({ id }) => id)]).toEqual([2, [first.id]]);
  });

  test('own days count instead of the provider’s, never means never, and nothing else is taken', async () => {
    const vault = await createdVault();
    const { id } = await add(vault, { name: 'Own' });
    const set = (days: unknown) => main(vault).call('rotation.setDays', { id, days });
    vault.now += 30 * day;
    for (const [days, listed] of [
      [31, 1],
      [36, 1],
      [37, 0],
      [30, 1],
      [3650, 0],
      [1, 1],
      [0, 0],
      [null, 0],
    ] as const) {
      expect(await set(days)).toEqual({ ok: true, value: null });
      const listedNow = [...(await needing(vault, 'soon')), ...(await needing(vault, 'overdue'))];
      expect(listedNow, String(days)).toHaveLength(listed);
    }
    for (const days of [-1, 3651, 1.5, '30', Number.NaN, undefined]) {
      expect(await set(days)).toEqual({ ok: false, error: { code: 'bad-request', operation: 'rotation.setDays' } });
    }
    expect(await get(vault, id)).toMatchObject({ rotationDays: null });
    const { rows } = await auditOf(vault, { action: 'rotation-days' }, 2);
    expect(rows.map(({ facts }) => facts.days)).toEqual([-1, 0]);
  });

  test('disabled and temporary keys are not due', async () => {
    const vault = await createdVault();
    const { id } = await add(vault, { name: 'Disabled' });
    await main(vault).must('keys.setStatus', { ids: [id], status: 'disabled' });
    const temporary = { credential: 'temporary', expiresAt: vault.now + 400 * day, ...fakeTemporary() } as const;
    await add(vault, { provider: 'huawei', ...temporary });
    vault.now += 200 * day;
    expect(await counts(vault)).toMatchObject({ soon: 0, overdue: 0 });
    expect(await needing(vault, 'overdue')).toEqual([]);
  });

  test('ages are never negative and never younger than what the vault has seen', async () => {
    const vault = await createdVault();
    await add(vault, { name: 'Seen' });
    const { id } = await add(vault, { name: 'Other' });
    vault.now += 90 * day;
    expect(await counts(vault)).toMatchObject({ overdue: 2 });
    vault.now -= 500 * day;
    expect(await counts(vault)).toMatchObject({ overdue: 2 });
    expect((await get(vault, id)).createdAt).toBeGreaterThan(vault.now);
  });
});

describe('what is unused', () => {
  test('for longer than 90 days, by what Keyfold itself saw', async () => {
    const vault = await createdVault();
    const { id, ticket } = await add(vault, { name: 'Unused' });
    vault.now += 1000;
    const shownAt = vault.now;
    const { sheet } = await revealed(vault, ticket);
    expect(await get(vault, id)).toMatchObject({ lastUsedAt: shownAt });
    vault.now = shownAt + 89 * day;
    expect(await needing(vault, 'unused')).toEqual([]);
    vault.now = shownAt + 90 * day;
    expect(await needing(vault, 'unused')).toEqual([]);
    vault.now += 1;
    expect(await needing(vault, 'unused')).toEqual(['Unused']);
    expect(await counts(vault)).toMatchObject({ unused: 1 });
    await sheet.must('reveal.copy', { part: 'secret' });
    expect(await needing(vault, 'unused')).toEqual([]);
    // Copying the ID alone tells of use as well: nobody copies it for nothing.
    expect(await get(vault, id)).toMatchObject({ lastUsedAt: vault.now });
  });

  test('a disabled one still is, until it is deleted', async () => {
    const vault = await createdVault();
    const { id } = await add(vault, { name: 'Disabled' });
    await main(vault).must('keys.setStatus', { ids: [id], status: 'disabled' });
    vault.now += 91 * day;
    expect(await needing(vault, 'unused')).toEqual(['Disabled']);
    await remove(vault, id);
    expect(await needing(vault, 'unused')).toEqual([]);
  });
});

describe('two active keys of one identity', () => {
  test('are flagged once both have been enabled for more than 30 days', async () => {
    const vault = await createdVault();
    await add(vault, { name: 'One', ...user });
    vault.now += 100 * day;
    const { id } = await add(vault, { name: 'Two', ...user });
    const since = vault.now;
    for (const [age, flagged] of [
      [29 * day, 0],
      [30 * day, 0],
      [30 * day + 1, 2],
      [31 * day, 2],
    ] as const) {
      vault.now = since + age;
      expect(await needing(vault, 'two-active'), String(age / day)).toHaveLength(flagged);
    }
    await main(vault).must('keys.setStatus', { ids: [id], status: 'disabled' });
    expect(await needing(vault, 'two-active')).toEqual([]);
    await main(vault).must('keys.setStatus', { ids: [id], status: 'enabled' });
    expect(await needing(vault, 'two-active')).toEqual([]);
    vault.now += 31 * day;
    expect((await needing(vault, 'two-active')).sort()).toEqual(['One', 'Two']);
    expect(await counts(vault)).toMatchObject({ 'two-active': 2 });
  });

  test('not where it isn’t known whose they are, nor across users or providers', async () => {
    const vault = await createdVault();
    await add(vault, { name: 'A' });
    await add(vault, { name: 'B' });
    await add(vault, { name: 'C', ...user });
    await add(vault, { name: 'D', ...user, identityName: 'other' });
    await add(vault, { name: 'E', ...user, provider: 'huawei' });
    await add(vault, { name: 'F', identityKind: 'alibaba-account' });
    await add(vault, { name: 'G', identityKind: 'alibaba-account' });
    vault.now += 60 * day;
    expect(await needing(vault, 'two-active')).toEqual([]);
    await add(vault, { name: 'H', identityKind: 'alibaba-account', accountId: user.accountId });
    await add(vault, { name: 'I', identityKind: 'alibaba-account', accountId: user.accountId });
    vault.now += 31 * day;
    expect((await needing(vault, 'two-active')).sort()).toEqual(['H', 'I']);
  });
});

describe('the assistant', () => {
  const begin = async (vault: TestVault, id: string) =>
    (await main(vault).must<{ rotation: string }>('rotation.start', { id })).rotation;
  const successor = (vault: TestVault, id: string, changes: Parameters<typeof newKey>[0] = {}) =>
    vault.view('add').call('keys.add', { ...newKey({ name: 'New', ...user, ...changes }), rotation: id });

  test('goes from the new key to the deletion of the old one, each stage in a process of its own', async () => {
    let vault = await createdVault();
    const old = await add(vault, { name: 'Old', ...user });
    await main(vault).must('keys.setDefault', { id: old.id });
    const id = await begin(vault, old.id);
    vault = await reopened(vault);
    expect(await rotation(vault, id)).toMatchObject({ stage: 'started', oldKey: { name: 'Old' }, newKey: null });
    expect(await vault.view('add').must('rotation.preset', { id })).toMatchObject({
      provider: 'alibaba',
      name: 'Old',
      ...user,
      accessKeyId: '',
    });
    expect(await successor(vault, id)).toMatchObject({ ok: true });
    vault = await reopened(vault);
    expect(await rotation(vault, id)).toMatchObject({ stage: 'added', newKey: { name: 'New', isDefault: false } });
    await main(vault).must('rotation.switch', { id });
    vault = await reopened(vault);
    const switched = await rotation(vault, id);
    expect(switched).toMatchObject({ stage: 'switched', movedDefault: true, newKey: { isDefault: true } });
    expect(switched.oldKey).toMatchObject({ isDefault: false, status: 'enabled' });
    await main(vault).must('keys.setStatus', { ids: [old.id], status: 'disabled' });
    vault = await reopened(vault);
    expect(await rotation(vault, id)).toMatchObject({ stage: 'disabled', oldKey: { status: 'disabled' } });
    expect((await summary(vault)).open.map((open) => open.id)).toEqual([id]);
    await remove(vault, old.id);
    vault = await reopened(vault);
    expect(await rotation(vault, id)).toMatchObject({ stage: 'finished', oldKey: null, newKey: { name: 'New' } });
    expect((await summary(vault)).open).toEqual([]);
    const { rows } = await auditOf(vault);
    expect(
      rows
        .map(({ action, key }) => `${action} ${key?.name ?? ''}`.trim())
        .reverse()
        .filter((line) => !/lock|vault|log/.test(line)),
    ).toEqual([
      'add Old',
      'set-default Old',
      'rotation-start Old',
      'add New',
      'rotation-switch Old',
      'cancel-default Old',
      'set-default New',
      'rotation-switch New',
      'disable Old',
      'delete Old',
    ]);
  });

  test('goes back where it can: switched, disabled, and the default with it', async () => {
    const vault = await createdVault();
    const old = await add(vault, { name: 'Old', ...user });
    await main(vault).must('keys.setDefault', { id: old.id });
    const id = await begin(vault, old.id);
    await successor(vault, id);
    await main(vault).must('rotation.switch', { id });
    await main(vault).must('keys.setStatus', { ids: [old.id], status: 'disabled' });
    expect(await main(vault).mustFail('rotation.back', { id })).toEqual({ code: 'rotation-stage' });
    await main(vault).must('keys.setStatus', { ids: [old.id], status: 'enabled' });
    expect(await rotation(vault, id)).toMatchObject({ stage: 'switched' });
    await main(vault).must('rotation.back', { id });
    expect(await rotation(vault, id)).toMatchObject({
      stage: 'added',
      movedDefault: false,
      oldKey: { isDefault: true },
      newKey: { isDefault: false },
    });
  });

  test('goes back without the default where a third key or none has it by now', async () => {
    for (const then of ['third', 'none'] as const) {
      const vault = await createdVault();
      const old = await add(vault, { name: 'Old', ...user });
      const third = await add(vault, { name: 'Third' });
      await main(vault).must('keys.setDefault', { id: old.id });
      const id = await begin(vault, old.id);
      await successor(vault, id);
      await main(vault).must('rotation.switch', { id });
      const { newKey: successorRow } = await rotation(vault, id);
      if (then === 'third') await main(vault).must('keys.setDefault', { id: third.id });
      else await main(vault).must('keys.cancelDefault', { id: successorRow?.id });
      await main(vault).must('rotation.back', { id });
      expect(await rotation(vault, id)).toMatchObject({ stage: 'added', movedDefault: false });
      expect((await get(vault, old.id)).isDefault).toBe(false);
      expect((await get(vault, third.id)).isDefault).toBe(then === 'third');
    }
  });

  test('moves no default that the old key hadn’t', async () => {
    const vault = await createdVault();
    const old = await add(vault, { name: 'Old', ...user });
    const third = await add(vault, { name: 'Third' });
    await main(vault).must('keys.setDefault', { id: third.id });
    const id = await begin(vault, old.id);
    await successor(vault, id);
    for (const step of ['rotation.switch', 'rotation.back']) {
      await main(vault).must(step, { id });
      expect(await rotation(vault, id)).toMatchObject({ movedDefault: false });
      expect((await get(vault, third.id)).isDefault).toBe(true);
    }
  });

  test('can be cancelled at each stage but the last, and both keys stay', async () => {
    const vault = await createdVault();
    for (const stages of [0, 1, 2, 3]) {
      const account = { accountId: `${stages}`.repeat(16) };
      const old = await add(vault, { name: `Old ${stages}`, ...user, ...account });
      const id = await begin(vault, old.id);
      if (stages > 0) await successor(vault, id, { name: `New ${stages}`, ...account });
      if (stages > 1) await main(vault).must('rotation.switch', { id });
      if (stages > 2) await main(vault).must('keys.setStatus', { ids: [old.id], status: 'disabled' });
      await main(vault).must('rotation.cancel', { id });
      expect(await main(vault).mustFail('rotation.get', { id })).toEqual({ code: 'not-found' });
      expect((await get(vault, old.id)).name).toBe(`Old ${stages}`);
    }
    expect((await summary(vault)).open).toEqual([]);
  });

  test('refuses a step out of turn, a second rotation of a key, and keys that can’t be rotated', async () => {
    const vault = await createdVault();
    const old = await add(vault, { name: 'Old', ...user });
    const id = await begin(vault, old.id);
    const view = main(vault);
    for (const step of ['rotation.switch', 'rotation.back']) {
      expect(await view.mustFail(step, { id }), step).toEqual({ code: 'rotation-stage' });
    }
    expect(await view.mustFail('rotation.start', { id: old.id })).toEqual({ code: 'rotation-under-way' });
    await successor(vault, id);
    const newKeyId = (await rotation(vault, id)).newKey?.id;
    expect(await view.mustFail('rotation.start', { id: newKeyId })).toEqual({ code: 'rotation-under-way' });
    expect(await successor(vault, id)).toMatchObject({ ok: false, error: { code: 'rotation-stage' } });
    const temporary = { credential: 'temporary', expiresAt: vault.now + day, ...fakeTemporary() } as const;
    const other = await add(vault, { provider: 'huawei', ...temporary });
    const disabled = await add(vault);
    await view.must('keys.setStatus', { ids: [disabled.id], status: 'disabled' });
    for (const key of [other, disabled]) {
      expect(await view.mustFail('rotation.start', { id: key.id })).toEqual({ code: 'not-rotatable' });
    }
    expect(await view.mustFail('rotation.start', { id: crypto.randomUUID() })).toEqual({ code: 'not-found' });
  });

  test('takes only a key of the same identity, and stores nothing else', async () => {
    const vault = await createdVault();
    const old = await add(vault, { name: 'Old', ...user });
    const id = await begin(vault, old.id);
    for (const changes of [
      { identityName: 'other' },
      { accountId: '6543210987654321' },
      { identityKind: 'alibaba-account', identityName: '' },
      { provider: 'pingan' as const },
    ]) {
      expect(await successor(vault, id, changes)).toMatchObject({ ok: false, error: { code: 'rotation-mismatch' } });
    }
    expect(await rotation(vault, id)).toMatchObject({ stage: 'started' });
    expect(await successor(vault, id, { accountId: ` ${user.accountId} ` })).toMatchObject({ ok: true });
  });

  test('says when the identity has all the keys that it may have, and which the others are', async () => {
    const vault = await createdVault();
    const old = await add(vault, { name: 'Old', ...user });
    const id = await begin(vault, old.id);
    expect((await rotation(vault, id)).full).toBeNull();
    const second = await add(vault, { name: 'Second', ...user });
    expect((await rotation(vault, id)).full).toMatchObject({ limit: 2, others: [{ name: 'Second' }] });
    await remove(vault, second.id);
    expect((await rotation(vault, id)).full).toBeNull();
  });

  test('begins again when the new key is deleted, and is over when the old one is', async () => {
    const vault = await createdVault();
    const old = await add(vault, { name: 'Old', ...user });
    const id = await begin(vault, old.id);
    await successor(vault, id);
    const added = (await rotation(vault, id)).newKey?.id ?? '';
    await main(vault).must('rotation.switch', { id });
    await remove(vault, added);
    expect(await rotation(vault, id)).toMatchObject({ stage: 'started', newKey: null });
    await remove(vault, old.id);
    expect(await main(vault).mustFail('rotation.get', { id })).toEqual({ code: 'not-found' });
  });
});
