import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AccountNode } from '../../../common/accounts/account';
import type { AppError } from '../../../common/errors';
import type { Intent } from '../../../common/intents';
import type { KeyRow, ProviderCount } from '../../../common/keys/access-key';
import type { ImportPlan, OpenedFile } from '../../../common/transfer/import';
import { decryptAge } from '../../../vault/transfer/age';
import { plantLater } from '../../support/later-keys';
import { openFolder } from '../../support/open-folder';
import { add, createdVault, list, newKey, password, reopened, startTestVault, type TestVault } from './harness';
import { exported, opened, passphrase, planOf, proof } from './transfer/moves';

/** Keys that a later Keyfold wrote: of a provider, a kind of identity or a type that this one doesn't know. */

const main = (vault: TestVault) => vault.view('main-view');
const who = { accountId: '1234567890123456', identityName: 'deploy-bot' };

const later = [
  { name: 'Another cloud', provider: 'later-cloud' },
  { name: 'Another kind', identityKind: 'later-kind' },
  { name: 'Another type', keyType: 'LaterType' },
];

/** Both vault files of a vault with one usual key and one of each of these. */
async function withLater() {
  const vault = await createdVault();
  await add(vault, { name: 'Usual', ...who });
  await add(vault, { name: 'Another cloud', provider: 'huawei' });
  await add(vault, { name: 'Another kind', ...who });
  await add(vault, { name: 'Another type', provider: 'private-alibaba' });
  vault.end();
  await plantLater(vault.folder, later);
  const next = startTestVault({ folder: vault.folder, keychain: vault.keychain });
  await next.view('unlock').must('session.unlock', password());
  const { rows } = await list(next);
  const idOf = (name: string) => rows.find((row) => row.name === name)?.id ?? '';
  return { vault: next, rows, usual: idOf('Usual'), ids: later.map(({ name }) => idOf(name)) };
}

/** Everything that the closed vault has about keys, whoever they belong to. */
async function stored(folder: string) {
  const { database } = await openFolder(folder, password().password);
  try {
    return ['access_key', 'identity', 'account', 'identity_rule'].map((table) =>
      database.all(`SELECT * FROM ${table} ORDER BY 1, 2`),
    );
  } finally {
    database.close();
  }
}

test('the list, the counts, the accounts and an export say the same number of them', async () => {
  const { vault, rows } = await withLater();
  expect(rows.map(({ provider, name }) => [name, provider]).sort()).toEqual([
    ['Another cloud', 'later-cloud'],
    ['Another kind', 'alibaba'],
    ['Another type', 'private-alibaba'],
    ['Usual', 'alibaba'],
  ]);
  const counts = await main(vault).must<ProviderCount[]>('keys.counts');
  expect(counts.reduce((sum, { keys }) => sum + keys, 0)).toBe(4);
  expect(counts.at(-1)).toEqual({ provider: 'later-cloud', keys: 1 });
  expect((await list(vault, { provider: 'later-cloud' as KeyRow['provider'] })).total).toBe(1);
  const tree =
    await main(vault).must<{ provider: string; unassigned: number; accounts: AccountNode[] }[]>('accounts.tree');
  const keysOf = ({ unassigned, accounts }: (typeof tree)[number]) =>
    accounts.reduce((sum, { keys }) => sum + keys, unassigned);
  expect(tree.map((of) => [of.provider, keysOf(of)])).toEqual([
    ['alibaba', 2],
    ['private-alibaba', 1],
    ['huawei', 0],
    ['pingan', 0],
    ['later-cloud', 1],
  ]);
  const identities = tree[0]?.accounts[0]?.identities ?? [];
  // What is known comes first, and what isn't has no quota that this program could know.
  expect(identities.map(({ kind, quota }) => [kind, quota])).toEqual([
    ['ram-user', 2],
    ['later-kind', null],
  ]);
  const told = await vault.view('export').must<{ keys: number; providers: ProviderCount[] }>('keyExport.count', {
    scope: { kind: 'all' },
  });
  expect([told.keys, told.providers.reduce((sum, { keys }) => sum + keys, 0)]).toEqual([4, 4]);
});

