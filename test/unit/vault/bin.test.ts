import { expect, test } from 'vitest';
import type { ProviderAccounts } from '../../../common/accounts/account';
import type { AuditRow } from '../../../common/audit/actions';
import type { Intent, PlanTold } from '../../../common/intents';
import type { BinPage, BinState } from '../../../common/keys/bin';
import type { TagUse } from '../../../common/keys/tags';
import { passwordBytes } from '../../../common/keys/text-bytes';
import { masterPassword } from '../../support/fake-keys';
import {
  add,
  auditOf,
  createdVault,
  fakeClock,
  get,
  list,
  password,
  reopened,
  revealed,
  type TestVault,
  text,
} from './harness';

const day = 86_400_000;

/** Does an act on keys as the main view does, with the ticket of a verify sheet. */
async function verified<Value>(test: TestVault, intent: Intent, operation: string, input: object): Promise<Value> {
  const proof = { method: 'password', password: passwordBytes(masterPassword) };
  const { ticket } = await test.view('verify').must<{ ticket: string }>('protection.verify', { intent, proof });
  return test.view('main-view').must<Value>(operation, { ...input, ticket });
}

const remove = (vault: TestVault, ...ids: string[]) =>
  verified<{ undo: string | null }>(vault, { act: 'delete', ids }, 'keys.delete', { ids });
const restore = (vault: TestVault, ...ids: string[]) =>
  verified<null>(vault, { act: 'restore', ids }, 'bin.restore', { ids });
const erase = (vault: TestVault, ...ids: string[]) =>
  verified<null>(vault, { act: 'erase', ids }, 'bin.erase', { ids });
const keep = (vault: TestVault, days: number) => verified<null>(vault, { act: 'keep-bin', days }, 'bin.keep', { days });
const undo = (vault: TestVault, ticket: string | null) => vault.view('main-view').must('bin.undo', { ticket });

const bin = (vault: TestVault, search = '') =>
  vault.view('main-view').must<BinPage>('bin.list', { offset: 0, limit: 100, text: search });
const state = (vault: TestVault) => vault.view('main-view').must<BinState>('bin.state');
const names = async (vault: TestVault) => (await list(vault)).rows.map(({ name }) => name);
const planOf = (vault: TestVault, intent: Intent) => vault.view('verify').must<PlanTold>('protection.plan', { intent });

/** The log's newest rows, as action and key. */
const told = async (vault: TestVault, count: number) =>
  (await auditOf(vault)).rows.slice(0, count).map(({ action, key, facts }: AuditRow) => [action, key?.name, facts.why]);

/** The secret, as a person who may see it gets it. */
async function secretOf(vault: TestVault, id: string): Promise<string | null> {
  const proof = { method: 'password', password: passwordBytes(masterPassword) };
  const { ticket } = await vault
    .view('verify')
    .must<{ ticket: string }>('protection.verify', { intent: { act: 'reveal', id }, proof });
  return text((await revealed(vault, ticket)).shown.secret);
}

test('a deleted key is in no list, and in the bin with when it went and when it goes', async () => {
  const vault = await createdVault();
  const { id } = await add(vault, { name: 'Old robot', accountId: '1234567890123456', identityName: 'robot' });
  await remove(vault, id);
  expect(await names(vault)).toEqual([]);
  expect(await vault.view('main-view').mustFail('keys.get', { id })).toEqual({ code: 'not-found' });
  expect(await vault.view('main-view').must('accounts.tree')).toMatchObject([{ accounts: [] }, {}, {}, {}]);
  expect(await bin(vault)).toMatchObject({
    total: 1,
    rows: [{ id, name: 'Old robot', identityName: 'robot', deletedAt: vault.now, goesAt: vault.now + 30 * day }],
  });
  expect(await state(vault)).toEqual({ keys: 1, days: 30 });
  expect((await bin(vault, 'ROBOT 1234')).total).toBe(1);
  expect((await bin(vault, 'nobody')).total).toBe(0);
});

test('an enabled default key is disabled and deleted in one act, which says so and is logged as both', async () => {
  const vault = await createdVault();
  const { id } = await add(vault, { name: 'Robot' });
  await vault.view('main-view').must('keys.setDefault', { id });
  const plan = await planOf(vault, { act: 'delete', ids: [id] });
  expect(plan.effects).toEqual([
    { effect: 'key.disable', count: 1 },
    { effect: 'key.delete', count: 1 },
  ]);
  expect(plan).toMatchObject({ total: 1, binDays: 30 });
  await remove(vault, id);
  expect(await told(vault, 3)).toEqual([
    ['delete', 'Robot', undefined],
    ['cancel-default', 'Robot', 'disabled'],
    ['disable', 'Robot', undefined],
  ]);
  await restore(vault, id);
  expect(await get(vault, id)).toMatchObject({ status: 'disabled', isDefault: false });
});

