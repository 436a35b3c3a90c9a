import { expect, test } from 'vitest';
import type { ImportPlan } from '../../../../common/transfer/import';
import { add, createdVault } from '../harness';
import { exported, opened, planOf } from './moves';

/** Before an import makes a key of the account itself a default, its plan says so: the sheet warns of it. */

const root = { provider: 'alibaba', accountId: '1234567890123456', identityKind: 'alibaba-account', identityName: '' };

async function fileWithDefault(details: object): Promise<string> {
  const from = await createdVault();
  const { id } = await add(from, { name: 'Theirs', ...details });
  await from.view('main-view').must('keys.setDefault', { id });
  return (await exported(from)).path;
}

test('a master key that becomes the default is counted, where the vault has none and where it is taken over', async () => {
  const path = await fileWithDefault(root);
  const empty = await createdVault();
  expect(await planOf(await opened(empty, path))).toMatchObject({ defaults: [], rootDefaults: 1 });

  const vault = await createdVault();
  const own = await add(vault, { name: 'Own' });
  await vault.view('main-view').must('keys.setDefault', { id: own.id });
  const sheet = await opened(vault, path);
  expect(await planOf(sheet)).toMatchObject({ defaults: ['alibaba'], rootDefaults: 0 });
  const taken = await sheet.must<ImportPlan>('keyImport.takeDefaults', { take: true });
  expect(taken.rootDefaults).toBe(1);
  expect(await sheet.must('keyImport.choose', { what: { state: 'new' }, choice: 'skip' })).toMatchObject({
    rootDefaults: 0,
  });
});

test('a user’s key is no such key', async () => {
  const path = await fileWithDefault({ ...root, identityKind: 'ram-user', identityName: 'deploy-bot' });
  expect((await planOf(await opened(await createdVault(), path))).rootDefaults).toBe(0);
});
