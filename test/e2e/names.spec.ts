import type { Locator } from '@playwright/test';
import { addKey, chooseLanguage } from '../support/acts';
import { fakePair, masterPassword, uniqueName } from '../support/fake-keys';
import { copyVault } from '../support/stored-keys';
import { expect, sharedKeyfold, test } from '../support/test';

/** Names that are unusual and good. */
const good = {
  'an emoji of several parts': '👩‍👩‍👧‍👦 family 🏴‍☠️',
  'an emoji with a skin colour': '🤝🏽 partner',
  Arabic: 'مفتاح النشر',
  'Hebrew and Latin in one': 'deploy מפתח ראשי v2',
  'Chinese, rare characters among it': '部署密钥 𠮷𡃁',
  'combining marks upon marks': `Z${'\u0301\u0323\u0308'.repeat(20)}algo`,
  'what looks like markup': '<img src=x onerror="document.title=1"> & <b>bold</b>',
  'what looks like a placeholder': '{{name}} $t(common:add) %s $1',
  'quotation marks and backslashes': `"it's" \\ \`back\` “quoted”`,
  'a path': '../../etc/passwd',
  'a formula': '=HYPERLINK("https://example.com")',
  'as long as may be': '长'.repeat(255),
  'one long word': 'W'.repeat(255),
};

/** Those that are typed into the sheet here; the others stand in the vault from the beginning. */
const typedHere: readonly string[] = ['combining marks upon marks', 'what looks like markup', 'as long as may be'];

const names = Object.entries(good).map(([what, beginning]) => ({
  what,
  name: beginning.length < 200 ? uniqueName(beginning) : beginning,
  pair: fakePair('pingan'),
}));

const storedBefore = names
  .filter(({ what }) => !typedHere.includes(what))
  .map(({ name, pair: { accessKeyId, secret } }) => ({ profile: 'pingan' as const, name, accessKeyId, secret }));

const shared = sharedKeyfold({}, (folder) => copyVault(folder, storedBefore));

/** Whether an element's text stands within the element, not over what is beside it. */
const fits = (element: Locator) =>
  element.evaluate((node) => {
    const { left, right } = node.getBoundingClientRect();
    const { left: least, right: most } = (node.parentElement ?? node).getBoundingClientRect();
    return left >= least - 1 && right <= most + 1;
  });

