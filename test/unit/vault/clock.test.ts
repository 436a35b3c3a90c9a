import * as fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ClockState } from '../../../common/clock';
import type { KeyRow } from '../../../common/keys/access-key';
import { fakeTemporary } from '../../support/fake-keys';
import {
  add,
  auditOf,
  byPassword,
  createdVault,
  fakeClock,
  get,
  list,
  newFolder,
  password,
  reopened,
  startTestVault,
  type TestVault,
} from './harness';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const main = (vault: TestVault) => vault.view('main-view');
const state = (vault: TestVault) => main(vault).must<ClockState>('clock.state');
const problem = async (vault: TestVault) => (await state(vault)).problem;
const temporary = (vault: TestVault, life: number, name = 'Temporary') =>
  add(vault, { provider: 'huawei', credential: 'temporary', expiresAt: vault.now + life, name, ...fakeTemporary() });
const expired = async (vault: TestVault) =>
  (await main(vault).must<KeyRow[]>('temporary.expired')).map(({ name }) => name);

/** A vault whose system clock and monotonic clock a test moves. */
async function timedVault() {
  const time = fakeClock();
  const vault = await createdVault({ time });
  // The looks from time to time begin with the first rows.
  await list(vault);
  await new Promise((resolve) => setImmediate(resolve));
  return {
    vault,
    /** Time goes by as it does. */
    pass: (milliseconds: number) => {
      vault.now += milliseconds;
      time.advance(milliseconds);
    },
    time,
  };
}

describe('a clock that is wrong', () => {
  test('is said once it is more than five minutes behind what was seen, and not before', async () => {
    const vault = await createdVault();
    vault.now += hour;
    const seen = vault.now;
    expect(await problem(vault)).toBeNull();
    vault.now = seen - 5 * minute;
    expect(await problem(vault)).toBeNull();
    vault.now -= 1;
    expect(await state(vault)).toEqual({
      now: seen,
      system: vault.now,
      problem: { kind: 'behind', by: 5 * minute + 1 },
    });
  });

  test('is said after a restart too, and what was seen outlives the process', async () => {
    let vault = await createdVault();
    const seen = vault.now;
    vault = await reopened(vault, { now: seen - 5 * minute });
    expect(await problem(vault)).toBeNull();
    vault = await reopened(vault, { now: seen - 2 * day });
    expect(await state(vault)).toMatchObject({ now: seen, problem: { kind: 'behind', by: 2 * day } });
  });

  test('is said after a step of more than a day while the vault is open, forward and back', async () => {
    for (const [step, kind] of [
      [day, null],
      [day + 1, 'jumped'],
    ] as const) {
      const { vault, pass } = await timedVault();
      pass(minute);
      vault.now += step;
      expect((await problem(vault))?.kind ?? null).toBe(kind);
    }
    const { vault, pass, time } = await timedVault();
    pass(3 * day);
    expect(await problem(vault)).toBeNull();
    const view = main(vault);
    vault.now -= 2 * day;
    time.advance(minute);
    expect(view.events).toEqual([
      { name: 'clockChanged', payload: expect.objectContaining({ problem: { kind: 'behind', by: 2 * day } }) },
    ]);
  });

  test('forward, isn’t kept, so that a clock that is put right again leaves nothing behind', async () => {
    const { vault, pass } = await timedVault();
    const before = vault.now;
    vault.now += 400 * day;
    expect(await problem(vault)).toMatchObject({ kind: 'jumped' });
    await add(vault);
    pass(minute);
    const again = await reopened(vault, { now: before + hour });
    expect(await problem(again)).toBeNull();
  });

  test('is right again when the person says so, which is written down', async () => {
    let vault = await createdVault();
    vault.now += 100 * day;
    await add(vault);
    const seen = vault.now;
    vault.now -= 100 * day;
    expect(await problem(vault)).toMatchObject({ kind: 'behind' });
    expect(await main(vault).must('clock.accept')).toEqual({ now: vault.now, system: vault.now, problem: null });
    const { rows } = await auditOf(vault, { action: 'clock-accepted' });
    expect(rows.map(({ facts }) => facts)).toEqual([{ from: seen, to: vault.now }]);
    vault = await reopened(vault);
    expect(await problem(vault)).toBeNull();
  });

  test('deletes and disables nothing', async () => {
    const vault = await createdVault();
    const { id } = await add(vault);
    const other = await temporary(vault, hour);
    for (const step of [1000 * day, -2000 * day, 5000 * day]) {
      vault.now += step;
      await state(vault);
      expect((await get(vault, id)).status).toBe('enabled');
      expect((await get(vault, other.id)).status).toBe('enabled');
    }
  });
});

