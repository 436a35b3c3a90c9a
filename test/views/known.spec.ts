import type { Known, KnownAccount, KnownUser, NearHolder } from '../../common/accounts/known';
import { fakeIdentity } from '../support/fake/accounts';
import { importAnswers, importRow, openedFile } from '../support/fake/import';
import { fakeKey, idOf } from '../support/fake/keys';
import { fakeTicket } from '../support/fake/sheets';
import { fakePair } from '../support/fake-keys';
import { expect, languages, test } from '../support/view-test';
import { AccountsView } from '../support/views/accounts';
import { AddSheet } from '../support/views/add';
import { ImportSheet } from '../support/views/import';
import { MainView } from '../support/views/main-view';

/** What the vault knows of accounts and users is offered where one is named, and a near miss is asked about. */

const words = {
  en: {
    account: 'Account ID',
    user: 'Sub-Username',
    name: 'Name',
    accounts: 'Known accounts',
    users: 'Known users',
    left: '1 of 2 left',
    full: '0 of 2 left',
    more: 'The first 2. Type on to see others.',
    question: 'Did you mean “1234567890123456 (Production)”?',
    ofFile: '2 AccessKeys of the file have it.',
    almost: 'almost the known “1234567890123456”',
    take: 'Use the Known Account',
    keep: 'Keep “1234567890123465”',
  },
  'zh-CN': {
    account: '账号 ID',
    user: '子用户名',
    name: '名称',
    accounts: '已有账号',
    users: '已有用户',
    left: '剩余 1/2',
    full: '剩余 0/2',
    more: '仅显示前 2 个，继续输入以缩小范围。',
    question: '是否指“1234567890123456 (Production)”？',
    ofFile: '文件中有 2 个 AccessKey 属于它。',
    almost: '与已有的“1234567890123456”相近',
    take: '使用已有账号',
    keep: '保留“1234567890123465”',
  },
} as const;

const production = { accountId: '1234567890123456', alias: 'Production' };
const staging = { accountId: '2222222222222222', alias: '' };
const bot = { ...production, name: 'deploy-bot', quota: 2, left: 1 };
const reader = { ...staging, name: 'reader', quota: 2, left: 0 };

const known = (more = false): Known<KnownAccount> => ({ first: [production, staging], more });
const users = ({ accountId }: { accountId: string }): Known<KnownUser> => ({
  first: [bot, reader].filter((user) => accountId === '' || user.accountId === accountId),
  more: false,
});
/** The vault's answer for an account whose last two digits changed places. */
const near = ({ accountId }: { accountId: string }): NearHolder => ({
  account: accountId.trim() === '1234567890123465' ? { id: 7, ...production, how: 'slip' } : null,
  user: null,
});
const answers = {
  'accounts.known': () => known(),
  'accounts.knownUsers': users,
  'accounts.near': near,
  'keys.add': () => ({ id: idOf(1), ticket: fakeTicket }),
} as const;