test('unusual names are kept as they are, found, and named in every dialog', async () => {
  test.setTimeout(180_000);
  const keyfold = shared();
  const title = await (await keyfold.main()).page.title();
  for (const { what, name, pair } of names) {
    if (typedHere.includes(what)) await addKey(keyfold, 'pingan', { name, pair });
  }
  await keyfold.lock();
  const main = await keyfold.unlock();
  for (const {
    what,
    name,
    pair: { accessKeyId },
  } of names) {
    await test.step(`a name with ${what}`, async () => {
      const stored = name.normalize('NFC');
      // Found by what was typed, in the list as it is, within its column.
      await main.search.fill(name);
      await expect(main.count).toHaveText('1 key');
      await expect.poll(() => main.names()).toEqual([stored]);
      await main.select(stored);
      expect(await fits(main.row(stored).locator('.key-cell-name'))).toBe(true);
      await expect(main.detail.getByRole('heading').locator('bdi')).toHaveText(stored);
      expect(await main.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);

      await main.action('Edit AccessKey').click();
      await expect(main.dialog.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue(stored);
      await main.dialog.getByRole('button', { name: 'Cancel' }).click();
      await main.action('Delete AccessKey').click();
      await expect(main.dialog.locator('bdi').filter({ hasText: stored }).last()).toBeVisible();
      if (what !== 'one long word') {
        await main.dialog.getByRole('button', { name: 'Cancel' }).click();
        await expect(main.dialog).toHaveCount(0);
        return;
      }
      await main.dialog.getByRole('button', { name: 'Delete AccessKey' }).click();
      const verify = await keyfold.verify();
      await expect(verify.dialog.locator('bdi').filter({ hasText: stored })).toBeVisible();
      await verify.submit(masterPassword);
      await expect(main.said('was deleted.').last()).toContainText(stored);
      await main.search.fill('');
      await expect(main.page.getByText(accessKeyId)).toHaveCount(0);
    });
  }
  // Nothing in a name was ever run.
  expect(await main.page.title()).toBe(title);
});

const bad = [
  { what: 'right-to-left override', name: 'admin\u202egnp.exe', problem: 'hidden' },
  { what: 'right-to-left mark', name: 'deploy\u200fbot', problem: 'hidden' },
  { what: 'isolate that is never closed', name: '\u2067deploy', problem: 'hidden' },
  { what: 'zero-width space', name: 'dep\u200bloy', problem: 'hidden' },
  { what: 'control character', name: 'deploy\u0007bot', problem: 'hidden' },
  { what: 'length of 10,000 characters', name: '名'.repeat(10_000), problem: 'long' },
] as const;

const words = {
  en: {
    name: 'Name',
    save: 'Save',
    edit: 'Edit AccessKey',
    hidden:
      'Name has invisible characters (control or text-direction marks). Type it again, or paste it as plain text.',
    long: 'Name has more than 255 characters. Shorten it.',
  },
  'zh-CN': {
    name: '名称',
    save: '保存',
    edit: '编辑 AccessKey',
    hidden: '名称包含不可见字符（控制字符或文字方向标记），请重新输入，或以纯文本方式粘贴。',
    long: '名称不能超过 255 个字符。',
  },
};

for (const language of ['en', 'zh-CN'] as const) {
  test.describe(`a name that would mislead is refused in ${language}`, () => {
    const say = words[language];

    test.beforeAll(() => chooseLanguage(shared(), language));
    test.afterAll(() => chooseLanguage(shared(), 'en'));

    test('when adding', async () => {
      const keyfold = shared();
      await keyfold.main();
      await keyfold.menu('add');
      const sheet = await keyfold.add();
      const pair = fakePair('alibaba');
      await sheet.fillPair('alibaba', pair);
      for (const { what, name, problem } of bad) {
        await test.step(`a ${what}`, async () => {
          await sheet.field(say.name).fill(name);
          await sheet.submit();
          await expect(sheet.page.getByText(say[problem])).toBeVisible();
          await expect(sheet.field(say.name)).toBeFocused();
          // Nothing is mended behind the person's back. Of a very long text only the end is left out.
          const kept = await sheet.field(say.name).inputValue();
          expect(name.startsWith(kept)).toBe(true);
          expect(kept.length).toBeGreaterThanOrEqual(Math.min(name.length, 1020));
          await expect(sheet.field('AccessKey Secret')).toHaveValue(pair.secret);
          // Each is to be refused by itself, not by what was said of the one before.
          await sheet.field(say.name).fill('fine');
          await expect(sheet.page.getByText(say[problem])).toHaveCount(0);
        });
      }
      await sheet.cancel();
      await keyfold.gone('add');
    });

    test('when editing', async () => {
      const keyfold = shared();
      await chooseLanguage(keyfold, 'en');
      const key = await addKey(keyfold, 'huawei');
      await chooseLanguage(keyfold, language);
      const { page } = await keyfold.main();
      await page.getByRole('grid').getByText(key.name, { exact: true }).click();
      await page.getByRole('complementary').getByRole('button', { name: say.edit, exact: true }).click();
      const dialog = page.getByRole('dialog');
      const field = dialog.getByRole('textbox', { name: say.name, exact: true });
      for (const { name, problem } of bad) {
        await field.fill(name);
        await dialog.getByRole('button', { name: say.save, exact: true }).click();
        await expect(dialog.getByText(say[problem])).toBeVisible();
        expect(name.startsWith(await field.inputValue())).toBe(true);
      }
      await field.fill(`${key.name} 🔑`);
      await dialog.getByRole('button', { name: say.save, exact: true }).click();
      await expect(dialog).toHaveCount(0);
      await expect(page.getByRole('grid').getByText(`${key.name} 🔑`, { exact: true })).toBeVisible();
    });
  });
}

test('a search for something odd finds nothing, says so, and is left again', async () => {
  const main = await shared().main();
  for (const text of ['\u202e', '%', '_', '"', "' OR 1=1 --", '*', '{{text}}', '<b>', '名'.repeat(1000)]) {
    await main.search.fill(`nothing ${text}`);
    await expect(main.page.getByText('Nothing found for')).toBeVisible();
    await main.page.getByRole('button', { name: 'Clear search' }).last().click();
    await expect(main.search).toHaveValue('');
  }
});