test('nothing is done to them, alone or among others, and every byte of them stays', async () => {
  const { vault, rows, usual, ids } = await withLater();
  const before = await stored(copyOf(vault));
  const refused: AppError[] = [];
  const mustFail = async (view: Parameters<TestVault['view']>[0], operation: string, input: object) =>
    refused.push(await vault.view(view).mustFail(operation, input));
  const intents = (id: string) => [
    { act: 'disable', ids: [id] },
    { act: 'reveal', id },
  ];
  const tree = await main(vault).must<{ accounts: AccountNode[] }[]>('accounts.tree');
  const identity = tree[0]?.accounts[0]?.identities[0]?.id ?? 0;
  for (const id of ids) {
    const row = rows.find((found) => found.id === id);
    if (!row) throw new Error('no row');
    const { key } = newKey({ name: 'Edited', ...who });
    const { name, description, accountId, identityKind, identityName, endpoint } = key;
    const edited = { id, name, description, accountId, identityKind, identityName, endpoint };
    await mustFail('main-view', 'keys.edit', edited);
    await mustFail('main-view', 'keys.setDefault', { id });
    await mustFail('main-view', 'keys.cancelDefault', { id });
    await mustFail('main-view', 'keys.setStatus', { ids: [usual, id], status: 'disabled' });
    await mustFail('main-view', 'rotation.setDays', { id, days: 30 });
    await mustFail('main-view', 'keys.change', { keys: { kind: 'keys', ids: [usual, id] }, to: { act: 'rotate' } });
    if (row.provider === 'alibaba') await mustFail('main-view', 'keys.assign', { ids: [id], identity });
    for (const intent of intents(id)) await mustFail('verify', 'protection.plan', { intent });
    await mustFail('export', 'keyExport.save', {
      scope: { kind: 'keys', ids: [usual, id] },
      to: { kind: 'csv' },
      proof: proof(),
    });
  }
  expect(refused.map(({ code }) => code)).toEqual(refused.map(() => 'needs-newer'));
  expect(refused.length).toBeGreaterThan(20);
  vault.end();
  expect(await stored(vault.folder)).toEqual(before);
});

test('they are deleted, restored and erased whole, and nothing of them changes by that', async () => {
  const { vault, usual, ids } = await withLater();
  const before = await stored(copyOf(vault));
  const all = [usual, ...ids];
  const act = async (intent: Intent, operation: string, input: object) => {
    const { ticket } = await vault
      .view('verify')
      .must<{ ticket: string }>('protection.verify', { intent, proof: proof() });
    return main(vault).must<{ undo: string } | null>(operation, { ...input, ticket });
  };
  const gone = await act({ act: 'delete', ids: all }, 'keys.delete', { ids: all });
  expect((await list(vault)).total).toBe(0);
  await main(vault).must('bin.undo', { ticket: gone?.undo });
  await act({ act: 'delete', ids }, 'keys.delete', { ids });
  await act({ act: 'restore', ids }, 'bin.restore', { ids });
  const [id = ''] = ids;
  const copy = copyOf(vault);
  await act({ act: 'delete', ids: [id] }, 'keys.delete', { ids: [id] });
  await act({ act: 'erase', ids: [id] }, 'bin.erase', { ids: [id] });
  expect((await list(vault)).total).toBe(ids.length);
  // A restored key has another number, and the one that is known here was disabled and enabled again. The letters by
  // which it is found follow from the rest, as far as this Keyfold has words for it.
  const same = (rows: unknown[][]) =>
    rows.map((table) =>
      table
        .map((row) => ({ ...(row as object), number: 0, letters: 0, updated_at: 0, active_since: 0 }))
        .map((row) => JSON.stringify(row, (_, value) => (Buffer.isBuffer(value) ? value.toString('hex') : value)))
        .sort(),
    );
  expect(same(await stored(copy))).toEqual(same(before));
});

test('their account and their user can’t be edited, removed or given a key', async () => {
  const { vault, usual } = await withLater();
  const tree = await main(vault).must<{ provider: string; accounts: AccountNode[] }[]>('accounts.tree');
  const kind = tree[0]?.accounts[0]?.identities.find((node) => node.kind === 'later-kind');
  if (!kind) throw new Error('no such user');
  const typed = {
    name: 'other',
    remark: '',
    accessType: 'programmatic',
    apiCredential: 'access-key',
    credential: 'both',
  };
  const refused = [
    await main(vault).mustFail('accounts.saveIdentity', { target: { identity: kind.id }, ...typed }),
    await main(vault).mustFail('accounts.removeIdentity', { identity: kind.id }),
    await main(vault).mustFail('keys.assign', { ids: [usual], identity: kind.id }),
  ];
  expect(refused.map(({ code }) => code)).toEqual(['needs-newer', 'needs-newer', 'needs-newer']);
});

