import type { SortColumn } from '../../common/keys/access-key';
import { Keyfold } from '../support/app';
import { Home } from '../support/home';
import { type StoredKey, storeKeys } from '../support/stored-keys';
import { expect, test } from '../support/test';
import { until } from '../support/until';
import type { MainView } from '../support/views/main-view';

/** Keys that stand in another order in every column. */
const stored: readonly StoredKey[] = [
  {
    profile: 'alibaba',
    name: 'backup',
    description: 'Nightly copies to cold storage',
    accessKeyId: 'LTAIFAKEccccccccccccccc1',
    accountId: '1000000000000002',
    identityName: 'eve',
    age: 30,
    isDefault: true,
  },
  {
    profile: 'alibaba',
    name: 'Archive',
    accessKeyId: 'LTAIFAKEaaaaaaaaaaaaaaa2',
    accountId: '1000000000000003',
    identityName: 'Adam',
    age: 100,
  },
  {
    profile: 'private-alibaba',
    name: '支付网关',
    description: '生产环境',
    accessKeyId: 'FAKEEBSb3',
    accountId: '1000000000000001',
    identityName: 'dora',
    keyType: 'AliyunEBS',
    endpoint: 'ebs.example.internal',
    age: 1,
  },
  {
    profile: 'private-alibaba',
    name: 'cluster storage',
    accessKeyId: 'FAKENASd4',
    accountId: '2',
    identityName: 'carl',
    keyType: 'AliyunNAS',
    age: 80,
    disabled: true,
  },
  {
    profile: 'huawei',
    name: 'logs 🔑',
    accessKeyId: 'FAKEHW00000000000005',
    accountId: 'hw-example',
    identityName: 'bob',
    age: 5,
  },
];

let home: Home;
let keyfold: Keyfold;
let main: MainView;

test.beforeAll(async () => {
  home = new Home();
  await storeKeys(home.vault, stored);
  keyfold = await Keyfold.start({ home });
  main = await keyfold.unlock();
});

// biome-ignore lint/correctness/noEmptyPattern: Playwright reads a hook's needs from this pattern.
test.afterEach(async ({}, info) => {
  if (info.status !== info.expectedStatus) await main.page.screenshot({ path: info.outputPath('main-view.png') });
  expect(keyfold.watch.take()).toEqual([]);
});

test.afterAll(async () => {
  await keyfold.quit();
  home.remove();
});

/** Waits until these names stand in the list, in this order. */
async function expectNames(names: readonly string[]): Promise<void> {
  await expect.poll(() => main.names()).toEqual(names);
}

test('the list shows every key with its properties, the newest first', async () => {
  await expectNames(['支付网关', 'logs 🔑', 'backup', 'cluster storage', 'Archive']);
  await expect(main.count).toHaveText('5 keys');
  await expect(main.cell('backup', 'accessKeyId')).toHaveText('LTAIFAKEccccccccccccccc1');
  await expect(main.cell('backup', 'account')).toHaveText('1000000000000002');
  await expect(main.cell('backup', 'user')).toHaveText('eve');
  await expect(main.cell('backup', 'type')).toHaveText('Long-term');
  await expect(main.cell('backup', 'status')).toHaveText('Enabled');
  await expect(main.cell('backup', 'default')).toHaveText('Yes');
  await expect(main.cell('backup', 'age')).toHaveText('30 days');
  await expect(main.cell('cluster storage', 'type')).toHaveText('AliyunNAS');
  await expect(main.cell('cluster storage', 'status')).toHaveText('Disabled');
  // Old enough to be replaced: said in words, not by a colour alone.
  await expect(main.cell('Archive', 'age').getByTitle('Older than 90 days: replace it.')).toHaveText('100 days');
  await expect(main.cell('cluster storage', 'age').getByTitle('Replace it before it is 90 days old.')).toBeAttached();
});

