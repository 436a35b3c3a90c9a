import { describe, expect, test } from 'vitest';
import type { ProviderAccounts } from '../../../common/accounts/account';
import { type TagUse, tagLimits } from '../../../common/keys/tags';
import { passwordBytes } from '../../../common/keys/text-bytes';
import { giveTags, namedTagsOf, tagsOf } from '../../../vault/keys/tags';
import { wipeKeys } from '../../../vault/store/slots/slots';
import { masterPassword } from '../../support/fake-keys';
import { openFolder } from '../../support/open-folder';
import { add, auditOf, createdVault, get, list, remove, reopened, type TestVault } from './harness';

/** Words of the person's own for keys and accounts. */

const main = (vault: TestVault) => vault.view('main-view');
const tags = (vault: TestVault) => main(vault).must<TagUse[]>('tags.list');
const save = async (vault: TestVault, name: string, tag: number | null = null, colour = 'red') =>
  (await main(vault).must<{ tag: number }>('tags.save', { tag, name, colour })).tag;
const give = (vault: TestVault, ids: string[], ...some: number[]) =>
  main(vault).must('keys.change', { keys: { kind: 'keys', ids }, to: { act: 'tag', add: some, remove: [] } });

async function accountOf(vault: TestVault, name: string): Promise<number> {
  const tree = await main(vault).must<ProviderAccounts[]>('accounts.tree');
  const found = tree.flatMap(({ accounts }) => accounts).find(({ accountId }) => accountId === name);
  return found?.id ?? 0;
}

/** The vault's own functions for a key's tags, in a vault that is closed before and opened again after. */
async function within(vault: TestVault, act: (database: Awaited<ReturnType<typeof openFolder>>['database']) => void) {
  vault.end();
  const opened = await openFolder(vault.folder, passwordBytes(masterPassword));
  try {
    act(opened.database);
  } finally {
    opened.database.close();
    wipeKeys(opened.keys);
  }
  return reopened(vault);
}

describe('a tag', () => {
  test('is made, renamed, coloured and removed, with what has it and a row for each', async () => {
    const vault = await createdVault();
    const [one, two] = [(await add(vault, { accountId: '1234567890123456' })).id, (await add(vault)).id];
    const prod = await save(vault, '  prod ');
    const eu = await save(vault, '欧洲', null, 'blue');
    await give(vault, [one, two], prod);
    await give(vault, [one], eu);
    const account = await accountOf(vault, '1234567890123456');
    await main(vault).must('tags.setOfAccount', { account, tags: [eu, eu] });
    expect(await tags(vault)).toEqual(
      [
        { id: eu, name: '欧洲', colour: 'blue', keys: 1, accounts: [account] },
        { id: prod, name: 'prod', colour: 'red', keys: 2, accounts: [] },
      ].sort((a, b) => new Intl.Collator('zh-CN').compare(a.name, b.name)),
    );
    expect(await save(vault, 'Prod', prod, 'red')).toBe(prod);
    await save(vault, 'Prod', prod, 'red');
    await main(vault).must('tags.setOfAccount', { account, tags: [eu] });
    expect((await get(vault, one)).tags.toSorted()).toEqual([prod, eu].toSorted());
    const window = main(vault);
    await window.must('tags.remove', { tag: prod });
    expect(window.events).toEqual([{ name: 'tagsChanged', payload: null }]);
    expect((await get(vault, two)).tags).toEqual([]);
    expect((await tags(vault)).map(({ name }) => name)).toEqual(['欧洲']);
    const { rows } = await auditOf(vault, {}, 50);
    const told = rows
      .filter(({ action }) => action.includes('tag'))
      .map(({ action, facts, key }) => [
        action,
        key?.id ?? facts.account ?? facts.subject,
        [facts.before, facts.after].filter(Boolean).join(' → '),
        facts.count,
      ]);
    expect(told).toEqual([
      ['tag-delete', 'Prod', '', 2],
      ['tag-edit', 'Prod', 'prod · red → Prod · red', undefined],
      ['account-tagged', '1234567890123456', '– → 欧洲', undefined],
      ['tagged', one, `prod → ${['prod', '欧洲'].sort(new Intl.Collator('zh-CN').compare).join(', ')}`, undefined],
      ['tagged', two, '– → prod', undefined],
      ['tagged', one, '– → prod', undefined],
      ['tag-add', '欧洲', '', undefined],
      ['tag-add', 'prod', '', undefined],
    ]);
  });

  test('has a name that no other tag has, in any case or width, and none that looks the same', async () => {
    const vault = await createdVault();
    const prod = await save(vault, 'prod');
    const stage = await save(vault, 'stage 1');
    for (const name of ['PROD', 'ｐｒｏｄ', ' Prod ', 'pr\u043ed']) {
      expect(await main(vault).mustFail('tags.save', { tag: null, name, colour: 'red' }), name).toEqual({
        code: 'tag-taken',
        name: 'prod',
      });
      expect(await main(vault).mustFail('tags.save', { tag: stage, name, colour: 'red' }), name).toMatchObject({
        code: 'tag-taken',
      });
    }
    for (const name of ['', '   ', 'a\u200bb', 'x'.repeat(tagLimits.name + 1), 'two\nlines']) {
      expect(await main(vault).mustFail('tags.save', { tag: null, name, colour: 'red' }), name).toMatchObject({
        code: 'invalid-fields',
        issues: [{ field: 'tag' }],
      });
    }
    expect(await save(vault, 'PROD', prod)).toBe(prod);
    expect(await main(vault).mustFail('tags.save', { tag: 5, name: 'x', colour: 'red' })).toEqual({ code: 'tag-gone' });
    expect(await main(vault).mustFail('tags.remove', { tag: 5 })).toEqual({ code: 'tag-gone' });
    const account = { account: 5, tags: [] };
    expect(await main(vault).mustFail('tags.setOfAccount', account)).toEqual({ code: 'identity-gone' });
    expect((await tags(vault)).map(({ name }) => name)).toEqual(['PROD', 'stage 1']);
  });

  test(`is one of ${tagLimits.tags} at most, and an id is not used again`, async () => {
    const vault = await createdVault();
    const ids: number[] = [];
    for (let count = 0; count < tagLimits.tags; count += 1) ids.push(await save(vault, `tag number ${count} of many`));
    expect(new Set(ids).size).toBe(tagLimits.tags);
    expect(await main(vault).mustFail('tags.save', { tag: null, name: 'more', colour: 'red' })).toEqual({
      code: 'too-many-tags',
      limit: tagLimits.tags,
    });
    await main(vault).must('tags.remove', { tag: Math.max(...ids) });
    expect(ids).not.toContain(await save(vault, 'more'));
  });
});

