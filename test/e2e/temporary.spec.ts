import { verifyAct } from '../support/acts';
import { fakeTemporary } from '../support/fake-keys';
import { copyVault, type StoredKey } from '../support/stored-keys';
import { tamper } from '../support/tamper';
import { expect, sharedKeyfold, test } from '../support/test';
import { AuditView } from '../support/views/audit';

const hour = 3_600_000;

const ending = (name: string, life: number): StoredKey => ({
  provider: 'huawei',
  name,
  credential: 'temporary',
  expiresAt: Date.now() + life,
  isDefault: name === 'Ends soon',
  ...fakeTemporary(),
});

const shared = sharedKeyfold({}, (folder) =>
  copyVault(folder, [
    ending('Gone 1', -hour),
    ending('Gone 2', -1000),
    ending('Was over', 2 * hour),
    ending('Ends soon', hour),
    { provider: 'alibaba', name: 'Long-term' },
  ]),
);

test('expired keys are cleared away by one click, after a verification, and no others', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  await expect(main.count).toHaveText('5 keys');
  await main.openOverview();
  await main.tile('Expired').click();
  await expect(main.rows).toHaveCount(2);
  await main.page.getByRole('button', { name: 'Clear Expired' }).click();
  await expect(main.dialog.getByText('2 expired temporary keys go into the recycle bin.')).toBeVisible();
  await main.dialog.getByRole('button', { name: 'Clear 2 Expired' }).click();
  await verifyAct(keyfold);
  await expect(main.said('2 AccessKeys are in the recycle bin.')).toBeVisible();
  await expect(main.page.getByRole('button', { name: 'Clear Expired' })).toHaveCount(0);
  await main.openOverview();
  await expect(main.tile('Secret never shown')).toBeVisible();
  await expect(main.tile('Expired')).toHaveCount(0);
  await main.openList();
  await expect(main.count).toHaveText('3 keys');
});

test('a temporary key expires before one’s eyes and is no default any more, and the log says why', async () => {
  const keyfold = shared();
  await keyfold.lock();
  // Its end comes soon after the vault is open again.
  await tamper(keyfold.home.vault, (database) =>
    database.run("UPDATE access_key SET expires_at = ? WHERE name = 'Ends soon'", Date.now() + 10_000),
  );
  const main = await keyfold.unlock();
  await expect(main.cell('Ends soon', 'default')).toHaveText('Yes');
  await expect(main.cell('Ends soon', 'status')).toHaveText('Expired', { timeout: 20_000 });
  await expect(main.cell('Ends soon', 'default')).toHaveText('No');
  const log = await AuditView.open(main.page);
  await expect(log.rows.first()).toContainText('Cancel Default Setting');
  await expect(log.rows.first()).toContainText('it expired');
});

test('a clock behind what the vault has seen is said; what has expired stays so until the person says the clock is right', async () => {
  const keyfold = shared();
  await keyfold.lock();
  const ahead = Date.now() + 72 * hour;
  await tamper(keyfold.home.vault, (database) => database.run('UPDATE meta SET latest_seen = ?', ahead));
  const main = await keyfold.unlock();
  const notice = main.page.getByRole('status').filter({ hasText: 'The system clock looks wrong: it is' });
  await expect(notice).toContainText(/it is (2|3) days behind a time that this vault has already seen/);
  await expect(main.cell('Was over', 'status')).toHaveText('Expired');
  await notice.getByRole('button', { name: 'The clock is right' }).click();
  await expect(notice).toHaveCount(0);
  await expect(main.cell('Was over', 'status')).toHaveText('Enabled');
  const log = await AuditView.open(main.page);
  // The day's backup may come after it.
  await expect(log.rows.filter({ hasText: 'Clock confirmed' })).toHaveCount(1);
});
