import type { BackupState } from '../../common/backups';
import { usualRule } from '../../common/backups';
import type { Language } from '../../common/languages';
import type { KnownVault } from '../../common/vaults';
import { expect, fail, languages, test } from '../support/view-test';
import { MainView } from '../support/views/main-view';

/** Which vault the lock screen opens, where a vault is made, and the second folder for backups. */

const own: KnownVault = {
  id: 'a'.repeat(32),
  name: '',
  place: '/home/ada/.config/Keyfold/vault',
  own: true,
  current: true,
  here: true,
};
const stick: KnownVault = {
  id: 'b'.repeat(32),
  name: 'Client ‮A',
  place: '/media/ada/stick/Keyfold',
  own: false,
  current: false,
  here: false,
};

const words = {
  en: {
    open: 'Open an Existing Vault or Backup…',
    make: 'New Vault…',
    others: 'Other vaults',
    gone: 'Not there now',
    goneLong: /isn’t there now\. Connect its disk/,
    use: /^Use the vault /,
    rename: /^Rename /,
    renaming: 'Rename Vault',
    save: 'Save',
    master: 'Master password',
    forget: /^Take .+ out of this list/,
    ownName: 'This machine’s vault',
    vault: 'Open a Vault',
    backup: 'Open a Backup',
    inPlace: 'Where it is',
    copy: 'As a copy on this machine',
    name: 'Name in the list',
    go: 'Continue',
    cancel: 'Cancel',
    unsettled: /Rewriting this vault was interrupted/,
    link: /is a link/,
    copied: /It is copied into Keyfold’s own folder/,
    change: 'Choose Another Folder…',
    second: 'Choose a Folder…',
    worked: /^Last copied and checked there on/,
    failed: /^The copy of .+ failed\. .*The folder .+ isn’t there\./,
    stop: 'Stop Copying',
    none: /^None\. A copy of each backup on another disk/,
  },
  'zh-CN': {
    open: '打开已有保险库或备份…',
    make: '新建保险库…',
    others: '其他保险库',
    gone: '当前找不到',
    goneLong: /请连接其所在磁盘后再解锁/,
    use: /^使用保险库 /,
    rename: /^重命名 /,
    renaming: '重命名保险库',
    save: '保存',
    master: '主密码',
    forget: /^从列表中移除 /,
    ownName: '本机的保险库',
    vault: '打开保险库',
    backup: '打开备份',
    inPlace: '在原位置使用',
    copy: '复制到本机使用',
    name: '列表中的名称',
    go: '继续',
    cancel: '取消',
    unsettled: /该保险库的重写曾被中断/,
    link: /是链接/,
    copied: /它会复制到 Keyfold 自己的文件夹/,
    change: '选择其他文件夹…',
    second: '选择文件夹…',
    worked: /^最近一次复制并校验：/,
    failed: /的复制失败。.*找不到文件夹/,
    stop: '停止复制',
    none: /^未设置。/,
  },
} as const satisfies Record<Language, Record<string, string | RegExp>>;