for (const language of languages) {
  const say = words[language];

  test(`account and user are chosen by the keyboard alone (${language})`, async ({ open }) => {
    const view = await open('add', { language, answers });
    const { page } = view;
    const sheet = new AddSheet(page);
    const account = page.getByRole('combobox', { name: say.account });
    const user = page.getByRole('combobox', { name: say.user });
    await user.focus();
    await expect(user).toHaveAttribute('aria-expanded', 'false');
    await page.keyboard.press('ArrowDown');
    const list = page.getByRole('listbox', { name: say.users });
    await expect(list.getByRole('option')).toHaveText([
      `deploy-botProduction${say.left}`,
      `reader${staging.accountId}${say.full}`,
    ]);
    await expect(user).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.press('ArrowDown');
    const first = list.getByRole('option', { selected: true });
    await expect(first).toContainText('deploy-bot');
    expect(await user.getAttribute('aria-activedescendant')).toBe(await first.getAttribute('id'));
    // Escape closes the list, and not the sheet.
    await page.keyboard.press('Escape');
    await expect(list).toHaveCount(0);
    await expect(sheet.dialog).toBeVisible();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect(list.getByRole('option', { selected: true })).toContainText('reader');
    // Enter takes it, and doesn't add.
    await page.keyboard.press('Enter');
    await expect(user).toHaveValue('reader');
    await expect(account).toHaveValue(staging.accountId);
    await expect(list).toHaveCount(0);
    expect(view.calls('keys.add')).toEqual([]);
  });

  test(`a list says when there is more than it shows, and a click chooses (${language})`, async ({ open }) => {
    const view = await open('add', { language, answers: { ...answers, 'accounts.known': () => known(true) } });
    const { page } = view;
    const account = page.getByRole('combobox', { name: say.account });
    await account.fill('1');
    const list = page.getByRole('listbox', { name: say.accounts });
    await expect(page.getByText(say.more)).toBeVisible();
    expect(await view.called('accounts.known')).toEqual({ provider: 'alibaba', text: '1' });
    await list.getByRole('option').filter({ hasText: 'Production' }).click();
    await expect(account).toHaveValue(production.accountId);
    await expect(account).toBeFocused();
    await expect(list).toHaveCount(0);
  });

  test(`a near miss is asked about, taken or kept by one act, before anything is added (${language})`, async ({
    open,
  }) => {
    const view = await open('add', { language, answers });
    const { page } = view;
    const sheet = new AddSheet(page);
    await sheet.fillPair('alibaba', fakePair('alibaba'));
    await sheet.fill({ [say.name]: 'Deploy', [say.account]: '1234567890123465' });
    // Enter at once: nothing is added before the question was answered.
    await page.keyboard.press('Enter');
    await expect(page.getByText(say.question)).toBeVisible();
    const take = page.getByRole('button', { name: say.take });
    await expect(take).toBeFocused();
    expect(view.calls('keys.add')).toEqual([]);
    await take.click();
    await expect(sheet.field(say.account)).toHaveValue(production.accountId);
    await expect(sheet.field(say.account)).toBeFocused();
    await expect(page.getByText(say.question)).toHaveCount(0);

    await sheet.fill({ [say.account]: '1234567890123465' });
    await page.getByRole('button', { name: say.keep }).click();
    await expect(page.getByText(say.question)).toHaveCount(0);
    await sheet.submit();
    expect((await view.called('keys.add')).key).toMatchObject({ accountId: '1234567890123465' });
  });

  test(`a file’s near miss is told of in its row, and the known account taken for all its keys by one act (${language})`, async ({
    open,
  }) => {
    const slip = '1234567890123465';
    const { accountId: known, alias } = production;
    const almost = { field: 'accountId', problem: 'almost-known', severity: 'warning', like: known } as const;
    const whose = { provider: 'alibaba', accountId: slip, identityKind: 'ram-user' } as const;
    const rows = ['one', 'two'].map((name) => importRow(name, { ...whose, issues: [almost] }));
    const question = { ...whose, of: 'account', identityKind: '', identityName: '', known } as const;
    const view = await open('import', {
      language,
      answers: {
        ...importAnswers(rows, [], [{ ...question, alias, how: 'slip', keys: 2 }]),
        'keyImport.open': () => openedFile({ keys: 2 }),
      },
    });
    const sheet = new ImportSheet(view.page);
    await expect(view.page.getByText(say.question)).toBeVisible();
    await expect(view.page.getByText(say.ofFile)).toBeVisible();
    for (const name of ['one', 'two']) await expect(sheet.row(name).getByText(say.almost)).toBeVisible();
    await view.page.getByRole('button', { name: say.take }).click();
    await expect(view.page.getByText(say.question)).toHaveCount(0);
    await expect(sheet.row('one').getByText(say.almost)).toHaveCount(0);
    expect((await view.called('keyImport.complete')).details).toEqual({ providers: [], known: [question] });
  });

  test(`a file’s near miss that is meant so stays as it is (${language})`, async ({ open }) => {
    const slip = '1234567890123465';
    const whose = { provider: 'alibaba', accountId: slip, identityKind: '', identityName: '' } as const;
    const question = { ...whose, of: 'account', known: production.accountId, alias: production.alias } as const;
    const row = importRow('one', { provider: 'alibaba', accountId: slip, identityKind: 'ram-user' });
    const view = await open('import', {
      language,
      answers: {
        ...importAnswers([row], [], [{ ...question, how: 'slip', keys: 1 }]),
        'keyImport.open': () => openedFile({ keys: 1 }),
      },
    });
    await view.page.getByRole('button', { name: say.keep }).click();
    await expect(view.page.getByText(say.question)).toHaveCount(0);
    expect(view.calls('keyImport.complete')).toEqual([]);
    await expect(new ImportSheet(view.page).row('one')).toContainText(slip);
  });
}

