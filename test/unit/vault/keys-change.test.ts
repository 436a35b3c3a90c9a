import { describe, expect, test } from 'vitest';
import { type Intent, mostPlanned, type PlanTold } from '../../../common/intents';
import type { KeyDetail } from '../../../common/keys/access-key';
import type { KeySelection, KeysChange, SelectionFacts } from '../../../common/keys/selection';
import { passwordBytes } from '../../../common/keys/text-bytes';
import type { ScopeFacts } from '../../../common/transfer/export';
import { seedVault } from '../../support/seed';
import {
  add,
  auditOf,
  createdVault,
  get,
  list,
  newFolder,
  password,
  quickCost,
  startTestVault,
  type TestVault,
} from './harness';
import { administrator, lock, master, turn, verify } from './protection/acts';

/** One act on many keys: chosen one by one, or as the answer to a question. */

const main = (vault: TestVault) => vault.view('main-view');
const these = (...ids: string[]): KeySelection => ({ kind: 'keys', ids });
const all = (text = '', except: string[] = []): KeySelection => ({
  kind: 'list',
  narrowed: { provider: null, scope: null, text },
  except,
});
const intent = (keys: KeySelection, to: KeysChange): Intent => ({ act: 'change-keys', keys, to });
/** How many keys were changed. */
const changed = async (vault: TestVault, keys: KeySelection, to: KeysChange, ticket: object = {}) =>
  (await main(vault).must<{ keys: number }>('keys.change', { keys, to, ...ticket })).keys;
const refused = (vault: TestVault, keys: KeySelection, to: KeysChange, ticket: object = {}) =>
  main(vault).mustFail('keys.change', { keys, to, ...ticket });
const newTag = async (vault: TestVault, name: string) =>
  (await main(vault).must<{ tag: number }>('tags.save', { tag: null, name, colour: 'blue' })).tag;
const rowsOf = async (
  vault: TestVault,
  action: 'enable' | 'disable' | 'delete' | 'tagged' | 'dates' | 'rotation-days',
) => (await auditOf(vault, { action, outcome: 'ok' }, 500)).rows;
/** Everything of a key but when it was changed. */
const facts = async (vault: TestVault, id: string): Promise<Omit<KeyDetail, 'updatedAt'>> => {
  const { updatedAt: _, ...rest } = await get(vault, id);
  return rest;
};

async function three(vault: TestVault): Promise<[string, string, string]> {
  const one = await add(vault, { name: 'One' });
  const two = await add(vault, { name: 'Two', provider: 'huawei' });
  return [one.id, two.id, (await add(vault, { name: 'Three', provider: 'pingan' })).id];
}

