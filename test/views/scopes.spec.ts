import type { ExportScope } from '../../common/transfer/export';
import { fakeKey, fakeKeys } from '../support/fake/keys';
import { scopeFacts } from '../support/fake/sheets';
import { masterPassword } from '../support/fake-keys';
import { expect, fail, languages, test } from '../support/view-test';
import { AccountsView } from '../support/views/accounts';
import { ExportSheet } from '../support/views/export';
import { MainView } from '../support/views/main-view';

/** What an act is about is what is selected, from one key on, and what it is about is said before it is done. */

const words = {
  en: {
    export: 'Export…',
    huawei: 'Huawei Cloud',
    three: 'Export 3 AccessKeys…',
    two: 'Export 2 AccessKeys…',
    four: 'Export 4 AccessKeys…',
    selected: 'Export 1 Selected AccessKey…',
    byName: 'Name',
    hidden: '1 of them is not among the search results',
    nothing: 'The list shows no AccessKey.',
    chosen: 'The selected AccessKey',
    all: /^All AccessKeys$/,
    submitOne: 'Export 1 AccessKey…',
    submitAll: 'Export 214 AccessKeys…',
    leaves: 'AccessKeys that leave the vault',
    handedTo: 'Handed to',
    chosenMany: 'Export 500 Selected AccessKeys…',
    filter: 'Filter',
    status: 'Status',
    apply: 'Apply',
    more: 'and 211 more',
    gets: /^Whoever has the file and its passphrase gets/,
    to: /^To age1ql3z7hjy…mcac8p\. Whoever/,
    from: 'Alibaba Cloud (200), Huawei Cloud (14) · accounts: Production, hw-example, pa-example, and 4 more',
    changed: /have changed since they were shown/,
    found: 'Found for “prod”',
  },
  'zh-CN': {
    export: '导出…',
    huawei: '华为云',
    three: '导出 3 个 AccessKey…',
    two: '导出 2 个 AccessKey…',
    four: '导出 4 个 AccessKey…',
    selected: '导出所选的 1 个 AccessKey…',
    byName: '名称',
    hidden: '其中 1 个不在搜索结果中',
    nothing: '列表中没有 AccessKey。',
    chosen: '所选 AccessKey',
    all: /^全部 AccessKey$/,
    submitOne: '导出 1 个 AccessKey…',
    submitAll: '导出 214 个 AccessKey…',
    leaves: '将导出的 AccessKey',
    handedTo: '交给',
    chosenMany: '导出所选的 500 个 AccessKey…',
    filter: '筛选',
    status: '状态',
    apply: '应用',
    more: '另有 211 个',
    gets: /^同时持有该文件和密码短语的人/,
    to: /^接收方：age1ql3z7hjy…mcac8p。/,
    from: '阿里云（200 个）、华为云（14 个） · 账号：Production、hw-example、pa-example、另有 4 个',
    changed: /在显示之后发生了变化/,
    found: '“prod”的搜索结果',
  },
} as const;

const recipient = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';
const fourKeys = () => [
  fakeKey({ provider: 'alibaba', name: 'prod one' }),
  fakeKey({ provider: 'alibaba', name: 'prod two' }),
  fakeKey({ provider: 'huawei', name: 'test one' }),
  fakeKey({ provider: 'pingan', name: 'test two' }),
];
const opening = (scope: ExportScope) => ({ sheet: 'export', scope });

