import type { IdentityNode, Room } from '../../common/accounts/account';
import type { Language } from '../../common/languages';
import { fakeAccount, fakeIdentity } from '../support/fake/accounts';
import { fakeKey } from '../support/fake/keys';
import { fakeTicket } from '../support/fake/sheets';
import { fakePair } from '../support/fake-keys';
import { expect, fail, languages, test } from '../support/view-test';
import { AccountsView } from '../support/views/accounts';
import { AddSheet } from '../support/views/add';
import { MainView } from '../support/views/main-view';
import { words as common } from '../support/views/words';

const account = '1234567890123456';

const words = {
  en: {
    allKeys: 'All keys',
    noAccounts: 'No accounts yet',
    addAccount: 'Add Account',
    removeAccount: 'Remove Account',
    addIdentity: 'Add Identity',
    editIdentity: 'Edit Identity',
    removeIdentity: 'Remove Identity',
    name: 'Name',
    accountId: 'Account ID',
    accountRequired: 'Account ID is required.',
    alias: 'Alias',
    user: 'Sub-Username',
    remark: 'Remark',
    console: 'Console',
    programmatic: 'Programmatic',
    both: 'Console and programmatic',
    ramUser: 'RAM user',
    root: 'Alibaba Cloud account',
    privileges: 'with full privileges over everything in it',
    fullPermissions: 'Full permissions',
    held: (held: number, quota: number) => `${held} of ${quota}`,
    oneKey: '1 key',
    threeKeys: '3 keys',
    stillHolds: '“deploy-bot” still holds AccessKeys (1), so it can’t be removed.',
    couldNotHave: 'It holds AccessKeys (1) that it could then not have.',
    removeBody: '“Production” and its identities (2) will be removed from this vault.',
    atMost: 'At most 2 for each “RAM user”; counted once account and name are filled in.',
    oneLeft: '“deploy-bot” can have 1 more AccessKey (1 of 2).',
    fourLeft: `“${account}” can have 4 more AccessKeys (1 of 5).`,
    quotaFull:
      '“deploy-bot” has 2 of at most 2 AccessKeys; 1 more would be too many. The provider doesn’t raise this quota: delete one that is no longer used and create a new one.',
  },
  'zh-CN': {
    allKeys: '全部 AccessKey',
    noAccounts: '暂无账号',
    addAccount: '添加账号',
    removeAccount: '移除账号',
    addIdentity: '添加身份',
    editIdentity: '编辑身份',
    removeIdentity: '移除身份',
    name: '名称',
    accountId: '账号 ID',
    accountRequired: '请输入账号 ID。',
    alias: '别名',
    user: '子用户名',
    remark: '备注',
    console: '控制台访问',
    programmatic: '编程访问',
    both: '控制台访问和编程访问',
    ramUser: 'RAM 用户',
    root: '阿里云账号',
    privileges: '该身份即账号本身，拥有账号下的全部权限',
    fullPermissions: '拥有全部权限',
    held: (held: number, quota: number) => `${held} / ${quota}`,
    oneKey: '共 1 个',
    threeKeys: '共 3 个',
    stillHolds: '“deploy-bot”下仍有 1 个 AccessKey，无法移除。',
    couldNotHave: '其下有 1 个 AccessKey 不符合新的设置',
    removeBody: '账号“Production”及其下 2 个身份将从此保险库中移除。',
    atMost: '每个“RAM 用户”最多 2 个，填写账号和用户名后计入配额。',
    oneLeft: '“deploy-bot”还可添加 1 个 AccessKey（已有 1 个，最多 2 个）。',
    fourLeft: `“${account}”还可添加 4 个 AccessKey（已有 1 个，最多 5 个）。`,
    quotaFull:
      '“deploy-bot”最多可拥有 2 个 AccessKey，当前已有 2 个，无法再增加 1 个。该配额不可调整，请先删除不再使用的 AccessKey，再创建新的。',
  },
} as const satisfies Record<Language, object>;

/** An identity that holds so many long-term keys. */
const identity = (kind: string, name: string, longTerm: number, quota: number): IdentityNode =>
  fakeIdentity({ id: name === '' ? 11 : 12, kind, name, longTerm, quota });
const production = (...identities: IdentityNode[]) => ({
  alibaba: [fakeAccount(1, account, 'Production', identities)],
});

