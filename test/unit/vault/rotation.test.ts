import { describe, expect, test } from 'vitest';
import type { KeyPage } from '../../../common/keys/access-key';
import type { CareKind } from '../../../common/keys/filter';
import { passwordBytes } from '../../../common/keys/text-bytes';
import type { Overview } from '../../../common/overview';
import type { BoardPage, ProposedPair, Rotation, StageCounts } from '../../../common/rotation';
import { fakeTemporary, masterPassword } from '../../support/fake-keys';
import { add, auditOf, createdVault, get, newKey, remove, reopened, revealed, type TestVault } from './harness';

const day = 86_400_000;
const main = (vault: TestVault) => vault.view('main-view');
/** The names of the keys that need this care, as the list has them. */
const needing = async (vault: TestVault, care: CareKind): Promise<string[]> => {
  const query = { provider: null, scope: null, text: '', filter: { care }, offset: 0, limit: 100 };
  const sort = { column: 'name', direction: 'ascending' };
  return (await main(vault).must<KeyPage>('keys.list', { ...query, sort })).rows.map(({ name }) => name);
};
const cares = async (vault: TestVault) => (await main(vault).must<Overview>('overview.get')).counts;
const rotation = (vault: TestVault, id: string) => main(vault).must<Rotation>('rotation.get', { id, language: 'en' });

