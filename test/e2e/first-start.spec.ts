import { readdirSync } from 'node:fs';
import { masterPassword } from '../support/fake-keys';
import { expect, test } from '../support/test';

test('the first start makes a vault, later starts unlock it', async ({ start }) => {
  const keyfold = await start();
  const sheet = await keyfold.create();
  await expect(sheet.page.getByRole('dialog', { name: 'Create your vault' })).toBeVisible();
  // A refused attempt makes no file.
  await sheet.fill('short', 'short');
  await sheet.submit();
  await expect(sheet.page.getByText('Master password needs at least 8 characters.')).toBeVisible();
  expect(keyfold.home.files(keyfold.home.userData).map(({ path }) => path)).not.toContain(keyfold.home.database);
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

test('F15: eight blanks, or one sign again and again, are no master password', async ({ start }) => {
  const keyfold = await start();
  const sheet = await keyfold.create();
  for (const simple of [' '.repeat(8), 'a a a a a a a a', 'aaaaaaaaaaaaaaaa']) {
    await sheet.fill(simple, simple);
    await sheet.submit();
    await expect(sheet.page.getByText('Master password needs at least 4 different characters')).toBeVisible();
    expect(keyfold.home.files(keyfold.home.userData).map(({ path }) => path)).not.toContain(keyfold.home.database);
    await sheet.fill('', '');
  }
});