const orders: Readonly<Record<SortColumn, { title: string; names: readonly string[] }>> = {
  name: { title: 'Name', names: ['Archive', 'backup', 'cluster storage', 'logs 🔑', '支付网关'] },
  accessKeyId: { title: 'AccessKey ID', names: ['支付网关', 'logs 🔑', 'cluster storage', 'Archive', 'backup'] },
  account: { title: 'Account', names: ['支付网关', 'backup', 'Archive', 'cluster storage', 'logs 🔑'] },
  user: { title: 'Sub-user', names: ['Archive', 'logs 🔑', 'cluster storage', '支付网关', 'backup'] },
  type: { title: 'Type', names: [] },
  status: { title: 'Status', names: [] },
  default: { title: 'Default', names: [] },
  age: { title: 'Age', names: ['支付网关', 'logs 🔑', 'backup', 'cluster storage', 'Archive'] },
};

const titleOf = (title: string) =>
  main.grid.getByRole('columnheader', { name: title, exact: true, includeHidden: true });

for (const [column, { title, names }] of Object.entries(orders)) {
  test(`the title ${title} sorts, and again the other way round`, async () => {
    // Another column first, so that a press of this one always begins a new order.
    await press(column === 'name' ? 'Age' : 'Name');
    const cells = () => main.rows.locator(`.key-cell-${column}`).allTextContents();
    await press(title);
    await expect(titleOf(title)).toHaveAttribute('aria-sort', 'ascending');
    if (names.length > 0) await expectNames(names);
    const ascending = await until('the sorted column', async () => {
      const found = await cells();
      return names.length > 0 || isSorted(found) ? found : null;
    });
    expect(ascending).toHaveLength(5);
    await press(title);
    await expect(titleOf(title)).toHaveAttribute('aria-sort', 'descending');
    if (names.length > 0) await expectNames([...names].reverse());
    else await expect.poll(cells).toEqual([...ascending].reverse());
  });
}

/** A column that a narrow list hides is pressed all the same: what is tested is the order. */
const press = (title: string) => titleOf(title).getByRole('button', { includeHidden: true }).dispatchEvent('click');

/** Equal cells stand together, and not all are equal. */
function isSorted(cells: readonly string[]): boolean {
  const groups = cells.filter((cell, index) => cell !== cells[index - 1]);
  return groups.length > 1 && new Set(groups).size === groups.length;
}

test.describe('the search', () => {
  test.afterEach(async () => {
    await main.search.fill('');
    await expect(main.count).toHaveText('5 keys');
  });

  test('narrows the list with each letter that is typed', async () => {
    const found: number[] = [];
    for (const letter of ['a', 'r', 'c', 'h']) {
      await main.search.press(letter);
      const typed = await main.search.inputValue();
      const expected = stored.filter((key) => haystack(key).includes(typed)).length;
      await expect(main.count).toHaveText(expected === 1 ? '1 key' : `${expected} keys`);
      found.push(expected);
    }
    expect(found.at(0)).toBeGreaterThan(found.at(-1) ?? 0);
    await expectNames(['Archive']);
  });

  for (const [what, text, name] of [
    ['two Chinese characters in a name', '支付', '支付网关'],
    ['one Chinese character', '网', '支付网关'],
    ['Chinese in a description', '生产环境', '支付网关'],
    ['a description', 'COLD storage', 'backup'],
    ['an AccessKey ID', 'hw0000', 'logs 🔑'],
    ['an account', '1000000000000003', 'Archive'],
    ['a user', 'Carl', 'cluster storage'],
    ['a type', 'aliyunnas', 'cluster storage'],
    ['full-width letters', 'ｂａｃｋｕｐ', 'backup'],
    ['two words in any order', 'nightly backup', 'backup'],
    ['an emoji', '🔑', 'logs 🔑'],
  ] as const) {
    test(`finds ${what}`, async () => {
      await main.search.fill(text);
      await expectNames([name]);
    });
  }

  test('takes what would be an operator or a pattern as the letters they are', async () => {
    for (const text of ['100%', '_', '"', "' OR 1=1 --", 'a*', 'NEAR(', '\\']) {
      await main.search.fill(text);
      await expect(main.page.getByText(`Nothing found for “${text}”`)).toBeVisible();
    }
  });

  test('that finds nothing says so, where it looked, and the way back', async () => {
    await main.search.fill('nowhere');
    await expect(main.page.getByText('Nothing found for “nowhere”')).toBeVisible();
    await expect(
      main.page.getByText('The search looks at name, description, AccessKey ID, account, user and type.'),
    ).toBeVisible();
    await main.page.getByRole('main').getByRole('button', { name: 'Clear search' }).last().click();
    await expect(main.search).toHaveValue('');
    await expect(main.rows).toHaveCount(5);
  });
});

