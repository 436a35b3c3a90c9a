import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FileDetails, ImportPlan, OpenedFile, RowDetails } from '../../../../common/transfer/import';
import { fakePair, fakeSts, fakeTemporary } from '../../../support/fake-keys';
import { createdVault, get, list, type TestVault, type TestView } from '../harness';
import { applied, planOf, rowsOf, statesOf } from './moves';

/** What the vault needs and the file doesn't say is asked once for all keys, and can differ by row. */

const hour = 3_600_000;
const fixtures = join(__dirname, '../../../fixtures/key-files');
const fixture = (name: string) => fs.readFileSync(join(fixtures, name), 'utf8');

/** Puts a file beside the vault, opens it in an import sheet and compares it. */
async function compared(vault: TestVault, name: string, content: string) {
  const path = join(fs.mkdtempSync(join(vault.folder, '..', 'import-')), name);
  fs.writeFileSync(path, content);
  vault.openPath = { path };
  const sheet = vault.view('import');
  const file = await sheet.must<OpenedFile>('keyImport.open');
  if (file.needs === 'provider') await sheet.must('keyImport.assume', { provider: 'alibaba' });
  return { sheet, file, plan: await planOf(sheet) };
}

const complete = (sheet: TestView, details: Partial<FileDetails>) =>
  sheet.must<ImportPlan>('keyImport.complete', { details: { providers: [], ...details }, password: null });

/** Edits the row of this index: what isn't given stays as the row has it. */
async function edit(sheet: TestView, index: number, changes: Partial<RowDetails>) {
  const row = (await rowsOf(sheet))[index];
  if (!row) throw new Error('no such row');
  const { name, accountId, identityKind, identityName, keyType, endpoint } = row;
  const details = { name, accountId, identityKind, identityName, keyType, endpoint, end: null, ...changes };
  return await sheet.call('keyImport.edit', { index, details, password: null });
}

const needed = ({ missing }: ImportPlan) => missing.filter(({ field }) => field !== 'accountId');
const stsLines = ({ accessKeyId, secret, token }: ReturnType<typeof fakeSts>) =>
  `ALIBABA_CLOUD_ACCESS_KEY_ID=${accessKeyId}\nALIBABA_CLOUD_ACCESS_KEY_SECRET=${secret}\nALIBABA_CLOUD_SECURITY_TOKEN=${token}\n`;

