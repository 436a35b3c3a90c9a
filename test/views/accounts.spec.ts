import type { AccountNode, Room } from '../../common/accounts/account';
import type { KeyDetail } from '../../common/keys/access-key';
import { fakeAccount, fakeIdentity } from '../support/fake/accounts';
import { fakeKey, idOf } from '../support/fake/keys';
import { fakeTicket } from '../support/fake/sheets';
import { fakePair, fakeTemporary } from '../support/fake-keys';
import type { OpenedView } from '../support/opened-view';
import { expect, fail, languages, test } from '../support/view-test';
import { AccountsView } from '../support/views/accounts';
import { AddSheet } from '../support/views/add';
import { MainView } from '../support/views/main-view';
import { words as common } from '../support/views/words';

const account = '1234567890123456';
const deployBot = { provider: 'alibaba', accountId: account, identityName: 'deploy-bot' } as const;

const words = {
  en: {
    alibaba: 'Alibaba Cloud',
    unassigned: 'Unassigned',
    lockMark: 'Management lock on',
    addAccount: 'Add Account',
    closed: /^Accounts can’t be changed now/,
    openSettings: 'Open Settings',
    protection: 'Operation protection',
    accountItself: 'The account itself',
    oneKey: '1 key',
    threeKeys: '3 keys',
    ramUser: 'RAM user',
    programmatic: 'Programmatic',
    full: '2 of 2',
    isFull: 'Full',
    editAccount: 'Edit Account',
    alias: 'Alias',
    assignSome: 'Assign…',
    assignNow: 'Assign',
    addIdentity: 'Add Identity',
    user: 'Sub-Username',
    assigned: '“Nobody’s” was assigned to “backup”.',
    quotaFull:
      '“deploy-bot” has 2 of at most 2 AccessKeys; 1 more would be too many. The provider doesn’t raise this quota: delete one that is no longer used and create a new one.',
    root: 'Full permissions',
    care: 'This key belongs to the account itself (Huawei Cloud account) and has full privileges over everything in it. Instead, make a key of the kind “IAM user” with only the permissions it needs, and delete this one.',
  },
  'zh-CN': {
    alibaba: '阿里云',
    unassigned: '未分配',
    lockMark: '管理锁已开启',
    addAccount: '添加账号',
    closed: /^当前无法更改账号/,
    openSettings: '打开设置',
    protection: '操作保护',
    accountItself: '账号本身',
    oneKey: '共 1 个',
    threeKeys: '共 3 个',
    ramUser: 'RAM 用户',
    programmatic: '编程访问',
    full: '2 / 2',
    isFull: '已满',
    editAccount: '编辑账号',
    alias: '别名',
    assignSome: '去分配',
    assignNow: '分配',
    addIdentity: '添加身份',
    user: '子用户名',
    assigned: '“Nobody’s”已分配给“backup”。',
    quotaFull:
      '“deploy-bot”最多可拥有 2 个 AccessKey，当前已有 2 个，无法再增加 1 个。该配额不可调整，请先删除不再使用的 AccessKey，再创建新的。',
    root: '拥有全部权限',
    care: '该密钥属于账号本身（华为云账号），拥有账号下的全部权限。建议改用“IAM 用户”的密钥，仅授予所需权限，并删除该密钥。',
  },
};

const bot = (longTerm: number) => fakeIdentity({ id: 12, kind: 'ram-user', name: 'deploy-bot', longTerm, quota: 2 });

/** Answers to what the dialogs do here: a new identity stands in the account, assigned keys are its own. */
function answerChanges(view: OpenedView<'main-view'>, keys: KeyDetail[], accounts: AccountNode[]): void {
  view.answer({
    'accounts.saveAccount': ({ target, accountId, alias }) => {
      const known = accounts.find(({ id }) => 'account' in target && id === target.account);
      if (known) Object.assign(known, { accountId, alias });
      else accounts.push(fakeAccount(31, accountId, alias, []));
      view.tell('keysChanged', { id: null });
      return { account: known?.id ?? 31 };
    },
    'accounts.saveIdentity': ({ target, name, accessType, credential }) => {
      const of = accounts.find(({ id }) => 'account' in target && id === target.account);
      const kind = 'kind' in target ? target.kind : '';
      of?.identities.push(fakeIdentity({ id: 41, kind, name, longTerm: 0, quota: 2, accessType, credential }));
      view.tell('keysChanged', { id: null });
      return { identity: 41 };
    },
    'keys.assign': ({ ids, identity }) => {
      for (const { accountId, identities } of accounts) {
        const found = identities.find(({ id }) => id === identity);
        if (!found) continue;
        for (const key of keys) {
          if (ids.includes(key.id))
            Object.assign(key, { accountId, identityKind: found.kind, identityName: found.name });
        }
        found.longTerm += ids.length;
      }
      view.tell('keysChanged', { id: null });
      return null;
    },
  });
}

