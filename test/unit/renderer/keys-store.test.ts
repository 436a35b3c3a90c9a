import { describe, expect, it, vi } from 'vitest';
import type { AppError, Reply } from '../../../common/errors';
import type { KeyPage } from '../../../common/keys/access-key';
import { createKeys, type KeysClient } from '../../../renderer/main-view/features/keys/store/keys';
import { rowIn, windowSize } from '../../../renderer/rows-window';
import { type FakeOptions, fakeClient, fakeKeys } from '../../support/fake-client';

function setUp(options: FakeOptions = {}) {
  const client = fakeClient({ keys: fakeKeys(1000), ...options });
  const report = vi.fn<(error: AppError) => void>();
  const keys = createKeys(client.keys, report);
  client.on('keysChanged', ({ id }) => void keys.changed(id));
  return { client, keys, report, state: () => keys.store.getState() };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A client whose list answers when the test says so. */
function heldBack() {
  const client = fakeClient({ keys: fakeKeys(1000) });
  const held: { text: string; offset: number; answer: () => void }[] = [];
  const list: KeysClient['list'] = (query) =>
    new Promise<Reply<KeyPage>>((resolve) => {
      const answer = () => void client.keys.list(query).then(resolve);
      held.push({ text: query.text, offset: query.offset, answer });
    });
  const keys = createKeys({ ...client.keys, list }, vi.fn());
  return { keys, held, state: () => keys.store.getState() };
}

describe('opening', () => {
  it('asks for the first page and the counts at once, and for nothing else', async () => {
    const { client, keys, state } = setUp();
    const started = keys.start();
    expect(client.calls.map((call) => call.operation).sort()).toEqual(['keys.counts', 'keys.list']);
    await started;
    expect(state().total).toBe(1000);
    expect(state().pages.get(0)).toHaveLength(windowSize);
    expect(state().counts?.reduce((sum, { keys: number }) => sum + number, 0)).toBe(1000);
    expect(client.calls).toHaveLength(2);
  });

  it('says why the list can’t be shown, and tries again', async () => {
    let broken = true;
    const { keys, state } = setUp({
      failWith: (name) => (broken && name === 'keys.list' ? { code: 'internal' } : null),
    });
    await keys.start();
    expect(state().problem).toEqual({ code: 'internal' });
    broken = false;
    await keys.retry();
    expect(state().problem).toBeNull();
    expect(state().total).toBe(1000);
  });
});

describe('scrolling', () => {
  it('reads what comes into view once', async () => {
    const { client, keys, state } = setUp();
    await keys.start();
    keys.want(480, 520);
    keys.want(480, 520);
    await settled();
    expect([...state().pages.keys()].sort()).toEqual([0, 4, 5]);
    expect(client.calls.filter((call) => call.operation === 'keys.list')).toHaveLength(3);
  });

  it('asks for at most two pages at a time and drops what went out of view', async () => {
    const { keys, held, state } = heldBack();
    void keys.start();
    held[0]?.answer();
    await settled();
    for (const first of [100, 200, 300, 400, 500]) keys.want(first, first + 20);
    expect(held.map(({ offset }) => offset)).toEqual([0, 100, 200]);
    held[1]?.answer();
    held[2]?.answer();
    await settled();
    // The latest wish, and none of those between.
    expect(held.map(({ offset }) => offset)).toEqual([0, 100, 200, 500]);
    held[3]?.answer();
    await settled();
    expect([...state().pages.keys()].sort()).toEqual([0, 1, 2, 5]);
  });
});

describe('searching', () => {
  it('drops the answer to a search that is no longer asked', async () => {
    const { keys, held, state } = heldBack();
    void keys.start();
    held[0]?.answer();
    await settled();
    void keys.search('dep');
    void keys.search('deploy-bot-8');
    expect(state().total).toBe(1000);
    held.find(({ text }) => text === 'deploy-bot-8')?.answer();
    await settled();
    const total = state().total;
    expect(state().answered?.text).toBe('deploy-bot-8');
    held.find(({ text }) => text === 'dep')?.answer();
    await settled();
    expect(state().total).toBe(total);
    expect(state().answered?.text).toBe('deploy-bot-8');
  });

  it('drops a page of the former list that comes late', async () => {
    const { keys, held, state } = heldBack();
    void keys.start();
    held[0]?.answer();
    await settled();
    keys.want(300, 320);
    void keys.search('backup');
    held.find(({ text }) => text === 'backup')?.answer();
    await settled();
    held.find(({ offset }) => offset === 300)?.answer();
    await settled();
    expect([...state().pages.keys()]).toEqual([0]);
  });

  it('shows one provider and turns the direction of sorting round', async () => {
    const { keys, state } = setUp();
    await keys.start();
    await keys.showProvider('huawei');
    expect(state().total).toBe(250);
    await keys.sortBy('name');
    const first = state().pages.get(0)?.[0]?.name;
    await keys.sortBy('name');
    expect(state().sort).toEqual({ column: 'name', direction: 'descending' });
    expect(state().pages.get(0)?.[0]?.name).not.toBe(first);
  });
});

describe('the selection', () => {
  it('follows the cursor, also to a row that is not read yet', async () => {
    const { keys, state } = setUp();
    await keys.start();
    keys.moveTo(3);
    expect(state().selectedId).toBe(state().pages.get(0)?.[3]?.id);
    keys.moveTo(5000);
    expect(state().cursor).toBe(999);
    expect(state().selectedId).toBeNull();
    keys.want(980, 999);
    await settled();
    expect(state().selectedId).toBe(rowIn(state().pages, 999)?.id);
    expect(state().detail?.id).toBe(state().selectedId);
  });

  it('drops the detail of a key that is no longer selected', async () => {
    const { keys, state } = setUp({ delay: (name) => (name === 'keys.get' ? 3 : 0) });
    await keys.start();
    const [first, second] = state().pages.get(0) ?? [];
    keys.select(first?.id ?? '');
    keys.select(second?.id ?? '');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(state().detail?.id).toBe(second?.id);
  });

  it('stays on its key when the order changes', async () => {
    const { keys, state } = setUp({ keys: fakeKeys(20) });
    await keys.start();
    keys.moveTo(4);
    const id = state().selectedId;
    await keys.sortBy('age');
    expect(state().selectedId).toBe(id);
    expect(rowIn(state().pages, state().cursor)?.id).toBe(id);
  });

  it('goes when its key is deleted, without a complaint', async () => {
    const { client, keys, report, state } = setUp({ keys: fakeKeys(5) });
    await keys.start();
    keys.moveTo(1);
    await client.keys.delete({ ids: [state().selectedId ?? ''] });
    await settled();
    expect(state().selectedId).toBeNull();
    expect(state().total).toBe(4);
    expect(report).not.toHaveBeenCalled();
  });
});

describe('going to a key', () => {
  const far = async ({ client, keys }: ReturnType<typeof setUp>, index: number) => {
    await keys.start();
    const reply = await client.keys.get({ id: client.stored[index]?.id ?? '' });
    if (!reply.ok) throw new Error('no key');
    return reply.value;
  };

  it('finds its place in a long list without reading the list', async () => {
    const it = setUp();
    const key = await far(it, 700);
    const before = it.client.calls.length;
    await it.keys.goTo(key);
    expect(it.client.calls.slice(before).map(({ operation }) => operation)).toEqual(['keys.place']);
    expect(it.state()).toMatchObject({ selectedId: key.id, cursor: 700, detail: { id: key.id } });
  });

  it('takes away only what hides it', async () => {
    const it = setUp();
    const key = await far(it, 700);
    await it.keys.show({ provider: key.provider, scope: null, text: '', filter: { isDefault: true } });
    await it.keys.goTo(key);
    expect(it.state()).toMatchObject({ provider: key.provider, filter: {}, selectedId: key.id });
    expect(rowIn(it.state().pages, it.state().cursor)?.id ?? key.id).toBe(key.id);
    await it.keys.show({ provider: 'pingan', scope: { kind: 'unassigned' }, text: 'x', filter: {} });
    await it.keys.goTo(key);
    expect(it.state()).toMatchObject({ provider: null, scope: null, text: '', filter: {}, selectedId: key.id });
  });
});

describe('a change in the vault', () => {
  it('of a key that a filter hides moves nothing', async () => {
    const { client, keys, state } = setUp();
    await keys.start();
    await keys.narrow({ status: 'disabled' });
    keys.moveTo(2);
    const chosen = state().selectedId;
    await client.keys.setDefault({ id: client.stored[800]?.id ?? '' });
    await settled();
    expect(state()).toMatchObject({ selectedId: chosen, filter: { status: 'disabled' }, cursor: 2 });
  });

  it('reads again what is in view and the detail, and keeps the place', async () => {
    const { client, keys, state } = setUp();
    await keys.start();
    keys.want(300, 330);
    await settled();
    keys.moveTo(310);
    await settled();
    const id = state().selectedId ?? '';
    await client.keys.setStatus({ ids: [id], status: 'disabled' });
    await settled();
    expect(state().cursor).toBe(310);
    expect(state().selectedId).toBe(id);
    expect(state().detail?.status).toBe('disabled');
    expect(rowIn(state().pages, 310)?.status).toBe('disabled');
    expect([...state().pages.keys()]).toEqual([3]);
  });

  it('selects a key that is new and takes away what would hide it', async () => {
    const { client, keys, state } = setUp({ keys: fakeKeys(40) });
    await keys.start();
    await keys.showProvider('pingan');
    await keys.search('backup');
    const [added] = fakeKeys(1, Date.now() + 1000);
    if (!added) throw new Error('no key');
    client.stored.push({ ...added, id: '00000000-0000-4000-9000-000000000000', name: 'brand new' });
    client.tell('keysChanged', { id: '00000000-0000-4000-9000-000000000000' });
    await settled();
    expect(state().text).toBe('');
    expect(state().provider).toBeNull();
    expect(state().detail?.name).toBe('brand new');
    expect(rowIn(state().pages, state().cursor)?.name).toBe('brand new');
  });
});
