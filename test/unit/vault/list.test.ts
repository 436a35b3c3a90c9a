import { describe, expect, test } from 'vitest';
import { type KeyQuery, type PlaceQuery, type SortColumn, sortColumns } from '../../../common/keys/access-key';
import { searchText, searchWords, textSelect } from '../../../vault/keys/search';
import { lettersOf } from '../../../vault/store/database/letters';
import { fakeTemporary } from '../../support/fake-keys';
import { seedVault } from '../../support/seed';
import { add, createdVault, list, newFolder, password, quickCost, startTestVault, type TestVault } from './harness';

const names = async (vault: TestVault, changes: Partial<KeyQuery>) =>
  (await list(vault, changes)).rows.map(({ name }) => name);

describe('search', () => {
  async function filled(): Promise<TestVault> {
    const vault = await createdVault();
    await add(vault, {
      name: 'Payments deploy',
      accountId: '1234567890123456',
      identityName: 'svc-pay',
      accessKeyId: 'LTAIFAKE0000000000000000',
    });
    await add(vault, { name: '支付部署', description: '夜间任务 nightly', accessKeyId: 'LTAIFAKEpay0000000000000' });
    await add(vault, { name: 'Quote "x" OR 100%_\\', provider: 'pingan', accessKeyId: 'FAKEpingan' });
    await add(vault, { name: 'Straße ＡＢＣ', provider: 'private-alibaba', accessKeyId: 'FAKEebs' });
    return vault;
  }
  const all = ['Payments deploy', 'Quote "x" OR 100%_\\', 'Straße ＡＢＣ', '支付部署'];
  const [payments, quote, street, chinese] = all;

  test('finds words of one, two, three and more characters in any field, whatever their case', async () => {
    const vault = await filled();
    const cases: [string, (string | undefined)[]][] = [
      ['', all],
      ['   ', all],
      ['m', [payments]],
      ['y', [payments, street, chinese]],
      ['PA', [payments, chinese]],
      ['支付', [chinese]],
      ['付部', [chinese]],
      ['支付部署', [chinese]],
      ['部', [chinese]],
      ['夜间任', [chinese]],
      ['DEPLOY', [payments]],
      ['ltaifakePAY', [chinese]],
      ['12345678901', [payments]],
      ['SVC-PAY', [payments]],
      ['aliyunebs', [street]],
      ['STRASSE', []],
      ['straße', [street]],
      ['abc', [street]],
      ['ａｂ', [street]],
      ['no such key', []],
    ];
    for (const [text, found] of cases) expect(await names(vault, { text }), text).toEqual(found);
  });

  test('several words must all match, in any order and field, short and long mixed', async () => {
    const vault = await filled();
    expect(await names(vault, { text: 'deploy pay 12' })).toEqual([payments]);
    expect(await names(vault, { text: '夜间 pay' })).toEqual([chinese]);
    expect(await names(vault, { text: 'deploy nightly' })).toEqual([]);
    expect(await names(vault, { text: '　支付　\n夜间\t' })).toEqual([chinese]);
    expect(await names(vault, { text: 'pay\0svc' })).toEqual([payments]);
  });

  test('no match runs from one field into the next', async () => {
    const vault = await createdVault();
    await add(vault, { name: 'one', description: 'two', accessKeyId: 'FAKE' });
    for (const text of ['onetwo', 'et', 'twofake']) expect(await names(vault, { text }), text).toEqual([]);
  });

  test('takes every character as it is, operators and wildcards too', async () => {
    const vault = await filled();
    const cases: [string, string[]][] = [
      ['%', [quote ?? '']],
      ['_', [quote ?? '']],
      ['\\', [quote ?? '']],
      ['%_', [quote ?? '']],
      ['100%', [quote ?? '']],
      ['"x"', [quote ?? '']],
      ['"', [quote ?? '']],
      ['"""', []],
      ['pay*', []],
      ['text:pay', []],
      ['NEAR(pay', []],
      ['deploy NOT', []],
      ['deploy) OR (x', []],
      ["'; DROP TABLE access_key; --", []],
      ['\ud800', []],
    ];
    for (const [text, found] of cases) expect(await names(vault, { text }), JSON.stringify(text)).toEqual(found);
    expect(await names(vault, { text: 'x'.repeat(1000) })).toEqual([]);
    expect(await names(vault, { text: 'a '.repeat(500) })).toEqual(all);
  });

  test('keeps to the provider', async () => {
    const vault = await filled();
    expect(await list(vault, { text: 'fake', provider: 'pingan' })).toMatchObject({ total: 1 });
    expect(await names(vault, { text: 'fake', provider: 'alibaba' })).toEqual([payments, chinese]);
  });

  test('makes a query of bounded length', () => {
    expect(searchWords('  \u0007 ')).toEqual([]);
    const { sql, values } = textSelect(searchWords('ab "cd" e AB'));
    expect(sql.match(/\?/g)).toHaveLength(values.length);
    expect(values).toEqual(['ab', 'ab\u{10ffff}\u{10ffff}', '"""cd"""', ...[lettersOf('e'), lettersOf('e')]]);
    expect(searchWords(Array.from({ length: 99 }, (_, index) => `word${index}`).join(' '))).toHaveLength(20);
    const fields = { name: 'A\nB', description: '', accessKeyId: 'C', accountId: '', identityName: '', keyType: '' };
    expect(searchText(fields)).toBe('a b\n\nc\n\n\n');
    expect(searchText({ ...fields, keyType: 'AliyunNAS' })).toBe('a b\n\nc\n\n\naliyunnas\n');
  });
});