for (const language of languages) {
  const say = { ...common[language], ...words[language] };

  test(`under the management lock the sidebar says so, and no form is filled in that can’t be saved (${language})`, async ({
    open,
  }) => {
    let lock: number | null = Date.now();
    const view = await open('main-view', {
      language,
      accounts: { alibaba: [fakeAccount(7, account, 'Production', [bot(1)])] },
      answers: {
        'protection.state': () => ({ create: false, status: false, revealAgain: false, authenticator: null, lock }),
      },
    });
    const accounts = new AccountsView(view.page);
    const mark = view.page.getByRole('button', { name: say.lockMark, exact: true });
    await expect(mark).toBeVisible();
    await accounts.open();
    await view.page.getByRole('button', { name: say.addAccount, exact: true }).click();
    await expect(accounts.dialog).toContainText(say.closed);
    await expect(accounts.dialog.getByRole('textbox')).toHaveCount(0);
    await view.page.keyboard.press('Escape');
    await accounts.act('Production', say.editAccount);
    await expect(accounts.dialog).toContainText(say.closed);
    await accounts.dialog.getByRole('button', { name: say.openSettings, exact: true }).click();
    await expect(view.page.getByRole('heading', { name: say.protection, exact: true })).toBeFocused();
    await view.page.keyboard.press('Escape');

    lock = null;
    view.tell('protectionChanged', null);
    await expect(mark).toHaveCount(0);
    await accounts.act('Production', say.editAccount);
    await expect(accounts.dialog.getByRole('textbox', { name: say.alias })).toBeVisible();
  });

  test(`the tree shows accounts and identities with their counts, and choosing one filters the list (${language})`, async ({
    open,
  }) => {
    const root = fakeIdentity({ id: 11, kind: 'alibaba-account', name: '', longTerm: 1, quota: 5 });
    const ops = fakeIdentity({ id: 21, kind: 'iam-user', name: 'ops', longTerm: 1, quota: 2 });
    const view = await open('main-view', {
      language,
      keys: [
        fakeKey({ ...deployBot, name: 'One' }),
        fakeKey({ ...deployBot, name: 'Two' }),
        fakeKey({ provider: 'alibaba', name: 'Root', accountId: account, identityKind: 'alibaba-account' }),
        fakeKey({ provider: 'alibaba', name: 'Nobody’s' }),
        fakeKey({ provider: 'huawei', name: 'Elsewhere', accountId: 'hw-example', identityName: 'ops' }),
      ],
      accounts: {
        alibaba: [fakeAccount(1, account, '', [bot(2), root])],
        huawei: [fakeAccount(2, 'hw-example', '', [ops])],
      },
    });
    const main = new MainView(view.page);
    const accounts = new AccountsView(view.page);
    const arrow = accounts.arrow(say.alibaba);
    await expect(arrow).toHaveAttribute('aria-expanded', 'false');
    await arrow.click();
    await accounts.arrow(account).click();
    await expect(accounts.line('deploy-bot')).toHaveText(/2$/);
    await accounts.line('deploy-bot').click();
    await expect(main.page.getByRole('heading', { level: 1 })).toHaveText('deploy-bot');
    await expect(accounts.line('deploy-bot')).toHaveAttribute('aria-current', 'page');
    await expect.poll(async () => (await main.names()).sort()).toEqual(['One', 'Two']);
    expect(view.calls('keys.list').at(-1)).toMatchObject({ provider: 'alibaba', scope: { kind: 'identity', id: 12 } });
    await accounts.line(account).click();
    await expect(main.count).toHaveText(say.threeKeys);
    await accounts.line(say.unassigned).click();
    await expect(main.row('Nobody’s')).toBeVisible();
    await expect(main.count).toHaveText(say.oneKey);

    // The same by the keyboard alone.
    await accounts.line(say.alibaba).focus();
    const { keyboard } = main.page;
    await keyboard.press('ArrowLeft');
    await expect(accounts.line('deploy-bot')).toHaveCount(0);
    await keyboard.press('ArrowRight');
    for (const name of [account, 'deploy-bot', say.accountItself, say.unassigned]) {
      await keyboard.press('ArrowDown');
      await expect(accounts.line(name)).toBeFocused();
    }
    await keyboard.press('ArrowUp');
    await keyboard.press('Enter');
    await expect(main.row('Root')).toBeVisible();
    await expect(main.count).toHaveText(say.oneKey);
    await keyboard.press('ArrowLeft');
    await expect(accounts.line(account)).toBeFocused();
  });

  test(`who is full says so, and the way from nobody’s keys to an identity that is made for them (${language})`, async ({
    open,
  }) => {
    const keys = [
      fakeKey({ ...deployBot, name: 'One' }),
      fakeKey({ ...deployBot, name: 'Two' }),
      fakeKey({ provider: 'alibaba', name: 'Nobody’s' }),
    ];
    const tree = [fakeAccount(1, account, '', [bot(2)])];
    const view = await open('main-view', { language, keys, accounts: { alibaba: tree } });
    answerChanges(view, keys, tree);
    const main = new MainView(view.page);
    const accounts = new AccountsView(view.page);
    await accounts.open();
    const row = accounts.row('deploy-bot');
    for (const text of [say.ramUser, say.programmatic, say.full, say.isFull]) await expect(row).toContainText(text);
    await accounts.act(account, say.editAccount);
    await accounts.fill({ [say.alias]: '生产环境' });
    await accounts.press(say.save);
    expect(await view.called('accounts.saveAccount')).toMatchObject({ target: { account: 1 }, alias: '生产环境' });
    await expect(accounts.row('生产环境')).toBeVisible();
    await view.page
      .getByRole('row')
      .filter({ hasText: say.unassigned })
      .getByRole('button', { name: say.assignSome })
      .click();
    await expect(view.page.getByRole('heading', { level: 1 })).toHaveText(say.unassigned);
    await main.select('Nobody’s');
    await main.action(say.assign).click();
    await accounts.chooseRefused('deploy-bot');
    await expect(accounts.dialog).toContainText(say.quotaFull);
    await accounts.press(say.addIdentity);
    await accounts.fill({ [say.user]: 'backup' });
    await accounts.press(say.save);
    await accounts.press(say.assignNow);
    expect(await view.called('keys.assign')).toEqual({ ids: [keys[2]?.id], identity: 41 });
    await expect(main.said(say.assigned)).toBeVisible();
    await accounts.arrow(say.alibaba).click();
    await accounts.arrow('生产环境').click();
    await accounts.line('backup').click();
    await expect(view.page.getByRole('heading', { level: 1 })).toHaveText('backup');
  });

  test(`a key of the account itself carries its warning wherever it stands (${language})`, async ({ open }) => {
    const view = await open('main-view', {
      language,
      keys: [
        fakeKey({ provider: 'huawei', name: 'Root', accountId: 'hw-example', identityKind: 'huawei-account' }),
        fakeKey({ ...deployBot, name: 'Ordinary' }),
      ],
    });
    const main = new MainView(view.page);
    await expect(main.row('Root').getByText(say.root)).toBeAttached();
    await expect(main.row('Root').locator(`[title="${say.care}"]`)).toBeVisible();
    await expect(main.row('Ordinary').getByText(say.root)).toHaveCount(0);
    await main.select('Root');
    await expect(main.detail.getByText(say.care)).toBeVisible();
    await main.action(say.edit).click();
    await expect(main.dialog.getByText(say.care)).toBeVisible();
  });
}

