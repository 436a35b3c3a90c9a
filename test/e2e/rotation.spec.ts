import { verifyAct } from '../support/acts';
import { fakePair } from '../support/fake-keys';
import { copyVault } from '../support/stored-keys';
import { expect, sharedKeyfold, test } from '../support/test';

const user = { accountId: '1234567890123456', identityName: 'deploy-bot' };

const shared = sharedKeyfold({}, (folder) =>
  copyVault(folder, [
    { provider: 'alibaba', name: 'Overdue', age: 100 },
    { provider: 'alibaba', name: 'Old key', age: 95, isDefault: true, ...user },
    { provider: 'huawei', name: 'Due today', age: 90 },
    { provider: 'pingan', name: 'Soon', age: 80 },
    { provider: 'pingan', name: 'Fresh', age: 74 },
    { provider: 'huawei', name: 'Disabled', age: 200, disabled: true },
    { provider: 'alibaba', name: 'Own period', age: 40 },
  ]),
);

test('the overview counts what is due and what is not used, and leads to it, to be deleted', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  const distances = { Overdue: 'Was due 10 days ago', 'Old key': 'Was due 5 days ago', 'Due today': /Was due .*ago/ };
  await main.openOverview();
  await expect(main.tile('Overdue')).toHaveAccessibleName('Overdue 3');
  await expect(main.tile('Due soon')).toHaveAccessibleName('Due soon 1');
  await main.tile('Overdue').click();
  await expect(main.rows).toHaveCount(3);
  for (const [name, words] of Object.entries(distances)) {
    await main.select(name);
    await expect(main.detail.getByText(words)).toBeVisible();
  }
  await main.openOverview();
  await main.tile('Due soon').click();
  await expect(main.rows).toHaveCount(1);
  await main.select('Soon');
  await expect(main.detail.getByText('Due in 9 days')).toBeVisible();

  await main.openOverview();
  await expect(main.tile('Not used')).toHaveAccessibleName('Not used 4');
  await main.tile('Not used').click();
  await expect(main.rows).toHaveCount(4);
  await main.select('Disabled');
  await main.chooseAction('Delete AccessKey');
  await main.confirmDelete.click();
  await verifyAct(keyfold);
  await expect(main.rows).toHaveCount(3);
  await main.openOverview();
  await expect(main.tile('Not used')).toHaveAccessibleName('Not used 3');
  await expect(main.tile('Two active keys')).toHaveCount(0);
});

test('a key’s own period decides when it is due', async () => {
  const main = await shared().main();
  const setPeriod = async (choice: string, days?: string) => {
    await main.openList();
    await main.select('Own period');
    await main.action('Change rotation period').click();
    await main.dialog.getByRole('radio', { name: choice }).check();
    if (days !== undefined) await main.dialog.getByRole('textbox', { name: 'Days' }).fill(days);
    await main.dialog.getByRole('button', { name: 'Save' }).click();
    await expect(main.dialog).toHaveCount(0);
  };
  const overdue = async (count: number) => {
    await main.openOverview();
    await expect(main.tile('Overdue')).toHaveAccessibleName(`Overdue ${count}`);
    await main.tile('Overdue').click();
    await expect(main.rows).toHaveCount(count);
  };
  await overdue(3);
  await expect(main.row('Own period')).toHaveCount(0);
  await setPeriod('After a number of days', '40');
  await expect(main.property('Rotation')).toHaveText('Every 40 days');
  await overdue(4);
  await expect(main.row('Own period')).toBeVisible();
  await setPeriod('Never');
  await expect(main.property('Rotation')).toHaveText('Never');
  await overdue(3);
  await expect(main.row('Own period')).toHaveCount(0);
  await main.openList();
});

test('a rotation goes through its stages, and goes on after a lock and a crash where it stood', async () => {
  const keyfold = shared();
  let main = await keyfold.main();
  const onBoard = () => main.page.getByRole('navigation').getByRole('button', { name: 'Rotation', exact: true });
  await main.chooseProvider('All keys');
  await main.select('Old key');
  // Looking begins nothing.
  await main.action('Rotate').click();
  await expect(main.dialog.getByText('Nothing has begun yet.')).toBeVisible();
  await main.dialog.getByRole('button', { name: 'Close' }).click();
  await expect(onBoard()).not.toContainText(/\d/);
  await main.action('Rotate').click();
  await main.dialog.getByRole('button', { name: 'Add New Key' }).click();
  // The pair from the console is typed into the sheet that the assistant opened.
  const sheet = await keyfold.add();
  await expect(sheet.page.getByText('Account and user are those of the old key.')).toBeVisible();
  await expect(sheet.field('Account ID')).toHaveValue(user.accountId);
  await expect(sheet.field('Sub-Username')).toHaveValue(user.identityName);
  await sheet.fill({ Name: 'New key' });
  await sheet.fillPair('alibaba', fakePair('alibaba'));
  await sheet.submit();
  await (await keyfold.reveal()).close();
  await expect(main.dialog.getByRole('button', { name: 'Applications Use the New Key' })).toBeVisible();

  const resume = async () => {
    main = await keyfold.main();
    await onBoard().click();
    await main.page.getByRole('grid').getByRole('row').nth(1).getByText('Old key', { exact: true }).first().click();
  };
  await keyfold.lock();
  await keyfold.unlock();
  await resume();
  await expect(main.dialog.getByText('The default of Alibaba Cloud moves to the new key.')).toBeVisible();
  await main.dialog.getByRole('button', { name: 'Applications Use the New Key' }).click();
  await expect(main.dialog.getByRole('button', { name: 'Disable Old Key' })).toBeVisible();
  await main.dialog.getByRole('button', { name: 'Back to the Old Key' }).click();
  await main.dialog.getByRole('button', { name: 'Applications Use the New Key' }).click();
  await expect(main.dialog.getByRole('button', { name: 'Disable Old Key' })).toBeVisible();

  await keyfold.kill();
  await keyfold.launch();
  await keyfold.unlock();
  await resume();
  await main.dialog.getByRole('button', { name: 'Disable Old Key' }).click();
  await main.page.getByRole('alertdialog').getByRole('button', { name: 'Disable', exact: true }).click();
  await expect(main.dialog.getByRole('button', { name: 'Enable Old Key Again' })).toBeVisible();
  await main.dialog.getByRole('button', { name: 'Delete Old Key' }).click();
  await main.confirmDelete.click();
  await verifyAct(keyfold);
  await expect(main.dialog.getByText('The old key is gone; the new one has taken its place.')).toBeVisible();
  await main.dialog.getByRole('button', { name: 'Close' }).click();

  // The new key has the old one's name, and is the default.
  await main.chooseProvider('All keys');
  await expect(main.row('New key')).toHaveCount(0);
  await expect(main.row('Old key (old)')).toHaveCount(0);
  await expect(main.cell('Old key', 'default')).toHaveText('Yes');
});
