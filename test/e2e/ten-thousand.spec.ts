import { copyLargeVault } from '../support/seed';
import { expect, sharedKeyfold, test } from '../support/test';
import type { MainView } from '../support/views/main-view';

const total = 10_000;

const shared = sharedKeyfold({}, copyLargeVault);

/** The list with all of its keys. */
async function wholeList(): Promise<MainView> {
  const keyfold = shared();
  // The properties of a key have room beside all columns.
  await keyfold.resize(1560, 800);
  const main = await keyfold.main();
  await main.search.fill('');
  await main.chooseProvider('All keys');
  await expect(main.count).toHaveText('10,000 keys');
  await expect(main.rows.first()).toBeVisible();
  return main;
}

/** A cell's text in the row with this number. */
async function cellAt(main: MainView, number: number, column: string): Promise<string> {
  const cell = main.rowAt(number).locator(`.key-cell-${column}`);
  await expect(cell).not.toHaveText('');
  return cell.innerText();
}

const press = async (main: MainView, key: string) => {
  await main.grid.focus();
  await main.page.keyboard.press(key);
};

test('10,000 keys are sorted by what one chooses, in both directions', async () => {
  const main = await wholeList();
  const header = (title: string) => main.grid.getByRole('columnheader', { name: title });
  const sortBy = async (title: string, direction: 'ascending' | 'descending') => {
    await header(title).getByRole('button').click();
    await expect(header(title)).toHaveAttribute('aria-sort', direction);
    await expect(main.rowAt(1)).toBeVisible();
  };
  /** Returns cells of the column from the top, the bottom and between. */
  const samples = async (column: string) => {
    const found: string[] = [];
    await press(main, 'Home');
    found.push(await cellAt(main, 1, column), await cellAt(main, 5, column));
    await press(main, 'End');
    found.push(await cellAt(main, total - 4, column), await cellAt(main, total, column));
    return found;
  };
  /**
   * Waits until the column is sorted as it should be, and returns the samples. The old rows stay until the new ones are
   * there.
   */
  const sorted = async (column: string, expected: (texts: readonly string[]) => readonly string[]) => {
    let found: string[] = [];
    await expect(async () => {
      found = await samples(column);
      expect(found).toEqual(expected(found));
    }).toPass({ timeout: 45_000 });
    return found;
  };
  const byLetter = (texts: readonly string[]) =>
    [...texts].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));

  // Four random values may be in alphabetical order by chance, so the former rows don't count.
  const before = await samples('accessKeyId');
  await sortBy('AccessKey ID', 'ascending');
  const up = await sorted('accessKeyId', (found) => (found.join() === before.join() ? [] : byLetter(found)));
  expect(new Set(up).size).toBe(4);
  await sortBy('AccessKey ID', 'descending');
  await sorted('accessKeyId', () => [...up].reverse());

  await sortBy('Status', 'ascending');
  await sorted('status', () => ['Disabled', 'Disabled', 'Enabled', 'Enabled']);
  await sortBy('Status', 'descending');
  await sorted('status', () => ['Enabled', 'Enabled', 'Disabled', 'Disabled']);

  // One default in each of the four providers.
  await sortBy('Default', 'ascending');
  await sorted('default', () => ['No', 'No', 'No', 'Yes']);
  await sortBy('Default', 'descending');
  await sorted('default', () => ['Yes', 'No', 'No', 'No']);
  await press(main, 'Home');
  expect(await cellAt(main, 4, 'default')).toBe('Yes');
});

test('10,000 keys are searched while one types, and told apart by provider', async () => {
  const main = await wholeList();
  await main.search.pressSequentially('payments');
  await expect(main.count).not.toHaveText('10,000 keys');
  await expect.poll(async () => (await main.names()).every((name) => name.includes('payments'))).toBe(true);
  await main.search.fill('');
  await expect(main.count).toHaveText('10,000 keys');

  // One key among all of them, by its whole AccessKey ID and by a part in another case.
  const id = await cellAt(main, 1, 'accessKeyId');
  await main.search.fill(id);
  await expect(main.count).toHaveText('1 key');
  await expect(main.rows).toHaveCount(1);
  await main.search.fill(id.slice(6).toLowerCase());
  await expect(main.count).toHaveText('1 key');
  await expect(main.rows.locator('.key-cell-accessKeyId')).toHaveText(id);

  // Chinese, of two letters only.
  await main.search.fill('支付');
  await expect.poll(async () => (await main.names()).every((name) => name.includes('支付'))).toBe(true);
  await main.search.fill('there is no such key');
  await expect(main.page.getByText('Nothing found for')).toBeVisible();
  await main.search.press('Escape');
  await expect(main.count).toHaveText('10,000 keys');

  await main.chooseProvider('Huawei Cloud');
  await expect(main.count).toHaveText('2,500 keys');
  await main.search.fill('搜索');
  await expect(main.count).not.toHaveText('2,500 keys');
  await expect.poll(async () => (await main.names()).every((name) => name.includes('搜索'))).toBe(true);
});

test('among 10,000 keys one is changed and stays in view', async () => {
  const main = await wholeList();
  await press(main, 'End');
  await main.rowAt(total).click();
  const name = await main.rowAt(total).locator('.key-cell-name bdi').innerText();
  await main.action('Edit AccessKey').click();
  await main.dialog.getByRole('textbox', { name: 'Description' }).fill('Changed among ten thousand');
  await main.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(main.property('Description')).toHaveText('Changed among ten thousand');
  await expect(main.detail.getByRole('heading', { level: 2 })).toHaveText(name);
  await main.search.fill('Changed among ten thousand');
  await expect(main.count).toHaveText('1 key');
});
