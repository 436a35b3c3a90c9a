import { addKey } from '../support/acts';
import { masterPassword, uniqueName } from '../support/fake-keys';
import { expect, sharedKeyfold, test } from '../support/test';

const shared = sharedKeyfold();

test.describe('Edit', () => {
  test('changes name and description, and they survive', async () => {
    const keyfold = shared();
    const key = await addKey(keyfold, 'huawei');
    const main = await keyfold.main();
    const name = uniqueName('Renamed 支付');
    await main.select(key.name);
    await main.action('Edit AccessKey').click();
    await main.dialog.getByLabel('Name', { exact: true }).fill(name);
    await main.dialog.getByLabel('Description').fill('Two lines,\nfor the night job');
    await main.dialog.getByRole('button', { name: 'Save' }).click();
    await expect(main.said(`“${name}” was saved.`)).toBeVisible();
    await expect(main.row(key.name)).toHaveCount(0);

    await keyfold.lock();
    const again = await keyfold.unlock();
    await again.select(name);
    await expect(again.property('Description')).toHaveText('Two lines,\nfor the night job');
    await expect(again.detail).toContainText(key.accessKeyId);
  });

  test('refuses an empty name, and Cancel changes nothing', async () => {
    const keyfold = shared();
    const key = await addKey(keyfold, 'alibaba');
    const main = await keyfold.main();
    await main.select(key.name);
    await main.action('Edit AccessKey').click();
    const name = main.dialog.getByLabel('Name', { exact: true });
    await name.fill(' ');
    await main.dialog.getByRole('button', { name: 'Save' }).click();
    await expect(main.dialog.getByText('Name is required.')).toBeVisible();
    await expect(name).toBeFocused();
    await name.fill('Something else');
    await main.dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(main.dialog).toHaveCount(0);
    await expect(main.row(key.name)).toBeVisible();
    await expect(main.row('Something else')).toHaveCount(0);
  });
});

test.describe('the default key', () => {
  test('is one for each profile: setting another moves it', async () => {
    const keyfold = shared();
    const first = await addKey(keyfold, 'alibaba');
    const second = await addKey(keyfold, 'alibaba');
    const other = await addKey(keyfold, 'pingan');
    const main = await keyfold.main();
    for (const { name } of [first, other, second]) {
      await main.select(name);
      await main.action('Set as Default').click();
      await expect(main.said(`“${name}” is now the default key of`)).toBeVisible();
      await expect(main.cell(name, 'default')).toHaveText('Yes');
    }
    await expect(main.cell(first.name, 'default')).toHaveText('No');

    await keyfold.lock();
    const again = await keyfold.unlock();
    await expect(again.cell(first.name, 'default')).toHaveText('No');
    await expect(again.cell(second.name, 'default')).toHaveText('Yes');
    await expect(again.cell(other.name, 'default')).toHaveText('Yes');
  });

  test('can be cancelled', async () => {
    const keyfold = shared();
    const key = await addKey(keyfold, 'huawei');
    const main = await keyfold.main();
    await main.select(key.name);
    await main.action('Set as Default').click();
    await main.action('Cancel Default Setting').click();
    await expect(main.action('Set as Default')).toBeEnabled();
    await expect(main.cell(key.name, 'default')).toHaveText('No');
    await keyfold.lock();
    await expect((await keyfold.unlock()).cell(key.name, 'default')).toHaveText('No');
  });

  test('is never a disabled one', async () => {
    const keyfold = shared();
    const key = await addKey(keyfold, 'private-alibaba');
    const main = await keyfold.main();
    await main.select(key.name);
    await main.action('Set as Default').click();
    await expect(main.cell(key.name, 'default')).toHaveText('Yes');
    await main.action('Disable').click();
    await expect(main.dialog).toContainText(
      'It is the default key of Private Alibaba Cloud and will lose its default setting.',
    );
    await main.dialog.getByRole('button', { name: 'Disable' }).click();
    await expect(main.cell(key.name, 'default')).toHaveText('No');
    await expect(main.action('Set as Default')).toBeDisabled();
    await keyfold.lock();
    const again = await keyfold.unlock();
    await expect(again.cell(key.name, 'default')).toHaveText('No');
    await expect(again.cell(key.name, 'status')).toHaveText('Disabled');
  });
});