test('Undo makes keys what they were, enabled and default too, once and without another verification', async () => {
  const vault = await createdVault();
  const { id } = await add(vault, { name: 'Robot' });
  const pingan = await add(vault, { name: 'Master', provider: 'pingan' });
  await vault.view('main-view').must('keys.setDefault', { id });
  const before = [await get(vault, id), await get(vault, pingan.id)];
  const answer = await remove(vault, id, pingan.id);
  await undo(vault, answer.undo);
  const after = [await get(vault, id), await get(vault, pingan.id)];
  expect(after.map((key) => ({ ...key, updatedAt: 0 }))).toEqual(before.map((key) => ({ ...key, updatedAt: 0 })));
  expect(await told(vault, 5)).toEqual([
    ['set-default', 'Robot', 'undone'],
    ['enable', 'Master', 'undone'],
    ['enable', 'Robot', 'undone'],
    ['key-restored', 'Master', 'undone'],
    ['key-restored', 'Robot', 'undone'],
  ]);
  expect(await vault.view('main-view').mustFail('bin.undo', { ticket: answer.undo })).toEqual({
    code: 'ticket-invalid',
  });
});

test('Undo is of no use after a minute, and for nothing but the keys of its deletion as they lie there', async () => {
  const clock = fakeClock();
  const vault = await createdVault({ clock });
  const main = vault.view('main-view');
  const [one, two] = [await add(vault, { name: 'One' }), await add(vault, { name: 'Two' })];
  const late = await remove(vault, one.id);
  clock.advance(60_000);
  expect(await main.mustFail('bin.undo', { ticket: late.undo })).toEqual({ code: 'ticket-invalid' });
  const { undo: ticket } = await remove(vault, two.id);
  expect(await main.mustFail('bin.restore', { ids: [one.id], ticket })).toEqual({ code: 'plan-changed' });
  expect(await main.mustFail('bin.undo', { ticket })).toEqual({ code: 'ticket-invalid' });
  expect((await state(vault)).keys).toBe(2);
  const third = await add(vault, { name: 'Three' });
  const gone = await remove(vault, third.id);
  await erase(vault, third.id);
  expect(await main.mustFail('bin.undo', { ticket: gone.undo })).toEqual({ code: 'not-found' });
});

test('Undo lets a rotation go on that ended with its key', async () => {
  const vault = await createdVault();
  const main = vault.view('main-view');
  const who = { provider: 'huawei', accountId: 'hw-example', identityName: 'ada' } as const;
  const old = await add(vault, { name: 'Old', ...who });
  const successor = await add(vault, { name: 'New', ...who });
  const asked = { id: old.id, language: 'en' };
  const begin = { keys: { kind: 'keys', ids: [old.id] }, to: { act: 'rotate' } };
  await main.must('keys.change', begin);
  for (const step of [null, 'link', 'switch'] as const) {
    if (step === 'link') await main.must('rotation.link', { pairs: [{ oldKey: old.id, newKey: successor.id }] });
    if (step === 'switch') await main.must('rotation.switch', { ids: [old.id], names: 'en' });
    const before = await main.must<{ stage: string; since: number }>('rotation.get', asked);
    const { undo: ticket } = await remove(vault, old.id);
    if (step === null) expect(await main.mustFail('rotation.get', asked)).toEqual({ code: 'not-found' });
    else expect(await main.must('rotation.get', asked)).toMatchObject({ stage: 'finished', oldKey: null });
    await undo(vault, ticket);
    const { stage, since } = before;
    expect(await main.must('rotation.get', asked)).toMatchObject({ stage, since, oldKey: { id: old.id } });
  }
});

