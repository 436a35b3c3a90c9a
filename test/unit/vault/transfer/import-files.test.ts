import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { columnRoles, type TableOutline } from '../../../../common/csv/table';
import type { OpenedFile } from '../../../../common/transfer/import';
import { readSource } from '../../../../vault/transfer/source-file';
import { fakePair } from '../../../support/fake-keys';
import { has } from '../../../support/systems';
import { createdVault, list, type TestVault, type TestView } from '../harness';
import { applied, planOf, rowsOf, secretOf, statesOf } from './moves';

/** Puts a file beside the vault and opens it in an import sheet. */
async function open(vault: TestVault, name: string, content: string | Uint8Array) {
  const path = join(fs.mkdtempSync(join(vault.folder, '..', 'import-')), name);
  fs.writeFileSync(path, content);
  vault.openPath = { path };
  const sheet = vault.view('import');
  const reply = await sheet.call('keyImport.open');
  // Read, and left as it was.
  expect(fs.readFileSync(path).equals(Buffer.from(content))).toBe(true);
  return { sheet, reply, path };
}

async function opened(vault: TestVault, name: string, content: string | Uint8Array) {
  const { sheet, reply } = await open(vault, name, content);
  if (!reply.ok) throw new Error(reply.error.code);
  return { sheet, file: reply.value as OpenedFile };
}

const codeOf = async (vault: TestVault, name: string, content: string | Uint8Array) => {
  const { reply } = await open(vault, name, content);
  return reply.ok ? 'read' : reply.error.code;
};

const shown = async (sheet: TestView) =>
  (await rowsOf(sheet)).map(({ provider, name, accessKeyId, identityKind, state }) => ({
    provider,
    name,
    accessKeyId,
    identityKind,
    state,
  }));

const columns = (chosen: Partial<Record<(typeof columnRoles)[number], number>>) =>
  Object.fromEntries(columnRoles.map((role) => [role, chosen[role] ?? null]));

describe('files that say what they are', () => {
  test('the configuration of the Alibaba Cloud CLI, with what in it gives no key', async () => {
    const vault = await createdVault();
    const pair = fakePair('alibaba');
    const { sheet, file } = await opened(
      vault,
      'config.json',
      JSON.stringify({
        current: 'prod',
        profiles: [
          { name: 'prod', mode: 'AK', access_key_id: pair.accessKeyId, access_key_secret: pair.secret },
          { name: 'machine', mode: 'EcsRamRole', ram_role_name: 'r' },
        ],
      }),
    );
    expect(file).toMatchObject({
      kind: 'aliyun-cli',
      keys: 1,
      needs: null,
      skipped: [{ place: 'machine', why: 'no-pair' }],
      skippedInAll: 1,
    });
    expect(JSON.stringify(file)).not.toContain(pair.secret);
    expect(statesOf(await planOf(sheet))).toEqual({ new: 1 });
    expect(await shown(sheet)).toEqual([
      { provider: 'alibaba', name: 'prod', accessKeyId: pair.accessKeyId, identityKind: 'ram-user', state: 'new' },
    ]);
    expect(await applied(sheet)).toMatchObject({ added: 1 });
    // A key that is shown once was shown by the file it stood in.
    expect((await list(vault)).rows[0]).toMatchObject({ name: 'prod', reveal: 'displayed', isDefault: false });
  });

  test('a console’s CSV of many rows, the bad ones told by number', async () => {
    const vault = await createdVault();
    const pairs = Array.from({ length: 300 }, () => fakePair('huawei'));
    const rows = pairs.map(({ accessKeyId, secret }, index) => `user-${index},${accessKeyId},${secret}`);
    rows.splice(10, 0, 'nobody,,');
    const csv = `\ufeffUser Name,Access Key Id,Secret Access Key\r\n${rows.join('\r\n')}\r\n`;
    const { sheet, file } = await opened(vault, 'credentials.csv', csv);
    expect(file).toMatchObject({ kind: 'table', keys: 300, skipped: [{ place: '12', why: 'missing' }] });
    if (file.needs === 'provider') await sheet.must('keyImport.assume', { provider: 'huawei' });
    expect(statesOf(await planOf(sheet))).toEqual({ new: 300 });
    expect(await applied(sheet)).toMatchObject({ added: 300 });
    expect((await list(vault)).total).toBe(300);
  });

  test.each([
    [
      '.env',
      (id: string, secret: string) => `ALIBABA_CLOUD_ACCESS_KEY_ID=${id}\nALIBABA_CLOUD_ACCESS_KEY_SECRET=${secret}\n`,
    ],
    [
      'credentials',
      (id: string, secret: string) =>
        `[default]\ntype = access_key\naccess_key_id = ${id}\naccess_key_secret = ${secret}\n`,
    ],
    [
      '.ossutilconfig',
      (id: string, secret: string) =>
        `[Credentials]\nlanguage=EN\nendpoint=oss.example\naccessKeyID=${id}\naccessKeySecret=${secret}\n`,
    ],
    [
      'prod.tfvars',
      (id: string, secret: string) => `alicloud_access_key = "${id}"\nalicloud_secret_key = "${secret}"\n`,
    ],
  ])('%s', async (name, content) => {
    const vault = await createdVault();
    const pair = fakePair('alibaba');
    const { sheet, file } = await opened(vault, name, content(pair.accessKeyId, pair.secret));
    if (file.needs === 'provider') await sheet.must('keyImport.assume', { provider: 'alibaba' });
    expect(statesOf(await planOf(sheet))).toEqual({ new: 1 });
    await applied(sheet);
    const [row] = (await list(vault)).rows;
    expect(row).toMatchObject({ provider: 'alibaba', accessKeyId: pair.accessKeyId });
    expect(row?.name).not.toBe('');
  });
});

