import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passwordBytes } from '../../../common/keys/text-bytes';
import type { ImportPlan, NearInFile } from '../../../common/transfer/import';
import { nearHolder } from '../../../vault/keys/accounts/known';
import { createNearNames } from '../../../vault/keys/accounts/near-many';
import { masterPassword } from '../../support/fake-keys';
import { openFolder } from '../../support/open-folder';
import { add, createdVault, list, type TestVault, type TestView } from './harness';
import { applied, planOf, rowsOf } from './transfer/moves';

/** An account or a user of a file that is almost a known one is told of, and the known one is taken by one act. */

const known = { accountId: '1234567890123456', identityKind: 'ram-user', identityName: 'deploy-bot' };
const slip = '1234567890123465';

const secretOf = (index: number) => `FAKEfakeFAKEfakeFAKEfakeFAKE${String(index).padStart(2, '0')}`;

/** Opens a table with these accounts and users, one key each, and compares it. */
async function compared(vault: TestVault, whose: readonly (readonly [account: string, user: string])[]) {
  const rows = whose.map(([account, user], index) => {
    const id = `LTAIFAKEnear${String(index).padStart(12, '0')}`;
    return ['Alibaba Cloud', `key ${index}`, account, user, id, secretOf(index)].join(',');
  });
  const lines = ['Provider,Name,Account,User,AccessKey ID,AccessKey Secret', ...rows, ''];
  const sheet = vault.view('import');
  const bytes = Uint8Array.from(Buffer.from(lines.join('\r\n'), 'utf8'));
  await sheet.must('keyImport.drop', { fileName: 'keys.csv', bytes });
  return { sheet, plan: await planOf(sheet) };
}

const take = (sheet: TestView, { alias: _, how: __, keys: ___, ...one }: NearInFile) =>
  sheet.must<ImportPlan>('keyImport.complete', { details: { providers: [], known: [one] }, password: null });

const first = ({ near }: ImportPlan): NearInFile => near[0] ?? expect.fail('no question');
const said = async (sheet: TestView) =>
  (await rowsOf(sheet)).map(({ issues }) => issues.map(({ field, problem, like }) => `${field} ${problem} ${like}`));
const whoseNow = async (vault: TestVault) =>
  (await list(vault)).rows.map(({ name, accountId, identityName }) => [name, accountId, identityName]).toSorted();