for (const language of languages) {
  const say = words[language];

  test(`the lock screen lists the other vaults, changes to one, and takes one out (${language})`, async ({ open }) => {
    let known = [own, stick];
    const view = await open('unlock', {
      language,
      answers: {
        'vaults.list': () => known,
        'vaults.open': () => null,
        'vaults.forget': ({ id }) => {
          known = known.filter((one) => one.id !== id);
          return null;
        },
      },
    });
    const { page } = view;
    await expect(page.locator('header').getByText(say.ownName)).toBeVisible();
    const list = page.getByRole('list', { name: say.others });
    await expect(list.getByRole('listitem')).toHaveCount(1);
    await expect(list).toContainText(stick.place);
    await expect(list.getByText(say.gone)).toBeVisible();
    await list.getByRole('button', { name: say.use }).click();
    expect(await view.called('vaults.open')).toEqual({ id: stick.id });
    await list.getByRole('button', { name: say.forget }).click();
    expect(await view.called('vaults.forget')).toEqual({ id: stick.id });
    await expect(list).toHaveCount(0);
    // One vault in its usual place needs no name.
    await expect(page.getByText(say.ownName)).toHaveCount(0);
  });

  test(`the vault that is opened and the others get another name in the list (${language})`, async ({ open }) => {
    let known = [own, stick];
    let refuse = false;
    const view = await open('unlock', {
      language,
      answers: {
        'vaults.list': () => known,
        'vaults.rename': ({ id, name }) => {
          if (refuse) return fail('disk-full', {});
          known = known.map((one) => (one.id === id ? { ...one, name } : one));
          return null;
        },
      },
    });
    const { page } = view;
    const dialog = page.getByRole('dialog', { name: say.renaming });
    const name = dialog.getByRole('textbox', { name: say.name });
    await page.getByRole('list', { name: say.others }).getByRole('button', { name: say.rename }).click();
    await expect(dialog.getByText(stick.place)).toBeVisible();
    // What is typed replaces the name that it has.
    await expect(name).toBeFocused();
    await expect(name).toHaveValue(stick.name);
    await page.keyboard.type(' Stick ');
    await page.keyboard.press('Enter');
    expect(await view.called('vaults.rename')).toEqual({ id: stick.id, name: 'Stick' });
    await expect(page.getByRole('list', { name: say.others })).toContainText('Stick');
    await expect(page.getByLabel(say.master)).toBeFocused();
    // The vault in Keyfold's own folder has one too.
    await page.locator('header').getByRole('button', { name: say.rename }).click();
    await expect(name).toHaveValue(say.ownName);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(page.locator('header').getByText(say.ownName)).toBeVisible();
    refuse = true;
    await page.locator('header').getByRole('button', { name: say.rename }).click();
    await name.fill('Home');
    await dialog.getByRole('button', { name: say.save }).click();
    await expect(dialog.getByRole('alert')).toBeVisible();
    await expect(name).toHaveValue('Home');
    refuse = false;
    await dialog.getByRole('button', { name: say.save }).click();
    await expect(page.locator('header').getByText('Home')).toBeVisible();
  });

  test(`a vault whose disk isn’t there is said to be away, until it is there again (${language})`, async ({ open }) => {
    let here = false;
    const view = await open('unlock', {
      language,
      answers: {
        'vaults.list': () => [
          { ...stick, current: true, here },
          { ...own, current: false },
        ],
      },
    });
    await expect(view.page.getByText(say.goneLong)).toBeVisible();
    here = true;
    await view.page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await expect(view.page.getByText(say.goneLong)).toHaveCount(0);
  });

  for (const name of ['unlock', 'create'] as const) {
    test(`a chosen vault is used in place or as a copy, under a name (${name}, ${language})`, async ({ open }) => {
      const place = '/media/ada/stick/work';
      const view = await open(name, {
        language,
        answers: {
          'vaults.list': () => [],
          'elsewhere.choose': () => ({ name: 'work', place, backup: null }),
          'elsewhere.open': ({ how }) => (how === 'copy' ? fail('vault-unsettled', {}) : null),
        },
      });
      const { page } = view;
      await page.getByRole('button', { name: say.open }).click();
      const dialog = page.getByRole('dialog', { name: say.vault });
      await expect(dialog.getByText(place)).toBeVisible();
      await dialog.getByRole('button', { name: say.cancel }).click();
      await expect(dialog).toHaveCount(0);
      await page.getByRole('button', { name: say.open }).click();
      await expect(dialog.getByRole('radio', { name: say.inPlace })).toBeChecked();
      await dialog.getByRole('radio', { name: say.copy }).check();
      await dialog.getByRole('textbox', { name: say.name }).fill('Work');
      await dialog.getByRole('button', { name: say.go }).click();
      await expect(dialog.getByText(say.unsettled)).toBeVisible();
      expect(await view.called('elsewhere.open')).toEqual({ how: 'copy', name: 'Work' });
      await dialog.getByRole('radio', { name: say.inPlace }).check();
      await dialog.getByRole('button', { name: say.go }).click();
      expect(await view.called('elsewhere.open', 2)).toEqual({ how: 'in-place', name: 'Work' });
    });
  }

  test(`a backup is only copied, and what can’t be chosen is said (${language})`, async ({ open }) => {
    let link = true;
    const view = await open('create', {
      language,
      answers: {
        'elsewhere.choose': () =>
          link
            ? fail('vault-link', { file: '/media/ada/stick/vault.db', target: '/elsewhere/vault.db' })
            : { name: 'vault', place: '/media/ada/disk/keyfold-0f7b3c2a/2026-11-24T080000Z-daily', backup: Date.now() },
        'elsewhere.open': () => null,
        'elsewhere.make': () => true,
      },
    });
    const { page } = view;
    await expect(page.getByText('/home/ada/.config/Keyfold/vault')).toBeVisible();
    await page.getByRole('button', { name: say.change }).click();
    expect(await view.called('elsewhere.make')).toEqual({});
    await page.getByRole('button', { name: say.open }).click();
    await expect(page.getByText(say.link)).toBeVisible();
    link = false;
    await page.getByRole('button', { name: say.open }).click();
    const dialog = page.getByRole('dialog', { name: say.backup });
    await expect(dialog.getByText(say.copied)).toBeVisible();
    await expect(dialog.getByRole('radio')).toHaveCount(0);
    await dialog.getByRole('button', { name: say.go }).click();
    expect(await view.called('elsewhere.open')).toEqual({ how: 'copy', name: 'vault' });
  });

  test(`Settings says whether backups get to the second folder (${language})`, async ({ open }) => {
    const folder = '/media/ada/disk/keyfold-0f7b3c2a';
    const at = Date.UTC(2026, 10, 24, 8);
    const state: BackupState = {
      backups: [],
      folder: '/home/ada/.config/Keyfold/vault/backups',
      keep: usualRule,
      failed: null,
      second: null,
    };
    const view = await open('main-view', { language, keys: [] });
    const tell = (second: BackupState['second']) => {
      state.second = second;
      view.tell('backupsChanged', null);
    };
    view.answer({
      'backups.state': () => state,
      'backups.chooseSecond': () => {
        tell({ folder, copied: at, failed: null, sameDisk: false });
        return true;
      },
      'backups.leaveSecond': () => {
        tell(null);
        return null;
      },
    });
    const settings = await new MainView(view.page).openSettings();
    await expect(settings.getByText(say.none)).toBeVisible();
    await settings.getByRole('button', { name: say.second }).click();
    await expect(settings.getByText(folder)).toBeVisible();
    await expect(settings.getByText(say.worked)).toBeVisible();
    tell({ folder, copied: at, failed: { at, error: { code: 'backup-place-gone', path: folder } }, sameDisk: true });
    await expect(settings.getByText(say.failed)).toBeVisible();
    await settings.getByRole('button', { name: say.stop }).click();
    await expect(settings.getByText(say.none)).toBeVisible();
  });
}