test('several keys are selected in every way and assigned at once; across the quota none is', async ({ open }) => {
  const free = ['A', 'B', 'C', 'D'].map((name) => fakeKey({ provider: 'alibaba', name }));
  const keys = [fakeKey({ ...deployBot, name: 'Held' }), ...free, fakeKey({ provider: 'huawei', name: 'Other' })];
  const roomy = fakeIdentity({ id: 13, kind: 'ram-user', name: 'roomy', longTerm: 0, quota: 4 });
  const tree = [fakeAccount(1, account, '', [bot(1), roomy])];
  const view = await open('main-view', { keys, accounts: { alibaba: tree } });
  const quota = {
    provider: 'alibaba',
    accountId: account,
    identityKind: 'ram-user',
    identityName: 'deploy-bot',
  } as const;
  view.answer({ 'keys.assign': () => fail('quota-full', { ...quota, limit: 2, held: 1, more: 3 }) });
  const main = new MainView(view.page);
  const accounts = new AccountsView(view.page);
  // Click and Ctrl-click, Shift-click, and by the keyboard.
  await main.page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
  await expect.poll(() => main.names()).toEqual(['A', 'B', 'C', 'D', 'Held', 'Other']);
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
  await accounts.chooseRefused('deploy-bot');
  const refusal = accounts.dialog.getByText(
    '“deploy-bot” has 1 of at most 2 AccessKeys; 3 more would be too many. The provider doesn’t raise this quota: delete one that is no longer used and create a new one.',
  );
  await expect(refusal).toBeVisible();
  // One that has room by what the page knows, and none by what the vault finds.
  await accounts.choose('roomy');
  await expect(refusal).toHaveCount(0);
  await accounts.press('Assign');
  expect((await view.called('keys.assign')).ids.toSorted()).toEqual(
    free
      .slice(0, 3)
      .map(({ id }) => id)
      .toSorted(),
  );
  await expect(refusal).toBeVisible();
  await accounts.press('Cancel');
  await accounts.arrow('Alibaba Cloud').click();
  await expect(accounts.line('Unassigned')).toHaveText(/4$/);

  // To a new identity of the account, from within.
  answerChanges(view, keys, tree);
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
  await expect(accounts.dialog).toHaveCount(0);
});

