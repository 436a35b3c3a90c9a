import type { Language } from '../../common/languages';
import { addKey, chooseLanguage, verifyAct } from '../support/acts';
import { Keyfold } from '../support/app';
import { fakeTemporary } from '../support/fake-keys';
import { Home } from '../support/home';
import { storeKeys } from '../support/stored-keys';
import { tamper } from '../support/tamper';
import { expect, test } from '../support/test';
import { AuditView } from '../support/views/audit';

const hour = 3_600_000;

/** Starts with a vault of temporary keys that end so many milliseconds from now, and unlocks it. */
async function startWith(
  lives: Record<string, number>,
  { defaultName, language = 'en' }: { defaultName?: string; language?: Language } = {},
): Promise<Keyfold> {
  const home = new Home({ language });
  await storeKeys(
    home.vault,
    Object.entries(lives).map(([name, life]) => ({
      profile: 'huawei' as const,
      name,
      credential: 'temporary' as const,
      expiresAt: Date.now() + life,
      isDefault: name === defaultName,
      ...fakeTemporary(),
    })),
  );
  const keyfold = await Keyfold.start({ home });
  await keyfold.unlock();
  return keyfold;
}

let keyfold: Keyfold;
test.afterEach(async () => {
  const problems = keyfold.watch.take();
  const { home } = keyfold;
  await keyfold.quit();
  home.remove();
  expect(problems).toEqual([]);
});

test('a temporary key counts down in the list and its properties, expires before one’s eyes, and can’t be default then', async () => {
  keyfold = await startWith({ 'Ends soon': 30_000, 'Ends later': 5 * hour }, { defaultName: 'Ends soon' });
  const main = await keyfold.main();
  await expect(main.cell('Ends later', 'age')).toContainText(/4:59:\d\d/);
  await expect(main.cell('Ends soon', 'age')).toContainText(/00:\d\d/);
  const shown = await main.cell('Ends later', 'age').textContent();
  await expect(main.cell('Ends later', 'age')).not.toHaveText(shown ?? '');
  await main.select('Ends soon');
  await expect(main.property('Expires')).toContainText(/00:\d\d left/);
  await expect(main.cell('Ends soon', 'default')).toHaveText('Yes');

  await expect(main.cell('Ends soon', 'status')).toHaveText('Expired', { timeout: 45_000 });
  await expect(main.cell('Ends soon', 'default')).toHaveText('No');
  await expect(main.action('Set as Default')).toBeDisabled();
  await expect(main.page.getByText('1 temporary key has expired.')).toBeVisible();
  const log = await AuditView.open(main.page);
  await expect(log.rows.first()).toContainText('Cancel Default Setting');
  await expect(log.rows.first()).toContainText('it expired');
});

test('expired keys are cleared away by one click and a question that names how many', async () => {
  keyfold = await startWith({ 'Gone 1': -hour, 'Gone 2': -1000, Alive: hour });
  await addKey(keyfold, 'alibaba', { name: 'Long-term' });
  const main = await keyfold.main();
  await main.page.getByRole('button', { name: 'Clear Expired' }).click();
  await expect(main.dialog.getByText('2 expired temporary keys and their secrets will be removed')).toBeVisible();
  await expect(main.dialog.getByText('Gone 1')).toBeVisible();
  await main.dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(main.count).toHaveText('4 keys');
  await main.page.getByRole('button', { name: 'Clear Expired' }).click();
  await main.dialog.getByRole('button', { name: 'Clear Expired' }).click();
  const verify = await keyfold.verify();
  await expect(verify.page.getByText('Verify that it’s you to delete the expired temporary keys')).toBeVisible();
  await verifyAct(keyfold);
  await expect(main.said('2 expired keys were cleared.')).toBeVisible();
  await expect(main.count).toHaveText('2 keys');
  await expect(main.page.getByRole('button', { name: 'Clear Expired' })).toHaveCount(0);
});

for (const { language, wrong, behind, accept, expired, enabled, confirmed } of [
  {
    language: 'en',
    wrong: 'The system clock looks wrong: it is',
    behind: /it is (2|3) days behind a time that this vault has already seen/,
    accept: 'The clock is right',
    expired: 'Expired',
    enabled: 'Enabled',
    confirmed: 'Clock confirmed',
  },
  {
    language: 'zh-CN',
    wrong: '系统时间可能不正确',
    behind: /比此保险库已记录的时间慢 ?(2|3)天/,
    accept: '时间正确',
    expired: '已过期',
    enabled: '已启用',
    confirmed: '确认系统时间',
  },
] as const) {
  test(`a clock behind what the vault has seen is said; what has expired stays so until the person says the clock is right (${language})`, async () => {
    keyfold = await startWith({ 'Was over': 2 * hour }, { language });
    await keyfold.quit();
    const ahead = Date.now() + 72 * hour;
    await tamper(keyfold.home.vault, (database) => database.run('UPDATE meta SET latest_seen = ?', ahead));
    await keyfold.launch();
    const main = await keyfold.unlock();
    const notice = main.page.getByRole('status').filter({ hasText: wrong });
    await expect(notice).toContainText(behind);
    await expect(main.cell('Was over', 'status')).toHaveText(expired);
    await notice.getByRole('button', { name: accept }).click();
    await expect(notice).toHaveCount(0);
    await expect(main.cell('Was over', 'status')).toHaveText(enabled);
    const log = await AuditView.open(main.page);
    // The day's backup may come after it.
    await expect(log.rows.filter({ hasText: confirmed })).toHaveCount(1);
  });
}

test('in Chinese: countdown, expiry and clearing', async () => {
  keyfold = await startWith({ 已结束: -hour, 进行中: hour * 30 });
  await chooseLanguage(keyfold, 'zh-CN');
  const { page } = await keyfold.main();
  await expect(page.getByText('1 个临时密钥已过期。')).toBeVisible();
  await expect(page.getByText('剩余 1天')).toBeAttached();
  await page.getByRole('button', { name: '清理已过期' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByText('1 个已过期的临时密钥及其 Secret 将从此保险库中删除')).toBeVisible();
  await dialog.getByRole('button', { name: '清理已过期' }).click();
  const verify = await keyfold.verify();
  await expect(verify.page.getByText('删除已过期的临时密钥及其 Secret 前，请先验证身份。')).toBeVisible();
  await verifyAct(keyfold);
  await expect(page.getByText('已清理 1 个过期密钥。')).toBeVisible();
  await expect(page.getByText('已结束')).toHaveCount(0);
});
