import type { Language } from '../../common/languages';
import { openProtect } from '../support/acts';
import type { Keyfold } from '../support/app';
import { fakePair, masterPassword } from '../support/fake-keys';
import { openFile } from '../support/file-dialog';
import { Home } from '../support/home';
import { copyLargeVault } from '../support/seed';
import { storeKeys } from '../support/stored-keys';
import { expect, test } from '../support/test';
import type { ImportSheet } from '../support/views/import';
import { words as common, evenIfGone } from '../support/views/words';

/** What stands between a preview and the keys in the vault: the keychain, a protection, a change of mind, many rows. */

const administratorPassword = 'fake administrator password';
const many = 10_000;
const doubled = 100;

const words = {
  en: {
    required: 'Master password is required.',
    noKeychain: 'This system has no keychain that Keyfold can use.',
    defaults: /make the file’s default AccessKeys the default of Ping An Cloud/,
    yes: 'Yes',
    no: 'No',
    added: '1 AccessKey was added.',
    create: 'Verify before adding',
    lock: 'Access key management lock',
    asks: 'Adding AccessKeys is protected on this vault.',
    wrongAdministrator: 'The administrator’s password is wrong.',
    back: 'Back',
    stop: 'Stop',
    stopped: 'The import was stopped. Nothing was changed.',
    all: 'All 10,000',
    new: 'New 9,900',
    double: 'Doubled 100',
    skip: 'Skip',
    add: 'Add',
    none: 'Import',
    import: 'Import 9,900 AccessKeys',
    count: '10,000 keys',
  },
  'zh-CN': {
    required: '请输入主密码。',
    noKeychain: '当前系统没有可用的钥匙串，请输入主密码。',
    defaults: /同时将文件中的默认 AccessKey 设为.*平安云.*的默认/,
    yes: '是',
    no: '否',
    added: '已添加 1 个 AccessKey。',
    create: '添加前验证',
    lock: '访问密钥管理锁',
    asks: '此保险库已开启添加 AccessKey 的操作保护。',
    wrongAdministrator: '管理员密码不正确。',
    back: '返回',
    stop: '停止',
    stopped: '导入已停止，未做任何更改。',
    all: '全部 10,000',
    new: '新增 9,900',
    double: '重复 100',
    skip: '跳过',
    add: '添加',
    none: '导入',
    import: '导入 9,900 个 AccessKey',
    count: '共 10,000 个',
  },
} as const satisfies Record<Language, Record<string, string | RegExp>>;

const exportOf = (keys: readonly object[]) =>
  JSON.stringify({ format: 'keyfold-export', version: 1, exportedAt: '2026-11-25T00:00:00Z', keys });

const keyOf = (name: string, more: object = {}) => ({
  profile: 'pingan',
  name,
  identity: { kind: 'subaccount' },
  ...fakePair('pingan'),
  ...more,
});

async function openImport(keyfold: Keyfold, path: string): Promise<ImportSheet> {
  await keyfold.menu('import');
  const sheet = await keyfold.import();
  await openFile(path);
  return sheet;
}

