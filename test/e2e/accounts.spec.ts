import { addKey } from '../support/acts';
import { fakePair } from '../support/fake-keys';
import { copyVault } from '../support/stored-keys';
import { expect, sharedKeyfold, test } from '../support/test';
import { AccountsView } from '../support/views/accounts';

const account = '1234567890123456';

const shared = sharedKeyfold({}, (folder) =>
  copyVault(folder, [
    { provider: 'alibaba', accountId: account, identityName: 'deploy-bot', name: 'Held' },
    ...['A', 'B', 'C', 'D'].map((name) => ({ provider: 'alibaba' as const, name })),
    { provider: 'alibaba', name: 'Free' },
  ]),
);

test('several keys are assigned at once, to an identity that is made on the way; across the quota none is', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  const accounts = new AccountsView(main.page);
  const refusal = accounts.dialog.getByText(
    '“deploy-bot” has 1 of at most 2 AccessKeys; 3 more would be too many. The provider doesn’t raise this quota: delete one that is no longer used and create a new one.',
  );
  await main.page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
  await expect.poll(() => main.names()).toEqual(['A', 'B', 'C', 'D', 'Free', 'Held']);
  await main.row('A').click();
  await main.row('C').click({ modifiers: ['Shift'] });
  await expect(accounts.selection).toContainText('3 selected');
  await accounts.selection.getByRole('button', { name: 'Assign to…' }).click();
  await accounts.chooseRefused('deploy-bot');
  await expect(refusal).toBeVisible();
  await accounts.press('Cancel');
  await accounts.arrow('Alibaba Cloud').click();
  await expect(accounts.line('Unassigned')).toHaveText(/5$/);

  await main.row('A').click();
  await main.row('B').click({ modifiers: ['ControlOrMeta'] });
  await expect(accounts.selection).toContainText('2 selected');
  await accounts.selection.getByRole('button', { name: 'Assign to…' }).click();
  await accounts.press('Add Identity');
  await accounts.fill({ 'Sub-Username': 'backup' });
  await accounts.press('Save');
  await accounts.press('Assign');
  await expect(main.said('2 AccessKeys were assigned to “backup”.')).toBeVisible();
  await expect(accounts.line('Unassigned')).toHaveText(/3$/);

  await keyfold.lock();
  const after = await keyfold.unlock();
  await expect(after.cell('A', 'user')).toHaveText('backup');
  await expect(after.cell('B', 'user')).toHaveText('backup');
  await expect(after.cell('C', 'user')).not.toHaveText('backup');
  const tree = new AccountsView(after.page);
  await tree.arrow('Alibaba Cloud').click();
  await tree.line('Unassigned').click();
  await expect(after.count).toHaveText('3 keys');
});

test('accounts and identities as they were edited, with what they hold, are in the file', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  const accounts = new AccountsView(main.page);
  await accounts.open();
  await main.page.getByRole('button', { name: 'Add Account' }).click();
  await accounts.fill({ 'Account ID': '2222222222222222', Alias: 'Production' });
  await accounts.press('Save');
  await accounts.act('Production', 'Add Identity');
  await accounts.fill({ 'Sub-Username': 'made-here', Remark: 'Owner: platform team' });
  await accounts.press('Save');
  await accounts.line('All keys').click();
  await addKey(keyfold, 'alibaba', { fields: { 'Account ID': '2222222222222222', 'Sub-Username': 'made-here' } });
  await accounts.open();
  await expect(accounts.row('made-here')).toContainText('1 of 2');
  await accounts.act('made-here', 'Edit Identity');
  await accounts.fill({ 'Sub-Username': 'release-bot' });
  await accounts.press('Save');
  await expect(accounts.dialog).toHaveCount(0);

  await keyfold.lock();
  const after = await keyfold.unlock();
  const again = new AccountsView(after.page);
  await again.open();
  await expect(again.row('release-bot')).toContainText('1 of 2');
  await expect(again.row('release-bot')).toContainText('Owner: platform team');
  await again.row('release-bot').getByRole('button', { name: 'release-bot' }).click();
  await expect(after.count).toHaveText('1 key');
  await after.rows.first().click();
  await expect(after.property('Sub-Username')).toHaveText('release-bot');
});

test('a console-only user is given no key, by adding or by editing', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  const accounts = new AccountsView(main.page);
  const id = '3333333333333333';
  await accounts.open();
  await main.page.getByRole('button', { name: 'Add Account' }).click();
  await accounts.fill({ 'Account ID': id });
  await accounts.press('Save');
  await accounts.act(id, 'Add Identity');
  await accounts.fill({ 'Sub-Username': 'reader' });
  await accounts.choose('Console');
  await accounts.press('Save');
  const said =
    '“reader” is for console access only and can’t be given an AccessKey. Change its access type under Accounts, or choose another identity.';

  await accounts.line('All keys').click();
  const sheet = await keyfold.openAdd();
  await sheet.choose('alibaba');
  await sheet.fill({ Name: 'Refused', 'Account ID': id, 'Sub-Username': 'reader' });
  await sheet.fillPair('alibaba', fakePair('alibaba'));
  await sheet.submit();
  await expect(sheet.page.getByRole('alert').getByText(said)).toBeVisible();
  await sheet.abandon();
  await keyfold.gone('add');

  await main.select('Free');
  await main.action('Edit AccessKey').click();
  await accounts.fill({ 'Account ID': id, 'Sub-Username': 'reader' });
  await accounts.press('Save');
  await expect(accounts.dialog.getByRole('alert').getByText(said)).toBeVisible();
  await accounts.press('Cancel');
  await expect(main.property('Sub-Username')).toContainText('Not recorded');
});

test('Add from a user is filled in; an account that is almost the known one is asked about, and the known one taken', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  const accounts = new AccountsView(main.page);
  await accounts.open();
  await accounts.act('deploy-bot', 'Add AccessKey');
  const sheet = await keyfold.add();
  await expect(sheet.field('Account ID')).toHaveValue(account);
  await expect(sheet.field('Sub-Username')).toHaveValue('deploy-bot');

  await sheet.fill({ Name: 'Near', 'Account ID': '1234567890123465' });
  await sheet.fillPair('alibaba', fakePair('alibaba'));
  const question = sheet.page.getByText(`Did you mean “${account}”?`);
  await expect(question).toBeVisible();
  await sheet.page.getByRole('button', { name: 'Use the Known Account' }).click();
  await expect(sheet.field('Account ID')).toHaveValue(account);
  await expect(question).toHaveCount(0);
  await sheet.submit();
  await (await keyfold.reveal()).close();

  await keyfold.lock();
  const after = await keyfold.unlock();
  await after.select('Near');
  await expect(after.property('Account ID')).toHaveText(account);
  await expect(after.property('Sub-Username')).toHaveText('deploy-bot');
  // No other account was made on the way.
  const again = new AccountsView(after.page);
  await again.open();
  await expect(again.row('deploy-bot')).toHaveCount(1);
  await expect(again.row('1234567890123465')).toHaveCount(0);
});