test('a table of one’s own is read by the columns that are named, and its secrets are masked until then', async () => {
  const vault = await createdVault();
  const pair = fakePair('pingan');
  const { sheet, file } = await opened(
    vault,
    'keys.csv',
    `what,ID,the other,note\nBilling,${pair.accessKeyId},${pair.secret},x\n`,
  );
  expect(file).toMatchObject({ kind: 'table', needs: 'columns', keys: 0 });
  const outline = await sheet.must<TableOutline>('keyImport.table');
  expect(outline).toMatchObject({ columns: 4, rows: 1 });
  expect(JSON.stringify(outline)).not.toContain(pair.secret);
  expect(await sheet.mustFail('keyImport.plan', { password: null })).toEqual({ code: 'ticket-invalid' });
  const mapping = columns({ name: 0, accessKeyId: 1, secret: 2, description: 3 });
  const { needs } = await sheet.must<OpenedFile>('keyImport.columns', { mapping, provider: 'pingan' });
  expect(needs).toBeNull();
  await planOf(sheet);
  await applied(sheet);
  const [row] = (await list(vault)).rows;
  expect(row).toMatchObject({ name: 'Billing', provider: 'pingan', accessKeyId: pair.accessKeyId });
});

test('a person says which row of a table is its header, and sees no secret by that', async () => {
  const vault = await createdVault();
  const pair = fakePair('alibaba');
  const lines = [
    'Liste,des,clés',
    'Nom,Numéro,Valeur',
    `Billing,${pair.accessKeyId},${pair.secret}`,
    'Mail,me,hunter2',
  ];
  const { sheet } = await opened(vault, 'keys.csv', lines.join('\n'));
  const outline = await sheet.must<TableOutline>('keyImport.table');
  expect(outline).toMatchObject({ titles: 1, header: ['Liste', 'des', 'clés'] });
  const second = await sheet.must<TableOutline>('keyImport.titles', { at: 2 });
  expect(second).toMatchObject({ titles: 2, rows: 2, mapping: { accessKeyId: 1, secret: 2 } });
  expect(await sheet.must<TableOutline>('keyImport.table')).toEqual(second);
  for (const at of [1, 3, 4, 'column', null]) {
    const other = await sheet.must<TableOutline>('keyImport.titles', { at });
    expect(JSON.stringify(other)).not.toMatch(new RegExp(`hunter2|${pair.secret}`));
  }
  await sheet.must('keyImport.titles', { at: 2 });
  const mapping = columns({ name: 0, accessKeyId: 1, secret: 2 });
  await sheet.must<OpenedFile>('keyImport.columns', { mapping, provider: 'alibaba' });
  await planOf(sheet);
  expect(await shown(sheet)).toMatchObject([{ name: 'Billing', state: 'new' }, { name: 'Mail' }]);
  expect(await sheet.mustFail('keyImport.titles', { at: 1 })).toEqual({ code: 'ticket-invalid' });
});

