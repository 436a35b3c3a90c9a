import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { AccountNode, IdentityNode, KeyScope, ProviderAccounts, Room } from '../../../common/accounts/account';
import type { AppError } from '../../../common/errors';
import type { NewKeyDetails } from '../../../common/keys/access-key';
import type { ProviderId } from '../../../common/providers';
import { fakeTemporary } from '../../support/fake-keys';
import { openFolder } from '../../support/open-folder';
import { tamper } from '../../support/tamper';
import { add, createdVault, get, list, newKey, password, remove, reopened, revealed, type TestVault } from './harness';

const main = (vault: TestVault) => vault.view('main-view');
const tree = (vault: TestVault) => main(vault).must<ProviderAccounts[]>('accounts.tree');

async function branch(vault: TestVault, provider: ProviderId = 'alibaba'): Promise<ProviderAccounts> {
  const found = (await tree(vault)).find((candidate) => candidate.provider === provider);
  if (!found) throw new Error('no such provider');
  return found;
}

async function onlyAccount(vault: TestVault, provider: ProviderId = 'alibaba'): Promise<AccountNode> {
  const [account, ...more] = (await branch(vault, provider)).accounts;
  if (!account || more.length > 0) throw new Error('not one account');
  return account;
}

async function identityNamed(vault: TestVault, name: string): Promise<IdentityNode> {
  for (const { accounts } of await tree(vault)) {
    for (const { identities } of accounts)
      for (const identity of identities) if (identity.name === name) return identity;
  }
  throw new Error(`no identity ${name}`);
}

const account = '1234567890123456';
const user = { accountId: account, identityName: 'deploy-bot' };
const root = { accountId: account, identityKind: 'alibaba-account' };
const temporary = (vault: TestVault) => ({
  provider: 'huawei' as const,
  credential: 'temporary' as const,
  expiresAt: vault.now + 3600_000,
  ...fakeTemporary(),
});

async function addMany(vault: TestVault, count: number, changes: Parameters<typeof newKey>[0] = {}): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) ids.push((await add(vault, changes)).id);
  return ids;
}

const saveAccount = (vault: TestVault, provider: ProviderId, accountId: string, alias = '') =>
  main(vault).must<{ account: number }>('accounts.saveAccount', { target: { provider }, accountId, alias });

const identityInput = (target: object, changes: object = {}) => ({
  target,
  name: 'deploy-bot',
  remark: '',
  accessType: 'programmatic',
  apiCredential: 'access-key',
  credential: 'both',
  ...changes,
});

async function saveIdentity(vault: TestVault, target: object, changes: object = {}): Promise<number> {
  const input = identityInput(target, changes);
  return (await main(vault).must<{ identity: number }>('accounts.saveIdentity', input)).identity;
}

/** A new Alibaba Cloud account with a RAM user in it. */
async function withUser(vault: TestVault, changes: object = {}): Promise<{ account: number; identity: number }> {
  const made = await saveAccount(vault, 'alibaba', account);
  return { ...made, identity: await saveIdentity(vault, { ...made, kind: 'ram-user' }, changes) };
}

