import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { FieldIssue } from '../../../common/keys/fields';
import { secretBytes } from '../../../common/keys/text-bytes';
import { checkKey, storeKey } from '../../../vault/keys/add';
import { createFolder } from '../../../vault/store/folder';
import { fakePair, fakeTemporary } from '../../support/fake-keys';
import { openFolder } from '../../support/open-folder';
import { tamper } from '../../support/tamper';
import {
  add,
  createdVault,
  get,
  list,
  newFolder,
  newKey,
  password,
  quickCost,
  remove,
  reopened,
  revealed,
  type TestVault,
  text,
} from './harness';

const main = (vault: TestVault) => vault.view('main-view');

describe('add', () => {
  test('stores every property, enabled, and its secret comes back with the ticket', async () => {
    const vault = await createdVault();
    const { accessKeyId, secret } = fakePair('private-alibaba');
    const { id, ticket } = await add(vault, {
      provider: 'private-alibaba',
      name: '  存储 EBS  ',
      description: 'line one\nline two ',
      accountId: ' 1234567890123456 ',
      identityName: 'storage-admin',
      keyType: 'AliyunEBS',
      endpoint: 'https://ebs.example:8443/api',
      accessKeyId: ` ${accessKeyId}\n`,
      secret,
    });
    expect(await get(vault, id)).toEqual({
      id,
      provider: 'private-alibaba',
      name: '存储 EBS',
      description: 'line one\nline two',
      accountId: '1234567890123456',
      identityKind: 'ram-user',
      identityName: 'storage-admin',
      keyType: 'AliyunEBS',
      endpoint: 'https://ebs.example:8443/api',
      accessKeyId,
      credential: 'long-term',
      status: 'enabled',
      isDefault: false,
      createdAt: vault.now,
      updatedAt: vault.now,
      expiresAt: null,
      reveal: 'pending',
      rotationDays: null,
      providerCreatedAt: null,
      providerUsedAt: null,
      leakedAt: null,
      warnAt: vault.now + 75 * 86_400_000,
      dueAt: vault.now + 90 * 86_400_000,
      tags: [],
      shownHow: null,
      onlyOnce: true,
      account: expect.any(Number),
      identity: expect.any(Number),
      lastUsedAt: null,
      secretCanBeShown: true,
      rotation: null,
    });
    const { shown } = await revealed(vault, ticket);
    expect({ ...shown, secret: text(shown.secret) }).toEqual({
      provider: 'private-alibaba',
      name: '存储 EBS',
      identityName: 'storage-admin',
      accessKeyId,
      secret,
      token: null,
      onlyOnce: true,
      onceMore: false,
      seconds: 120,
    });
  });

  test('a temporary key keeps its token and expiry', async () => {
    const vault = await createdVault();
    const { accessKeyId, secret, token } = fakeTemporary();
    const expiresAt = vault.now + 3600_000;
    const temporary = {
      provider: 'huawei' as const,
      credential: 'temporary' as const,
      expiresAt,
      accessKeyId,
      secret,
      token,
    };
    const { id, ticket } = await add(vault, temporary);
    expect(await get(vault, id)).toMatchObject({ credential: 'temporary', expiresAt });
    const { shown } = await revealed(vault, ticket);
    expect([text(shown.secret), text(shown.token)]).toEqual([secret, token]);
  });

  test('name, AccessKey ID and secret are enough, in every provider', async () => {
    const vault = await createdVault();
    for (const provider of ['alibaba', 'private-alibaba', 'huawei', 'pingan'] as const) await add(vault, { provider });
    expect((await list(vault)).total).toBe(4);
  });

  test('names every field that breaks a rule, and stores nothing', async () => {
    const vault = await createdVault();
    const input = newKey({
      name: ' ',
      description: 'x'.repeat(1025),
      identityKind: 'emperor',
      accessKeyId: 'LTAI FAKE',
    });
    input.secrets = { secret: new Uint8Array([0xc3, 0x28]), token: secretBytes('FAKETOKEN') };
    const error = await vault.view('add').mustFail('keys.add', input);
    expect(error.code).toBe('invalid-fields');
    const issues = (error as unknown as { issues: FieldIssue[] }).issues;
    expect(issues.map(({ field, problem }) => `${field} ${problem}`)).toEqual([
      'name required',
      'description too-long',
      'identityKind not-a-choice',
      'accessKeyId not-printable',
      'secret not-printable',
      'token not-a-choice',
    ]);
    expect((await list(vault)).total).toBe(0);
  });

  test('a shape that looks wrong is no reason to refuse', async () => {
    const vault = await createdVault();
    const { ticket } = await add(vault, { accessKeyId: 'FAKE-odd', secret: '=+FAKE"odd,secret' });
    expect(text((await revealed(vault, ticket)).shown.secret)).toBe('=+FAKE"odd,secret');
  });

  test('an AccessKey ID stands once in a provider; the refusal names its key', async () => {
    const vault = await createdVault();
    const accessKeyId = 'LTAIFAKE0000000000000001';
    await add(vault, { name: 'First', accessKeyId });
    const error = await vault
      .view('add')
      .mustFail('keys.add', newKey({ name: 'Second', accessKeyId: `${accessKeyId} ` }));
    expect(error).toEqual({ code: 'access-key-id-taken', name: 'First' });
    await add(vault, { provider: 'pingan', accessKeyId });
    const holder = (provider: string) =>
      vault.view('add').must('keys.holderOf', { provider, accessKeyId: ` ${accessKeyId}` });
    expect(await holder('alibaba')).toBe('First');
    expect(await holder('huawei')).toBeNull();
  });

  test('the transaction itself refuses an AccessKey ID that is taken', async () => {
    const { database, keys, slots } = await createFolder(newFolder(), password().password, 1, quickCost);
    const vault = { id: slots.vaultId, database };
    const { key, secrets } = newKey();
    const store = () => database.write(() => storeKey(vault, keys.secretKey, checkKey(key, secrets, 1), 1));
    store();
    expect(store).toThrow('access-key-id-taken');
    expect(database.all('SELECT number FROM access_key')).toHaveLength(1);
    database.close();
  });

  test('a hundred at once of the same AccessKey ID store one', async () => {
    const vault = await createdVault();
    const sheet = vault.view('add');
    const accessKeyId = 'LTAIFAKE0000000000000002';
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, index) => sheet.call('keys.add', newKey({ name: `Key ${index}`, accessKeyId }))),
    );
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    expect(replies[0]?.ok).toBe(true);
    expect((await list(vault)).total).toBe(1);
  });

  test('tells the main view, and no sheet', async () => {
    const vault = await createdVault();
    const [view, sheet] = [main(vault), vault.view('add')];
    const { id } = await sheet.must<{ id: string }>('keys.add', newKey());
    expect(view.events).toEqual([{ name: 'keysChanged', payload: { id } }]);
    expect(sheet.events).toEqual([]);
  });
});

