import { fakeAccount } from '../support/fake/accounts';
import { fakeKey } from '../support/fake/keys';
import { expect, languages, test } from '../support/view-test';
import { AccountsView } from '../support/views/accounts';
import { MainView } from '../support/views/main-view';

/** Acts on many keys: one menu, one confirmation, one plan; and the tags that they get. */

const words = {
  en: {
    all: 'All 4 keys that match',
    but: '3 of the keys that match',
    more: 'More for the selected AccessKeys',
    disable: 'Disable…',
    title: 'Disable 3 AccessKeys?',
    confirm: 'Disable',
    default: '1 of them is the default of its provider and loses that.',
    done: '3 AccessKeys were disabled.',
    deleteTitle: 'Delete 2 AccessKeys?',
    delete: 'Delete',
    undo: 'Undo',
    tags: 'Tags…',
    newTag: 'New Tag',
    name: 'Name',
    red: 'Red',
    add: 'Add Tag',
    save: 'Save',
    tagged: 'The tags of 2 AccessKeys were changed.',
    edit: 'Change the tag prod',
    remove: 'Remove the tag live',
    removed: 'The tag “live” was removed.',
    dates: 'Dates…',
    nothing: 'Enter at least one date, or choose that one isn’t known.',
    created: 'Created at the provider',
    createdUnknown: 'Creation not known',
  },
  'zh-CN': {
    all: '匹配的全部 4 个',
    but: '匹配项中的 3 个',
    more: '所选 AccessKey 的更多操作',
    disable: '禁用…',
    title: '确定禁用 3 个 AccessKey 吗？',
    confirm: '禁用',
    default: '其中 1 个是云平台的默认 AccessKey，将取消默认。',
    done: '已禁用 3 个 AccessKey。',
    deleteTitle: '确定删除 2 个 AccessKey 吗？',
    delete: '删除',
    undo: '撤销',
    tags: '标签…',
    newTag: '新建标签',
    name: '名称',
    red: '红色',
    add: '添加标签',
    save: '保存',
    tagged: '已更改 2 个 AccessKey 的标签。',
    edit: '修改标签 prod',
    remove: '移除标签 live',
    removed: '标签“live”已移除。',
    dates: '日期…',
    nothing: '请至少填写一个日期，或选择其中一项未知。',
    created: '云平台创建时间',
    createdUnknown: '创建时间未知',
  },
} as const;

const someKeys = () => [
  fakeKey({ provider: 'alibaba', name: 'one', isDefault: true }),
  fakeKey({ provider: 'alibaba', name: 'two' }),
  fakeKey({ provider: 'huawei', name: 'three' }),
  fakeKey({ provider: 'huawei', name: 'four' }),
];

