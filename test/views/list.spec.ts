import type { KeyDetail, SortColumn } from '../../common/keys/access-key';
import { columnIds } from '../../common/keys/columns';
import { defaultSettings } from '../../common/settings';
import { fakeKey, fakeKeys } from '../support/fake/keys';
import { expect, test } from '../support/view-test';
import { MainView } from '../support/views/main-view';

/** What the list shows and asks for. What the vault finds and how it sorts is tested with the vault (vault/list.test.ts). */

const aged = (days: number) => Date.now() - days * 86_400_000;

/** Keys that stand in another order in most columns. */
const stored = (): KeyDetail[] => [
  fakeKey({
    provider: 'alibaba',
    name: 'backup',
    description: 'Nightly copies to cold storage',
    accessKeyId: 'LTAIFAKEccccccccccccccc1',
    accountId: '1000000000000002',
    identityName: 'eve',
    createdAt: aged(30),
    isDefault: true,
  }),
  fakeKey({ provider: 'alibaba', name: 'Archive', accessKeyId: 'LTAIFAKEaaaaaaaaaaaaaaa2', createdAt: aged(100) }),
  fakeKey({
    provider: 'private-alibaba',
    name: '支付网关',
    description: '生产环境',
    accessKeyId: 'FAKEEBSb3',
    accountId: '1000000000000001',
    identityName: 'dora',
    keyType: 'AliyunEBS',
    endpoint: 'ebs.example.internal',
    createdAt: aged(1),
  }),
  fakeKey({
    provider: 'private-alibaba',
    name: 'cluster storage',
    accessKeyId: 'FAKENASd4',
    keyType: 'AliyunNAS',
    createdAt: aged(80),
    status: 'disabled',
  }),
  fakeKey({ provider: 'huawei', name: 'logs 🔑', accessKeyId: 'FAKEHW00000000000005', createdAt: aged(5) }),
];

/** With every column, which a list of the usual width has no room for. */
const withAllColumns = { ...defaultSettings, columns: { shown: columnIds, widths: {} } };

