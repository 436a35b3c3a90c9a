import { chmodSync, copyFileSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { passwordBytes } from '../../common/keys/text-bytes';
import { makeRecoverySlot, newRecoveryKey } from '../../vault/store/slots/recovery-slot';
import { wipeKeys, withSlot } from '../../vault/store/slots/slots';
import { readSlots, writeSlots } from '../../vault/store/slots/slots-file';
import { byPassword } from '../../vault/store/slots/unwrap';
import { openProtect, verifyAct } from '../support/acts';
import type { Keyfold } from '../support/app';
import { fakePair, fakeSts, fakeTemporary, masterPassword } from '../support/fake-keys';
import { openFile, saveAs } from '../support/file-dialog';
import { dropFile, fileInHand, holdFile } from '../support/file-drop';
import { clipboardText } from '../support/screen';
import { storeKeys } from '../support/stored-keys';
import { expect, sharedKeyfold, test } from '../support/test';
import type { ImportSheet } from '../support/views/import';
import { evenIfGone } from '../support/views/words';

/** Keys out of files: dropped, of tools, of tables, of whole vaults. What the sheet says is in `test/views/import.spec.ts`. */

const administratorPassword = 'fake administrator password';
const stillHere = {
  provider: 'pingan',
  name: 'Still here',
  accessKeyId: 'FAKEstill0000001',
  secret: 'FAKEsecretOfBoth0000',
} as const;

const shared = sharedKeyfold({}, (folder) => storeKeys(folder, [stillHere]));

async function openImport(keyfold: Keyfold, path: string): Promise<ImportSheet> {
  await keyfold.menu('import');
  const sheet = await keyfold.import();
  await openFile(path);
  return sheet;
}

/** What the configuration of Alibaba Cloud's command line looks like with one pair in it. */
function toolConfig(name: string, more: object = {}): { config: string; secret: string } {
  const { accessKeyId, secret } = fakePair('alibaba');
  const entry = { name, mode: 'AK', access_key_id: accessKeyId, access_key_secret: secret };
  return { config: JSON.stringify({ current: name, profiles: [entry], ...more }), secret };
}

test('a file that is held over the list is imported by dropping it', async () => {
  const keyfold = shared();
  const config = Buffer.from(toolConfig('dropped').config);
  const main = await keyfold.main();
  const hold = () => holdFile(main.page, 'config.json', config);

  // Carried over the window and away again: nothing has happened.
  await hold();
  let sheet = await keyfold.import();
  await expect(sheet.page.getByRole('button', { name: 'Choose File', exact: true })).toBeVisible();
  const passing = await fileInHand(sheet.page, 'config.json', config);
  await sheet.dialog.dispatchEvent('dragover', { dataTransfer: passing });
  await evenIfGone(sheet.dialog.dispatchEvent('dragleave', { dataTransfer: passing }));
  await keyfold.gone('import');

  await hold();
  sheet = await keyfold.import();
  await dropFile(sheet.page, 'config.json', config);
  await expect(sheet.page.getByText('Alibaba Cloud CLI')).toBeVisible();
  await expect(sheet.row('dropped')).toBeVisible();
  await sheet.submit();
  await sheet.done();
  await keyfold.gone('import');
  await expect(main.row('dropped')).toBeVisible();

  // No file of keys.
  await hold();
  sheet = await keyfold.import();
  await dropFile(sheet.page, 'picture.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]));
  await expect(sheet.page.getByText(/This is a picture/)).toBeVisible();
  await sheet.cancel();
  await keyfold.gone('import');
});

test('a service’s variables are read out of YAML, whose reader is loaded only then', async () => {
  const keyfold = shared();
  const { accessKeyId, secret } = fakePair('alibaba');
  const variables = `      OSS_ACCESS_KEY_ID: ${accessKeyId}\n      OSS_ACCESS_KEY_SECRET: ${secret}\n`;
  const path = keyfold.home.write('compose.yaml', `services:\n  composed:\n    environment:\n${variables}`);
  const sheet = await openImport(keyfold, path);
  await expect(sheet.row('composed')).toBeVisible();
  await expect(sheet.page.getByText('YAML')).toBeVisible();
  await sheet.cancel();
  await keyfold.gone('import');
});

test('a table of one’s own is imported by naming its columns, and its secrets never stand in the page', async () => {
  const keyfold = shared();
  const [one, two] = [fakePair('pingan'), fakePair('pingan')];
  const rows = [one, two].map((pair, index) => `Row ${index},${pair.accessKeyId},${pair.secret}`);
  const table = keyfold.home.write('table.csv', ['what,code,other', ...rows].join('\n'));
  const main = await keyfold.main();
  await main.openList();
  await main.search.fill('nothing has this name');
  await expect(main.rows).toHaveCount(0);
  const sheet = await openImport(keyfold, table);
  await expect(sheet.page.getByRole('heading', { name: 'Which column is which?' })).toBeVisible();
  // What may be a secret is not in the page at all.
  expect(await sheet.page.content()).not.toContain(one.secret);
  const roles = sheet.page.locator('thead').getByRole('combobox');
  const code = sheet.page.getByRole('combobox', { name: 'What column code holds', exact: true });
  await roles.nth(0).selectOption('name');
  await code.selectOption('');
  await roles.nth(2).selectOption('secret');
  await code.selectOption('accessKeyId');
  await sheet.page.getByRole('combobox').last().selectOption('pingan');
  await sheet.submit();
  await expect(sheet.submitButton).toHaveText('Import 2 AccessKeys');
  await sheet.submit();
  await expect(sheet.dialog.getByRole('status')).toContainText('2 AccessKeys were added.');
  // What hides them in the list is taken away, and all of them are chosen.
  await evenIfGone(sheet.page.getByRole('button', { name: 'Show in the List', exact: true }).click());
  await keyfold.gone('import');
  await expect(main.search).toHaveValue('');
  for (const name of ['Row 0', 'Row 1']) await expect(main.row(name)).toHaveAttribute('aria-selected', 'true');
  await expect(main.page.getByRole('button', { name: 'Export 2 AccessKeys…', exact: true })).toBeVisible();
});

test('temporary keys of both clouds are imported from tools’ files, and their end is asked once', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  const sts = fakeSts();
  const profile = (name: string, more: object) => ({ name, region_id: 'cn-fake', ...more });
  const pair = { access_key_id: sts.accessKeyId, access_key_secret: sts.secret, sts_token: sts.token };
  const config = {
    current: 'saml',
    profiles: [profile('saml', { mode: 'StsToken', ...pair }), profile('ecs', { mode: 'EcsRamRole' })],
  };
  let sheet = await openImport(keyfold, keyfold.home.write('sts.json', JSON.stringify(config)));
  await expect(sheet.page.getByRole('heading', { name: 'What the file doesn’t say' })).toBeVisible();
  // Twelve hours are the longest that Alibaba Cloud gives. Nobody has to know more.
  await expect(sheet.page.getByText(/Alibaba Cloud: 12 hours from now/)).toBeVisible();
  await sheet.submit();
  await expect(sheet.row('saml')).toContainText('Ends');
  await sheet.page.getByRole('button', { name: '1 entry gave no key' }).click();
  await expect(sheet.page.getByRole('listitem')).toContainText('ecs');
  await sheet.page.getByRole('button', { name: 'Copy List' }).click();
  await expect.poll(() => clipboardText()).toMatch(/^ecs\tIt has no key of its own/);
  await sheet.submit();
  await sheet.done();
  await keyfold.gone('import');
  await expect(main.row('saml')).toContainText(/1[12]:\d\d:\d\d/);
  await main.select('saml');
  await expect(main.property('Role Name')).toContainText('Not recorded');
  await expect(main.property('Description')).toContainText('Keyfold took the latest end that was possible.');

  const temporary = fakeTemporary();
  const obs = `endpoint=obs.example\nak=${temporary.accessKeyId}\nsk=${temporary.secret}\ntoken=${temporary.token}\n`;
  sheet = await openImport(keyfold, keyfold.home.write('.obsutilconfig', obs));
  await sheet.page.getByRole('radio', { name: 'Valid for' }).check();
  await sheet.page.getByRole('textbox', { name: 'How long' }).fill('3');
  await sheet.submit();
  const row = sheet.table.getByRole('row').filter({ hasText: temporary.accessKeyId });
  await row.getByRole('button').click();
  await sheet.page.getByRole('textbox', { name: 'Name', exact: true }).fill('From obsutil');
  await sheet.page.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(sheet.row('From obsutil')).toContainText('Ends');
  await sheet.submit();
  await sheet.done();
  await keyfold.gone('import');
  await expect(main.row('From obsutil')).toContainText(/[23]:\d\d:\d\d/);
});

test('a tool’s file is only read, cleaned when a person says so, and its original can be had back', async () => {
  test.slow();
  const keyfold = shared();
  const { home } = keyfold;
  const main = await keyfold.main();
  const { config, secret } = toolConfig('tool', { meta_path: 'stays' });
  const path = home.write('config.json', config);
  chmodSync(path, 0o640);

  let sheet = await openImport(keyfold, path);
  await expect(sheet.row('tool')).toBeVisible();
  await sheet.submit();
  await expect(sheet.page.getByText('config.json still holds 1 AccessKey of the vault in plain text.')).toBeVisible();
  expect(readFileSync(path, 'utf8')).toBe(config);
  await sheet.page.getByRole('button', { name: 'Remove from File…' }).click();

  // Something else writes into it meanwhile: it is left alone.
  home.write('config.json', `${config}\n`);
  await sheet.password.fill('not the master password');
  await sheet.submit();
  await expect(sheet.page.getByText('The master password is wrong.')).toBeVisible();
  await sheet.password.fill(masterPassword);
  await sheet.submit();
  await expect(sheet.page.getByText(/^The file has changed since it was read/)).toBeVisible();
  expect(readFileSync(path, 'utf8')).toBe(`${config}\n`);
  home.write('config.json', config);
  await sheet.password.fill(masterPassword);
  await sheet.submit();
  await expect(sheet.page.getByText('1 AccessKey was removed from config.json.')).toBeVisible();
  await sheet.done();
  await keyfold.gone('import');
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
    current: 'tool',
    profiles: [{ name: 'tool', mode: 'AK' }],
    meta_path: 'stays',
  });
  expect(statSync(path).mode & 0o777).toBe(0o640);

  // Dropped, it has no place that is known here; the vault has its key already.
  const dropped = Buffer.from(config);
  await holdFile(main.page, 'dropped.json', dropped);
  sheet = await keyfold.import();
  await dropFile(sheet.page, 'dropped.json', dropped);
  await expect(sheet.page.getByText(/It was dropped, so Keyfold doesn’t know where it is/)).toBeVisible();
  await sheet.done();
  await keyfold.gone('import');

  await main.openSettings();
  const list = main.page.getByRole('list', { name: 'Cleaned files' });
  await expect(list.getByRole('listitem')).toContainText([path]);
  await list.getByRole('button', { name: /^Save the original of .*config\.json…$/ }).click();
  sheet = await keyfold.import();
  await sheet.password.fill(masterPassword);
  await sheet.page.getByRole('button', { name: 'Save', exact: true }).click();
  await saveAs(join(home.documents, 'original.json'));
  await expect(sheet.page.getByText('The original was saved as original.json.')).toBeVisible();
  await sheet.done();
  await keyfold.gone('import');
  expect(readFileSync(join(home.documents, 'original.json'), 'utf8')).toBe(config);
  expect(statSync(join(home.documents, 'original.json')).mode & 0o777).toBe(0o600);

  await main.openSettings();
  await list.getByRole('button', { name: /^Delete the original of .*config\.json$/ }).click();
  await expect(main.dialog).toContainText('Delete this original?');
  await main.dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await verifyAct(keyfold);
  await expect(main.page.getByText('No file has been cleaned after an import.')).toBeVisible();
  for (const { content } of home.files(home.vault)) expect(content.includes(secret)).toBe(false);
  await main.dialog.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(main.dialog).toHaveCount(0);
});

