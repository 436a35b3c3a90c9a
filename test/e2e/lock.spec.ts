import { addKey } from '../support/acts';
import { findVaultProcess, isAlive, vaultProcess, viewProcess } from '../support/processes';
import { focusWindow, press } from '../support/screen';
import { expect, sharedKeyfold, test } from '../support/test';

const shared = sharedKeyfold();

const ways = {
  'the menu item': () => shared().menu('lock'),
  'the shortcut': async () => {
    await focusWindow();
    await press('ctrl+l');
  },
  'the button': async () => {
    const { page } = await shared().main();
    await page.getByRole('button', { name: 'Lock', exact: true }).click();
  },
} as const;

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

test('locking takes every sheet with it, and what was typed there', async () => {
  const keyfold = shared();
  const sheet = await keyfold.openAdd();
  await sheet.fill({ Name: 'Half typed', 'AccessKey Secret': 'FAKE-half-typed' });
  const pid = await viewProcess(keyfold.app, 'add');
  await keyfold.lock();
  expect(isAlive(pid)).toBe(false);
  const main = await keyfold.unlock();
  await expect(main.row('Half typed')).toHaveCount(0);
  await expect((await keyfold.openAdd()).field('Name')).toHaveValue('');
  await (await keyfold.add()).cancel();
  await keyfold.gone('add');
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