describe('quotas', () => {
  const cases: [string, Partial<NewKeyDetails>, number][] = [
    ['an Alibaba Cloud account', root, 5],
    ['a RAM user', user, 2],
    ['a Huawei Cloud account', { provider: 'huawei', accountId: 'hw-example', identityKind: 'huawei-account' }, 2],
    ['an IAM user', { provider: 'huawei', accountId: 'hw-example', identityName: 'ops-reader' }, 2],
    ['a Ping An master account', { provider: 'pingan', accountId: 'pa-example', identityKind: 'master-account' }, 2],
    ['a Ping An subaccount', { provider: 'pingan', accountId: 'pa-example', identityName: 'ci-runner' }, 2],
  ];
  test.each(cases)('%s: one below, at, and past the limit', async (_, who, limit) => {
    const vault = await createdVault();
    const room = () => {
      const { provider, accountId, identityKind, identityName } = newKey(who).key;
      return vault.view('add').must<Room>('accounts.room', { provider, accountId, identityKind, identityName });
    };
    await addMany(vault, limit - 1, who);
    expect(await room()).toMatchObject({ complete: true, quota: limit, held: limit - 1, left: 1 });
    await add(vault, who);
    expect(await room()).toMatchObject({ held: limit, left: 0 });
    const { key, ...rest } = newKey(who);
    const error = await vault.view('add').mustFail('keys.add', { key, ...rest });
    const { provider, accountId, identityKind, identityName } = key;
    const facts = { provider, accountId, identityKind, identityName, limit, held: limit, more: 1 };
    expect(error).toEqual({ code: 'quota-full', ...facts });
    expect((await list(vault)).total).toBe(limit);
  });

  test('disabled keys count, deleting one makes room', async () => {
    const vault = await createdVault();
    const [first] = await addMany(vault, 2, user);
    await main(vault).must('keys.setStatus', { ids: [first], status: 'disabled' });
    expect((await vault.view('add').mustFail('keys.add', newKey(user))).code).toBe('quota-full');
    await remove(vault, first ?? '');
    await add(vault, user);
  });

  test('temporary keys don’t count, also where the user is full', async () => {
    const vault = await createdVault();
    const who = { provider: 'huawei' as const, accountId: 'hw-example', identityName: 'ops-reader' };
    for (let index = 0; index < 3; index += 1) await add(vault, { ...temporary(vault), ...who });
    await addMany(vault, 2, who);
    await add(vault, { ...temporary(vault), ...who });
    expect((await vault.view('add').mustFail('keys.add', newKey(who))).code).toBe('quota-full');
    expect(await identityNamed(vault, 'ops-reader')).toMatchObject({ longTerm: 2, temporary: 4, quota: 2, left: 0 });
  });

  test('what isn’t fully known doesn’t count', async () => {
    const vault = await createdVault();
    await addMany(vault, 6, { accountId: account });
    await addMany(vault, 6, { identityName: 'deploy-bot' });
    await addMany(vault, 6, { identityKind: 'alibaba-account' });
    expect((await branch(vault)).unassigned).toBe(18);
    const room = await vault.view('add').must<Room>('accounts.room', {
      provider: 'alibaba',
      accountId: account,
      identityKind: 'ram-user',
      identityName: ' ',
    });
    expect(room).toMatchObject({ complete: false, quota: 2, held: 0, left: null });
  });

  test('Private Alibaba Cloud has none', async () => {
    const vault = await createdVault();
    await addMany(vault, 7, { provider: 'private-alibaba', ...user });
    expect(await identityNamed(vault, 'deploy-bot')).toMatchObject({ longTerm: 7, quota: null, left: null });
  });

  test('each user and each account has its own', async () => {
    const vault = await createdVault();
    await addMany(vault, 2, user);
    await addMany(vault, 2, { ...user, identityName: 'Deploy-Bot' });
    await addMany(vault, 2, { ...user, accountId: '6543210987654321' });
    await addMany(vault, 5, root);
    expect((await list(vault)).total).toBe(11);
  });

  test('a hundred at once store as many as fit', async () => {
    const vault = await createdVault();
    const sheets = [vault.view('add'), vault.view('add')];
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, index) => sheets[index % 2]?.call('keys.add', newKey(root))),
    );
    expect(replies.filter((reply) => reply?.ok)).toHaveLength(5);
    const codes = new Set(replies.map((reply) => (reply && !reply.ok ? reply.error.code : 'stored')));
    expect(codes).toEqual(new Set(['stored', 'quota-full']));
    expect((await list(vault)).total).toBe(5);
  });

  test('an edit can’t bring one too many, and moves nothing when refused', async () => {
    const vault = await createdVault();
    await addMany(vault, 2, user);
    const { id } = await add(vault, { name: 'Third' });
    const before = await get(vault, id);
    const edit = { id, name: 'Moved', description: '', identityKind: 'ram-user', endpoint: '', ...user };
    const error = await main(vault).mustFail('keys.edit', edit);
    expect(error).toMatchObject({ code: 'quota-full', identityName: 'deploy-bot', limit: 2, held: 2, more: 1 });
    expect(await get(vault, id)).toEqual(before);
    await main(vault).must('keys.edit', { ...edit, identityName: 'another' });
  });

  test('a hundred edits at once move as many as fit', async () => {
    const vault = await createdVault();
    const ids = await addMany(vault, 20);
    const details = { name: 'Key', description: '', identityKind: 'ram-user', endpoint: '', ...user };
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, index) => main(vault).call('keys.edit', { ...details, id: ids[index % 20] })),
    );
    expect(replies.some(({ ok }) => !ok)).toBe(true);
    expect(await identityNamed(vault, 'deploy-bot')).toMatchObject({ longTerm: 2, left: 0 });
  });

  test('a full user is refused before the keychain or a password is asked for', async () => {
    const vault = await createdVault();
    await addMany(vault, 2, user);
    vault.keychain.state = 'missing';
    expect((await vault.view('add').mustFail('keys.add', newKey(user))).code).toBe('quota-full');
  });
});