describe('the end of a temporary key', () => {
  test('r31: obsutil’s file with a token is one temporary key; its end is asked, and it isn’t invalid', async () => {
    const vault = await createdVault();
    const { sheet, plan } = await compared(vault, '.obsutilconfig', fixture('r31-obs-flat-koocli7.ini'));
    expect(statesOf(plan)).toEqual({ incomplete: 1 });
    expect(needed(plan)).toEqual([{ field: 'expiresAt', provider: 'huawei', keys: 1 }]);
    const [row] = await rowsOf(sheet);
    expect(row).toMatchObject({ credential: 'temporary', expiresAt: null, missing: ['expiresAt'], choice: 'skip' });
    const at = vault.now + 2 * hour;
    const after = await complete(sheet, { end: { kind: 'at', at } });
    expect(statesOf(after)).toEqual({ new: 1 });
    expect(needed(after)).toEqual([]);
    expect(await applied(sheet)).toMatchObject({ added: 1 });
    const [key] = (await list(vault)).rows;
    expect(key).toMatchObject({ provider: 'huawei', credential: 'temporary', expiresAt: at });
  });

  test('r02: a profile of the Alibaba Cloud CLI with an STS token is a temporary key of a RAM role', async () => {
    const vault = await createdVault();
    const { sheet, plan } = await compared(vault, 'config.json', fixture('r02-cli-chainable-leftover.json'));
    expect(plan.states.incomplete).toBeGreaterThan(0);
    const saml = (await rowsOf(sheet, 'incomplete')).find(({ name }) => name === 'saml');
    expect(saml).toMatchObject({
      ...{ provider: 'alibaba', credential: 'temporary', identityKind: 'ram-role' },
      ...{ missing: ['expiresAt'], unusual: false, issues: [] },
    });
    await complete(sheet, { end: { kind: 'unknown', note: 'Nobody knows its end.' } });
    await applied(sheet);
    const key = (await list(vault)).rows.find(({ name }) => name === 'saml');
    // No end that is known can be later: Alibaba Cloud gives such a key for twelve hours at most.
    expect(key).toMatchObject({ credential: 'temporary', expiresAt: vault.now + 12 * hour });
    expect(await get(vault, key?.id ?? '')).toMatchObject({ description: 'Nobody knows its end.' });
  });

  test('that the file says isn’t asked, and a file that has all of it needs no step', async () => {
    const vault = await createdVault();
    const { accessKeyId, secret, token } = fakeSts();
    const end = Math.floor(vault.now / 1000) + 3600;
    const profile = { name: 'sso', mode: 'StsToken', access_key_id: accessKeyId, access_key_secret: secret };
    const config = { profiles: [{ ...profile, sts_token: token, sts_expiration: end }] };
    const { sheet, plan } = await compared(vault, 'config.json', JSON.stringify(config));
    expect(statesOf(plan)).toEqual({ new: 1 });
    expect(needed(plan)).toEqual([]);
    await complete(sheet, { end: { kind: 'at', at: vault.now + 9 * hour } });
    await applied(sheet);
    expect((await list(vault)).rows[0]).toMatchObject({ expiresAt: end * 1000 });
  });

  test('is one for the whole file, and another for a row that says so', async () => {
    const vault = await createdVault();
    const [one, two] = [fakeTemporary(), fakeTemporary()];
    const table = [one, two].map((key, index) => `Key ${index},${key.accessKeyId},${key.secret},${key.token}`);
    const content = `Name,Access Key Id,Secret Access Key,Security Token\n${table.join('\n')}\n`;
    const path = join(fs.mkdtempSync(join(vault.folder, '..', 'import-')), 'keys.csv');
    fs.writeFileSync(path, content);
    vault.openPath = { path };
    const sheet = vault.view('import');
    const file = await sheet.must<OpenedFile>('keyImport.open');
    if (file.needs === 'columns') {
      const { mapping } = await sheet.must<{ mapping: object }>('keyImport.table');
      await sheet.must('keyImport.columns', { mapping, provider: null });
    }
    const plan = await planOf(sheet);
    expect(statesOf(plan)).toEqual({ incomplete: 2 });
    expect(needed(plan)).toEqual([{ field: 'expiresAt', provider: 'huawei', keys: 2 }]);
    const [all, alone] = [vault.now + hour, vault.now + 5 * hour];
    await complete(sheet, { end: { kind: 'at', at: all } });
    // What is said later is said beside it.
    const later = await complete(sheet, { providers: [{ provider: 'huawei', accountId: 'hw-example' }] });
    expect(statesOf(later)).toEqual({ new: 2 });
    expect((await edit(sheet, 1, { end: { kind: 'at', at: alone }, name: 'By itself' })).ok).toBe(true);
    await applied(sheet);
    const ends = (await list(vault)).rows.map(({ name, expiresAt }) => [name, expiresAt]);
    expect(Object.fromEntries(ends)).toEqual({ 'Key 0': all, 'By itself': alone });
  });

  test('isn’t asked for a key that the vault already has, but is for its other secret', async () => {
    const vault = await createdVault();
    const key = fakeSts();
    const first = await compared(vault, '.env', stsLines(key));
    await complete(first.sheet, { end: { kind: 'unknown', note: '' } });
    await applied(first.sheet);
    const again = await compared(vault, '.env', stsLines(key));
    expect(statesOf(again.plan)).toEqual({ same: 1 });
    expect(again.plan.missing).toEqual([]);
    const changed = await compared(vault, '.env', stsLines({ ...key, secret: fakeSts().secret }));
    expect(statesOf(changed.plan)).toEqual({ incomplete: 1 });
    const after = await complete(changed.sheet, { end: { kind: 'at', at: vault.now + hour } });
    expect(statesOf(after)).toEqual({ 'other-secret': 1 });
  });
});

