import { describe, expect, it, vi } from 'vitest';
import { createKeys } from '../../../renderer/main-view/features/keys/store/keys';
import { chosenKeys, countChosen, everyKey, isChosen } from '../../../renderer/main-view/features/keys/store/state';
import { fakeClient, fakeKeys } from '../../support/fake-client';

async function setUp(count = 1000) {
  const client = fakeClient({ keys: fakeKeys(count) });
  const tooMany = vi.fn();
  const keys = createKeys(client.keys, vi.fn(), tooMany);
  await keys.start();
  const state = () => keys.store.getState();
  const at = (index: number) => state().pages.get(0)?.[index]?.id ?? 'none';
  const marked = () => [...state().marked.keys()];
  return { client, keys, state, at, marked, tooMany };
}

describe('marking rows', () => {
  it('one by one: the selected one is the first, and one alone is selected again', async () => {
    const { keys, state, at, marked } = await setUp();
    keys.select(at(2));
    keys.toggleMark(5);
    expect(marked()).toEqual([at(2), at(5)]);
    expect(state()).toMatchObject({ selectedId: null, detail: null, cursor: 5 });
    keys.toggleMark(7);
    keys.toggleMark(2);
    expect(marked()).toEqual([at(5), at(7)]);
    keys.toggleMark(7);
    expect([marked(), state().selectedId]).toEqual([[], at(5)]);
    keys.toggleMark(5);
    expect([marked(), state().selectedId]).toEqual([[], null]);
  });

  it('as a range from the last one chosen, both ways, each replacing the one before', async () => {
    const { keys, state, at, marked } = await setUp();
    keys.select(at(3));
    await keys.extendMarks(5);
    expect(marked()).toEqual([at(3), at(4), at(5)]);
    await keys.extendMarks(1);
    expect(marked()).toEqual([at(1), at(2), at(3)]);
    expect(state().cursor).toBe(1);
    await keys.extendMarks(3);
    expect([marked(), state().selectedId]).toEqual([[], at(3)]);
    await keys.extendMarks(-9);
    expect(marked()).toEqual([0, 1, 2, 3].map(at));
  });

  it('reads the rows of a range that are not there yet', async () => {
    const { client, keys, at, marked } = await setUp();
    keys.select(at(50));
    const before = client.calls.length;
    await keys.extendMarks(320);
    expect(marked()).toHaveLength(271);
    expect(client.calls.slice(before).map(({ operation }) => operation)).toContain('keys.list');
  });

  it('takes a range of more rows than the vault returns at once', async () => {
    const { keys, at, marked, tooMany } = await setUp(1300);
    keys.select(at(10));
    await keys.extendMarks(1299);
    expect([marked().length, new Set(marked()).size, tooMany.mock.calls.length]).toEqual([1290, 1290, 0]);
  });

  it('ends with a plain choice, another part of the vault, or by itself', async () => {
    const { keys, at, marked } = await setUp();
    const ends: (() => unknown)[] = [
      () => keys.select(at(1)),
      () => keys.moveTo(2),
      () => keys.clearSelection(),
      () => keys.clearMarks(),
      () => keys.showProvider('huawei'),
      () => keys.showScope('huawei', { kind: 'unassigned' }),
    ];
    for (const end of ends) {
      await keys.showProvider(null);
      keys.select(at(0));
      await keys.extendMarks(3);
      expect(marked()).toHaveLength(4);
      await end();
      expect(marked()).toEqual([]);
    }
  });

  it('stays when the list is sorted or searched, without keys that were deleted meanwhile', async () => {
    const { client, keys, state, at, marked } = await setUp();
    keys.select(at(0));
    await keys.extendMarks(2);
    const before = marked();
    await keys.sortBy('name');
    await keys.search('deploy');
    expect(marked()).toEqual(before);
    const [first, second, third] = before;
    client.stored.splice(0, client.stored.length, ...client.stored.filter(({ id }) => id !== third));
    await keys.changed(null);
    expect(marked()).toEqual([first, second]);
    client.stored.splice(0, client.stored.length, ...client.stored.filter(({ id }) => id !== second));
    await keys.changed(null);
    // One alone is selected, as when it is all that is left by clicks.
    expect([marked(), state().selectedId]).toEqual([[], first]);
  });

  it('drops a range whose list is no longer asked for', async () => {
    const { keys, at, marked } = await setUp();
    keys.select(at(50));
    const late = keys.extendMarks(320);
    await keys.search('deploy');
    await late;
    expect(marked()).toEqual([]);
  });
});

describe('all that match', () => {
  it('is a question and not a list of ids, with exceptions', async () => {
    const { client, keys, state, at } = await setUp(1000);
    await keys.narrow({ status: 'enabled' });
    const total = state().total ?? 0;
    expect(total).toBeLessThan(1000);
    const before = client.calls.length;
    keys.markAll();
    expect(client.calls).toHaveLength(before);
    const narrowed = { provider: null, scope: null, text: '', filter: { status: 'enabled' } };
    expect(chosenKeys(state())).toEqual({ kind: 'list', narrowed, except: [] });
    expect(countChosen(state())).toBe(total);
    keys.toggleMark(3);
    expect(chosenKeys(state())).toEqual({ kind: 'list', narrowed, except: [at(3)] });
    expect([countChosen(state()), isChosen(state(), at(3)), isChosen(state(), at(4))]).toEqual([
      total - 1,
      false,
      true,
    ]);
    keys.toggleMark(3);
    expect(countChosen(state())).toBe(total);
  });

  it('is over with the question it was about, a plain choice or its last exception, and stays when it is sorted', async () => {
    const { keys, state, at } = await setUp(3);
    const ends: (() => unknown)[] = [
      () => keys.select(at(1)),
      () => keys.moveTo(2),
      () => keys.clearMarks(),
      () => keys.clearSelection(),
      () => keys.extendMarks(2),
      () => keys.search('deploy'),
      () => keys.narrow({ isDefault: true }),
      () => keys.clearFilters(),
      () => keys.showProvider('alibaba'),
      () => [0, 1, 2].map((index) => keys.toggleMark(index)),
    ];
    for (const end of ends) {
      await keys.show(everyKey);
      keys.markAll();
      await keys.sortBy('name');
      expect(state().all, String(end)).not.toBeNull();
      await end();
      expect(state().all, String(end)).toBeNull();
    }
  });

  it('forgets exceptions that were deleted', async () => {
    const { client, keys, state, at } = await setUp(20);
    keys.markAll();
    keys.toggleMark(4);
    keys.toggleMark(5);
    const kept = at(5);
    await client.keys.delete({ ids: [at(4)] });
    await keys.changed(null);
    expect([...(state().all?.except ?? [])]).toEqual([kept]);
    expect(countChosen(state())).toBe(18);
  });
});

describe('a part of a provider', () => {
  it('is asked for with every page, and left for the whole provider or by a key that isn’t in it', async () => {
    const { client, keys, state } = await setUp(4000);
    const scope = { kind: 'unassigned' } as const;
    await keys.showScope('private-alibaba', scope);
    keys.want(0, 150);
    expect(state()).toMatchObject({ provider: 'private-alibaba', scope, answered: { scope } });
    const asked = client.calls.filter(({ operation }) => operation === 'keys.list').slice(1);
    expect(asked.length).toBeGreaterThan(1);
    for (const { input } of asked) expect(input).toMatchObject({ provider: 'private-alibaba', scope });
    await keys.showProvider('private-alibaba');
    expect(state().scope).toBeNull();
  });
});