for (const language of languages) {
  const say = words[language];

  test(`L2: Export with one key selected is about that key, from every place (${language})`, async ({ open }) => {
    const keys = fourKeys();
    const view = await open('main-view', { keys, language });
    const main = new MainView(view.page);
    const one = opening({ kind: 'keys', ids: [keys[1]?.id ?? ''] });
    let opened = 0;
    const openedWith = async (scope: object) => expect(await view.called('window.openSheet', ++opened)).toEqual(scope);
    await main.select('prod two');
    await main.action(say.export).click();
    await openedWith(one);
    await main.row('prod two').click({ button: 'right' });
    await main.page.getByRole('menuitem', { name: say.export }).click();
    await openedWith(one);
    await main.more(say.selected);
    await openedWith(one);
    view.tell('menu', 'export');
    await openedWith(one);
    // By the keyboard alone: the row's menu, and the shortcut.
    await main.grid.focus();
    await main.page.keyboard.press('ContextMenu');
    await main.page.getByRole('menuitem', { name: say.export }).press('Enter');
    await openedWith(one);
    await expect(main.page.getByRole('menu')).toHaveCount(0);
    await main.page.keyboard.press('ControlOrMeta+e');
    await openedWith(one);
    // What the list shows is another entry, which says how many.
    await main.more(say.four);
    await openedWith(opening({ kind: 'all' }));
    // Nothing is selected: the same act is about what the list shows.
    await main.grid.focus();
    await main.page.keyboard.press('Escape');
    await main.page.keyboard.press('ControlOrMeta+e');
    await openedWith(opening({ kind: 'all' }));
  });

  test(`L2: without a selection, Export is about what the list is narrowed to, a search too (${language})`, async ({
    open,
  }) => {
    const view = await open('main-view', { keys: fourKeys(), language });
    const main = new MainView(view.page);
    await main.search.fill('prod');
    await expect(main.rows).toHaveCount(2);
    await main.more(say.two);
    const found = { kind: 'list', provider: null, scope: null, text: 'prod' } as const;
    expect(await view.called('window.openSheet')).toEqual(opening(found));
    await main.search.fill('nobody');
    await expect(main.rows).toHaveCount(0);
    await main.page.getByRole('button', { name: /^(More|更多)$/ }).click();
    const refused = main.page.getByRole('menuitem', { name: say.export });
    await expect(refused).toBeDisabled();
    await expect(refused).toContainText(say.nothing);
    expect(view.calls('window.openSheet')).toHaveLength(1);
  });

  test(`L2: a selection stays when the list is sorted or searched, and says what is hidden (${language})`, async ({
    open,
  }) => {
    const keys = fourKeys();
    const view = await open('main-view', { keys, language });
    const main = new MainView(view.page);
    const { selection } = new AccountsView(main.page);
    for (const name of ['prod one', 'test one', 'test two']) {
      await main.row(name).click({ modifiers: ['ControlOrMeta'] });
    }
    const ids = [0, 2, 3].map((index) => keys[index]?.id ?? '');
    await main.page.getByRole('columnheader', { name: say.byName }).getByRole('button').click();
    await expect(main.row('test two')).toHaveAttribute('aria-selected', 'true');
    await main.search.fill('test');
    await expect(main.rows).toHaveCount(2);
    await expect(selection).toContainText(say.hidden);
    await selection.getByRole('button', { name: say.three }).click();
    expect(await view.called('window.openSheet')).toEqual(opening({ kind: 'keys', ids }));
    // A key that is gone is not counted any more.
    keys.splice(0, 1);
    view.tell('keysChanged', { id: null });
    await expect(selection.getByRole('button', { name: say.two })).toBeVisible();
    await expect(selection).not.toContainText(say.hidden);
    // Another part of the vault is shown, so nothing is selected there.
    await main.chooseProvider(say.huawei);
    await expect(selection).toHaveText('');
  });

  test(`L2: all that match are a question, and no key that was left out leaves (${language})`, async ({ open }) => {
    const keys = fakeKeys(501);
    const view = await open('main-view', { language, keys });
    const main = new MainView(view.page);
    await main.rows.first().click();
    await view.page.keyboard.press('ControlOrMeta+a');
    await main.rows.nth(1).getByRole('checkbox').click();
    await main.more(say.chosenMany);
    const { sheet, scope } = (await view.called('window.openSheet')) as { sheet: string; scope: ExportScope };
    const narrowed = { provider: null, scope: null, text: '', filter: {} };
    expect(sheet).toBe('export');
    expect(scope).toEqual({ kind: 'selection', keys: { kind: 'list', narrowed, except: [keys[1]?.id] } });
    await view.page.keyboard.press('ControlOrMeta+e');
    expect(await view.called('window.openSheet', 2)).toEqual({ sheet, scope });
  });

  test(`L2: what a filter leaves out isn't exported as what the list shows (${language})`, async ({ open }) => {
    const keys = fourKeys().map((key, index) => ({ ...key, status: index < 2 ? ('disabled' as const) : key.status }));
    const view = await open('main-view', { language, keys });
    const main = new MainView(view.page);
    await main.page.getByRole('button', { name: say.filter, exact: true }).click();
    await main.entry(say.status).click();
    await main.dialog.getByRole('button', { name: say.apply }).click();
    await expect(main.rows).toHaveCount(2);
    await main.more(say.two);
    const shown = { kind: 'list', provider: null, scope: null, text: '', filter: { status: 'enabled' } } as const;
    expect(await view.called('window.openSheet')).toEqual(opening(shown));
  });

  test(`L2: the sheet names what leaves and never begins with more than was selected (${language})`, async ({
    open,
  }) => {
    const long = `prod-payments-${'x'.repeat(200)}-eu-west`;
    const first = scopeFacts({ keys: 214 }).first.map((key, index) => (index === 0 ? { ...key, name: long } : key));
    const all = scopeFacts({
      keys: 214,
      first,
      providers: [
        { provider: 'alibaba', keys: 200 },
        { provider: 'huawei', keys: 14 },
      ],
      accounts: {
        total: 7,
        first: [
          { accountId: '1234567890123456', alias: 'Production' },
          { accountId: 'hw-example', alias: '' },
          { accountId: 'pa-example', alias: '' },
        ],
      },
    });
    const view = await open('export', {
      language,
      context: { scope: { kind: 'keys', ids: ['00000000-0000-4000-8000-000000000000'] } },
      answers: {
        'keyExport.count': ({ scope }) => (scope.kind === 'all' ? all : scopeFacts({ keys: 1 })),
        'keyExport.passphrase': () => ({ passphrase: new TextEncoder().encode('ten-fake-words') }),
        'keyExport.save': () => fail('export-changed', {}),
      },
    });
    const sheet = new ExportSheet(view.page);
    const leaves = view.page.getByRole('list', { name: say.leaves });
    await expect(sheet.choice(say.chosen)).toBeChecked();
    await expect(sheet.submitButton).toHaveText(say.submitOne);
    await expect(leaves.getByRole('listitem')).toHaveText([/deploy-1…FAK1$/]);
    await expect(view.page.getByText(say.gets)).toBeVisible();
    await sheet.choose(say.all);
    await expect(sheet.submitButton).toHaveText(say.submitAll);
    await expect(leaves.getByRole('listitem')).toHaveCount(4);
    await expect(leaves).toContainText(say.more);
    // A long name is cut in the middle: both of its ends are there.
    await expect(leaves.getByRole('listitem').first()).toContainText(/prod-payments-x+…x*-eu-west…FAK1$/);
    await expect(view.page.getByText(say.from)).toBeVisible();
    await sheet.useRecipients(recipient);
    await expect(view.page.getByText(say.to)).toBeVisible();

    // The vault has other keys now than those that were shown: it is said, and they are shown anew.
    await sheet.choose(say.chosen);
    view.answer({ 'keyExport.count': () => scopeFacts({ keys: 3 }) });
    await sheet.submit(masterPassword);
    expect(await view.called('keyExport.save')).toMatchObject({ shown: scopeFacts({ keys: 1 }).shown });
    await expect(view.page.getByText(say.changed)).toBeVisible();
    await expect(sheet.submitButton).toHaveText(say.three);
    await expect(leaves.getByRole('listitem')).toHaveCount(3);
  });

  test(`number, encryption and password are in sight at once in the smallest window (${language})`, async ({
    open,
  }) => {
    const size = { width: 900, height: 600 };
    const view = await open('export', {
      ...{ language, size },
      context: { scope: { kind: 'keys', ids: ['00000000-0000-4000-8000-000000000000'] } },
      answers: {
        'keyExport.count': ({ scope }) => scopeFacts({ keys: scope.kind === 'all' ? 1234 : 40 }),
        'keyExport.passphrase': () => ({ passphrase: new TextEncoder().encode('ten-fake-words') }),
      },
    });
    const sheet = new ExportSheet(view.page);
    await expect(sheet.submitButton).toBeEnabled();
    const leaves = view.page.getByRole('list', { name: say.leaves });
    for (const part of [sheet.choice(say.chosen), leaves, sheet.choice('CSV'), sheet.password, sheet.submitButton]) {
      await expect(part).toBeInViewport({ ratio: 1 });
    }
    // What scrolls goes under neither: the password stays where it is.
    await sheet.useRecipients(recipient);
    await view.page.getByLabel(say.handedTo).scrollIntoViewIfNeeded();
    await expect(view.page.getByLabel(say.handedTo)).toBeInViewport({ ratio: 1 });
    await expect(sheet.password).toBeInViewport({ ratio: 1 });
  });

  test(`L2: what was searched for is said, and nothing found is not everything (${language})`, async ({ open }) => {
    const view = await open('export', {
      language,
      context: { scope: { kind: 'list', provider: null, scope: null, text: 'prod' } },
      answers: {
        'keyExport.count': ({ scope }) => scopeFacts({ keys: scope.kind === 'all' ? 4 : 0 }),
        'keyExport.passphrase': () => ({ passphrase: new TextEncoder().encode('ten-fake-words') }),
      },
    });
    const sheet = new ExportSheet(view.page);
    await expect(sheet.choice(say.found)).toBeChecked();
    await expect(sheet.submitButton).toBeDisabled();
    await sheet.choose(say.all);
    await expect(sheet.submitButton).toHaveText(say.four);
  });
}