describe('sorting', () => {
  test('by every column both ways, with name and then id where rows are equal', async () => {
    const vault = await createdVault();
    const add1 = async (later: number, changes: Parameters<typeof add>[1]) => {
      vault.now += later;
      return (await add(vault, changes)).id;
    };
    await add1(0, { name: 'banana', accountId: '2000000000000000', identityName: 'zoe', accessKeyId: 'FAKEb' });
    await add1(1, { name: 'Apple', provider: 'private-alibaba', identityName: 'Adam', accessKeyId: 'FAKEC' });
    const cherry = await add1(1, { name: 'cherry', accountId: '1000000000000000', accessKeyId: 'FAKEa' });
    const nas = { provider: 'private-alibaba', keyType: 'AliyunNAS', endpoint: '' } as const;
    const damson = await add1(1, { name: 'damson', ...nas, identityName: 'bob', accessKeyId: 'FAKEd' });
    await vault.view('main-view').must('keys.setDefault', { id: cherry });
    await vault.view('main-view').must('keys.setStatus', { ids: [damson], status: 'disabled' });
    const orders: Record<SortColumn, [string, string]> = {
      name: ['Apple banana cherry damson', 'damson cherry banana Apple'],
      accessKeyId: ['cherry banana Apple damson', 'damson Apple banana cherry'],
      account: ['Apple damson cherry banana', 'banana cherry Apple damson'],
      user: ['cherry Apple damson banana', 'banana damson Apple cherry'],
      type: ['banana cherry Apple damson', 'damson Apple banana cherry'],
      status: ['damson Apple banana cherry', 'Apple banana cherry damson'],
      default: ['Apple banana damson cherry', 'cherry Apple banana damson'],
      provider: ['banana cherry Apple damson', 'Apple damson banana cherry'],
      age: ['damson cherry Apple banana', 'banana Apple cherry damson'],
      created: ['banana Apple cherry damson', 'damson cherry Apple banana'],
      due: ['banana Apple cherry damson', 'damson cherry Apple banana'],
      // None has such a time, so the order is that of the names.
      used: ['Apple banana cherry damson', 'Apple banana cherry damson'],
      expires: ['Apple banana cherry damson', 'Apple banana cherry damson'],
    };
    for (const [column, [ascending, descending]] of Object.entries(orders) as [SortColumn, [string, string]][]) {
      expect((await names(vault, { sort: { column, direction: 'ascending' } })).join(' '), column).toBe(ascending);
      expect((await names(vault, { sort: { column, direction: 'descending' } })).join(' '), column).toBe(descending);
    }
    const same = [await add1(0, { name: 'same' }), await add1(0, { name: 'same' }), await add1(0, { name: 'same' })];
    for (const direction of ['ascending', 'descending'] as const) {
      const rows = (await list(vault, { sort: { column: 'type', direction } })).rows.filter(
        ({ name }) => name === 'same',
      );
      expect(rows.map(({ id }) => id)).toEqual(same.toSorted());
    }
  });
});

