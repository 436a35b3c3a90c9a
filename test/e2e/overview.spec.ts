import { Home } from '../support/home';
import { copyVault, type StoredKey } from '../support/stored-keys';
import { expect, test } from '../support/test';

const user = { accountId: '1234567890123456', identityName: 'deploy-bot' };

const keys: StoredKey[] = [
  { provider: 'alibaba', name: 'Overdue', age: 100, ...user },
  { provider: 'huawei', name: 'Due today', age: 90, accountId: 'hw-example', identityName: 'ops' },
  { provider: 'pingan', name: 'Soon', age: 80, accountId: 'pa-example', identityName: 'ci' },
  { provider: 'pingan', name: 'Fresh', age: 74, accountId: 'pa-example', identityName: 'edge' },
  { provider: 'huawei', name: 'Disabled', age: 200, disabled: true },
];

test('the first page after unlocking shows what needs care, and leads to it', async ({ start }) => {
  const keyfold = await start({ keys, page: 'overview' });
  const main = await keyfold.main();
  await expect(main.page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await expect(main.tile('Overdue')).toHaveAccessibleName('Overdue 2');
  await expect(main.tile('Due soon')).toHaveAccessibleName('Due soon 1');
  await expect(main.tile('Unassigned')).toHaveAccessibleName('Unassigned 1');
  await expect(main.tile('Not used')).toHaveAccessibleName('Not used 3');
  await expect(main.tile('Secret never shown')).toHaveAccessibleName('Secret never shown 5');
  await expect(main.tile('No recovery key')).toBeVisible();
  await expect(main.tile('Leaked')).toHaveCount(0);

  await main.tile('Overdue').click();
  await expect(main.rows).toHaveCount(2);
  expect((await main.names()).toSorted()).toEqual(['Due today', 'Overdue']);
  // What the list does to a key is seen on the overview.
  await main.select('Overdue');
  await main.chooseAction('Disable');
  await main.dialog.getByRole('button', { name: 'Disable', exact: true }).click();
  await expect(main.rows).toHaveCount(1);
  await main.openOverview();
  await expect(main.tile('Overdue')).toHaveAccessibleName('Overdue 1');

  // The day on which the key falls due leads to it.
  await main.page.getByRole('button', { name: /^Within 30 days: \d+$/ }).click();
  await expect(main.row('Soon')).toBeVisible();
  await expect(main.row('Disabled')).toHaveCount(0);

  // The next unlock begins there again.
  await keyfold.lock();
  const again = await keyfold.unlock(undefined, 'overview');
  await expect(again.tile('Overdue')).toHaveAccessibleName('Overdue 1');
});

test('what was written in plain text is told of as long as the file is there', async ({ start }) => {
  const home = new Home();
  await copyVault(home.vault, [{ provider: 'pingan', name: 'Exported', accountId: 'pa-example', identityName: 'ci' }]);
  const keyfold = await start({ home });
  const main = await keyfold.unlock(undefined, 'overview');
  await expect(main.page.getByRole('main').getByRole('table')).toBeVisible();
  await expect(main.tile('Files in plain text')).toHaveCount(0);
  await keyfold.remove();
  home.remove();
});
