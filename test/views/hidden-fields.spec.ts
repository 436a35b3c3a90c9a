import type { Page } from '@playwright/test';
import type { Language } from '../../common/languages';
import type { View } from '../../common/views';
import { fakeAsk } from '../support/fake/command';
import { openedFile } from '../support/fake/import';
import { fakeKeys } from '../support/fake/keys';
import { planTold, scopeFacts } from '../support/fake/sheets';
import { masterPassword } from '../support/fake-keys';
import { expect, fail, languages, test } from '../support/view-test';
import { CreateSheet } from '../support/views/create';
import { UnlockSheet } from '../support/views/unlock';

/** What a field that hides its text says of what can't be seen in it: on each sheet that asks for a password. */

const words = {
  en: {
    capsLock: 'Caps Lock is on.',
    lineEnds: 'The pasted text had line ends. This field leaves them out.',
    first: 'It begins with a blank. Blanks count.',
    last: 'It ends with a blank. Blanks count.',
    unseen: 'It has characters that can’t be seen. They count.',
    untypable: 'Master password has a tab, a line end or another character',
    wrong: 'The master password is wrong.',
  },
  'zh-CN': {
    capsLock: '大写锁定已开启。',
    lineEnds: '粘贴的内容含有换行，此处已将其去掉。',
    first: '开头有空白字符，空白也算密码的一部分。',
    last: '末尾有空白字符，空白也算密码的一部分。',
    unseen: '包含看不见的字符，它们也算密码的一部分。',
    untypable: '主密码包含制表符、换行符或其他无法用键盘在此输入的字符',
    wrong: '主密码不正确',
  },
} as const satisfies Record<Language, Record<string, string>>;

/** Presses a letter in the field as with Caps Lock on or off. No driver can hold that key for a page. */
async function pressWith(page: Page, selector: string, capsLock: boolean): Promise<void> {
  await page.locator(selector).evaluate((field, modifierCapsLock) => {
    const event = { key: 'a', bubbles: true, modifierCapsLock };
    field.dispatchEvent(new KeyboardEvent('keydown', event));
    field.dispatchEvent(new KeyboardEvent('keyup', event));
  }, capsLock);
}

/** Pastes a text into the field that has the focus, with the event that comes before it. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
    document.execCommand('insertText', false, pasted);
  }, text);
}

const [key] = fakeKeys(1);
const backup = { name: '2026-11-25T080000Z-manual', kind: 'manual', at: Date.now(), size: 70_000 } as const;

/** Every sheet that has a hidden field, and how to come to it. */
const asking = {
  unlock: (open) => open('unlock'),
  create: (open) => open('create'),
  verify: (open) =>
    open('verify', {
      context: { intent: { act: 'delete', ids: [key?.id ?? ''] } },
      answers: { 'protection.plan': () => planTold('key.delete', key ? [key] : []) },
    }),
  keyring: (open) => open('keyring', { context: { act: 'password' } }),
  protect: (open) => open('protect', { context: { change: { part: 'lock', on: true } } }),
  restore: (open) => open('restore', { answers: { 'backups.list': () => [backup] } }),
  rekey: (open) => open('rekey'),
  import: (open) =>
    open('import', {
      answers: { 'keyImport.open': () => openedFile({ kind: 'age', fileName: 'k.age', keys: 0, needs: 'passphrase' }) },
    }),
  export: (open) =>
    open('export', {
      answers: {
        'keyExport.count': () => scopeFacts({}),
        'keyExport.passphrase': () => ({ passphrase: new TextEncoder().encode('a-b-c-d') }),
      },
    }),
  add: (open) => open('add'),
  allow: (open) => open('allow', { answers: { 'allow.asked': () => fakeAsk() } }),
} as const satisfies Partial<Record<View, (open: Parameters<Parameters<typeof test>[2]>[0]['open']) => unknown>>;

