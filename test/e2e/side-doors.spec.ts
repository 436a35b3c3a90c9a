import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { addKey, askToDelete, openProtect, verifyAct } from '../support/acts';
import type { Keyfold } from '../support/app';
import { fakePair, masterPassword } from '../support/fake-keys';
import { openFile } from '../support/file-dialog';
import { expect, test } from '../support/test';
import { until } from '../support/until';
import type { ImportSheet } from '../support/views/import';
import { evenIfGone } from '../support/views/words';

/** An import, a restore and a list of backups lead to the same acts as the buttons of a key, and ask for as much. */

const administratorPassword = 'fake administrator password';

const backupsOf = (keyfold: Keyfold, kind: string) => {
  try {
    return readdirSync(join(keyfold.home.vault, 'backups')).filter((name) => name.endsWith(kind));
  } catch {
    // None yet.
    return [];
  }
};

/** Opens the import sheet with a table of one key. */
async function importOf(keyfold: Keyfold, row: readonly string[]): Promise<ImportSheet> {
  const lines = ['Provider,Name,AccessKey ID,AccessKey Secret', row.join(',')];
  const path = keyfold.home.write('keys.csv', lines.map((line) => `${line}\r\n`).join(''));
  await keyfold.menu('import');
  const sheet = await keyfold.import();
  await openFile(path);
  return sheet;
}

async function show(keyfold: Keyfold, name: string, secret: string): Promise<void> {
  const main = await keyfold.main();
  await main.select(name);
  await main.action('View Secret').click();
  await verifyAct(keyfold);
  const reveal = await keyfold.reveal();
  await expect(reveal.page.getByText(secret, { exact: true })).toBeVisible();
  await reveal.close();
}

test('F1: an import that replaces a secret asks for the password, and so does removing the backups that still have the former one', async ({
  start,
}) => {
  test.slow();
  const keyfold = await start({ vault: true });
  const key = await addKey(keyfold, 'pingan');
  const { secret } = fakePair('pingan');
  const replacing = async () => {
    const sheet = await importOf(keyfold, ['Ping An Cloud', key.name, key.accessKeyId, secret]);
    await sheet.choiceOf(key.name).selectOption('replace');
    await sheet.submit();
    await expect(sheet.page.getByText('Replacing a stored secret always needs a verification.')).toBeVisible();
    return sheet;
  };
  const left = await replacing();
  await left.page.getByRole('button', { name: 'Back', exact: true }).click();
  await left.cancel();
  await keyfold.gone('import');
  await show(keyfold, key.name, key.secret);
  const sheet = await replacing();
  await sheet.password.fill('not the master password');
  await sheet.submit();
  await expect(sheet.page.getByText('The master password is wrong.')).toBeVisible();
  await sheet.password.fill(masterPassword);
  await sheet.submit();
  await sheet.done();
  await keyfold.gone('import');
  await show(keyfold, key.name, secret);

  const main = await keyfold.main();
  expect(backupsOf(keyfold, 'before-import')).toHaveLength(1);
  await main.openSettings();
  await main.dialog.getByRole('button', { name: 'Show Backups' }).click();
  const list = main.page.getByRole('list', { name: 'Backups' });
  await list
    .getByRole('button', { name: /^Delete the backup of/ })
    .first()
    .click();
  await main.dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await (await keyfold.verify()).cancel();
  await keyfold.gone('verify');
  expect(backupsOf(keyfold, 'before-import')).toHaveLength(1);
});

test('F5: the management lock is still on after a backup from before it was restored', async ({ start }) => {
  test.slow();
  const keyfold = await start({ keys: [{ provider: 'pingan', name: 'Kept' }] });
  await until('the day’s backup is there', () => backupsOf(keyfold, 'daily').length === 1);
  const main = await keyfold.main();
  await main.openSettings();
  const lock = await openProtect(keyfold, 'Access key management lock');
  await lock.newPassword.fill(administratorPassword);
  await lock.repeatPassword.fill(administratorPassword);
  await lock.submit(masterPassword);
  await keyfold.gone('protect');
  const locked = await keyfold.lock();
  await evenIfGone(locked.page.getByRole('button', { name: 'Restore from a Backup' }).click());
  const sheet = await keyfold.restore();
  await expect(sheet.choices).toHaveCount(1);
  await sheet.submit(masterPassword);
  await keyfold.gone('restore');
  await expect((await keyfold.list()).row('Kept')).toBeVisible();
  const verify = await askToDelete(keyfold, 'Kept');
  await expect(verify.administrator).toBeVisible();
  await verify.submitAdministrator(masterPassword);
  await expect(verify.page.getByText('The administrator’s password is wrong.')).toBeVisible();
  await verify.cancel();
  await keyfold.gone('verify');
  await expect((await keyfold.main()).row('Kept')).toBeVisible();
});

test('F14, F9: a name that looks like another is told, one with unseen signs and an AccessKey ID that is a formula are refused', async ({
  start,
}) => {
  const accountId = '1234567890123456';
  const keyfold = await start({ keys: [{ provider: 'alibaba', name: 'payroll-prod', accountId }] });
  const sheet = await keyfold.openAdd();
  await sheet.choose('alibaba');
  await sheet.fillPair('alibaba', { ...fakePair('alibaba'), accessKeyId: '=WEBSERVICE("https://evil.example")' });
  await sheet.fill({ 'Account ID': accountId });
  // Its second and third letter, and the one after the hyphen, are Cyrillic.
  await sheet.name.fill('p\u0430\u0443roll-\u0440rod');
  await expect(sheet.page.getByText('looks the same as “payroll-prod”')).toBeVisible();
  await sheet.name.fill('payroll\u00ad-prod');
  await sheet.submit();
  await expect(sheet.page.getByText(/^Name has invisible characters/)).toBeVisible();
  await expect(sheet.page.getByText('could be a spreadsheet formula')).toBeVisible();
  await sheet.abandon();
  await keyfold.gone('add');

  const imported = await importOf(keyfold, ['Alibaba Cloud', 'formula', '=WEBSERVICE(1)', fakePair('alibaba').secret]);
  await expect(imported.row('formula')).toContainText('could be a spreadsheet formula');
  await expect(imported.submitButton).toBeDisabled();
  await imported.cancel();
  await keyfold.gone('import');
});