test('every column of a key, and in words how old is too old', async ({ open }) => {
  const main = new MainView((await open('main-view', { keys: stored(), settings: withAllColumns })).page);
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

const titles: Readonly<Record<SortColumn, string>> = {
  name: 'Name',
  accessKeyId: 'AccessKey ID',
  provider: 'Provider',
  account: 'Account',
  user: 'Sub-user',
  type: 'Type',
  status: 'Status',
  default: 'Default',
  age: 'Age',
  created: 'Created',
  used: 'Last used',
  due: 'Due',
  expires: 'Expires',
};

test('the newest stand first; each title sorts, and again the other way round', async ({ open }) => {
  // Wide enough for all columns.
  const view = await open('main-view', {
    keys: stored(),
    settings: withAllColumns,
    size: { width: 1500, height: 760 },
  });
  const main = new MainView(view.page);
  const sortedBy = () => view.calls('keys.list').at(-1)?.sort;
  expect((await view.called('keys.list')).sort).toEqual({ column: 'age', direction: 'ascending' });
  // Age last: a title that sorts already begins with the other direction.
  for (const [column, title] of Object.entries(titles)) {
    const header = main.grid.getByRole('columnheader', { name: title, exact: true });
    for (const direction of column === 'age' ? [] : ['ascending', 'descending']) {
      await header.getByRole('button').click();
      await expect(header).toHaveAttribute('aria-sort', direction);
      await expect.poll(sortedBy).toEqual({ column, direction });
    }
  }
  const age = main.grid.getByRole('columnheader', { name: 'Age', exact: true });
  for (const direction of ['ascending', 'descending']) {
    await age.getByRole('button').click();
    await expect(age).toHaveAttribute('aria-sort', direction);
  }
  await expect.poll(() => main.names()).toEqual(['Archive', 'cluster storage', 'backup', 'logs 🔑', '支付网关']);
});

test('the search asks anew with each letter that is typed', async ({ open }) => {
  const view = await open('main-view', { keys: stored() });
  const main = new MainView(view.page);
  for (const letter of 'arch') {
    await main.search.press(letter);
    const typed = await main.search.inputValue();
    await expect.poll(() => view.calls('keys.list').at(-1)?.text).toBe(typed);
  }
  await expect(main.count).toHaveText('1 key');
  await expect.poll(() => main.names()).toEqual(['Archive']);
});

test('what would be an operator or a pattern is handed over as the letters it is, and quoted so', async ({ open }) => {
  const view = await open('main-view', { keys: stored() });
  const main = new MainView(view.page);
  for (const text of ['100%', '_', '"', "' OR 1=1 --", 'a*', 'NEAR(', '\\', '{{text}}', '<b>']) {
    await main.search.fill(text);
    await expect(main.page.getByText(`Nothing found for “${text}”`)).toBeVisible();
    expect(view.calls('keys.list').at(-1)?.text).toBe(text);
  }
});

test('a search for something odd that finds nothing says so, and is left again', async ({ open }) => {
  const view = await open('main-view', { keys: stored() });
  const main = new MainView(view.page);
  for (const text of ['\u202e', '%', '_', '"', "' OR 1=1 --", '*', '{{text}}', '<b>', '名'.repeat(1000)]) {
    await main.search.fill(`nothing ${text}`);
    await expect(main.page.getByText('Nothing found for')).toBeVisible();
    await main.page.getByRole('button', { name: 'Clear search' }).last().click();
    await expect(main.search).toHaveValue('');
  }
});

test('a search that finds nothing says where it looked, and the way back', async ({ open }) => {
  const main = new MainView((await open('main-view', { keys: stored() })).page);
  await main.search.fill('nowhere');
  await expect(main.page.getByText('Nothing found for “nowhere”')).toBeVisible();
  await expect(
    main.page.getByText('The search looks at name, description, AccessKey ID, account, user and type.'),
  ).toBeVisible();
  await main.page.getByRole('main').getByRole('button', { name: 'Clear search' }).last().click();
  await expect(main.search).toHaveValue('');
  await expect(main.rows).toHaveCount(5);
});

test('one provider shows its keys alone, with their number beside it', async ({ open }) => {
  const main = new MainView((await open('main-view', { keys: stored() })).page);
  await main.chooseProvider('Private Alibaba Cloud');
  await expect(main.page.getByRole('heading', { level: 1 })).toHaveText('Private Alibaba Cloud');
  await expect(main.count).toHaveText('2 keys');
  await expect.poll(async () => (await main.names()).sort()).toEqual(['cluster storage', '支付网关']);
  await expect(main.page.getByRole('navigation').getByRole('button', { name: 'Private Alibaba Cloud' })).toHaveText(
    /2$/,
  );
});

test('a provider without keys says what to do', async ({ open }) => {
  const main = new MainView((await open('main-view', { keys: stored() })).page);
  await main.chooseProvider('Ping An Cloud');
  const empty = main.page.getByRole('main');
  await expect(empty.getByText('No AccessKeys of Ping An Cloud')).toBeVisible();
  await expect(empty.getByText('Add one, or look at all keys.')).toBeVisible();
  await empty.getByRole('button', { name: 'Show all keys' }).click();
  await expect(main.rows).toHaveCount(5);
});

test('a provider is what the search looks through', async ({ open }) => {
  const main = new MainView((await open('main-view', { keys: stored() })).page);
  await main.chooseProvider('Huawei Cloud');
  await main.search.fill('backup');
  await expect(
    main.page.getByText('Only Huawei Cloud was searched. Clear the search, or look at all keys.'),
  ).toBeVisible();
  await main.search.fill('');
  await expect.poll(() => main.names()).toEqual(['logs 🔑']);
});

test('the properties of the selected key, and their end', async ({ open }) => {
  const main = new MainView((await open('main-view', { keys: stored() })).page);
  await main.select('支付网关');
  await expect(main.property('AccessKey ID')).toContainText('FAKEEBSb3');
  await expect(main.provider).toHaveText('Private Alibaba Cloud');
  await expect(main.property('Description')).toHaveText('生产环境');
  await expect(main.property('Account ID')).toHaveText('1000000000000001');
  await expect(main.property('Identity')).toHaveText('RAM user');
  await expect(main.property('Sub-Username')).toHaveText('dora');
  await expect(main.property('Type')).toHaveText('AliyunEBS');
  await expect(main.property('Endpoint')).toHaveText('ebs.example.internal');
  await expect(main.property('Added')).toContainText('yesterday');
  await main.detail.getByRole('button', { name: 'Close basic properties' }).click();
  await expect(main.detail).toHaveCount(0);
});

test('the properties follow the keyboard through the list', async ({ open }) => {
  const main = new MainView((await open('main-view', { keys: stored() })).page);
  await main.page.getByRole('columnheader', { name: 'Name', exact: true }).getByRole('button').click();
  await expect.poll(() => main.names()).toEqual(['Archive', 'backup', 'cluster storage', 'logs 🔑', '支付网关']);
  await main.grid.focus();
  await main.page.keyboard.press('Home');
  await expect(main.detail.getByRole('heading', { name: 'Archive' })).toBeVisible();
  await main.page.keyboard.press('ArrowDown');
  await expect(main.detail.getByRole('heading', { name: 'backup' })).toBeVisible();
  await main.page.keyboard.press('End');
  await expect(main.detail.getByRole('heading', { name: '支付网关' })).toBeVisible();
  await main.page.keyboard.press('Delete');
  await expect(main.dialog).toContainText('“支付网关” and its secret go into the recycle bin');
  await main.page.keyboard.press('Escape');
  await expect(main.dialog).toHaveCount(0);
  await expect(main.grid).toBeFocused();
  await main.page.keyboard.press('Escape');
  await expect(main.detail).toHaveCount(0);
  await expect(main.rows).toHaveCount(5);
});

test('an empty vault says what to do', async ({ open }) => {
  const { page } = await open('main-view', { keys: [] });
  await expect(page.getByText('No AccessKeys yet')).toBeVisible();
  await expect(
    page.getByText('Add the first one: type it in, or drop the CSV file that the console gave you.'),
  ).toBeVisible();
  await expect(page.getByRole('main').getByRole('button', { name: 'Add AccessKey' })).toHaveCount(2);
});

test('10,000 keys are gone through from the first to the last, by keys and by the wheel', async ({ open }) => {
  const total = 10_000;
  const main = new MainView((await open('main-view', { keys: fakeKeys(total) })).page);
  await expect(main.count).toHaveText('10,000 keys');
  await expect(main.grid).toHaveAttribute('aria-rowcount', String(total + 1));
  /** Only so many rows ever stand on the page. */
  const expectFewRows = async () => expect(await main.rows.count()).toBeLessThan(100);
  const press = async (key: string) => {
    await main.grid.focus();
    await main.page.keyboard.press(key);
  };
  const filled = async (number: number) => {
    const cell = main.rowAt(number).locator('.key-cell-name');
    await expect(cell).not.toHaveText('');
    // The mark of the provider stands before the name.
    return (await cell.innerText()).split('\n').at(-1) ?? '';
  };
  await expectFewRows();

  await press('End');
  await expect(main.rowAt(total)).toBeVisible();
  await expect(main.rowAt(total)).toHaveAttribute('aria-selected', /./);
  await filled(total);
  await expectFewRows();
  await press('Home');
  await expect(main.rowAt(1)).toBeVisible();
  for (let time = 0; time < 4; time += 1) await press('PageDown');
  await expect(main.rowAt(1)).toHaveCount(0);

  // To the middle, as with the scroll bar: what comes to stand there is filled in.
  const scroller = main.grid.locator('[role="presentation"]').first();
  await scroller.evaluate((element) => element.scrollTo({ top: element.scrollHeight / 2 }));
  await expect(main.rowAt(total / 2)).toBeVisible();
  await filled(total / 2);
  await scroller.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
  await expect(main.rowAt(total)).toBeVisible();
  const last = await filled(total);
  await main.rowAt(total).click();
  await expect(main.detail).toContainText(last);
  await scroller.evaluate((element) => element.scrollTo({ top: 0 }));
  await main.grid.hover();
  await main.page.mouse.wheel(0, 5000);
  await expect(main.rowAt(1)).toHaveCount(0);
  await expect(main.rows.first().locator('.key-cell-name')).not.toHaveText('');
  await expectFewRows();
});
