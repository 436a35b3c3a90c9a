import { describe, expect, it } from 'vitest';
import { keysFromTable } from '../../../../../vault/transfer/table/keys';
import { alibaba, golden, huawei, must, pingan, plain } from './fixtures';

/**
 * Files as the consoles give them, with a column of somebody's own and Chinese words in it, and a table of somebody's
 * own, each in every encoding that a spreadsheet or an editor saves.
 */
const encodings = [
  ['utf-8', 'utf-8'],
  ['utf-8-bom', 'utf-8'],
  ['utf-16le', 'utf-16le'],
  ['utf-16be', 'utf-16be'],
  ['gb18030', 'gb18030'],
] as const;

const second = (value: string) => value.replace(/1$/, '2');

describe.each(encodings)('saved as %s', (saved, encoding) => {
  const keysOf = (name: string) => {
    const { table, outline } = must(golden(`${name}.${saved}`));
    const { keys, problems } = keysFromTable(table, outline.mapping, outline.providers[0] ?? null);
    expect(problems).toEqual([]);
    expect(JSON.stringify(outline)).not.toContain(keys.map((key) => plain(key).secret)[0]);
    return { outline, keys: keys.map(plain) };
  };

  it('the file of Alibaba Cloud', () => {
    const { outline, keys } = keysOf('alibaba');
    expect(outline).toMatchObject({ encoding, rows: 2, columns: 3, providers: ['alibaba', 'private-alibaba'] });
    expect(keys).toMatchObject([
      { place: '2', provider: 'alibaba', description: '部署', ...alibaba, credential: 'long-term', token: null },
      { place: '3', accessKeyId: second(alibaba.accessKeyId), secret: second(alibaba.secret), description: '' },
    ]);
  });

  it('the file of Huawei Cloud', () => {
    const { outline, keys } = keysOf('huawei');
    expect(outline).toMatchObject({ encoding, rows: 2, providers: ['huawei', 'pingan'] });
    expect(keys).toMatchObject([
      { provider: 'huawei', identityName: '运维, 读', ...huawei },
      { identityName: 'ops', accessKeyId: second(huawei.accessKeyId), secret: second(huawei.secret) },
    ]);
  });

  it('the file of Huawei Cloud’s other product', () => {
    const { outline, keys } = keysOf('huawei-other');
    expect(outline).toMatchObject({ encoding, rows: 1, providers: ['huawei', 'pingan'] });
    expect(keys).toMatchObject([{ provider: 'huawei', description: '部署', ...huawei }]);
  });

  it('a file of Ping An Cloud', () => {
    const { outline, keys } = keysOf('pingan');
    expect(outline).toMatchObject({ encoding, rows: 1, providers: ['pingan', 'huawei'] });
    expect(keys).toMatchObject([{ provider: 'pingan', description: '部署', ...pingan }]);
  });

  // UTF-16 says itself what it is only by its mark, which every program writes.
  it('a table of somebody’s own, with two clouds in it', () => {
    const { outline, keys } = keysOf('own');
    expect(outline).toMatchObject({ encoding, rows: 2, providers: [] });
    expect(keys).toMatchObject([
      {
        provider: 'alibaba',
        name: '部署',
        accountId: '1234567890123456',
        identityName: 'deploy',
        description: '=1+1',
        ...alibaba,
      },
      {
        provider: 'huawei',
        name: '对账',
        accountId: 'hw-example',
        identityName: '运维',
        description: '夜间',
        ...huawei,
      },
    ]);
  });
});
