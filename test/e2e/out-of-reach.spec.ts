import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { chooseLanguage } from '../support/acts';
import { electron, type Keyfold } from '../support/app';
import { mountDisk, remount } from '../support/bare-start';
import { fillDisk } from '../support/fill-disk';
import { Home } from '../support/home';
import { copyVault } from '../support/stored-keys';
import { without } from '../support/systems';
import { expect, test } from '../support/test';
import { evenIfGone } from '../support/views/words';

/** The mark of the vault's generation stands among the settings, so it can't be kept either, which is reported. */
const onlyTheMark = (keyfold: Keyfold) => {
  const other = keyfold.watch.take().filter((line) => !line.includes('request "keepMark" failed'));
  expect(other).toEqual([]);
};

/** What is only out of reach is not gone, and what can only be read is read. */

const undo: (() => void)[] = [];
test.afterEach(() => {
  for (const step of undo.splice(0).reverse()) step();
});

test('a vault’s folder whose disk isn’t there is no first start; when it is there again, it opens', async ({
  start,
}) => {
  test.skip(...without('links'));
  const home = new Home();
  undo.push(() => home.remove());
  const disk = join(home.folder, 'usb');
  await copyVault(join(disk, 'vault'), [{ provider: 'alibaba', name: 'On the disk' }]);
  symlinkSync(join(disk, 'vault'), home.vault);
  renameSync(disk, `${disk}.away`);

  const keyfold = await start({ home });
  const sheet = await keyfold.unlockSheet();
  await expect(sheet.alert).toContainText(`${home.vault} is a link to ${join(disk, 'vault')}, and that isn’t there`);
  const again = sheet.page.getByRole('button', { name: 'Try Again' });
  await evenIfGone(again.click());
  await expect((await keyfold.unlockSheet()).alert).toContainText('isn’t there');
  expect(existsSync(disk)).toBe(false);

  renameSync(`${disk}.away`, disk);
  await evenIfGone((await keyfold.unlockSheet()).page.getByRole('button', { name: 'Try Again' }).click());
  await expect((await keyfold.unlockSheet()).alert).toHaveCount(0);
  await expect((await keyfold.unlock()).row('On the disk')).toBeVisible();

  // The folder is emptied: now it is a first start.
  await keyfold.quit();
  rmSync(home.vault);
  await keyfold.launch();
  await keyfold.create();
});

test('a folder without the right to read it is said in Chinese too, and no vault is offered to be made', async ({
  start,
}) => {
  test.skip(...without('smallDisk', 'setpriv'));
  const home = new Home({ language: 'zh-CN' });
  undo.push(() => home.remove());
  mkdirSync(home.vault);
  chmodSync(home.vault, 0o000);
  const program = home.write(
    'as-plain-user',
    `#!/bin/sh\nexec setpriv --bounding-set=-all --inh-caps=-all "${electron}" "$@"\n`,
  );
  chmodSync(program, 0o700);
  const keyfold = await start({ home, program });
  const sheet = await keyfold.unlockSheet();
  await expect(sheet.alert).toContainText(home.vault);
  await expect(sheet.page.getByRole('button', { name: '重试' })).toBeVisible();
});

test('a vault on a disk that can only be read opens for reading; a change is refused with words', async ({ start }) => {
  test.skip(...without('smallDisk'));
  const disk = mountDisk('size=4m');
  undo.push(disk.remove);
  const home = new Home();
  undo.push(() => home.remove());
  await copyVault(join(disk.folder, 'vault'), [{ provider: 'alibaba', name: 'Only read' }]);
  symlinkSync(join(disk.folder, 'vault'), home.vault);
  remount(disk.folder, 'ro');

  const keyfold = await start({ home });
  const main = await keyfold.unlock();
  const banner = main.page.getByRole('status').filter({ hasText: 'This vault can only be read.' });
  await expect(banner).toBeVisible();
  await main.select('Only read');
  await main.action('Edit AccessKey').click();
  await main.dialog.getByRole('textbox', { name: 'Description' }).fill('changed');
  await main.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(main.dialog.getByRole('alert')).toContainText(
    'can only be read (a read-only disk or file). Nothing was changed',
  );
  await main.page.keyboard.press('Escape');
});

test('settings on a disk that is full: the reason is said, and the choice counts until Keyfold ends', async ({
  start,
}) => {
  test.skip(...without('smallDisk'));
  const disk = mountDisk('size=48m');
  undo.push(disk.remove);
  const home = new Home({}, disk.folder);
  await copyVault(home.vault, []);
  const keyfold = await start({ home });
  await keyfold.unlock();
  const filler = fillDisk(disk.folder);
  await chooseLanguage(keyfold, 'zh-CN');
  const { page } = await keyfold.main();
  await expect(page.getByRole('status').filter({ hasText: '无法保存设置' })).toContainText('磁盘已满');
  rmSync(filler);
  await chooseLanguage(keyfold, 'en');
  await expect(page.getByText('Settings can’t be saved')).toHaveCount(0);
  await expect.poll(() => readFileSync(home.settings, 'utf8')).toContain('"en"');
  await keyfold.quit();
  onlyTheMark(keyfold);
});

test('a settings file that can’t be read or replaced: Keyfold starts with its defaults and says so', async ({
  start,
}) => {
  test.skip(...without('smallDisk'));
  const home = new Home();
  undo.push(() => home.remove());
  await copyVault(home.vault, []);
  writeFileSync(home.settings, '{"language":');
  // A mounted file can't be renamed.
  execFileSync('mount', ['--bind', home.settings, home.settings]);
  undo.push(() => execFileSync('umount', ['-l', home.settings]));
  const keyfold = await start({ home, environment: { LANGUAGE: 'en', LANG: 'en_US.UTF-8' } });
  const { page } = await keyfold.unlock();
  await expect(page.getByRole('status').filter({ hasText: 'Settings could not be read' })).toContainText(home.settings);
  expect(readFileSync(home.settings, 'utf8')).toBe('{"language":');
  await keyfold.quit();
  onlyTheMark(keyfold);
});
