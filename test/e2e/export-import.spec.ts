import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { deleteKey } from '../support/acts';
import type { Keyfold } from '../support/app';
import { fakePair, masterPassword } from '../support/fake-keys';
import { cancelOpening, cancelSaving, openFile, saveAs } from '../support/file-dialog';
import type { Home } from '../support/home';
import { copyVault, type StoredKey } from '../support/stored-keys';
import { without } from '../support/systems';
import { expect, sharedKeyfold, test } from '../support/test';
import { AccountsView } from '../support/views/accounts';
import type { ImportSheet } from '../support/views/import';
import { evenIfGone } from '../support/views/words';

/** Keys leave in a file and come back. What the sheets say is in `test/views/export.spec.ts` and `import.spec.ts`. */

/** An encryption by passphrase uses one core for a second on purpose, and tests run side by side. */
const slow = { timeout: 40_000 };

const ofUser = (name: string): StoredKey => ({
  provider: 'pingan',
  name,
  accountId: 'pa-example',
  identityName: `user-${name}`,
  identityKind: 'subaccount',
});
const lost = { ...ofUser('lost'), secret: 'FAKEsecretOfTheLostKey00000000' };
const openSecret = 'FAKEsecretInTheOpen00000000000';

const shared = sharedKeyfold({}, (folder) =>
  copyVault(folder, [
    lost,
    ofUser('kept'),
    ofUser('edited'),
    { provider: 'huawei', name: 'ops', accountId: 'hw-example', identityName: 'ops' },
    { provider: 'alibaba', name: '=deploy', accountId: '1234567890123456', identityName: 'bot', secret: openSecret },
  ]),
);

/** Opens the import sheet with that file. */
async function openImport(keyfold: Keyfold, path: string): Promise<ImportSheet> {
  await keyfold.menu('import');
  const sheet = await keyfold.import();
  await openFile(path);
  return sheet;
}

test('an export brings back a key that was deleted, with its secret', async () => {
  test.slow();
  const keyfold = shared();
  const main = await keyfold.main();
  const file = join(keyfold.home.documents, 'keys.age');
  await main.more(/^Export \d+ AccessKeys?…$/);
  const sheet = await keyfold.export();
  const passphrase = await sheet.readPassphrase();
  await sheet.written.check();
  await sheet.submit(masterPassword);
  await saveAs(file);
  await expect(sheet.dialog.getByRole('status')).toContainText('keys.age', slow);
  await sheet.done();
  await keyfold.gone('export');
  expect(passphrase).toMatch(/^[a-z]+(-[a-z]+){9}$/);
  const content = readFileSync(file);
  expect(content.subarray(0, 21).toString('latin1')).toBe('age-encryption.org/v1');
  expect(content.includes(lost.secret)).toBe(false);

  // All keys are there.
  const same = await openImport(keyfold, file);
  await same.unlock(passphrase);
  await expect(same.page.getByText(/already has/)).toBeVisible(slow);
  await same.done();
  await keyfold.gone('import');

  await deleteKey(keyfold, lost.name);
  const again = await openImport(keyfold, file);
  await again.unlock('not-the-passphrase-of-this-file');
  await expect(again.page.getByText(/The passphrase is wrong/)).toBeVisible(slow);
  await again.unlock(passphrase);
  await expect(again.filter('New 1')).toBeVisible(slow);
  await expect(again.filter('Same 4')).toBeVisible();
  await expect(again.row(lost.name)).toContainText('New');
  await expect(again.summary).toHaveText('1 to add, 4 skipped');
  // One row, and all of a state.
  await again.choiceOf(lost.name).selectOption('skip');
  await expect(again.submitButton).toBeDisabled();
  await again.filter('New 1').check();
  await again.chooseForAll('Add');
  await again.submit();
  await expect(again.page.getByText('1 AccessKey was added.')).toBeVisible(slow);
  await again.done();
  await keyfold.gone('import');

  await main.select(lost.name);
  await main.action('View Secret').click();
  await (await keyfold.verify()).submit(masterPassword);
  const reveal = await keyfold.reveal();
  await expect(reveal.page.getByText(lost.secret)).toBeVisible();
  await reveal.close();
});

test('L2: with one key selected, the application menu exports that key and no other', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  await main.select('=deploy');
  await keyfold.menu('export');
  const sheet = await keyfold.export();
  await expect(sheet.choice('The selected AccessKey')).toBeChecked();
  await expect(sheet.submitButton).toHaveText('Export 1 AccessKey…');
  await expect(sheet.page.getByRole('list', { name: 'AccessKeys that leave the vault' })).toContainText('=deploy');
  await sheet.choose('Not encrypted (CSV)');
  await sheet.submit(masterPassword);
  const path = join(keyfold.home.documents, 'one.csv');
  await saveAs(path);
  await expect(sheet.page.getByText('1 AccessKey is in one.csv.')).toBeVisible();
  await sheet.done();
  await keyfold.gone('export');
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(openSecret);
  expect(text).not.toContain(lost.secret);
  expect(text.trim().split('\r\n')).toHaveLength(2);
  await main.page.keyboard.press('Escape');
  await main.grid.focus();
  await main.page.keyboard.press('Escape');
});

