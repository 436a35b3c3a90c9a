import { readFileSync } from 'node:fs';
import { addKey } from '../support/acts';
import type { Keyfold } from '../support/app';
import { fakePair, masterPassword, uniqueName } from '../support/fake-keys';
import { openFile } from '../support/file-dialog';
import { Home } from '../support/home';
import { copyVault } from '../support/stored-keys';
import { expect, test } from '../support/test';
import type { AddSheet } from '../support/views/add';

const kinds = (keyfold: Keyfold): string[] =>
  JSON.parse(readFileSync(keyfold.home.slots, 'utf8')).slots.map(({ kind }: { kind: string }) => kind);

/** Fills the add sheet, which asks for the master password as well, and answers what was typed. */
async function fillWithPassword(sheet: AddSheet) {
  const typed = { name: uniqueName('Without a keyring'), ...fakePair('alibaba') };
  await sheet.choose('alibaba');
  await sheet.fill({ Name: typed.name });
  await sheet.fillPair('alibaba', typed);
  await expect(sheet.field('Master password')).toBeVisible();
  return typed;
}

test('without a keyring, adding asks for the master password; once there is one, the vault is sealed anew', async ({
  start,
}) => {
  const keyfold = await start({ vault: true, keyring: false });
  expect(kinds(keyfold)).toEqual(['master-password']);
  const main = await keyfold.main();
  const settings = await main.openSettings();
  await expect(settings).toContainText('Not available on this system.');
  await settings.getByRole('button', { name: 'Done' }).click();

  const sheet = await keyfold.openAdd();
  await expect(sheet.page.getByText('This system has no keychain that Keyfold can use.')).toBeVisible();
  const typed = await fillWithPassword(sheet);
  await sheet.fill({ 'Master password': 'not the master password' });
  await sheet.submit();
  await expect(sheet.page.getByText('The master password is wrong.')).toBeVisible();
  await expect(sheet.field('AccessKey Secret')).toHaveValue(typed.secret);

  await sheet.fill({ 'Master password': masterPassword });
  await sheet.submit();
  const reveal = await keyfold.reveal();
  await expect(reveal.page.getByText(typed.secret, { exact: true })).toBeVisible();
  await reveal.close();
  await keyfold.relaunch(true);
  await expect((await keyfold.unlock()).row(typed.name)).toBeVisible();
  await expect.poll(() => kinds(keyfold)).toEqual(['master-password', 'device']);
  const key = await addKey(keyfold, 'alibaba');
  await expect((await keyfold.main()).row(key.name)).toBeVisible();
});

test('a vault made with a keyring opens without it, and works with the master password', async ({ start }) => {
  const keyfold = await start({ vault: true });
  const settings = await (await keyfold.main()).openSettings();
  await expect(settings).toContainText('In use. Secrets open with the help of this system’s keychain');
  await settings.getByRole('button', { name: 'Done' }).click();
  await expect.poll(() => kinds(keyfold)).toEqual(['master-password', 'device']);
  const first = await addKey(keyfold, 'pingan');

  await keyfold.relaunch(false);
  const main = await keyfold.unlock();
  await expect(main.row(first.name)).toBeVisible();
  const typed = await fillWithPassword(await keyfold.openAdd());
  const sheet = await keyfold.add();
  await sheet.fill({ 'Master password': masterPassword });
  await sheet.submit();
  await (await keyfold.reveal()).close();

  // What was sealed with the keyring is shown without it.
  await main.select(first.name);
  await main.action('View Secret').click();
  await (await keyfold.verify()).submit(masterPassword);
  const reveal = await keyfold.reveal();
  await expect(reveal.page.getByText(first.secret, { exact: true })).toBeVisible();
  await reveal.close();
  await expect(main.row(typed.name)).toBeVisible();

  // And back with it: the keyring is used again.
  await keyfold.relaunch(true);
  await keyfold.unlock();
  const third = await addKey(keyfold, 'huawei');
  await expect((await keyfold.main()).row(third.name)).toBeVisible();
});

test('an import asks for the master password once, and takes the default over when told to', async ({ start }) => {
  const home = new Home();
  await copyVault(home.vault, [{ provider: 'pingan', name: 'Ours', isDefault: true }]);
  const keys = ['Theirs', 'Skipped'].map((name) => ({
    profile: 'pingan',
    name,
    identity: { kind: 'subaccount' },
    ...fakePair('pingan'),
    ...(name === 'Theirs' ? { default: true } : {}),
  }));
  const head = { format: 'keyfold-export', version: 1, exportedAt: '2026-11-25T00:00:00Z' };
  const file = home.write('keys.json', JSON.stringify({ ...head, keys }));
  const keyfold = await start({ home, keyring: false });
  const main = await keyfold.unlock();
  await keyfold.menu('import');
  const sheet = await keyfold.import();
  await openFile(file);
  await sheet.password.fill('not the master password');
  await sheet.submit();
  await expect(sheet.page.getByText('The master password is wrong.')).toBeVisible();
  await sheet.password.fill(masterPassword);
  await sheet.submit();
  await sheet.choiceOf('Skipped').selectOption('skip');
  const defaults = sheet.page.getByRole('checkbox', { name: /the default of Ping An Cloud/ });
  await expect(defaults).not.toBeChecked();
  // Not `check`: the answer comes from the vault.
  await defaults.click();
  await expect(defaults).toBeChecked();
  await sheet.submit();
  await expect(sheet.page.getByText('1 AccessKey was added.')).toBeVisible();
  await sheet.done();
  await keyfold.gone('import');
  await expect(main.cell('Theirs', 'default')).toHaveText('Yes');
  await expect(main.cell('Ours', 'default')).toHaveText('No');
});
