import { readFileSync } from 'node:fs';
import { masterPassword, uniqueName } from '../support/fake-keys';
import { lockWays } from '../support/lock-ways';
import { ended, findVaultProcess, isAlive, processorTime, vaultProcess, viewProcess } from '../support/processes';
import { focusWindow, press } from '../support/screen';
import { copyVault } from '../support/stored-keys';
import { expect, sharedKeyfold, test } from '../support/test';
import { until } from '../support/until';
import { evenIfGone } from '../support/views/words';

/**
 * What locks the vault, and what is gone then. The texts of the lock screen and Settings are tested in
 * `test/views/unlock.spec.ts` and `settings.spec.ts`.
 */

const stored = 'Stored';
const shared = sharedKeyfold({}, (folder) =>
  copyVault(folder, [
    { provider: 'alibaba', name: stored },
    { provider: 'alibaba', name: 'To rename' },
  ]),
);

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

test('menu item, shortcut and button lock: the vault process has ended, and the main view is another one', async () => {
  const keyfold = shared();
  const locks = async (act: () => Promise<unknown>) => {
    const vault = await vaultProcess(keyfold.app);
    const view = await viewProcess(keyfold.app, 'main-view');
    // This waits until that process and every view from before are gone.
    const sheet = await keyfold.locking(act);
    await expect(sheet.page.getByRole('heading', { name: 'Your vault is locked' })).toBeVisible();
    expect(isAlive(vault)).toBe(false);
    await ended(view);
    expect(await findVaultProcess(keyfold.app)).not.toBe(vault);

    // The new main view comes behind the sheet when somebody types, and knows nothing.
    await sheet.page.keyboard.press('x');
    const main = await keyfold.main();
    expect(await main.page.locator('body').textContent()).not.toContain(stored);
    await expect(main.page.getByRole('button', { name: 'Lock', exact: true })).toBeDisabled();

    await sheet.submit('not the master password');
    await expect(sheet.page.getByText('The master password is wrong.')).toBeVisible();
    await expect((await keyfold.unlock()).row(stored)).toBeVisible();
  };
  for (const [way, act] of Object.entries(ways)) await test.step(way, () => locks(act));
});

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
  await ended(pid);

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

  // If the person closes the form, its draft is not kept. A form that is opened again is empty.
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

test('an edit that was under way is offered again, with the name that was typed', async () => {
  const keyfold = shared();
  const renamed = uniqueName('Renamed while locked');
  const before = await keyfold.main();
  await before.select('To rename');
  await before.action('Edit AccessKey').click();
  await before.dialog.getByLabel('Name', { exact: true }).fill(renamed);
  // An open dialog doesn't prevent the lock.
  await keyfold.locking(() => lockWays.idle(keyfold));
  const main = await keyfold.unlock();
  await expect(main.page.getByText('Keyfold locked while you were editing an AccessKey.')).toBeVisible();
  await main.page.getByRole('button', { name: 'Continue' }).click();
  await expect(main.dialog.getByLabel('Name', { exact: true })).toHaveValue(renamed);
  await main.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(main.row(renamed)).toBeVisible();
});

test('a time of Never is stored and kept, but the system’s own events still lock', async () => {
  const keyfold = shared();
  const settings = await (await keyfold.main()).openSettings();
  const after = settings.getByLabel('Lock when not used for');
  await expect(after).toHaveValue('5');
  await expect(settings.getByText('the desktop announces that the screen locks')).toBeVisible();
  await after.selectOption('Never');
  await expect(settings.getByText('The vault stays open until you lock it')).toBeVisible();
  expect(JSON.parse(readFileSync(keyfold.home.settings, 'utf8')).lockAfterMinutes).toBeNull();
  await settings.getByRole('button', { name: 'Done' }).click();

  await keyfold.app.evaluate(() => {
    const { now } = Date;
    Date.now = () => now() + 86_400_000;
    Object.assign(globalThis, { clockBack: () => Object.assign(Date, { now }) });
  });
  await keyfold.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));
  await expect((await keyfold.main()).page.getByRole('button', { name: 'Lock', exact: true })).toBeEnabled();
  await keyfold.app.evaluate(() => Reflect.get(globalThis, 'clockBack')());
  await keyfold.locking(() => lockWays.suspend(keyfold));
  const again = await (await keyfold.unlock()).openSettings();
  await again.getByLabel('Lock when not used for').selectOption('10 minutes');
  await expect(again.getByText('The vault stays open until you lock it')).toHaveCount(0);
  await expect.poll(() => JSON.parse(readFileSync(keyfold.home.settings, 'utf8')).lockAfterMinutes).toBe(10);
  await again.getByRole('button', { name: 'Done' }).click();
});

test('it locks by itself: after the time without input, before sleep, with the screen', async () => {
  const keyfold = shared();
  for (const way of ['idle', 'suspend', 'screen lock'] as const) {
    await test.step(way, async () => {
      const vault = await vaultProcess(keyfold.app);
      const sheet = await keyfold.locking(() => lockWays[way](keyfold));
      await expect(sheet.page.getByRole('heading', { name: 'Your vault is locked' })).toBeVisible();
      expect(isAlive(vault)).toBe(false);
      await keyfold.unlock();
    });
  }
});

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
  await ended(pid);
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

test('a wrong master password costs the vault process the same work as the right one', async () => {
  const keyfold = shared();
  // For a moment after the lock, the system still knows the process that was killed.
  const former = await vaultProcess(keyfold.app);
  const sheet = await keyfold.lock();
  await ended(former);
  const vault = await until('another vault process', async () => {
    const found = await vaultProcess(keyfold.app);
    return found !== former && found;
  });
  // This measures processor time and not the clock. A busy machine takes longer, but does not do more work.
  const costOf = async (password: string, answered: () => Promise<unknown>) => {
    const before = processorTime(vault);
    await sheet.submit(password);
    await answered();
    return processorTime(vault) - before;
  };
  const refused = () => expect(sheet.page.getByText('The master password is wrong.')).toBeVisible();
  // The work that the process does once, when it starts, belongs to neither.
  await costOf('a first try', refused);
  await sheet.password.fill('');
  await expect(sheet.page.getByText('The master password is wrong.')).toHaveCount(0);
  const wrong = await costOf('not the master password', refused);
  const right = await costOf(masterPassword, () => keyfold.gone('unlock'));
  await keyfold.list();
  // The derivation is nearly all of the cost. If one of the two left it out, the other would cost many times as much.
  expect(wrong).toBeGreaterThan(right / 3);
  expect(right).toBeGreaterThan(wrong / 3);
});