describe('assigning', () => {
  test('gives many keys at once, found by the new words, their former places gone', async () => {
    const vault = await createdVault();
    const { identity } = await withUser(vault);
    const ids = await addMany(vault, 2, { accountId: '6543210987654321', identityName: 'left-behind' });
    vault.now += 1000;
    const view = main(vault);
    await view.must('keys.assign', { ids, identity });
    expect(view.events.at(-1)).toEqual({ name: 'keysChanged', payload: { id: null } });
    for (const id of ids) expect(await get(vault, id)).toMatchObject({ ...user, updatedAt: vault.now });
    expect((await list(vault, { text: 'deploy-bot' })).total).toBe(2);
    expect((await list(vault, { text: 'left-behind' })).total).toBe(0);
    expect(await onlyAccount(vault)).toMatchObject({ accountId: account, keys: 2 });
    expect(await identityNamed(await reopened(vault), 'deploy-bot')).toMatchObject({ longTerm: 2 });
  });

  test('across the limit is refused whole', async () => {
    const vault = await createdVault();
    const { identity } = await withUser(vault);
    const ids = await addMany(vault, 3);
    const error = await main(vault).mustFail('keys.assign', { ids, identity });
    const facts = { provider: 'alibaba', identityKind: 'ram-user', ...user, limit: 2, held: 0, more: 3 };
    expect(error).toEqual({ code: 'quota-full', ...facts });
    expect((await branch(vault)).unassigned).toBe(3);
    await main(vault).must('keys.assign', { ids: ids.slice(0, 2), identity });
    const last = await main(vault).mustFail('keys.assign', { ids, identity });
    expect(last).toEqual({ code: 'quota-full', ...facts, held: 2, more: 1 });
  });

  test('the same key twice, or one that it has already, is one key', async () => {
    const vault = await createdVault();
    const { identity } = await withUser(vault);
    const ids = await addMany(vault, 2);
    await main(vault).must('keys.assign', { ids: [...ids, ...ids], identity });
    await main(vault).must('keys.assign', { ids, identity });
    expect(await identityNamed(vault, 'deploy-bot')).toMatchObject({ longTerm: 2 });
  });

  test('a hundred at once give as many as fit', async () => {
    const vault = await createdVault();
    const { identity } = await withUser(vault);
    const ids = await addMany(vault, 25);
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, index) => main(vault).call('keys.assign', { ids: [ids[index % 25]], identity })),
    );
    expect(replies.some(({ ok }) => !ok)).toBe(true);
    expect(await identityNamed(vault, 'deploy-bot')).toMatchObject({ longTerm: 2 });
    expect((await branch(vault)).unassigned).toBe(23);
  });

  test('refuses keys of another provider, a key or an identity that is gone; nothing moves', async () => {
    const vault = await createdVault();
    const { identity } = await withUser(vault);
    const [own] = await addMany(vault, 1);
    const { id: other } = await add(vault, { provider: 'huawei' });
    const refused = (ids: unknown[], to = identity) => main(vault).mustFail('keys.assign', { ids, identity: to });
    expect(await refused([own, other])).toEqual({ code: 'other-profile' });
    expect(await refused([own, randomUUID()])).toEqual({ code: 'not-found' });
    expect(await refused([own], 999)).toEqual({ code: 'identity-gone' });
    expect((await branch(vault)).unassigned).toBe(1);
  });

  test('a key that is shown once stays so, whoever gets it', async () => {
    const first = await createdVault();
    const { account: id } = await saveAccount(first, 'pingan', account);
    const identity = await saveIdentity(first, { account: id, kind: 'master-account' }, { name: '' });
    const key = await add(first, { provider: 'pingan' });
    await (await revealed(first, key.ticket)).sheet.must('reveal.displayed');
    first.end();
    await tamper(first.folder, (database) => database.run("UPDATE access_key SET reveal_rule = 'once'"));
    const vault = await reopened(first);
    await main(vault).must('keys.assign', { ids: [key.id], identity });
    expect(await get(vault, key.id)).toMatchObject({ identityKind: 'master-account', secretCanBeShown: false });
  });
});

