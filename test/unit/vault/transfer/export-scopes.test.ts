import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ExportScope, ScopeFacts } from '../../../../common/transfer/export';
import { add, createdVault, list, remove, type TestVault } from '../harness';
import { exported, proof } from './moves';

/** An export's scope is what was shown as chosen: what the sheet is told of it, and what `save` writes. */

const deployer = { accountId: '1234567890123456', identityName: 'deploy-bot' };

async function vaultOfFour(): Promise<TestVault> {
  const vault = await createdVault();
  await add(vault, { name: 'prod one', ...deployer });
  await add(vault, { name: 'prod two', provider: 'huawei', accountId: 'hw-example', identityName: 'ops' });
  await add(vault, { name: 'test one', ...deployer });
  await add(vault, { name: 'lost', accountId: '', identityName: '' });
  return vault;
}
const factsOf = (vault: TestVault, scope: ExportScope) =>
  vault.view('export').must<ScopeFacts>('keyExport.count', { scope });
const namesOf = async (vault: TestVault, scope: ExportScope) =>
  (await factsOf(vault, scope)).first.map(({ name }) => name);
const shown = (narrowed: Partial<Extract<ExportScope, { kind: 'list' }>>): ExportScope => ({
  kind: 'list',
  provider: null,
  scope: null,
  text: '',
  ...narrowed,
});

describe('L2: what is exported is what the list is narrowed to', () => {
  test('by a search, a provider, an identity, or being unassigned, alone and together', async () => {
    const vault = await vaultOfFour();
    expect(await namesOf(vault, shown({ text: 'prod' }))).toEqual(['prod one', 'prod two']);
    expect(await namesOf(vault, shown({ provider: 'alibaba', text: 'one' }))).toEqual(['prod one', 'test one']);
    expect(await namesOf(vault, shown({ provider: 'alibaba', scope: { kind: 'unassigned' } }))).toEqual(['lost']);
    const tree = await vault
      .view('main-view')
      .must<{ accounts: { identities: { id: number; name: string }[] }[] }[]>('accounts.tree');
    const identities = tree.flatMap(({ accounts }) => accounts.flatMap((account) => account.identities));
    const id = identities.find(({ name }) => name === 'deploy-bot')?.id ?? 0;
    const identity = { kind: 'identity', id } as const;
    expect(await namesOf(vault, shown({ provider: 'alibaba', scope: identity }))).toEqual(['prod one', 'test one']);
    expect(await namesOf(vault, shown({ provider: 'alibaba', scope: identity, text: 'test' }))).toEqual(['test one']);
    // Nothing found is nothing, and not everything.
    const nothing = shown({ text: 'nobody has this name' });
    expect(await factsOf(vault, nothing)).toMatchObject({ keys: 0, first: [], providers: [], csvOf: null });
    const save = { scope: nothing, to: { kind: 'csv' }, proof: proof() };
    expect(await vault.view('export').mustFail('keyExport.save', save)).toEqual({ code: 'nothing-to-export' });
    expect((await exported(vault, shown({ text: 'prod' }))).told.keys).toBe(2);
  });

  test('and the sheet is told which: the first by name and end, providers, accounts, how many', async () => {
    const vault = await vaultOfFour();
    const facts = await factsOf(vault, { kind: 'all' });
    expect(facts).toMatchObject({
      keys: 4,
      providers: [
        { provider: 'alibaba', keys: 3 },
        { provider: 'huawei', keys: 1 },
      ],
      accounts: {
        total: 2,
        first: [
          { accountId: '1234567890123456', alias: '' },
          { accountId: 'hw-example', alias: '' },
        ],
      },
    });
    const { rows } = await list(vault, { text: 'prod two' });
    expect(facts.first[1]).toEqual({
      id: rows[0]?.id,
      provider: 'huawei',
      name: 'prod two',
      lastFour: rows[0]?.accessKeyId.slice(-4),
    });
  });

  test('and no more: keys that were added or deleted since the sheet showed them end it, and nothing is written', async () => {
    const vault = await vaultOfFour();
    const folder = fs.mkdtempSync(join(vault.folder, '..', 'scopes-'));
    vault.savePath = { path: join(folder, 'keys.csv') };
    const sheet = vault.view('export');
    const scope = shown({ text: 'prod' });
    const save = (was: ScopeFacts) => ({ scope, shown: was.shown, to: { kind: 'csv' }, proof: proof() });
    const first = await factsOf(vault, scope);
    const { id } = await add(vault, { name: 'prod three' });
    expect(await sheet.mustFail('keyExport.save', save(first))).toEqual({ code: 'export-changed' });
    const second = await factsOf(vault, scope);
    await remove(vault, id);
    // As many as at first is not enough: they have to be the same.
    await add(vault, { name: 'prod four' });
    expect(await sheet.mustFail('keyExport.save', save(second))).toEqual({ code: 'export-changed' });
    expect(fs.readdirSync(folder)).toEqual([]);
    expect(await sheet.must('keyExport.save', save(await factsOf(vault, scope)))).toMatchObject({ keys: 3 });
  });
});
