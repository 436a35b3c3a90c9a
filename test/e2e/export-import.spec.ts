import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../common/languages';
import { deleteKey } from '../support/acts';
import type { Keyfold } from '../support/app';
import { masterPassword } from '../support/fake-keys';
import { cancelOpening, cancelSaving, openFile, saveAs } from '../support/file-dialog';
import { Home } from '../support/home';
import { type StoredKey, storeKeys } from '../support/stored-keys';
import { expect, test } from '../support/test';
import type { ImportSheet } from '../support/views/import';
import { evenIfGone } from '../support/views/words';

/** What the application says in each language, as far as a test asks for it. */
const words = {
  en: {
    all: /^All AccessKeys$/,
    chosen: /^The chosen AccessKeys$/,
    own: 'Own passphrase',
    exported: (keys: number) => new RegExp(`^${keys} AccessKeys? (is|are) in `),
    wrong: /The passphrase is wrong/,
    tick: /Write the passphrase down/,
    short: /at least 12 characters/,
    line: (line: number) => new RegExp(`^Line ${line} is not a recipient of age`),
    identity: (line: number) => new RegExp(`^Line ${line} is a secret identity`),
    nothing: /already has/,
    state: { new: 'New', same: 'Same', changed: 'Changed', other: 'Other secret' },
    skip: 'Skip',
    add: 'Add',
    summary: (add: number, skip: number) => `${add} to add, ${skip} skipped`,
    added: '1 AccessKey was added.',
    export: 'Export…',
    import: 'Import…',
    viewSecret: 'View Secret',
    unknown: /doesn’t know what is in this file/,
  },
  'zh-CN': {
    all: /^全部 AccessKey$/,
    chosen: /^所选 AccessKey$/,
    own: '自定义密码短语',
    exported: (keys: number) => new RegExp(`^已将 ${keys} 个 AccessKey 导出到 `),
    wrong: /密码短语不正确/,
    tick: /请先抄写或另行保存/,
    short: /至少需要 12 个字符/,
    line: (line: number) => new RegExp(`^第 ${line} 行不是有效的 age 公钥`),
    identity: (line: number) => new RegExp(`^第 ${line} 行是身份密钥`),
    nothing: /均已在保险库中/,
    state: { new: '新增', same: '相同', changed: '属性不同', other: 'Secret 不同' },
    skip: '跳过',
    add: '添加',
    summary: (add: number, skip: number) => `添加 ${add} 个、跳过 ${skip} 个`,
    added: '已添加 1 个 AccessKey。',
    export: '导出…',
    import: '导入…',
    viewSecret: '查看 Secret',
    unknown: /无法识别该文件/,
  },
} as const;

/** An encryption by passphrase costs a second of one core on purpose, and tests run side by side. */
const slow = { timeout: 40_000 };

const ofUser = (name: string): StoredKey => ({
  profile: 'pingan',
  name,
  accountId: 'pa-example',
  identityName: `user-${name}`,
  identityKind: 'subaccount',
});

/** Exports under this path with the passphrase that Keyfold makes up, and answers that. */
async function exportTo(keyfold: Keyfold, path: string): Promise<string> {
  const sheet = await keyfold.export();
  const passphrase = await sheet.readPassphrase();
  await sheet.written.check();
  await sheet.submit(masterPassword);
  await saveAs(path);
  await expect(sheet.dialog.getByRole('status')).toContainText('keys.age', slow);
  await sheet.done();
  await keyfold.gone('export');
  return passphrase;
}

/** Opens the import sheet with that file. */
async function openImport(keyfold: Keyfold, path: string): Promise<ImportSheet> {
  await keyfold.menu('import');
  const sheet = await keyfold.import();
  await openFile(path);
  return sheet;
}