const edited = (id: string, changes: object = {}) => ({
  id,
  name: 'Deploy',
  description: '',
  accountId: '',
  identityKind: 'ram-user',
  identityName: '',
  endpoint: '',
  ...changes,
});

describe('edit', () => {
  test('changes what may be changed, keeps the rest, and is found by the new words only', async () => {
    const vault = await createdVault();
    const { id } = await add(vault, { name: 'Before' });
    const before = await get(vault, id);
    vault.now += 5000;
    const view = main(vault);
    const changes = { name: 'After', description: 'why', accountId: '1234567890123456', identityName: 'deploy-bot' };
    await view.must('keys.edit', edited(id, changes));
    expect(await get(vault, id)).toEqual({
      ...before,
      ...changes,
      updatedAt: before.updatedAt + 5000,
      account: expect.any(Number),
      identity: expect.any(Number),
    });
    expect(view.events).toEqual([{ name: 'keysChanged', payload: { id } }]);
    expect((await list(vault, { text: 'before' })).total).toBe(0);
    expect((await list(vault, { text: 'deploy-bot' })).total).toBe(1);
    expect(await get(await reopened(vault), id)).toMatchObject(changes);
  });

  test('obeys the rules of the key’s own provider and type', async () => {
    const vault = await createdVault();
    const { id } = await add(vault, { provider: 'private-alibaba', keyType: 'AliyunNAS', endpoint: '' });
    const error = await main(vault).mustFail('keys.edit', edited(id, { name: '', endpoint: 'https://ebs.example' }));
    const issue = (field: string, problem: string) => ({ field, problem, severity: 'error' });
    expect(error).toEqual({
      code: 'invalid-fields',
      issues: [issue('name', 'required'), issue('endpoint', 'not-a-choice')],
    });
    expect(await get(vault, id)).toMatchObject({ name: 'Deploy', endpoint: '' });
  });

  /** Gives a key the rule of another time, and opens the vault again. */
  async function withRule(vault: TestVault, id: string, rule: 'once' | 'after-verification'): Promise<TestVault> {
    vault.end();
    await tamper(vault.folder, (database) =>
      database.run('UPDATE access_key SET reveal_rule = ? WHERE id = ?', rule, id),
    );
    return await reopened(vault);
  }

  test('giving a one-time key to an identity whose keys are shown again does not bring its secret back', async () => {
    const first = await createdVault();
    const { id, ticket } = await add(first, { provider: 'pingan' });
    await (await revealed(first, ticket)).sheet.must('reveal.displayed');
    const vault = await withRule(first, id, 'once');
    for (const identityKind of ['master-account', 'subaccount']) {
      await main(vault).must('keys.edit', edited(id, { identityKind }));
      expect(await get(vault, id)).toMatchObject({ identityKind, secretCanBeShown: false });
    }
  });

  test('a key from before its provider showed such secrets once only keeps its own rule, until it moves', async () => {
    const first = await createdVault();
    const root = { identityKind: 'alibaba-account' };
    const { id, ticket } = await add(first, root);
    await (await revealed(first, ticket)).sheet.must('reveal.displayed');
    expect(await get(first, id)).toMatchObject({ secretCanBeShown: false });
    const vault = await withRule(first, id, 'after-verification');
    expect(await get(vault, id)).toMatchObject({ secretCanBeShown: true });
    await main(vault).must('keys.edit', edited(id, { ...root, name: 'Renamed', accountId: '1234567890123456' }));
    expect(await get(vault, id)).toMatchObject({ name: 'Renamed', secretCanBeShown: true });
    await main(vault).must('keys.edit', edited(id));
    await main(vault).must('keys.edit', edited(id, root));
    expect(await get(vault, id)).toMatchObject({ ...root, secretCanBeShown: false });
  });
});