describe('an act on a selection', () => {
  test('does each kind of act to all keys, in one go, with a row for each, and leaves out what is so already', async () => {
    const vault = await createdVault();
    const [one, two, three_] = await three(vault);
    const tag = await newTag(vault, 'prod');
    expect(await changed(vault, all(), { act: 'period', days: 30 })).toBe(3);
    expect(await changed(vault, these(one, two), { act: 'period', days: 30 })).toBe(0);
    expect(await get(vault, two)).toMatchObject({ rotationDays: 30 });
    const created = vault.now - 86_400_000 * 40;
    const dates = { act: 'dates', providerCreatedAt: created, providerUsedAt: 0 } as const;
    expect(await changed(vault, these(one, three_), dates)).toBe(2);
    expect(await changed(vault, all(), dates)).toBe(1);
    expect(await changed(vault, these(one), { act: 'dates', providerCreatedAt: null })).toBe(1);
    expect(await get(vault, one)).toMatchObject({ providerCreatedAt: null, providerUsedAt: 0 });
    expect(await get(vault, three_)).toMatchObject({ providerCreatedAt: created, dueAt: created + 30 * 86_400_000 });
    expect(await changed(vault, these(two), { act: 'tag', add: [tag], remove: [] })).toBe(1);
    expect(await changed(vault, all(), { act: 'tag', add: [tag, tag], remove: [] })).toBe(2);
    // What is added and removed at once is removed.
    expect(await changed(vault, these(one), { act: 'tag', add: [tag], remove: [tag] })).toBe(1);
    expect((await get(vault, one)).tags).toEqual([]);
    expect((await get(vault, two)).tags).toEqual([tag]);
    expect(await changed(vault, these(one, two), { act: 'default' })).toBe(2);
    expect(await changed(vault, all(), { act: 'not-default' })).toBe(2);
    expect(await changed(vault, all('', [three_]), { act: 'disable' })).toBe(2);
    expect(await changed(vault, all('', [three_]), { act: 'enable' })).toBe(2);
    const { ticket } = await verify(vault, intent(all('one'), { act: 'delete' }), '', master());
    expect(await changed(vault, all('one'), { act: 'delete' }, { ticket })).toBe(1);
    expect((await list(vault)).total).toBe(2);
    expect((await rowsOf(vault, 'rotation-days')).map(({ facts }) => facts)).toEqual(
      Array.from({ length: 3 }, () => ({ days: 30, daysBefore: -1, identity: undefined })).map(({ days, daysBefore }) =>
        expect.objectContaining({ days, daysBefore }),
      ),
    );
    expect(
      (await rowsOf(vault, 'tagged')).map(({ key, facts: { before, after } }) => [key?.name, before, after]),
    ).toEqual([
      ['One', 'prod', '–'],
      ['Three', '–', 'prod'],
      ['One', '–', 'prod'],
      ['Two', '–', 'prod'],
    ]);
    expect(await rowsOf(vault, 'dates')).toHaveLength(4);
    // An enabled key is disabled before it is deleted.
    expect(await rowsOf(vault, 'disable')).toHaveLength(3);
    expect(await rowsOf(vault, 'delete')).toHaveLength(1);
  });

  test('is done to all of them or to none, and says why not', async () => {
    const vault = await createdVault();
    const [one, two, three_] = await three(vault);
    await changed(vault, these(three_), { act: 'disable' });
    const before = await Promise.all([one, two, three_].map((id) => facts(vault, id)));
    const gone = '00000000-0000-4000-8000-000000000000';
    // Ping An doesn't enable a key again.
    expect(await refused(vault, all(), { act: 'enable' })).toEqual({ code: 'disable-is-final' });
    expect(await refused(vault, these(one, three_), { act: 'default' })).toEqual({ code: 'not-enabled' });
    for (const to of [{ act: 'disable' }, { act: 'period', days: 1 }, { act: 'dates', providerUsedAt: 0 }] as const) {
      expect(await refused(vault, these(one, gone), to), to.act).toEqual({ code: 'not-found' });
    }
    expect(await refused(vault, all(), { act: 'tag', add: [1], remove: [] })).toEqual({ code: 'tag-gone' });
    expect(await refused(vault, all(), { act: 'assign', identity: 1 })).toEqual({ code: 'identity-gone' });
    const other = (await add(vault, { name: 'Four' })).id;
    expect(await refused(vault, these(one, other, two), { act: 'default' })).toEqual({
      code: 'several-defaults',
      provider: 'alibaba',
      keys: 2,
    });
    expect(await refused(vault, these(one), { act: 'delete' })).toMatchObject({ code: 'verification-required' });
    const later = { act: 'dates', providerCreatedAt: vault.now + 3 * 86_400_000 } as const;
    expect(await refused(vault, all(), later)).toMatchObject({
      code: 'invalid-fields',
      issues: [{ field: 'providerCreatedAt', problem: 'in-the-future' }],
    });
    expect(await Promise.all([one, two, three_].map((id) => facts(vault, id)))).toEqual(before);
    await changed(vault, these(two), { act: 'dates', providerCreatedAt: vault.now });
    // It is right for one of them and wrong for the other, so none gets it.
    expect(await refused(vault, these(one, two), { act: 'dates', providerUsedAt: vault.now - 9 * 86_400_000 })).toEqual(
      {
        code: 'invalid-fields',
        issues: [{ field: 'providerUsedAt', problem: 'before-created', severity: 'error' }],
      },
    );
    expect(await facts(vault, one)).toEqual(before[0]);
    expect(await changed(vault, these(), { act: 'disable' })).toBe(0);
  });

  test('is what was shown: a question that has another answer by then is another plan', async () => {
    const vault = await createdVault();
    await three(vault);
    const to = { act: 'delete' } as const;
    const told = await vault.view('verify').must<PlanTold>('protection.plan', { intent: intent(all(), to) });
    expect(told).toMatchObject({
      total: 3,
      effects: expect.arrayContaining([{ effect: 'key.delete', count: 3 }]),
    });
    const late = await verify(vault, intent(all(), to), '', master());
    const added = await add(vault, { name: 'Four' });
    expect(await refused(vault, all(), to, late)).toEqual({ code: 'plan-changed' });
    expect((await list(vault)).total).toBe(4);
    // The same keys by another question, or by name, are the same plan.
    const ticket = await verify(vault, intent(all('', [added.id]), to), '', master());
    const ids = (await list(vault)).rows.map(({ id }) => id).filter((id) => id !== added.id);
    expect(await changed(vault, these(...ids.reverse()), to, ticket)).toBe(3);
    expect((await list(vault)).rows.map(({ id }) => id)).toEqual([added.id]);
  });

  test('needs what each of its effects needs, also under the lock', async () => {
    const vault = await createdVault();
    await three(vault);
    await turn(vault, 'status', true);
    expect(await refused(vault, all(), { act: 'disable' })).toMatchObject({ code: 'verification-required' });
    await changed(
      vault,
      all(),
      { act: 'disable' },
      await verify(vault, intent(all(), { act: 'disable' }), '', master()),
    );
    await lock(vault);
    const told = await vault
      .view('verify')
      .must<PlanTold>('protection.plan', { intent: intent(all('huawei'), { act: 'enable' }) });
    expect(told.needs.by).toBe('administrator');
    await changed(
      vault,
      all('huawei'),
      { act: 'enable' },
      await verify(vault, intent(all('huawei'), { act: 'enable' }), '', administrator()),
    );
    // What an edit of one key needs no administrator for, an act on many needs none for either.
    expect(await changed(vault, all(), { act: 'period', days: 9 })).toBe(3);
    const { rows } = await auditOf(vault, { outcome: 'refused' });
    expect(rows.map(({ action, code }) => [action, code])).toEqual([['disable', 'verification-required']]);
  });

  test('assigns as one: a quota that has no room for all refuses all', async () => {
    const vault = await createdVault();
    const keys = [];
    for (const name of ['One', 'Two', 'Three']) keys.push((await add(vault, { name })).id);
    const target = { provider: 'alibaba' };
    const { account } = await main(vault).must<{ account: number }>('accounts.saveAccount', {
      target,
      accountId: '1234567890123456',
      alias: '',
    });
    const { identity } = await main(vault).must<{ identity: number }>('accounts.saveIdentity', {
      target: { account, kind: 'ram-user' },
      ...{ name: 'bot', remark: '', accessType: 'programmatic', credential: 'both' },
    });
    const to = { act: 'assign', identity } as const;
    expect(await refused(vault, all(), to)).toMatchObject({ code: 'quota-full', limit: 2, more: 3 });
    expect(await changed(vault, all('', keys.slice(2)), to)).toBe(2);
    expect(await changed(vault, these(...keys.slice(0, 2)), to)).toBe(0);
  });

  test('of more keys than one plan has is refused with the number, and changes nothing', async () => {
    const folder = newFolder();
    await seedVault(folder, { keys: mostPlanned + 1, cost: quickCost });
    const vault = startTestVault({ folder });
    await vault.view('unlock').must('session.unlock', password());
    const { total } = await list(vault);
    expect(await refused(vault, all(), { act: 'period', days: 9 })).toEqual({
      code: 'too-many-keys',
      found: total,
      limit: mostPlanned,
    });
    const [first] = (await list(vault)).rows;
    const found = await main(vault).must<SelectionFacts>('keys.matching', { keys: all() });
    expect(found).toMatchObject({ keys: total, periods: [{ days: null, keys: total }] });
    expect(await changed(vault, all('', [first?.id ?? '']), { act: 'period', days: 9 })).toBe(
      found.keys - found.temporary - (first?.credential === 'long-term' ? 1 : 0),
    );
  });
});

