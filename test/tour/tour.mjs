import { mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  act,
  addKey,
  choose,
  closeReveal,
  createVault,
  dismissNotifications,
  expect,
  expectListed,
  fillIn,
  lock,
  openAdd,
  rowOf,
  select,
  submit,
  unlock,
  words,
} from './acts.mjs';
import { Application, ending, Home } from './application.mjs';
import { ask, hasCommand, printing } from './command.mjs';
import {
  alibaba,
  huawei,
  huaweiFile,
  huaweiTemporary,
  masterPassword,
  oldName,
  pingan,
  privateAlibaba,
} from './keys.mjs';
import { takePicture } from './picture.mjs';
import { makePictures } from './pictures.mjs';
import { ruleSteps } from './rules.mjs';
import { play } from './steps.mjs';

/**
 * The guided tour: the real application, used as a person would. Each step checks what is to be seen then, prints a
 * line, and leaves a picture in `out/tour/`. With `--pictures` it makes the pictures in `docs/pictures/` instead.
 */

/** @typedef {import('./steps.mjs').Step} Step */

const folder = fileURLToPath(new URL('../../out/tour/', import.meta.url));

const home = new Home();
const application = new Application(home);
const main = () => application.view('main-view');
const nameOf = (/** @type {import('./keys.mjs').FakeKey} */ key) => key.fields.Name ?? '';
/** What is left at the end: one key was deleted on the way. */
const everyName = [oldName, ...[alibaba, privateAlibaba, huawei, huaweiTemporary].map(nameOf)];

/**
 * @param {import('./keys.mjs').FakeKey} key
 * @returns {Step['act']}
 */
const adding = (key) => (picture) => addKey(application, key, picture);

/** @returns {Step} */
function programUses() {
  return {
    title: 'A program asks for a key, and gets it without anybody seeing it (keyfold exec)',
    async act(picture) {
      const program = printing('ALIBABA_CLOUD_ACCESS_KEY_SECRET');
      const asking = ask(home, ['exec', '--key', nameOf(alibaba), '--', ...program]);
      const sheet = await application.view('allow');
      const dialog = sheet.getByRole('dialog', { name: 'A program asks for a key' });
      await expect(dialog).toContainText(nameOf(alibaba));
      await expect(dialog.getByRole('button', { name: 'Allow' })).toBeEnabled();
      await picture();
      await sheet.getByLabel(words.en.password, { exact: true }).fill(masterPassword);
      await ending(sheet, () => dialog.getByRole('button', { name: 'Allow' }).click());
      expect(await asking.ended).toEqual({ code: 0, out: alibaba.fields['AccessKey Secret'] });
    },
  };
}