/** Gives a closed vault a recovery key, and answers it. */
async function giveRecoveryKey(folder: string): Promise<string> {
  const path = join(folder, 'slots.json');
  const slots = readSlots(path);
  const keys = await byPassword(passwordBytes(masterPassword))(slots, path);
  const key = newRecoveryKey();
  writeSlots(path, withSlot(slots, makeRecoverySlot(slots, keys, key, 1)), 'replace-all');
  wipeKeys(keys);
  return Buffer.from(key).toString('ascii');
}

test('keys come out of a copied backup and of one in Settings’ list', async () => {
  test.slow();
  const keyfold = shared();
  const { home } = keyfold;
  const copied = join(home.documents, 'Copied backup');
  const gone = { provider: 'pingan', name: 'Long gone', accessKeyId: 'FAKEgone00000001', isDefault: true } as const;
  await storeKeys(copied, [stillHere, gone]);
  const recoveryKey = await giveRecoveryKey(copied);
  const main = await keyfold.main();

  // One file of the two is not enough, chosen or dropped, and the words say what to do.
  const alone = join(home.documents, 'Alone');
  mkdirSync(alone);
  copyFileSync(join(copied, 'vault.db'), join(alone, 'vault.db'));
  let sheet = await openImport(keyfold, join(alone, 'vault.db'));
  await expect(sheet.page.getByText(/the file slots\.json is missing/)).toBeVisible();
  await sheet.chooseAnother.click();
  await openFile(join(copied, 'slots.json'));

  const password = sheet.page.getByRole('textbox', { name: 'Master password of that vault' });
  await password.fill('not its master password');
  await sheet.submit();
  await expect(sheet.page.getByText('The master password is wrong.')).toBeVisible();
  await sheet.page.getByRole('button', { name: 'Use Recovery Key' }).click();
  await sheet.page.getByRole('textbox', { name: 'Recovery key of that vault' }).fill(recoveryKey.toLowerCase());
  await sheet.submit();
  await expect(sheet.page.getByText(/Keyfold vault · 2 AccessKeys/)).toBeVisible();
  await expect(sheet.row(gone.name)).toBeVisible();
  await expect(sheet.row(stillHere.name).getByRole('combobox')).toHaveCount(0);
  await sheet.submit();
  await expect(sheet.page.getByText('1 AccessKey was added.')).toBeVisible();
  await sheet.done();
  await keyfold.gone('import');
  await expect(main.row(gone.name)).toHaveCount(1);
  await expect(main.row(stillHere.name)).toHaveCount(1);

  const dropped = Buffer.from('{"format":"keyfold-slots"}');
  await holdFile(main.page, 'slots.json', dropped);
  sheet = await keyfold.import();
  await dropFile(sheet.page, 'slots.json', dropped);
  await expect(sheet.page.getByText(/one of the two files of a vault/)).toBeVisible();
  await evenIfGone(sheet.page.keyboard.press('Escape'));
  await keyfold.gone('import');

  const settings = await main.openSettings();
  await settings.getByRole('button', { name: 'Back Up Now' }).click();
  await expect(main.said('A backup was made.')).toBeVisible();
  await settings.getByRole('button', { name: 'Show Backups' }).click();
  await main.dialog
    .getByRole('button', { name: /^Import AccessKeys from the backup of/ })
    .first()
    .click();
  sheet = await keyfold.import();
  await sheet.page.getByRole('textbox', { name: 'Master password of that vault' }).fill(masterPassword);
  await sheet.submit();
  await expect(sheet.page.getByRole('heading', { name: 'Nothing to import' })).toBeVisible();
  await sheet.done();
  await keyfold.gone('import');
  await expect(main.dialog).toHaveCount(0);
});

