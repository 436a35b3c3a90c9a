import { addKey, chooseLanguage } from '../support/acts';
import type { Keyfold } from '../support/app';
import { fakePair, fakeTemporary } from '../support/fake-keys';
import type { StoredKey } from '../support/stored-keys';
import { expect, test } from '../support/test';
import { AccountsView } from '../support/views/accounts';
import type { MainView } from '../support/views/main-view';

const account = '1234567890123456';
const deployBot = { profile: 'alibaba', accountId: account, identityName: 'deploy-bot' } as const;

type Start = (options: { keys: readonly StoredKey[] }) => Promise<Keyfold>;

/** An application with these keys, unlocked. */
async function withKeys(start: Start, keys: readonly StoredKey[]) {
  const keyfold = await start({ keys });
  const main = await keyfold.main();
  return { keyfold, main, accounts: new AccountsView(main.page) };
}

const quotaFull = (who: string, held: number, limit: number, more: number) =>
  `“${who}” has ${held} of at most ${limit} AccessKeys; ${more} more would be too many. The provider doesn’t raise this quota: delete one that is no longer used and create a new one.`;

test('the tree shows accounts and identities with their counts, and choosing one filters the list', async ({
  start,
}) => {
  const { main, accounts } = await withKeys(start, [
    { ...deployBot, name: 'One' },
    { ...deployBot, name: 'Two' },
    { profile: 'alibaba', name: 'Root', accountId: account, identityKind: 'alibaba-account' },
    { profile: 'alibaba', name: 'Nobody’s' },
    { profile: 'huawei', name: 'Elsewhere', accountId: 'hw-example', identityName: 'ops' },
  ]);
  const arrow = accounts.arrow('Alibaba Cloud');
  await expect(arrow).toHaveAttribute('aria-expanded', 'false');
  await arrow.click();
  await accounts.arrow(account).click();
  await expect(accounts.line('deploy-bot')).toHaveText(/2$/);
  await accounts.line('deploy-bot').click();
  await expect(main.page.getByRole('heading', { level: 1 })).toHaveText('deploy-bot');
  await expect(accounts.line('deploy-bot')).toHaveAttribute('aria-current', 'page');
  expect((await main.names()).sort()).toEqual(['One', 'Two']);
  await accounts.line(account).click();
  await expect(main.count).toHaveText('3 keys');
  await accounts.line('Unassigned').click();
  await expect(main.row('Nobody’s')).toBeVisible();
  await expect(main.count).toHaveText('1 key');

  // The same by the keyboard alone.
  await accounts.line('Alibaba Cloud').focus();
  const { keyboard } = main.page;
  await keyboard.press('ArrowLeft');
  await expect(accounts.line('deploy-bot')).toHaveCount(0);
  await keyboard.press('ArrowRight');
  for (const name of [account, 'deploy-bot', 'The account itself', 'Unassigned']) {
    await keyboard.press('ArrowDown');
    await expect(accounts.line(name)).toBeFocused();
  }
  await keyboard.press('ArrowUp');
  await keyboard.press('Enter');
  await expect(main.row('Root')).toBeVisible();
  await expect(main.count).toHaveText('1 key');
  await keyboard.press('ArrowLeft');
  await expect(accounts.line(account)).toBeFocused();
});

test('several keys are selected and assigned at once; across the quota none is', async ({ start }) => {
  const { main, accounts } = await withKeys(start, [
    { ...deployBot, name: 'Held' },
    ...['A', 'B', 'C', 'D'].map((name) => ({ profile: 'alibaba' as const, name })),
    { profile: 'huawei', name: 'Other' },
  ]);
  // Click and Ctrl-click, Shift-click, and by the keyboard.
  await main.page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
  await main.row('A').click();
  await main.row('C').click({ modifiers: ['ControlOrMeta'] });
  await expect(accounts.selection).toContainText('2 selected');
  await expect(main.row('A')).toHaveAttribute('aria-selected', 'true');
  await expect(main.row('B')).toHaveAttribute('aria-selected', 'false');
  await expect(main.detail).toHaveCount(0);
  await main.page.keyboard.press('Escape');
  await main.row('A').click();
  await main.row('C').click({ modifiers: ['Shift'] });
  await expect(accounts.selection).toContainText('3 selected');
  await main.row('B').click({ button: 'right' });
  await main.page.getByRole('menuitem', { name: 'Assign 3 AccessKeys to…' }).click();
  await accounts.choose('deploy-bot');
  await expect(accounts.dialog.getByText(quotaFull('deploy-bot', 1, 2, 3))).toBeVisible();
  await accounts.press('Assign');
  await expect(accounts.dialog.getByText(quotaFull('deploy-bot', 1, 2, 3))).toBeVisible();
  await accounts.press('Cancel');
  await accounts.arrow('Alibaba Cloud').click();
  await expect(accounts.line('Unassigned')).toHaveText(/4$/);

  // To a new identity of the account, from within.
  await main.row('A').click();
  await main.page.keyboard.press('Shift+ArrowDown');
  await expect(accounts.selection).toContainText('2 selected');
  await accounts.selection.getByRole('button', { name: 'Assign to…' }).click();
  await accounts.press('Add Identity');
  await accounts.fill({ 'Sub-Username': 'backup' });
  await accounts.press('Save');
  await expect(accounts.dialog.getByRole('radio', { name: 'backup' })).toBeChecked();
  await accounts.press('Assign');
  await expect(main.said('2 AccessKeys were assigned to “backup”.')).toBeVisible();
  await expect(accounts.line('Unassigned')).toHaveText(/2$/);
  await expect(main.cell('A', 'user')).toHaveText('backup');
  await expect(main.cell('B', 'user')).toHaveText('backup');

  // Keys of two providers have no identity in common.
  await main.row('C').click();
  await main.row('Other').click({ modifiers: ['ControlOrMeta'] });
  await accounts.selection.getByRole('button', { name: 'Assign to…' }).click();
  await expect(accounts.dialog).toContainText('are of different providers (Alibaba Cloud, Huawei Cloud)');
  await accounts.press('Close');
});

