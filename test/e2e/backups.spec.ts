import { copyFileSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addKey, verifyAct } from '../support/acts';
import type { Keyfold } from '../support/app';
import { masterPassword } from '../support/fake-keys';
import { expect, sharedKeyfold, test } from '../support/test';
import { until } from '../support/until';
import { AuditView } from '../support/views/audit';
import { evenIfGone } from '../support/views/words';

/** Backups on the disk and back. What Settings and the sheets say is in `test/views/backups.spec.ts` and `keyring.spec.ts`. */

const shared = sharedKeyfold();

const folderOf = (keyfold: Keyfold) => join(keyfold.home.vault, 'backups');

function backupsOf(keyfold: Keyfold, kind: string): string[] {
  try {
    return readdirSync(folderOf(keyfold)).filter((name) => name.endsWith(kind));
  } catch {
    // None yet.
    return [];
  }
}

test('an older copy that somebody put back is said until a person says that it is right', async () => {
  const keyfold = shared();
  await until('the day’s backup is there', () => backupsOf(keyfold, 'daily').length === 1);
  const mark = () => readFileSync(keyfold.home.settings, 'utf8');
  const before = mark();
  const key = await addKey(keyfold, 'alibaba');
  await until('it is remembered how far the vault has come', () => mark() !== before);
  await keyfold.quit();
  const [name = ''] = backupsOf(keyfold, 'daily');
  copyFileSync(join(folderOf(keyfold), name, 'vault.db'), keyfold.home.database);
  await keyfold.launch();
  const main = await keyfold.unlock();
  const notice = main.page.getByRole('alert').filter({ hasText: 'This vault is an older copy' });
  await expect(notice).toBeVisible();
  await expect(main.row(key.name)).toHaveCount(0);
  await keyfold.lock();
  const again = await keyfold.unlock();
  const still = again.page.getByRole('alert').filter({ hasText: 'This vault is an older copy' });
  await still.getByRole('button', { name: 'I Put It Back' }).click();
  await expect(still).toHaveCount(0);
});

test('a backup is made each day and on request, is private, and is deleted when a person says so', async () => {
  const keyfold = shared();
  await until('the day’s backup is there', () => backupsOf(keyfold, 'daily').length === 1);

  const main = await keyfold.main();
  const settings = await main.openSettings();
  await expect(settings.getByText(folderOf(keyfold))).toBeVisible();
  await settings.getByRole('button', { name: 'Back Up Now' }).click();
  await expect(main.said('A backup was made.')).toBeVisible();
  await settings.getByRole('combobox', { name: 'Days to keep' }).selectOption('3');
  // Fewer backups may lose one, so that this asks for a verification.
  await verifyAct(keyfold);
  await settings.getByRole('button', { name: 'Show Backups' }).click();
  const list = main.page.getByRole('list', { name: 'Backups' });
  await expect(list.getByRole('listitem')).toHaveText([/By hand · /, /Daily · /]);
  await list
    .getByRole('button', { name: /^Delete the backup of/ })
    .last()
    .click();
  await expect(main.dialog).toContainText('(Daily) will be gone for good.');
  await main.dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await verifyAct(keyfold);
  await expect(list.getByRole('listitem')).toHaveText([/By hand · /]);
  // Done goes back to Settings, because the list was opened from there.
  await main.dialog.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(settings.getByText(folderOf(keyfold))).toBeVisible();
  const [name = ''] = backupsOf(keyfold, 'manual');
  for (const file of readdirSync(join(folderOf(keyfold), name))) {
    expect(statSync(join(folderOf(keyfold), name, file)).mode & 0o777).toBe(0o600);
  }

  // The reason of a failed backup is shown until a backup was made.
  await main.dialog.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(main.dialog).toHaveCount(0);
  rmSync(folderOf(keyfold), { recursive: true });
  writeFileSync(folderOf(keyfold), 'in the way');
  await main.openSettings();
  await settings.getByRole('button', { name: 'Back Up Now' }).click();
  await expect(main.notifications.getByText('The file system refused at')).toBeVisible();
  await settings.getByRole('button', { name: 'Done', exact: true }).click();
  const notice = main.page.getByRole('status').filter({ hasText: 'The backup of the vault failed.' });
  await expect(notice).toContainText('The file system refused at');
  rmSync(folderOf(keyfold));
  await notice.getByRole('button', { name: 'Back Up Now' }).click();
  await expect(notice).toHaveCount(0);
});