for (const language of languages) {
  const say = { ...common[language], ...words[language] };

  test(`an account needs its ID, and is made with an alias (${language})`, async ({ open }) => {
    const view = await open('main-view', {
      language,
      keys: [],
      answers: { 'accounts.saveAccount': () => ({ account: 1 }) },
    });
    const accounts = new AccountsView(view.page);
    await accounts.open();
    await expect(view.page.getByText(say.noAccounts)).toBeVisible();
    await view.page.getByRole('button', { name: say.addAccount }).click();
    await accounts.press(say.save);
    await expect(accounts.dialog.getByText(say.accountRequired)).toBeVisible();
    expect(view.calls('accounts.saveAccount')).toEqual([]);
    await accounts.fill({ [say.accountId]: account, [say.alias]: 'Production' });
    await accounts.press(say.save);
    expect(await view.called('accounts.saveAccount')).toEqual({
      target: { provider: 'alibaba' },
      accountId: account,
      alias: 'Production',
    });
    await expect(accounts.dialog).toHaveCount(0);
  });

  test(`a user is added to an account, and stands in it with what it may hold (${language})`, async ({ open }) => {
    const tree = production();
    const view = await open('main-view', { language, keys: [], accounts: tree });
    view.answer({
      'accounts.saveIdentity': ({ name, remark, accessType, credential }) => {
        tree.alibaba[0]?.identities.push({ ...identity('ram-user', name, 0, 2), remark, accessType, credential });
        view.tell('keysChanged', { id: null });
        return { identity: 12 };
      },
    });
    const accounts = new AccountsView(view.page);
    await accounts.open();
    await accounts.act('Production', say.addIdentity);
    await accounts.fill({ [say.user]: 'deploy-bot', [say.remark]: 'Owner: platform team' });
    await accounts.choose(say.both);
    await accounts.press(say.save);
    expect(await view.called('accounts.saveIdentity')).toMatchObject({
      target: { account: 1, kind: 'ram-user' },
      name: 'deploy-bot',
      remark: 'Owner: platform team',
      accessType: 'both',
      apiCredential: 'access-key',
    });
    const row = accounts.row('deploy-bot');
    await expect(row).toContainText(say.ramUser);
    await expect(row).toContainText(say.both);
    await expect(row).toContainText(say.held(0, 2));
    await expect(row).toContainText('Owner: platform team');
  });

  test(`the account itself as an identity comes with its warning (${language})`, async ({ open }) => {
    const tree = production();
    const view = await open('main-view', { language, keys: [], accounts: tree });
    view.answer({
      'accounts.saveIdentity': () => {
        tree.alibaba[0]?.identities.push(identity('alibaba-account', '', 0, 5));
        view.tell('keysChanged', { id: null });
        return { identity: 11 };
      },
    });
    const accounts = new AccountsView(view.page);
    await accounts.open();
    await accounts.act('Production', say.addIdentity);
    await accounts.choose(say.root);
    await expect(accounts.dialog.getByText(say.privileges)).toBeVisible();
    await accounts.press(say.save);
    expect(await view.called('accounts.saveIdentity')).toMatchObject({
      target: { account: 1, kind: 'alibaba-account' },
      name: '',
    });
    await expect(accounts.row(say.root)).toContainText(say.fullPermissions);
    await expect(accounts.row(say.root)).toContainText(say.held(0, 5));
  });

  test(`an identity with a key is neither removed nor restricted to the console (${language})`, async ({ open }) => {
    const view = await open('main-view', {
      language,
      keys: [fakeKey({ provider: 'alibaba', name: 'One', accountId: account, identityName: 'deploy-bot' })],
      accounts: production(identity('ram-user', 'deploy-bot', 1, 2)),
      answers: {
        'accounts.saveIdentity': ({ accessType }) =>
          accessType === 'console' ? fail('still-has-keys', { keys: 1, doing: 'restrict' }) : { identity: 12 },
      },
    });
    const accounts = new AccountsView(view.page);
    await accounts.open();
    await expect(accounts.row('deploy-bot')).toContainText(say.held(1, 2));
    await accounts.act('deploy-bot', say.removeIdentity);
    await expect(accounts.dialog).toHaveAccessibleName(say.removeIdentity);
    await expect(accounts.dialog).toContainText(say.stillHolds);
    await accounts.press(say.close);
    await accounts.act('deploy-bot', say.editIdentity);
    await accounts.choose(say.console);
    await accounts.press(say.save);
    await expect(accounts.dialog).toContainText(say.couldNotHave);
    await accounts.choose(say.programmatic);
    await accounts.fill({ [say.user]: 'release-bot' });
    await accounts.press(say.save);
    expect(await view.called('accounts.saveIdentity', 2)).toMatchObject({
      target: { identity: 12 },
      name: 'release-bot',
      accessType: 'programmatic',
      apiCredential: 'access-key',
    });
    await expect(accounts.dialog).toHaveCount(0);
    expect(view.calls('accounts.removeIdentity')).toEqual([]);
  });

  test(`an identity’s keys are listed alone, and an account without keys is removed after a question (${language})`, async ({
    open,
  }) => {
    const key = fakeKey({ provider: 'alibaba', name: 'One', accountId: account, identityName: 'release-bot' });
    const tree: Partial<ReturnType<typeof production>> = production(
      identity('alibaba-account', '', 0, 5),
      identity('ram-user', 'release-bot', 1, 2),
    );
    const keys = [key];
    const view = await open('main-view', { language, keys, accounts: tree });
    view.answer({
      'keys.delete': ({ ids: [id = ''], ticket }) => {
        if (ticket === undefined) fail('verification-required', { effect: 'key.delete', keyId: id });
        keys.length = 0;
        tree.alibaba = production(
          identity('alibaba-account', '', 0, 5),
          identity('ram-user', 'release-bot', 0, 2),
        ).alibaba;
        view.tell('keysChanged', { id: null });
        return { undo: null };
      },
      'accounts.removeAccount': () => {
        delete tree.alibaba;
        view.tell('keysChanged', { id: null });
        return null;
      },
    });
    const main = new MainView(view.page);
    const accounts = new AccountsView(view.page);
    await accounts.open();
    // While it has keys, its bin says that it can't be removed.
    const bin = accounts.row('Production').getByRole('button', { name: say.removeAccount, exact: true });
    await expect(bin).toBeDisabled();
    await accounts.row('release-bot').getByRole('button', { name: 'release-bot' }).click();
    await expect(main.count).toHaveText(say.oneKey);
    expect(view.calls('keys.list').at(-1)?.scope).toEqual({ kind: 'identity', id: 12 });
    await main.rows.first().click();
    await expect(main.property(say.user)).toHaveText('release-bot');
    await main.action(say.delete).click();
    await main.confirmDelete.click();
    expect(await view.called('window.openSheet')).toEqual({
      sheet: 'verify',
      intent: { act: 'delete', ids: [key.id] },
    });
    view.tell('verified', { intent: { act: 'delete', ids: [key.id] }, ticket: fakeTicket });
    expect(await view.called('keys.delete', 2)).toEqual({ ids: [key.id], ticket: fakeTicket });
    await accounts.open();
    await accounts.act('Production', say.removeAccount);
    await expect(accounts.dialog).toContainText(say.removeBody);
    await accounts.press(say.removeAccount);
    expect(await view.called('accounts.removeAccount')).toEqual({ account: 1 });
    await expect(view.page.getByText(say.noAccounts)).toBeVisible();
  });

  test(`the add form says how many keys are left, and why there are none (${language})`, async ({ open }) => {
    const who = {
      provider: 'alibaba',
      accountId: account,
      identityKind: 'ram-user',
      identityName: 'deploy-bot',
    } as const;
    let held = 1;
    const room = (quota: number, has: number, complete: boolean): Room => ({
      complete,
      quota,
      held: has,
      left: quota - has,
      accessType: 'programmatic',
      apiCredential: 'access-key',
      credential: 'both',
    });
    const view = await open('add', {
      language,
      answers: {
        'accounts.room': ({ accountId, identityKind, identityName }) => {
          if (identityKind === 'alibaba-account') return room(5, 1, accountId === account);
          const isBot = accountId === account && identityName === 'deploy-bot';
          return room(2, isBot ? held : 0, isBot);
        },
        'keys.add': () => fail('quota-full', { ...who, limit: 2, held: 2, more: 1 }),
      },
    });
    const sheet = new AddSheet(view.page);
    await sheet.choose('alibaba');
    await expect(sheet.page.getByText(say.atMost)).toBeVisible();
    await sheet.fill({ [say.name]: 'Second', [say.accountId]: account, [say.user]: 'deploy-bot' });
    await expect(sheet.page.getByText(say.oneLeft)).toBeVisible();
    await sheet.chooseOption(say.root);
    await expect(sheet.page.getByText(say.fourLeft)).toBeVisible();
    held = 2;
    await sheet.chooseOption(say.ramUser);
    await sheet.fill({ [say.name]: 'Third', [say.accountId]: account, [say.user]: 'deploy-bot' });
    await expect(sheet.page.getByText(say.quotaFull)).toBeVisible();
    await sheet.fillPair('alibaba', fakePair('alibaba'));
    await sheet.submit();
    await expect(sheet.page.getByRole('alert').getByText(say.quotaFull)).toBeVisible();
    await sheet.abandon();
    expect(await view.called('window.finish')).toEqual({ ticket: null });
  });
}
