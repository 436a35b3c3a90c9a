import type { SortColumn } from '../../common/keys/access-key';
import { copyVault, type StoredKey } from '../support/stored-keys';
import { expect, sharedKeyfold, test } from '../support/test';
import { until } from '../support/until';
import type { MainView } from '../support/views/main-view';

/** Keys with a different order in every column. */
const stored: readonly StoredKey[] = [
  {
    provider: 'alibaba',
    name: 'backup',
    description: 'Nightly copies to cold storage',
    accessKeyId: 'LTAIFAKEccccccccccccccc1',
    accountId: '1000000000000002',
    identityName: 'eve',
    age: 30,
    isDefault: true,
  },
  {
    provider: 'alibaba',
    name: 'Archive',
    accessKeyId: 'LTAIFAKEaaaaaaaaaaaaaaa2',
    accountId: '1000000000000003',
    identityName: 'Adam',
    age: 100,
  },
  {
    provider: 'private-alibaba',
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
    provider: 'private-alibaba',
    name: 'cluster storage',
    accessKeyId: 'FAKENASd4',
    accountId: '2',
    identityName: 'carl',
    keyType: 'AliyunNAS',
    age: 80,
    disabled: true,
  },
  {
    provider: 'huawei',
    name: 'logs 🔑',
    accessKeyId: 'FAKEHW00000000000005',
    accountId: 'hw-example',
    identityName: 'bob',
    age: 5,
  },
];

const shared = sharedKeyfold({}, (folder) => copyVault(folder, stored));

/** The list with room for every column. */
async function wholeWidth(): Promise<MainView> {
  const keyfold = shared();
  await keyfold.resize(1560, 800);
  return keyfold.main();
}

test('the list shows every key of the vault with its properties, the newest first', async () => {
  const main = await wholeWidth();
  await expect.poll(() => main.names()).toEqual(['支付网关', 'logs 🔑', 'backup', 'cluster storage', 'Archive']);
  await expect(main.count).toHaveText('5 keys');
  await expect(main.cell('backup', 'accessKeyId')).toHaveText('LTAIFAKEccccccccccccccc1');
  await expect(main.cell('backup', 'account')).toHaveText('1000000000000002');
  await expect(main.cell('backup', 'user')).toHaveText('eve');
  await expect(main.cell('backup', 'status')).toHaveText('Enabled');
  await expect(main.cell('backup', 'default')).toHaveText('Yes');
  await expect(main.cell('backup', 'age')).toHaveText('30 days');
  await expect(main.cell('cluster storage', 'type')).toHaveText('AliyunNAS');
  await expect(main.cell('cluster storage', 'status')).toHaveText('Disabled');
  await expect(main.cell('Archive', 'age')).toHaveText('100 days');
  await main.select('支付网关');
  await expect(main.property('Description')).toHaveText('生产环境');
  await expect(main.property('Endpoint')).toHaveText('ebs.example.internal');
  await main.closePane();
});

const orders: Readonly<Partial<Record<SortColumn, { title: string; names: readonly string[] }>>> = {
  name: { title: 'Name', names: ['Archive', 'backup', 'cluster storage', 'logs 🔑', '支付网关'] },
  accessKeyId: { title: 'AccessKey ID', names: ['支付网关', 'logs 🔑', 'cluster storage', 'Archive', 'backup'] },
  account: { title: 'Account', names: ['支付网关', 'backup', 'Archive', 'cluster storage', 'logs 🔑'] },
  user: { title: 'Sub-user', names: ['Archive', 'logs 🔑', 'cluster storage', '支付网关', 'backup'] },
  type: { title: 'Type', names: [] },
  status: { title: 'Status', names: [] },
  default: { title: 'Default', names: [] },
  age: { title: 'Age', names: ['支付网关', 'logs 🔑', 'backup', 'cluster storage', 'Archive'] },
};

/** Returns whether equal cells are together and not all are equal. */
function isSorted(cells: readonly string[]): boolean {
  const groups = cells.filter((cell, index) => cell !== cells[index - 1]);
  return groups.length > 1 && new Set(groups).size === groups.length;
}

test('each title sorts the vault’s keys, and again the other way round', async () => {
  const main = await wholeWidth();
  const titleOf = (title: string) =>
    main.grid.getByRole('columnheader', { name: title, exact: true, includeHidden: true });
  // A column that a narrow list hides is pressed too, because the order is tested.
  const press = (title: string) => titleOf(title).getByRole('button', { includeHidden: true }).dispatchEvent('click');
  for (const [column, { title, names }] of Object.entries(orders)) {
    await test.step(title, async () => {
      // Another column is pressed first, so that a press of this one always begins a new order.
      await press(column === 'name' ? 'Age' : 'Name');
      const cells = () => main.rows.locator(`.key-cell-${column}`).allTextContents();
      await press(title);
      await expect(titleOf(title)).toHaveAttribute('aria-sort', 'ascending');
      if (names.length > 0) await expect.poll(() => main.names()).toEqual(names);
      const ascending = await until('the sorted column', async () => {
        const found = await cells();
        return names.length > 0 || isSorted(found) ? found : null;
      });
      expect(ascending).toHaveLength(5);
      await press(title);
      await expect(titleOf(title)).toHaveAttribute('aria-sort', 'descending');
      if (names.length > 0) await expect.poll(() => main.names()).toEqual([...names].reverse());
      else await expect.poll(cells).toEqual([...ascending].reverse());
    });
  }
});

test('the search finds a key by every property, in both languages, and within one provider', async () => {
  const main = await shared().main();
  const searches = [
    ['支付', '支付网关'],
    ['网', '支付网关'],
    ['生产环境', '支付网关'],
    ['COLD storage', 'backup'],
    ['hw0000', 'logs 🔑'],
    ['1000000000000003', 'Archive'],
    ['Carl', 'cluster storage'],
    ['aliyunnas', 'cluster storage'],
    ['ｂａｃｋｕｐ', 'backup'],
    ['nightly backup', 'backup'],
    ['🔑', 'logs 🔑'],
  ] as const;
  for (const [text, name] of searches) {
    await main.search.fill(text);
    await expect.poll(() => main.names(), text).toEqual([name]);
  }
  for (const text of ['100%', '_', '"', "' OR 1=1 --", 'a*', 'NEAR(', '\\']) {
    await main.search.fill(text);
    await expect(main.page.getByText(`Nothing found for “${text}”`)).toBeVisible();
  }
  // From here on the list is within one provider.
  await main.chooseProvider('Huawei Cloud');
  await main.search.fill('backup');
  await expect(main.page.getByText('Nothing found for “backup”')).toBeVisible();
  await main.search.fill('');
  await expect.poll(() => main.names()).toEqual(['logs 🔑']);
  await expect(main.count).toHaveText('1 key');
});