/** What the search looks at, as a person would say it. */
function haystack(key: StoredKey): string {
  const { name, description = '', accessKeyId = '', accountId = '', identityName = '', keyType = '' } = key;
  return [name, description, accessKeyId, accountId, identityName, keyType].join('\n').toLowerCase();
}

test.describe('one profile', () => {
  test.afterEach(() => main.chooseProfile('All keys'));

  test('shows its keys alone, with their number beside it', async () => {
    await main.chooseProfile('Private Alibaba Cloud');
    await expect(main.page.getByRole('heading', { level: 1 })).toHaveText('Private Alibaba Cloud');
    await expect(main.count).toHaveText('2 keys');
    await expect.poll(async () => (await main.names()).sort()).toEqual(['cluster storage', '支付网关']);
    await expect(main.page.getByRole('navigation').getByRole('button', { name: 'Private Alibaba Cloud' })).toHaveText(
      /2$/,
    );
  });

  test('without keys says what to do', async () => {
    await main.chooseProfile('Ping An Cloud');
    const empty = main.page.getByRole('main');
    await expect(empty.getByText('No AccessKeys of Ping An Cloud')).toBeVisible();
    await expect(empty.getByText('Add one, or look at all keys.')).toBeVisible();
    await empty.getByRole('button', { name: 'Show all keys' }).click();
    await expect(main.rows).toHaveCount(5);
  });

  test('is what the search looks through', async () => {
    await main.chooseProfile('Huawei Cloud');
    await main.search.fill('backup');
    await expect(
      main.page.getByText('Only Huawei Cloud was searched. Clear the search, or look at all keys.'),
    ).toBeVisible();
    await main.search.fill('');
    await expectNames(['logs 🔑']);
  });
});

test.describe('the detail pane', () => {
  test('shows the basic properties of the selected key, and closes', async () => {
    await main.select('支付网关');
    await expect(main.property('AccessKey ID')).toContainText('FAKEEBSb3');
    await expect(main.property('Addition Method')).toHaveText('Private Alibaba Cloud');
    await expect(main.property('Description')).toHaveText('生产环境');
    await expect(main.property('Account ID')).toHaveText('1000000000000001');
    await expect(main.property('Identity')).toHaveText('RAM user');
    await expect(main.property('Sub-Username')).toHaveText('dora');
    await expect(main.property('Type')).toHaveText('AliyunEBS');
    await expect(main.property('Endpoint')).toHaveText('ebs.example.internal');
    await expect(main.property('Added')).toContainText('1 day');
    await main.detail.getByRole('button', { name: 'Close basic properties' }).click();
    await expect(main.detail).toHaveCount(0);
  });

  test('follows the keyboard through the list', async () => {
    await press('Age');
    await press('Name');
    await expectNames(orders.name.names);
    await main.grid.focus();
    await main.page.keyboard.press('Home');
    await expect(main.detail.getByRole('heading', { name: 'Archive' })).toBeVisible();
    await main.page.keyboard.press('ArrowDown');
    await expect(main.detail.getByRole('heading', { name: 'backup' })).toBeVisible();
    await main.page.keyboard.press('End');
    await expect(main.detail.getByRole('heading', { name: '支付网关' })).toBeVisible();
    await main.page.keyboard.press('Delete');
    await expect(main.dialog).toContainText('“支付网关” and its secret will be removed');
    await main.page.keyboard.press('Escape');
    await expect(main.dialog).toHaveCount(0);
    await expect(main.grid).toBeFocused();
    await main.page.keyboard.press('Escape');
    await expect(main.detail).toHaveCount(0);
    await expect(main.rows).toHaveCount(5);
  });
});

test('an empty vault says what to do', async ({ start }) => {
  const empty = await (await start({ vault: true })).main();
  await expect(empty.page.getByText('No AccessKeys yet')).toBeVisible();
  await expect(
    empty.page.getByText('Add the first one: type it in, or drop the CSV file that the console gave you.'),
  ).toBeVisible();
  await expect(empty.page.getByRole('main').getByRole('button', { name: 'Add AccessKey' })).toHaveCount(2);
});
