import { describe, expect, test } from 'vitest';
import { termsOf } from '../../../vault/keys/meanings';
import { fakeSts } from '../../support/fake-keys';
import { plantLater } from '../../support/later-keys';
import { add, createdVault, list, reopened, type TestVault } from './harness';

/** What a person types may stand for what a key is, in both languages, and not only for its text. */

const now = Date.UTC(2026, 0, 1);
const names = async (vault: TestVault, text: string) =>
  (await list(vault, { text })).rows.map(({ name }) => name).sort();

/** An ID in which no word of these searches can stand by chance. */
const idOf = (number: number) => ({ accessKeyId: `FAKE${String(number).padStart(16, '0')}` });

async function filled(): Promise<TestVault> {
  const vault = await createdVault({ now });
  const main = vault.view('main-view');
  await add(vault, { ...idOf(1), name: 'A', identityName: 'bot', accountId: '1234567890123456' });
  const off = await add(vault, { ...idOf(2), name: 'H off', provider: 'huawei' });
  await main.must('keys.setStatus', { ids: [off.id], status: 'disabled' });
  await add(vault, {
    ...idOf(3),
    name: 'P root',
    provider: 'pingan',
    identityKind: 'master-account',
    accountId: 'master-1',
  });
  await add(vault, { ...idOf(4), name: 'S', provider: 'private-alibaba' });
  const sts = { ...fakeSts(), identityKind: 'ram-role', credential: 'temporary', expiresAt: now + 1000 } as const;
  await add(vault, { name: 'T', ...sts, ...idOf(5) });
  const standing = await add(vault, {
    ...idOf(6),
    name: 'Z',
    provider: 'huawei',
    description: 'instead of a disabled one',
  });
  await main.must('keys.setDefault', { id: standing.id });
  const { tag } = await main.must<{ tag: number }>('tags.save', { tag: null, name: 'Prod EU', colour: 'red' });
  await main.must('keys.change', {
    keys: { kind: 'keys', ids: [standing.id] },
    to: { act: 'tag', add: [tag], remove: [] },
  });
  return vault;
}

/** Each row: what is typed, and the names of the keys that are found. */
const searches: readonly (readonly [string, readonly string[]])[] = [
  ['华为', ['H off', 'Z']],
  ['Huawei', ['H off', 'Z']],
  ['hwcloud', ['H off', 'Z']],
  ['ＨＵＡＷＥＩ cloud', ['H off', 'Z']],
  ['Ping An Cloud', ['P root']],
  ['ping an cloud root', ['P root']],
  ['huaw', ['H off', 'Z']],
  ['阿里云', ['A', 'S', 'T']],
  ['专有云', ['S']],
  ['apsara', ['S']],
  ['aliyun', ['A', 'S', 'T']],
  ['平安云', ['P root']],
  ['ping', ['P root']],
  // The text of the last one has the word.
  ['disabled', ['H off', 'Z']],
  ['禁用', ['H off']],
  ['停用', ['H off']],
  ['已启用', ['A', 'P root', 'S', 'T', 'Z']],
  ['临时', ['T']],
  ['temporary', ['T']],
  ['长期', ['A', 'H off', 'P root', 'S', 'Z']],
  ['default', ['Z']],
  ['默认', ['Z']],
  ['root', ['P root']],
  ['主账号', ['P root']],
  ['prod', ['Z']],
  ['EU', ['Z']],
  ['华为 禁用', ['H off']],
  ['huawei enabled', ['Z']],
  ['unassigned', ['H off', 'S', 'T', 'Z']],
  ['expired', []],
  // A beginning that is too short stands for itself only.
  ['hua', []],
  ['ena', []],
  ['华', []],
];

describe('a word of a search', () => {
  test('finds the keys that it describes, in both languages and all forms of a name', async () => {
    const vault = await filled();
    const found: Record<string, string[]> = {};
    for (const [text] of searches) found[text] = await names(vault, text);
    expect(found).toEqual(Object.fromEntries(searches));
    vault.now = now + 2000;
    await list(vault);
    expect(await names(vault, '已过期')).toEqual(['T']);
    // The tag of an account counts for its keys, and a renamed tag is found by its new name only.
    const main = vault.view('main-view');
    const [tag] = await main.must<{ id: number }[]>('tags.list');
    await main.must('tags.save', { tag: tag?.id, name: 'Staging', colour: 'blue' });
    expect(await names(vault, 'prod')).toEqual([]);
    expect(await names(vault, 'staging')).toEqual(['Z']);
  });

  test('of a name that has signs of a pattern is taken as it is', async () => {
    const other = await createdVault({ now });
    const main = other.view('main-view');
    const { id } = await add(other, { name: 'One' });
    await add(other, { name: 'Two' });
    const { tag } = await main.must<{ tag: number }>('tags.save', { tag: null, name: '100%_done', colour: 'red' });
    await main.must('keys.change', { keys: { kind: 'keys', ids: [id] }, to: { act: 'tag', add: [tag], remove: [] } });
    expect(await names(other, '100%')).toEqual(['One']);
    expect(await names(other, '100a')).toEqual([]);
    expect(await names(other, '%_')).toEqual([]);
  });

  test('finds keys that only a later Keyfold knows by their text', async () => {
    const former = await createdVault({ now });
    await add(former, { name: 'Of tomorrow' });
    former.end();
    await plantLater(former.folder, [{ name: 'Of tomorrow', provider: 'cloud-of-tomorrow' }]);
    const other = await reopened(former);
    expect(await names(other, 'tomorrow')).toEqual(['Of tomorrow']);
    expect(await names(other, 'enabled')).toEqual(['Of tomorrow']);
  });

  test('that is a name which every object of JavaScript has stands for nothing', () => {
    for (const word of ['constructor', '__proto__', 'tostring', ''])
      expect(termsOf([word])).toEqual([{ words: [word], means: [] }]);
  });
});
