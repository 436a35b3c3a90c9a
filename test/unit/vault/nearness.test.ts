import { describe, expect, test } from 'vitest';
import type { NearHolder } from '../../../common/accounts/known';
import { nearnessTo } from '../../../vault/keys/accounts/nearness';
import { add, createdVault, type TestVault } from './harness';

const near = (typed: string, known: string) => nearnessTo(typed)(known);

describe('how close a typed name is to a known one', () => {
  test.each([
    ['1234567890123465', '1234567890123456', 'slip'],
    ['123456789012345', '1234567890123456', 'slip'],
    ['12345678901234567', '1234567890123456', 'slip'],
    ['1234567890123457', '1234567890123456', 'slip'],
    ['deploy-bto', 'deploy-bot', 'slip'],
    ['deploybot', 'deploy-bot', 'slip'],
    ['deploy-bots', 'deploy-bot', 'slip'],
    ['支付生产环境', '支付生成环境', 'slip'],
    ['Deploy-Bot', 'deploy-bot', 'case'],
    ['ｄｅｐｌｏｙ-bot', 'deploy-bot', 'looks'],
    ['dерlоу-bot', 'deploy-bot', 'looks'],
    ['dep1oy-bot', 'deploy-bot', 'looks'],
    ['OPS', 'ops', 'case'],
  ])('%s beside %s: %s', (typed, known, how) => {
    expect(near(typed, known)).toBe(how);
    expect(near(known, typed)).toBe(how);
  });

  test.each([
    ['deploy-bot', 'deploy-bot'],
    ['deploy-bot', ''],
    ['deploy-bot', 'deploy-reader'],
    ['1234567890123456', '1234567890129999'],
    // Both signs differ, and they aren't each other's.
    ['1234567890123465', '1234567890123478'],
    // Too short to tell a slip from another name.
    ['dev', 'dew'],
    ['ops', 'op'],
    // Counted names.
    ['node1', 'node2'],
    ['node12', 'node21'],
    ['node1', 'node10'],
    ['worker-099', 'worker-100'],
    ['team-a', 'team-b'],
    ['a-prod', 'b-prod'],
  ])('%s beside %s: another', (typed, known) => {
    expect(near(typed, known)).toBeNull();
    expect(near(known, typed)).toBeNull();
  });

  test('is quick enough for ten thousand names', () => {
    const to = nearnessTo('deploy-bot-of-payments');
    for (let index = 0; index < 10_000; index += 1) expect(to(`reader-${index}-of-payments`)).toBeNull();
  });
});

const provider = 'alibaba' as const;
const known = { accountId: '1234567890123456', identityKind: 'ram-user', identityName: 'deploy-bot' };
const asked = (vault: TestVault, changes: object = {}) =>
  vault.view('add').must<NearHolder>('accounts.near', { provider, ...known, ...changes });

describe('the vault says which known account and user were perhaps meant', () => {
  test('for an account with two digits in the wrong order, and for a user in another case', async () => {
    const vault = await createdVault();
    await add(vault, known);
    const account = { id: expect.any(Number), accountId: known.accountId, alias: '' };
    expect(await asked(vault)).toEqual({ account: null, user: null });
    expect(await asked(vault, { accountId: ' 1234567890123465 ' })).toEqual({
      account: { ...account, how: 'slip' },
      // There is no such user in the account as it is typed.
      user: null,
    });
    expect(await asked(vault, { identityName: 'Deploy-Bot' })).toEqual({
      account: null,
      user: { id: expect.any(Number), name: 'deploy-bot', how: 'case' },
    });
    // An identity of another kind, another provider: these are others.
    expect(await asked(vault, { identityKind: 'ram-role', identityName: 'Deploy-Bot' })).toMatchObject({ user: null });
    expect(await asked(vault, { provider: 'pingan', accountId: '1234567890123465' })).toMatchObject({ account: null });
    expect(await asked(vault, { accountId: '', identityName: '' })).toEqual({ account: null, user: null });
  });

  test('for the alias of an account, the closest of several, and never for what is edited itself', async () => {
    const vault = await createdVault();
    const main = vault.view('main-view');
    const save = (accountId: string, alias: string) =>
      main.must<{ account: number }>('accounts.saveAccount', { target: { provider }, accountId, alias });
    const { account } = await save('1234567890123456', 'Production');
    await save('l234567890l23456', '');
    expect(await asked(vault, { accountId: 'production' })).toMatchObject({
      account: { accountId: '1234567890123456', alias: 'Production', how: 'alias' },
    });
    // One digit less than the first; and the second one's look-alike is closer than a slip.
    expect((await asked(vault, { accountId: '123456789012345' })).account?.accountId).toBe('1234567890123456');
    expect((await asked(vault, { accountId: 'l23456789Ol23456' })).account?.how).toBe('looks');
    const except = { account, identity: null };
    expect((await asked(vault, { accountId: '123456789012345', except })).account).toBeNull();
  });
});

describe('the vault lists what it knows, fifty at most', () => {
  test('accounts by ID or alias, what begins with the text first', async () => {
    const vault = await createdVault();
    const main = vault.view('main-view');
    const save = (accountId: string, alias: string) =>
      main.must('accounts.saveAccount', { target: { provider }, accountId, alias });
    await save('1111111111111111', 'Staging');
    await save('2222222222221111', 'Production 100%');
    for (let index = 0; index < 60; index += 1) await save(`30000000000000${index + 10}`, '');
    const of = (text: string) =>
      vault.view('add').must<{ first: { accountId: string }[]; more: boolean }>('accounts.known', { provider, text });
    expect((await of('')).first).toHaveLength(50);
    expect((await of('')).more).toBe(true);
    expect((await of('1111')).first.map(({ accountId }) => accountId)).toEqual([
      '1111111111111111',
      '2222222222221111',
    ]);
    expect((await of('100%')).first.map(({ accountId }) => accountId)).toEqual(['2222222222221111']);
    // What LIKE would take for anything is a sign like others.
    expect((await of('1%1')).first).toEqual([]);
    expect((await of('_')).first).toEqual([]);
  });

  test('users of an account, or of all, with what is left of the quota', async () => {
    const vault = await createdVault();
    const other = { ...known, accountId: '9999999999999999', identityName: 'deploy-two' };
    await add(vault, known);
    await add(vault, known);
    await add(vault, other);
    await add(vault, { ...known, identityName: '' });
    const of = (accountId: string, text: string, identityKind = 'ram-user') =>
      vault.view('add').must('accounts.knownUsers', { provider, accountId, identityKind, text });
    const bot = { name: 'deploy-bot', accountId: known.accountId, alias: '', quota: 2, left: 0 };
    const two = { name: 'deploy-two', accountId: other.accountId, alias: '', quota: 2, left: 1 };
    expect(await of('', 'deploy')).toEqual({ first: [bot, two], more: false });
    expect(await of(known.accountId, 'DEPLOY')).toEqual({ first: [bot], more: false });
    expect(await of(known.accountId, '', 'ram-role')).toEqual({ first: [], more: false });
  });
});