const counts = (vault: TestVault) => main(vault).must<StageCounts>('rotation.counts');
/** The act that begins the rotation of these keys. */
const rotate = (...ids: string[]) => ({ keys: { kind: 'keys', ids }, to: { act: 'rotate' } });

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
      expect(await cares(vault), String(age / day)).toMatchObject({ soon, overdue: past });
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
    expect(await cares(vault)).toMatchObject({ soon: 0, overdue: 0 });
    expect(await needing(vault, 'overdue')).toEqual([]);
  });

  test('ages are never negative and never younger than what the vault has seen', async () => {
    const vault = await createdVault();
    await add(vault, { name: 'Seen' });
    const { id } = await add(vault, { name: 'Other' });
    vault.now += 90 * day;
    expect(await cares(vault)).toMatchObject({ overdue: 2 });
    vault.now -= 500 * day;
    expect(await cares(vault)).toMatchObject({ overdue: 2 });
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
    expect(await cares(vault)).toMatchObject({ unused: 1 });
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
    expect(await cares(vault)).toMatchObject({ 'two-active': 2 });
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
  const begin = async (vault: TestVault, id: string) => {
    await main(vault).must('keys.change', rotate(id));
    return id;
  };
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
    await main(vault).must('rotation.switch', { ids: [id], names: null });
    vault = await reopened(vault);
    const switched = await rotation(vault, id);
    expect(switched).toMatchObject({ stage: 'switched', movedDefault: true, newKey: { isDefault: true } });
    expect(switched.oldKey).toMatchObject({ isDefault: false, status: 'enabled' });
    await main(vault).must('keys.setStatus', { ids: [old.id], status: 'disabled' });
    vault = await reopened(vault);
    expect(await rotation(vault, id)).toMatchObject({ stage: 'disabled', oldKey: { status: 'disabled' } });
    expect(await counts(vault)).toMatchObject({ disabled: 1, finished: 0 });
    await remove(vault, old.id);
    vault = await reopened(vault);
    expect(await rotation(vault, id)).toMatchObject({ stage: 'finished', oldKey: null, newKey: { name: 'New' } });
    expect(await counts(vault)).toMatchObject({ disabled: 0, finished: 1 });
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
      'rotation-link Old',
      'rotation-link New',
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
    await main(vault).must('rotation.switch', { ids: [id], names: null });
    await main(vault).must('keys.setStatus', { ids: [old.id], status: 'disabled' });
    expect(await main(vault).mustFail('rotation.back', { ids: [id] })).toEqual({ code: 'rotation-stage' });
    await main(vault).must('keys.setStatus', { ids: [old.id], status: 'enabled' });
    expect(await rotation(vault, id)).toMatchObject({ stage: 'switched' });
    await main(vault).must('rotation.back', { ids: [id] });
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
      await main(vault).must('rotation.switch', { ids: [id], names: null });
      const { newKey: successorRow } = await rotation(vault, id);
      if (then === 'third') await main(vault).must('keys.setDefault', { id: third.id });
      else await main(vault).must('keys.cancelDefault', { id: successorRow?.id });
      await main(vault).must('rotation.back', { ids: [id] });
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
    for (const [step, more] of [
      ['rotation.switch', { names: null }],
      ['rotation.back', {}],
    ] as const) {
      await main(vault).must(step, { ids: [id], ...more });
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
      if (stages > 1) await main(vault).must('rotation.switch', { ids: [id], names: null });
      if (stages > 2) await main(vault).must('keys.setStatus', { ids: [old.id], status: 'disabled' });
      await main(vault).must('rotation.cancel', { ids: [id] });
      expect(await rotation(vault, id)).toMatchObject({ begun: false, newKey: null });
      expect((await get(vault, old.id)).name).toBe(`Old ${stages}`);
    }
    expect(await counts(vault)).toEqual({ started: 0, added: 0, switched: 0, disabled: 0, finished: 0 });
  });

  test('refuses a step out of turn, a second rotation of a key, and keys that can’t be rotated', async () => {
    const vault = await createdVault();
    const old = await add(vault, { name: 'Old', ...user });
    const id = await begin(vault, old.id);
    const view = main(vault);
    for (const [step, more] of [
      ['rotation.switch', { names: null }],
      ['rotation.back', {}],
    ] as const) {
      expect(await view.mustFail(step, { ids: [id], ...more }), step).toEqual({ code: 'rotation-stage' });
    }
    expect(await view.mustFail('keys.change', rotate(old.id))).toEqual({ code: 'rotation-under-way' });
    await successor(vault, id);
    const newKeyId = (await rotation(vault, id)).newKey?.id;
    expect(await view.mustFail('keys.change', rotate(newKeyId ?? ''))).toEqual({ code: 'rotation-under-way' });
    expect(await successor(vault, id)).toMatchObject({ ok: false, error: { code: 'rotation-stage' } });
    const temporary = { credential: 'temporary', expiresAt: vault.now + day, ...fakeTemporary() } as const;
    const other = await add(vault, { provider: 'huawei', ...temporary });
    const disabled = await add(vault);
    await view.must('keys.setStatus', { ids: [disabled.id], status: 'disabled' });
    for (const key of [other, disabled]) {
      expect(await view.mustFail('keys.change', rotate(key.id))).toEqual({ code: 'not-rotatable' });
    }
    expect(await view.mustFail('keys.change', rotate(crypto.randomUUID()))).toEqual({ code: 'not-found' });
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
    await main(vault).must('rotation.switch', { ids: [id], names: null });
    await remove(vault, added);
    expect(await rotation(vault, id)).toMatchObject({ stage: 'started', newKey: null });
    await remove(vault, old.id);
    expect(await main(vault).mustFail('rotation.get', { id, language: 'en' })).toEqual({ code: 'not-found' });
  });
});

describe('looking', () => {
  test('begins nothing: no row, no rotation, and the first real step begins it', async () => {
    const vault = await createdVault();
    const old = await add(vault, { name: 'Old', ...user });
    const before = (await auditOf(vault)).total;
    expect(await rotation(vault, old.id)).toMatchObject({
      begun: false,
      stage: 'started',
      closed: null,
      candidates: [],
    });
    expect(await vault.view('add').must('rotation.preset', { id: old.id })).toMatchObject({ name: 'Old' });
    expect((await auditOf(vault)).total).toBe(before);
    expect(await counts(vault)).toMatchObject({ started: 0 });
    const added = newKey({ name: 'New', ...user });
    await vault.view('add').must('keys.add', { ...added, rotation: old.id });
    expect(await rotation(vault, old.id)).toMatchObject({ begun: true, stage: 'added', newKey: { name: 'New' } });
    const rows = (await auditOf(vault)).rows.slice(0, 4).map(({ action }) => action);
    expect(rows).toEqual(['rotation-link', 'rotation-link', 'add', 'rotation-start']);
  });

  test('says why a key can’t be rotated', async () => {
    const vault = await createdVault();
    const disabled = await add(vault, { name: 'Disabled', ...user });
    await main(vault).must('keys.setStatus', { ids: [disabled.id], status: 'disabled' });
    const { accessKeyId, secret, token } = fakeTemporary();
    const brief = { provider: 'huawei', credential: 'temporary', expiresAt: vault.now + day } as const;
    const temporary = await add(vault, { ...brief, accessKeyId, secret, token });
    expect(await rotation(vault, disabled.id)).toMatchObject({ closed: 'disabled' });
    expect(await rotation(vault, temporary.id)).toMatchObject({ closed: 'temporary' });
  });
});

