import type { BackupState } from '../../common/backups';
import { usualRule } from '../../common/backups';
import type { KeyDetail } from '../../common/keys/access-key';
import { defaultSettings } from '../../common/settings';
import { fakeKey } from '../support/fake/keys';
import { overviewOf } from '../support/fake/overview';
import { byOwner, fakeTicket } from '../support/fake/sheets';
import { expect, languages, test } from '../support/view-test';
import { MainView } from '../support/views/main-view';
import { words as common } from '../support/views/words';

const day = 86_400_000;

const words = {
  en: {
    overview: 'Overview',
    now: 'Now',
    leaked: 'Leaked',
    overdue: 'Overdue',
    soon: 'Due soon',
    unused: 'Not used',
    rotating: 'In a rotation',
    recovery: 'No recovery key',
    backup: 'Backups',
    lock: 'Locks late',
    plain: 'Files in plain text',
    originals: 'Kept originals',
    backups: 'Backups',
    never: /never locks by itself/,
    failed: /^The last backup failed\. /,
    calm: 'Nothing needs care',
    notUrgent: 'Nothing is urgent',
    days: 'Days on which keys fall due or expire',
    oneDue: /: 1 falls due$/,
    within: 'Within 30 days: 3',
    nothing: 'Nothing falls due or expires.',
    band: 'Huawei Cloud, 90–179: 2',
    done: 'Done',
  },
  'zh-CN': {
    overview: '概览',
    now: '立即处理',
    leaked: '已泄露',
    overdue: '轮换逾期',
    soon: '即将到期',
    unused: '长期未使用',
    rotating: '轮换中',
    recovery: '没有恢复密钥',
    backup: '备份',
    lock: '自动锁定过晚',
    plain: '明文文件',
    originals: '保留的原文件',
    backups: '备份',
    never: /不会自动锁定/,
    failed: /^最近一次备份失败。/,
    calm: '一切正常',
    notUrgent: '没有需要立即处理的事项',
    days: '有 AccessKey 到期或过期的日期',
    oneDue: /：1 个到轮换期$/,
    within: '30 天内：3 个',
    nothing: '没有 AccessKey 到期或过期。',
    band: '华为云，90–179 天：2 个',
    done: '完成',
  },
};

/** A key whose period of 90 days ends so many days from now. */
const dueIn = (name: string, days: number, given: Partial<Omit<KeyDetail, 'provider'>> = {}) =>
  fakeKey({
    provider: 'huawei',
    name,
    createdAt: Date.now() + (days - 90) * day,
    accountId: 'hw-example',
    dueAt: Date.now() + days * day,
    warnAt: Date.now() + (days - 15) * day,
    ...given,
  });

const mixed = () => [
  dueIn('Ten days late', -10.5),
  dueIn('Late today', -0.01),
  dueIn('Soon', 9.5),
  dueIn('Later', 20.5),
  dueIn('Much later', 21.5),
  dueIn('Leaked', 80, { leakedAt: Date.now() }),
];

const backupsOf = (given: Partial<BackupState>): BackupState => ({
  backups: [],
  folder: '/home/ada/.config/Keyfold/vault/backups',
  keep: usualRule,
  failed: null,
  second: null,
  ...given,
});

