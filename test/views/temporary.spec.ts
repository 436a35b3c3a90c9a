import type { KeyDetail } from '../../common/keys/access-key';
import { fakeKey } from '../support/fake/keys';
import { byOwner, fakeTicket, planTold } from '../support/fake/sheets';
import { expect, languages, test } from '../support/view-test';
import { MainView } from '../support/views/main-view';
import { words as common } from '../support/views/words';

const hour = 3_600_000;

/** A temporary key that ends so many milliseconds from now. */
const ending = (name: string, life: number, given: Partial<Omit<KeyDetail, 'provider'>> = {}) =>
  fakeKey({ provider: 'huawei', name, credential: 'temporary', expiresAt: Date.now() + life, ...given });

const words = {
  en: {
    dayLeft: '1 day left',
    cleared: '2 AccessKeys were deleted for good.',
    expiredTwo: '2 temporary keys have expired.',
    clear: 'Clear Expired',
    clearTwo: 'Clear 2 Expired',
    removed: '2 expired temporary keys go into the recycle bin.',
    verify: 'Verify that it’s you to delete these expired temporary keys.',
    twoKeys: '2 keys',
    noKeys: '0 keys',
    wrong: 'The system clock looks wrong: it is',
    behind: 'it is 2 days behind a time that this vault has already seen',
    accept: 'The clock is right',
    expired: 'Expired',
    enabled: 'Enabled',
  },
  'zh-CN': {
    dayLeft: '剩余 1 天',
    cleared: '2 个 AccessKey 已永久删除。',
    expiredTwo: '2 个临时密钥已过期。',
    clear: '清理已过期',
    clearTwo: '清理 2 个已过期',
    removed: '2 个已过期的临时密钥将移入回收站。',
    verify: '删除这些已过期的临时密钥前，请先验证身份。',
    twoKeys: '共 2 个',
    noKeys: '共 0 个',
    wrong: '系统时间可能不正确',
    behind: '比此保险库已记录的时间慢 2 天',
    accept: '时间正确',
    expired: '已过期',
    enabled: '已启用',
  },
};

test('a temporary key counts down in the list and its properties, and expires before one’s eyes', async ({ open }) => {
  const keys = [ending('Ends soon', 6000), ending('Ends later', 5 * hour)];
  const view = await open('main-view', { keys });
  const main = new MainView(view.page);
  await expect(main.cell('Ends later', 'age')).toContainText(/4:59:\d\d/);
  await expect(main.cell('Ends soon', 'age')).toContainText(/00:\d\d/);
  const shown = await main.cell('Ends later', 'age').textContent();
  await expect(main.cell('Ends later', 'age')).not.toHaveText(shown ?? '');
  await main.select('Ends soon');
  await expect(main.property('Expires')).toContainText(/00:\d\d left/);
  await expect.poll(() => main.offered('Set as Default')).toBe('yes');

  await expect(main.cell('Ends soon', 'status')).toHaveText('Expired', { timeout: 10_000 });
  await expect.poll(() => main.offered('Set as Default')).toBe('refused');
  view.tell('keysChanged', { id: keys[0]?.id ?? null });
  await main.openOverview();
  await expect(main.tile('Expired')).toHaveText(/^Expired1/);
  await main.tile('Expired').click();
  await expect(main.page.getByText('1 temporary key has expired.')).toBeVisible();
  expect(await main.names()).toEqual(['Ends soon']);
});

for (const language of languages) {
  const say = { ...common[language], ...words[language] };

  test(`expired keys are cleared away by one click and a question that names how many (${language})`, async ({
    open,
  }) => {
    const first = ending('Gone 1', -hour);
    const gone = [first, ending('Gone 2', -1000)];
    const keys = [...gone, ending('Alive', 30 * hour), fakeKey({ provider: 'alibaba', name: 'Long-term' })];
    const view = await open('main-view', {
      language,
      keys,
      answers: {
        'protection.needs': () => byOwner,
        'temporary.expired': () => gone,
      },
    });
    view.answer({
      'temporary.clear': ({ ids }) => {
        keys.splice(0, keys.length, ...keys.filter(({ id }) => !ids.includes(id)));
        view.tell('keysChanged', { id: null });
        return { undo: null };
      },
    });
    const main = new MainView(view.page);
    await expect(view.page.getByText(say.dayLeft)).toBeAttached();
    await main.openOverview();
    await main.tile(say.expired).click();
    await expect(view.page.getByText(say.expiredTwo)).toBeVisible();
    const clear = view.page.getByRole('button', { name: say.clear });
    await clear.click();
    await expect(main.dialog.getByText(say.removed)).toBeVisible();
    await expect(main.dialog.getByText('Gone 1')).toBeVisible();
    await main.dialog.getByRole('button', { name: say.cancel }).click();
    await expect(main.count).toHaveText(say.twoKeys);
    expect(view.calls('temporary.clear')).toEqual([]);
    await clear.click();
    await main.dialog.getByRole('button', { name: say.clearTwo }).click();
    const intent = { act: 'clear' as const, ids: gone.map(({ id }) => id) };
    expect(await view.called('window.openSheet')).toEqual({ sheet: 'verify', intent });
    view.tell('verified', { intent, ticket: fakeTicket });
    expect(await view.called('temporary.clear')).toEqual({ ids: gone.map(({ id }) => id), ticket: fakeTicket });
    await expect(main.said(say.cleared)).toBeVisible();
    await expect(main.count).toHaveText(say.noKeys);
    await expect(clear).toHaveCount(0);
    await main.openOverview();
    await expect(view.page.getByRole('main').getByRole('table')).toBeVisible();
    await expect(main.tile(say.expired)).toHaveCount(0);

    const verify = await open('verify', {
      language,
      context: { intent },
      answers: { 'protection.plan': () => planTold('key.delete', gone) },
    });
    await expect(verify.page.getByText(say.verify)).toBeVisible();
  });

  test(`a clock behind what the vault has seen is said; what has expired stays so until it is said to be right (${language})`, async ({
    open,
  }) => {
    const keys = [ending('Was over', 2 * hour)];
    const state = (ahead: number, problem: { kind: 'behind'; by: number } | null) => () => {
      const system = Date.now();
      return { now: system + ahead, system, problem };
    };
    const by = 71 * hour;
    const view = await open('main-view', {
      language,
      keys,
      answers: { 'clock.state': state(by, { kind: 'behind', by }), 'clock.accept': state(0, null) },
    });
    const main = new MainView(view.page);
    const notice = view.page.getByRole('status').filter({ hasText: say.wrong });
    await expect(notice).toContainText(say.behind);
    await expect(main.cell('Was over', 'status')).toHaveText(say.expired);
    await notice.getByRole('button', { name: say.accept }).click();
    await view.called('clock.accept');
    await expect(notice).toHaveCount(0);
    await expect(main.cell('Was over', 'status')).toHaveText(say.enabled);
  });
}