test('an account that a spreadsheet has rounded is not stored, and its row says so', async () => {
  const vault = await createdVault();
  const pair = fakePair('alibaba');
  const { sheet } = await opened(
    vault,
    'keys.csv',
    `名称,账号ID,AccessKey ID,AccessKey Secret\nprod,1.23457E+15,${pair.accessKeyId},${pair.secret}\n`,
  );
  expect(statesOf(await planOf(sheet))).toEqual({ new: 1 });
  expect((await rowsOf(sheet))[0]).toMatchObject({
    accountId: '',
    issues: [{ field: 'accountId', problem: 'lost-value', severity: 'warning', like: '1.23457E+15' }],
  });
  await applied(sheet);
  expect((await list(vault)).rows[0]).toMatchObject({ name: 'prod', accountId: '' });
});

test('keys that may be anybody’s wait until a person says whose they are', async () => {
  const vault = await createdVault();
  const { sheet, file } = await opened(
    vault,
    'keys.csv',
    'Access key ID,Secret access key\nSOMETHING-odd,FAKEsecret\n',
  );
  expect(file.needs).toBe('provider');
  expect(await sheet.mustFail('keyImport.plan', { password: null })).toEqual({ code: 'ticket-invalid' });
  expect(await sheet.must('keyImport.assume', { provider: 'pingan' })).toMatchObject({ needs: null });
  await planOf(sheet);
  expect((await shown(sheet))[0]).toMatchObject({ provider: 'pingan', state: 'new', name: 'Ping An Cloud …-odd' });
  await applied(sheet);
  expect(await secretOf(vault, (await list(vault)).rows[0]?.id ?? '')).toEqual(['FAKEsecret', null]);
});

describe('what can’t be read is said, and nothing comes of it', () => {
  test.each([
    ['nothing', 'empty.csv', '', 'no-keys-in-file'],
    ['a picture', 'x.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'file-unknown'],
    ['prose', 'notes.txt', 'Dear all, the key is with Li.', 'file-unknown'],
    [
      'keys of AWS',
      'accessKeys.csv',
      'Access key ID,Secret access key\nAKIAFAKEFAKEFAKEFAKE,FAKEfake\n',
      'other-provider',
    ],
    ['half an age file', 'x.age', 'age-encryption.org/v1\n-> scrypt', 'file-damaged'],
    ['an export of a newer Keyfold', 'x.json', '{"format":"keyfold-export","version":9}', 'file-newer'],
  ])('%s', async (_, name, content, code) => {
    const vault = await createdVault();
    expect(await codeOf(vault, name, content)).toBe(code);
    expect((await list(vault)).total).toBe(0);
  });

  test('a file of one byte too many, and not one of as many as may be', async () => {
    const folder = fs.mkdtempSync(join((await createdVault()).folder, '..', 'import-'));
    for (const limit of [10, 200_000]) {
      const path = join(folder, String(limit));
      fs.writeFileSync(path, Buffer.alloc(limit, 7));
      expect(readSource(path, limit).bytes.byteLength).toBe(limit);
      fs.appendFileSync(path, 'x');
      expect(() => readSource(path, limit)).toThrow('file-too-large');
    }
  });

  test('a folder, a pipe, a file too large, one without end', async () => {
    const vault = await createdVault();
    const sheet = vault.view('import');
    const code = async (path: string) => {
      vault.openPath = { path };
      return (await sheet.mustFail('keyImport.open')).code;
    };
    const folder = fs.mkdtempSync(join(vault.folder, '..', 'import-'));
    expect(await code(folder)).toBe('not-a-file');
    expect(await code(join(folder, 'gone'))).toBe('io');
    const huge = join(folder, 'huge');
    fs.closeSync(fs.openSync(huge, 'w'));
    // Sparse: it takes no room.
    fs.truncateSync(huge, 1024 * 1024 * 1024);
    expect(await code(huge)).toBe('file-too-large');
    if (has('devices')) expect(await code('/dev/zero')).toBe('not-a-file');
  });
});
