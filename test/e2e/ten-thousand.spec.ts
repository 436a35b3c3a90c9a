import type { Keyfold } from '../support/app';
import { Home } from '../support/home';
import { copyLargeVault } from '../support/seed';
import { expect, test } from '../support/test';
import type { MainView } from '../support/views/main-view';

const total = 10_000;

let home: Home;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  home = new Home();
  await copyLargeVault(home.vault);
});

test.afterAll(() => home.remove());

type Start = (options: { home: Home }) => Promise<Keyfold>;

async function open(start: Start): Promise<MainView> {
  const keyfold = await start({ home });
  const main = await keyfold.unlock();
  await expect(main.count).toHaveText('10,000 keys');
  await expect(main.rows.first()).toBeVisible();
  return main;
}

/** The row with this number, from 1, once its key is there. */
const rowAt = (main: MainView, number: number) => main.grid.locator(`[role="row"][aria-rowindex="${number + 1}"]`);

/** A cell's text in the row with this number. */
async function cellAt(main: MainView, number: number, column: string): Promise<string> {
  const cell = rowAt(main, number).locator(`.key-cell-${column}`);
  await expect(cell).not.toHaveText('');
  return cell.innerText();
}

const press = async (main: MainView, key: string) => {
  await main.grid.focus();
  await main.page.keyboard.press(key);
};

/** Only so many rows ever stand on the page. */
const expectFewRows = async (main: MainView) => expect(await main.rows.count()).toBeLessThan(100);

test('the list of 10,000 keys goes from its first to its last, by keys and by the wheel', async ({ start }) => {
  const main = await open(start);
  await expect(main.grid).toHaveAttribute('aria-rowcount', String(total + 1));
  await expectFewRows(main);

  await press(main, 'End');
  await expect(rowAt(main, total)).toBeVisible();
  await expect(rowAt(main, total)).toHaveAttribute('aria-selected', /./);
  await cellAt(main, total, 'accessKeyId');
  await expectFewRows(main);
  await press(main, 'Home');
  await expect(rowAt(main, 1)).toBeVisible();
  for (let time = 0; time < 4; time += 1) await press(main, 'PageDown');
  await expect(rowAt(main, 1)).toHaveCount(0);

  // To the middle, as with the scroll bar: what comes to stand there is filled in.
  const scroller = main.grid.locator('[role="presentation"]').first();
  await scroller.evaluate((element) => element.scrollTo({ top: element.scrollHeight / 2 }));
  await expect(rowAt(main, total / 2)).toBeVisible();
  await cellAt(main, total / 2, 'accessKeyId');
  await scroller.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
  await expect(rowAt(main, total)).toBeVisible();
  const last = await cellAt(main, total, 'accessKeyId');
  await rowAt(main, total).click();
  await expect(main.detail).toContainText(last);
  await scroller.evaluate((element) => element.scrollTo({ top: 0 }));
  await main.grid.hover();
  await main.page.mouse.wheel(0, 5000);
  await expect(rowAt(main, 1)).toHaveCount(0);
  await expect(main.rows.first().locator('.key-cell-accessKeyId')).not.toHaveText('');
  await expectFewRows(main);
});

test('10,000 keys are sorted by what one chooses, in both directions', async ({ start }) => {
  const main = await open(start);
  const header = (title: string) => main.grid.getByRole('columnheader', { name: title });
  const sortBy = async (title: string, direction: 'ascending' | 'descending') => {
    await header(title).getByRole('button').click();
    await expect(header(title)).toHaveAttribute('aria-sort', direction);
    await expect(rowAt(main, 1)).toBeVisible();
  };
  /** The column at both ends and in between, from the top. */
  const samples = async (column: string) => {
    const found: string[] = [];
    await press(main, 'Home');
    found.push(await cellAt(main, 1, column), await cellAt(main, 5, column));
    await press(main, 'End');
    found.push(await cellAt(main, total - 4, column), await cellAt(main, total, column));
    return found;
  };
  /** Waits until the column is sorted as it should be, and answers the samples. The old rows stay until the new ones are there. */
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

  // Four random values stand in the order of the alphabet now and then: the rows from before don't count.
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

  // One default in each of the four profiles.
  await sortBy('Default', 'ascending');
  await sorted('default', () => ['No', 'No', 'No', 'Yes']);
  await sortBy('Default', 'descending');
  await sorted('default', () => ['Yes', 'No', 'No', 'No']);
  await press(main, 'Home');
  expect(await cellAt(main, 4, 'default')).toBe('Yes');
});

test('10,000 keys are searched while one types, and told apart by profile', async ({ start }) => {
  const main = await open(start);
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

  await main.chooseProfile('Huawei Cloud');
  await expect(main.count).toHaveText('2,500 keys');
  await main.search.fill('搜索');
  await expect(main.count).not.toHaveText('2,500 keys');
  await expect.poll(async () => (await main.names()).every((name) => name.includes('搜索'))).toBe(true);
});

test('among 10,000 keys one is changed and stays in view', async ({ start }) => {
  const main = await open(start);
  await press(main, 'End');
  await rowAt(main, total).click();
  const name = await rowAt(main, total).locator('.key-cell-name bdi').innerText();
  await main.action('Edit AccessKey').click();
  await main.dialog.getByRole('textbox', { name: 'Description' }).fill('Changed among ten thousand');
  await main.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(main.property('Description')).toHaveText('Changed among ten thousand');
  await expect(main.detail.getByRole('heading')).toHaveText(name);
  await main.search.fill('Changed among ten thousand');
  await expect(main.count).toHaveText('1 key');
});
