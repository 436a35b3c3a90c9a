import { plantLater } from '../support/later-keys';
import { copyVault } from '../support/stored-keys';
import { expect, sharedKeyfold, test } from '../support/test';

const shared = sharedKeyfold({}, async (folder) => {
  await copyVault(folder, [
    { provider: 'huawei', name: 'Of this Keyfold' },
    { provider: 'huawei', name: 'Of a later Keyfold' },
  ]);
  await plantLater(folder, [{ name: 'Of a later Keyfold', provider: 'later-cloud' }]);
});

test('a key that a newer Keyfold wrote is listed, counted and named as such, and only goes along in an export', async () => {
  const keyfold = shared();
  await keyfold.lock();
  const main = await keyfold.unlock();
  await expect.poll(() => main.names()).toEqual(['Of a later Keyfold', 'Of this Keyfold']);
  await expect(main.count).toHaveText('2 keys');
  await main.select('Of a later Keyfold');
  await expect(main.detail.getByText('Needs a newer Keyfold')).toBeVisible();
  // Nothing but what takes it along whole, as an export and the recycle bin do.
  for (const whole of ['Export…', 'Give to…', 'Delete AccessKey']) {
    expect(await main.offered(whole), whole).toBe('yes');
  }
  for (const other of ['Edit AccessKey', 'Set as Default', 'Disable', 'Rotate']) {
    expect(await main.offered(other), other).toBe('no');
  }
  await main.page.getByRole('navigation').getByText('Unknown provider').click();
  await expect.poll(() => main.names()).toEqual(['Of a later Keyfold']);
});