for (const language of languages) {
  const say = { ...common[language], ...words[language] };

  test(`each tile has a count, says what it is about, and leads to exactly its keys (${language})`, async ({
    open,
  }) => {
    const keys = mixed();
    const view = await open('main-view', {
      ...{ language, keys, page: 'overview' as const },
      answers: { 'protection.needs': () => byOwner },
    });
    const main = new MainView(view.page);
    await expect(main.page.getByRole('heading', { name: say.now, exact: true })).toBeVisible();
    const title = async () => (await main.page.getByRole('heading', { level: 1 }).textContent())?.trim();
    expect(await title()).toBe(say.overview);
    const tiles: [string, string[]][] = [
      [say.leaked, ['Leaked']],
      [say.overdue, ['Late today', 'Ten days late']],
      [say.soon, ['Soon']],
    ];
    for (const [tile, names] of tiles) {
      await expect(main.tile(tile)).toHaveAccessibleName(`${tile} ${names.length}`);
      await expect(main.tile(tile)).toHaveAccessibleDescription(/.{4,} .{2,}/);
      await main.tile(tile).click();
      await expect(main.rows).toHaveCount(names.length);
      expect((await main.names()).toSorted()).toEqual(names.toSorted());
      // The list has the focus, so the keyboard goes on there.
      await expect(main.grid).toBeFocused();
      await main.openOverview();
    }
    // What was done on the page of due keys is done in the list.
    await main.tile(say.overdue).click();
    await main.select('Ten days late');
    const { id } = keys[0] as KeyDetail;
    await main.chooseAction(say.delete);
    await main.dialog.getByRole('button', { name: /Delete|删除/ }).click();
    const intent = { act: 'delete' as const, ids: [id] };
    expect(await view.called('window.openSheet')).toEqual({ sheet: 'verify', intent });
    view.tell('verified', { intent, ticket: fakeTicket });
    await expect(main.rows).toHaveCount(1);
    await main.openOverview();
    await expect(main.tile(say.overdue)).toHaveAccessibleName(`${say.overdue} 1`);
  });

  test(`what isn’t a key leads to where it is mended (${language})`, async ({ open }) => {
    const keys = [fakeKey({ provider: 'huawei', name: 'One', accountId: 'hw-example' })];
    const view = await open('main-view', {
      ...{ language, keys, page: 'overview' as const },
      settings: { ...defaultSettings, language, lockAfterMinutes: null },
      answers: {
        'overview.get': () => ({ ...overviewOf(keys), rotations: 3, originals: 2 }),
        'overview.plainFiles': () => [{ path: '/home/ada/FAKE keys.csv', at: Date.now() - day, keys: 2 }],
        'keyring.state': () => ({ recoveryKey: null, device: true }),
        'backups.state': () => backupsOf({ failed: { kind: 'daily', at: Date.now(), error: { code: 'disk-full' } } }),
      },
    });
    const main = new MainView(view.page);
    await expect(main.tile(say.backup)).toHaveAccessibleDescription(say.failed);
    await expect(main.tile(say.lock)).toHaveAccessibleDescription(say.never);
    await main.tile(say.recovery).click();
    expect(await view.called('window.openSheet')).toEqual({ sheet: 'keyring', act: 'recovery-key' });
    for (const [tile, heading] of [
      [say.backup, say.backups],
      [say.originals, null],
      [say.lock, null],
    ] as const) {
      await main.tile(tile).click();
      const led = main.dialog.getByRole('heading', { level: 3 }).and(main.page.locator(':focus'));
      await expect(led).toBeInViewport();
      if (heading) await expect(led).toHaveText(heading);
      await main.page.keyboard.press('Escape');
      await expect(main.dialog).toHaveCount(0);
      await expect(main.tile(tile)).toBeFocused();
    }
    await expect(main.tile(say.plain)).toHaveAccessibleName(`${say.plain} 1`);
    await main.tile(say.plain).click();
    await expect(main.dialog.getByText('/home/ada/FAKE keys.csv')).toBeVisible();
    await main.dialog.getByRole('button', { name: say.done }).click();
    await main.tile(say.rotating).click();
    await expect(main.page.getByRole('navigation').locator('[aria-current=page]')).toHaveAccessibleName(
      /^(Rotation|轮换)/,
    );
  });

  test(`the next 90 days can be walked by the keyboard, say their keys and lead to them (${language})`, async ({
    open,
  }) => {
    const view = await open('main-view', { language, keys: mixed(), page: 'overview' });
    const main = new MainView(view.page);
    const days = main.page.getByRole('list', { name: say.days }).getByRole('button');
    // Today's is among them, as it fell due today; the one that is ten days late isn't.
    await expect(days.last()).toBeAttached();
    const count = await days.count();
    await days.first().focus();
    for (let at = 1; at < count; at += 1) await main.page.keyboard.press('ArrowRight');
    await expect(days.last()).toBeFocused();
    await main.page.keyboard.press('ArrowLeft');
    await expect(days.nth(count - 2)).toBeFocused();
    await expect(days.nth(count - 2)).toHaveAccessibleName(say.oneDue);
    await expect(days.nth(count - 2)).toHaveAccessibleDescription(/Much later$/);
    await main.page.keyboard.press('Enter');
    await expect(main.rows).toHaveCount(1);
    expect(await main.names()).toEqual(['Much later']);
    await main.openOverview();
    // By the pointer.
    await days.nth(count - 3).hover();
    await expect(main.page.getByRole('main').getByText('Later', { exact: true })).toBeVisible();
    await days.nth(count - 3).click();
    await expect(main.rows).toHaveCount(1);
    expect(await main.names()).toEqual(['Later']);
  });

  test(`a vault in which nothing needs care says so calmly, and an empty one leads to the first key (${language})`, async ({
    open,
  }) => {
    const well = () => fakeKey({ provider: 'huawei', name: 'Well', accountId: 'hw-example', identityName: 'ops' });
    let view = await open('main-view', { language, keys: [well()], page: 'overview' });
    await expect(view.page.getByRole('heading', { name: say.calm })).toBeVisible();
    await expect(view.page.getByText(say.nothing)).toBeVisible();
    view = await open('main-view', { language, keys: [well(), dueIn('Soon', 9)], page: 'overview' });
    await expect(view.page.getByRole('heading', { name: say.notUrgent })).toBeVisible();
    view = await open('main-view', {
      ...{ language, keys: [], page: 'overview' as const },
      answers: { 'keyring.state': () => ({ recoveryKey: null, device: true }) },
    });
    await expect(
      view.page.getByRole('main').getByRole('button', { name: /^(Add AccessKey|添加 AccessKey)$/ }),
    ).toHaveCount(2);
    await expect(new MainView(view.page).tile(say.recovery)).toHaveCount(0);
  });

  test(`the ages of a provider lead to its keys of that age (${language})`, async ({ open }) => {
    const keys = [
      dueIn('Old', -5),
      dueIn('As old', -30),
      dueIn('Young', 80),
      fakeKey({ provider: 'alibaba', name: 'Other', createdAt: Date.now() - 100 * day }),
    ];
    const view = await open('main-view', { language, keys, page: 'overview' });
    const main = new MainView(view.page);
    await main.page.getByRole('table').getByRole('button', { name: say.band }).click();
    await expect(main.rows).toHaveCount(2);
    expect((await main.names()).toSorted()).toEqual(['As old', 'Old']);
  });
}

