import { fakeKey } from '../support/fake/keys';
import { binnedOf } from '../support/fake/main-view';
import { byOwner, fakeTicket } from '../support/fake/sheets';
import type { OpenedView } from '../support/opened-view';
import { expect, fail, languages, test } from '../support/view-test';
import { MainView } from '../support/views/main-view';

const day = 86_400_000;

const words = {
  en: {
    bin: 'Recycle Bin',
    countTwo: '2 deleted AccessKeys',
    countThree: '3 deleted AccessKeys',
    kept: 'Deleted AccessKeys stay here for 30 days',
    deletePlain: 'Delete AccessKey',
    title: 'Disable and delete this AccessKey?',
    act: 'Disable and Delete',
    days: 'They can be restored for 30 days.',
    off: 'will be removed from this vault for good: the recycle bin is off',
    final: 'With Ping An Cloud, a disabled key can’t be enabled again',
    deleted: '“Robot” is in the recycle bin.',
    gone: '“Robot” was deleted for good.',
    undo: 'Undo',
    undone: '“Robot” is back as it was.',
    restore: 'Restore',
    restoreTwo: 'Restore 2 AccessKeys',
    restored: '“Robot 1” was restored.',
    chosenTwo: '2 AccessKeys selected',
    erase: 'Delete for Good…',
    eraseTitle: 'Delete this AccessKey for good?',
    eraseTwo: 'Delete 2 AccessKeys for good?',
    eraseAct: 'Delete for Good',
    lastFour: 'Type the last four characters of its AccessKey ID',
    number: 'Type the number of AccessKeys: 2',
    wrongFour: 'These are not the last four characters of the AccessKey ID.',
    wrongNumber: 'This is not the number of AccessKeys.',
    empty: 'Empty Recycle Bin…',
    emptyTitle: 'Empty the recycle bin?',
    nothing: 'The recycle bin is empty',
    notFound: 'Nothing found for',
    keep: 'Keep deleted AccessKeys',
    offChoice: 'Off',
    search: 'Search the recycle bin',
    list: 'Deleted AccessKeys',
    in: 'In 30 days',
    today: 'Today',
  },
  'zh-CN': {
    bin: '回收站',
    countTwo: '共 2 个已删除的 AccessKey',
    countThree: '共 3 个已删除的 AccessKey',
    kept: '已删除的 AccessKey 在此保留 30 天',
    deletePlain: '删除',
    title: '确定禁用并删除该 AccessKey 吗？',
    act: '禁用并删除',
    days: '30 天内可以恢复',
    off: '回收站已关闭：',
    final: '平安云的密钥禁用后无法重新启用',
    deleted: '“Robot”已移入回收站。',
    gone: '“Robot”已永久删除。',
    undo: '撤销',
    undone: '“Robot”已恢复原状。',
    restore: '恢复',
    restoreTwo: '恢复 2 个 AccessKey',
    restored: '“Robot 1”已恢复。',
    chosenTwo: '已选择 2 个 AccessKey',
    erase: '永久删除…',
    eraseTitle: '确定永久删除该 AccessKey 吗？',
    eraseTwo: '确定永久删除 2 个 AccessKey 吗？',
    eraseAct: '永久删除',
    lastFour: '请输入其 AccessKey ID 的最后四位',
    number: '请输入 AccessKey 的数量：2',
    wrongFour: '与 AccessKey ID 的最后四位不一致。',
    wrongNumber: '与 AccessKey 的数量不一致。',
    empty: '清空回收站…',
    emptyTitle: '确定清空回收站吗？',
    nothing: '回收站为空',
    notFound: '没有与',
    keep: '保留已删除的 AccessKey',
    offChoice: '关闭',
    search: '搜索回收站',
    list: '已删除的 AccessKey',
    in: '30 天后',
    today: '今天',
  },
};

const binned = (count: number, deletedAt = Date.now()) =>
  Array.from({ length: count }, (_, index) =>
    binnedOf(fakeKey({ provider: 'alibaba', name: `Robot ${index + 1}` }), deletedAt - index * day),
  );

/** The main view with the page of the recycle bin open. */
async function openBin(view: OpenedView<'main-view'>, name: string): Promise<MainView> {
  const main = new MainView(view.page);
  await view.page.getByRole('navigation').getByRole('button', { name, exact: true }).click();
  return main;
}

