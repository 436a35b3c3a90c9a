import { readFileSync, statSync } from 'node:fs';
import { addKey } from '../support/acts';
import { ended, processTree } from '../support/processes';
import { copyVault } from '../support/stored-keys';
import { expect, sharedKeyfold, test } from '../support/test';

const shared = sharedKeyfold({}, (folder) =>
  copyVault(folder, [
    {
      provider: 'alibaba',
      name: 'First',
      description: 'Kept',
      accountId: '1234567890123456',
      identityName: 'deploy-bot',
    },
    { provider: 'pingan', name: 'Third' },
  ]),
);

test('everything survives quitting and starting again', async () => {
  const keyfold = shared();
  const typed = await addKey(keyfold, 'huawei', { fields: { Description: 'Typed' } });
  const main = await keyfold.main();
  await main.select('First');
  await main.action('Set as Default').click();
  await expect(main.cell('First', 'default')).toHaveText('Yes');
  await main.select('Third');
  await main.action('Disable').click();
  await main.dialog.getByRole('button', { name: 'Disable' }).click();
  await expect(main.cell('Third', 'status')).toHaveText('Disabled');

  await keyfold.relaunch();
  const again = await keyfold.unlock();
  await expect(again.count).toHaveText('3 keys');
  await again.select('First');
  await expect(again.property('Description')).toHaveText('Kept');
  await expect(again.property('Sub-Username')).toHaveText('deploy-bot');
  await expect(again.cell('First', 'default')).toHaveText('Yes');
  await expect(again.cell('Third', 'status')).toHaveText('Disabled');
  await again.select(typed.name);
  await expect(again.detail).toContainText(typed.accessKeyId);
  await expect(again.property('Description')).toHaveText('Typed');
});

test('a power cut loses nothing that was said to be stored', async () => {
  const keyfold = shared();
  const key = await addKey(keyfold, 'huawei');
  const processes = processTree(keyfold.app.process().pid ?? 0);
  expect(processes.length).toBeGreaterThan(4);
  await keyfold.kill();
  // No process outlives it: not the vault process, which has the keys, and not the listener for the screen lock.
  for (const { pid } of processes) await ended(pid);
  await keyfold.launch();
  const main = await keyfold.unlock();
  await expect(main.row(key.name)).toBeVisible();
});

test('the window remembers its place', async () => {
  const keyfold = shared();
  const bounds = { x: 120, y: 90, width: 1010, height: 640 };
  const read = () => keyfold.app.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows()[0]?.getBounds());
  await keyfold.app.evaluate(({ BaseWindow }, wanted) => BaseWindow.getAllWindows()[0]?.setBounds(wanted), bounds);
  await expect.poll(read).toEqual(bounds);
  await keyfold.relaunch();
  await keyfold.unlockSheet();
  await expect.poll(read).toEqual(bounds);

  // A place on a screen that doesn't exist any more is not used.
  await keyfold.quit();
  const settings = JSON.parse(readFileSync(keyfold.home.settings, 'utf8'));
  expect(settings.placement).toMatchObject(bounds);
  keyfold.home.writeSettings({ ...settings, placement: { ...bounds, x: 9000, y: 9000, maximized: false } });
  await keyfold.launch();
  await keyfold.unlockSheet();
  expect((await read())?.x).toBeLessThan(1600);
  await keyfold.unlock();
});

test('theme and language are chosen in Settings, seen at once, and survive', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  const settings = await main.openSettings();
  const dark = () => main.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const ground = () => main.page.getByRole('main').evaluate((element) => getComputedStyle(element).backgroundColor);
  const light = await ground();
  expect(await dark()).toBe(false);
  // `check` can't be used, because it expects the choice at once. It is made when main has stored it.
  await settings.getByRole('radio', { name: 'Dark' }).click();
  await expect.poll(dark).toBe(true);
  await expect.poll(ground).not.toBe(light);

  await settings.getByRole('radio', { name: '简体中文' }).click();
  await expect(settings.getByRole('heading', { name: '设置' })).toBeVisible();
  await settings.getByRole('button', { name: '完成' }).click();
  await expect(main.page.getByRole('button', { name: '添加 AccessKey' }).first()).toBeVisible();
  await expect(main.page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  expect(await menuLabel()).toBe('添加 AccessKey');
  expect(JSON.parse(readFileSync(keyfold.home.settings, 'utf8'))).toMatchObject({ theme: 'dark', language: 'zh-CN' });
  expect(statSync(keyfold.home.settings).mode & 0o777).toBe(0o600);

  await keyfold.relaunch();
  const sheet = await keyfold.unlockSheet();
  await expect(sheet.page.getByRole('heading', { name: '保险库已锁定' })).toBeVisible();
  expect(await sheet.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
  const again = await keyfold.unlock();
  await expect(again.page.getByRole('heading', { name: '全部 AccessKey' })).toBeVisible();
  const add = await keyfold.openAdd();
  await expect(add.page.getByRole('group', { name: '添加方式' })).toBeVisible();
  await expect(add.option('阿里云专有云')).toBeVisible();
  await add.cancel();
  await keyfold.gone('add');

  function menuLabel() {
    return keyfold.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('add')?.label);
  }
});