test('where adding is protected, an import is the owner’s, and under the lock the administrator’s', async () => {
  test.slow();
  const keyfold = shared();
  const main = await keyfold.main();
  const exportOf = (name: string) => {
    const key = { profile: 'pingan', name, identity: { kind: 'subaccount' }, ...fakePair('pingan') };
    return JSON.stringify({ format: 'keyfold-export', version: 1, exportedAt: '2026-11-25T00:00:00Z', keys: [key] });
  };
  const settings = await main.openSettings();
  await (await openProtect(keyfold, 'Verify before adding')).submit(masterPassword);
  await keyfold.gone('protect');
  await settings.getByRole('button', { name: 'Done' }).click();

  let sheet = await openImport(keyfold, keyfold.home.write('one.json', exportOf('One')));
  await sheet.submit();
  await sheet.password.fill('not the master password');
  await sheet.submit();
  await expect(sheet.page.getByText('The master password is wrong.')).toBeVisible();
  await sheet.password.fill(masterPassword);
  await sheet.submit();
  await expect(sheet.page.getByText('1 AccessKey was added.')).toBeVisible();
  await sheet.done();
  await keyfold.gone('import');

  await main.openSettings();
  const lock = await openProtect(keyfold, 'Access key management lock');
  await lock.newPassword.fill(administratorPassword);
  await lock.repeatPassword.fill(administratorPassword);
  await lock.submit(masterPassword);
  await keyfold.gone('protect');
  await settings.getByRole('button', { name: 'Done' }).click();
  sheet = await openImport(keyfold, keyfold.home.write('two.json', exportOf('Two')));
  await sheet.submit();
  await sheet.administrator.fill(masterPassword);
  await sheet.submit();
  await expect(sheet.page.getByText('The administrator’s password is wrong.')).toBeVisible();
  await sheet.administrator.fill(administratorPassword);
  await sheet.submit();
  await expect(sheet.page.getByText('1 AccessKey was added.')).toBeVisible();
  await sheet.done();
  await keyfold.gone('import');
  for (const name of ['One', 'Two']) await expect(main.row(name)).toBeVisible();
});
