import type { NamedView } from '../../common/keys/named-views';
import { fakeKey } from '../support/fake/keys';
import { expect, languages, test } from '../support/view-test';
import { MainView } from '../support/views/main-view';

/** What the list can be narrowed to, and the views that keep that under a name. */

const words = {
  en: {
    filter: 'Filter',
    apply: 'Apply',
    chips: 'Filters',
    provider: 'Provider',
    huawei: 'Huawei Cloud',
    pingan: 'Ping An Cloud',
    providerChip: 'Provider: Huawei Cloud, Ping An Cloud',
    identity: 'Identity',
    master: 'Master account',
    identityChip: 'Identity: Master account',
    type: 'Type',
    noType: 'Keys without a type',
    typeChip: 'Type: AliyunNAS, none',
    created: 'Created',
    unknown: 'Only keys of which the provider’s date of creation isn’t known',
    unknownChip: 'Creation date known: No',
    clear: 'Clear All',
    save: 'Save View…',
    name: 'Name',
    saveIt: 'Save',
    all: 'All keys',
    search: 'Search',
    ofView: /^The list has the columns of a view now\./,
    wider: 'Make Status wider',
    widerTags: 'Make Tags wider',
    done: 'Done',
    columns: 'Columns…',
  },
  'zh-CN': {
    filter: '筛选',
    apply: '应用',
    chips: '筛选条件',
    provider: '云平台',
    huawei: '华为云',
    pingan: '平安云',
    providerChip: '云平台：华为云、平安云',
    identity: '身份',
    master: '主账号',
    identityChip: '身份：主账号',
    type: '类型',
    noType: '没有类型的 AccessKey',
    typeChip: '类型：AliyunNAS、无',
    created: '创建时间',
    unknown: '仅显示云平台创建时间未知的 AccessKey',
    unknownChip: '创建时间已知：否',
    clear: '全部清除',
    save: '保存视图…',
    name: '名称',
    saveIt: '保存',
    all: '全部 AccessKey',
    search: '搜索',
    ofView: /^列表当前使用视图的列。/,
    wider: '加宽“状态”列',
    widerTags: '加宽“标签”列',
    done: '完成',
    columns: '显示的列…',
  },
} as const;

const fewKeys = () => [
  fakeKey({ provider: 'alibaba', name: 'ali', providerCreatedAt: Date.now() - 86_400_000 }),
  fakeKey({ provider: 'private-alibaba', name: 'disk', keyType: 'AliyunEBS' }),
  fakeKey({ provider: 'private-alibaba', name: 'share', keyType: 'AliyunNAS' }),
  fakeKey({ provider: 'huawei', name: 'hua' }),
  fakeKey({ provider: 'pingan', name: 'ping', identityKind: 'master-account' }),
];