describe('the type of a private key', () => {
  const r49 = fixture('r49-env-hash-in-secret.env');

  test('r49: is asked with its endpoint, for variables too', async () => {
    const vault = await createdVault();
    const { sheet, plan } = await compared(vault, '.env', r49);
    expect(statesOf(plan)).toEqual({ incomplete: 1 });
    expect(needed(plan)).toEqual([{ field: 'keyType', provider: 'private-alibaba', keys: 1 }]);
    const said = { provider: 'private-alibaba' as const, keyType: 'AliyunEBS', accountId: '4242' };
    const wrong = { providers: [{ ...said, endpoint: 'ebs example' }] };
    const refused = await sheet.call('keyImport.complete', { details: wrong, password: null });
    expect(refused).toMatchObject({
      error: { code: 'invalid-fields', issues: [{ field: 'endpoint', problem: 'not-an-endpoint' }] },
    });
    expect(statesOf(await complete(sheet, { providers: [{ ...said, endpoint: 'ebs.example.internal' }] }))).toEqual({
      new: 1,
    });
    await applied(sheet);
    const [key] = (await list(vault)).rows;
    expect(key).toMatchObject({ keyType: 'AliyunEBS', accountId: '4242' });
    expect(await get(vault, key?.id ?? '')).toMatchObject({ endpoint: 'ebs.example.internal' });
  });

  test('can be said in the row alone; what isn’t said stays incomplete and is skipped', async () => {
    const vault = await createdVault();
    const { sheet } = await compared(vault, '.env', r49);
    const after = await complete(sheet, {});
    expect(statesOf(after)).toEqual({ incomplete: 1 });
    expect(await sheet.must('keyImport.choose', { what: { index: 0 }, choice: 'add' })).toMatchObject({
      choices: { skip: 1, add: 0 },
    });
    expect(await edit(sheet, 0, { keyType: 'AliyunEBS', endpoint: 'ebs example' })).toMatchObject({
      error: { issues: [{ field: 'endpoint', problem: 'not-an-endpoint' }] },
    });
    // An endpoint can be left out, and is no reason to wait.
    expect(await edit(sheet, 0, { keyType: 'AliyunEBS' })).toMatchObject({
      value: { states: { new: 1 }, missing: [{ field: 'endpoint' }, { field: 'accountId' }] },
    });
    expect(await edit(sheet, 0, { keyType: 'Aliyun' })).toMatchObject({
      error: { issues: [{ field: 'keyType', problem: 'not-a-choice' }] },
    });
    expect(await edit(sheet, 0, { keyType: 'AliyunNAS' })).toMatchObject({ value: { states: { new: 1 } } });
    expect(await applied(sheet)).toMatchObject({ added: 1 });
  });
});

test('what the vault never takes is one reason, and nothing is asked for it', async () => {
  const vault = await createdVault();
  const { accessKeyId, secret } = fakePair('pingan');
  const content = `Name,Provider,Access Key ID,Secret,Security Token\nNo,pingan,${accessKeyId},${secret},FAKETOKEN\n`;
  const path = join(fs.mkdtempSync(join(vault.folder, '..', 'import-')), 'keys.csv');
  fs.writeFileSync(path, content);
  vault.openPath = { path };
  const sheet = vault.view('import');
  const file = await sheet.must<OpenedFile>('keyImport.open');
  if (file.needs === 'columns') {
    const { mapping } = await sheet.must<{ mapping: object }>('keyImport.table');
    await sheet.must('keyImport.columns', { mapping, provider: null });
  }
  const plan = await planOf(sheet);
  expect(statesOf(plan)).toEqual({ invalid: 1 });
  expect(plan.missing).toEqual([]);
  expect((await rowsOf(sheet))[0]?.issues).toEqual([
    { field: 'credential', problem: 'not-a-choice', severity: 'error' },
  ]);
});

test('what the CLI takes by default is proposed as the default, and becomes it only if the person wants', async () => {
  const vault = await createdVault();
  const profile = (name: string) => {
    const { accessKeyId, secret } = fakePair('alibaba');
    return { name, mode: 'AK', access_key_id: accessKeyId, access_key_secret: secret };
  };
  const config = JSON.stringify({ current: 'prod', profiles: [profile('dev'), profile('prod')] });
  const { sheet, plan } = await compared(vault, 'config.json', config);
  expect((await rowsOf(sheet)).map(({ name, isDefault }) => [name, isDefault])).toEqual([
    ['dev', false],
    ['prod', true],
  ]);
  // The vault has no default, and still it is asked.
  expect([plan.defaults, plan.takeDefaults]).toEqual([['alibaba'], false]);
  expect(plan.effects).not.toContain('key.setDefault');
  const taken = await sheet.must<ImportPlan>('keyImport.takeDefaults', { take: true });
  expect(taken.effects).toContain('key.setDefault');
  await applied(sheet);
  expect((await list(vault)).rows.map(({ name, isDefault }) => [name, isDefault]).toSorted()).toEqual([
    ['dev', false],
    ['prod', true],
  ]);
});

