import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fakePair, masterPassword } from '../support/fake-keys';
import { openFile } from '../support/file-dialog';
import { scratchFolder } from '../support/scratch';
import { copyVault } from '../support/stored-keys';
import { expect, sharedKeyfold, test } from '../support/test';

const count = 20;
const account = '1234567890123456';
const users = Array.from({ length: count }, (_, index) => `service-${index + 1}`);

const shared = sharedKeyfold({}, (folder) =>
  copyVault(
    folder,
    users.map((user, index) => ({
      provider: 'alibaba',
      name: `Key of ${user}`,
      description: 'Nightly job',
      accountId: account,
      identityName: user,
      age: 100 + index,
      isDefault: index === 0,
    })),
  ),
);

/** The new pairs as one table, under names that say nothing. */
function newPairs(): string {
  const rows = users.map((user, index) => {
    const { accessKeyId, secret } = fakePair('alibaba');
    return ['Alibaba Cloud', `pair ${index + 1}`, account, user, accessKeyId, secret].join(',');
  });
  const titles = 'Provider,Name,Account,User,AccessKey ID,AccessKey Secret';
  return [titles, ...rows, ''].join('\r\n');
}

test('twenty keys are rotated with one import, in fewer than 60 acts and at most 5 passwords', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  const { page } = main;
  let acts = 0;
  let passwords = 0;
  /** Something that a person does: a click, a choice, a text that is typed. */
  const act = async (doing: Promise<unknown>) => {
    acts += 1;
    await doing;
  };
  const press = (name: string | RegExp, exact = true) => act(page.getByRole('button', { name, exact }).click());
  const confirm = (name: string) => act(main.dialog.getByRole('button', { name, exact: true }).click());
  const stage = (name: RegExp) => act(page.getByRole('tab', { name }).click());
  const tab = (name: RegExp) => page.getByRole('tab', { name });

  await press('Rotation');
  await press(`Rotate ${count} Due Keys`);
  await expect(tab(/^To do/)).toContainText(String(count));

  // All new pairs come by one import.
  const file = join(scratchFolder('twenty'), 'pairs.csv');
  writeFileSync(file, newPairs());
  await press('Import New Keys…');
  const sheet = await keyfold.import();
  acts += 2;
  await openFile(file);
  await expect(sheet.row('pair 1')).toBeVisible();
  await act(sheet.submit());
  await expect(sheet.page.getByRole('button', { name: 'Done' }).last()).toBeVisible();
  await act(sheet.done());
  await keyfold.gone('import');

  await press('Review and Link…');
  await confirm(`Link ${count} Pairs`);
  await expect(tab(/^New key there/)).toContainText(String(count));

  await press('Switch');
  await expect(main.dialog).toContainText('1 of the old keys is a default.');
  await confirm('Switch');
  await expect(main.dialog).toHaveCount(0);

  await stage(/^Switched/);
  await press('Disable Old Keys');
  await confirm('Disable Old Keys');
  await expect(main.dialog).toHaveCount(0);

  await stage(/^Old key disabled/);
  await press('Delete Old Keys');
  await confirm('Delete Old Keys');
  const verify = await keyfold.verify();
  acts += 2;
  passwords += 1;
  await verify.submit(masterPassword);
  await keyfold.gone('verify');
  await expect(tab(/^Done/)).toContainText(String(count));

  console.log(`rotation of ${count}: ${acts} acts, ${passwords} passwords`);
  expect(acts).toBeLessThan(60);
  expect(passwords).toBeLessThanOrEqual(5);

  // The new keys stand where the old ones stood.
  await main.chooseProvider('All keys');
  await expect(page.getByRole('grid').getByRole('row').filter({ hasText: 'Key of service-' }).first()).toBeVisible();
  await expect(main.cell('Key of service-1', 'default')).toHaveText('Yes');
  await main.select('Key of service-1');
  await expect(main.detail).toContainText('Nightly job');
  const names = page.getByRole('grid').getByRole('row').locator('bdi');
  await expect(names.filter({ hasText: '(old)' })).toHaveCount(0);
  await expect(names.filter({ hasText: /^pair \d/ })).toHaveCount(0);
});