test('a restored key has its secret, dates, tags and times, and its account and user if they are gone', async () => {
  const vault = await createdVault();
  const main = vault.view('main-view');
  const { account } = await main.must<{ account: number }>('accounts.saveAccount', {
    target: { provider: 'alibaba' },
    accountId: '1234567890123456',
    alias: 'Shop',
  });
  const person = { name: 'robot', remark: 'night', accessType: 'both', credential: 'long-term' };
  await main.must('accounts.saveIdentity', { target: { account, kind: 'ram-user' }, ...person });
  const who = { accountId: '1234567890123456', identityName: 'robot' };
  const { id } = await add(vault, { name: 'Robot', secret: 'FAKEfakeFAKEfakeFAKEfakeFAKEfa', ...who });
  const tagged = async (name: string) => {
    const { tag } = await main.must<{ tag: number }>('tags.save', { tag: null, name, colour: 'red' });
    return tag;
  };
  const [prod, shop] = [await tagged('prod'), await tagged('shop')];
  await main.must('keys.change', { keys: { kind: 'keys', ids: [id] }, to: { act: 'tag', add: [prod], remove: [] } });
  await main.must('tags.setOfAccount', { account, tags: [shop] });
  const tree = () => main.must<ProviderAccounts[]>('accounts.tree');
  const before = [await get(vault, id), (await tree())[0]?.accounts[0]] as const;
  await remove(vault, id);
  const identity = before[1]?.identities[0]?.id;
  await main.must('accounts.removeIdentity', { identity });
  await main.must('accounts.removeAccount', { account });
  const later = await reopened(vault);
  await restore(later, id);
  expect({ ...(await get(later, id)), status: 'enabled', updatedAt: 0 }).toEqual({ ...before[0], updatedAt: 0 });
  const again = await later.view('main-view').must<ProviderAccounts[]>('accounts.tree');
  expect(again[0]?.accounts[0]).toMatchObject({
    id: account,
    alias: 'Shop',
    identities: [{ id: identity, ...person }],
  });
  expect((await get(later, id)).tags).toEqual([prod]);
  const uses = await later.view('main-view').must<TagUse[]>('tags.list');
  expect(uses.map(({ name, keys, accounts }) => ({ name, keys, accounts }))).toEqual([
    { name: 'prod', keys: 1, accounts: [] },
    { name: 'shop', keys: 0, accounts: [account] },
  ]);
  expect(await secretOf(later, id)).toBe('FAKEfakeFAKEfakeFAKEfakeFAKEfa');
  expect((await list(later, { text: 'robot' })).total).toBe(1);
});

test('a key goes back to its user under another name, and not to one that has no room', async () => {
  const vault = await createdVault();
  const who = { accountId: '1234567890123456', identityName: 'robot' };
  const [one, two] = [await add(vault, { name: 'One', ...who }), await add(vault, { name: 'Two', ...who })];
  await remove(vault, one.id);
  await add(vault, { name: 'Three', ...who });
  const full = await vault.view('verify').mustFail('protection.plan', { intent: { act: 'restore', ids: [one.id] } });
  expect(full).toMatchObject({ code: 'quota-full', limit: 2, held: 2, more: 1 });
  const main = vault.view('main-view');
  const [{ accounts } = { accounts: [] }] = await main.must<ProviderAccounts[]>('accounts.tree');
  const identity = accounts[0]?.identities[0]?.id;
  const person = { remark: '', accessType: 'programmatic', credential: 'both' };
  await main.must('accounts.saveIdentity', { target: { identity }, name: 'night-robot', ...person });
  await remove(vault, two.id);
  await restore(vault, one.id);
  expect(await get(vault, one.id)).toMatchObject({ identityName: 'night-robot' });
  expect((await list(vault, { text: 'night-robot' })).total).toBe(2);
});

test('restoring is refused while another key has the AccessKey ID, and says which', async () => {
  const vault = await createdVault();
  const accessKeyId = 'LTAIFAKE00000000EXAMPLE1';
  const { id } = await add(vault, { name: 'Old', accessKeyId });
  await remove(vault, id);
  expect(await vault.view('add').must('bin.holderOf', { provider: 'alibaba', accessKeyId })).toEqual({
    name: 'Old',
    deletedAt: vault.now,
  });
  const again = await add(vault, { name: 'New', accessKeyId });
  const refused = await vault.view('verify').mustFail('protection.plan', { intent: { act: 'restore', ids: [id] } });
  expect(refused).toEqual({ code: 'access-key-id-taken', name: 'New' });
  await remove(vault, again.id);
  expect((await bin(vault)).rows.map(({ name }) => name)).toEqual(['New', 'Old']);
  await restore(vault, id);
  expect(await names(vault)).toEqual(['Old']);
});

test('deleting, restoring and erasing need a verification, and only the administrator’s under the lock', async () => {
  const vault = await createdVault();
  const main = vault.view('main-view');
  const { id } = await add(vault, { name: 'Robot' });
  await remove(vault, id);
  for (const [operation, input] of [
    ['bin.restore', { ids: [id] }],
    ['bin.erase', { ids: [id] }],
    ['bin.empty', {}],
  ] as const) {
    expect(await main.mustFail(operation, input)).toMatchObject({ code: 'verification-required' });
  }
  const proof = { method: 'password', ...password() };
  await vault.view('protect').must('protection.lock', { proof, administrator: passwordBytes('FAKE administrator 1') });
  const intents: Intent[] = [
    { act: 'restore', ids: [id] },
    { act: 'keep-bin', days: 90 },
  ];
  for (const intent of intents) expect(await planOf(vault, intent)).toMatchObject({ needs: { by: 'administrator' } });
});