describe('keys that are in the vault', () => {
  const link = (vault: TestVault, ...pairs: [string, string][]) => ({
    done: main(vault).call('rotation.link', { pairs: pairs.map(([oldKey, newKey]) => ({ oldKey, newKey })) }),
  });
  const waiting = (vault: TestVault) =>
    main(vault).must<{ total: number; pairs: ProposedPair[] }>('rotation.pairs', { of: 'waiting' });

  test('of the same account and user are offered, the newest first, and linking one begins the rotation', async () => {
    const vault = await createdVault();
    const who = { provider: 'huawei', accountId: 'hw-example', identityName: 'ada' } as const;
    const old = await add(vault, { name: 'Old', ...who });
    vault.now += day;
    const newer = await add(vault, { name: 'Newer', ...who });
    await add(vault, { name: 'Of another', ...who, identityName: 'grace' });
    const { candidates } = await rotation(vault, old.id);
    expect(candidates.map(({ name }) => name)).toEqual(['Newer']);
    expect(await link(vault, [old.id, newer.id]).done).toEqual({ ok: true, value: null });
    expect(await rotation(vault, old.id)).toMatchObject({ begun: true, stage: 'added', newKey: { name: 'Newer' } });
    // Both have a row, which names the other.
    const { rows } = await auditOf(vault, { action: 'rotation-link' });
    expect(rows.map(({ key, facts }) => [key?.name, facts.subject?.split(' ')[0]])).toEqual([
      ['Newer', 'Old'],
      ['Old', 'Newer'],
    ]);
  });

  test('are refused if they are another user’s, disabled, leaked, in a rotation, or the old key itself', async () => {
    const vault = await createdVault();
    const who = { provider: 'private-alibaba', accountId: '1234567890123456' } as const;
    const ids: Record<string, string> = {};
    for (const name of ['Old', 'Disabled', 'Leaked', 'Busy', 'Busy’s new', 'Fine']) {
      vault.now += 1000;
      ids[name] = (await add(vault, { name, ...who, identityName: 'ada' })).id;
    }
    const foreign = await add(vault, { name: 'Foreign', ...who, identityName: 'grace' });
    const id = (name: string) => ids[name] ?? '';
    await main(vault).must('keys.setStatus', { ids: [id('Disabled')], status: 'disabled' });
    await main(vault).must('keys.change', { keys: { kind: 'keys', ids: [id('Leaked')] }, to: { act: 'leaked' } });
    expect(await link(vault, [id('Busy'), id('Busy’s new')]).done).toMatchObject({ ok: true });
    for (const [other, code] of [
      [foreign.id, 'rotation-mismatch'],
      [id('Old'), 'rotation-mismatch'],
      [id('Disabled'), 'not-enabled'],
      [id('Leaked'), 'key-leaked'],
      [id('Busy'), 'rotation-under-way'],
      [id('Busy’s new'), 'rotation-under-way'],
      [crypto.randomUUID(), 'not-found'],
    ] as const) {
      expect(await link(vault, [id('Old'), other]).done, code).toEqual({ ok: false, error: { code } });
    }
    expect((await rotation(vault, id('Old'))).candidates.map(({ name }) => name)).toEqual(['Fine']);
    // One new key can't be that of two old ones, and then none of both is linked.
    const both = link(vault, [id('Old'), id('Fine')], [id('Leaked'), id('Fine')]);
    expect(await both.done).toEqual({ ok: false, error: { code: 'rotation-under-way' } });
    expect(await rotation(vault, id('Old'))).toMatchObject({ begun: false });
  });

  test('newer ones are proposed for rotations that wait, each for one only', async () => {
    const vault = await createdVault();
    const who = { provider: 'private-alibaba', accountId: '1234567890123456' } as const;
    const olds: string[] = [];
    for (const name of ['A', 'B', 'C']) {
      vault.now += 1000;
      olds.push((await add(vault, { name, ...who, identityName: 'ada' })).id);
    }
    await main(vault).must('keys.change', rotate(...olds));
    expect(await waiting(vault)).toEqual({ total: 0, pairs: [] });
    for (const name of ['New 1', 'New 2']) {
      vault.now += 1000;
      await add(vault, { name, ...who, identityName: 'ada' });
    }
    await add(vault, { name: 'Of another', ...who, identityName: 'grace' });
    const { total, pairs } = await waiting(vault);
    expect([total, pairs.map(({ oldKey, newKey }) => [oldKey.name, newKey.name])]).toEqual([
      2,
      [
        ['A', 'New 2'],
        ['B', 'New 1'],
      ],
    ]);
    const unknown = await createdVault();
    const first = await add(unknown, { name: 'Unassigned' });
    await add(unknown, { name: 'Unassigned too' });
    await main(unknown).must('keys.change', rotate(first.id));
    expect(await waiting(unknown)).toEqual({ total: 0, pairs: [] });
    expect((await rotation(unknown, first.id)).candidates).toEqual([]);
  });
});