/** @type {Step[]} */
const steps = [
  {
    title: 'Start Keyfold for the first time',
    async act() {
      home.choose({ theme: 'light', language: 'en' });
      await application.start();
      const sheet = await application.view('create');
      await expect(sheet.getByRole('heading', { name: 'Create your vault' })).toBeVisible();
    },
  },
  {
    title: 'Create a vault with a master password',
    async act() {
      await createVault(application);
      await expect((await main()).getByRole('heading', { name: 'No AccessKeys yet' })).toBeVisible();
    },
  },
  {
    title: 'Fill in Add AccessKey (Alibaba Cloud, RAM user)',
    async act() {
      const sheet = await openAdd(application);
      await fillIn(sheet, alibaba);
      await expect(sheet.getByLabel('AccessKey ID', { exact: true })).toHaveValue(/^LTAIFAKE/);
    },
  },
  {
    title: 'Add it: the secret is shown this once; copy it',
    async act(picture) {
      const reveal = await submit(application, await application.view('add'));
      await expect(reveal.getByText('This is the only opportunity')).toBeVisible();
      await reveal.getByRole('button', { name: 'Copy AccessKey Secret' }).click();
      await expect(reveal.getByText(/^Copied, cleared in/)).toBeVisible();
      await picture();
      await closeReveal(reveal);
      await expectListed(application, nameOf(alibaba));
    },
  },
  { title: 'Add AccessKey (Private Alibaba Cloud, AliyunEBS with its endpoint)', act: adding(privateAlibaba) },
  {
    title: 'Add AccessKey (Huawei Cloud, from the console’s CSV file)',
    async act(picture) {
      const sheet = await openAdd(application);
      const choosing = sheet.waitForEvent('filechooser');
      await sheet.getByRole('button', { name: 'Choose CSV File' }).click();
      await (await choosing).setFiles(home.write(huaweiFile.name, huaweiFile.text));
      await expect(sheet.getByLabel('Access Key ID', { exact: true })).toHaveValue(/^FAKEHW/);
      await expect(sheet.getByLabel('IAM User', { exact: true })).toHaveValue('ops-reader');
      await fillIn(sheet, huawei);
      await picture();
      await closeReveal(await submit(application, sheet));
      await expectListed(application, nameOf(huawei));
    },
  },
  { title: 'Add AccessKey (Huawei Cloud, temporary, with its security token)', act: adding(huaweiTemporary) },
  { title: 'Add AccessKey (Ping An Cloud, subaccount)', act: adding(pingan) },
  {
    title: 'Look at the basic properties of a key',
    async act() {
      const detail = await select(application, nameOf(privateAlibaba));
      await expect(detail.getByText('ebs.dc-a.example.internal')).toBeVisible();
    },
  },
  {
    title: 'Set it as the default of its provider',
    async act(picture) {
      const detail = await select(application, nameOf(alibaba));
      await act(application, 'Set as Default');
      await expect(detail.getByText('Default', { exact: true })).toBeVisible();
      await picture();
      await dismissNotifications(application);
    },
  },
  {
    title: 'View a secret again with the master password (Ping An Cloud)',
    async act(picture) {
      await select(application, nameOf(pingan));
      await act(application, 'View Secret');
      const verify = await application.view('verify');
      await verify.getByLabel(words.en.password, { exact: true }).fill(masterPassword);
      await ending(verify, () => verify.getByRole('button', { name: 'View Secret' }).click());
      const reveal = await application.view('reveal');
      await expect(reveal.getByText(pingan.fields['Secret Access Key'] ?? '')).toBeVisible();
      await picture();
      await closeReveal(reveal);
    },
  },
  ...(hasCommand ? [programUses()] : []),
  {
    title: 'Disable a key; its dialog names it',
    async act(picture) {
      const detail = await select(application, nameOf(huawei));
      await act(application, 'Disable');
      const dialog = (await main()).getByRole('alertdialog');
      await expect(dialog.getByText(nameOf(huawei), { exact: true }).first()).toBeVisible();
      await picture();
      await dialog.getByRole('button', { name: 'Disable' }).click();
      await expect(detail.getByRole('button', { name: 'Enable' })).toBeVisible();
      await dismissNotifications(application);
    },
  },
  {
    title: 'Search for an AccessKey ID',
    async act(picture) {
      const search = (await main()).getByRole('searchbox');
      await search.fill('hstfake');
      await expect((await main()).getByRole('status').filter({ hasText: /^1 key$/ })).toBeVisible();
      await expectListed(application, nameOf(huaweiTemporary));
      await picture();
      await search.fill('');
      await expectListed(application, nameOf(alibaba));
    },
  },
  {
    title: 'Look at one provider only',
    async act(picture) {
      const providers = (await main()).getByRole('navigation');
      await providers.getByRole('button', { name: 'Huawei Cloud', exact: true }).click();
      await expect((await main()).getByRole('heading', { name: 'Huawei Cloud', level: 1 })).toBeVisible();
      await expect(rowOf(await main(), nameOf(alibaba))).toHaveCount(0);
      await picture();
      await providers.getByRole('button', { name: 'All keys', exact: true }).click();
      await expectListed(application, nameOf(alibaba));
    },
  },
  ...ruleSteps(application),
  {
    title: 'Switch the language to 简体中文',
    async act() {
      await (await main()).getByRole('button', { name: words.en.settings }).click();
      const dialog = (await main()).getByRole('dialog');
      await choose(await main(), '简体中文');
      await expect(dialog.getByRole('heading', { name: words['zh-CN'].settings })).toBeVisible();
    },
  },
  {
    title: 'Switch to the dark theme',
    async act() {
      const dialog = (await main()).getByRole('dialog');
      await choose(await main(), '深色');
      await expect
        .poll(async () => (await main()).evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
        .toBe(true);
      await dialog.getByRole('button', { name: words['zh-CN'].done }).click();
      await expect(dialog).toBeHidden();
      await (await main()).getByRole('navigation').getByRole('button', { name: '全部 AccessKey', exact: true }).click();
      await select(application, nameOf(alibaba));
    },
  },
  {
    title: 'Lock: the vault process ends',
    act: () => lock(application, 'zh-CN'),
  },
  {
    title: 'Try a wrong password',
    async act() {
      const sheet = await application.view('unlock');
      await sheet.getByLabel(words['zh-CN'].password, { exact: true }).fill('not the password');
      await sheet.getByRole('button', { name: words['zh-CN'].unlock, exact: true }).click();
      await expect(sheet.getByText(/主密码(错误|不正确)/)).toBeVisible();
    },
  },
  { title: 'Unlock with the right one', act: () => unlock(application, 'zh-CN') },
  {
    title: 'Quit, and start again',
    async act() {
      await application.quit();
      await application.start();
      await expect(
        (await application.view('unlock')).getByLabel(words['zh-CN'].password, { exact: true }),
      ).toBeVisible();
    },
  },
  {
    title: 'Unlock: every key is still there',
    async act() {
      await unlock(application, 'zh-CN');
      for (const name of everyName) await expectListed(application, name);
      const row = rowOf(await main(), nameOf(alibaba));
      await expect(row.getByRole('gridcell', { name: '是', exact: true })).toBeVisible();
      await expect(rowOf(await main(), nameOf(huawei)).getByText('已禁用')).toBeVisible();
    },
  },
];

async function tour() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const start = performance.now();
  const failed = await play(steps, (number, title, isLast) => {
    const name = `${String(number).padStart(2, '0')}-${slug(title)}${isLast ? '-failed' : ''}.png`;
    return takePicture(application, join(folder, name));
  });
  if (failed && application.said) console.log(`\nKeyfold said:\n${application.said.trim()}`);
  await application.quit().catch(() => undefined);
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(
    `${failed ? `The tour stopped at “${failed}”.` : `The tour is over (${seconds} s).`} Pictures: ${relative('', folder)}`,
  );
  return failed === null;
}

/** @param {string} title */
const slug = (title) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);

const good = process.argv.includes('--pictures') ? await makePictures() : await tour();
process.exit(good ? 0 : 1);
