import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { OpenedFile } from '../../../../common/transfer/import';
import { fakePair, fakeTemporary } from '../../../support/fake-keys';
import { add, auditOf, createdVault, type TestVault } from '../harness';
import { applied, opened, planOf, proof, statesOf } from './moves';

async function saved(vault: TestVault, scope: object = { kind: 'all' }) {
  const path = join(fs.mkdtempSync(join(vault.folder, '..', 'csv-')), 'keys.csv');
  vault.savePath = { path };
  const sheet = vault.view('export');
  const told = await sheet.must('keyExport.save', { scope, to: { kind: 'csv' }, proof: proof() });
  return { path, told, sheet, text: fs.readFileSync(path, 'utf8') };
}
const factsOf = (vault: TestVault, scope: object) => vault.view('export').must('keyExport.count', { scope });

describe('an export as CSV', () => {
  test('of one provider has its header and nothing else, is private, and is written down as not encrypted', async () => {
    const vault = await createdVault();
    // A secret that could be base64 is written as it is, also if it begins with a sign.
    const [one, two] = [{ ...fakePair('huawei'), secret: '+FAKE/secret=' }, fakePair('huawei')];
    await add(vault, { provider: 'huawei', name: 'One', identityName: '=ops', accountId: 'hw-example', ...one });
    await add(vault, { provider: 'huawei', name: 'Two', identityName: 'dev', ...two, secret: 'FAKE","=secret' });
    const scope = { kind: 'provider', provider: 'huawei' };
    expect(await factsOf(vault, scope)).toMatchObject({ keys: 2, account: null, csvOf: 'huawei' });
    const { path, text, told, sheet } = await saved(vault, scope);
    expect(told).toEqual({ fileName: 'keys.csv', keys: 2, handover: null });
    expect(text).toBe(
      `User Name,Access Key Id,Secret Access Key\r\n'=ops,${one.accessKeyId},${one.secret}\r\n` +
        `dev,${two.accessKeyId},"FAKE"",""=secret"\r\n`,
    );
    expect(fs.statSync(path).mode & 0o777).toBe(0o600);
    expect(vault.posted).toContainEqual(
      expect.objectContaining({ ask: { fileName: 'keyfold-export-huawei-2026-01-01.csv' } }),
    );
    expect((await auditOf(vault, { action: 'exported-csv' })).rows.map(({ facts }) => facts.count)).toEqual([
      2,
      undefined,
      undefined,
    ]);
    expect((await auditOf(vault, { action: 'exported' })).total).toBe(0);
    expect(JSON.stringify(sheet.received)).not.toContain(one.secret);
  });

  test('of several providers and of temporary keys is a table that the import reads whole', async () => {
    const from = await createdVault();
    const [long, temporary] = [fakePair('alibaba'), fakeTemporary()];
    await add(from, {
      ...long,
      name: '-支付, "prod"',
      description: '@first\nsecond',
      accountId: '1234567890123456',
      identityName: 'deploy-bot',
    });
    await add(from, {
      provider: 'huawei',
      name: 'Short',
      credential: 'temporary',
      expiresAt: from.now + 3600_000,
      ...temporary,
    });
    await add(from, { provider: 'private-alibaba', name: 'Disk' });
    expect(await factsOf(from, { kind: 'all' })).toMatchObject({ keys: 3, account: null, csvOf: null });
    expect(await factsOf(from, { kind: 'provider', provider: 'huawei' })).toMatchObject({ csvOf: null });
    const { path, text } = await saved(from);
    expect(text.split('\r\n', 1)).toEqual([
      'Provider,Name,Description,Account,User,Type,Endpoint,AccessKey ID,AccessKey Secret,Security Token,Expires,Created,Last Used',
    ]);

    const vault = await createdVault();
    const sheet = vault.view('import');
    vault.openPath = { path };
    expect(await sheet.must<OpenedFile>('keyImport.open')).toMatchObject({ kind: 'table', keys: 3, needs: null });
    sheet.close();
    const importing = await opened(vault, path);
    expect(statesOf(await planOf(importing))).toEqual({ new: 3 });
    await applied(importing);
    // With every secret and token: the same file comes out again.
    expect((await saved(vault)).text).toBe(text);
  });

  test('is refused without the right proof, and names the account that it is of', async () => {
    const vault = await createdVault();
    await add(vault, { accountId: '1234567890123456', identityName: 'deploy-bot' });
    vault.savePath = { path: join(fs.mkdtempSync(join(vault.folder, '..', 'csv-')), 'keys.csv') };
    const save = { scope: { kind: 'all' }, to: { kind: 'csv' }, proof: proof('not the password') };
    expect(await vault.view('export').mustFail('keyExport.save', save)).toEqual({ code: 'wrong-password' });
    expect(fs.existsSync(vault.savePath.path ?? '')).toBe(false);
    const tree = await vault.view('main-view').must<{ accounts: { id: number }[] }[]>('accounts.tree');
    const id = tree.flatMap(({ accounts }) => accounts)[0]?.id;
    expect(await factsOf(vault, { kind: 'account', id })).toMatchObject({
      keys: 1,
      accounts: { total: 1, first: [{ accountId: '1234567890123456', alias: '' }] },
      account: { accountId: '1234567890123456', alias: '' },
      csvOf: 'alibaba',
    });
  });
});