describe('what is carried over', () => {
  /** A pair at the stage before switching, with what the old key has. */
  async function pair(vault: TestVault, name = 'payments', number = '1') {
    const who = { provider: 'huawei', accountId: `hw-${number}`, identityName: 'ada' } as const;
    const old = await add(vault, { name, description: 'Nightly job', ...who });
    const { tag } = await main(vault).must<{ tag: number }>('tags.save', {
      tag: null,
      name: `t${number}`,
      colour: 'red',
    });
    await main(vault).must('keys.change', {
      keys: { kind: 'keys', ids: [old.id] },
      to: { act: 'tag', add: [tag], remove: [] },
    });
    await main(vault).must('rotation.setDays', { id: old.id, days: 30 });
    vault.now += 1000;
    const successor = await add(vault, { name: `Huawei Cloud …${number}`, ...who });
    await main(vault).must('rotation.link', { pairs: [{ oldKey: old.id, newKey: successor.id }] });
    return { old: old.id, successor: successor.id, tag };
  }

  test('name, description, period and tags, with rows in the log; going back undoes all of it', async () => {
    const vault = await createdVault();
    const { old, successor, tag } = await pair(vault);
    expect((await rotation(vault, old)).names).toEqual({ old: 'payments (old)', new: 'payments' });
    await main(vault).must('rotation.switch', { ids: [old], names: 'en' });
    expect(await get(vault, successor)).toMatchObject({
      name: 'payments',
      description: 'Nightly job',
      rotationDays: 30,
      tags: [tag],
    });
    expect(await get(vault, old)).toMatchObject({ name: 'payments (old)', rotationDays: 30, tags: [tag] });
    const { rows } = await auditOf(vault, { action: 'edit' });
    expect(rows.map(({ facts }) => [facts.before, facts.after])).toEqual([
      ['Huawei Cloud …1 · –', 'payments · Nightly job'],
      ['payments', 'payments (old)'],
    ]);
    await main(vault).must('rotation.back', { ids: [old] });
    expect(await get(vault, successor)).toMatchObject({
      name: 'Huawei Cloud …1',
      description: '',
      rotationDays: null,
      tags: [],
    });
    expect(await get(vault, old)).toMatchObject({ name: 'payments' });
    const list = { provider: null, sort: { column: 'name', direction: 'ascending' }, offset: 0, limit: 9 };
    const found = await main(vault).must<{ total: number }>('keys.list', { ...list, text: 'old' });
    expect(found.total).toBe(0);
  });

  test('nothing that the new key has of its own, and nothing is taken back that was changed since', async () => {
    const vault = await createdVault();
    const { old, successor } = await pair(vault);
    const { provider: _p, ...was } = await get(vault, successor);
    const details = { accountId: was.accountId, identityKind: was.identityKind, identityName: was.identityName };
    const edit = (name: string, description: string) =>
      main(vault).must('keys.edit', { id: successor, name, description, endpoint: '', ...details });
    await edit('Mine', 'Of my own');
    await main(vault).must('rotation.setDays', { id: successor, days: 0 });
    await main(vault).must('rotation.switch', { ids: [old], names: null });
    expect(await get(vault, successor)).toMatchObject({ name: 'Mine', description: 'Of my own', rotationDays: 0 });
    expect(await get(vault, old)).toMatchObject({ name: 'payments' });
    await main(vault).must('rotation.back', { ids: [old] });
    await main(vault).must('rotation.switch', { ids: [old], names: 'zh-CN' });
    expect(await get(vault, old)).toMatchObject({ name: 'payments（旧）' });
    await edit('Renamed', 'Of my own');
    await main(vault).must('rotation.back', { ids: [old] });
    expect(await get(vault, successor)).toMatchObject({ name: 'Renamed', description: 'Of my own' });
    expect(await get(vault, old)).toMatchObject({ name: 'payments' });
  });

  test('no two old keys of an account get the same name, and a long one is cut', async () => {
    const vault = await createdVault();
    const twice = [await pair(vault, 'deploy', '1'), await pair(vault, 'deploy', '2')];
    await add(vault, { name: 'deploy (old)', provider: 'huawei', accountId: 'hw-2', identityName: 'grace' });
    const long = await pair(vault, `${'x'.repeat(254)}y`, '3');
    await main(vault).must('rotation.switch', { ids: [...twice, long].map(({ old }) => old), names: 'en' });
    const names = await Promise.all([...twice, long].map(async ({ old }) => (await get(vault, old)).name));
    expect(names.slice(0, 2)).toEqual(['deploy (old)', 'deploy (old 2)']);
    expect(names[2]).toBe(`${'x'.repeat(248)}… (old)`);
    expect(names[2]).toHaveLength(255);
  });
});

