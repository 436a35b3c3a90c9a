import type { Language } from '../../common/languages';
import { addKey, verifyAct } from '../support/acts';
import { fakePair } from '../support/fake-keys';
import { expect, test } from '../support/test';
import { AccountsView } from '../support/views/accounts';
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

for (const language of ['en', 'zh-CN'] as const) {
  const say = { ...common[language], ...words[language] };

  test(`an account and an identity are made, edited, shown with what they hold, and removed (${language})`, async ({
    start,
  }) => {
    const keyfold = await start({ settings: { language }, keys: [] });
    const main = await keyfold.main();
    const accounts = new AccountsView(main.page);
    await accounts.open();
    await expect(main.page.getByText(say.noAccounts)).toBeVisible();
    await main.page.getByRole('button', { name: say.addAccount }).click();
    await accounts.press(say.save);
    await expect(accounts.dialog.getByText(say.accountRequired)).toBeVisible();
    await accounts.fill({ [say.accountId]: account, [say.alias]: 'Production' });
    await accounts.press(say.save);
    await accounts.act('Production', say.addIdentity);
    await accounts.fill({ [say.user]: 'deploy-bot', [say.remark]: 'Owner: platform team' });
    await accounts.choose(say.both);
    await accounts.press(say.save);
    const row = accounts.row('deploy-bot');
    await expect(row).toContainText(say.ramUser);
    await expect(row).toContainText(say.both);
    await expect(row).toContainText(say.held(0, 2));
    await expect(row).toContainText('Owner: platform team');

    await accounts.act('Production', say.addIdentity);
    await accounts.choose(say.root);
    await expect(accounts.dialog.getByText(say.privileges)).toBeVisible();
    await accounts.press(say.save);
    await expect(accounts.row(say.root)).toContainText(say.fullPermissions);
    await expect(accounts.row(say.root)).toContainText(say.held(0, 5));

    await accounts.line(say.allKeys).click();
    await addKey(keyfold, 'alibaba', { fields: { [say.accountId]: account, [say.user]: 'deploy-bot' } });
    await accounts.open();
    await expect(row).toContainText(say.held(1, 2));
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
    await expect(accounts.dialog).toHaveCount(0);

    // From the file.
    await keyfold.lock();
    const after = await keyfold.unlock();
    const again = new AccountsView(after.page);
    await again.open();
    await expect(again.row('release-bot')).toContainText(say.held(1, 2));
    await again.row('release-bot').getByRole('button', { name: 'release-bot' }).click();
    await expect(after.count).toHaveText(say.oneKey);
    await after.rows.first().click();
    await expect(after.property(say.user)).toHaveText('release-bot');
    await after.action(say.delete).click();
    await after.dialog.getByRole('button', { name: say.delete, exact: true }).click();
    await verifyAct(keyfold);
    await again.open();
    await again.act('Production', say.removeAccount);
    await expect(again.dialog).toContainText(say.removeBody);
    await again.press(say.removeAccount);
    await expect(after.page.getByText(say.noAccounts)).toBeVisible();
  });

  test(`the add form says how many keys are left, and why there are none (${language})`, async ({ start }) => {
    const keyfold = await start({
      settings: { language },
      keys: [
        { profile: 'alibaba', name: 'One', accountId: account, identityName: 'deploy-bot' },
        { profile: 'alibaba', name: 'Root', accountId: account, identityKind: 'alibaba-account' },
      ],
    });
    const main = await keyfold.main();
    const sheet = await keyfold.openAdd();
    await sheet.choose('alibaba');
    await expect(sheet.page.getByText(say.atMost)).toBeVisible();
    await sheet.fill({ [say.name]: 'Second', [say.accountId]: account, [say.user]: 'deploy-bot' });
    await expect(sheet.page.getByText(say.oneLeft)).toBeVisible();
    await sheet.chooseOption(say.root);
    await expect(sheet.page.getByText(say.fourLeft)).toBeVisible();
    await sheet.chooseOption(say.ramUser);
    await sheet.fillPair('alibaba', fakePair('alibaba'));
    await sheet.submit();
    await (await keyfold.reveal()).close();

    const third = await keyfold.openAdd();
    await third.choose('alibaba');
    await third.fill({ [say.name]: 'Third', [say.accountId]: account, [say.user]: 'deploy-bot' });
    await expect(third.page.getByText(say.quotaFull)).toBeVisible();
    await third.fillPair('alibaba', fakePair('alibaba'));
    await third.submit();
    await expect(third.page.getByRole('alert').getByText(say.quotaFull)).toBeVisible();
    await third.cancel();
    await keyfold.gone('add');
    await expect(main.count).toHaveText(say.threeKeys);
  });
}
