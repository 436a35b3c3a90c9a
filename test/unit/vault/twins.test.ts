import { describe, expect, test } from 'vitest';
import type { ImportRow } from '../../../common/transfer/import';
import { skeletonOf } from '../../../vault/keys/twins';
import { add, createdVault, list, type TestVault } from './harness';
import { applied, planOf, rowsOf } from './transfer/moves';

const account = { accountId: '1234567890123456', identityKind: 'alibaba-account' };
/** Latin, and the same with Cyrillic letters, in full width, and in mathematical letters. */
const latin = 'payroll-prod';
const twins = ['раyrоll-prod', 'ｐａｙｒｏｌｌ-ｐｒｏｄ', '𝗽𝗮𝘆𝗿𝗼𝗹𝗹-𝗽𝗿𝗼𝗱', 'payro11-prod'];

const asked = (vault: TestVault, name: string, more: object = {}) =>
  vault.view('add').must<string | null>('keys.twinOf', {
    ...{ provider: 'alibaba', accountId: account.accountId, name, except: null },
    ...more,
  });

describe('F14: a name that looks the same as another of its account', () => {
  test('is told of while it is typed, with the other name', async () => {
    const vault = await createdVault();
    const { id } = await add(vault, { name: latin, ...account });
    for (const twin of twins) expect(await asked(vault, twin), twin).toBe(latin);
    for (const other of [latin, ` ${latin} `, 'payroll-test', 'Payroll-prod', '生产环境', ''])
      expect(await asked(vault, other), other).toBeNull();
    const [twin = ''] = twins;
    expect(await asked(vault, twin, { accountId: '9999999999999999' })).toBeNull();
    expect(await asked(vault, twin, { provider: 'pingan' })).toBeNull();
    expect(await asked(vault, twin, { except: id })).toBeNull();
  });

  test('is taken all the same, since it is a warning', async () => {
    const vault = await createdVault();
    await add(vault, { name: latin, ...account });
    await add(vault, { name: twins[0] ?? '', ...account });
    expect((await list(vault)).rows.map(({ name }) => name).toSorted()).toEqual([latin, twins[0]].toSorted());
  });

  test('is told of in an import, whether the other is in the vault or in the file', async () => {
    const vault = await createdVault();
    await add(vault, { name: latin, ...account });
    const rows = [
      ['Provider', 'Name', 'Account', 'AccessKey ID', 'AccessKey Secret'],
      ['Alibaba Cloud', twins[0], account.accountId, 'LTAIFAKEtwin000000000001', 'FAKEfakeFAKEfakeFAKEfakeFAKE01'],
      ['Alibaba Cloud', 'other-1', account.accountId, 'LTAIFAKEtwin000000000002', 'FAKEfakeFAKEfakeFAKEfakeFAKE02'],
      ['Alibaba Cloud', 'οther-l', account.accountId, 'LTAIFAKEtwin000000000003', 'FAKEfakeFAKEfakeFAKEfakeFAKE03'],
      ['Alibaba Cloud', latin, account.accountId, 'LTAIFAKEtwin000000000004', 'FAKEfakeFAKEfakeFAKEfakeFAKE04'],
      ['Alibaba Cloud', 'pro\u00add', account.accountId, 'LTAIFAKEtwin000000000005', 'FAKEfakeFAKEfakeFAKEfakeFAKE05'],
      ['Alibaba Cloud', 'formula', account.accountId, '=WEBSERVICE(1)', 'FAKEfakeFAKEfakeFAKEfakeFAKE06'],
    ];
    const sheet = vault.view('import');
    const bytes = Uint8Array.from(Buffer.from(rows.map((cells) => `${cells.join(',')}\r\n`).join(''), 'utf8'));
    await sheet.must('keyImport.drop', { fileName: 'keys.csv', bytes });
    await planOf(sheet);
    const said = (await rowsOf(sheet)).map(({ state, issues }: ImportRow) => [
      state,
      ...issues.map(({ problem, severity, like }) => `${severity} ${problem} ${like ?? ''}`.trim()),
    ]);
    expect(said).toEqual([
      ['new', `warning looks-like ${latin}`],
      ['new'],
      ['new', 'warning looks-like other-1'],
      ['new'],
      ['invalid', 'error hidden-characters'],
      ['invalid', 'error formula'],
    ]);
    expect(await applied(sheet)).toMatchObject({ added: 4, skipped: 2 });
  });
});

test('F14: the skeleton of a plain name is the one that its signs have in any other name', () => {
  for (const name of ['prod-0 I|l 1', 'm  rn', '100% `x`', ' ci@2026\\#{}[]~ ']) {
    // The sign at the end keeps the longer way.
    expect(`${skeletonOf(name)}测`).toBe(skeletonOf(`${name.trim()}测`));
  }
  expect(skeletonOf('R0Om')).toBe(skeletonOf('ROOrn'));
});

test('F14: the skeleton leaves out what can’t be seen, and is the same in every composition', () => {
  expect(skeletonOf('pro\u00ad\u3164d')).toBe(skeletonOf('prod'));
  expect(skeletonOf('caf\u00e9')).toBe(skeletonOf('cafe\u0301'));
  expect(skeletonOf('a\u3000b')).toBe(skeletonOf('a b'));
  expect(skeletonOf('生产')).not.toBe(skeletonOf('测试'));
});