describe('many at once', () => {
  test('twenty go through the stages by one act each, and none moves if one can’t', async () => {
    const vault = await createdVault();
    const olds: string[] = [];
    const pairs: { oldKey: string; newKey: string }[] = [];
    for (let at = 0; at < 20; at += 1) {
      const who = {
        provider: 'pingan',
        accountId: `pa-${at}`,
        identityKind: 'subaccount',
        identityName: 'ada',
      } as const;
      const old = await add(vault, { name: `Key ${at}`, ...who });
      vault.now += 1000;
      const successor = await add(vault, { name: `New ${at}`, ...who });
      olds.push(old.id);
      pairs.push({ oldKey: old.id, newKey: successor.id });
    }
    expect(await main(vault).must('keys.change', rotate(...olds))).toMatchObject({ keys: 20 });
    expect(await main(vault).mustFail('rotation.switch', { ids: olds, names: null })).toEqual({
      code: 'rotation-stage',
    });
    await main(vault).must('rotation.link', { pairs: pairs.slice(1) });
    expect(await main(vault).mustFail('rotation.switch', { ids: olds, names: null })).toEqual({
      code: 'rotation-stage',
    });
    expect(await counts(vault)).toMatchObject({ started: 1, added: 19 });
    await main(vault).must('rotation.link', { pairs: pairs.slice(0, 1) });
    expect(await main(vault).must('rotation.all', { stage: 'added' })).toHaveLength(20);
    await main(vault).must('rotation.switch', { ids: olds, names: 'en' });
    const change = (act: string, ticket?: string) => ({
      keys: { kind: 'keys', ids: olds },
      to: { act },
      ...(ticket ? { ticket } : {}),
    });
    await main(vault).must('keys.change', change('disable'));
    const page = await main(vault).must<BoardPage>('rotation.board', { stage: 'disabled', offset: 15, limit: 10 });
    expect([page.total, page.rows.length]).toEqual([20, 5]);
    expect(page.rows.map(({ newKey }) => newKey?.name)).toEqual(Array(5).fill(expect.stringMatching(/^Key \d+$/)));
    const { keys, to } = change('delete');
    const intent = { act: 'change-keys', keys, to };
    const proof = { method: 'password', password: passwordBytes(masterPassword) };
    const { ticket } = await vault.view('verify').must<{ ticket: string }>('protection.verify', { intent, proof });
    await main(vault).must('keys.change', change('delete', ticket));
    expect(await counts(vault)).toEqual({ started: 0, added: 0, switched: 0, disabled: 0, finished: 20 });
  });

  test('a selection begins what can be begun, and leaves out the rest', async () => {
    const vault = await createdVault();
    const one = await add(vault, { name: 'One' });
    const two = await add(vault, { name: 'Two' });
    await main(vault).must('keys.change', rotate(one.id));
    const { accessKeyId, secret, token } = fakeTemporary();
    const brief = { provider: 'huawei', credential: 'temporary', expiresAt: vault.now + day } as const;
    await add(vault, { ...brief, accessKeyId, secret, token });
    const narrowed = { provider: null, scope: null, text: '' };
    const all = { keys: { kind: 'list', narrowed, except: [] }, to: { act: 'rotate' } };
    expect(await main(vault).must('keys.change', all)).toMatchObject({ keys: 1 });
    expect(await rotation(vault, two.id)).toMatchObject({ begun: true });
  });

  test('says since when each waits, and a leaked key comes first', async () => {
    const vault = await createdVault();
    const first = await add(vault, { name: 'First' });
    const second = await add(vault, { name: 'Second' });
    await main(vault).must('keys.change', rotate(first.id));
    vault.now += day;
    const began = vault.now;
    await main(vault).must('keys.change', rotate(second.id));
    const names = async () => {
      const page = await main(vault).must<BoardPage>('rotation.board', { stage: 'started', offset: 0, limit: 10 });
      return page.rows.map(({ oldKey, since }) => [oldKey?.name, since]);
    };
    expect(await names()).toEqual([
      ['First', began - day],
      ['Second', began],
    ]);
    await main(vault).must('keys.change', { keys: { kind: 'keys', ids: [second.id] }, to: { act: 'leaked' } });
    expect((await names())[0]).toEqual(['Second', began]);
  });
});

