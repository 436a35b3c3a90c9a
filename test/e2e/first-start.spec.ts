import { readdirSync } from 'node:fs';
import { masterPassword } from '../support/fake-keys';
import { processorTime, vaultProcess } from '../support/processes';
import { expect, test } from '../support/test';

test('the first start makes a vault, later starts unlock it', async ({ start }) => {
  const keyfold = await start();
  const sheet = await keyfold.create();
  await expect(sheet.page.getByRole('dialog', { name: 'Create your vault' })).toBeVisible();
  await sheet.fill(masterPassword, masterPassword);
  await sheet.submit();
  await sheet.decline();
  await keyfold.gone('create');
  await expect((await keyfold.main()).page.getByText('No AccessKeys yet')).toBeVisible();
  // Sealing for the keyring replaced the slots and kept the ones before.
  const files = () => readdirSync(keyfold.home.vault).sort();
  // SQLite keeps its emptied journal for as long as it holds the database.
  const held = () => files().filter((name) => name !== 'vault.db-journal');
  await expect.poll(held).toEqual(['slots.json', 'slots.json.bak', 'vault.db']);
  await keyfold.quit();
  expect(files()).toEqual(['slots.json', 'slots.json.bak', 'vault.db']);

  await keyfold.launch();
  const unlock = await keyfold.unlockSheet();
  await expect(unlock.page.getByRole('heading', { name: 'Your vault is locked' })).toBeVisible();
  await unlock.submit(masterPassword);
  await keyfold.gone('unlock');
  await expect((await keyfold.main()).page.getByText('No AccessKeys yet')).toBeVisible();
});

test.describe('the sheet that makes the vault', () => {
  test('shows how strong a password is while one types', async ({ start }) => {
    const sheet = await (await start()).create();
    for (const [password, words] of [
      ['password', 'Very weak'],
      [masterPassword, 'Very strong'],
    ] as const) {
      await sheet.password.fill(password);
      await expect(sheet.strength).toHaveAttribute('aria-valuetext', words);
    }
  });

  test('refuses a password that is too short or typed differently, and makes nothing then', async ({ start }) => {
    const keyfold = await start();
    const sheet = await keyfold.create();
    await sheet.fill('short', 'short');
    await sheet.submit();
    await expect(sheet.page.getByText('Master password needs at least 8 characters.')).toBeVisible();

    await sheet.fill(masterPassword, `${masterPassword}!`);
    await sheet.submit();
    await expect(sheet.page.getByText('The two passwords differ. Type the same one again.')).toBeVisible();
    await expect(sheet.password).toHaveValue(masterPassword);
    expect(keyfold.home.files(keyfold.home.userData).map(({ path }) => path)).not.toContain(keyfold.home.database);

    await sheet.repeat.fill(masterPassword);
    await sheet.submit();
    await sheet.decline();
    await keyfold.gone('create');
    await keyfold.main();
  });
});

test('a wrong master password is said, and the right one still opens the vault', async ({ start }) => {
  const keyfold = await start({ vault: true });
  const sheet = await keyfold.lock();
  await sheet.submit('not the master password');
  await expect(
    sheet.page.getByText('The master password is wrong. Check Caps Lock and the keyboard layout'),
  ).toBeVisible();
  await expect(sheet.password).toBeFocused();
  await keyfold.unlock();
});

test('a wrong master password costs the vault process the same work as the right one', async ({ start }) => {
  const keyfold = await start({ vault: true });
  const sheet = await keyfold.lock();
  const vault = await vaultProcess(keyfold.app);
  // Processor time and not the clock: a busy machine makes both slower, not more work.
  const costOf = async (password: string, answered: () => Promise<unknown>) => {
    const before = processorTime(vault);
    await sheet.submit(password);
    await answered();
    return processorTime(vault) - before;
  };
  const refused = () => expect(sheet.page.getByText('The master password is wrong.')).toBeVisible();
  // What the process does once, while it comes up, is no part of either.
  await costOf('a first try', refused);
  await sheet.password.fill('');
  await expect(sheet.page.getByText('The master password is wrong.')).toHaveCount(0);
  const wrong = await costOf('not the master password', refused);
  const right = await costOf(masterPassword, () => keyfold.gone('unlock'));
  // The derivation is nearly all of it: left out for either, the other would cost many times as much.
  expect(wrong).toBeGreaterThan(right / 3);
  expect(right).toBeGreaterThan(wrong / 3);
});
