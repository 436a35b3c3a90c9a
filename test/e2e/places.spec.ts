import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { passwordBytes } from '../../common/keys/text-bytes';
import { writeOpenSlots } from '../../vault/store/slots/open-slots';
import { makeRecoverySlot, newRecoveryKey } from '../../vault/store/slots/recovery-slot';
import { wipeKeys, withSlot } from '../../vault/store/slots/slots';
import { addKey } from '../support/acts';
import type { Keyfold } from '../support/app';
import { masterPassword } from '../support/fake-keys';
import { chooseFolder, openFile } from '../support/file-dialog';
import { Disk } from '../support/mounted';
import { openFolder } from '../support/open-folder';
import { storeKeys } from '../support/stored-keys';
import { without } from '../support/systems';
import { expect, test } from '../support/test';
import { until } from '../support/until';
import { RecoverForm, UnlockSheet } from '../support/views/unlock';

/** Vaults in other places: from an old machine, on a stick, as a copy; and backups in a second folder. */

const inPlace = 'Where it is';
const asCopy = 'As a copy on this machine';

/** Chooses the file of a vault or backup on the lock screen or at the first start, and goes on. */
async function bring(page: Page, file: string, how: string | null): Promise<void> {
  await page.getByRole('button', { name: 'Open an Existing Vault or Backup…' }).click();
  await openFile(file);
  const dialog = page.getByRole('dialog', { name: how === null ? 'Open a Backup' : 'Open a Vault' });
  if (how !== null) await dialog.getByRole('radio', { name: how }).check();
  await dialog.getByRole('button', { name: 'Continue' }).click();
}

/** Waits for the lock screen that names this vault. */
async function lockScreenOf(keyfold: Keyfold, name: string): Promise<UnlockSheet> {
  const page = await until(`the lock screen of ${name}`, async () => {
    for (const one of keyfold.app.windows()) {
      if (one.isClosed() || one.url() !== 'app://unlock/') continue;
      const named = one.locator('form header').getByText(name, { exact: true });
      if (await named.isVisible().catch(() => false)) return one;
    }
    return null;
  });
  return new UnlockSheet(page);
}

async function unlockAs(keyfold: Keyfold, name: string) {
  await (await lockScreenOf(keyfold, name)).submit(masterPassword);
  await keyfold.gone('unlock');
  return keyfold.list();
}

const others = (page: Page): Locator => page.getByRole('list', { name: 'Other vaults' });

const filesOf = (folder: string) => ['vault.db', 'slots.json'].map((name) => readFileSync(join(folder, name)));

/** Makes the vault of an old machine in this folder, with one key of this name. Returns its recovery key. */
async function oldVault(folder: string, name: string): Promise<string> {
  await storeKeys(folder, [{ provider: 'alibaba', name }]);
  const { database, slots, keys, paths } = await openFolder(folder, passwordBytes(masterPassword));
  const recoveryKey = newRecoveryKey();
  writeOpenSlots(
    database,
    paths.slots,
    withSlot(slots, makeRecoverySlot(slots, keys, recoveryKey, Date.now())),
    'replace',
  );
  database.close();
  wipeKeys(keys);
  return Buffer.from(recoveryKey).toString('latin1');
}

test('a new machine opens the old vault as a copy, and the old files stay as they are', async ({ start }) => {
  const keyfold = await start();
  const old = join(keyfold.home.documents, 'old-machine');
  await oldVault(old, 'Of the old machine');
  const before = filesOf(old);
  await bring((await keyfold.create()).page, join(old, 'vault.db'), asCopy);
  const main = await unlockAs(keyfold, 'old-machine');
  await expect(main.row('Of the old machine')).toBeVisible();
  expect(filesOf(old)).toEqual(before);
  expect(existsSync(keyfold.home.database)).toBe(false);
  expect(readdirSync(join(keyfold.home.userData, 'vaults'))).toEqual(['1']);
  // It is the vault of this machine from now on.
  await keyfold.relaunch();
  await expect((await unlockAs(keyfold, 'old-machine')).row('Of the old machine')).toBeVisible();
});

test('a vault is opened where it is, with its recovery key', async ({ start }) => {
  const keyfold = await start();
  const old = join(keyfold.home.documents, 'old-machine');
  const recoveryKey = await oldVault(old, 'Of the old machine');
  const before = filesOf(old);
  await bring((await keyfold.create()).page, join(old, 'vault.db'), inPlace);
  const lock = await lockScreenOf(keyfold, 'old-machine');
  await lock.forgot.click();
  const form = new RecoverForm(lock.page);
  await form.submit(recoveryKey, 'fake new battery staple horse');
  await keyfold.gone('unlock');
  await addKey(keyfold, 'pingan');
  await keyfold.quit();
  expect(filesOf(old)).not.toEqual(before);
  expect(existsSync(join(keyfold.home.userData, 'vaults'))).toBe(false);
});