describe('the tags of a key', () => {
  test('stay with it when it is edited, assigned, disabled and opened again, and go with it', async () => {
    const vault = await createdVault();
    const { id } = await add(vault);
    const prod = await save(vault, 'prod');
    await give(vault, [id], prod);
    const details = { description: 'x', accountId: '', identityKind: 'ram-user', identityName: 'bot', endpoint: '' };
    await main(vault).must('keys.edit', { id, name: 'Renamed', ...details });
    await main(vault).must('keys.setStatus', { ids: [id], status: 'disabled' });
    const again = await reopened(vault);
    expect((await list(again)).rows.map((row) => [row.name, row.tags])).toEqual([['Renamed', [prod]]]);
    await remove(again, id);
    expect(await tags(again)).toMatchObject([{ name: 'prod', keys: 0 }]);
    // The number of a removed key may be used again; its tags are not.
    await add(again);
    expect((await list(again)).rows[0]?.tags).toEqual([]);
  });

  test('are set by their names, as an import does', async () => {
    const vault = await createdVault();
    const [one, two] = [(await add(vault, { name: 'One' })).id, (await add(vault, { name: 'Two' })).id];
    await give(vault, [two], await save(vault, 'Prod'));
    const again = await within(vault, (database) =>
      database.write((writer) => {
        const grey = (name: string) => ({ name, colour: 'grey' as const });
        // A name that can't be a tag's is left out.
        giveTags(writer, one, ['prod', 'from a file', ' From a file ', 'a\u200bb', ''].map(grey));
        expect(tagsOf(writer, one)).toEqual(['from a file', 'Prod']);
        giveTags(writer, two, namedTagsOf(writer, one));
        expect(tagsOf(writer, two)).toEqual(['from a file', 'Prod']);
        expect(namedTagsOf(writer, one)).toEqual([
          { name: 'from a file', colour: 'grey' },
          { name: 'Prod', colour: 'red' },
        ]);
      }),
    );
    expect((await tags(again)).map(({ name, colour, keys }) => [name, colour, keys])).toEqual([
      ['from a file', 'grey', 2],
      ['Prod', 'red', 2],
    ]);
  });
});
