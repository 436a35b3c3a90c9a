import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { masterPassword } from '../support/fake-keys';
import { saveAs } from '../support/file-dialog';
import { copyVault, type StoredKey } from '../support/stored-keys';
import { expect, sharedKeyfold, test } from '../support/test';
import { AuditView } from '../support/views/audit';

/** Two keys are handed over: the receipt and the log say to whom. What the sheet says is in `test/views/give.spec.ts`. */

/** An encryption by passphrase uses one core for a second on purpose, and tests run side by side. */
const slow = { timeout: 40_000 };

const uploads: StoredKey = {
  provider: 'huawei',
  name: 'uploads',
  accountId: 'hw-example',
  identityName: 'ops',
  secret: 'FAKEsecretOfUploads000000000000',
};
const network: StoredKey = {
  provider: 'alibaba',
  name: 'network',
  accountId: '1234567890123456',
  identityName: 'bot',
  secret: 'FAKEsecretOfNetwork000000000000',
};
const kept: StoredKey = { provider: 'pingan', name: 'kept', accountId: 'pa-example', identityName: 'user' };

const shared = sharedKeyfold({}, (folder) => copyVault(folder, [uploads, network, kept]));

test('two keys are given with one verification; receipt, list and log of each key say to whom', async () => {
  test.slow();
  const keyfold = shared();
  const main = await keyfold.main();
  await main.select('uploads');
  await main.row('network').click({ modifiers: ['ControlOrMeta'] });
  await main.page.getByRole('button', { name: 'Give to…' }).last().click();
  const sheet = await keyfold.export();
  await expect(sheet.toWhom).toBeFocused();
  await sheet.toWhom.fill('Li Wei, OPS-4711');
  await sheet.readPassphrase();
  await sheet.written.check();
  const file = join(keyfold.home.documents, 'for-li-wei.age');
  await sheet.submit(masterPassword);
  await saveAs(file);
  await expect(sheet.page.getByText('2 AccessKeys for Li Wei, OPS-4711 are in for-li-wei.age.')).toBeVisible(slow);
  const digest = createHash('sha256').update(readFileSync(file)).digest('hex');
  await expect(sheet.receipt).toContainText(digest);
  await expect(sheet.receipt).toContainText('uploads');
  await expect(sheet.receipt).toContainText('network');

  const receipt = join(keyfold.home.documents, 'receipt.html');
  await sheet.page.getByRole('button', { name: 'Save to Print or PDF' }).click();
  await saveAs(receipt);
  await expect(sheet.page.getByText('The receipt was saved as receipt.html.')).toBeVisible();
  await sheet.done();
  await keyfold.gone('export');
  const html = readFileSync(receipt, 'utf8');
  for (const told of ['Li Wei, OPS-4711', digest, 'uploads', 'network', 'for-li-wei.age']) expect(html).toContain(told);
  for (const secret of [uploads.secret, network.secret]) expect(html).not.toContain(secret);

  // The page of what was given, and from there the rows of the log.
  await main.page.getByRole('button', { name: 'Handed over' }).click();
  await main.search.fill('network');
  await main.page.getByRole('button', { name: 'Li Wei, OPS-4711' }).click();
  await expect(main.dialog).toContainText(digest);
  await main.dialog.getByRole('button', { name: 'Show in Operation Log' }).click();
  const log = new AuditView(main.page);
  await expect(log.count).toHaveText('4 records');
  expect(await log.actions()).toEqual([
    'Receipt of a hand-over saved',
    'Encrypted export',
    ...['Encrypted export', 'Encrypted export'],
  ]);
  await expect(log.rows.filter({ hasText: 'uploads' })).toContainText('Li Wei, OPS-4711');
  await expect(log.rows.filter({ hasText: 'network' })).toContainText('Li Wei, OPS-4711');
});