test('one key is assigned from its own actions, to an account that is made on the way', async ({ open }) => {
  const keys = [fakeKey({ provider: 'pingan', name: 'Found' })];
  const tree: AccountNode[] = [];
  const view = await open('main-view', { keys, accounts: { pingan: tree } });
  answerChanges(view, keys, tree);
  const main = new MainView(view.page);
  const accounts = new AccountsView(view.page);
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
  expect(await view.called('accounts.saveIdentity')).toMatchObject({
    target: { account: 31, kind: 'subaccount' },
    name: 'ci-runner',
  });
  await accounts.press('Assign');
  await expect(main.property('Master Account')).toHaveText('pa-example');
  await expect(main.property('Subaccount Name')).toHaveText('ci-runner');
});

test('a console-only user can’t be given a key, and both forms say so', async ({ open }) => {
  const said =
    '“reader” is for console access only and can’t be given an AccessKey. Change its access type under Accounts, or choose another identity.';
  const who = { provider: 'alibaba', accountId: account, identityKind: 'ram-user', identityName: 'reader' } as const;
  const answers = {
    'accounts.room': ({ identityName }: { identityName: string }): Room => ({
      complete: identityName === 'reader',
      quota: 2,
      held: 0,
      left: 2,
      accessType: identityName === 'reader' ? 'console' : 'programmatic',
      apiCredential: 'access-key',
      credential: 'both',
    }),
  };
  const refuse = () => fail('key-not-allowed', { ...who, reason: 'console-only' });
  const added = await open('add', { answers: { ...answers, 'keys.add': refuse } });
  const sheet = new AddSheet(added.page);
  await sheet.choose('alibaba');
  await sheet.fill({ Name: 'Refused', 'Account ID': account, 'Sub-Username': 'reader' });
  await expect(sheet.page.getByText(said)).toBeVisible();
  await sheet.fillPair('alibaba', fakePair('alibaba'));
  await sheet.submit();
  await expect(sheet.page.getByRole('alert').getByText(said)).toBeVisible();
  expect(added.calls('window.finish')).toEqual([]);

  const view = await open('main-view', {
    keys: [fakeKey({ provider: 'alibaba', name: 'Free' })],
    answers: { ...answers, 'keys.edit': refuse },
  });
  const main = new MainView(view.page);
  const accounts = new AccountsView(view.page);
  await main.select('Free');
  await main.action('Edit AccessKey').click();
  await accounts.fill({ 'Account ID': account, 'Sub-Username': 'reader' });
  await expect(accounts.dialog.getByText(said)).toBeVisible();
  await accounts.press('Save');
  await expect(accounts.dialog.getByRole('alert').getByText(said)).toBeVisible();
  await accounts.press('Cancel');
  await expect(main.property('Sub-Username')).toContainText('Not recorded');
});

test('a federated user has temporary keys only', async ({ open }) => {
  const view = await open('add', { answers: { 'keys.add': () => ({ id: idOf(1), ticket: fakeTicket }) } });
  const sheet = new AddSheet(view.page);
  await sheet.choose('huawei');
  await sheet.chooseOption('Federated user');
  await expect(sheet.option('Temporary')).toBeChecked();
  await expect(sheet.option('Long-term')).toBeDisabled();
  await expect(
    sheet.page.getByText('“Federated user” can have temporary keys only. For a long-term key, use “IAM user”.'),
  ).toBeVisible();
  const { token, ...pair } = fakeTemporary();
  await sheet.fill({
    'Federated User': 'sso-analyst',
    Name: 'Session',
    'Domain / Account': 'hw-example',
    'Security Token': token,
  });
  await sheet.fill({ Expires: '2099-05-06T07:08' });
  await sheet.fillPair('huawei', pair);
  await sheet.submit();
  expect((await view.called('keys.add')).key).toMatchObject({
    identityKind: 'federated-user',
    identityName: 'sso-analyst',
    credential: 'temporary',
  });
});