describe('default', () => {
  test('goes from the former to the new one, provider by provider', async () => {
    const vault = await createdVault();
    const [one, two] = [await add(vault, { name: 'One' }), await add(vault, { name: 'Two' })];
    const other = await add(vault, { name: 'Other', provider: 'huawei' });
    const defaults = async () => (await list(vault)).rows.filter(({ isDefault }) => isDefault).map(({ name }) => name);
    for (const { id } of [one, other, two, two]) await main(vault).must('keys.setDefault', { id });
    expect(await defaults()).toEqual(['Other', 'Two']);
    await main(vault).must('keys.cancelDefault', { id: two.id });
    expect(await defaults()).toEqual(['Other']);
  });

  test('stays single when a hundred ask at once', async () => {
    const vault = await createdVault();
    const ids: string[] = [];
    for (let index = 0; index < 10; index += 1) ids.push((await add(vault)).id);
    const view = main(vault);
    await Promise.all(Array.from({ length: 100 }, (_, index) => view.must('keys.setDefault', { id: ids[index % 10] })));
    expect((await list(vault)).rows.filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual([ids[9]]);
  });

  test('is not for a disabled key, nor for one that has expired, to the millisecond', async () => {
    const vault = await createdVault();
    const { id } = await add(vault);
    await main(vault).must('keys.setStatus', { ids: [id], status: 'disabled' });
    expect(await main(vault).mustFail('keys.setDefault', { id })).toEqual({ code: 'not-enabled' });
    const expiresAt = vault.now + 1000;
    const temporary = await add(vault, { provider: 'huawei', credential: 'temporary', expiresAt, ...fakeTemporary() });
    vault.now = expiresAt - 1;
    await main(vault).must('keys.setDefault', { id: temporary.id });
    await main(vault).must('keys.cancelDefault', { id: temporary.id });
    vault.now = expiresAt;
    expect(await main(vault).mustFail('keys.setDefault', { id: temporary.id })).toEqual({ code: 'not-enabled' });
  });
});

describe('status', () => {
  test('disabling ends the default setting; enabling does not bring it back', async () => {
    const vault = await createdVault();
    const { id } = await add(vault);
    await main(vault).must('keys.setDefault', { id });
    await main(vault).must('keys.setStatus', { ids: [id], status: 'enabled' });
    expect(await get(vault, id)).toMatchObject({ status: 'enabled', isDefault: true });
    await main(vault).must('keys.setStatus', { ids: [id], status: 'disabled' });
    expect(await get(vault, id)).toMatchObject({ status: 'disabled', isDefault: false });
    await main(vault).must('keys.setStatus', { ids: [id], status: 'enabled' });
    expect(await get(vault, id)).toMatchObject({ status: 'enabled', isDefault: false });
  });

  test('Ping An: disabling is final', async () => {
    const vault = await createdVault();
    const { id } = await add(vault, { provider: 'pingan' });
    await main(vault).must('keys.setStatus', { ids: [id], status: 'enabled' });
    await main(vault).must('keys.setStatus', { ids: [id], status: 'disabled' });
    await main(vault).must('keys.setStatus', { ids: [id], status: 'disabled' });
    expect(await main(vault).mustFail('keys.setStatus', { ids: [id], status: 'enabled' })).toEqual({
      code: 'disable-is-final',
    });
    expect(await get(vault, id)).toMatchObject({ status: 'disabled' });
  });
});

describe('delete', () => {
  test('removes the key and frees its AccessKey ID', async () => {
    const vault = await createdVault();
    const accessKeyId = 'LTAIFAKE0000000000000003';
    const { id } = await add(vault, { accessKeyId, accountId: '1234567890123456', identityName: 'gone' });
    await add(vault, { name: 'Stays' });
    const view = main(vault);
    await remove(vault, id);
    expect(view.events).toEqual([{ name: 'keysChanged', payload: { id: null } }]);
    expect((await list(vault)).rows.map(({ name }) => name)).toEqual(['Stays']);
    expect((await list(vault, { text: 'gone' })).total).toBe(0);
    await add(vault, { accessKeyId });
  });

  test('removes the identity and account that only it had; an edit does so too', async () => {
    const vault = await createdVault();
    const details = { accountId: '1234567890123456', identityName: 'shared' };
    const [one, two] = [await add(vault, details), await add(vault, details)];
    const moved = await add(vault, { accountId: '6543210987654321', identityName: 'left behind' });
    await main(vault).must('keys.edit', edited(moved.id));
    await remove(vault, one.id);
    const names = async () => {
      vault.end();
      const { database } = await openFolder(vault.folder, password().password);
      const identities = database
        .all<{ name: string }>('SELECT name FROM identity ORDER BY name')
        .map(({ name }) => name);
      const accounts = database
        .all<{ id: string }>('SELECT root_account_id AS id FROM account ORDER BY id')
        .map(({ id }) => id);
      database.close();
      return { identities, accounts };
    };
    expect(await names()).toEqual({ identities: ['', 'shared'], accounts: ['', '1234567890123456'] });
    const next = await reopened(vault);
    await remove(next, two.id);
    next.end();
    expect(await names()).toEqual({ identities: [''], accounts: [''] });
  });

  test('keeps an identity with a remark and an account with an alias', async () => {
    const vault = await createdVault();
    const { id } = await add(vault, { accountId: '1234567890123456', identityName: 'remarked' });
    vault.end();
    const opened = await openFolder(vault.folder, password().password);
    opened.database.run("UPDATE identity SET remark = 'on call'");
    opened.database.close();
    const next = await reopened(vault);
    await remove(next, id);
    next.end();
    const { database } = await openFolder(vault.folder, password().password);
    expect(database.all('SELECT name FROM identity')).toEqual([{ name: 'remarked' }]);
    database.run("UPDATE identity SET remark = ''");
    database.run("UPDATE account SET alias = 'production'");
    database.close();
    const last = await reopened(vault);
    const again = await add(last, { accountId: '1234567890123456', identityName: 'remarked' });
    await remove(last, again.id);
    last.end();
    const after = await openFolder(vault.folder, password().password);
    expect(after.database.all('SELECT name FROM identity')).toEqual([]);
    expect(after.database.all('SELECT alias FROM account')).toEqual([{ alias: 'production' }]);
    after.database.close();
  });

  test('an unknown id changes nothing, whatever is asked of it', async () => {
    const vault = await createdVault();
    const view = main(vault);
    const id = randomUUID();
    const calls: [string, object][] = [
      ['keys.get', { id }],
      ['keys.edit', edited(id)],
      ['keys.setDefault', { id }],
      ['keys.cancelDefault', { id }],
      ['keys.setStatus', { ids: [id], status: 'disabled' }],
      ['keys.delete', { ids: [id] }],
    ];
    for (const [operation, input] of calls) {
      expect(await view.mustFail(operation, input), operation).toEqual({ code: 'not-found' });
    }
    expect(view.events).toEqual([]);
  });
});
