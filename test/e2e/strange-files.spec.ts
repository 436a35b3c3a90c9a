import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { passwordBytes } from '../../common/keys/text-bytes';
import { leastCost } from '../../vault/base/crypto/kdf';
import { createFolder } from '../../vault/store/folder';
import { wipeKeys } from '../../vault/store/slots/slots';
import { masterPassword } from '../support/fake-keys';
import { openFile } from '../support/file-dialog';
import { Home } from '../support/home';
import { copyVault, storeKeys } from '../support/stored-keys';
import { tamper } from '../support/tamper';
import { expect, test } from '../support/test';

/** What somebody else has put into the vault's folder, or gives to be imported. All of it is tried in `test/unit/vault`. */

const stored = [{ provider: 'alibaba', name: 'Stored' }] as const;

test('F3: a link with the name of one of the vault’s own folders leads nowhere, from the start on', async ({
  start,
}) => {
  const home = new Home();
  await copyVault(home.vault, stored);
  home.write('letter.txt', 'Dear Ada,\n');
  home.write('vault.db', 'of somebody');
  const before = home.files(home.documents);
  const links = ['import.part', 'next', 'next.part'].map((name) => join(home.vault, name));
  for (const link of links) symlinkSync(home.documents, link);
  const keyfold = await start({ home });
  await keyfold.unlockSheet();
  expect(home.files(home.documents)).toEqual(before);
  await expect((await keyfold.unlock()).row('Stored')).toBeVisible();
  expect(home.files(home.documents)).toEqual(before);
  await keyfold.quit();
  home.remove();
});

test('F12: another vault that was put into “next” takes nobody’s place', async ({ start }) => {
  const home = new Home();
  await copyVault(home.vault, stored);
  const foreign = join(home.vault, 'next');
  const { database, keys } = await createFolder(foreign, passwordBytes('another fake password'), Date.now(), leastCost);
  database.close();
  wipeKeys(keys);
  const keyfold = await start({ home });
  const sheet = await keyfold.unlockSheet();
  await sheet.submit('not the master password');
  await expect(sheet.page.getByText('The master password is wrong.')).toBeVisible();
  await expect((await keyfold.unlock()).row('Stored')).toBeVisible();
  expect(existsSync(foreign)).toBe(false);
  await keyfold.quit();
  home.remove();
});

test('F7: a vault with a table that never ends is refused, and everything else goes on', async ({ start }) => {
  const keyfold = await start({ keys: stored });
  const folder = join(keyfold.home.documents, 'Prepared');
  mkdirSync(folder);
  await storeKeys(join(folder, 'vault'), stored);
  await tamper(join(folder, 'vault'), (database) => {
    database.run('ALTER TABLE access_key RENAME TO kept');
    const endless = 'WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)';
    database.run(`CREATE VIEW access_key AS ${endless} SELECT k.* FROM kept k, n`);
  });
  await keyfold.menu('import');
  const sheet = await keyfold.import();
  await openFile(join(folder, 'vault', 'vault.db'));
  await sheet.page.getByRole('textbox', { name: 'Master password of that vault' }).fill(masterPassword);
  await sheet.submit();
  await expect(sheet.page.getByText('another program has changed its database')).toBeVisible();
  await sheet.cancel();
  await keyfold.gone('import');
  const main = await keyfold.main();
  await main.select('Stored');
  await main.action('Set as Default').click();
  await expect(main.cell('Stored', 'default')).toHaveText('Yes');
});