describe('what an identity may hold', () => {
  const refusal = (reason: string) => ({ code: 'key-not-allowed', reason });

  test('a console-only user can’t be given a key by adding, editing or assigning', async () => {
    const vault = await createdVault();
    const { identity } = await withUser(vault, { accessType: 'console' });
    const only = refusal('console-only');
    expect(await vault.view('add').mustFail('keys.add', newKey(user))).toMatchObject({ ...only, ...user });
    const { id } = await add(vault);
    expect(await main(vault).mustFail('keys.assign', { ids: [id], identity })).toMatchObject(only);
    const edit = { id, name: 'Key', description: '', identityKind: 'ram-user', endpoint: '', ...user };
    expect(await main(vault).mustFail('keys.edit', edit)).toMatchObject(only);
    expect((await branch(vault)).unassigned).toBe(1);
    await saveIdentity(vault, { identity }, { accessType: 'both' });
    await main(vault).must('keys.assign', { ids: [id], identity });
  });

  test('a user may be kept to long-term or to temporary keys', async () => {
    const vault = await createdVault();
    const made = await saveAccount(vault, 'huawei', 'hw-example');
    const identity = await saveIdentity(vault, { ...made, kind: 'iam-user' }, { credential: 'temporary' });
    const who = { provider: 'huawei' as const, accountId: 'hw-example', identityName: 'deploy-bot' };
    const addSheet = vault.view('add');
    expect(await addSheet.mustFail('keys.add', newKey(who))).toMatchObject(refusal('temporary-only'));
    const { id } = await add(vault, { ...temporary(vault), ...who });
    const restricted = await main(vault).mustFail(
      'accounts.saveIdentity',
      identityInput({ identity }, { credential: 'long-term' }),
    );
    expect(restricted).toEqual({ code: 'still-has-keys', keys: 1, doing: 'restrict' });
    await remove(vault, id);
    await saveIdentity(vault, { identity }, { credential: 'long-term' });
    const late = newKey({ ...temporary(vault), ...who });
    expect(await addSheet.mustFail('keys.add', late)).toMatchObject(refusal('long-term-only'));
    await add(vault, who);
  });

  test('a user that calls APIs by a password holds no key; one that has both does', async () => {
    const vault = await createdVault();
    const made = await saveAccount(vault, 'huawei', 'hw-example');
    const kind = { ...made, kind: 'iam-user' };
    const both = { accessType: 'both', apiCredential: 'both' };
    const identity = await saveIdentity(vault, kind, both);
    expect(await identityNamed(vault, 'deploy-bot')).toMatchObject(both);
    const who = { provider: 'huawei' as const, accountId: 'hw-example', identityName: 'deploy-bot' };
    const { id } = await add(vault, who);
    const alone = { accessType: 'both', apiCredential: 'password' };
    const holds = await main(vault).mustFail('accounts.saveIdentity', identityInput({ identity }, alone));
    expect(holds).toEqual({ code: 'still-has-keys', keys: 1, doing: 'restrict' });
    await remove(vault, id);
    await saveIdentity(vault, { identity }, alone);
    const only = refusal('password-only');
    expect(await vault.view('add').mustFail('keys.add', newKey(who))).toMatchObject(only);
    const other = await add(vault, { provider: 'huawei' });
    expect(await main(vault).mustFail('keys.assign', { ids: [other.id], identity })).toMatchObject(only);
    expect(await main(vault).must<Room>('accounts.room', { ...who, identityKind: 'iam-user' })).toMatchObject(alone);
    // It stays so when the vault is closed and opened again, and the log says what was changed.
    const again = await reopened(vault);
    expect(await identityNamed(again, 'deploy-bot')).toMatchObject(alone);
  });

  test('only a kind of identity for which the provider has it can call APIs by a password', async () => {
    const vault = await createdVault();
    const made = await saveAccount(vault, 'alibaba', account);
    const input = identityInput({ ...made, kind: 'ram-user' }, { apiCredential: 'both' });
    expect(await main(vault).mustFail('accounts.saveIdentity', input)).toEqual({
      code: 'invalid-fields',
      issues: [{ field: 'apiCredential', problem: 'not-a-choice', severity: 'error' }],
    });
  });

  test('a federated user has temporary keys only', async () => {
    const vault = await createdVault();
    const who = {
      provider: 'huawei' as const,
      accountId: 'hw-example',
      identityKind: 'federated-user',
      identityName: 'sso',
    };
    const issue = { field: 'identityKind', problem: 'other-credential-only', severity: 'error' };
    const error = await vault.view('add').mustFail('keys.add', newKey(who));
    expect(error).toEqual({ code: 'invalid-fields', issues: [issue] });
    for (let index = 0; index < 3; index += 1) await add(vault, { ...temporary(vault), ...who });
    const federated = await identityNamed(vault, 'sso');
    expect(federated).toMatchObject({ temporary: 3, quota: null, left: null });
    const { id } = await add(vault, { provider: 'huawei' });
    const edit = { id, name: 'Key', description: '', endpoint: '', identityKind: 'federated-user' };
    const edited = await main(vault).mustFail('keys.edit', { ...edit, accountId: 'hw-example', identityName: 'sso' });
    expect(edited).toEqual({ code: 'invalid-fields', issues: [issue] });
    const assigned = await main(vault).mustFail('keys.assign', { ids: [id], identity: federated.id });
    expect(assigned).toMatchObject(refusal('kind-temporary-only'));
    const made = await onlyAccount(vault, 'huawei');
    const longTerm = identityInput({ account: made.id, kind: 'federated-user' }, { credential: 'long-term' });
    expect(await main(vault).mustFail('accounts.saveIdentity', longTerm)).toMatchObject({ code: 'invalid-fields' });
  });

  test('access can’t be taken from a user that holds keys', async () => {
    const vault = await createdVault();
    await addMany(vault, 2, user);
    const { id: identity } = await identityNamed(vault, 'deploy-bot');
    const input = identityInput({ identity }, { accessType: 'console' });
    const error = await main(vault).mustFail('accounts.saveIdentity', input);
    expect(error).toEqual({ code: 'still-has-keys', keys: 2, doing: 'restrict' });
    expect(await identityNamed(vault, 'deploy-bot')).toMatchObject({ accessType: 'programmatic' });
  });
});