test('a burst of changes is counted twice at most, and none while another page is seen', async ({ open }) => {
  const keys = mixed();
  const view = await open('main-view', { keys, page: 'overview' });
  const main = new MainView(view.page);
  await expect(main.tile('Overdue')).toBeVisible();
  const before = view.calls('overview.get').length;
  expect(before).toBe(1);
  view.hold('overview.get');
  for (const { id } of keys) view.tell('keysChanged', { id });
  await view.called('overview.get', 2);
  view.release('overview.get');
  await view.called('overview.get', 3);
  await main.openList();
  keys.splice(0, 2);
  view.tell('keysChanged', { id: null });
  await expect(main.count).toHaveText('4 keys');
  expect(view.calls('overview.get')).toHaveLength(3);
  await main.openOverview();
  await expect(main.tile('Overdue')).toHaveCount(0);
  await expect(main.tile('Leaked')).toBeVisible();
  expect(view.calls('overview.get')).toHaveLength(4);
});

test('whoever types on the overview searches the list, letter by letter, and Ctrl+F leads there', async ({ open }) => {
  const view = await open('main-view', { keys: mixed(), page: 'overview' });
  const main = new MainView(view.page);
  await expect(main.tile('Overdue')).toBeVisible();
  await expect(main.search).toBeFocused();
  await main.page.keyboard.type('late', { delay: 20 });
  await expect(main.search).toHaveValue('late');
  await expect(main.search).toBeFocused();
  await expect(main.rows).toHaveCount(4);
  await main.openOverview();
  await main.page.keyboard.press('Control+f');
  await expect(main.search).toBeFocused();
  await expect(main.grid).toBeVisible();
});
