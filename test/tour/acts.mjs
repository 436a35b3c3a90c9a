import { expect as playwrightExpect } from '@playwright/test';
import { ending, gone, patience } from './application.mjs';
import { masterPassword } from './keys.mjs';

/** What a person does, by the words that stand on the screen. */

/** @typedef {import('./application.mjs').Application} Application */
/** @typedef {import('./application.mjs').Page} Page */

export const expect = playwrightExpect.configure({ timeout: patience });

/** @typedef {'en' | 'zh-CN'} Language */

/** The words that are needed in both languages. */
export const words = {
  en: {
    add: 'Add AccessKey',
    list: 'AccessKeys',
    lock: 'Lock',
    unlock: 'Unlock',
    password: 'Master password',
    settings: 'Settings',
    done: 'Done',
    all: /^All keys/,
    overview: 'Overview',
    more: 'More actions',
    create: 'Create Vault',
    later: 'Not Now',
    repeat: 'Repeat master password',
    download: 'Download CSV File',
    close: 'Close',
    closeAnyway: 'Close Anyway',
    dismiss: 'Dismiss',
  },
  'zh-CN': {
    add: '添加 AccessKey',
    list: 'AccessKey 列表',
    lock: '锁定',
    unlock: '解锁',
    password: '主密码',
    settings: '设置',
    done: '完成',
    all: /^全部 AccessKey/,
    overview: '概览',
    more: '更多操作',
    create: '创建保险库',
    later: '暂不设置',
    repeat: '确认主密码',
    download: '下载 CSV 文件',
    close: '关闭',
    closeAnyway: '仍然关闭',
    dismiss: '关闭提示',
  },
};

/**
 * @param {Application} application
 * @param {string} password
 */
export async function createVault(application, password = masterPassword) {
  const sheet = await application.view('create');
  await sheet.getByLabel('Master password', { exact: true }).fill(password);
  await sheet.getByLabel(words.en.repeat).fill(password);
  await sheet.getByRole('button', { name: words.en.create }).click();
  await ending(sheet, () => sheet.getByRole('button', { name: words.en.later }).click());
  const main = await application.view('main-view');
  await main.getByRole('navigation').getByRole('button', { name: words.en.all }).click();
}

/**
 * Unlocks, and goes on from the overview to the list.
 * @param {Application} application
 * @param {Language} language
 */
export async function unlock(application, language) {
  const main = await unlockOnly(application, language);
  await main.getByRole('navigation').getByRole('button', { name: words[language].all }).click();
  await expect(main.getByRole('grid', { name: words[language].list })).toBeVisible();
}

/**
 * Unlocks. The overview is shown then.
 * @param {Application} application
 * @param {Language} language
 */
export async function unlockOnly(application, language) {
  const sheet = await application.view('unlock');
  await sheet.getByLabel(words[language].password, { exact: true }).fill(masterPassword);
  await ending(sheet, () => sheet.getByRole('button', { name: words[language].unlock, exact: true }).click());
  const main = await application.view('main-view');
  await expect(main.getByRole('heading', { level: 1, name: words[language].overview })).toBeVisible();
  return main;
}

/**
 * Does something with the selected key: by a button of its basic properties, or else by their menu.
 * @param {Application} application
 * @param {string} label
 * @param {Language} language
 */
export async function act(application, label, language = 'en') {
  const main = await application.view('main-view');
  const detail = main.getByRole('complementary');
  const button = detail.getByRole('button', { name: label, exact: true });
  await expect(detail).not.toHaveAttribute('aria-busy', 'true');
  if (await button.isVisible()) return button.click();
  await detail.getByRole('button', { name: words[language].more }).click();
  await main.getByRole('menuitem', { name: label, exact: true }).click();
}

/**
 * @param {Application} application
 * @param {Language} language
 */
export async function lock(application, language) {
  const main = await application.view('main-view');
  await ending(main, () => main.getByRole('button', { name: words[language].lock, exact: true }).click());
  await expect((await application.view('unlock')).getByLabel(words[language].password, { exact: true })).toBeFocused();
}

/**
 * @param {Application} application
 * @param {Language} language
 */
