import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KeyQuery } from '../../../common/keys/access-key';
import { careKinds, type KeyFilter } from '../../../common/keys/filter';
import { passwordBytes } from '../../../common/keys/text-bytes';
import { checkKey, storeKeys } from '../../../vault/keys/add';
import { moveToBin } from '../../../vault/keys/bin';
import { restoreBinned } from '../../../vault/keys/bin-restore';
import { keyTables, listKeys } from '../../../vault/keys/list';
import { termsOf } from '../../../vault/keys/meanings';
import { deleteKeys, updateSearch } from '../../../vault/keys/repository';
import { type Searched, searchText, textSelect } from '../../../vault/keys/search';
import { lettersOf } from '../../../vault/store/database/letters';
import type { OpenedFolder } from '../../../vault/store/folder';
import { masterPassword } from '../../support/fake-keys';
import { numbers } from '../../support/numbers';
import { openFolder } from '../../support/open-folder';
import { scratchFolder } from '../../support/scratch';
import { seedVault } from '../../support/seed';
import { newKey } from './harness';

/** A search for one letter or two, and windows of lists that many keys match, against a plain look at every key. */

const now = Date.UTC(2026, 5, 1);
const pick = numbers(20_260_602);
const many = 240;
const parent = scratchFolder('keyfold-letters');
let folder: OpenedFolder;

beforeAll(async () => {
  const path = join(parent, 'vault');
  await seedVault(path, { keys: many, now });
  folder = await openFolder(path, passwordBytes(masterPassword));
});
afterAll(() => {
  folder.database.close();
  rmSync(parent, { recursive: true, force: true });
});

const all: KeyQuery = {
  provider: null,
  scope: null,
  text: '',
  sort: { column: 'name', direction: 'ascending' },
  offset: 0,
  limit: 1000,
};
const listed = (changes: Partial<KeyQuery>) => {
  const { total, rows } = listKeys(folder.database, { ...all, ...changes }, now);
  return { total, ids: rows.map(({ id }) => id) };
};

type Stored = Searched & { id: string; number: number; letters: number };
const stored = () =>
  folder.database.all<Stored>(
    `SELECT k.id, k.number, k.letters, k.name, k.description, k.access_key_id AS accessKeyId,
       a.root_account_id AS accountId, i.name AS identityName, k.key_type AS keyType
     FROM ${keyTables} ORDER BY k.name_folded, k.id`,
  );

const ascii = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at).toLowerCase());

/** Every sign of ASCII and of the texts, the ends of every line, and pairs of signs that stand together or don't. */
function words(texts: readonly string[]): string[] {
  const signs = [...new Set([...ascii, ...texts.flatMap((text) => [...text])])];
  const ends = texts.flatMap((text) => text.split('\n')).map((line) => [...line].slice(-2).join(''));
  const pairs = Array.from({ length: 30 }, () => `${signs[pick(signs.length)]}${signs[pick(signs.length)]}`);
  const together = texts.filter((_, at) => at % 12 === 0).map((text) => [...text].slice(pick(12)).slice(0, 2).join(''));
  // A word that says more than its letters has tests of its own.
  const plain = (word: string) => /^\S+$/.test(word) && termsOf([word]).every(({ means }) => means.length === 0);
  return [...new Set([...signs, ...ends, ...pairs, ...together])].filter(plain);
}

function expectAsScanned(): void {
  const keys = stored().map((key) => ({ ...key, text: searchText(key) }));
  for (const { text, letters } of keys) expect(letters, text).toBe(lettersOf(text));
  for (const word of words(keys.map(({ text }) => text))) {
    const ids = keys.filter(({ text }) => text.includes(word)).map(({ id }) => id);
    expect(listed({ text: word }), word).toEqual({ total: ids.length, ids });
    // The same as it stands on a page, where the first rows of the list are looked at.
    expect(listed({ text: word, limit: 3 }), word).toEqual({ total: ids.length, ids: ids.slice(0, 3) });
  }
}