test('the user’s name in a console’s file is proposed for user and name', async () => {
  const vault = await createdVault();
  const { accessKeyId, secret } = fakePair('huawei');
  const csv = `User Name,Access Key Id,Secret Access Key\nops-reader,${accessKeyId},${secret}\n`;
  const { sheet } = await compared(vault, 'credentials.csv', csv);
  expect((await rowsOf(sheet))[0]).toMatchObject({
    name: `ops-reader …${accessKeyId.slice(-4)}`,
    identityName: 'ops-reader',
    identityKind: 'iam-user',
  });
});

describe('a key of unusual shape', () => {
  const good = fakePair('alibaba');
  // What looks like no key of Alibaba Cloud: a text that stands for one, and an ID with a secret that is too short.
  const lines = [
    `ALIBABA_CLOUD_ACCESS_KEY_ID=${good.accessKeyId}`,
    `ALIBABA_CLOUD_ACCESS_KEY_SECRET=${good.secret}`,
    'OSS_ACCESS_KEY_ID=FAKE0000EXAMPLE0000',
    'OSS_ACCESS_KEY_SECRET=FAKE0000EXAMPLE0000',
    `ALICLOUD_ACCESS_KEY=${fakePair('alibaba').accessKeyId}`,
    'ALICLOUD_SECRET_KEY=FAKE-short',
    '',
  ].join('\n');

  test('is new with its warning, and isn’t chosen; choosing all leaves it out, and says how many', async () => {
    const vault = await createdVault();
    const { sheet, plan } = await compared(vault, '.env', lines);
    expect(statesOf(plan)).toEqual({ new: 3 });
    expect(plan.unusual).toEqual({ keys: 2, skipped: 2 });
    const warned = (await rowsOf(sheet, 'unusual')).map(({ choice, issues }) => [
      choice,
      ...issues.map(({ field, problem, severity }) => `${severity} ${field} ${problem}`),
    ]);
    expect(warned.toSorted((one, other) => one.length - other.length)).toEqual([
      ['skip', 'warning secret unusual-shape'],
      ['skip', 'warning accessKeyId unusual-shape', 'warning secret unusual-shape'],
    ]);
    const all = await sheet.must<ImportPlan>('keyImport.choose', { what: { state: 'new' }, choice: 'add' });
    expect([all.choices.add, all.unusual.skipped]).toEqual([1, 2]);
    expect(await applied(sheet)).toMatchObject({ added: 1, skipped: 2 });
  });

  test('is imported when it is chosen, by itself or among its like, and an edit elsewhere keeps that', async () => {
    const vault = await createdVault();
    const { sheet } = await compared(vault, '.env', lines);
    const [first] = await rowsOf(sheet, 'unusual');
    const index = first?.index ?? -1;
    const one = await sheet.must<ImportPlan>('keyImport.choose', { what: { index }, choice: 'add' });
    expect([one.choices.add, one.unusual.skipped]).toEqual([2, 1]);
    const none = await sheet.must<ImportPlan>('keyImport.choose', { what: { state: 'new' }, choice: 'skip' });
    expect(none.choices.add).toBe(0);
    const like = await sheet.must<ImportPlan>('keyImport.choose', { what: { state: 'unusual' }, choice: 'add' });
    expect([like.choices.add, like.unusual.skipped]).toEqual([2, 0]);
    const edited = await edit(sheet, index, { name: 'Checked by a person' });
    expect(edited).toMatchObject({ value: { choices: { add: 2, skip: 1 } } });
    expect(await applied(sheet)).toMatchObject({ added: 2 });
  });
});

test('every entry that gives no key is listed with its place and its reason, also beyond the first hundred', async () => {
  const vault = await createdVault();
  const rows = Array.from({ length: 300 }, (_, index) => `user-${index},,`);
  const { accessKeyId, secret } = fakePair('huawei');
  const csv = `User Name,Access Key Id,Secret Access Key\nok,${accessKeyId},${secret}\n${rows.join('\n')}\n`;
  const { sheet, file } = await compared(vault, 'credentials.csv', csv);
  expect(file.skippedInAll).toBe(300);
  const page = await sheet.must('keyImport.skipped', { offset: 250, limit: 500, text: '' });
  expect(page).toMatchObject({ total: 300, offset: 250 });
  expect((page as { rows: object[] }).rows.at(-1)).toEqual({ place: '302', why: 'missing' });
  const found = await sheet.must('keyImport.skipped', { offset: 0, limit: 10, text: ' 302 ' });
  expect(found).toMatchObject({ total: 1, rows: [{ place: '302', why: 'missing' }] });
});
