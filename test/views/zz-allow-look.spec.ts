import { fakeAsk, fakeGrant, fakeChain } from '../support/fake/command';
import { idOf, fakeKeys } from '../support/fake/keys';
import { needs } from '../support/fake/sheets';
import { languages, test, expect } from '../support/view-test';
import { AllowSheet } from '../support/views/allow';
import { MainView } from '../support/views/main-view';

const out = '/tmp/kf/allow-shots';
for (const language of languages) {
  for (const theme of ['light', 'dark'] as const) {
    test(`look ${language} ${theme}`, async ({ open }) => {
      const ask = fakeAsk({ requests: 3 });
      if (ask.key) ask.key.master = theme === 'dark';
      let view = await open('allow', { language, theme, answers: { 'allow.asked': () => ask } });
      const sheet = new AllowSheet(view.page);
      await sheet.lasts('minutes').check();
      await expect(sheet.allowButton).toBeEnabled();
      await view.page.screenshot({ path: `${out}/allow-${language}-${theme}.png` });
      await sheet.chain.click();
      await view.page.locator('summary').nth(1).click();
      await view.page.screenshot({ path: `${out}/allow-open-${language}-${theme}.png` });
      view = await open('allow', { language, theme, size: { width: 640, height: 400 }, answers: { 'allow.asked': () => fakeAsk({ use: 'list', key: null, sets: [], removes: [], needs: needs('none'), lasting: false, chain: theme === 'dark' ? [] : fakeChain }) } });
      await expect(new AllowSheet(view.page).allowButton).toBeEnabled();
      await view.page.screenshot({ path: `${out}/list-${language}-${theme}.png` });
      const main = await open('main-view', { language, theme, keys: fakeKeys(10), answers: { 'command.state': () => ({ state: theme === 'dark' ? 'no-folder' : 'ready', program: '/opt/Keyfold/bin/keyfold' }), 'command.grants': () => [fakeGrant(), fakeGrant({ id: idOf(951), use: 'list', key: null, until: null, uses: 0, process: { pid: 1200000, name: 'kitty', path: null } }), fakeGrant({ id: idOf(952), use: 'external', uses: 1, process: { pid: 9, name: null, path: null } })] } });
      await expect(main.page.getByRole('region', { name: /^(Allowed programs|已允许的程序)$/ }).getByRole('button')).toBeVisible();
      await main.page.screenshot({ path: `${out}/pill-${language}-${theme}.png` });
      await main.page.getByRole('region', { name: /^(Allowed programs|已允许的程序)$/ }).getByRole('button').click();
      await expect(main.page.getByRole('dialog')).toBeVisible();
      await main.page.screenshot({ path: `${out}/grants-${language}-${theme}.png` });
      await main.page.keyboard.press('Escape');
      const settings = await new MainView(main.page).openSettings();
      await settings.getByRole('heading', { name: /keyfold/ }).scrollIntoViewIfNeeded();
      await settings.getByRole('heading', { name: /^(Operation protection|操作保护)$/ }).scrollIntoViewIfNeeded();
      await main.page.screenshot({ path: `${out}/settings-${language}-${theme}.png` });
      const unlock = await open('unlock', { language, theme, answers: { 'command.waiting': () => ({ use: 'exec', program: 'terraform' }) } });
      await expect(unlock.page.getByRole('status')).toBeVisible();
      await unlock.page.screenshot({ path: `${out}/unlock-${language}-${theme}.png` });
    });
  }
}