for (const language of languages) {
  const say = words[language];

  test(`providers, kinds of identity, types and dates that aren’t known are chips (${language})`, async ({ open }) => {
    const view = await open('main-view', { keys: fewKeys(), language });
    const main = new MainView(view.page);
    const chips = main.page.getByRole('region', { name: say.chips });
    const add = async (part: string, ...checked: readonly string[]) => {
      await main.page.getByRole('button', { name: say.filter, exact: true }).click();
      await main.entry(part).click();
      for (const name of checked) await main.dialog.getByRole('checkbox', { name, exact: true }).check();
      await main.dialog.getByRole('button', { name: say.apply, exact: true }).click();
      await expect(main.dialog).toHaveCount(0);
    };
    const asked = () => view.calls('keys.list').at(-1)?.filter;

    await add(say.provider, say.huawei, say.pingan);
    await expect(chips).toContainText(say.providerChip);
    await expect.poll(async () => (await main.names()).sort()).toEqual(['hua', 'ping']);
    await add(say.identity, say.master);
    await expect(chips).toContainText(say.identityChip);
    await expect.poll(() => main.names()).toEqual(['ping']);
    await chips.getByRole('button', { name: say.clear }).click();

    await add(say.type, 'AliyunNAS', say.noType);
    await expect(chips).toContainText(say.typeChip);
    expect(asked()).toEqual({ types: ['AliyunNAS', ''] });
    await expect.poll(async () => (await main.names()).sort()).toEqual(['ali', 'hua', 'ping', 'share']);

    await add(say.created, say.unknown);
    await expect(chips).toContainText(say.unknownChip);
    expect(asked()).toEqual({ types: ['AliyunNAS', ''], createdKnown: false });
    await expect.poll(async () => (await main.names()).sort()).toEqual(['hua', 'ping', 'share']);
    // The chip leads back to the dialog that it comes from. A day takes its place.
    await chips.getByRole('button', { name: say.unknownChip, exact: true }).click();
    await main.dialog.getByRole('checkbox', { name: say.unknown }).uncheck();
    await main.dialog.locator('input[type=date]').first().fill('2020-01-01');
    await main.dialog.getByRole('button', { name: say.apply, exact: true }).click();
    await expect(chips).not.toContainText(say.unknownChip);
    expect(asked()).toEqual({ types: ['AliyunNAS', ''], created: { from: new Date('2020-01-01T00:00:00').getTime() } });
  });

  test(`a view is kept from the list’s menu, and its columns are not the person’s own (${language})`, async ({
    open,
  }) => {
    const kept: NamedView[] = [];
    const view = await open('main-view', {
      keys: fewKeys(),
      language,
      size: { width: 1500, height: 760 },
      answers: {
        'views.list': () => kept,
        'views.save': ({ view: id, name, shown }) => {
          kept.splice(0, 1, { id: id ?? 1, name, shown });
          view.tell('viewsChanged', null);
          return { view: id ?? 1 };
        },
      },
    });
    const main = new MainView(view.page);
    const titles = main.grid.getByRole('columnheader').filter({ has: main.page.locator('[data-column-edge]') });
    const own = await titles.allTextContents();
    const columnsStored = () => view.calls('settings.set').filter(({ columns }) => columns !== undefined);

    // There is no chip: only the search and the order are kept.
    await main.search.fill('hua');
    await expect.poll(() => main.names()).toEqual(['hua']);
    await main.more(say.save);
    await main.dialog.getByRole('textbox', { name: say.name }).fill('Late');
    await main.dialog.getByRole('button', { name: say.saveIt, exact: true }).click();
    const item = main.page.getByRole('navigation').getByRole('button', { name: 'Late', exact: true });
    await expect(item).toHaveAttribute('aria-current', 'page');
    expect((await view.called('views.save')).shown.narrowed.text).toBe('hua');

    // Another Keyfold gave it columns.
    kept.splice(0, 1, {
      ...{ id: 1, name: 'Late' },
      shown: {
        narrowed: { provider: null, scope: null, text: '', filter: {} },
        sort: { column: 'due', direction: 'ascending' },
        columns: [
          { column: 'name', width: 0 },
          { column: 'due', width: 0 },
          { column: 'tags', width: 200 },
          { column: 'status', width: 120 },
        ],
      },
    });
    view.tell('viewsChanged', null);
    await main.search.fill('');
    await main.page.getByRole('navigation').getByRole('button', { name: say.all, exact: true }).click();
    await item.click();
    await expect(titles).toHaveCount(3);
    const status = main.grid.locator('.key-cell-status').first();
    const widthOf = async () => Math.round((await status.boundingBox())?.width ?? 0);
    await expect.poll(widthOf).toBe(120);

    // Something else of the settings changes. The columns of the view stay.
    await main.select('hua');
    await main.detail.getByRole('separator').press('ArrowLeft');
    await view.called('settings.set');
    await expect(titles).toHaveCount(3);

    // Their widths are changed by the keyboard too, also of a column by which nothing is sorted.
    await main.more(say.columns);
    await expect(main.dialog.getByText(say.ofView)).toBeVisible();
    await main.dialog.getByRole('button', { name: say.wider, exact: true }).press('Enter');
    await main.dialog.getByRole('button', { name: say.widerTags, exact: true }).press('Enter');
    await main.dialog.getByRole('button', { name: say.done, exact: true }).click();
    await expect.poll(widthOf).toBe(136);
    const tags = main.grid.locator('.key-cell-tags').first();
    await expect.poll(async () => Math.round((await tags.boundingBox())?.width ?? 0)).toBe(216);

    // What the view has is not stored as the person's own, which is there again where the view is left.
    expect(columnsStored()).toEqual([]);
    await main.page.getByRole('navigation').getByRole('button', { name: say.all, exact: true }).click();
    await expect.poll(() => titles.allTextContents()).toEqual(own);
    await expect(item).not.toHaveAttribute('aria-current', 'page');
  });
}