describe('the place of a key', () => {
  test('is that of its row in the whole list, whatever the sort and what it is narrowed to', async () => {
    const folder = newFolder();
    await seedVault(folder, { keys: 300, cost: quickCost });
    const vault = startTestVault({ folder });
    await vault.view('unlock').must('session.unlock', password());
    const placeIn = (query: PlaceQuery) => vault.view('main-view').must<number | null>('keys.place', query);
    const narrowings: Partial<KeyQuery>[] = [
      {},
      { provider: 'huawei' },
      { text: 'a' },
      { filter: { status: 'enabled', credential: 'long-term' } },
    ];
    for (const narrowed of narrowings) {
      for (const column of sortColumns) {
        for (const direction of ['ascending', 'descending'] as const) {
          const query = { provider: null, scope: null, text: '', ...narrowed, sort: { column, direction } };
          const { rows, total } = await list(vault, { ...query, limit: 500 });
          expect(total, JSON.stringify(query)).toBeGreaterThan(10);
          for (let place = 0; place < total; place += 41) {
            const id = rows[place]?.id ?? '';
            expect(await placeIn({ ...query, id }), JSON.stringify(query)).toBe(place);
          }
        }
      }
    }
  });

  test('is none if the list is narrowed to other keys, or the key is gone', async () => {
    const vault = await createdVault();
    const { id } = await add(vault, { name: 'one' });
    const everywhere = {
      provider: null,
      scope: null,
      text: '',
      sort: { column: 'name', direction: 'ascending' },
      id,
    } as const;
    const placeIn = (changes: Partial<PlaceQuery>) =>
      vault.view('main-view').must<number | null>('keys.place', { ...everywhere, ...changes });
    expect(await placeIn({})).toBe(0);
    expect(await placeIn({ text: 'two' })).toBeNull();
    expect(await placeIn({ provider: 'pingan' })).toBeNull();
    expect(await placeIn({ filter: { status: 'disabled' } })).toBeNull();
    expect(await placeIn({ id: '00000000-0000-4000-8000-000000000000' })).toBeNull();
  });
});

describe('windows', () => {
  test('of a large vault join without a gap or a row twice, whatever the sort', async () => {
    const folder = newFolder();
    await seedVault(folder, { keys: 500, cost: quickCost });
    const vault = startTestVault({ folder });
    await vault.view('unlock').must('session.unlock', password());
    for (const column of ['default', 'user', 'age'] as const) {
      const sort = { column, direction: 'descending' } as const;
      const ids: string[] = [];
      for (let offset = 0; offset < 500; offset += 70) {
        const page = await list(vault, { sort, offset, limit: 70 });
        expect(page).toMatchObject({ total: 500, offset });
        ids.push(...page.rows.map(({ id }) => id));
      }
      expect(ids).toHaveLength(500);
      expect(new Set(ids).size).toBe(500);
    }
    expect(await list(vault, { offset: 500 })).toEqual({ total: 500, offset: 500, rows: [] });
    const pingan = await list(vault, { provider: 'pingan', limit: 1 });
    expect([pingan.total, pingan.rows.length, pingan.rows[0]?.provider]).toEqual([125, 1, 'pingan']);
    const counts = await vault.view('main-view').must('keys.counts');
    expect(counts).toEqual(
      ['alibaba', 'private-alibaba', 'huawei', 'pingan'].map((provider) => ({ provider, keys: 125 })),
    );
  });

  test('counts name every provider of an empty vault', async () => {
    const vault = await createdVault();
    const counts = await vault.view('main-view').must<{ keys: number }[]>('keys.counts');
    expect(counts.map(({ keys }) => keys)).toEqual([0, 0, 0, 0]);
  });

  test('a row holds no secret, no token and no sealed value', async () => {
    const vault = await createdVault();
    await add(vault, { provider: 'huawei', credential: 'temporary', expiresAt: vault.now + 1000, ...fakeTemporary() });
    expect(Object.keys((await list(vault)).rows[0] ?? {}).toSorted()).toEqual([
      'accessKeyId',
      'accountId',
      'createdAt',
      'credential',
      'dueAt',
      'expiresAt',
      'id',
      'identityKind',
      'identityName',
      'isDefault',
      'keyType',
      'lastUsedAt',
      'leakedAt',
      'name',
      'provider',
      'providerCreatedAt',
      'providerUsedAt',
      'reveal',
      'rotationDays',
      'status',
      'tags',
      'warnAt',
    ]);
  });
});