const analyst = fakeIdentity({
  ...{ id: 6, kind: 'federated-user', name: 'sso-analyst' },
  ...{ longTerm: 0, quota: null, credential: 'both' as const },
});

test('Add is opened for the account or user of a line, and its form is filled in', async ({ open }) => {
  const main = await open('main-view', {
    keys: [fakeKey({ provider: 'huawei', name: 'One' })],
    accounts: {
      huawei: [
        {
          ...{ id: 5, accountId: 'hw-example', alias: '', keys: 1 },
          identities: [analyst],
        },
      ],
    },
    answers: { 'window.openSheet': () => true },
  });
  const page = new AccountsView(main.page);
  await page.open();
  await page.act('sso-analyst', 'Add AccessKey');
  const holder = { kind: 'identity' as const, id: 6 };
  expect(await main.called('window.openSheet')).toEqual({ sheet: 'add', provider: 'huawei', holder });
  await page.act('hw-example', 'Add AccessKey');
  expect(await main.called('window.openSheet', 2)).toEqual({
    ...{ sheet: 'add', provider: 'huawei' },
    holder: { kind: 'account', id: 5 },
  });
  // The list of that user does the same.
  await page.row('sso-analyst').getByRole('button', { name: 'sso-analyst' }).click();
  await new MainView(main.page).openAdd();
  expect(await main.called('window.openSheet', 3)).toEqual({ sheet: 'add', provider: 'huawei', holder });

  const view = await open('add', {
    context: { provider: 'huawei', holder, rotation: null, draft: null },
    answers: {
      'accounts.get': () => ({
        provider: 'huawei',
        account: { id: 5, accountId: 'hw-example', alias: '', keys: 1, identities: 1 },
        identity: analyst,
      }),
    },
  });
  const sheet = new AddSheet(view.page);
  await expect(sheet.field('Domain / Account')).toHaveValue('hw-example');
  await expect(sheet.field('Federated User')).toHaveValue('sso-analyst');
  await expect(sheet.option('Temporary')).toBeChecked();
  expect(await view.called('accounts.get')).toEqual(holder);
});

test('arrows that are pressed before the vault has answered count when its answer comes', async ({ open }) => {
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const view = await open('add', {
    answers: {
      ...answers,
      'accounts.knownUsers': async (asked: { accountId: string }) => {
        await answered;
        return users(asked);
      },
    },
  });
  const user = view.page.getByRole('combobox', { name: words.en.user });
  await user.focus();
  await user.press('ArrowUp');
  await user.press('ArrowUp');
  await expect(user).toHaveAttribute('aria-expanded', 'false');
  answer();
  const chosen = view.page.getByRole('listbox', { name: words.en.users }).getByRole('option', { selected: true });
  await expect(chosen).toContainText('reader');
  await user.press('ArrowUp');
  await expect(chosen).toContainText('deploy-bot');
});