describe('accounts and identities', () => {
  test('stand in the tree with what they hold, keys of nobody beside them', async () => {
    const vault = await createdVault();
    const made = await saveAccount(vault, 'alibaba', ` ${account} `, ' Production ');
    await saveAccount(vault, 'alibaba', '9999999999999999');
    const remarked = await saveIdentity(vault, { ...made, kind: 'ram-user' }, { name: 'user 10', remark: 'on call' });
    await add(vault, { accountId: account, identityName: 'user 9' });
    await add(vault, { accountId: account });
    await add(vault, root);
    await add(vault);
    const { accounts, unassigned } = await branch(vault);
    expect(unassigned).toBe(2);
    expect(accounts.map(({ accountId, alias, keys }) => [accountId, alias, keys])).toEqual([
      ['9999999999999999', '', 0],
      [account, 'Production', 3],
    ]);
    const [, production] = accounts;
    expect(production?.identities.map(({ kind, name, longTerm, left }) => [kind, name, longTerm, left])).toEqual([
      ['ram-user', 'user 9', 1, 1],
      ['ram-user', 'user 10', 0, 2],
      ['alibaba-account', '', 1, 4],
    ]);
    expect(production?.identities[1]).toEqual({
      id: remarked,
      kind: 'ram-user',
      name: 'user 10',
      remark: 'on call',
      accessType: 'programmatic',
      apiCredential: 'access-key',
      credential: 'both',
      longTerm: 0,
      temporary: 0,
      quota: 2,
      left: 2,
    });
    expect((await tree(vault)).map(({ provider }) => provider)).toEqual([
      'alibaba',
      'private-alibaba',
      'huawei',
      'pingan',
    ]);
  });

  test('choose their part of the list', async () => {
    const vault = await createdVault();
    await add(vault, { name: 'A user’s', ...user });
    await add(vault, { name: 'Of an unknown user', accountId: account });
    await add(vault, { name: 'The account’s', ...root });
    await add(vault, { name: 'Nobody’s' });
    await add(vault, { name: 'Elsewhere', provider: 'huawei' });
    const names = async (scope: KeyScope | null, more: object = {}) =>
      (await list(vault, { scope, ...more })).rows.map(({ name }) => name);
    const { id } = await onlyAccount(vault);
    expect(await names({ kind: 'account', id })).toEqual(['A user’s', 'Of an unknown user', 'The account’s']);
    expect(await names({ kind: 'account', id }, { text: 'deploy' })).toEqual(['A user’s']);
    const identity = await identityNamed(vault, 'deploy-bot');
    expect(await names({ kind: 'identity', id: identity.id })).toEqual(['A user’s']);
    expect(await names({ kind: 'unassigned' })).toEqual(['Elsewhere', 'Nobody’s', 'Of an unknown user']);
    expect(await names({ kind: 'unassigned' }, { provider: 'alibaba' })).toEqual(['Nobody’s', 'Of an unknown user']);
    expect(await names({ kind: 'identity', id: 1 })).toEqual([]);
    expect(await names(null)).toHaveLength(5);
  });

  test('are renamed with all their keys, which are found by the new words', async () => {
    const vault = await createdVault();
    const [id] = await addMany(vault, 2, user);
    const node = await onlyAccount(vault);
    const saved = { target: { account: node.id }, accountId: '6543210987654321', alias: 'Staging' };
    await main(vault).must('accounts.saveAccount', saved);
    await saveIdentity(vault, { identity: node.identities[0]?.id ?? 0 }, { name: 'release-bot', remark: 'nightly' });
    expect(await get(vault, id ?? '')).toMatchObject({ accountId: '6543210987654321', identityName: 'release-bot' });
    const found = async (text: string) => (await list(vault, { text })).total;
    expect([await found('654321098'), await found('release-bot')]).toEqual([2, 2]);
    expect([await found('123456789'), await found('deploy-bot')]).toEqual([0, 0]);
    expect(await onlyAccount(await reopened(vault))).toMatchObject({ alias: 'Staging', keys: 2 });
  });

  test('that a person made stay when their last key goes; others go with it', async () => {
    const vault = await createdVault();
    const { identity } = await withUser(vault);
    const { id } = await add(vault, user);
    const other = await add(vault, { accountId: '6543210987654321', identityName: 'typed' });
    for (const key of [id, other.id]) await remove(vault, key);
    expect(await onlyAccount(vault)).toMatchObject({ accountId: account, keys: 0, identities: [{ id: identity }] });
  });

  test('are removed only without keys, and no id comes back', async () => {
    const vault = await createdVault();
    const { account: id, identity } = await withUser(vault);
    const key = await add(vault, user);
    const view = main(vault);
    const kept = { code: 'still-has-keys', keys: 1, doing: 'remove' };
    expect(await view.mustFail('accounts.removeIdentity', { identity })).toEqual(kept);
    expect(await view.mustFail('accounts.removeAccount', { account: id })).toEqual(kept);
    await remove(vault, key.id);
    await view.must('accounts.removeIdentity', { identity });
    expect(await view.mustFail('accounts.removeIdentity', { identity })).toEqual({ code: 'identity-gone' });
    const again = await saveIdentity(vault, { account: id, kind: 'ram-user' });
    expect(again).not.toBe(identity);
    await view.must('accounts.removeAccount', { account: id });
    expect((await branch(vault)).accounts).toEqual([]);
  });

  test('stand once: a second one of the same name is refused', async () => {
    const vault = await createdVault();
    const { account: id, identity } = await withUser(vault);
    const second = { target: { provider: 'alibaba' }, accountId: `${account} `, alias: 'x' };
    expect(await main(vault).mustFail('accounts.saveAccount', second)).toEqual({ code: 'account-taken' });
    const same = identityInput({ account: id, kind: 'ram-user' });
    expect(await main(vault).mustFail('accounts.saveIdentity', same)).toEqual({ code: 'identity-taken' });
    const other = await saveIdentity(vault, { account: id, kind: 'ram-user' }, { name: 'other' });
    const renamed = identityInput({ identity: other });
    expect(await main(vault).mustFail('accounts.saveIdentity', renamed)).toEqual({ code: 'identity-taken' });
    await saveIdentity(vault, { identity }, { remark: 'kept its own name' });
    await saveAccount(vault, 'private-alibaba', account);
  });

  test('name every field that breaks a rule', async () => {
    const vault = await createdVault();
    const issuesOf = (error: AppError) =>
      error.code === 'invalid-fields' ? error.issues.map(({ field, problem }) => `${field} ${problem}`) : error.code;
    const noId = { target: { provider: 'alibaba' }, accountId: ' ', alias: 'x'.repeat(129) };
    expect(issuesOf(await main(vault).mustFail('accounts.saveAccount', noId))).toEqual([
      'accountId required',
      'alias too-long',
    ]);
    const made = await saveAccount(vault, 'alibaba', 'odd, but no reason to refuse');
    const wrong = async (kind: string, changes: object) => {
      const input = identityInput({ ...made, kind }, changes);
      return issuesOf(await main(vault).mustFail('accounts.saveIdentity', input));
    };
    expect(await wrong('ram-user', { name: '', remark: '\u202e' })).toEqual([
      'identityName required',
      'remark hidden-characters',
    ]);
    expect(await wrong('alibaba-account', {})).toEqual(['identityName not-a-choice']);
    expect(await wrong('iam-user', {})).toEqual(['identityKind not-a-choice']);
    expect(await wrong('ram-user', { credential: 'temporary' })).toEqual(['credential not-a-choice']);
    expect((await onlyAccount(vault)).identities).toEqual([]);
  });

  test('the account and the user that stand for “not known” can’t be edited, removed or given keys', async () => {
    const vault = await createdVault();
    const [key] = await addMany(vault, 3);
    await addMany(vault, 3, { accountId: account });
    vault.end();
    const { database } = await openFolder(vault.folder, password().password);
    const accountId = database.get<{ id: number }>("SELECT id FROM account WHERE root_account_id = ''")?.id ?? 0;
    const identities = database.all<{ id: number }>("SELECT id FROM identity WHERE name = ''").map(({ id }) => id);
    database.close();
    expect([accountId > 0, identities.length]).toEqual([true, 2]);
    const next = await reopened(vault);
    const view = main(next);
    const calls: [string, unknown][] = [
      ['accounts.saveAccount', { target: { account: accountId }, accountId: account, alias: '' }],
      ['accounts.saveIdentity', identityInput({ account: accountId, kind: 'ram-user' })],
      ['accounts.removeAccount', { account: accountId }],
      ...identities.flatMap((identity): [string, unknown][] => [
        ['accounts.saveIdentity', identityInput({ identity })],
        ['accounts.removeIdentity', { identity }],
        ['keys.assign', { ids: [key], identity }],
      ]),
    ];
    for (const [operation, input] of calls) {
      expect(await view.mustFail(operation, input), operation).toEqual({ code: 'identity-gone' });
    }
    expect((await branch(next)).unassigned).toBe(6);
  });
});

