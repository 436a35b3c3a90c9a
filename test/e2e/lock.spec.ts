import { readFileSync } from 'node:fs';
import type { Language } from '../../common/languages';
import { addKey, chooseLanguage } from '../support/acts';
import { uniqueName } from '../support/fake-keys';
import { lockWays } from '../support/lock-ways';
import { findVaultProcess, isAlive, vaultProcess, viewProcess } from '../support/processes';
import { focusWindow, press } from '../support/screen';
import { expect, sharedKeyfold, test } from '../support/test';
import { words as common, evenIfGone } from '../support/views/words';

const shared = sharedKeyfold();

const ways = {
  'the menu item': () => shared().menu('lock'),
  'the shortcut': async () => {
    await focusWindow();
    await press('ctrl+l');
  },
  'the button': async () => {
    const { page } = await shared().main();
    await evenIfGone(page.getByRole('button', { name: 'Lock', exact: true }).click());
  },
} as const;

const words = {
  en: {
    name: 'Name',
    draft: 'Keyfold locked while you were editing an AccessKey. Your changes are not saved yet.',
    resume: 'Continue',
    after: 'Lock when not used for',
    announced: 'the desktop announces that the screen locks',
    never: 'Never',
    staysOpen: 'The vault stays open until you lock it',
    lock: 'Lock',
    ten: '10 minutes',
  },
  'zh-CN': {
    name: '名称',
    draft: '锁定前您正在编辑 AccessKey，修改尚未保存。',
    resume: '继续填写',
    after: '无操作后锁定',
    announced: '桌面环境通知锁屏或切换用户时，Keyfold 也会锁定。',
    never: '从不',
    staysOpen: '在您手动锁定、电脑睡眠或锁屏之前，保险库将一直处于解锁状态',
    lock: '锁定',
    ten: '10 分钟',
  },
} as const satisfies Record<Language, Record<string, string>>;

for (const [way, act] of Object.entries(ways)) {
  test(`${way} locks: the vault process has ended, and the main view is another one`, async () => {
    const keyfold = shared();
    const key = await addKey(keyfold, 'alibaba');
    const vault = await vaultProcess(keyfold.app);
    const view = await viewProcess(keyfold.app, 'main-view');
    // Waits until that process and every view from before are gone.
    const sheet = await keyfold.locking(act);
    await expect(sheet.page.getByRole('heading', { name: 'Your vault is locked' })).toBeVisible();
    expect(isAlive(vault)).toBe(false);
    expect(isAlive(view)).toBe(false);
    expect(await findVaultProcess(keyfold.app)).not.toBe(vault);

    // The new main view stands behind the sheet and knows nothing.
    const main = await keyfold.main();
    expect(await main.page.locator('body').textContent()).not.toContain(key.name);
    await expect(main.page.getByRole('button', { name: 'Lock', exact: true })).toBeDisabled();

    await sheet.submit('not the master password');
    await expect(sheet.page.getByText('The master password is wrong.')).toBeVisible();
    await expect((await keyfold.unlock()).row(key.name)).toBeVisible();
  });
}

test('locking takes every sheet with it; what was typed is offered again, but never the secret', async () => {
  const keyfold = shared();
  const sheet = await keyfold.openAdd();
  await sheet.choose('huawei');
  await sheet.fill({
    Name: 'Half typed',
    'Access Key ID': 'FAKEHUAWEI0000000001',
    'Secret Access Key': 'FAKE-half-typed',
  });
  const pid = await viewProcess(keyfold.app, 'add');
  await keyfold.lock();
  expect(isAlive(pid)).toBe(false);

  let main = await keyfold.unlock();
  await expect(main.row('Half typed')).toHaveCount(0);
  const notice = main.page.getByText('Keyfold locked while you were adding an AccessKey.');
  await expect(notice).toBeVisible();
  await main.page.getByRole('button', { name: 'Continue' }).click();
  let again = await keyfold.add();
  await expect(again.option('Huawei Cloud')).toBeChecked();
  await expect(again.field('Name')).toHaveValue('Half typed');
  await expect(again.field('Access Key ID')).toHaveValue('FAKEHUAWEI0000000001');
  await expect(again.field('Secret Access Key')).toHaveValue('');
  await expect(notice).toHaveCount(0);

  // Closed by the person, it is not kept; a form that is opened anew is empty.
  await again.cancel();
  await keyfold.gone('add');
  again = await keyfold.openAdd();
  await expect(again.field('Name')).toHaveValue('');
  await again.cancel();
  await keyfold.gone('add');
  await keyfold.lock();
  main = await keyfold.unlock();
  await expect(main.page.getByRole('button', { name: 'Add AccessKey' }).first()).toBeEnabled();
  await expect(main.page.getByText('Keyfold locked while you were')).toHaveCount(0);
});