for (const language of ['en', 'zh-CN'] as const) {
  const say = { ...common[language], ...words[language] };

  test(`without a keychain the master password is asked for once, and the default is taken over when told to (${language})`, async ({
    start,
  }) => {
    const home = new Home({ language });
    await storeKeys(home.vault, [{ profile: 'pingan', name: 'Ours', isDefault: true }]);
    const file = home.write('keys.json', exportOf([keyOf('Theirs', { default: true }), keyOf('Skipped')]));
    const keyfold = await start({ home, keyring: false });
    const main = await keyfold.unlock();
    const sheet = await openImport(keyfold, file);
    await expect(sheet.page.getByText(say.noKeychain)).toBeVisible();
    await sheet.submit();
    await expect(sheet.page.getByText(say.required, { exact: true })).toBeVisible();
    await sheet.password.fill('not the master password');
    await sheet.submit();
    await expect(sheet.page.getByText(say.wrongPassword)).toBeVisible();
    await sheet.password.fill(masterPassword);
    await sheet.submit();
    await sheet.choiceOf('Skipped').selectOption('skip');
    const defaults = sheet.page.getByRole('checkbox', { name: say.defaults });
    await expect(defaults).not.toBeChecked();
    // Not `check`: the answer comes from the vault.
    await defaults.click();
    await expect(defaults).toBeChecked();
    await sheet.submit();
    await expect(sheet.page.getByText(say.added)).toBeVisible();
    await sheet.done();
    await keyfold.gone('import');
    await expect(main.cell('Theirs', 'default')).toHaveText(say.yes);
    await expect(main.cell('Ours', 'default')).toHaveText(say.no);
  });

  test(`where adding is protected, an import is the owner’s, and under the lock the administrator’s (${language})`, async ({
    start,
  }) => {
    test.slow();
    const keyfold = await start({ vault: true, home: new Home({ language }) });
    const main = await keyfold.main();
    const settings = await main.openSettings();
    await (await openProtect(keyfold, say.create)).submit(masterPassword);
    await keyfold.gone('protect');
    await settings.getByRole('button', { name: say.done }).click();

    let sheet = await openImport(keyfold, keyfold.home.write('one.json', exportOf([keyOf('One')])));
    await sheet.submit();
    await expect(sheet.page.getByText(say.asks)).toBeVisible();
    await sheet.password.fill('not the master password');
    await sheet.submit();
    await expect(sheet.page.getByText(say.wrongPassword)).toBeVisible();
    // A look back at what was chosen changes nothing.
    await sheet.page.getByRole('button', { name: say.back, exact: true }).click();
    await expect(sheet.row('One')).toBeVisible();
    await sheet.submit();
    await sheet.password.fill(masterPassword);
    await sheet.submit();
    await expect(sheet.page.getByText(say.added)).toBeVisible();
    await sheet.done();
    await keyfold.gone('import');

    await main.openSettings();
    const lock = await openProtect(keyfold, say.lock);
    await lock.newPassword.fill(administratorPassword);
    await lock.repeatPassword.fill(administratorPassword);
    await lock.submit(masterPassword);
    await keyfold.gone('protect');
    await settings.getByRole('button', { name: say.done }).click();
    sheet = await openImport(keyfold, keyfold.home.write('two.json', exportOf([keyOf('Two')])));
    await sheet.submit();
    await sheet.administrator.fill(masterPassword);
    await sheet.submit();
    await expect(sheet.page.getByText(say.wrongAdministrator)).toBeVisible();
    await sheet.administrator.fill(administratorPassword);
    await sheet.submit();
    await expect(sheet.page.getByText(say.added)).toBeVisible();
    await sheet.done();
    await keyfold.gone('import');
    expect((await main.names()).sort()).toEqual(['One', 'Two']);
  });
}

test.describe('10,000 keys', () => {
  for (const language of ['en', 'zh-CN'] as const) {
    const say = { ...common[language], ...words[language] };

    test(`are previewed, chosen at once, and none is there when the import is stopped (${language})`, async ({
      start,
    }) => {
      test.slow();
      const home = new Home({ language });
      await copyLargeVault(home.vault);
      const keys = Array.from({ length: many - doubled }, (_, index) => keyOf(`From the file ${index}`));
      const file = home.write('many.json', exportOf([...keys, ...keys.slice(0, doubled)]));
      const keyfold = await start({ home });
      const main = await keyfold.unlock();
      const sheet = await openImport(keyfold, file);
      await expect(sheet.submitButton).toHaveText(say.import, { timeout: 60_000 });
      await expect(sheet.table).toHaveAttribute('aria-rowcount', String(many + 1));

      await expect(sheet.row('From the file 0')).toBeVisible();
      await sheet.table.hover();
      await sheet.page.mouse.wheel(0, many * 100);
      await expect(sheet.row(`From the file ${doubled - 1}`)).toBeVisible();
      expect(await sheet.table.getByRole('row').count()).toBeLessThan(100);
      await sheet.filter(say.double).check();
      await expect(sheet.table).toHaveAttribute('aria-rowcount', String(doubled + 1));
      await expect(sheet.row('From the file 0')).toBeVisible();
      await sheet.filter(say.new).check();
      await sheet.chooseForAll(say.skip);
      await expect(sheet.submitButton).toHaveText(say.none);
      await expect(sheet.submitButton).toBeDisabled();
      await sheet.chooseForAll(say.add);
      await expect(sheet.choiceOf('From the file 0')).toHaveValue('add');
      await sheet.filter(say.all).check();
      await sheet.submit();

      // While the vault is backed up, before the first key is added.
      await sheet.page.getByRole('button', { name: say.stop, exact: true }).dispatchEvent('click');
      await expect(sheet.page.getByText(say.stopped)).toBeVisible();
      await expect(sheet.submitButton).toHaveText(say.import);
      await sheet.cancel();
      await keyfold.gone('import');
      await evenIfGone(main.search.fill('From the file'));
      await expect(main.rows).toHaveCount(0);
      await main.search.fill('');
      await expect(main.count).toHaveText(say.count);
    });
  }
});
