import { openProtect, verifyAct } from '../support/acts';
import { masterPassword } from '../support/fake-keys';
import { copyVault } from '../support/stored-keys';
import { expect, sharedKeyfold, test } from '../support/test';
import { AccountsView } from '../support/views/accounts';
import { AuditView } from '../support/views/audit';

const users = Array.from({ length: 30 }, (_, index) => `service-${index + 1}`);

const shared = sharedKeyfold({}, (folder) =>
  copyVault(folder, [
    ...users.map((name, index) => ({ provider: 'huawei' as const, name, identityName: name, age: index })),
    { provider: 'pingan', name: 'For good', isDefault: true },
    { provider: 'alibaba', name: 'Off already', disabled: true },
  ]),
);

test('the list is narrowed, all that match are selected, and one plan with one password disables them', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  const { page } = main;
  const settings = await main.openSettings();
  await (await openProtect(keyfold, 'Verify before enabling and disabling')).submit(masterPassword);
  await keyfold.gone('protect');
  await settings.getByRole('button', { name: 'Done' }).click();

  await main.openList();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await main.entry('Status').click();
  await main.dialog.getByRole('radio', { name: 'Enabled' }).check();
  await main.dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(main.count).toHaveText('31 keys');
  await main.grid.focus();
  await page.keyboard.press('ControlOrMeta+a');
  const { selection } = new AccountsView(page);
  await expect(selection).toContainText('All 31 keys that match');

  await page.keyboard.press('ContextMenu');
  await main.entry('Disable…').press('Enter');
  await expect(main.dialog).toContainText('Disable 31 AccessKeys?');
  await expect(main.dialog).toContainText('1 of them is the default of its provider and loses that.');
  await expect(main.dialog).toContainText('With Ping An Cloud, disabling can’t be undone');
  await main.dialog.getByRole('button', { name: 'Disable', exact: true }).click();
  await verifyAct(keyfold);
  await expect(main.said('31 AccessKeys were disabled.')).toBeVisible();
  await expect(main.rows).toHaveCount(0);

  // What is in the vault, and what the log says of it.
  await keyfold.lock();
  const again = await keyfold.unlock();
  await again.openList();
  await expect(again.cell('For good', 'status')).toHaveText('Disabled');
  await expect(again.cell('service-1', 'status')).toHaveText('Disabled');
  const log = await AuditView.open(again.page);
  await log.narrow('Action', 'Disable');
  await expect(log.count).toContainText('31');

  // A row of the log leads to its key, whatever the list was narrowed to.
  await log.rows.first().getByRole('button').click();
  await again.dialog.getByRole('button', { name: 'Show in the List' }).click();
  await expect(again.detail.getByRole('heading', { level: 2 })).toBeVisible();
  await expect(again.grid).toBeFocused();
});