for (const language of languages) {
  const say = words[language];

  test(`all that match but one are disabled as one question, by the keyboard (${language})`, async ({ open }) => {
    const keys = someKeys();
    const view = await open('main-view', { keys, language });
    const main = new MainView(view.page);
    const { selection } = new AccountsView(main.page);
    await main.row('two').click();
    await main.grid.focus();
    await main.page.keyboard.press('ControlOrMeta+a');
    await expect(selection).toContainText(say.all);
    await main.row('two').getByRole('checkbox').click();
    await expect(selection).toContainText(say.but);
    await selection.getByRole('button', { name: say.more }).focus();
    await main.page.keyboard.press('Enter');
    await main.entry(say.disable).press('Enter');
    await expect(main.dialog).toContainText(say.title);
    await expect(main.dialog).toContainText(say.default);
    await main.dialog.getByRole('button', { name: say.confirm, exact: true }).press('Enter');
    await expect(main.said(say.done)).toBeVisible();
    const except = [keys[1]?.id];
    const question = { provider: null, scope: null, text: '', filter: {} };
    expect(await view.called('keys.change')).toMatchObject({
      keys: { kind: 'list', narrowed: question, except },
      to: { act: 'disable' },
    });
    expect(keys.map(({ status }) => status)).toEqual(['disabled', 'enabled', 'disabled', 'disabled']);
    await expect(selection).toHaveText('');
    await expect(main.grid).toBeFocused();
  });

  test(`Delete on several asks once, and Undo is offered (${language})`, async ({ open }) => {
    const view = await open('main-view', { keys: someKeys(), language });
    const main = new MainView(view.page);
    for (const name of ['three', 'four']) await main.row(name).click({ modifiers: ['ControlOrMeta'] });
    await main.grid.focus();
    await main.page.keyboard.press('Delete');
    await expect(main.dialog).toContainText(say.deleteTitle);
    await main.dialog.getByRole('button', { name: say.delete, exact: true }).click();
    await expect(main.rows).toHaveCount(2);
    await expect(main.page.getByRole('button', { name: say.undo, exact: true })).toBeVisible();
  });

  test(`a tag is made, given to several, renamed and removed in one dialog (${language})`, async ({ open }) => {
    const keys = someKeys();
    const view = await open('main-view', { keys, language });
    const main = new MainView(view.page);
    for (const name of ['one', 'two']) await main.row(name).click({ modifiers: ['ControlOrMeta'] });
    const bar = new AccountsView(main.page).selection;
    await bar.getByRole('button', { name: say.tags }).click();
    // There is none yet, so the form is open.
    await main.dialog.getByRole('textbox', { name: say.newTag }).fill('prod');
    await main.dialog.getByRole('radio', { name: say.red }).check();
    await main.dialog.getByRole('button', { name: say.add, exact: true }).click();
    await expect(main.dialog.getByRole('checkbox', { name: 'prod', exact: true })).toBeChecked();
    expect(await view.called('tags.save')).toEqual({ tag: null, name: 'prod', colour: 'red' });
    await main.dialog.getByRole('button', { name: say.save, exact: true }).click();
    await expect(main.said(say.tagged)).toBeVisible();
    // A message doesn't lie on the bar.
    const top = async () => (await bar.locator('[data-bottom-bar]').boundingBox())?.y ?? 0;
    const bottom = async () => {
      const box = await main.said(say.tagged).boundingBox();
      return box ? box.y + box.height : Number.POSITIVE_INFINITY;
    };
    await expect.poll(async () => (await bottom()) <= (await top())).toBe(true);
    expect(keys.map(({ tags }) => tags.length)).toEqual([1, 1, 0, 0]);
    await expect(main.row('one')).toContainText('prod');

    await main.more(say.tags);
    await main.dialog.getByRole('button', { name: say.edit }).click();
    await main.dialog.getByRole('textbox', { name: say.name }).fill('live');
    await main.dialog.getByRole('button', { name: say.save, exact: true }).click();
    await main.dialog.getByRole('button', { name: say.remove }).click();
    await main.dialog.getByRole('group', { name: say.remove }).getByRole('button').last().click();
    await expect(main.said(say.removed)).toBeVisible();
    expect(keys.every(({ tags }) => tags.length === 0)).toBe(true);
  });

  test(`a tag that some have stays so until it is pressed; an account has tags of its own (${language})`, async ({
    open,
  }) => {
    const keys = someKeys().map((key) => ({ ...key, tags: key.name === 'one' ? [1] : [] }));
    const accounts = { alibaba: [fakeAccount(7, '1234567890123456', 'Production', [])] };
    const view = await open('main-view', {
      ...{ keys, language, accounts },
      tags: [{ id: 1, name: 'prod', colour: 'red', keys: 1, accounts: [] }],
    });
    const main = new MainView(view.page);
    for (const name of ['one', 'two']) await main.row(name).click({ modifiers: ['ControlOrMeta'] });
    await new AccountsView(main.page).selection.getByRole('button', { name: say.tags }).click();
    const box = main.dialog.getByRole('checkbox', { name: 'prod', exact: true });
    await expect(box).toHaveJSProperty('indeterminate', true);
    await main.dialog.getByRole('button', { name: say.save, exact: true }).click();
    await expect(main.dialog).toHaveCount(0);
    expect(view.calls('keys.change')).toHaveLength(0);
    await new AccountsView(main.page).open();
    await main.page.getByRole('main').getByRole('button', { name: say.tags, exact: true }).click();
    await box.click();
    await main.dialog.getByRole('button', { name: say.save, exact: true }).click();
    expect(await view.called('tags.setOfAccount')).toEqual({ account: 7, tags: [1] });
    await expect(main.page.getByRole('main')).toContainText('prod');
  });

  test(`dates that are left empty stay as they are (${language})`, async ({ open }) => {
    const keys = someKeys();
    const view = await open('main-view', { keys, language });
    const main = new MainView(view.page);
    for (const name of ['one', 'two']) await main.row(name).click({ modifiers: ['ControlOrMeta'] });
    await main.row('one').click({ button: 'right' });
    await main.entry(say.dates).click();
    await main.dialog.getByRole('button', { name: say.save, exact: true }).click();
    await expect(main.dialog).toContainText(say.nothing);
    await main.dialog.getByLabel(say.created).fill('2026-01-31');
    await main.dialog.getByRole('button', { name: say.save, exact: true }).click();
    await expect(main.dialog).toHaveCount(0);
    const { to } = (await view.called('keys.change')) as { to: object };
    expect(to).toEqual({ act: 'dates', providerCreatedAt: new Date('2026-01-31T00:00:00').getTime() });
  });

  test(`dates of several that turned out not to be known are taken away (${language})`, async ({ open }) => {
    const keys = someKeys();
    const view = await open('main-view', { keys, language });
    const main = new MainView(view.page);
    for (const name of ['one', 'two']) await main.row(name).click({ modifiers: ['ControlOrMeta'] });
    await main.row('one').click({ button: 'right' });
    await main.entry(say.dates).click();
    await main.dialog.getByLabel(say.created).fill('2026-01-31');
    await main.dialog.getByRole('checkbox', { name: say.createdUnknown }).check();
    await expect(main.dialog.getByLabel(say.created, { exact: true })).toBeDisabled();
    await main.dialog.getByRole('button', { name: say.save, exact: true }).click();
    await expect(main.dialog).toHaveCount(0);
    const { to } = (await view.called('keys.change')) as { to: object };
    expect(to).toEqual({ act: 'dates', providerCreatedAt: null });
  });
}
