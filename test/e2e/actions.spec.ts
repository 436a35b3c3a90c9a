import { addKey, deleteKey } from '../support/acts';
import type { Keyfold } from '../support/app';
import { fakePair } from '../support/fake-keys';
import { copyVault } from '../support/stored-keys';
import { expect, sharedKeyfold, test } from '../support/test';
import type { MainView } from '../support/views/main-view';

const freed = fakePair('pingan');
const shared = sharedKeyfold({}, (folder) =>
  copyVault(folder, [
    { provider: 'huawei', name: 'To edit', accessKeyId: 'FAKEHWEDIT0000000000' },
    { provider: 'alibaba', name: 'First' },
    { provider: 'alibaba', name: 'Second' },
    { provider: 'pingan', name: 'Other' },
    { provider: 'private-alibaba', name: 'To disable', isDefault: true },
    { provider: 'pingan', name: 'For good' },
    { provider: 'pingan', name: 'To delete', ...freed },
  ]),
);

/** Opens the vault again, so that what is shown comes from the file and not from what the view still knows. */
async function readAgain(keyfold: Keyfold): Promise<MainView> {
  await keyfold.lock();
  return keyfold.unlock();
}

test('what Edit changed is in the vault', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  await main.select('To edit');
  await main.action('Edit AccessKey').click();
  await main.dialog.getByLabel('Name', { exact: true }).fill('Renamed 支付');
  await main.dialog.getByLabel('Description').fill('Two lines,\nfor the night job');
  await main.dialog.getByLabel('Domain / Account').fill('hw-example');
  await main.dialog.getByRole('combobox', { name: 'IAM User' }).fill('later');
  await main.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(main.said('“Renamed 支付” was saved.')).toBeVisible();

  const again = await readAgain(keyfold);
  await again.select('Renamed 支付');
  await expect(again.property('Description')).toHaveText('Two lines,\nfor the night job');
  await expect(again.property('Domain / Account')).toHaveText('hw-example');
  await expect(again.property('IAM User')).toHaveText('later');
  await expect(again.detail).toContainText('FAKEHWEDIT0000000000');
  await expect(again.row('To edit')).toHaveCount(0);
});

test('the default key is one for each provider: setting another moves it, and it can be cancelled', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  for (const name of ['First', 'Other', 'Second']) {
    await main.select(name);
    await main.action('Set as Default').click();
    await expect(main.cell(name, 'default')).toHaveText('Yes');
  }
  await expect(main.cell('First', 'default')).toHaveText('No');
  const again = await readAgain(keyfold);
  await expect(again.cell('First', 'default')).toHaveText('No');
  await expect(again.cell('Second', 'default')).toHaveText('Yes');
  await expect(again.cell('Other', 'default')).toHaveText('Yes');

  await again.select('Second');
  await again.action('Cancel Default Setting').click();
  await expect(again.cell('Second', 'default')).toHaveText('No');
  await expect((await readAgain(keyfold)).cell('Second', 'default')).toHaveText('No');
});

test('a key that is disabled stays so, is no default any more, and can be enabled again', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  await main.select('To disable');
  await expect(main.cell('To disable', 'default')).toHaveText('Yes');
  await main.action('Disable').click();
  await main.dialog.getByRole('button', { name: 'Disable' }).click();
  await expect(main.cell('To disable', 'default')).toHaveText('No');
  const again = await readAgain(keyfold);
  await expect(again.cell('To disable', 'default')).toHaveText('No');
  await expect(again.cell('To disable', 'status')).toHaveText('Disabled');
  await again.select('To disable');
  await again.action('Enable').click();
  await expect(again.cell('To disable', 'status')).toHaveText('Enabled');
});

test('a disabled key of Ping An Cloud is not enabled again, by the button or by the vault', async () => {
  const keyfold = shared();
  const main = await keyfold.main();
  await main.select('For good');
  await main.action('Disable').click();
  await main.dialog.getByRole('button', { name: 'Disable' }).click();
  await expect(main.cell('For good', 'status')).toHaveText('Disabled');
  await expect.poll(() => main.offered('Enable')).toBe('refused');
  const refusal = await main.page.evaluate(async (name) => {
    const { keys } = (
      window as unknown as { keyfold: Record<string, Record<string, (input: unknown) => Promise<unknown>>> }
    ).keyfold;
    const page = (await keys?.list?.({
      offset: 0,
      limit: 500,
      sort: { column: 'name', direction: 'ascending' },
      provider: 'pingan',
      text: name,
    })) as { value: { rows: { id: string }[] } };
    return keys?.setStatus?.({ ids: [page.value.rows[0]?.id], status: 'enabled' });
  }, 'For good');
  expect(refusal).toEqual({ ok: false, error: { code: 'disable-is-final' } });
  await expect((await readAgain(keyfold)).cell('For good', 'status')).toHaveText('Disabled');
});

test('a deleted key is out of the list, and its AccessKey ID is free again', async () => {
  const keyfold = shared();
  await deleteKey(keyfold, 'To delete');
  await expect((await readAgain(keyfold)).row('To delete')).toHaveCount(0);
  const again = await addKey(keyfold, 'pingan', { pair: freed });
  await expect((await keyfold.main()).row(again.name)).toBeVisible();
});
