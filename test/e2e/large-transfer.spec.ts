import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Keyfold } from '../support/app';
import { fakePair, masterPassword } from '../support/fake-keys';
import { declineOverwriting, openFile, saveAs } from '../support/file-dialog';
import { copyLargeVault } from '../support/seed';
import { expect, sharedKeyfold, test } from '../support/test';
import type { ImportSheet } from '../support/views/import';
import { evenIfGone } from '../support/views/words';

/** A transfer that ends in the middle leaves nothing behind: no file and no key. With 10,000 keys there is a middle. */

const many = 10_000;
const doubled = 100;

const shared = sharedKeyfold({}, copyLargeVault);

const keyOf = (_: unknown, index: number) => ({
  profile: 'pingan',
  name: `From the file ${index}`,
  identity: { kind: 'subaccount' },
  ...fakePair('pingan'),
});

async function openImport(keyfold: Keyfold, name: string, keys: readonly object[]): Promise<ImportSheet> {
  const head = { format: 'keyfold-export', version: 1, exportedAt: '2026-11-25T00:00:00Z' };
  const path = keyfold.home.write(name, JSON.stringify({ ...head, keys }));
  await keyfold.menu('import');
  const sheet = await keyfold.import();
  await openFile(path);
  return sheet;
}

test('an export that is stopped leaves no file and says so, and none is written over unasked', async () => {
  test.slow();
  const keyfold = shared();
  const { home } = keyfold;
  await keyfold.menu('export');
  const sheet = await keyfold.export();
  // A passphrase takes a second of its own, so there is time to stop it on any machine.
  await sheet.readPassphrase();
  await sheet.written.check();
  await sheet.submit(masterPassword);
  await saveAs(join(home.documents, 'half.age'));
  await sheet.stop.click();
  await expect(sheet.page.getByText('The export was stopped. No file was written.')).toBeVisible();
  expect(readdirSync(home.documents)).toEqual([]);

  // An export doesn't replace another file without a question either.
  const kept = home.write('kept.csv', 'mine\n');
  await sheet.choose('Not encrypted (CSV)');
  await sheet.submit(masterPassword);
  await declineOverwriting(kept);
  expect(readFileSync(kept, 'utf8')).toBe('mine\n');
  await expect(sheet.submitButton).toBeVisible();
  await evenIfGone(sheet.page.keyboard.press('Escape'));
  await keyfold.gone('export');
  rmSync(kept);
});

test('10,000 keys are previewed, chosen at once, and none is there when the import is stopped', async () => {
  test.slow();
  const keyfold = shared();
  const main = await keyfold.main();
  const keys = Array.from({ length: many - doubled }, keyOf);
  const sheet = await openImport(keyfold, 'doubled.json', [...keys, ...keys.slice(0, doubled)]);
  await expect(sheet.submitButton).toHaveText('Import 9,900 AccessKeys', { timeout: 60_000 });
  await expect(sheet.table).toHaveAttribute('aria-rowcount', String(many + 1));
  await expect(sheet.row('From the file 0')).toBeVisible();
  await sheet.filter('New 9,900').check();
  await sheet.chooseForAll('Skip');
  await expect(sheet.submitButton).toBeDisabled();
  await sheet.chooseForAll('Add');
  await expect(sheet.choiceOf('From the file 0')).toHaveValue('add');
  // The vault is backed up before the first key is added, which takes a part of a second. The page itself presses Stop
  // as soon as there is such a button: a way through the driver would come too late now and then.
  await sheet.page.evaluate(() => {
    const press = () => {
      const stop = [...document.querySelectorAll('button')].find((button) => button.textContent === 'Stop');
      if (!stop) return;
      observer.disconnect();
      stop.click();
    };
    const observer = new MutationObserver(press);
    observer.observe(document.body, { childList: true, subtree: true });
  });
  await sheet.submit();
  await expect(sheet.page.getByText('The import was stopped. Nothing was changed.')).toBeVisible();
  await expect(sheet.submitButton).toHaveText('Import 9,900 AccessKeys');
  await sheet.cancel();
  await keyfold.gone('import');
  await evenIfGone(main.search.fill('From the file'));
  await expect(main.rows).toHaveCount(0);
  await main.search.fill('');
  await expect(main.count).toHaveText('10,000 keys');
});

test('locking in the middle of an export leaves no file, and in the middle of an import no key', async () => {
  test.setTimeout(180_000);
  const keyfold = shared();
  const { home } = keyfold;
  const before = readdirSync(home.documents);
  await keyfold.menu('export');
  const exporting = await keyfold.export();
  await exporting.readPassphrase();
  await exporting.written.check();
  await exporting.submit(masterPassword);
  await saveAs(join(home.documents, 'locked.age'));
  await exporting.progress.waitFor();
  let sheet = await keyfold.lock();
  expect(existsSync(join(home.documents, 'locked.age'))).toBe(false);
  expect(readdirSync(home.documents)).toEqual(before);

  await sheet.submit(masterPassword);
  await keyfold.gone('unlock');
  const importing = await openImport(keyfold, 'many.json', Array.from({ length: many }, keyOf));
  await expect(importing.submitButton).toHaveText('Import 10,000 AccessKeys', { timeout: 60_000 });
  await importing.submit();
  // The lock may come now or a moment later. Whatever was done is undone completely.
  sheet = await keyfold.lock();
  await sheet.submit(masterPassword);
  await keyfold.gone('unlock');
  await expect((await keyfold.list()).count).toHaveText(/^(10,000|20,000) keys$/);
});