for (const language of ['en', 'zh-CN'] as const) {
  test.describe(language, () => {
    const say = { ...common[language], ...words[language] };

    test.beforeAll(() => chooseLanguage(shared(), language));
    test.afterAll(() => chooseLanguage(shared(), 'en'));

    test('an edit that was under way is offered again, with the name that was typed', async () => {
      const keyfold = shared();
      const key = await addKey(keyfold, 'alibaba');
      const renamed = uniqueName('Renamed while locked');
      const before = await keyfold.main();
      await before.select(key.name);
      await before.action(say.edit).click();
      await before.dialog.getByLabel(say.name, { exact: true }).fill(renamed);
      // An open dialog does not hold the lock.
      await keyfold.locking(() => lockWays.idle(keyfold));
      const main = await keyfold.unlock();
      await expect(main.page.getByText(say.draft)).toBeVisible();
      await main.page.getByRole('button', { name: say.resume }).click();
      await expect(main.dialog.getByLabel(say.name, { exact: true })).toHaveValue(renamed);
      await main.dialog.getByRole('button', { name: say.save }).click();
      await expect(main.row(renamed)).toBeVisible();
    });

    test('Settings has the time until it locks, warns of Never, and says what is noticed here', async () => {
      const keyfold = shared();
      const settings = await (await keyfold.main()).openSettings();
      const after = settings.getByLabel(say.after);
      await expect(after).toHaveValue(language === 'en' ? '5' : '10');
      await expect(settings.getByText(say.announced)).toBeVisible();
      await after.selectOption(say.never);
      await expect(settings.getByText(say.staysOpen)).toBeVisible();
      expect(JSON.parse(readFileSync(keyfold.home.settings, 'utf8')).lockAfterMinutes).toBeNull();
      await settings.getByRole('button', { name: say.done }).click();

      // Never is never, but the system's own events still lock.
      await keyfold.app.evaluate(() => {
        const { now } = Date;
        Date.now = () => now() + 86_400_000;
        Object.assign(globalThis, { clockBack: () => Object.assign(Date, { now }) });
      });
      await keyfold.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));
      await expect((await keyfold.main()).page.getByRole('button', { name: say.lock, exact: true })).toBeEnabled();
      await keyfold.app.evaluate(() => Reflect.get(globalThis, 'clockBack')());
      await keyfold.locking(() => lockWays.suspend(keyfold));
      const again = await (await keyfold.unlock()).openSettings();
      await again.getByLabel(say.after).selectOption(say.ten);
      await expect(again.getByText(say.staysOpen)).toHaveCount(0);
      expect(JSON.parse(readFileSync(keyfold.home.settings, 'utf8')).lockAfterMinutes).toBe(10);
      await again.getByRole('button', { name: say.done }).click();
    });
  });
}

for (const way of ['idle', 'suspend', 'screen lock'] as const) {
  test(`it locks by itself: ${way}`, async () => {
    const keyfold = shared();
    const vault = await vaultProcess(keyfold.app);
    const sheet = await keyfold.locking(() => lockWays[way](keyfold));
    await expect(sheet.page.getByRole('heading', { name: 'Your vault is locked' })).toBeVisible();
    expect(isAlive(vault)).toBe(false);
    await keyfold.unlock();
  });
}

test('locking while a secret is shown takes the reveal sheet with it', async () => {
  const keyfold = shared();
  const sheet = await keyfold.openAdd();
  await sheet.choose('pingan');
  await sheet.fill({ Name: 'Shown while locked', 'Access Key ID': 'FAKEPALOCKED', 'Secret Access Key': 'FAKE-shown' });
  await sheet.submit();
  const reveal = await keyfold.reveal();
  await expect(reveal.page.getByText('FAKE-shown')).toBeVisible();
  const pid = await viewProcess(keyfold.app, 'reveal');
  await keyfold.lock();
  expect(isAlive(pid)).toBe(false);
  await keyfold.unlock();
});

test('the menu offers nothing of an open vault while it is locked', async () => {
  const keyfold = shared();
  const enabled = () =>
    keyfold.app.evaluate(({ Menu }) =>
      ['lock', 'add', 'settings', 'search'].filter((id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.enabled),
    );
  expect(await enabled()).toEqual(['lock', 'add', 'settings', 'search']);
  await keyfold.lock();
  expect(await enabled()).toEqual([]);
  await keyfold.unlock();
});
