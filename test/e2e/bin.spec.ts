import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { passwordBytes } from '../../common/keys/text-bytes';
import { wipeKeys } from '../../vault/store/slots/slots';
import { askToDelete, verifyAct } from '../support/acts';
import { masterPassword } from '../support/fake-keys';
import { openFolder } from '../support/open-folder';
import { copyVault } from '../support/stored-keys';
import { expect, sharedKeyfold, test } from '../support/test';
import type { MainView } from '../support/views/main-view';

/** A deleted key in the file: it comes back as it was, and what is deleted for good is nowhere in it any more. */

const secret = 'FAKEsecretOfTheKeyThatComesBack';

const shared = sharedKeyfold({}, (folder) =>
  copyVault(folder, [
    { provider: 'pingan', name: 'Undone', accountId: 'pa-example', identityName: 'ci' },
    { provider: 'pingan', name: 'Restored', accountId: 'pa-example', identityName: 'edge', secret },
    {
      provider: 'pingan',
      name: 'Erased',
      accountId: 'pa-example',
      identityName: 'old',
      accessKeyId: 'FAKEPAERASED0001',
    },
    { provider: 'huawei', name: 'Stays' },
  ]),
);

/** Deletes a key, and waits until the list says that it is in the recycle bin. */
async function toBin(name: string): Promise<MainView> {
  const keyfold = shared();
  await (await askToDelete(keyfold, name)).submit(masterPassword);
  await keyfold.gone('verify');
  const main = await keyfold.main();
  await expect(main.said(`“${name}” is in the recycle bin.`)).toBeVisible();
  await expect(main.row(name)).toHaveCount(0);
  return main;
}

async function openBin(main: MainView) {
  await main.page.getByRole('navigation').getByRole('button', { name: 'Recycle Bin', exact: true }).click();
  return main.page.getByRole('grid', { name: 'Deleted AccessKeys' }).locator('[role=row][aria-selected]');
}

/** Every page of the closed vault's database as it is without its encryption, free pages included. */
async function pagesOf(folder: string): Promise<{ pages: Buffer; sealed: Buffer[] }> {
  const { database, keys } = await openFolder(folder, passwordBytes(masterPassword));
  database.close();
  const db = new BetterSqlite(join(folder, 'vault.db'), { readonly: true });
  try {
    db.pragma("cipher = 'chacha20'");
    db.key(Buffer.concat([Buffer.from('raw:'), keys.vaultKey]));
    const sealed = db.prepare<[], Buffer>('SELECT secret FROM binned_key').pluck().all();
    return { pages: db.serialize(), sealed };
  } finally {
    db.close();
    wipeKeys(keys);
  }
}

test('a deletion is undone right after it, without another verification', async () => {
  const main = await toBin('Undone');
  await main.notifications.getByRole('button', { name: 'Undo' }).click();
  await expect(main.said('“Undone” is back as it was.')).toBeVisible();
  await expect(main.row('Undone')).toBeVisible();
  const again = await (async () => {
    await shared().lock();
    return shared().unlock();
  })();
  await expect(again.cell('Undone', 'status')).toHaveText('Enabled');
});

test('a deleted key is restored after a lock with a verification, and its secret still opens', async () => {
  const keyfold = shared();
  await toBin('Restored');
  await keyfold.lock();
  const main = await keyfold.unlock();
  await expect(main.row('Restored')).toHaveCount(0);
  const binned = await openBin(main);
  await binned.filter({ hasText: 'Restored' }).click();
  await main.page.getByRole('button', { name: 'Restore', exact: true }).click();
  await (await keyfold.verify()).cancel();
  await keyfold.gone('verify');
  await expect(binned.filter({ hasText: 'Restored' })).toBeVisible();
  await main.page.getByRole('button', { name: 'Restore', exact: true }).click();
  await verifyAct(keyfold);
  await expect(main.said('“Restored” was restored.')).toBeVisible();

  await main.openList();
  await main.select('Restored');
  await expect(main.property('Subaccount Name')).toHaveText('edge');
  await main.action('View Secret').click();
  await (await keyfold.verify()).submit(masterPassword);
  const reveal = await keyfold.reveal();
  await expect(reveal.page.getByText(secret, { exact: true })).toBeVisible();
  await reveal.close();
});

test('a key that was deleted for good leaves nothing of its secret in the file', async () => {
  const keyfold = shared();
  const { vault } = keyfold.home;
  await toBin('Erased');
  await keyfold.lock();
  const before = await pagesOf(vault);
  const [sealed] = before.sealed;
  expect(before.sealed).toHaveLength(1);
  expect(sealed && before.pages.includes(sealed)).toBe(true);

  const main = await keyfold.unlock();
  const binned = await openBin(main);
  await binned.filter({ hasText: 'Erased' }).click();
  await main.page.getByRole('button', { name: 'Delete for Good…' }).click();
  await main.dialog.getByLabel('Type the last four characters of its AccessKey ID').fill('0001');
  await main.dialog.getByRole('button', { name: 'Delete for Good', exact: true }).click();
  await verifyAct(keyfold);
  await expect(main.said('“Erased” was deleted for good.')).toBeVisible();
  await expect(binned).toHaveCount(0);

  await keyfold.lock();
  const after = await pagesOf(vault);
  expect(after.sealed).toEqual([]);
  expect(sealed && after.pages.includes(sealed)).toBe(false);
  await keyfold.unlock();
});
