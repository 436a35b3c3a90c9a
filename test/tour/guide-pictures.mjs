import { act, expect, select, words } from './acts.mjs';
import { ending } from './application.mjs';
import { askByMake, hasCommand } from './command.mjs';
import { fake } from './keys.mjs';

/** The scenes that only the guide shows: the pages beside the list, Settings, and the sheets of export and import. */

/** @typedef {import('./application.mjs').Application} Application */
/** @typedef {import('./acts.mjs').Language} Language */

const say = {
  en: {
    accounts: /^Accounts$/,
    rotation: /^Rotation/,
    rotateDue: /^Rotate \d+ Due Keys?$/,
    log: /^Operation log$/,
    /** Something that each page shows once it has what it shows. */
    shown: { accounts: '1234567890123456', rotation: 'NAS backups, Shanghai', log: 'Image registry' },
    all: /^All keys/,
    use: 'Use in a Tool…',
    export: 'Export AccessKeys',
    apply: /^Import \d+ AccessKeys?$/,
  },
  'zh-CN': {
    accounts: /^账号$/,
    rotation: /^轮换/,
    rotateDue: /^轮换 \d+ 个到期密钥$/,
    log: /^操作记录$/,
    shown: { accounts: '1234567890123456', rotation: 'NAS 备份（上海）', log: '镜像仓库' },
    all: /^全部 AccessKey/,
    use: '在工具中使用…',
    export: '导出 AccessKey',
    apply: /^导入 \d+ 个 AccessKey$/,
  },
};

/** A file of the command line tool with a key that the seed doesn't have. */
const config = {
  current: 'ci',
  profiles: [
    {
      name: 'ci',
      mode: 'AK',
      access_key_id: fake('LTAIFAKEci', 24),
      access_key_secret: fake('FAKEci', 30),
      region_id: 'cn-hangzhou',
    },
    {
      name: 'staging',
      mode: 'AK',
      access_key_id: fake('LTAIFAKEstaging', 24),
      access_key_secret: fake('FAKEstaging', 30),
      region_id: 'cn-shanghai',
    },
  ],
};

/**
 * @param {Application} application unlocked
 * @param {Language} language
 * @param {string} key the name of one that tools can use
 * @param {(name: string) => Promise<void>} picture
 */
export async function guidePictures(application, language, key, picture) {
  const main = await application.view('main-view');
  for (const page of /** @type {const} */ (['accounts', 'log'])) {
    await main.getByRole('button', { name: say[language][page] }).click();
    await main.mouse.move(110, 450);
    await expect(main.getByRole('main').getByText(say[language].shown[page]).first()).toBeVisible();
    await picture(page);
  }
  await main.getByRole('button', { name: say[language].all }).click();

  await main.getByRole('button', { name: words[language].settings, exact: true }).click();
  const dialog = main.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await picture('settings');
  await dialog.getByRole('button', { name: words[language].done }).click();

  await select(application, key);
  await act(application, say[language].use, language);
  const use = await application.view('use');
  await expect(use.getByRole('heading').first()).toBeVisible();
  await picture('use');
  await ending(use, () => use.keyboard.press('Escape'));

  if (hasCommand) {
    const stop = askByMake(application.home);
    const allow = await application.view('allow');
    await expect(allow.getByRole('button').last()).toBeEnabled();
    await picture('allow');
    // Nobody answers: a refusal would count for the next picture too.
    await ending(allow, async () => stop());
  }

  await menu(application, 'export');
  const exporting = await application.view('export');
  await expect(exporting.getByRole('heading', { name: say[language].export })).toBeVisible();
  await picture('export');
  await ending(exporting, () => exporting.keyboard.press('Escape'));

  await main.locator('body').dispatchEvent('dragenter', { dataTransfer: await inHand(main) });
  const importing = await application.view('import');
  const sheet = importing.getByRole('dialog');
  await expect(sheet.getByRole('button').first()).toBeVisible();
  await sheet.dispatchEvent('drop', { dataTransfer: await inHand(importing) });
  await expect(importing.getByRole('button', { name: say[language].apply })).toBeVisible();
  await picture('import');
  await ending(importing, () => importing.keyboard.press('Escape'));

  // The last one, since it begins rotations, and the list shows which keys are in one.
  await main.getByRole('navigation').getByRole('button', { name: say[language].rotation }).click();
  await main.getByRole('button', { name: say[language].rotateDue }).click();
  await expect(main.getByRole('grid').getByText(say[language].shown.rotation).first()).toBeVisible();
  await main.mouse.move(110, 450);
  await picture('rotation');
  await main.getByRole('button', { name: say[language].all }).click();
}

/**
 * @param {Application} application
 * @param {'export' | 'import'} id
 */
async function menu(application, id) {
  await application.electron.evaluate(({ Menu }, item) => {
    setImmediate(() => Menu.getApplicationMenu()?.getMenuItemById(item)?.click());
  }, id);
}

/**
 * The file, as a page sees it that it is held over.
 * @param {import('./application.mjs').Page} page
 */
function inHand(page) {
  return page.evaluateHandle(
    (text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], 'config.json'));
      return data;
    },
    JSON.stringify(config, null, 2),
  );
}