test('a key is gone for good when its time is over: at the unlock, while it is open, and with its row', async () => {
  const [clock, time] = [fakeClock(), fakeClock()];
  const vault = await createdVault({ clock, time });
  const [one, two] = [await add(vault, { name: 'One' }), await add(vault, { name: 'Two' })];
  await remove(vault, one.id);
  vault.now += day;
  time.advance(day);
  await remove(vault, two.id);
  vault.now += 29 * day;
  time.advance(29 * day);
  expect((await bin(vault)).rows.map(({ name }) => name)).toEqual(['Two']);
  expect(await told(vault, 1)).toEqual([['key-erased', 'One', 'bin-over']]);
  const later = await reopened(vault, { now: vault.now + day, time });
  await list(later);
  time.advance(2000);
  expect((await state(later)).keys).toBe(0);
  expect((await told(later, 5)).map(([action, name]) => `${action} ${name}`)).toContain('key-erased Two');
});

test('while the clock looks wrong, nothing leaves the bin', async () => {
  const [clock, time] = [fakeClock(), fakeClock()];
  const vault = await createdVault({ clock, time });
  const { id } = await add(vault, { name: 'One' });
  await remove(vault, id);
  await list(vault);
  time.advance(60_000);
  // It jumps.
  vault.now += 400 * day;
  time.advance(60_000);
  expect((await state(vault)).keys).toBe(1);
  await vault.view('main-view').must('clock.accept');
  time.advance(60_000);
  expect((await state(vault)).keys).toBe(0);
});

test('fewer days erase at once what is over by then, with a verification that names it; more days need none', async () => {
  const [clock, time] = [fakeClock(), fakeClock()];
  const vault = await createdVault({ clock, time });
  const main = vault.view('main-view');
  const [one, two] = [await add(vault, { name: 'One' }), await add(vault, { name: 'Two' })];
  await remove(vault, one.id);
  vault.now += 10 * day;
  time.advance(10 * day);
  await remove(vault, two.id);
  await main.must('bin.keep', { days: 90 });
  expect(await main.mustFail('bin.keep', { days: 7 })).toMatchObject({ code: 'verification-required' });
  expect(await planOf(vault, { act: 'keep-bin', days: 7 })).toMatchObject({ total: 1, keys: [{ name: 'One' }] });
  await keep(vault, 7);
  expect((await bin(vault)).rows).toMatchObject([{ name: 'Two', goesAt: vault.now + 7 * day }]);
  expect(await told(vault, 2)).toEqual([
    ['key-erased', 'One', undefined],
    ['bin-kept', undefined, undefined],
  ]);
  expect((await auditOf(vault, { action: 'bin-kept' })).rows[0]?.facts).toMatchObject({ before: '90', after: '7' });
  for (const days of [1, 6, 91, -1]) {
    expect(await main.mustFail('bin.keep', { days })).toMatchObject({ code: 'bad-request' });
  }
});

test('while it is off, deleting is for good, says so, and can’t be undone; turning it off empties it', async () => {
  const vault = await createdVault();
  const [one, two] = [await add(vault, { name: 'One' }), await add(vault, { name: 'Two' })];
  await remove(vault, one.id);
  await keep(vault, 0);
  expect(await state(vault)).toEqual({ keys: 0, days: 0 });
  const plan = await planOf(vault, { act: 'delete', ids: [two.id] });
  expect(plan).toMatchObject({ binDays: 0, keys: [{ name: 'Two' }] });
  expect(plan.effects.map(({ effect }) => effect)).toEqual(['key.disable', 'key.delete', 'key.erase']);
  expect(await remove(vault, two.id)).toEqual({ undo: null });
  expect((await state(vault)).keys).toBe(0);
  expect(await told(vault, 3)).toEqual([
    ['key-erased', 'Two', undefined],
    ['delete', 'Two', undefined],
    ['disable', 'Two', undefined],
  ]);
});

test('several are restored or erased by one plan, all or none, and emptying names what goes', async () => {
  const vault = await createdVault();
  const ids: string[] = [];
  for (const name of ['One', 'Two', 'Three', 'Four']) ids.push((await add(vault, { name })).id);
  await remove(vault, ...ids);
  const [one = '', two = '', three = '', four = ''] = ids;
  await restore(vault, one, two);
  expect((await names(vault)).toSorted()).toEqual(['One', 'Two']);
  const gone = await vault.view('verify').mustFail('protection.plan', { intent: { act: 'erase', ids: [one, three] } });
  expect(gone).toEqual({ code: 'not-found' });
  const plan = await planOf(vault, { act: 'empty-bin' });
  expect(plan.keys.map(({ name }) => name).toSorted()).toEqual(['Four', 'Three']);
  await verified(vault, { act: 'empty-bin' }, 'bin.empty', {});
  expect((await state(vault)).keys).toBe(0);
  expect((await told(vault, 2)).map(([, name]) => name).toSorted()).toEqual(['Four', 'Three']);
  expect(await vault.view('verify').mustFail('protection.plan', { intent: { act: 'restore', ids: [four] } })).toEqual({
    code: 'not-found',
  });
});