test('a cancelled dialog ends an import and keeps an export’s form; what only the vault can tell is said', async () => {
  const keyfold = shared();
  await keyfold.menu('import');
  await keyfold.import();
  await cancelOpening();
  await keyfold.gone('import');
  const importing = await openImport(keyfold, keyfold.home.write('letter.txt', 'Dear Ada,\n'));
  await expect(importing.page.getByText(/found nothing in this file that it can read/)).toBeVisible();
  await importing.cancel();
  await keyfold.gone('import');

  await keyfold.menu('export');
  const sheet = await keyfold.export();
  // It has the right shape but a wrong checksum, which only the vault can check.
  await sheet.useRecipients(`age1${'q'.repeat(58)}`);
  await sheet.submit(masterPassword);
  await expect(sheet.page.getByText(/^Line 1 is not a recipient of age/)).toBeVisible();
  // The recipient of age's own example in its README.
  await sheet.recipients.fill('age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p');
  await sheet.submit('not the master password');
  await expect(sheet.password).toHaveAttribute('aria-invalid', 'true');
  await sheet.submit(masterPassword);
  await cancelSaving();
  // Nothing that was typed is lost.
  await expect(sheet.recipients).toBeVisible();
  await expect(sheet.recipients).toHaveValue(/^age1ql3z7/);
  await evenIfGone(sheet.page.keyboard.press('Escape'));
  await keyfold.gone('export');
});

test('keys leave as CSV after a warning, and the import knows them all', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  const accounts = new AccountsView(main.page);
  await accounts.arrow('Huawei Cloud').click();
  await accounts.line('hw-example').click();
  await main.more(/^Export \d+ AccessKeys?…$/);
  const sheet = await keyfold.export();
  // It says which account that is.
  await expect(sheet.choice('Account hw-example')).toBeChecked();
  await sheet.choose('Not encrypted (CSV)');
  await expect(sheet.page.getByText('This file is not encrypted')).toBeVisible();
  await expect(sheet.page.getByText(/^The file is as the console of Huawei Cloud writes it/)).toBeVisible();
  await sheet.choose('All AccessKeys');
  await expect(sheet.page.getByText(/^AccessKeys of several providers/)).toBeVisible();
  await sheet.submit('not the master password');
  await expect(sheet.password).toHaveAttribute('aria-invalid', 'true');
  await sheet.submit(masterPassword);
  const path = join(keyfold.home.documents, 'keys.csv');
  await saveAs(path);
  await expect(sheet.page.getByText('5 AccessKeys are in keys.csv.')).toBeVisible();
  await sheet.done();
  await keyfold.gone('export');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(`Alibaba Cloud,'=deploy,,1234567890123456,bot,,,`);
  expect(text).toContain(`,${openSecret},`);

  const importing = await openImport(keyfold, path);
  await expect(importing.page.getByText(/^The vault already has all 5 AccessKeys/)).toBeVisible();
  await importing.done();
  await keyfold.gone('import');
  await main.chooseProvider('All keys');
});

/** A pair as `age-keygen` makes it. */
function identityIn(home: Home): { file: string; recipient: string } {
  const file = join(home.documents, 'identity.txt');
  execFileSync('age-keygen', ['-o', file], { stdio: 'ignore' });
  return { file, recipient: execFileSync('age-keygen', ['-y', file], { encoding: 'utf8' }).trim() };
}

test('the age program opens our export, and we open what it wrote', async () => {
  test.skip(...without('age'));
  test.slow();
  const keyfold = shared();
  const { home } = keyfold;
  const { file: identity, recipient } = identityIn(home);

  const path = join(home.documents, 'for-age.age');
  await keyfold.menu('export');
  const exporting = await keyfold.export();
  await exporting.useRecipients(`${recipient}\n`);
  await exporting.submit(masterPassword);
  await saveAs(path);
  await expect(exporting.dialog.getByRole('status')).toContainText('for-age.age');
  await exporting.done();
  await keyfold.gone('export');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const json = JSON.parse(execFileSync('age', ['-d', '-i', identity, path], { encoding: 'utf8' }));
  expect(json).toMatchObject({ format: 'keyfold-export', version: 2 });
  const ours = json.keys.find(({ name }: { name: string }) => name === '=deploy');
  expect(ours).toMatchObject({ secret: openSecret });

  // This is an armored file of the other program, with another key in it.
  json.keys = [{ ...ours, name: 'Theirs', ...fakePair('alibaba') }];
  const theirs = join(home.documents, 'theirs.age');
  execFileSync('age', ['-a', '-r', recipient, '-o', theirs], { input: JSON.stringify(json) });
  const importing = await openImport(keyfold, theirs);
  await importing.chooseIdentity.click();
  await openFile(identity);
  await expect(importing.row('Theirs')).toBeVisible();
  await importing.submit();
  await expect(importing.dialog.getByRole('status')).toContainText('1 AccessKey was added.');
  await importing.done();
  await keyfold.gone('import');
  await expect((await keyfold.main()).row('Theirs')).toBeVisible();
});
