import { expect, test } from 'vitest';
import { add, createdVault, list, remove, type TestVault } from './harness';
import { applied, planOf } from './transfer/moves';

/** The keys that the last import added can be asked for, to be shown in the list. */

const secretOf = (index: number) => `FAKEfakeFAKEfakeFAKEfakeFAKE${String(index).padStart(2, '0')}`;

async function imported(vault: TestVault, names: readonly string[], from = 0) {
  const rows = names.map((name, index) => {
    const id = `LTAIFAKEcame${String(from + index).padStart(12, '0')}`;
    return ['Alibaba Cloud', name, id, secretOf(from + index)].join(',');
  });
  const bytes = Uint8Array.from(Buffer.from(['Provider,Name,AccessKey ID,AccessKey Secret', ...rows, ''].join('\r\n')));
  const sheet = vault.view('import');
  await sheet.must('keyImport.drop', { fileName: 'keys.csv', bytes });
  await planOf(sheet);
  await applied(sheet);
}

test('what the last import added is told window by window, and what is deleted again is left out', async () => {
  const vault = await createdVault();
  await add(vault, { name: 'before' });
  const asked = (offset: number, limit: number) =>
    vault.view('main-view').must<{ total: number; rows: { name: string }[] }>('keys.imported', { offset, limit });
  const names = async (offset = 0, limit = 500) => (await asked(offset, limit)).rows.map(({ name }) => name);
  expect(await asked(0, 500)).toEqual({ total: 0, rows: [] });

  await imported(vault, ['b', 'a', 'c']);
  expect(await names()).toEqual(['b', 'a', 'c']);
  expect(await names(1, 1)).toEqual(['a']);
  expect((await asked(2, 500)).total).toBe(3);
  const gone = (await list(vault)).rows.find(({ name }) => name === 'a')?.id ?? '';
  await remove(vault, gone);
  expect(await names()).toEqual(['b', 'c']);

  await imported(vault, ['d'], 10);
  expect(await names()).toEqual(['d']);
  expect((await list(vault)).rows.map(({ name }) => name).toSorted()).toEqual(['b', 'before', 'c', 'd']);
});
