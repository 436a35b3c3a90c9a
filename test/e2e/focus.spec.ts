import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Locator, Page } from '@playwright/test';
import type { View } from '../../common/views';
import { addKey, askToDelete, typeKey } from '../support/acts';
import { commandLine, electron, environment, type Keyfold } from '../support/app';
import { type Desktop, expect, test } from '../support/desktop';
import { fakePair, masterPassword } from '../support/fake-keys';
import { dialogIsGone, dialogIsOpen, openFile } from '../support/file-dialog';
import { lockWays } from '../support/lock-ways';
import { ended, loadedViews, viewProcess } from '../support/processes';
import { press, type } from '../support/screen';
import { until } from '../support/until';
import { AccountsView } from '../support/views/accounts';

/**
 * Nothing that a person types into another program ever lands in Keyfold, and Keyfold's window never comes to the front
 * by itself. In Keyfold, the keyboard is where a person expects it.
 */

const typed = 'ls -la; echo FAKE-typed-elsewhere';

/** Does something while the person works in another program, and proves that they notice nothing of it. */
async function elsewhere(desktop: Desktop, act: () => Promise<unknown>): Promise<void> {
  const other = await desktop.openOther();
  await desktop.typeInto(other, 'before ');
  await act();
  expect(await desktop.active()).toBe('Other program');
  expect((await desktop.stacking()).at(-1)).toBe('Other program');
  await desktop.typeInto(other, typed);
}

/** Waits for the lock screen, with the main view behind it. */
async function lockedBy(keyfold: Keyfold, act: () => Promise<unknown>): Promise<void> {
  const sheet = await keyfold.locking(act);
  await expect(sheet.password).toBeVisible();
}

for (const way of ['idle', 'suspend'] as const) {
  test(`the lock by ${way} leaves the keyboard to the other program; whoever comes back types at once`, async ({
    desktop,
    start,
  }) => {
    const keyfold = await start({ vault: true });
    await elsewhere(desktop, () => lockedBy(keyfold, () => lockWays[way](keyfold)));
    const sheet = await keyfold.unlockSheet();
    await expect(sheet.password).toHaveValue('');
    await desktop.activate('Keyfold');
    await type('FAKE back again');
    await expect(sheet.password).toHaveValue('FAKE back again');
  });
}

test('a sheet that ends by itself, and one whose process ends, leave the keyboard to the other program', async ({
  desktop,
  start,
}) => {
  const keyfold = await start({ vault: true });
  await test.step('the time of a secret that is shown is over', async () => {
    const { reveal } = await typeKey(keyfold, 'pingan');
    await elsewhere(desktop, async () => {
      // What the page does when its time is over.
      await reveal.page.evaluate(() => {
        const { window: main } = Reflect.get(window, 'keyfold') as { window: { finish(input: object): unknown } };
        // After the answer to this call, which would be lost with the page.
        setTimeout(() => void main.finish({ ticket: null }));
      });
      await keyfold.gone('reveal');
    });
  });
  await test.step('a view is made anew', async () => {
    await elsewhere(desktop, async () => {
      await keyfold.lock();
      const before = await viewProcess(keyfold.app, 'unlock');
      process.kill(before, 'SIGKILL');
      await ended(before);
      // The driver still holds the page of before, so main is asked.
      await until('another lock screen stands', async () => (await viewProcess(keyfold.app, 'unlock')) !== before);
      await until('it has loaded', async () => (await loadedViews(keyfold.app)).includes('app://unlock/'));
    });
  });
});

test('a minimised window stays so when it locks; a second start brings it to the front', async ({ desktop, start }) => {
  const keyfold = await start({ vault: true });
  await desktop.minimize('Keyfold');
  await elsewhere(desktop, () => lockedBy(keyfold, () => lockWays.idle(keyfold)));
  const again = spawn(electron, commandLine(true), {
    env: environment(keyfold.home),
    cwd: keyfold.home.documents,
    stdio: 'ignore',
  });
  await once(again, 'exit');
  await desktop.becomesActive('Keyfold');
  const sheet = await keyfold.unlockSheet();
  await type('FAKE typed at once');
  await expect(sheet.password).toHaveValue('FAKE typed at once');
});

