import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { typeKey } from '../support/acts';
import type { Keyfold } from '../support/app';
import { expect, test } from '../support/desktop';
import { dialogIsGone, dialogIsOpen, startOverwriting } from '../support/file-dialog';
import { lockWays } from '../support/lock-ways';
import { without } from '../support/systems';
import { test as withoutManager } from '../support/test';

/** The system's dialogs for files are on the screen as long as the vault is open. */

async function chooseBackupFolder(keyfold: Keyfold): Promise<void> {
  const settings = await (await keyfold.main()).openSettings();
  await settings.getByRole('button', { name: 'Choose a Folder…' }).click();
  await dialogIsOpen('Select');
}

test('a lock takes them away, and no window of another program', async ({ desktop, start }) => {
  const keyfold = await start({ vault: true });
  await chooseBackupFolder(keyfold);
  await desktop.openOther();
  const others = (await desktop.stacking()).filter((title) => !title.startsWith('Select'));
  expect(others).toHaveLength(2);
  const locked = await keyfold.locking(() => lockWays.idle(keyfold));
  await dialogIsGone('Select');
  expect((await desktop.stacking()).toSorted()).toEqual(others.toSorted());
  // The other program has the keyboard all the same.
  await expect(locked.password).toBeVisible();
  await keyfold.unlock();
  // Another one can be opened.
  await chooseBackupFolder(keyfold);
});

test('a lock takes away one that asks something itself', async ({ desktop, start }) => {
  test.slow();
  const keyfold = await start({ vault: true });
  const { reveal } = await typeKey(keyfold, 'pingan');
  await reveal.download.click();
  await desktop.becomesActive(/^Save/);
  const path = join(keyfold.home.documents, 'there-already.csv');
  writeFileSync(path, 'kept');
  await startOverwriting(path);
  await keyfold.locking(() => lockWays.idle(keyfold));
  await dialogIsGone('Save');
  await desktop.becomesActive('Keyfold');
  expect(await desktop.stacking()).toEqual(['Keyfold']);
});

withoutManager('so it does where no window manager is', async ({ start }) => {
  withoutManager.skip(...without('xdotool'));
  const keyfold = await start({ vault: true });
  await chooseBackupFolder(keyfold);
  await keyfold.lock();
  await dialogIsGone('Select');
  await keyfold.unlock();
});