for (const language of ['en', 'zh-CN'] satisfies Language[]) {
  const say = words[language];

  test(`an export brings back a key that was deleted, with its secret (${language})`, async ({ start }) => {
    test.slow();
    const home = new Home({ language });
    const lost = {
      ...ofUser('lost'),
      identityKind: 'master-account',
      identityName: '',
      secret: 'FAKEsecretOfTheLostKey00000000',
    };
    await storeKeys(join(home.userData, 'vault'), [lost, ofUser('kept'), ofUser('edited')]);
    const keyfold = await start({ home });
    const main = await keyfold.unlock();
    const file = join(home.documents, 'keys.age');

    await main.more(say.export);
    const sheet = await keyfold.export();
    await expect(sheet.choice(say.all)).toBeChecked();
    // Not before the person says that the passphrase is kept.
    await sheet.submit(masterPassword);
    await expect(sheet.page.getByText(say.tick)).toBeVisible();
    const passphrase = await exportTo(keyfold, file);
    expect(passphrase).toMatch(/^[a-z]+(-[a-z]+){9}$/);
    const content = readFileSync(file);
    expect(content.subarray(0, 21).toString('latin1')).toBe('age-encryption.org/v1');
    expect(content.includes(lost.secret)).toBe(false);

    // All of it is there.
    const same = await openImport(keyfold, file);
    await same.unlock(passphrase);
    await expect(same.page.getByText(say.nothing)).toBeVisible(slow);
    await same.done();
    await keyfold.gone('import');

    await deleteKey(keyfold, lost.name);
    const again = await openImport(keyfold, file);
    await again.unlock('not-the-passphrase-of-this-file');
    await expect(again.page.getByText(say.wrong)).toBeVisible(slow);
    await expect(again.passphrase).toBeFocused();
    await again.unlock(passphrase);
    await expect(again.filter(`${say.state.new} 1`)).toBeVisible(slow);
    await expect(again.filter(`${say.state.same} 2`)).toBeVisible();
    await expect(again.row(lost.name)).toContainText(say.state.new);
    await expect(again.row('kept')).toContainText(say.state.same);
    await expect(again.row('kept').getByRole('combobox')).toHaveCount(0);
    await expect(again.summary).toHaveText(say.summary(1, 2));

    // One row, and all of a state.
    await again.choiceOf(lost.name).selectOption('skip');
    await expect(again.submitButton).toBeDisabled();
    await again.filter(`${say.state.new} 1`).check();
    await expect(again.row('kept')).toHaveCount(0);
    await again.chooseForAll(say.add);
    await expect(again.choiceOf(lost.name)).toHaveValue('add');
    await again.submit();
    await expect(again.page.getByText(say.added)).toBeVisible(slow);
    await again.done();
    await keyfold.gone('import');

    await main.select(lost.name);
    await main.action(say.viewSecret).click();
    await (await keyfold.verify()).submit(masterPassword);
    const reveal = await keyfold.reveal();
    await expect(reveal.page.getByText(lost.secret)).toBeVisible();
    await reveal.close();
  });

  test(`an export says what is wrong with a passphrase, a recipient or the master password, and ends where it is cancelled (${language})`, async ({
    start,
  }) => {
    const home = new Home({ language });
    await storeKeys(join(home.userData, 'vault'), [ofUser('one')]);
    const keyfold = await start({ home });
    await keyfold.unlock();
    await keyfold.menu('export');
    const sheet = await keyfold.export();
    await sheet.choose(say.own);
    await sheet.own.fill('elevenchars');
    await sheet.repeat.fill('elevenchars');
    await sheet.submitButton.click();
    await expect(sheet.page.getByText(say.short, { exact: false }).last()).toBeVisible();
    await expect(sheet.own).toBeFocused();

    await sheet.useRecipients('# the team\nage1nonsense');
    await expect(sheet.page.getByText(say.line(2))).toBeVisible();
    await sheet.recipients.fill('AGE-SECRET-KEY-1FAKEFAKEFAKE');
    await expect(sheet.page.getByText(say.identity(1))).toBeVisible();
    // Of the right shape, but with a wrong checksum: only the vault can tell.
    await sheet.recipients.fill(`age1${'q'.repeat(58)}`);
    await sheet.submit(masterPassword);
    await expect(sheet.page.getByText(say.line(1))).toBeVisible();
    await expect(sheet.recipients).toBeFocused();

    // The recipient of age's own example in its README.
    await sheet.recipients.fill('age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p');
    await sheet.submit('not the master password');
    await expect(sheet.password).toBeFocused();
    await expect(sheet.password).toHaveAttribute('aria-invalid', 'true');
    await sheet.submit(masterPassword);
    await cancelSaving();
    // Nothing that was typed is lost.
    await expect(sheet.recipients).toHaveValue(/^age1ql3z7/);
    await evenIfGone(sheet.page.keyboard.press('Escape'));
    await keyfold.gone('export');
  });

  test(`an import ends where no file is chosen, and refuses a file of something else (${language})`, async ({
    start,
  }) => {
    const keyfold = await start({ vault: true, settings: { language } });
    await keyfold.menu('import');
    await keyfold.import();
    await cancelOpening();
    await keyfold.gone('import');
    const sheet = await openImport(keyfold, keyfold.home.write('letter.txt', 'Dear Ada,\n'));
    await expect(sheet.page.getByText(say.unknown)).toBeVisible();
    await sheet.cancel();
    await keyfold.gone('import');
  });
}