test('new keys: everything is still there, and a secret can still be shown', async () => {
  const keyfold = shared();
  // A key whose secret can be shown again.
  const key = await addKey(keyfold, 'pingan');
  const main = await keyfold.main();
  const settings = await main.openSettings();
  await settings.getByRole('group', { name: 'The vault’s keys' }).getByRole('button', { name: 'Replace' }).click();
  const sheet = await keyfold.rekey();
  await sheet.submit('not the master password');
  await expect(sheet.page.getByText('The master password is wrong.')).toBeVisible();
  await sheet.submit(masterPassword);
  // The whole vault is written again before the sheet shows this.
  await sheet.recovery.waitFor();
  await expect(sheet.page.getByText('Everything was encrypted anew and read back.')).toBeVisible();
  await evenIfGone(sheet.recovery.click());
  const recovery = await keyfold.view('keyring');
  await expect(recovery.getByRole('dialog')).toBeVisible();
  await evenIfGone(recovery.getByRole('button', { name: 'Cancel' }).click());
  await keyfold.gone('keyring');
  await settings.getByRole('button', { name: 'Done' }).click();

  const show = async () => {
    const view = await keyfold.main();
    await view.select(key.name);
    await view.action('View Secret').click();
    await (await keyfold.verify()).submit(masterPassword);
    const reveal = await keyfold.reveal();
    await expect(reveal.page.getByText(key.secret)).toBeVisible();
    await reveal.close();
  };
  await show();
  await keyfold.relaunch();
  await keyfold.unlock();
  await show();
  expect(backupsOf(keyfold, 'before-rekey')).toHaveLength(1);
});

test('a damaged vault is restored from the lock screen, and one that is gone from beside a new one', async () => {
  const keyfold = shared();
  const kept = await addKey(keyfold, 'alibaba');
  const main = await keyfold.main();
  const settings = await main.openSettings();
  await settings.getByRole('button', { name: 'Back Up Now' }).click();
  await expect(main.said('A backup was made.')).toBeVisible();
  await settings.getByRole('button', { name: 'Done' }).click();
  const lost = await addKey(keyfold, 'pingan');
  await keyfold.quit();
  truncateSync(keyfold.home.database, 6000);
  await keyfold.launch();
  const locked = await keyfold.unlockSheet();
  await locked.submit(masterPassword);
  await expect(locked.alert).toContainText('is damaged or incomplete. It was left untouched. Restore a backup.');
  await evenIfGone(locked.page.getByRole('button', { name: 'Restore from a Backup' }).click());
  let sheet = await keyfold.restore();
  await expect(
    sheet.page.getByText('The vault as it is now is set aside first and stays among the backups.'),
  ).toBeVisible();
  await expect(sheet.choices).toHaveCount(readdirSync(folderOf(keyfold)).length);
  // There is a way back.
  await evenIfGone(sheet.page.getByRole('button', { name: 'Cancel' }).click());
  await keyfold.gone('restore');
  const again = await keyfold.unlockSheet();
  await evenIfGone(again.page.getByRole('button', { name: 'Restore from a Backup' }).click());
  sheet = await keyfold.restore();
  await sheet.submit('not the master password');
  await expect(sheet.page.getByText('The master password is wrong.')).toBeVisible();
  await sheet.submit(masterPassword);
  await keyfold.gone('restore');

  const restored = await keyfold.list();
  await expect(restored.row(kept.name)).toBeVisible();
  await expect(restored.row(lost.name)).toHaveCount(0);
  expect(backupsOf(keyfold, 'before-restore')).toHaveLength(1);
  const log = await AuditView.open(restored.page);
  await expect(log.rows.filter({ hasText: 'Restore from a backup' })).toBeVisible();
  // A wanted step back causes no warning.
  await expect(restored.page.getByText('This vault is an older copy')).toHaveCount(0);

  await keyfold.quit();
  for (const file of [keyfold.home.database, keyfold.home.slots, `${keyfold.home.slots}.bak`])
    rmSync(file, { force: true });
  await keyfold.launch();
  const create = await keyfold.create();
  await evenIfGone(create.page.getByRole('button', { name: 'Restore from a Backup' }).click());
  sheet = await keyfold.restore();
  await expect(sheet.choices).toHaveCount(readdirSync(folderOf(keyfold)).length);
  await sheet.submit(masterPassword);
  await keyfold.gone('restore');
  await expect((await keyfold.list()).row(kept.name)).toBeVisible();
});