test('the keyboard after unlocking and after each act is where a person expects it', async ({ desktop, start }) => {
  const keyfold = await start({ keys: [{ provider: 'alibaba', name: 'Stored' }], page: 'overview' });
  await desktop.activate('Keyfold');
  const main = await keyfold.main();
  await test.step('after unlocking in the search', async () => {
    await expect(main.search).toBeFocused();
    await type('Stor');
    await expect(main.search).toHaveValue('Stor');
    await press('Escape');
    await expect(main.search).toHaveValue('');
  });
  await test.step('after a sheet at what had opened it', async () => {
    await keyfold.openAdd();
    await expect((await keyfold.add()).name).toBeFocused();
    await press('Escape');
    await keyfold.gone('add');
    await expect(main.page.getByRole('button', { name: 'Add AccessKey' }).first()).toBeFocused();
    // The keyboard is really there.
    await press('space');
    await expect((await keyfold.add()).name).toBeFocused();
    await press('Escape');
    await keyfold.gone('add');
  });
  await test.step('after adding', async () => {
    await addKey(keyfold, 'pingan', { name: 'Added' });
    await expect(main.row('Added')).toBeVisible();
    await expect(main.page.getByRole('button', { name: 'Add AccessKey' }).first()).toBeFocused();
  });
  await test.step('after a deletion that was not verified, and after one that was', async () => {
    const asked = await askToDelete(keyfold, 'Added');
    await expect(asked.password).toBeFocused();
    await press('Escape');
    await keyfold.gone('verify');
    await expect(main.dialog).toHaveCount(0);
    await expect(main.otherActions).toBeFocused();
    const again = await askToDelete(keyfold, 'Added');
    await again.submit(masterPassword);
    await keyfold.gone('verify');
    await expect(main.row('Added')).toHaveCount(0);
    await expect(main.grid).toBeFocused();
    await press('Down', 'Return');
    await expect(main.detail.getByRole('heading', { name: 'Stored' })).toBeVisible();
  });
});

/** What opens each sheet and dialog, and where the keyboard is expected in it. */
interface Way {
  name: string;
  opener: Locator;
  /** Opens it from there, with the keyboard. By default by Return. */
  open?: () => Promise<void>;
  /** Waits until it stands, and returns its page and what has the keyboard in it. */
  stands: () => Promise<{ page: Page; expected: Locator }>;
  gone: () => Promise<void>;
}

/** The dialog itself or something in it: where no field is to be filled in first. */
const somewhere = (page: Page) =>
  page.locator('[role=dialog]:focus, [role=dialog] :focus, [role=alertdialog]:focus, [role=alertdialog] :focus');

/** Opens it with the keyboard, leaves it with Escape, and looks where the keyboard is meanwhile and afterwards. */
async function throughIt({ name, opener, open, stands, gone }: Way): Promise<void> {
  await test.step(name, async () => {
    await opener.focus();
    await (open?.() ?? press('Return'));
    const { expected } = await stands();
    await expect(expected).toBeFocused();
    await press('Escape');
    await gone();
    await expect(opener).toBeFocused();
  });
}

