import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fakePair } from '../../../support/fake-keys';
import { add, auditOf, createdVault, list, type TestVault } from '../harness';
import { applied, opened, planOf, statesOf } from './moves';

/** More keys than are imported in one transaction. */

const many = 1200;
const account = '1234567890123456';
const pairs = Array.from({ length: many }, () => fakePair('alibaba'));

function exportOfMany(vault: TestVault, last: object = {}): string {
  const keys = pairs.map((pair, at) => ({
    profile: 'alibaba',
    name: `Key ${at}`,
    account,
    identity: { kind: 'ram-user', name: `user-${at}` },
    credential: 'long-term',
    status: 'enabled',
    ...pair,
    ...(at === many - 1 ? last : {}),
  }));
  const path = join(fs.mkdtempSync(join(vault.folder, '..', 'export-')), 'keys.json');
  fs.writeFileSync(
    path,
    JSON.stringify({ format: 'keyfold-export', version: 1, exportedAt: '2026-01-01T00:00:00Z', keys }),
  );
  return path;
}

const rowsOfImports = async (vault: TestVault) => {
  const [added, whole] = await Promise.all([
    auditOf(vault, { action: 'add' }),
    auditOf(vault, { action: 'imported', outcome: 'ok' }),
  ]);
  return { added: added.total, whole: whole.total };
};

test('many keys are imported while other calls are answered, and the row of the whole comes last', async () => {
  const vault = await createdVault();
  const sheet = await opened(vault, exportOfMany(vault, { status: 'disabled' }));
  expect(statesOf(await planOf(sheet))).toEqual({ new: many });
  let isOver = false;
  const importing = applied(sheet).finally(() => {
    isOver = true;
  });
  const seen = new Set<number>();
  while (!isOver) {
    seen.add((await list(vault)).total);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  expect(await importing).toMatchObject({ added: many });
  expect([...seen].some((total) => total > 0 && total < many)).toBe(true);
  expect((await list(vault, { text: `Key ${many - 1}` })).rows).toMatchObject([{ status: 'disabled' }]);
  expect(await rowsOfImports(vault)).toEqual({ added: many, whole: 1 });
  expect((await auditOf(vault)).rows[0]).toMatchObject({ action: 'imported', facts: { count: many } });
});

test('if one of many keys can’t be stored, those before it stay and are counted, and the file gives the rest again', async () => {
  const vault = await createdVault();
  const path = exportOfMany(vault);
  const sheet = await opened(vault, path);
  await planOf(sheet);
  // Meanwhile somebody adds one of them by hand.
  await add(vault, { ...pairs[1100], name: 'By hand', accountId: '', identityName: '' });
  const error = Object(await sheet.mustFail('keyImport.apply', { password: null }));
  expect(error).toMatchObject({
    code: 'import-partly',
    done: expect.any(Number),
    total: many,
    cause: { code: expect.any(String) },
  });
  const stored = (await list(vault)).total;
  expect(stored).toBe(error.done + 1);
  expect(stored).toBeLessThan(1101);
  expect(await rowsOfImports(vault)).toEqual({ added: stored, whole: 0 });
  const again = await opened(vault, path);
  const { new: left, ...others } = statesOf(await planOf(again));
  expect(left).toBe(many - stored);
  expect(Object.values(others).reduce((sum, count) => sum + count, 0)).toBe(stored);
  await applied(again);
  expect((await list(vault)).total).toBe(many);
});
