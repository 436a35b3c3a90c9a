import { cpSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  closeReveal,
  dismissNotifications,
  expect,
  fillIn,
  lock,
  openAdd,
  select,
  submit,
  unlockOnly,
  words,
} from './acts.mjs';
import { Application, ending, Home } from './application.mjs';
import { guidePictures } from './guide-pictures.mjs';
import { fake, fakeCapitals, masterPassword } from './keys.mjs';
import { takePicture } from './picture.mjs';
import { seed } from './seed.mjs';

/** The pictures in `docs/pictures/`: the same few scenes in both languages, light and dark. */

/** @typedef {import('./acts.mjs').Language} Language */
/** @typedef {'light' | 'dark'} Theme */

const folder = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));
const size = { width: 1200, height: 760 };
const smallest = { width: 900, height: 600 };
const mostBytes = 200_000;

const pair = { id: fake('LTAIFAKEaudit', 24), secret: fake('FAKEaudit', 30) };

/** @type {Record<Language, import('./keys.mjs').FakeKey>} */
const newKeys = {
  en: {
    provider: 'Alibaba Cloud',
    choices: [],
    fields: {
      Name: 'Audit export',
      Description: 'Reads ActionTrail logs for the quarterly audit.',
      'Account ID': '1234567890123456',
      'Sub-Username': 'audit-reader',
      'AccessKey ID': pair.id,
      'AccessKey Secret': pair.secret,
    },
  },
  'zh-CN': {
    provider: '阿里云',
    choices: [],
    fields: {
      名称: '审计日志导出',
      描述: '每季度审计时读取操作审计日志。',
      '账号 ID': '1234567890123456',
      子用户名: 'audit-reader',
      'AccessKey ID': pair.id,
      'AccessKey Secret': pair.secret,
    },
  },
};

const selected = { en: 'Production deploy', 'zh-CN': '生产环境部署' };

const consoleFile = {
  name: 'credentials.csv',
  text: `User Name,Access Key Id,Secret Access Key\r\nbilling-export,${fakeCapitals('FAKEBILL')},${fake('FAKEBILL', 40)}\r\n`,
};
const filledIn = { en: 'Filled in from', 'zh-CN': '已从' };
const closeAnyway = { en: 'Close Anyway', 'zh-CN': '仍然关闭' };
const chooseFile = { en: 'Choose CSV File', 'zh-CN': '选择 CSV 文件' };

/** Makes all of them anew; answers whether it could. */
export async function makePictures() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const language of /** @type {const} */ (['en', 'zh-CN'])) {
    await firstStart(language);
    const filled = new Home();
    await seed(filled.userData, language);
    for (const theme of /** @type {const} */ (['light', 'dark'])) {
      const home = new Home();
      cpSync(join(filled.userData, 'vault'), join(home.userData, 'vault'), { recursive: true });
      await daily(home, language, theme);
    }
  }
  return true;
}

/** @param {Language} language */
async function firstStart(language) {
  const { application, picture } = await started(new Home(), language, 'light');
  const sheet = await application.view('create');
  await sheet.getByLabel(words[language].password, { exact: true }).fill(masterPassword);
  await sheet.getByLabel(words[language].repeat).fill(masterPassword);
  await expect(sheet.getByRole('meter')).toBeVisible();
  await picture('create');
  await moved(application, language, picture);
  await application.quit();
}

const openExisting = { en: 'Open an Existing Vault or Backup…', 'zh-CN': '打开已有保险库或备份…' };
const openVault = { en: 'Open a Vault', 'zh-CN': '打开保险库' };

/**
 * The vault of another machine, as a new machine finds it.
 * @param {Application} application at its first start
 * @param {Language} language
 * @param {(name: string) => Promise<void>} picture
 */
async function moved(application, language, picture) {
  const other = new Home();
  await seed(other.userData, language);
  // Nobody can be shown the system's dialog: it is no part of a page, and looks different on each system.
  await application.electron.evaluate(
    ({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
    },
    join(other.userData, 'vault', 'vault.db'),
  );
  const sheet = await application.view('create');
  await sheet.getByRole('button', { name: openExisting[language] }).click();
  await expect(sheet.getByRole('dialog', { name: openVault[language] })).toBeVisible();
  await sheet.mouse.move(10, 10);
  await picture('move');
}

/**
 * @param {Home} home
 * @param {Language} language
 * @param {Theme} theme
 */
async function daily(home, language, theme) {
  const { application, picture } = await started(home, language, theme);
  await application.view('unlock').then((sheet) => sheet.getByLabel(words[language].password, { exact: true }).focus());
  await picture('lock');
  const main = await unlockOnly(application, language);
  await expect(main.getByRole('main').getByRole('table')).toBeVisible();
  await main.mouse.move(110, 450);
  await picture('overview');
  await main.getByRole('navigation').getByRole('button', { name: words[language].all }).click();
  await select(application, selected[language]);
  // Away from what it pressed, so that nothing is drawn as pointed at.
  await main.mouse.move(110, 450);
  await picture('list');
  if (theme === 'light') {
    await resize(application, smallest);
    await picture('list-small');
    await resize(application, size);
    await guidePictures(application, language, selected[language], picture);
    await fromFile(application, language, picture);
  }

  const sheet = await openAdd(application, language);
  await fillIn(sheet, newKeys[language], language);
  // Back to the top of the form, as a person looks it over.
  await sheet.mouse.move(size.width / 2, size.height / 2);
  await sheet.mouse.wheel(0, -5000);
  await expect(sheet.getByText(newKeys[language].provider, { exact: true })).toBeInViewport();
  await picture('add');
  const reveal = await submit(application, sheet, language);
  await picture('reveal');
  await closeReveal(reveal, language);
  await lock(application, language);
  await application.quit();
}

/**
 * @param {Application} application
 * @param {Language} language
 * @param {(name: string) => Promise<void>} picture
 */
async function fromFile(application, language, picture) {
  const sheet = await openAdd(application, language);
  const choosing = sheet.waitForEvent('filechooser');
  await sheet.getByRole('button', { name: chooseFile[language] }).click();
  await (await choosing).setFiles(application.home.write(consoleFile.name, consoleFile.text));
  await expect(sheet.getByText(filledIn[language])).toBeVisible();
  await picture('csv');
  // The file brought a secret, so leaving is asked about.
  await sheet.keyboard.press('Escape');
  await ending(sheet, () => sheet.getByRole('button', { name: closeAnyway[language] }).click());
  await dismissNotifications(application);
}

/**
 * @param {Home} home
 * @param {Language} language
 * @param {Theme} theme
 */
async function started(home, language, theme) {
  home.choose({ language, theme });
  const application = new Application(home);
  await application.start();
  await resize(application, size);
  const picture = async (/** @type {string} */ scene) => {
    const name = `${scene}.${language}.${theme}.png`;
    await takePicture(application, join(folder, name));
    const bytes = statSync(join(folder, name)).size;
    if (bytes > mostBytes) throw new Error(`${name} has ${bytes} bytes; ${mostBytes} are enough.`);
    console.log(`${name} (${Math.round(bytes / 1024)} KB)`);
  };
  return { application, picture };
}

/**
 * @param {Application} application
 * @param {{ width: number, height: number }} to
 */
async function resize(application, to) {
  await application.electron.evaluate(
    ({ BaseWindow }, { width, height }) => BaseWindow.getAllWindows()[0]?.setContentSize(width, height),
    to,
  );
  for (const page of application.electron.windows()) {
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(to.width);
  }
}