test.describe('a vault on a disk that comes and goes', () => {
  test.skip(...without('smallDisk'));

  test.slow();

  test('is used where it is; without its disk it is said to be away, and the other vault opens', async ({ start }) => {
    const disk = new Disk();
    try {
      const stick = join(disk.place, 'work');
      await oldVault(stick, 'Of the stick');
      const kept = join(disk.place, '..', 'kept');
      const keyfold = await start({ keys: [{ provider: 'alibaba', name: 'Of this machine' }] });
      const lock = await keyfold.lock();
      await bring(lock.page, join(stick, 'vault.db'), inPlace);
      const main = await unlockAs(keyfold, 'work');
      await expect(main.row('Of the stick')).toBeVisible();
      await expect(main.row('Of this machine')).toHaveCount(0);
      await keyfold.quit();
      cpSync(stick, kept, { recursive: true });
      disk.takeAway();

      await keyfold.launch();
      const away = await lockScreenOf(keyfold, 'work');
      await expect(away.page.getByText(/isn’t there now\. Connect its disk/)).toBeVisible();
      // Nothing is made where the stick was.
      expect(readdirSync(disk.place)).toEqual([]);
      await others(away.page).getByRole('button', { name: 'Use the vault This machine’s vault' }).click();
      const own = await unlockAs(keyfold, 'This machine’s vault');
      await expect(own.row('Of this machine')).toBeVisible();
      const locked = await keyfold.lock();
      await expect(others(locked.page).getByText('Not there now')).toBeVisible();

      disk.connect();
      cpSync(kept, stick, { recursive: true });
      await others(locked.page).getByRole('button', { name: 'Use the vault work' }).click();
      await expect((await unlockAs(keyfold, 'work')).row('Of the stick')).toBeVisible();
      await keyfold.lock();

      // Out of the list is not off the disk.
      const again = await lockScreenOf(keyfold, 'work');
      await others(again.page).getByRole('button', { name: 'Use the vault This machine’s vault' }).click();
      const last = await lockScreenOf(keyfold, 'This machine’s vault');
      await others(last.page)
        .getByRole('button', { name: /^Take work out of this list/ })
        .click();
      await expect(others(last.page)).toHaveCount(0);
      expect(existsSync(join(stick, 'vault.db'))).toBe(true);
    } finally {
      disk.remove();
    }
  });

  test('gets the backups too: one that is full or away is said and stops no backup', async ({ start }) => {
    const disk = new Disk('1m');
    try {
      const keyfold = await start({ keys: [{ provider: 'alibaba', name: 'Kept twice' }] });
      const main = await keyfold.main();
      const settings = await main.openSettings();
      await settings.getByRole('button', { name: 'Choose a Folder…' }).click();
      await chooseFolder(disk.place);
      await expect(settings.getByText(/^Last copied and checked there on/)).toBeVisible();
      const [own = ''] = readdirSync(disk.place);
      const there = () => readdirSync(join(disk.place, own)).filter((name) => name.endsWith('Z-manual'));
      expect(own).toMatch(/^keyfold-[0-9a-f]{8}$/);
      expect(there()).toHaveLength(1);
      const backups = () => readdirSync(join(keyfold.home.vault, 'backups'));
      const first = backups().length;

      // The disk fills up after some of them.
      await expect(async () => {
        await settings.getByRole('button', { name: 'Back Up Now' }).click();
        await expect(settings.getByText('The disk is full', { exact: false })).toBeVisible({ timeout: 1000 });
      }).toPass();
      expect(readdirSync(join(disk.place, own)).filter((name) => name.endsWith('.part'))).toEqual([]);
      const full = backups().length;
      expect(full).toBeGreaterThan(first);

      disk.takeAway();
      await settings.getByRole('button', { name: 'Back Up Now' }).click();
      await expect(settings.getByText(/The folder .+ isn’t there\. Connect its disk/)).toBeVisible();
      await until('the backup itself was made', () => backups().length > full);
      expect(readdirSync(disk.place)).toEqual([]);

      // A backup that came to the second disk opens on another machine.
      disk.connect();
      const place = join(disk.place, own);
      mkdirSync(place);
      // While one backup is being made, the button does nothing.
      await expect(async () => {
        await settings.getByRole('button', { name: 'Back Up Now' }).click();
        expect(there().length).toBeGreaterThan(0);
      }).toPass();
      await keyfold.quit();
      const other = await start();
      await bring((await other.create()).page, join(place, there()[0] ?? '', 'vault.db'), null);
      const lock = await other.unlockSheet();
      await lock.submit(masterPassword);
      await other.gone('unlock');
      await expect((await other.list()).row('Kept twice')).toBeVisible();
    } finally {
      disk.remove();
    }
  });
});

test('a vault is made in a chosen folder', async ({ start }) => {
  const keyfold = await start();
  const create = await keyfold.create();
  await create.page.getByRole('button', { name: 'Choose Another Folder…' }).click();
  await chooseFolder(keyfold.home.documents);
  // It is empty, so the vault needs no folder of its own in it.
  const place = keyfold.home.documents;
  await until('the sheet names the other folder', async () => {
    const { page } = await keyfold.create();
    return page
      .getByText(place)
      .isVisible()
      .catch(() => false);
  });
  await keyfold.createVault();
  expect(readdirSync(place)).toEqual(expect.arrayContaining(['slots.json', 'vault.db']));
  expect(existsSync(keyfold.home.database)).toBe(false);
  await keyfold.relaunch();
  await unlockAs(keyfold, 'Documents');
});

test('what is no vault, or a link to one, is named and nothing is opened', async ({ start }) => {
  const keyfold = await start();
  const old = join(keyfold.home.documents, 'old-machine');
  await oldVault(old, 'Of the old machine');
  const { page } = await keyfold.create();
  const open = page.getByRole('button', { name: 'Open an Existing Vault or Backup…' });
  await open.click();
  await openFile(keyfold.home.write('notes.db', 'no vault'));
  await expect(page.getByRole('alert')).toContainText('notes.db');
  await expect(page.getByRole('alert')).toContainText('is no vault');
  renameSync(join(old, 'vault.db'), join(old, 'real.db'));
  symlinkSync(join(old, 'real.db'), join(old, 'vault.db'));
  await open.click();
  await openFile(join(old, 'vault.db'));
  await expect(page.getByRole('alert')).toContainText('is a link');
});