export async function openAdd(application, language = 'en') {
  const main = await application.view('main-view');
  await main.getByRole('button', { name: words[language].add }).first().click();
  return application.view('add');
}

/**
 * @param {Page} sheet
 * @param {import('./keys.mjs').FakeKey} key
 * @param {Language} language
 */
export async function fillIn(sheet, { provider, choices, fields }, language = 'en') {
  for (const name of [provider, ...choices]) await choose(sheet, name);
  await fillFields(sheet, fields, language);
}

/**
 * @param {Page} sheet
 * @param {Record<string, string>} fields
 * @param {Language} language
 */
export async function fillFields(sheet, fields, language = 'en') {
  for (const [label, value] of Object.entries(fields)) await sheet.getByLabel(label, { exact: true }).fill(value);
  // Stands there where the system has no keychain.
  const password = sheet.getByLabel(words[language].password, { exact: true });
  if (await password.isVisible()) await password.fill(masterPassword);
}

/**
 * Chooses one of a few. The radio button itself can't be seen: its label is drawn as a card or a segment.
 * @param {Page} page
 * @param {string} name
 */
export async function choose(page, name) {
  const button = page.getByRole('radio', { name, exact: true });
  await page.locator('label').filter({ has: button }).click();
  await expect(button).toBeChecked();
}

/**
 * Presses Add AccessKey and answers the sheet that shows the secret.
 * @param {Application} application
 * @param {Page} sheet
 * @param {Language} language
 */
export async function submit(application, sheet, language = 'en') {
  await ending(sheet, () => sheet.getByRole('dialog').getByRole('button', { name: words[language].add }).click());
  const reveal = await application.view('reveal');
  await expect(reveal.getByRole('button', { name: words[language].download })).toBeVisible();
  return reveal;
}

/**
 * Closes the sheet that shows a secret, and says yes where it asks.
 * @param {Page} reveal
 * @param {Language} language
 */
export async function closeReveal(reveal, language = 'en') {
  const pressed = reveal.getByRole('button', { name: words[language].close, exact: true }).last().click();
  // If it doesn't ask, the page may be gone before the click is answered.
  await pressed.catch((error) => {
    if (!reveal.isClosed()) throw error;
  });
  const anyway = reveal.getByRole('button', { name: words[language].closeAnyway });
  const asks = await Promise.race([anyway.waitFor().then(() => true), gone(reveal).then(() => false)]).catch(
    () => !reveal.isClosed(),
  );
  if (asks) await ending(reveal, () => anyway.click());
}

/**
 * Adds a key and closes the sheet that shows its secret.
 * @param {Application} application
 * @param {import('./keys.mjs').FakeKey} key
 * @param {() => Promise<void>} filledIn called when the form is complete
 */
export async function addKey(application, key, filledIn) {
  const sheet = await openAdd(application);
  await fillIn(sheet, key);
  await filledIn();
  await closeReveal(await submit(application, sheet));
  await expectListed(application, key.fields.Name ?? '');
}

/**
 * The row of a key, by its name.
 * @param {Page} main
 * @param {string} name
 */
export const rowOf = (main, name) =>
  main.getByRole('row').filter({ has: main.getByRole('gridcell').getByText(name, { exact: true }) });

/**
 * @param {Application} application
 * @param {string} name
 */
export async function expectListed(application, name) {
  await expect(rowOf(await application.view('main-view'), name)).toBeVisible();
}

/**
 * Selects a key and answers its basic properties.
 * @param {Application} application
 * @param {string} name
 */
export async function select(application, name) {
  const main = await application.view('main-view');
  await rowOf(main, name).click();
  const detail = main.getByRole('complementary');
  await expect(detail.getByRole('heading', { name })).toBeVisible();
  return detail;
}

/**
 * Closes the messages that lie over the list.
 * @param {Application} application
 */
export async function dismissNotifications(application) {
  const close = (await application.view('main-view')).getByRole('button', {
    name: new RegExp(`^(${words.en.dismiss}|${words['zh-CN'].dismiss})$`),
  });
  while (await close.first().isVisible()) await close.first().click();
}