test('hostile payloads are refused, and nothing has changed after', async () => {
  const vault = await createdVault();
  const { account: id, identity } = await withUser(vault);
  const key = await add(vault);
  const before = await tree(vault);
  const ids = [key.id];
  const good = { target: { account: id }, accountId: account, alias: '' };
  const query = { offset: 0, limit: 5, sort: { column: 'name', direction: 'ascending' }, provider: null, text: '' };
  const calls: [string, unknown][] = [
    ['keys.assign', { ids: [], identity }],
    ['keys.assign', { ids: Array.from({ length: 10_001 }, () => randomUUID()), identity }],
    ['keys.assign', { ids: key.id, identity }],
    ['keys.assign', { ids, identity: String(identity) }],
    ['keys.assign', { ids, identity: identity + 0.5 }],
    ['keys.assign', { ids, identity: -1 }],
    ['keys.assign', { ids, identity: Number.MAX_VALUE }],
    ['keys.assign', { ids, identity, account: id }],
    ['keys.assign', { ids: [`${key.id}' OR 1=1 --`], identity }],
    ['accounts.tree', { provider: 'alibaba' }],
    ['accounts.room', { provider: 'aws', accountId: '', identityKind: '', identityName: '' }],
    ['accounts.room', { provider: 'alibaba', accountId: null, identityKind: '', identityName: '' }],
    ['accounts.saveAccount', { ...good, target: { account: id, provider: 'alibaba' } }],
    ['accounts.saveAccount', { ...good, target: null }],
    ['accounts.saveAccount', { ...good, kept: 0 }],
    ['accounts.saveAccount', { ...good, alias: 'x'.repeat(128 * 64 + 1) }],
    ['accounts.saveIdentity', identityInput({ identity }, { accessType: 'root' })],
    ['accounts.saveIdentity', identityInput({ identity }, { credential: null })],
    ['accounts.saveIdentity', identityInput({ identity, kind: 'alibaba-account' })],
    ['accounts.saveIdentity', identityInput({ identity }, { quota: 100 })],
    ['accounts.removeIdentity', { identity: [identity] }],
    ['accounts.removeAccount', { account: `${id} OR 1=1` }],
    ['keys.list', { ...query, scope: { kind: 'identity' } }],
    ['keys.list', { ...query, scope: { kind: 'account', id: '1 OR 1=1' } }],
    ['keys.list', { ...query, scope: { kind: 'unassigned', id: 1 } }],
    ['keys.list', { ...query, scope: 'unassigned' }],
  ];
  for (const [operation, input] of calls) {
    expect(await main(vault).mustFail(operation, input), JSON.stringify(input).slice(0, 99)).toEqual({
      code: 'bad-request',
      operation,
    });
  }
  for (const operation of ['keys.assign', 'accounts.tree', 'accounts.saveIdentity', 'accounts.removeAccount']) {
    for (const view of ['add', 'verify', 'reveal', 'unlock'] as const) {
      expect(await vault.view(view).mustFail(operation)).toEqual({ code: 'not-allowed', operation });
    }
  }
  expect(await tree(vault)).toEqual(before);
});