test.describe('the status', () => {
  test('is disabled after a question, and enabled again', async () => {
    const keyfold = shared();
    const key = await addKey(keyfold, 'alibaba');
    const main = await keyfold.main();
    await main.select(key.name);
    await main.action('Disable').click();
    await expect(main.dialog.getByRole('heading')).toHaveText('Disable this AccessKey?');
    await expect(main.dialog).toContainText(`“${key.name}” will be marked as disabled in this vault.`);
    await expect(main.dialog).not.toContainText('can’t be undone');
    await main.dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(main.cell(key.name, 'status')).toHaveText('Enabled');

    await main.action('Disable').click();
    await main.dialog.getByRole('button', { name: 'Disable' }).click();
    await expect(main.cell(key.name, 'status')).toHaveText('Disabled');
    await keyfold.lock();
    const again = await keyfold.unlock();
    await expect(again.cell(key.name, 'status')).toHaveText('Disabled');
    await again.select(key.name);
    await again.action('Enable').click();
    await expect(again.cell(key.name, 'status')).toHaveText('Enabled');
  });

  test('of Ping An Cloud says that disabling can’t be undone, and isn’t', async () => {
    const keyfold = shared();
    const key = await addKey(keyfold, 'pingan');
    const main = await keyfold.main();
    await main.select(key.name);
    await main.action('Disable').click();
    await expect(main.dialog).toContainText(
      'With Ping An Cloud, disabling can’t be undone: a disabled key can’t be enabled again.',
    );
    await main.dialog.getByRole('button', { name: 'Disable' }).click();
    await expect(main.cell(key.name, 'status')).toHaveText('Disabled');
    await expect(main.action('Enable')).toBeDisabled();

    // Not only the button: the vault itself refuses.
    const refusal = await main.page.evaluate(async (name) => {
      const { keys } = (
        window as unknown as { keyfold: Record<string, Record<string, (input: unknown) => Promise<unknown>>> }
      ).keyfold;
      const page = (await keys?.list?.({
        offset: 0,
        limit: 500,
        sort: { column: 'name', direction: 'ascending' },
        profile: 'pingan',
        text: name,
      })) as { value: { rows: { id: string }[] } };
      return keys?.setStatus?.({ id: page.value.rows[0]?.id, status: 'enabled' });
    }, key.name);
    expect(refusal).toEqual({ ok: false, error: { code: 'disable-is-final' } });
    await keyfold.lock();
    await expect((await keyfold.unlock()).cell(key.name, 'status')).toHaveText('Disabled');
  });
});

test.describe('Delete', () => {
  test('names the key and keeps it on Cancel', async () => {
    const keyfold = shared();
    const key = await addKey(keyfold, 'alibaba');
    const main = await keyfold.main();
    await main.select(key.name);
    await main.action('Delete AccessKey').click();
    await expect(main.dialog).toContainText(
      `“${key.name}” and its secret will be removed from this vault. This can’t be undone.`,
    );
    await expect(main.dialog).toContainText(key.accessKeyId);
    await expect(main.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await main.page.keyboard.press('Enter');
    await expect(main.dialog).toHaveCount(0);
    await keyfold.lock();
    await expect((await keyfold.unlock()).row(key.name)).toBeVisible();
  });

  test('removes the key for good, and its AccessKey ID is free again', async () => {
    const keyfold = shared();
    const key = await addKey(keyfold, 'pingan');
    const main = await keyfold.main();
    await main.row(key.name).click({ button: 'right' });
    await main.page.getByRole('menuitem', { name: 'Delete AccessKey' }).click();
    await main.dialog.getByRole('button', { name: 'Delete AccessKey' }).click();
    await (await keyfold.verify()).submit(masterPassword);
    await expect(main.said(`“${key.name}” was deleted.`)).toBeVisible();
    await expect(main.row(key.name)).toHaveCount(0);
    await expect(main.detail).toHaveCount(0);
    await keyfold.lock();
    await expect((await keyfold.unlock()).row(key.name)).toHaveCount(0);
    const again = await addKey(keyfold, 'pingan', { pair: key });
    await expect((await keyfold.main()).row(again.name)).toBeVisible();
  });
});
