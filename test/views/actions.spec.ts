import { fakeKey } from '../support/fake/keys';
import { byOwner, fakeTicket } from '../support/fake/sheets';
import { expect, test } from '../support/view-test';
import { MainView } from '../support/views/main-view';

test.describe('Edit', () => {
  test('changes name and description, and says so', async ({ open }) => {
    const key = fakeKey({ provider: 'huawei', name: 'Before' });
    const view = await open('main-view', { keys: [key] });
    const main = new MainView(view.page);
    const description = 'Two lines,\nfor the night job';
    await main.select('Before');
    await main.action('Edit AccessKey').click();
    await main.dialog.getByLabel('Name', { exact: true }).fill('Renamed 支付');
    await main.dialog.getByLabel('Description').fill(description);
    await main.dialog.getByRole('button', { name: 'Save' }).click();
    expect(await view.called('keys.edit')).toMatchObject({ id: key.id, name: 'Renamed 支付', description });
    await expect(main.said('“Renamed 支付” was saved.')).toBeVisible();
    await expect(main.row('Before')).toHaveCount(0);
    await expect(main.property('Description')).toHaveText(description);
  });

  test('refuses an empty name, and Cancel changes nothing', async ({ open }) => {
    const view = await open('main-view', { keys: [fakeKey({ provider: 'alibaba', name: 'Kept' })] });
    const main = new MainView(view.page);
    await main.select('Kept');
    await main.action('Edit AccessKey').click();
    const name = main.dialog.getByLabel('Name', { exact: true });
    await name.fill(' ');
    await main.dialog.getByRole('button', { name: 'Save' }).click();
    await expect(main.dialog.getByText('Name is required.')).toBeVisible();
    await expect(name).toBeFocused();
    await name.fill('Something else');
    await main.dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(main.dialog).toHaveCount(0);
    await expect(main.row('Kept')).toBeVisible();
    await expect(main.row('Something else')).toHaveCount(0);
    expect(view.calls('keys.edit')).toEqual([]);
  });
});

test.describe('the default key', () => {
  test('is said to be so, shown where it is now, and can be cancelled', async ({ open }) => {
    const keys = [
      fakeKey({ provider: 'alibaba', name: 'First' }),
      fakeKey({ provider: 'alibaba', name: 'Second' }),
      fakeKey({ provider: 'pingan', name: 'Other' }),
    ];
    const view = await open('main-view', { keys });
    const main = new MainView(view.page);
    for (const name of ['First', 'Other', 'Second']) {
      await main.select(name);
      await main.action('Set as Default').click();
      await expect(main.said(`“${name}” is now the default key of`)).toBeVisible();
      await expect(main.cell(name, 'default')).toHaveText('Yes');
    }
    await expect(main.cell('First', 'default')).toHaveText('No');
    await expect(main.cell('Other', 'default')).toHaveText('Yes');
    await main.action('Cancel Default Setting').click();
    expect(await view.called('keys.cancelDefault')).toEqual({ id: keys[1]?.id });
    await expect.poll(() => main.offered('Set as Default')).toBe('yes');
    await expect(main.cell('Second', 'default')).toHaveText('No');
  });

  test('loses that when it is disabled, which is said before; a disabled one can’t be it', async ({ open }) => {
    const key = fakeKey({ provider: 'private-alibaba', name: 'Main', isDefault: true });
    const main = new MainView((await open('main-view', { keys: [key] })).page);
    await main.select('Main');
    await main.action('Disable').click();
    await expect(main.dialog).toContainText(
      'It is the default key of Private Alibaba Cloud and will lose its default setting.',
    );
    await main.dialog.getByRole('button', { name: 'Disable' }).click();
    await expect(main.cell('Main', 'default')).toHaveText('No');
    await expect.poll(() => main.offered('Set as Default')).toBe('refused');
  });
});

