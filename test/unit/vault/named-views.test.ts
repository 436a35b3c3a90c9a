import { describe, expect, test } from 'vitest';
import { type NamedView, type ViewShown, viewLimits } from '../../../common/keys/named-views';
import { passwordBytes } from '../../../common/keys/text-bytes';
import { wipeKeys } from '../../../vault/store/slots/slots';
import { masterPassword } from '../../support/fake-keys';
import { openFolder } from '../../support/open-folder';
import { auditOf, createdVault, filesIn, reopened, type TestVault } from './harness';

/** What the list is narrowed to, kept under a name. */

const main = (vault: TestVault) => vault.view('main-view');
const views = (vault: TestVault) => main(vault).must<NamedView[]>('views.list');
const shown: ViewShown = {
  narrowed: {
    provider: 'huawei',
    scope: { kind: 'account', id: 7 },
    text: 'FAKE bot',
    filter: { care: 'overdue', tags: [3] },
  },
  sort: { column: 'due', direction: 'ascending' },
  columns: [
    { column: 'name', width: 0 },
    { column: 'due', width: 120 },
  ],
};
const save = async (vault: TestVault, name: string, view: number | null = null, what = shown) =>
  (await main(vault).must<{ view: number }>('views.save', { view, name, shown: what })).view;

describe('named views', () => {
  test('are kept with what they show, in their order, and stand in the log', async () => {
    const vault = await createdVault();
    const [old, mine] = [await save(vault, 'Old keys'), await save(vault, '我的')];
    expect(await views(vault)).toEqual([
      { id: old, name: 'Old keys', shown },
      { id: mine, name: '我的', shown },
    ]);
    const other = { ...shown, columns: [] };
    expect(await save(vault, 'Older keys', old, other)).toBe(old);
    await save(vault, 'Older keys', old, other);
    await main(vault).must('views.reorder', { views: [mine, old] });
    await main(vault).must('views.reorder', { views: [mine] });
    const again = await reopened(vault);
    expect((await views(again)).map(({ name }) => name)).toEqual(['我的', 'Older keys']);
    expect((await views(again))[1]?.shown).toEqual(other);
    const window = main(again);
    await window.must('views.remove', { view: mine });
    expect(window.events).toEqual([{ name: 'viewsChanged', payload: null }]);
    expect(await main(again).mustFail('views.remove', { view: mine })).toEqual({ code: 'view-gone' });
    const { rows } = await auditOf(again, { outcome: 'ok' }, 50);
    const told = rows
      .filter(({ action }) => action.includes('view'))
      .map(({ action, facts }) => [action, facts.subject]);
    expect(told).toEqual([
      ['view-delete', '我的'],
      ['views-ordered', undefined],
      ['view-saved', 'Older keys'],
      ['view-saved', '我的'],
      ['view-saved', 'Old keys'],
    ]);
  });

  test('are refused with a name that is taken or breaks a rule, with what no list shows, and beyond the limit', async () => {
    const vault = await createdVault();
    const first = await save(vault, 'Old keys');
    const call = (changes: object) => main(vault).mustFail('views.save', { view: null, name: 'x', shown, ...changes });
    expect(await call({ name: 'OLD keys' })).toEqual({ code: 'view-taken', name: 'Old keys' });
    expect(await call({ name: ' ' })).toMatchObject({ code: 'invalid-fields', issues: [{ field: 'view' }] });
    expect(await call({ view: 5 })).toEqual({ code: 'view-gone' });
    expect(await main(vault).mustFail('views.reorder', { views: [first, 5] })).toEqual({ code: 'view-gone' });
    for (const wrong of [
      { narrowed: { provider: null, scope: null } },
      { sort: { column: 'secret', direction: 'ascending' } },
      { columns: [{ column: '<b>', width: 1 }] },
      { columns: Array.from({ length: viewLimits.columns + 1 }, () => ({ column: 'name', width: 0 })) },
      { more: 1 },
    ]) {
      expect(await call({ shown: { ...shown, ...wrong } })).toMatchObject({ code: 'bad-request' });
    }
    for (let count = 1; count < viewLimits.views; count += 1) await save(vault, `View ${count}`);
    expect(await call({})).toEqual({ code: 'too-many-views', limit: viewLimits.views });
  });

  test('of a later Keyfold are named, and nothing of them is lost', async () => {
    const vault = await createdVault();
    const id = await save(vault, 'Of tomorrow');
    vault.end();
    const opened = await openFolder(vault.folder, passwordBytes(masterPassword));
    const later = JSON.stringify({ ...shown, narrowed: { ...shown.narrowed, filter: { moon: 'full' } } });
    opened.database.write((writer) => writer.run('UPDATE named_view SET shown = ?', later));
    opened.database.close();
    wipeKeys(opened.keys);
    const again = await reopened(vault);
    expect(await views(again)).toEqual([{ id, name: 'Of tomorrow', shown: null }]);
    await save(again, 'Another');
    expect((await views(again)).map(({ name }) => name)).toEqual(['Of tomorrow', 'Another']);
  });

  test('are sealed as the rest of the vault: no file has their words', async () => {
    const vault = await createdVault();
    await save(vault, 'Only mine to know');
    for (const [name, bytes] of filesIn(vault.folder)) {
      expect(bytes.includes('Only mine to know'), name).toBe(false);
      expect(bytes.includes('FAKE bot'), name).toBe(false);
    }
  });
});