describe('a near miss in a file', () => {
  test('is told of in its rows and once for all its keys; taking the known one changes all of them', async () => {
    const vault = await createdVault();
    await add(vault, { name: 'known', ...known });
    const { sheet, plan } = await compared(vault, [
      [slip, 'deploy-bot'],
      [slip, 'reader'],
      [known.accountId, 'Deploy-Bot'],
      [known.accountId, 'deploy-bot'],
      ['9999999999999999', 'deploy-bto'],
    ]);
    const account = { of: 'account', provider: 'alibaba', accountId: slip, identityKind: '', identityName: '' };
    const user = { ...known, of: 'user', provider: 'alibaba', identityName: 'Deploy-Bot', known: 'deploy-bot' };
    expect(plan.near).toEqual([
      { ...account, known: known.accountId, alias: '', how: 'slip', keys: 2 },
      { ...user, alias: '', how: 'case', keys: 1 },
    ]);
    expect(await said(sheet)).toEqual([
      [`accountId almost-known ${known.accountId}`],
      [`accountId almost-known ${known.accountId}`],
      ['identityName almost-known deploy-bot'],
      [],
      [],
    ]);
    const after = await take(sheet, first(plan));
    expect(after.near).toEqual([{ ...user, alias: '', how: 'case', keys: 1 }]);
    expect((await take(sheet, first(after))).near).toEqual([]);
    expect(await said(sheet)).toEqual([[], [], [], [], []]);
    // The first two fill the user's quota together with the one that the vault has; what has no room is left out.
    await applied(sheet);
    const holders = new Set((await whoseNow(vault)).map(([, ...whose]) => whose.join(' ')));
    expect([...holders].toSorted()).toEqual([
      `${known.accountId} deploy-bot`,
      `${known.accountId} reader`,
      '9999999999999999 deploy-bto',
    ]);
  });

  test('changes nothing by itself: the file is imported as it is', async () => {
    const vault = await createdVault();
    await add(vault, { name: 'known', ...known });
    const { sheet } = await compared(vault, [[slip, 'Deploy-Bot']]);
    expect(await applied(sheet)).toMatchObject({ added: 1 });
    expect(await whoseNow(vault)).toEqual([
      ['key 0', slip, 'Deploy-Bot'],
      ['known', known.accountId, known.identityName],
    ]);
  });

  test('may be the alias of an account; a user is asked about once its account is known', async () => {
    const vault = await createdVault();
    await add(vault, { name: 'known', ...known });
    const main = vault.view('main-view');
    await main.must('accounts.saveAccount', {
      ...{ target: { provider: 'alibaba' }, accountId: '2222222222222222', alias: 'Production' },
    });
    const { sheet, plan } = await compared(vault, [
      ['production', 'new-user'],
      [slip, 'deploybot'],
    ]);
    const alias = plan.near.find(({ how }) => how === 'alias');
    expect(alias).toMatchObject({ accountId: 'production', known: '2222222222222222', alias: 'Production', keys: 1 });
    const after = await take(sheet, plan.near.find(({ how }) => how === 'slip') ?? expect.fail('no slip'));
    expect(after.near.map(({ of, known: name }) => [of, name]).toSorted()).toEqual([
      ['account', '2222222222222222'],
      ['user', 'deploy-bot'],
    ]);
  });

  test('a row that was edited keeps what was said of it last', async () => {
    const vault = await createdVault();
    await add(vault, { name: 'known', ...known });
    const { sheet, plan } = await compared(vault, [
      [slip, 'one'],
      [slip, 'two'],
    ]);
    const question = first(plan);
    await take(sheet, question);
    // The person means the other account for this one key, and nothing said before takes it away again.
    const [row] = await rowsOf(sheet);
    if (!row) expect.fail('no row');
    const { name, identityKind, identityName, keyType, endpoint } = row;
    const details = { name, accountId: slip, identityKind, identityName, keyType, endpoint, end: null };
    await sheet.must('keyImport.edit', { index: 0, details, password: null });
    expect((await rowsOf(sheet)).map(({ accountId }) => accountId)).toEqual([slip, known.accountId]);
    // What is said after that is meant for it too.
    await take(sheet, question);
    expect((await rowsOf(sheet)).map(({ accountId }) => accountId)).toEqual([known.accountId, known.accountId]);
  });

  test('no key that the vault has as it is, that is doubled, or that can’t be stored is asked about', async () => {
    const vault = await createdVault();
    await add(vault, { name: 'known', ...known });
    const { sheet } = await compared(vault, [[slip, 'deploy-bot']]);
    await applied(sheet);
    // The same file again: its account is known by now, and so is the key.
    expect((await compared(vault, [[slip, 'deploy-bot']])).plan.near).toEqual([]);
  });
});

test('many names are close to the same known ones as one name is that is typed', async () => {
  const vault = await createdVault();
  const names = ['deploy-bot', 'deploy-bots', 'Deploy-Reader', 'reader', 'ops', '支付生产环境', 'rеader'];
  for (const [index, identityName] of names.entries()) {
    await add(vault, { name: `key ${index}`, ...known, identityName, accessKeyId: `LTAIFAKEmany${index}00000000000` });
  }
  await add(vault, { ...known, name: 'other account', accountId: '1234567890129999', identityName: 'reader' });
  const sign = fc.constantFrom('a', 'e', 'р', 'O', '0', '1', 'l', '-', '境', 'ｄ');
  const slips = fc
    .tuple(fc.constantFrom(...names, known.accountId, '1234567890129999'), fc.nat(20), fc.nat(2), sign)
    .map(([name, at, drop, put]) => `${name.slice(0, at)}${put}${name.slice(at + drop)}`.trim());
  vault.end();
  const { database } = await openFolder(vault.folder, passwordBytes(masterPassword));
  const many = createNearNames(database);
  fc.assert(
    fc.property(slips, fc.constantFrom(known.accountId, '1234567890129999'), (typed, accountId) => {
      const one = nearHolder(database, { ...known, provider: 'alibaba', accountId, identityName: typed });
      const user = many.user({ ...known, provider: 'alibaba', accountId, identityName: typed });
      expect(user?.how).toBe(one.user?.how);
      const account = nearHolder(database, { ...known, provider: 'alibaba', accountId: typed });
      expect(many.account({ provider: 'alibaba', accountId: typed })?.how).toBe(account.account?.how);
    }),
    { numRuns: 1_000 },
  );
  database.close();
});