test('every sheet and dialog takes the keyboard when it opens, and gives it back to what had opened it', async ({
  desktop,
  start,
}) => {
  test.slow();
  const keyfold = await start({ keys: [{ provider: 'alibaba', name: 'Stored' }] });
  await desktop.activate('Keyfold');
  const main = await keyfold.main();
  const { page } = main;

  const sheet = (name: View, expected: (page: Page) => Locator): Pick<Way, 'stands' | 'gone'> => ({
    stands: async () => {
      const view = await keyfold.view(name);
      return { page: view, expected: expected(view) };
    },
    gone: () => keyfold.gone(name),
  });
  const field = (label: string | RegExp) => (view: Page) => view.getByLabel(label, { exact: true });
  const more = page.getByRole('button', { name: 'More' });
  await throughIt({
    name: 'export',
    opener: more,
    open: () => main.more(/^Export \d+ AccessKeys?…$/),
    ...sheet('export', somewhere),
  });
  await test.step('import, whose dialog of the system is cancelled', async () => {
    await main.more(/^Import/);
    await dialogIsOpen('Open');
    await press('Escape');
    await dialogIsGone('Open');
    await keyfold.gone('import');
    await desktop.becomesActive('Keyfold');
    await expect(more).toBeFocused();
  });
  const pair = fakePair('alibaba');
  const file = keyfold.home.write('keys.csv', `AccessKey ID,AccessKey Secret\n${pair.accessKeyId},${pair.secret}\n`);
  await throughIt({
    name: 'import',
    opener: more,
    open: async () => {
      await main.more(/^Import/);
      await openFile(file);
      await desktop.becomesActive('Keyfold');
    },
    gone: () => keyfold.gone('import'),
    stands: async () => {
      const view = await keyfold.view('import');
      // While the file is asked for, the sheet can't be left: it has a dialog of the system before it.
      await expect(view.getByRole('dialog')).toContainText('keys.csv');
      return { page: view, expected: somewhere(view) };
    },
  });

  const settings = await main.openSettings();
  const inGroup = (label: string, button: string) =>
    settings.getByRole('group', { name: label, exact: true }).getByRole('button', { name: button });
  await throughIt({
    name: 'master password',
    opener: inGroup('Master password', 'Change'),
    ...sheet('keyring', field('Current master password')),
  });
  await throughIt({
    name: 'recovery key',
    opener: inGroup('Recovery key', 'Set Up'),
    ...sheet('keyring', somewhere),
  });
  await throughIt({
    name: 'new keys for the vault',
    opener: inGroup('The vault’s keys', 'Replace'),
    ...sheet('rekey', somewhere),
  });
  for (const [part, act] of [
    ['Verify before adding', 'Turn On'],
    ['Authenticator app', 'Set Up'],
  ] as const) {
    await throughIt({
      name: part,
      opener: inGroup(part, act),
      ...sheet('protect', somewhere),
    });
  }
  await press('Escape');
  await expect(settings).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Settings' })).toBeFocused();

  const accounts = new AccountsView(page);
  await accounts.open();
  const dialog = (label: string): Pick<Way, 'stands' | 'gone'> => ({
    stands: async () => ({ page, expected: accounts.dialog.getByLabel(label, { exact: true }) }),
    gone: () => expect(accounts.dialog).toHaveCount(0),
  });
  const add = page.getByRole('button', { name: 'Add Account' }).first();
  await throughIt({
    name: 'a new account',
    opener: add,
    stands: async () => ({ page, expected: somewhere(page) }),
    gone: () => expect(accounts.dialog).toHaveCount(0),
  });
  await test.step('an account is added', async () => {
    await add.focus();
    await press('Return');
    await accounts.fill({ 'Account ID': '1234567890123456', Alias: 'Production' });
    await accounts.press('Save');
    await expect(accounts.row('Production')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Add Account' }).first()).toBeFocused();
  });
  const onRow = (label: string) => accounts.row('Production').getByRole('button', { name: label, exact: true });
  await throughIt({ name: 'edit account', opener: onRow('Edit Account'), ...dialog('Account ID') });
  await throughIt({
    name: 'remove account',
    opener: onRow('Remove Account'),
    stands: async () => ({ page, expected: somewhere(page) }),
    gone: () => expect(accounts.dialog).toHaveCount(0),
  });
  await throughIt({
    name: 'a new user of it',
    opener: onRow('Add Identity'),
    stands: async () => ({ page, expected: somewhere(page) }),
    gone: () => expect(accounts.dialog).toHaveCount(0),
  });
});
