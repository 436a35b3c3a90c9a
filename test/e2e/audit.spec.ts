import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addKey } from '../support/acts';
import { masterPassword } from '../support/fake-keys';
import { saveAs } from '../support/file-dialog';
import { copyVault } from '../support/stored-keys';
import { tamper, unguarded } from '../support/tamper';
import { expect, sharedKeyfold, test } from '../support/test';
import { AuditView } from '../support/views/audit';

test('what was done stands in the log: who, what, which key, with what outcome', async ({ start }) => {
  const keyfold = await start({ vault: 'created' });
  const key = await addKey(keyfold, 'pingan', { name: 'Audited' });
  let main = await keyfold.main();
  await main.select(key.name);
  await main.action('View Secret').click();
  const verify = await keyfold.verify();
  await verify.submit('not the master password');
  await expect(verify.page.getByText('The master password is wrong.')).toBeVisible();
  await verify.submit(masterPassword);
  const reveal = await keyfold.reveal();
  await reveal.copyButton('Secret Access Key').click();
  await reveal.close();
  await main.action('Set as Default').click();
  await expect(main.cell(key.name, 'default')).toHaveText('Yes');

  const sheet = await keyfold.lock();
  await sheet.submit('wrong again');
  await expect(sheet.page.getByText('The master password is wrong.')).toBeVisible();
  await sheet.submit(masterPassword);
  await keyfold.gone('unlock');

  main = await keyfold.list();
  const log = await AuditView.open(main.page);
  await expect
    // The day's backup waits until the vault has nothing else to do.
    .poll(() => log.actions(), { timeout: 30_000 })
    .toEqual([
      'Backup',
      'Unlock',
      'Failed unlock',
      'Lock',
      'Set as Default',
      'Copy',
      'Secret shown',
      'View Secret: verified',
      'View Secret: verified',
      'Secret shown',
      'Add AccessKey',
      'Vault created',
      'Log started',
    ]);
  await expect(log.count).toHaveText('13 records');
  const refused = log.rows.filter({ hasText: 'Refused' });
  await expect(refused).toHaveCount(2);
  await expect(refused.last()).toContainText('wrong master password');
  await expect(refused.last()).toContainText(key.name);
  await expect(log.rows.filter({ hasText: 'Copy' })).toContainText(`…${key.accessKeyId.slice(-4)}`);
  expect(await log.page.content()).not.toContain(key.secret);

  await log.check.click();
  await expect(main.said('The log is complete and unchanged: 13 records were checked.')).toBeVisible();
  await expect.poll(async () => (await log.actions())[0]).toBe('Check of the log');

  // From a key's basic properties to its own records.
  await main.chooseProvider('All keys');
  await main.select(key.name);
  await main.action('Operation log of this key').click();
  await expect(log.count).toHaveText('7 records');
  await log.page.getByRole('button', { name: 'Show all keys' }).click();
  await expect(log.count).toHaveText('14 records');
});

const shared = sharedKeyfold({}, (folder) => copyVault(folder, [{ provider: 'alibaba', name: '=cmd|calc' }]));

test('the log is exported as CSV after a verification and in no other way, and that is written down', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  await main.select('=cmd|calc');
  await main.action('Set as Default').click();
  await expect(main.cell('=cmd|calc', 'default')).toHaveText('Yes');
  const log = await AuditView.open(main.page);
  const path = join(keyfold.home.documents, 'log.csv');
  const said = main.page.getByText('records were saved as log.csv.');

  // Not verified: nothing is asked and nothing is saved.
  await log.export.click();
  let verify = await keyfold.verify();
  await verify.submit('not the master password');
  await expect(verify.page.getByText('The master password is wrong.')).toBeVisible();
  await verify.cancel();
  await keyfold.gone('verify');
  await expect(said).toHaveCount(0);

  await log.export.click();
  verify = await keyfold.verify();
  await verify.submit(masterPassword);
  await keyfold.gone('verify');
  await saveAs(path);
  await expect(said).toBeVisible();
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(`,'=cmd|calc,`);
  expect(text.split('\r\n')[0]).toContain('Number,Time (UTC),User,Action,Outcome');
  // The day's backup may come between.
  const exports = log.rows.filter({ hasText: 'Export of the log' });
  await expect(exports).toHaveCount(2);
  await expect(exports.last()).toContainText('Refused');
});

test('a record that was changed outside Keyfold is said after unlocking, and nothing else is held up', async () => {
  const keyfold = shared();
  await keyfold.lock();
  await tamper(keyfold.home.vault, (database) =>
    unguarded(database, () => database.run("UPDATE audit SET actor = 'someone else' WHERE number = 2")),
  );
  const main = await keyfold.unlock();
  const notice = main.page.getByRole('alert').filter({ hasText: 'The log was changed outside Keyfold' });
  await expect(notice).toContainText('Record 2 isn’t what Keyfold wrote');
  await addKey(keyfold, 'huawei', { name: 'Still works' });
  await expect(main.row('Still works')).toBeVisible();
});
