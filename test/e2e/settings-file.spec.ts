import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseLanguage } from '../support/acts';
import { Home } from '../support/home';
import { seedVault } from '../support/seed';
import { expect, test } from '../support/test';

let good: Home;

test.beforeAll(async () => {
  good = new Home();
  await seedVault(good.vault, { keys: 3 });
});

test.afterAll(() => good.remove());

/**
 * Other damages of the file, and the values that are used then, are tested in `test/unit/main/settings.test.ts`. The
 * texts are tested in `test/views/settings.spec.ts`.
 */
const setAside = (home: Home) => readdirSync(home.userData).filter((name) => name.startsWith('settings.damaged-'));

test('a settings file that can’t be read is set aside, which is said at once and in Settings', async ({ start }) => {
  const content = Buffer.from([0, 255, 254, 0, 123, 125, 10, 0]);
  const home = new Home();
  home.takeVault(good);
  writeFileSync(home.settings, content);

  const keyfold = await start({ home });
  const main = await keyfold.unlock();
  await expect(main.page.getByRole('status').filter({ hasText: setAside(home)[0] ?? 'no file' })).toBeVisible();
  await chooseLanguage(keyfold, 'en');
  await expect(main.count).toHaveText('3 keys');
  const [name = '', ...more] = setAside(home);
  expect(more).toEqual([]);
  expect(readFileSync(join(home.userData, name))).toEqual(Buffer.from(content));
  const words = {
    en: `The settings file could not be used and was set aside as ${name}. Settings started again from their defaults; the vault isn’t affected.`,
    'zh-CN': `设置文件无法使用，已另存为 ${name}，设置已恢复为默认值。保险库不受影响。`,
  };
  const settings = await main.openSettings();
  await expect(settings).toContainText(words.en);
  await expect(settings.getByRole('group', { name: 'Theme' }).getByRole('radio', { name: 'System' })).toBeChecked();
  await main.page.keyboard.press('Escape');
  await chooseLanguage(keyfold, 'zh-CN');
  await expect(await main.openSettings()).toContainText(words['zh-CN']);

  // The new file is good, so nothing is shown the next time. The old file is still there.
  await keyfold.relaunch();
  const again = await keyfold.unlock();
  await expect(again.page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(again.count).toContainText('3');
  const calm = await again.openSettings();
  await expect(calm).toContainText(home.vault);
  await expect(calm).not.toContainText('另存为');
  expect(setAside(home)).toEqual([name]);

  await keyfold.quit();
  home.remove();
});

test('values that Keyfold does not know fall back one by one', async ({ start }) => {
  const home = new Home();
  home.takeVault(good);
  const placement = { x: 'left', y: null, width: 1e9, height: {}, maximized: 'yes' };
  // A time that is not valid must not keep the vault open.
  const times = { lockAfterMinutes: 'never', clipboardSeconds: 86_400 };
  writeFileSync(
    home.settings,
    JSON.stringify({ theme: 'pink', language: 'zh-CN', placement, ...times, later: { more: 1 } }),
  );
  const keyfold = await start({ home });
  const sheet = await keyfold.unlockSheet();
  await expect(sheet.page.getByRole('heading', { name: '保险库已锁定' })).toBeVisible();
  expect(await keyfold.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('system');
  await keyfold.unlock();
  await chooseLanguage(keyfold, 'en');
  const settings = await (await keyfold.main()).openSettings();
  await expect(settings.getByLabel('Lock when not used for')).toHaveValue('5');
  await expect(settings.getByLabel('Clear copied values after')).toHaveValue('30');
  expect(setAside(home)).toEqual([]);
  // What a newer version put there is still there.
  expect(JSON.parse(readFileSync(home.settings, 'utf8'))).toMatchObject({ language: 'en', later: { more: 1 } });
  await keyfold.quit();
  home.remove();
});