const verify = async (view: OpenedView<'main-view'>, times = 1): Promise<void> => {
  const asked = await view.called('window.openSheet', times);
  if (!('intent' in asked)) throw new Error('another sheet');
  view.tell('verified', { intent: asked.intent, ticket: fakeTicket });
};

for (const language of languages) {
  const say = words[language];
  const rows = (main: MainView) => main.page.getByRole('grid', { name: say.list }).locator('[role=row][aria-selected]');

  test(`Undo after a deletion needs no verification, and its keys work too (${language})`, async ({ open }) => {
    const robot = fakeKey({ provider: 'alibaba', name: 'Robot', status: 'enabled' });
    const answers = { 'protection.needs': () => byOwner };
    const view = await open('main-view', { language, keys: [robot], answers });
    const main = new MainView(view.page);
    for (const how of ['mouse', 'keys'] as const) {
      await main.select('Robot');
      await main.grid.press('Delete');
      await expect(main.dialog.getByRole('heading', { name: say.title })).toBeVisible();
      await expect(main.dialog.getByText(say.days)).toBeVisible();
      await main.dialog.getByRole('button', { name: say.act, exact: true }).click();
      await verify(view, how === 'mouse' ? 1 : 2);
      await expect(main.said(say.deleted)).toBeVisible();
      await expect(main.rows).toHaveCount(0);
      if (how === 'mouse') await main.notifications.getByRole('button', { name: say.undo }).click();
      else await main.page.keyboard.press('Control+z');
      expect(await view.called('bin.undo', how === 'mouse' ? 1 : 2)).toMatchObject({ ticket: expect.any(String) });
      await expect(main.said(say.undone)).toBeVisible();
      await expect(main.row('Robot')).toBeVisible();
    }
    expect(view.calls('window.openSheet')).toHaveLength(2);
  });

  test(`while the bin is off, every word says that deleting is for good, and there is no Undo (${language})`, async ({
    open,
  }) => {
    const robot = fakeKey({ provider: 'alibaba', name: 'Robot', status: 'enabled' });
    const answers = { 'protection.needs': () => byOwner };
    const view = await open('main-view', { language, keys: [robot], binDays: 0, answers });
    view.answer({ 'keys.delete': () => ({ undo: null }) });
    const main = new MainView(view.page);
    await expect(view.page.getByRole('navigation').getByRole('button', { name: say.bin })).toHaveCount(0);
    await main.select('Robot');
    await main.grid.press('Delete');
    await expect(main.dialog.getByText(say.off)).toBeVisible();
    await main.dialog.getByRole('button', { name: say.act, exact: true }).click();
    await verify(view);
    await expect(main.said(say.gone)).toBeVisible();
    await expect(main.notifications.getByRole('button', { name: say.undo })).toHaveCount(0);
  });

  test(`a key that can’t be enabled again says so before it is deleted (${language})`, async ({ open }) => {
    const view = await open('main-view', { language, keys: [fakeKey({ provider: 'pingan', name: 'Robot' })] });
    const main = new MainView(view.page);
    await main.select('Robot');
    await main.grid.press('Delete');
    await expect(main.dialog.getByText(say.final)).toBeVisible();
  });

  test(`deleted keys are found, chosen and restored, by the mouse and by keys (${language})`, async ({ open }) => {
    const answers = { 'protection.needs': () => byOwner };
    const view = await open('main-view', { language, keys: [], binned: binned(3), answers });
    const main = await openBin(view, say.bin);
    await expect(view.page.getByRole('main')).toContainText(say.countThree);
    await expect(view.page.getByRole('main')).toContainText(say.kept);
    await expect(rows(main).first()).toContainText(say.in);
    await view.page.getByRole('searchbox', { name: say.search }).fill('nobody');
    await expect(view.page.getByRole('heading', { name: say.notFound })).toBeVisible();
    await view.page.keyboard.press('Escape');
    await expect(rows(main)).toHaveCount(3);
    await view.page.keyboard.press('ArrowDown');
    await view.page.keyboard.press('Enter');
    expect(await view.called('window.openSheet')).toMatchObject({ intent: { act: 'restore' } });
    await verify(view);
    await expect(main.said(say.restored)).toBeVisible();
    await expect(rows(main)).toHaveCount(2);
    for (const row of [0, 1]) await rows(main).nth(row).click();
    await expect(view.page.getByRole('status').filter({ hasText: say.chosenTwo })).toBeAttached();
    await view.page.getByRole('button', { name: say.restoreTwo }).click();
    await verify(view, 2);
    await expect(view.page.getByRole('heading', { name: say.nothing })).toBeVisible();
    expect((await view.called('bin.restore', 2)).ids).toHaveLength(2);
  });

  test(`deleting for good takes the end of the AccessKey ID for one, and the number for several (${language})`, async ({
    open,
  }) => {
    const deleted = binned(3);
    const answers = { 'protection.needs': () => byOwner };
    const view = await open('main-view', { language, keys: [], binned: [...deleted], answers });
    const main = await openBin(view, say.bin);
    await rows(main).first().click();
    await view.page.getByRole('button', { name: say.erase }).click();
    await expect(main.dialog.getByRole('heading', { name: say.eraseTitle })).toBeVisible();
    const field = main.dialog.getByRole('textbox');
    await expect(field).toBeFocused();
    await field.fill('FAKE');
    const act = main.dialog.getByRole('button', { name: say.eraseAct, exact: true });
    await act.click();
    await expect(main.dialog.getByText(say.wrongFour)).toBeVisible();
    await main.dialog.getByLabel(say.lastFour).fill(deleted[0]?.accessKeyId.slice(-4) ?? '');
    await act.click();
    await verify(view);
    expect(await view.called('bin.erase')).toMatchObject({ ids: [deleted[0]?.id], ticket: fakeTicket });
    await expect(rows(main)).toHaveCount(2);
    await expect(view.page.getByRole('grid', { name: say.list })).toBeFocused();

    await view.page.keyboard.press('Control+a');
    await view.page.keyboard.press('Delete');
    await expect(main.dialog.getByRole('heading', { name: say.eraseTwo })).toBeVisible();
    await main.dialog.getByLabel(say.number).fill('3');
    await main.page.keyboard.press('Enter');
    await expect(main.dialog.getByText(say.wrongNumber)).toBeVisible();
    await main.page.keyboard.press('Escape');

    await view.page.getByRole('button', { name: say.empty }).click();
    await expect(main.dialog.getByRole('heading', { name: say.emptyTitle })).toBeVisible();
    for (const name of ['Robot 2', 'Robot 3']) await expect(main.dialog.getByText(name)).toBeVisible();
    await main.dialog.getByLabel(say.number).fill('2');
    await main.page.keyboard.press('Enter');
    await verify(view, 2);
    expect(await view.called('bin.empty')).toEqual({ ticket: fakeTicket });
    await expect(view.page.getByRole('heading', { name: say.nothing })).toBeVisible();
  });

  test(`Settings say for how many days deleted keys stay (${language})`, async ({ open }) => {
    const view = await open('main-view', { language, binned: binned(1) });
    view.answer({
      'bin.keep': ({ days }) =>
        days === 0 ? fail('verification-required', { effect: 'key.erase', keyId: null }) : null,
      'protection.needs': () => ({ ...byOwner, by: 'none' }),
    });
    const settings = await new MainView(view.page).openSettings();
    const choice = settings.getByRole('combobox', { name: say.keep });
    await expect(choice).toHaveValue('30');
    await choice.selectOption('90');
    expect(await view.called('bin.keep')).toEqual({ days: 90 });
    await choice.selectOption({ label: say.offChoice });
    expect(await view.called('window.openSheet')).toEqual({ sheet: 'verify', intent: { act: 'keep-bin', days: 0 } });
  });
}

test('a key that goes soon stands out, and the bin fits a small window at 200 %', async ({ open }) => {
  const old = binned(2, Date.now() - 29.5 * day);
  const view = await open('main-view', { keys: [], binned: old, size: { width: 400, height: 300 } });
  await openBin(view, words.en.bin);
  await expect(view.page.getByText(words.en.today).first()).toBeVisible();
  const wide = await view.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wide).toBe(false);
});