describe('a leaked key', () => {
  const mark = (vault: TestVault, id: string, act: 'leaked' | 'not-leaked') =>
    main(vault).must<{ keys: number }>('keys.change', { keys: { kind: 'keys', ids: [id] }, to: { act } });

  test('is marked once, with a row, until somebody says that it didn’t leak', async () => {
    const vault = await createdVault();
    const { id } = await add(vault, { name: 'Lost', ...user });
    const at = vault.now;
    expect(await mark(vault, id, 'leaked')).toMatchObject({ keys: 1 });
    vault.now += day;
    expect(await mark(vault, id, 'leaked')).toMatchObject({ keys: 0 });
    expect(await get(vault, id)).toMatchObject({ leakedAt: at });
    await mark(vault, id, 'not-leaked');
    expect(await get(vault, id)).toMatchObject({ leakedAt: null });
    const { rows } = await auditOf(vault);
    expect(rows.slice(0, 2).map(({ action, key }) => [action, key?.name])).toEqual([
      ['not-leaked', 'Lost'],
      ['leaked', 'Lost'],
    ]);
  });

  test('can be replaced after it was disabled at once, and switching then waits for its deletion', async () => {
    const vault = await createdVault();
    const old = await add(vault, { name: 'Lost', ...user });
    await mark(vault, old.id, 'leaked');
    await main(vault).must('keys.setStatus', { ids: [old.id], status: 'disabled' });
    expect(await rotation(vault, old.id)).toMatchObject({ closed: null });
    const added = await vault.view('add').must<{ id: string }>('keys.add', {
      ...newKey({ name: 'New', ...user }),
      rotation: old.id,
    });
    await main(vault).must('rotation.switch', { ids: [old.id], names: 'en' });
    expect(await rotation(vault, old.id)).toMatchObject({ stage: 'disabled', newKey: { id: added.id } });
  });
});