describe('a letter or two', () => {
  test('are found in every text that has them, and nowhere else', () => expectAsScanned());

  test('are asked from an index, and no text is read', () => {
    const planOf = (words: string[]) => {
      const { sql, values } = textSelect(words);
      const plan = folder.database.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values);
      return plan.map(({ detail }) => detail).join('\n');
    };
    expect(planOf(['e'])).toBe('SCAN access_key USING COVERING INDEX access_key_letters');
    for (const words of [['支'], ['pa'], ['支付', 'e'], ['pa', 'deploy', 'x']]) {
      // `M`: by what is matched. A look at every text has none.
      expect(planOf(words), words.join()).toMatch(/^SCAN key_search VIRTUAL TABLE INDEX 0:M/);
    }
  });

  test('mixed with longer words, and within a provider', () => {
    const keys = stored().map((key) => ({ ...key, text: searchText(key) }));
    for (const text of ['e dep', 'e 部署', '部 e', 'x 12', 'pl oy e 1', '支付 a', '支 部 -', 'e qqqqqq', 'zq e']) {
      const parts = text.split(' ');
      const ids = keys.filter((key) => parts.every((part) => key.text.includes(part))).map(({ id }) => id);
      expect(listed({ text }), text).toEqual({ total: ids.length, ids });
      const ofOne = listed({ text, provider: 'huawei' });
      const huawei = new Set(listed({ provider: 'huawei' }).ids);
      expect(ofOne.ids, text).toEqual(ids.filter((id) => huawei.has(id)));
      expect(ofOne.total, text).toBe(ofOne.ids.length);
    }
  });

  test('after keys were added, changed, deleted and restored, also in one transaction', () => {
    const { database, slots, keys } = folder;
    const added = ['~ x~', 'zzqq 😀', '"q" OR (', '龘龘'].map((name, at) => {
      const { key, secrets } = newKey({ name, accessKeyId: `FAKEadded${at}` });
      const id = `00000000-0000-4000-8000-00000000000${at}`;
      return { checked: checkKey(key, secrets, now), id, createdAt: now, displayedAt: null };
    });
    const store = () => storeKeys({ id: slots.vaultId, database }, keys.secretKey, added);
    expect(() =>
      database.write(() => {
        store();
        throw new Error('undone');
      }),
    ).toThrow('undone');
    expect(listed({ text: '龘' }).total).toBe(0);
    const ids = stored().map(({ id }) => id);
    database.write((writer) => {
      store();
      const [first] = stored();
      for (const id of [added[0]?.id ?? '', ids[7] ?? '', ids[8] ?? '']) {
        writer.runOne("UPDATE access_key SET name = 'Ünïcode §7', name_folded = 'ünïcode §7' WHERE id = ?", id);
        updateSearch(writer, id, { ...(first as Stored), ...stored().find((key) => key.id === id) });
      }
      moveToBin(writer, [ids[20] ?? '', added[1]?.id ?? ''], now);
      deleteKeys(writer, [ids[30] ?? '', added[2]?.id ?? '']);
    });
    expectAsScanned();
    database.write((writer) => restoreBinned(writer, ids[20] ?? ''));
    expectAsScanned();
  });
});

describe('a window of a list that many keys match', () => {
  const filters: (KeyFilter | undefined)[] = [
    undefined,
    ...careKinds.map((care): KeyFilter => ({ care })),
    { status: 'enabled' },
    { age: { least: 30 } },
    { root: false },
    { tagged: false },
  ];

  test.each(['name', 'age', 'due'] as const)('by %s has the rows that stand there', (column) => {
    for (const filter of filters) {
      for (const provider of [null, 'alibaba'] as const) {
        for (const direction of ['ascending', 'descending'] as const) {
          for (const text of ['', 'e']) {
            const query = { filter, provider, text, sort: { column, direction } };
            const whole = listed(query);
            const said = JSON.stringify(query);
            expect(whole.ids, said).toHaveLength(whole.total);
            for (const offset of [0, 3, Math.floor(whole.total / 2), Math.max(0, whole.total - 2)]) {
              const window = listed({ ...query, offset, limit: 4 });
              expect(window, said).toEqual({ total: whole.total, ids: whole.ids.slice(offset, offset + 4) });
            }
          }
        }
      }
    }
  });
});
