import type { Locator } from '@playwright/test';
import { fakeKey } from '../support/fake/keys';
import { fakeTicket, planTold } from '../support/fake/sheets';
import { fakePair } from '../support/fake-keys';
import { unusualNames } from '../support/unusual-names';
import { expect, languages, test } from '../support/view-test';
import { AddSheet } from '../support/views/add';
import { MainView } from '../support/views/main-view';
import { VerifySheet } from '../support/views/verify';
import { words as common } from '../support/views/words';

/** Whether an element's text stands within the element, not over what is beside it. */
const fits = (element: Locator) =>
  element.evaluate((node) => {
    const { left, right } = node.getBoundingClientRect();
    const { left: least, right: most } = (node.parentElement ?? node).getBoundingClientRect();
    return left >= least - 1 && right <= most + 1;
  });

for (const [what, typed] of Object.entries(unusualNames)) {
  // As the vault stores it.
  const name = typed.normalize('NFC');

  test(`a name with ${what} stands in the list and in every dialog as it is`, async ({ open }) => {
    const key = fakeKey({ provider: 'pingan', name });
    const view = await open('main-view', { keys: [key, fakeKey({ provider: 'pingan', name: 'Another' })] });
    const main = new MainView(view.page);
    const title = await view.page.title();
    await main.search.fill(name);
    await expect(main.count).toHaveText('1 key');
    expect(view.calls('keys.list').at(-1)?.text).toBe(name);
    await expect.poll(() => main.names()).toEqual([name]);
    await main.select(name);
    expect(await fits(main.row(name).locator('.key-cell-name'))).toBe(true);
    await expect(main.detail.getByRole('heading').locator('bdi')).toHaveText(name);
    expect(await view.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);

    await main.action('Edit AccessKey').click();
    await expect(main.dialog.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue(name);
    await main.dialog.getByRole('button', { name: 'Cancel' }).click();
    await main.action('Delete AccessKey').click();
    await expect(main.dialog.locator('bdi').filter({ hasText: name }).last()).toBeVisible();
    await main.confirmDelete.click();
    await expect(main.said('is in the recycle bin.').last()).toContainText(name);
    // Nothing in a name was run.
    expect(await view.page.title()).toBe(title);

    const verify = await open('verify', {
      context: { intent: { act: 'delete', ids: [key.id] } },
      answers: { 'protection.plan': () => planTold('key.delete', [key]) },
    });
    const { dialog } = new VerifySheet(verify.page);
    const shown = dialog.getByTitle(name, { exact: true }).or(dialog.locator('bdi').getByText(name, { exact: true }));
    await expect(shown).toBeVisible();
    expect(await fits(shown)).toBe(true);
    // A very long name is cut in the middle.
    const [start = '', end = name] = (await shown.innerText()).split('…');
    expect([name.startsWith(start), name.endsWith(end)]).toEqual([true, true]);
    expect([...name].length > 120).toBe((await shown.innerText()).includes('…'));
  });
}

const bad = [
  { what: 'a right-to-left override', name: 'admin\u202egnp.exe', problem: 'hidden' },
  { what: 'a right-to-left mark', name: 'deploy\u200fbot', problem: 'hidden' },
  { what: 'an isolate that is never closed', name: '\u2067deploy', problem: 'hidden' },
  { what: 'a zero-width space', name: 'dep\u200bloy', problem: 'hidden' },
  { what: 'a soft hyphen', name: 'dep\u00adloy', problem: 'hidden' },
  { what: 'a control character', name: 'deploy\u0007bot', problem: 'hidden' },
  { what: '10,000 characters', name: '名'.repeat(10_000), problem: 'long' },
] as const;

const words = {
  en: {
    name: 'Name',
    hidden: 'Name has invisible characters (such as soft hyphens, fillers or text-direction marks). Type it again.',
    long: 'Name has more than 255 characters. Shorten it.',
  },
  'zh-CN': {
    name: '名称',
    hidden: '名称包含不可见字符（例如软连字符、填充字符或文字方向标记），请重新输入。',
    long: '名称不能超过 255 个字符。',
  },
};

for (const language of languages) {
  const say = { ...common[language], ...words[language] };

  test(`a name that would mislead is refused when adding (${language})`, async ({ open }) => {
    const view = await open('add', { language });
    const sheet = new AddSheet(view.page);
    const pair = fakePair('alibaba');
    await sheet.fillPair('alibaba', pair);
    for (const { what, name, problem } of bad) {
      await test.step(`with ${what}`, async () => {
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
    expect(view.calls('keys.add')).toEqual([]);
  });

  test(`a name that would mislead is refused when editing (${language})`, async ({ open }) => {
    const key = fakeKey({ provider: 'huawei', name: 'Ordinary' });
    const view = await open('main-view', { language, keys: [key] });
    const main = new MainView(view.page);
    await main.select('Ordinary');
    await main.action(say.edit).click();
    const field = main.dialog.getByRole('textbox', { name: say.name, exact: true });
    const save = main.dialog.getByRole('button', { name: say.save, exact: true });
    for (const { name, problem } of bad) {
      await field.fill(name);
      await save.click();
      await expect(main.dialog.getByText(say[problem])).toBeVisible();
      expect(name.startsWith(await field.inputValue())).toBe(true);
    }
    expect(view.calls('keys.edit')).toEqual([]);
    await field.fill('Ordinary 🔑');
    await save.click();
    await expect(main.dialog).toHaveCount(0);
    await expect(main.row('Ordinary 🔑')).toBeVisible();
  });
}

test('an emoji and 255 characters are no reason to refuse a name', async ({ open }) => {
  const name = `🔑 👩‍💻 ${'名'.repeat(240)}`;
  const view = await open('add', {
    answers: { 'keys.add': () => ({ id: fakeKey({ provider: 'huawei', name }).id, ticket: fakeTicket }) },
  });
  const sheet = new AddSheet(view.page);
  await sheet.choose('huawei');
  await sheet.fillPair('huawei', fakePair('huawei'));
  await sheet.fill({ Name: name });
  await sheet.submit();
  expect((await view.called('keys.add')).key.name).toBe(name);
});