test.describe('the status', () => {
  test('is disabled after a question, and enabled again', async ({ open }) => {
    const key = fakeKey({ provider: 'alibaba', name: 'Main' });
    const view = await open('main-view', { keys: [key] });
    const main = new MainView(view.page);
    await main.select('Main');
    await main.action('Disable').click();
    await expect(main.dialog.getByRole('heading')).toHaveText('Disable this AccessKey?');
    await expect(main.dialog).toContainText('“Main” will be marked as disabled in this vault.');
    await expect(main.dialog).not.toContainText('can’t be undone');
    await main.dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(main.cell('Main', 'status')).toHaveText('Enabled');
    expect(view.calls('keys.setStatus')).toEqual([]);

    await main.action('Disable').click();
    await main.dialog.getByRole('button', { name: 'Disable' }).click();
    await expect(main.cell('Main', 'status')).toHaveText('Disabled');
    await main.action('Enable').click();
    await expect(main.cell('Main', 'status')).toHaveText('Enabled');
    expect(view.calls('keys.setStatus')).toEqual([
      { ids: [key.id], status: 'disabled' },
      { ids: [key.id], status: 'enabled' },
    ]);
  });

  test('of Ping An Cloud says that disabling can’t be undone, and isn’t', async ({ open }) => {
    const main = new MainView(
      (await open('main-view', { keys: [fakeKey({ provider: 'pingan', name: 'Main' })] })).page,
    );
    await main.select('Main');
    await main.action('Disable').click();
    await expect(main.dialog).toContainText(
      'With Ping An Cloud, disabling can’t be undone: a disabled key can’t be enabled again.',
    );
    await main.dialog.getByRole('button', { name: 'Disable' }).click();
    await expect(main.cell('Main', 'status')).toHaveText('Disabled');
    await expect.poll(() => main.offered('Enable')).toBe('refused');
  });
});

test.describe('Delete', () => {
  test('names the key and keeps it on Cancel, which has the focus', async ({ open }) => {
    const key = fakeKey({ provider: 'alibaba', name: 'Main' });
    const view = await open('main-view', { keys: [key] });
    const main = new MainView(view.page);
    await main.select('Main');
    await main.action('Delete AccessKey').click();
    await expect(main.dialog).toContainText(
      '“Main” and its secret go into the recycle bin of this vault. They can be restored for 30 days.',
    );
    await expect(main.dialog).toContainText(key.accessKeyId);
    await expect(main.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await main.page.keyboard.press('Enter');
    await expect(main.dialog).toHaveCount(0);
    await expect(main.row('Main')).toBeVisible();
    expect(view.calls('keys.delete')).toEqual([]);
  });

  test('by the row’s own menu, after a verification', async ({ open }) => {
    const key = fakeKey({ provider: 'pingan', name: 'Main' });
    const view = await open('main-view', { keys: [key], answers: { 'protection.needs': () => byOwner } });
    const main = new MainView(view.page);
    await main.row('Main').click({ button: 'right' });
    await main.page.getByRole('menuitem', { name: 'Delete AccessKey' }).click();
    await main.confirmDelete.click();
    expect(await view.called('window.openSheet')).toEqual({
      sheet: 'verify',
      intent: { act: 'delete', ids: [key.id] },
    });
    expect(view.calls('keys.delete')).toEqual([]);
    view.tell('verified', { intent: { act: 'delete', ids: [key.id] }, ticket: fakeTicket });
    expect(await view.called('keys.delete')).toEqual({ ids: [key.id], ticket: fakeTicket });
    await expect(main.said('“Main” is in the recycle bin.')).toBeVisible();
    await expect(main.row('Main')).toHaveCount(0);
    await expect(main.detail).toHaveCount(0);
  });

  test('while another sheet is open deletes nothing, and its dialog does not wait for ever', async ({ open }) => {
    const key = fakeKey({ provider: 'pingan', name: 'Main' });
    const view = await open('main-view', {
      keys: [key],
      answers: { 'protection.needs': () => byOwner, 'window.openSheet': () => false },
    });
    const main = new MainView(view.page);
    await main.select('Main');
    await main.action('Delete AccessKey').click();
    await main.confirmDelete.click();
    await view.called('window.openSheet');
    await expect(main.dialog).toHaveCount(0);
    await expect(main.row('Main')).toBeVisible();
    expect(view.calls('keys.delete')).toEqual([]);
  });

  test('that is not verified deletes nothing', async ({ open }) => {
    const key = fakeKey({ provider: 'pingan', name: 'Main' });
    const view = await open('main-view', { keys: [key], answers: { 'protection.needs': () => byOwner } });
    const main = new MainView(view.page);
    await main.select('Main');
    await main.action('Delete AccessKey').click();
    await main.confirmDelete.click();
    await view.called('window.openSheet');
    view.tell('verified', { intent: { act: 'delete', ids: [key.id] }, ticket: null });
    await expect(main.dialog).toHaveCount(0);
    await expect(main.row('Main')).toBeVisible();
    expect(view.calls('keys.delete')).toEqual([]);
  });
});