describe('what a confirmation says of a selection', () => {
  test('counts the keys of each kind, and names the first', async () => {
    const vault = await createdVault();
    const [one, two, three_] = await three(vault);
    const tag = await newTag(vault, 'prod');
    await changed(vault, these(one, two), { act: 'tag', add: [tag], remove: [] });
    await changed(vault, these(one), { act: 'default' });
    await changed(vault, these(two), { act: 'disable' });
    await changed(vault, these(two), { act: 'period', days: 0 });
    await changed(vault, these(three_), { act: 'rotate' });
    const told = await main(vault).must<SelectionFacts>('keys.matching', { keys: all() });
    const lastFour = async (id: string) => (await get(vault, id)).accessKeyId.slice(-4);
    expect(told).toEqual({
      keys: 3,
      providers: [
        { provider: 'alibaba', keys: 1, final: 0 },
        { provider: 'huawei', keys: 1, final: 0 },
        { provider: 'pingan', keys: 1, final: 1 },
      ],
      ...{ enabled: 2, disabled: 1, temporary: 0, expired: 0, defaults: 1, root: 0, unassigned: 3, later: 0 },
      ...{ rotating: 1, leaked: 0, identities: 3 },
      tags: [{ tag, keys: 2 }],
      periods: [
        { days: null, keys: 2 },
        { days: 0, keys: 1 },
      ],
      first: [
        { id: one, provider: 'alibaba', name: 'One', lastFour: await lastFour(one) },
        { id: two, provider: 'huawei', name: 'Two', lastFour: await lastFour(two) },
        { id: three_, provider: 'pingan', name: 'Three', lastFour: await lastFour(three_) },
      ],
    });
    const gone = '00000000-0000-4000-8000-000000000000';
    expect(await main(vault).must('keys.matching', { keys: these(one, gone) })).toMatchObject({ keys: 1 });
    expect(await main(vault).must('keys.matching', { keys: these() })).toMatchObject({ keys: 0, identities: 0 });
  });
});

describe('an export of a selection', () => {
  test('has the keys of the question but for those left out, and none that came since it was shown', async () => {
    const vault = await createdVault();
    const [one, two] = await three(vault);
    const sheet = vault.view('export');
    const scope = { kind: 'selection', keys: all('', [one]) };
    const shown = await sheet.must<ScopeFacts>('keyExport.count', { scope });
    expect(shown).toMatchObject({ keys: 2, first: [{ id: two }, { name: 'Three' }] });
    expect(await sheet.must('keyExport.count', { scope: { kind: 'selection', keys: these(two, one) } })).toMatchObject({
      keys: 2,
      first: [{ id: one }, { id: two }],
    });
    await add(vault, { name: 'Four' });
    const to = { kind: 'passphrase', passphrase: passwordBytes('a fake passphrase of words') };
    const save = { scope, shown: shown.shown, to, proof: master() };
    expect(await sheet.mustFail('keyExport.save', save)).toEqual({ code: 'export-changed' });
    const none = { scope: { kind: 'selection', keys: these() } };
    expect(await sheet.must('keyExport.count', none)).toMatchObject({ keys: 0 });
  });
});