test('one key is assigned from its own actions, to an account that is made on the way', async ({ start }) => {
  const { main, accounts } = await withKeys(start, [{ profile: 'pingan', name: 'Found' }]);
  await main.select('Found');
  await main.action('Assign to…').click();
  await expect(accounts.dialog).toContainText('No identity of Ping An Cloud is recorded yet.');
  await accounts.press('Assign');
  await expect(accounts.dialog).toContainText('Choose an identity.');
  await accounts.press('Add Account');
  await accounts.fill({ 'Master Account': 'pa-example' });
  await accounts.press('Save');
  await accounts.fill({ 'Subaccount Name': 'ci-runner' });
  await accounts.press('Save');
  await accounts.press('Assign');
  await expect(main.property('Master Account')).toHaveText('pa-example');
  await expect(main.property('Subaccount Name')).toHaveText('ci-runner');
});

test('accounts and identities as they were edited, with what they hold, are in the file', async ({ start }) => {
  const { keyfold, main, accounts } = await withKeys(start, []);
  await accounts.open();
  await main.page.getByRole('button', { name: 'Add Account' }).click();
  await accounts.fill({ 'Account ID': account, Alias: 'Production' });
  await accounts.press('Save');
  await accounts.act('Production', 'Add Identity');
  await accounts.fill({ 'Sub-Username': 'deploy-bot', Remark: 'Owner: platform team' });
  await accounts.press('Save');
  await accounts.line('All keys').click();
  await addKey(keyfold, 'alibaba', { fields: { 'Account ID': account, 'Sub-Username': 'deploy-bot' } });
  await accounts.open();
  await expect(accounts.row('deploy-bot')).toContainText('1 of 2');
  await accounts.act('deploy-bot', 'Edit Identity');
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

test('a console-only user can’t be given a key, and the forms say so', async ({ start }) => {
  const { keyfold, main, accounts } = await withKeys(start, [{ profile: 'alibaba', name: 'Free' }]);
  await accounts.open();
  await main.page.getByRole('button', { name: 'Add Account' }).click();
  await accounts.fill({ 'Account ID': account });
  await accounts.press('Save');
  await accounts.act(account, 'Add Identity');
  await accounts.fill({ 'Sub-Username': 'reader' });
  await accounts.choose('Console');
  await accounts.press('Save');
  const words =
    '“reader” is for console access only and can’t be given an AccessKey. Change its access type under Accounts, or choose another identity.';

  await accounts.line('All keys').click();
  const sheet = await keyfold.openAdd();
  await sheet.choose('alibaba');
  await sheet.fill({ Name: 'Refused', 'Account ID': account, 'Sub-Username': 'reader' });
  await expect(sheet.page.getByText(words)).toBeVisible();
  await sheet.fillPair('alibaba', fakePair('alibaba'));
  await sheet.submit();
  await expect(sheet.page.getByRole('alert').getByText(words)).toBeVisible();
  await sheet.cancel();
  await keyfold.gone('add');

  await main.select('Free');
  await main.action('Edit AccessKey').click();
  await accounts.fill({ 'Account ID': account, 'Sub-Username': 'reader' });
  await expect(accounts.dialog.getByText(words)).toBeVisible();
  await accounts.press('Save');
  await expect(accounts.dialog.getByRole('alert').getByText(words)).toBeVisible();
  await accounts.press('Cancel');
  await expect(main.property('Sub-Username')).toContainText('Not recorded');
});

test('a federated user has temporary keys only', async ({ start }) => {
  const { keyfold, main } = await withKeys(start, []);
  const sheet = await keyfold.openAdd();
  await sheet.choose('huawei');
  await sheet.chooseOption('Federated user');
  await expect(sheet.option('Temporary')).toBeChecked();
  await expect(sheet.option('Long-term')).toBeDisabled();
  await expect(
    sheet.page.getByText('“Federated user” can have temporary keys only. For a long-term key, use “IAM user”.'),
  ).toBeVisible();
  const { token, ...pair } = fakeTemporary();
  await sheet.page.getByRole('textbox', { name: 'Federated User' }).fill('sso-analyst');
  await sheet.fill({ Name: 'Session', 'Domain / Account': 'hw-example', 'Security Token': token });
  await sheet.fill({ Expires: '2099-05-06T07:08' });
  await sheet.fillPair('huawei', pair);
  await sheet.submit();
  await (await keyfold.reveal()).close();
  await main.select('Session');
  await expect(main.property('Identity')).toHaveText('Federated user');
  await expect(main.property('Federated User')).toHaveText('sso-analyst');
});

/** What stands in the list, the basic properties and the editing dialog of a key of the account itself. */
async function expectMasterKeyCare(
  { page, dialog }: MainView,
  mark: string,
  words: string,
  edit: string,
): Promise<void> {
  const row = page.getByRole('row').filter({ hasText: 'Root' });
  await expect(row.getByText(mark)).toBeAttached();
  await expect(row.locator(`[title="${words}"]`)).toBeVisible();
  await row.click();
  const detail = page.getByRole('complementary');
  await expect(detail.getByText(words)).toBeVisible();
  await detail.getByRole('button', { name: edit }).click();
  await expect(dialog.getByText(words)).toBeVisible();
}

const root: StoredKey = { profile: 'huawei', name: 'Root', accountId: 'hw-example', identityKind: 'huawei-account' };

test('a key of the account itself carries its warning wherever it stands', async ({ start }) => {
  const { keyfold, main } = await withKeys(start, [root, { ...deployBot, name: 'Ordinary' }]);
  await expect(main.row('Ordinary').getByText('Full permissions')).toHaveCount(0);
  const words =
    'This key belongs to the account itself (Huawei Cloud account) and has full privileges over everything in it. Instead, make a key of the kind “IAM user” with only the permissions it needs, and delete this one.';
  await expectMasterKeyCare(main, 'Full permissions', words, 'Edit AccessKey');
  await main.page.keyboard.press('Escape');
  const sheet = await keyfold.openAdd();
  await sheet.choose('pingan');
  await sheet.chooseOption('Master account');
  await expect(sheet.page.getByText('has full privileges over everything in it')).toBeVisible();
  await sheet.cancel();
});

test('in Chinese: the tree, who holds what, a full quota, assigning, and the warning', async ({ start }) => {
  const { keyfold, main } = await withKeys(start, [
    { ...deployBot, name: '部署一' },
    { ...deployBot, name: '部署二' },
    { profile: 'alibaba', name: '无主' },
    root,
  ]);
  await chooseLanguage(keyfold, 'zh-CN');
  const { page } = main;
  const navigation = page.getByRole('navigation');
  await navigation.getByRole('button', { name: '账号', exact: true }).click();
  const row = page.getByRole('row').filter({ hasText: 'deploy-bot' });
  await expect(row).toContainText('RAM 用户');
  await expect(row).toContainText('编程访问');
  await expect(row).toContainText('2 / 2');
  await expect(row).toContainText('已满');
  await page.getByRole('row').filter({ hasText: account }).getByRole('button', { name: '编辑账号' }).click();
  await page.getByRole('textbox', { name: '别名' }).fill('生产环境');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('row').filter({ hasText: '未分配' }).getByRole('button', { name: '去分配' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('未分配');
  await page.getByRole('row').filter({ hasText: '无主' }).click();
  await page.getByRole('complementary').getByRole('button', { name: '分配给…' }).click();
  await page.getByRole('radio', { name: 'deploy-bot' }).check();
  await expect(page.getByRole('dialog')).toContainText(
    '“deploy-bot”最多可拥有 2 个 AccessKey，当前已有 2 个，无法再增加 1 个。该配额不可调整，请先删除不再使用的 AccessKey，再创建新的。',
  );
  await page.getByRole('button', { name: '添加身份' }).click();
  await page.getByRole('textbox', { name: '子用户名' }).fill('备份');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('button', { name: '分配', exact: true }).click();
  await expect(page.getByText('“无主”已分配给“备份”。')).toBeVisible();
  await navigation.getByRole('button', { name: '展开账号' }).first().click();
  await navigation.getByRole('button', { name: '展开身份' }).first().click();
  await navigation.getByRole('button', { name: '备份', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('备份');

  await navigation.getByRole('button', { name: '全部 AccessKey' }).click();
  const words =
    '该密钥属于账号本身（华为云账号），拥有账号下的全部权限。建议改用“IAM 用户”的密钥，仅授予所需权限，并删除该密钥。';
  await expectMasterKeyCare(main, '拥有全部权限', words, '编辑 AccessKey');
});