describe('a temporary key', () => {
  test('expires to the millisecond and doesn’t come back to life with the clock, nor in the next process', async () => {
    let vault = await createdVault();
    const { id } = await temporary(vault, hour);
    const end = vault.now + hour;
    vault.now = end - 1;
    expect(await expired(vault)).toEqual([]);
    vault.now = end;
    expect(await expired(vault)).toEqual(['Temporary']);
    vault.now = end - 30 * minute;
    expect(await expired(vault)).toEqual(['Temporary']);
    expect(await main(vault).mustFail('keys.setDefault', { id })).toEqual({ code: 'not-enabled' });
    vault = await reopened(vault, { now: end - hour });
    expect(await expired(vault)).toEqual(['Temporary']);
    expect(await main(vault).mustFail('keys.setDefault', { id })).toEqual({ code: 'not-enabled' });
  });

  test('doesn’t come back to life when the process was killed right after, and the clock set back', async () => {
    const { vault, pass } = await timedVault();
    await temporary(vault, hour);
    await list(vault);
    const added = vault.now;
    pass(minute);
    pass(hour - minute);
    const folder = newFolder();
    fs.cpSync(vault.folder, folder, { recursive: true });
    vault.now = added;
    const killed = startTestVault({ folder, keychain: vault.keychain, now: added });
    await killed.view('unlock').must('session.unlock', password());
    expect(await expired(killed)).toEqual(['Temporary']);
  });

  test('that is the default loses that when it expires, by itself, and the log says why', async () => {
    const { vault, pass } = await timedVault();
    const { id } = await temporary(vault, hour);
    await main(vault).must('keys.setDefault', { id });
    await list(vault);
    const view = main(vault);
    pass(minute);
    pass(hour - minute - 1);
    expect((await get(vault, id)).isDefault).toBe(true);
    pass(1);
    expect(await get(vault, id)).toMatchObject({ isDefault: false, status: 'enabled' });
    expect(view.events).toContainEqual({ name: 'keysChanged', payload: { id: null } });
    const { rows } = await auditOf(vault, {}, 1);
    expect(rows[0]).toMatchObject({ action: 'cancel-default', key: { id }, facts: { why: 'expired' } });
  });

  test('that expired while the vault was closed loses its default at the next unlock', async () => {
    let vault = await createdVault();
    const { id } = await temporary(vault, hour);
    await main(vault).must('keys.setDefault', { id });
    vault = await reopened(vault, { now: vault.now + 2 * hour });
    await list(vault);
    await new Promise((resolve) => setImmediate(resolve));
    expect((await get(vault, id)).isDefault).toBe(false);
    const { rows } = await auditOf(vault, {}, 2);
    expect(rows.map(({ action }) => action)).toEqual(['cancel-default', 'unlock']);
  });

  test('is cleared away only when asked, only when it has expired, all or none', async () => {
    const vault = await createdVault();
    const one = await temporary(vault, hour, 'One');
    const two = await temporary(vault, hour, 'Two');
    const alive = await temporary(vault, 3 * hour, 'Alive');
    const longTerm = await add(vault, { name: 'Long-term' });
    vault.now += 2 * hour;
    expect((await expired(vault)).sort()).toEqual(['One', 'Two']);
    for (const wrong of [alive.id, longTerm.id]) {
      const ids = [one.id, two.id, wrong];
      expect(await main(vault).mustFail('temporary.clear', { ids })).toEqual({ code: 'not-expired' });
    }
    expect(await main(vault).mustFail('temporary.clear', { ids: [one.id, crypto.randomUUID()] })).toEqual({
      code: 'not-found',
    });
    for (const ids of [[], ['x'], one.id]) {
      expect(await main(vault).mustFail('temporary.clear', { ids })).toMatchObject({ code: 'bad-request' });
    }
    expect((await list(vault)).total).toBe(4);
    const ids = [one.id, two.id, one.id];
    expect(await main(vault).mustFail('temporary.clear', { ids })).toEqual({
      code: 'verification-required',
      effect: 'key.delete',
      keyId: null,
    });
    const verified = (act: 'delete' | 'clear', ...verifiedIds: string[]) =>
      vault.view('verify').must<{ ticket: string }>('protection.verify', {
        ...byPassword(one.id),
        intent: { act, ids: verifiedIds },
      });
    // One to delete these keys is none to clear them, and one for fewer keys isn't either.
    for (const wrong of [await verified('delete', ...ids), await verified('clear', two.id)]) {
      expect(await main(vault).mustFail('temporary.clear', { ids, ...wrong })).toEqual({ code: 'plan-changed' });
    }
    expect((await list(vault)).total).toBe(4);
    await main(vault).must('temporary.clear', { ids, ...(await verified('clear', ...ids)) });
    expect((await list(vault)).rows.map(({ name }) => name)).toEqual(['Alive', 'Long-term']);
    const { rows } = await auditOf(vault, { action: 'delete', outcome: 'ok' });
    expect(rows.map(({ key, facts }) => [key?.name, facts])).toEqual([
      ['Two', { why: 'cleared' }],
      ['One', { why: 'cleared' }],
    ]);
  });
});