test('an encrypted export has them whole, and an import takes what it knows and names the rest', async () => {
  const { vault } = await withLater();
  const { path } = await exported(vault);
  const json = JSON.parse(
    Buffer.from(
      await decryptAge(fs.readFileSync(path), { kind: 'passphrase', passphrase: Buffer.from(passphrase) }),
    ).toString('utf8'),
  ) as { keys: { name: string; profile: string; identity: { kind: string }; type: string; secret: string }[] };
  const told = json.keys.map(({ name, profile, identity, type }) => [name, profile, identity.kind, type]);
  expect(told).toEqual(
    expect.arrayContaining([
      ['Another cloud', 'later-cloud', 'iam-user', ''],
      ['Another kind', 'alibaba', 'later-kind', ''],
      ['Another type', 'private-alibaba', 'ram-user', 'LaterType'],
    ]),
  );
  expect(json.keys.every(({ secret }) => secret !== '')).toBe(true);

  const other = await createdVault();
  const sheet = other.view('import');
  other.openPath = { path };
  await sheet.must<OpenedFile>('keyImport.open');
  const file = await sheet.must<OpenedFile>('keyImport.passphrase', { passphrase: Buffer.from(passphrase) });
  expect([file.keys, file.skippedInAll]).toEqual([1, 3]);
  expect(file.skipped.map(({ why }) => why)).toEqual(['needs-newer', 'needs-newer', 'needs-newer']);
  expect((await planOf(sheet)).choices.add).toBe(1);
});

test('an export of nothing else is said to need a newer Keyfold', async () => {
  const { vault, ids } = await withLater();
  const { path } = await exported(vault, { kind: 'keys', ids });
  const other = await createdVault();
  other.openPath = { path };
  const sheet = other.view('import');
  await sheet.must('keyImport.open');
  const error = await sheet.mustFail('keyImport.passphrase', { passphrase: Buffer.from(passphrase) });
  expect(error).toEqual({ code: 'needs-newer' });
});

test('a backup of such a vault is read in the same way', async () => {
  const { vault } = await withLater();
  await main(vault).must('backups.make');
  const { backups } = await main(vault).must<{ backups: { name: string }[] }>('backups.state');
  const sheet = vault.view('import');
  await sheet.must<OpenedFile>('keyImport.backup', { name: backups[0]?.name });
  const file = await sheet.must<OpenedFile>('keyImport.vault', { by: 'password', ...password() });
  expect([file.keys, file.skipped.map(({ why }) => why)]).toEqual([1, Array(3).fill('needs-newer')]);
});

test('a file with the AccessKey ID of one of them changes nothing of it', async () => {
  const { vault, rows } = await withLater();
  const row = rows.find(({ name }) => name === 'Another kind');
  const path = join(fs.mkdtempSync(join(vault.folder, '..', 'file-')), 'AccessKey.csv');
  fs.writeFileSync(path, `AccessKey ID,AccessKey Secret\n${row?.accessKeyId},FAKE/another+secret/of+30/characte\n`);
  const sheet = await opened(vault, path);
  await sheet.call('keyImport.assume', { provider: 'alibaba' });
  const plan = await planOf(sheet);
  expect([plan.states.invalid, plan.choices.skip]).toEqual([1, 1] satisfies [
    ImportPlan['states']['invalid'],
    ImportPlan['choices']['skip'],
  ]);
});

test('a vault keeps them when it is unlocked again', async () => {
  const { vault } = await withLater();
  const before = await stored(copyOf(vault));
  const next = await reopened(vault);
  expect((await list(next)).total).toBe(4);
  next.end();
  expect(await stored(next.folder)).toEqual(before);
});

/** A copy of the vault's folder that can be opened while the vault is open. */
function copyOf(vault: TestVault): string {
  const copy = `${vault.folder}.copy`;
  fs.cpSync(vault.folder, copy, { recursive: true });
  return copy;
}