for (const [sheet, come] of Object.entries(asking)) {
  test(`Caps Lock is said at every hidden field: ${sheet}`, async ({ open }) => {
    const { page } = await come(open);
    const fields = page.locator('input[type="password"]');
    await expect(fields.first()).toBeVisible();
    const names = await fields.evaluateAll((all) => all.map((field) => field.getAttribute('name')));
    for (const name of names) {
      const field = `input[name="${name}"]`;
      await page.locator(field).focus();
      await pressWith(page, field, true);
      await expect(page.getByText(words.en.capsLock)).toBeVisible();
      await expect(page.locator(field)).toHaveAccessibleDescription(/Caps Lock is on\./);
      await pressWith(page, field, false);
      await expect(page.getByText(words.en.capsLock)).toHaveCount(0);
    }
  });
}

for (const language of languages) {
  const say = words[language];

  test(`at the lock screen a blank at an end is pointed out, also beside “wrong” (${language})`, async ({ open }) => {
    const view = await open('unlock', { language, answers: { 'session.unlock': () => fail('wrong-password', {}) } });
    const sheet = new UnlockSheet(view.page);
    await sheet.password.pressSequentially(` ${masterPassword}`);
    await expect(view.page.getByText(say.first)).toBeVisible();
    await sheet.password.fill(masterPassword);
    await expect(view.page.getByText(say.first)).toHaveCount(0);
    await sheet.submit(`${masterPassword}\u00a0`);
    await expect(view.page.getByText(say.wrong)).toBeVisible();
    await expect(view.page.getByText(say.last)).toBeVisible();
    await pressWith(view.page, 'input[name="password"]', true);
    await expect(view.page.getByText(say.capsLock)).toBeVisible();
    await expect(sheet.password).toHaveAccessibleDescription(
      new RegExp(`${say.wrong}.*${say.capsLock} ${say.last}`.replaceAll('.', '\\.').replace('\\.*', '.*')),
    );
    // What was typed is sent as it is: with a blank it is another password.
    expect(new TextDecoder().decode((await view.called('session.unlock')).password)).toBe(`${masterPassword}\u00a0`);
  });

  test(`a new password can’t have what no keyboard types (${language})`, async ({ open }) => {
    const view = await open('create', { language, answers: { 'session.create': () => null } });
    const sheet = new CreateSheet(view.page);
    // By their numbers, since no half of a pair comes through to the page.
    for (const code of [0x09, 0x07, 0xd800, 0x2028]) {
      await sheet.password.fill('');
      await sheet.password.evaluate((_input, bad) => {
        document.execCommand('insertText', false, `marble${String.fromCharCode(bad)}otter quarry`);
      }, code);
      await sheet.submit();
      await expect(view.page.getByText(say.untypable)).toBeVisible();
    }
    expect(view.calls('session.create')).toEqual([]);
  });

  test(`what can’t be seen of a new password is pointed out (${language})`, async ({ open }) => {
    const view = await open('create', { language });
    const sheet = new CreateSheet(view.page);
    await sheet.password.fill('marble\u200botter quarry');
    await expect(view.page.getByText(say.unseen)).toBeVisible();
    await sheet.password.fill('');
    await paste(view.page, 'marble otter\nquarry');
    await expect(view.page.getByText(say.lineEnds)).toBeVisible();
  });

  test(`a blank at the end of a new password is pointed out, a composed letter isn’t (${language})`, async ({
    open,
  }) => {
    const view = await open('create', { language });
    const sheet = new CreateSheet(view.page);
    await sheet.password.fill('marble otter quarry ');
    await expect(view.page.getByText(say.last)).toBeVisible();
    // What is composed of two characters is no fault: the vault takes the one that looks the same.
    await sheet.fill('cafe\u0301 otter quarry', 'caf\u00e9 otter quarry');
    await expect(view.page.getByRole('list').getByText('.')).toHaveCount(0);
  });
}
