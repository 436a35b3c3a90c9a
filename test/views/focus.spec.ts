import { fakeKey } from '../support/fake/keys';
import { expect, test } from '../support/view-test';
import { MainView } from '../support/views/main-view';

/** Where the keyboard is after an act, if the element that had it is gone. It is never nowhere. */

test('after unlocking the keyboard is in the search', async ({ open }) => {
  const view = await open('main-view', { locked: true });
  const main = new MainView(view.page);
  await expect(main.search).toBeVisible();
  await expect(main.search).not.toBeFocused();
  view.tell('unlocked', null);
  await expect(main.search).toBeFocused();
});

test('an action that goes with its act leaves the keyboard in the properties, and Escape leads to the list', async ({
  open,
}) => {
  const main = new MainView((await open('main-view', { keys: [fakeKey({ provider: 'alibaba', name: 'One' })] })).page);
  await main.select('One');
  await main.otherActions.focus();
  await main.page.keyboard.press('Enter');
  await main.entry('Set as Default').press('Enter');
  await expect(main.otherActions).toBeFocused();
  expect(await main.offered('Cancel Default Setting')).toBe('yes');
  await expect(main.otherActions).toBeFocused();
  await main.page.keyboard.press('Escape');
  await expect(main.grid).toBeFocused();
});

test('a button that empties the search leaves the keyboard in the list that comes back', async ({ open }) => {
  const main = new MainView((await open('main-view', { keys: [fakeKey({ provider: 'alibaba', name: 'One' })] })).page);
  await main.search.fill('nothing is called so');
  const clear = main.page.getByRole('main').getByRole('button', { name: 'Clear Search' }).last();
  await clear.focus();
  await main.page.keyboard.press('Enter');
  await expect(main.row('One')).toBeVisible();
  await expect(main.grid).toBeFocused();
});

test('a button that leads to another page leaves the keyboard on that page', async ({ open }) => {
  const main = new MainView((await open('main-view', { keys: [fakeKey({ provider: 'alibaba', name: 'One' })] })).page);
  await main.select('One');
  await main.detail.getByRole('button', { name: /log/i }).focus();
  await main.page.keyboard.press('Enter');
  await expect(main.page.getByRole('heading', { name: 'Operation log' })).toBeVisible();
  await expect(main.page.getByRole('main').locator(':focus')).toHaveCount(1);
});

test('a menu and a dialog give the keyboard back to what had opened them', async ({ open }) => {
  const main = new MainView((await open('main-view', { keys: [fakeKey({ provider: 'alibaba', name: 'One' })] })).page);
  const more = main.page.getByRole('button', { name: 'More' });
  await more.click();
  await expect(main.page.getByRole('menuitem').first()).toBeFocused();
  await main.page.keyboard.press('Escape');
  await expect(more).toBeFocused();
  await main.select('One');
  await main.otherActions.focus();
  await main.page.keyboard.press('Enter');
  await main.entry('Edit AccessKey').press('Enter');
  await expect(main.dialog.getByLabel('Name', { exact: true })).toBeFocused();
  await main.page.keyboard.press('Escape');
  await expect(main.otherActions).toBeFocused();
  // From the menu of a row, whose entry is gone when the dialog closes.
  await main.grid.focus();
  await main.page.keyboard.press('Shift+F10');
  await main.page.getByRole('menuitem', { name: 'Edit AccessKey' }).press('Enter');
  await expect(main.dialog.getByLabel('Name', { exact: true })).toBeFocused();
  await main.page.keyboard.press('Escape');
  await expect(main.grid).toBeFocused();
});

test('a press beside everything takes the keyboard away, and nothing gives it back', async ({ open }) => {
  const main = new MainView((await open('main-view', { keys: [fakeKey({ provider: 'alibaba', name: 'One' })] })).page);
  await main.search.focus();
  await main.page.getByRole('heading', { level: 1 }).click();
  await expect(main.search).not.toBeFocused();
  await expect(main.page.locator('body')).toBeFocused();
});
