import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../common/languages';
import { fakePair, masterPassword } from '../support/fake-keys';
import { openFile, saveAs } from '../support/file-dialog';
import { Home } from '../support/home';
import { copyLargeVault } from '../support/seed';
import { storeKeys } from '../support/stored-keys';
import { without } from '../support/systems';
import { expect, test } from '../support/test';

/** Files of other programs, and what becomes of a file when Keyfold locks in the middle. */

/** A pair as `age-keygen` makes it. */
function identityIn(home: Home): { file: string; recipient: string } {
  const file = join(home.documents, 'identity.txt');
  execFileSync('age-keygen', ['-o', file], { stdio: 'ignore' });
  return { file, recipient: execFileSync('age-keygen', ['-y', file], { encoding: 'utf8' }).trim() };
}

test('the age program opens our export, and we open what it wrote', async ({ start }) => {
  test.skip(...without('age'));
  test.slow();
  const home = new Home();
  const secret = 'FAKEsecretForTheAgeProgram0001';
  await storeKeys(join(home.userData, 'vault'), [{ profile: 'alibaba', name: 'Ours', secret }]);
  const keyfold = await start({ home });
  await keyfold.unlock();
  const { file: identity, recipient } = identityIn(home);

  const path = join(home.documents, 'keys.age');
  await keyfold.menu('export');
  const exporting = await keyfold.export();
  await exporting.useRecipients(`${recipient}\n`);
  await exporting.submit(masterPassword);
  await saveAs(path);
  await expect(exporting.dialog.getByRole('status')).toContainText('keys.age');
  await exporting.done();
  await keyfold.gone('export');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const json = JSON.parse(execFileSync('age', ['-d', '-i', identity, path], { encoding: 'utf8' }));
  expect(json).toMatchObject({ format: 'keyfold-export', version: 1, keys: [{ name: 'Ours', secret }] });

  // Theirs, armored, with another key in it.
  json.keys[0] = { ...json.keys[0], name: 'Theirs', ...fakePair('alibaba') };
  const theirs = join(home.documents, 'theirs.age');
  execFileSync('age', ['-a', '-r', recipient, '-o', theirs], { input: JSON.stringify(json) });
  await keyfold.menu('import');
  const importing = await keyfold.import();
  await openFile(theirs);
  await importing.chooseIdentity.click();
  await openFile(identity);
  await expect(importing.row('Theirs')).toBeVisible();
  await importing.submit();
  await expect(importing.dialog.getByRole('status')).toContainText('1 AccessKey was added.');
  await importing.done();
  await keyfold.gone('import');
  expect((await (await keyfold.main()).names()).sort()).toEqual(['Ours', 'Theirs']);
});

for (const { language, columns, account, apply, added, kind } of [
  {
    language: 'en',
    columns: 'Which column is which?',
    account: 'What column code holds',
    apply: 'Import 2 AccessKeys',
    added: '2 AccessKeys were added.',
    kind: 'Alibaba Cloud CLI',
  },
  {
    language: 'zh-CN',
    columns: '设置各列的内容',
    account: '“code”列的内容',
    apply: '导入 2 个 AccessKey',
    added: '已添加 2 个 AccessKey。',
    kind: '阿里云 CLI',
  },
] as const satisfies readonly { language: Language; [words: string]: string }[]) {
  test(`a table of one’s own, and the file of a tool (${language})`, async ({ start }) => {
    test.slow();
    const home = new Home({ language });
    const keyfold = await start({ vault: true, home });
    const [one, two, three] = ['pingan', 'pingan', 'alibaba'].map((profile) => fakePair(profile as 'pingan'));
    const table = join(home.documents, 'table.csv');
    const rows = [one, two].map((pair, index) => `Row ${index},${pair?.accessKeyId},${pair?.secret}`);
    writeFileSync(table, ['what,code,other', ...rows].join('\n'));
    await keyfold.menu('import');
    const sheet = await keyfold.import();
    await openFile(table);
    await expect(sheet.page.getByRole('heading', { name: columns })).toBeVisible();
    // What may be a secret is not in the page at all.
    expect(await sheet.page.content()).not.toContain(one?.secret);
    const roles = sheet.page.locator('thead').getByRole('combobox');
    const code = sheet.page.getByRole('combobox', { name: account, exact: true });
    await roles.nth(0).selectOption('name');
    await code.selectOption('');
    await expect(sheet.submitButton).toBeDisabled();
    await roles.nth(2).selectOption('secret');
    await code.selectOption('accessKeyId');
    await sheet.page.getByRole('combobox').last().selectOption('pingan');
    await sheet.submit();
    await expect(sheet.row('Row 0')).toBeVisible();
    await expect(sheet.submitButton).toHaveText(apply);
    await sheet.submit();
    await expect(sheet.dialog.getByRole('status')).toContainText(added);
    await sheet.done();
    await keyfold.gone('import');

    const config = join(home.documents, 'config.json');
    const profile = { name: 'tool', mode: 'AK', access_key_id: three?.accessKeyId, access_key_secret: three?.secret };
    writeFileSync(config, JSON.stringify({ current: 'tool', profiles: [profile, { name: 'x', mode: 'EcsRamRole' }] }));
    const before = readFileSync(config);
    await keyfold.menu('import');
    const tool = await keyfold.import();
    await openFile(config);
    await expect(tool.page.getByText(kind)).toBeVisible();
    await expect(tool.row('tool')).toBeVisible();
    await tool.submit();
    await tool.done();
    await keyfold.gone('import');
    expect((await (await keyfold.main()).names()).sort()).toEqual(['Row 0', 'Row 1', 'tool']);
    expect(readFileSync(config).equals(before)).toBe(true);
  });
}

test('locking in the middle of an export leaves no file, and in the middle of an import no key', async ({ start }) => {
  test.setTimeout(180_000);
  const home = new Home();
  await copyLargeVault(home.vault);
  const keyfold = await start({ home });
  await keyfold.unlock();
  await keyfold.menu('export');
  const exporting = await keyfold.export();
  await exporting.readPassphrase();
  await exporting.written.check();
  await exporting.submit(masterPassword);
  await saveAs(join(home.documents, 'half.age'));
  await exporting.progress.waitFor();
  let sheet = await keyfold.lock();
  expect(existsSync(join(home.documents, 'half.age'))).toBe(false);
  expect(readdirSync(home.documents)).toEqual([]);

  const keys = Array.from({ length: 10_000 }, (_, index) => ({
    profile: 'pingan',
    name: `From the file ${index}`,
    identity: { kind: 'subaccount' },
    ...fakePair('pingan'),
  }));
  const file = join(home.documents, 'many.json');
  const head = { format: 'keyfold-export', version: 1, exportedAt: '2026-11-25T00:00:00Z' };
  writeFileSync(file, JSON.stringify({ ...head, keys }));
  await sheet.submit(masterPassword);
  await keyfold.gone('unlock');
  await keyfold.menu('import');
  const importing = await keyfold.import();
  await openFile(file);
  await expect(importing.submitButton).toHaveText('Import 10,000 AccessKeys', { timeout: 60_000 });
  await importing.submit();
  // Now or a moment later, as it comes: whatever of it was done is undone whole.
  sheet = await keyfold.lock();
  await sheet.submit(masterPassword);
  await keyfold.gone('unlock');
  await expect((await keyfold.main()).count).toHaveText(/^(10,000|20,000) keys$/);
});
