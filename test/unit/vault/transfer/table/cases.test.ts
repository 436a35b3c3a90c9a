import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cellMask } from '../../../../../common/csv/table';
import { contentsOf, keysBy } from '../../../../../vault/transfer/contents';
import { keysFromTable } from '../../../../../vault/transfer/table/keys';
import { must, plain } from './fixtures';

/** Files as people have them (test/fixtures/key-files), each with what it is read as. */

const file = (name: string) => readFileSync(join(import.meta.dirname, '../../../../fixtures/key-files', `${name}.csv`));

function read(name: string) {
  const { table, outline } = must(file(name));
  const { keys, problems } = keysFromTable(table, outline.mapping, null);
  return { outline, problems, keys: keys.map(plain) };
}

const shown = ({ outline }: ReturnType<typeof read>) =>
  outline.preview.map(({ row, cells }) => `${row}: ${cells.join('|').replaceAll(cellMask, '#')}`);

describe('exports of password managers: the user is the ID, the password the secret', () => {
  it('t06-keepassxc', () => {
    const found = read('t06-keepassxc');
    const { outline, keys, problems } = found;
    expect(outline.mapping).toMatchObject({ accessKeyId: 2, secret: 3, name: 1, description: 5, identityName: null });
    expect(outline).toMatchObject({ logins: true, titles: 1, rows: 3 });
    expect(keys).toMatchObject([
      {
        place: '2',
        provider: 'alibaba',
        name: 'Aliyun prod',
        accessKeyId: 'LTAI5tFAKEFAKEFAKE000106',
        secret: 'FAKEfake0SecretFAKEfake0Sec106',
        description: 'account 1000000000000001',
      },
      { place: '4', provider: 'huawei', name: 'Huawei obs', accessKeyId: 'HWFAKEFAKEFAKE000106' },
    ]);
    // The login of a website is no broken key, and nothing of it is shown.
    expect(problems).toEqual([{ row: 3, problem: 'not-a-key' }]);
    expect(shown(found)).toEqual([
      '2: Root/Cloud|Aliyun prod|LTAI5tFAKEFAKEFAKE000106|#|https://ram.console.example.invalid|account 1000000000000001||0|2024-01-01T00:00:00Z|2023-01-01T00:00:00Z',
      '4: Root/Cloud|Huawei obs|HWFAKEFAKEFAKE000106|#||||0|2024-01-01T00:00:00Z|2023-01-01T00:00:00Z',
    ]);
    expect(JSON.stringify(outline)).not.toContain('FAKEpw!23');
  });

  it('t08-1password', () => {
    const { outline, keys, problems } = read('t08-1password');
    expect(outline.mapping).toMatchObject({ name: 0, accessKeyId: 2, secret: 3, description: 8, identityName: null });
    expect(problems).toEqual([]);
    expect(keys).toMatchObject([
      { provider: 'alibaba', name: 'Aliyun prod', accessKeyId: 'LTAI5tFAKEFAKEFAKE000108' },
      { provider: 'huawei', name: 'Huawei', accessKeyId: 'HWFAKEFAKEFAKE000108' },
    ]);
  });
});

describe('where the table begins', () => {
  it('t10-excel-sep: behind the line that names the separator', () => {
    const { keys, problems } = read('t10-excel-sep');
    expect(problems).toEqual([]);
    expect(keys).toMatchObject([
      { name: 'prod', accessKeyId: 'LTAI5tFAKEFAKEFAKE000110', secret: 'FAKEfake0SecretFAKEfake0Sec110' },
      { name: 'dev', accessKeyId: 'LTAI5tFAKEFAKEFAKE000111', secret: 'FAKEfake0SecretFAKEfake0Sec111' },
    ]);
  });

  it('t14-vertical: the titles are on the left', () => {
    const { outline, keys, problems } = read('t14-vertical');
    expect(outline).toMatchObject({ titles: 'column', header: ['AccessKey ID', 'AccessKey Secret'] });
    expect(problems).toEqual([]);
    expect(keys).toMatchObject([
      { provider: 'alibaba', accessKeyId: 'LTAI5tFAKEFAKEFAKE000115', secret: 'FAKEfake0SecretFAKEfake0Sec115' },
    ]);
  });

  it('t18-merged-title-row: below the title of the ledger', () => {
    const { outline, keys, problems } = read('t18-merged-title-row');
    expect(outline).toMatchObject({ encoding: 'gb18030', titles: 3, header: ['名称', '云平台', 'AK', 'SK'], rows: 2 });
    expect(problems).toEqual([]);
    expect(keys).toMatchObject([
      { place: '4', provider: 'alibaba', name: 'prod', accessKeyId: 'LTAI5tFAKEFAKEFAKE000120' },
      { place: '5', provider: 'huawei', name: 'obs', accessKeyId: 'HWFAKEFAKEFAKE000120' },
    ]);
  });
});

describe('what a spreadsheet does to values', () => {
  it('t11-excel-scientific: a rounded account is not taken, and that is said', () => {
    const { keys, problems } = read('t11-excel-scientific');
    expect(problems).toEqual([]);
    expect(keys).toMatchObject([
      {
        name: 'prod',
        accessKeyId: 'LTAI5tFAKEFAKEFAKE000112',
        secret: 'FAKEfake0SecretFAKEfake0Sec112',
        accountId: '',
        doubts: [{ field: 'accountId', problem: 'lost-value', severity: 'warning', like: '1.23457E+15' }],
      },
    ]);
  });

  it('t12-excel-formula-text: what keeps a value a text comes off', () => {
    expect(read('t12-excel-formula-text').keys).toMatchObject([
      {
        provider: 'alibaba',
        accountId: '1000000000000012',
        accessKeyId: 'LTAI5tFAKEFAKEFAKE000113',
        secret: 'FAKEfake0SecretFAKEfake0Sec113',
      },
    ]);
  });
});

it.each([
  ['t06-keepassxc', 'asked', ['LTAI5tFAKEFAKEFAKE000106', 'HWFAKEFAKEFAKE000106'], ['not-a-key']],
  ['t08-1password', 'asked', ['LTAI5tFAKEFAKEFAKE000108', 'HWFAKEFAKEFAKE000108'], []],
  ['t10-excel-sep', 'known', ['LTAI5tFAKEFAKEFAKE000110', 'LTAI5tFAKEFAKEFAKE000111'], []],
  ['t11-excel-scientific', 'known', ['LTAI5tFAKEFAKEFAKE000112'], []],
  ['t12-excel-formula-text', 'known', ['LTAI5tFAKEFAKEFAKE000113'], []],
  ['t14-vertical', 'known', ['LTAI5tFAKEFAKEFAKE000115'], []],
  ['t18-merged-title-row', 'asked', ['LTAI5tFAKEFAKEFAKE000120', 'HWFAKEFAKEFAKE000120'], []],
] as const)('%s is a table to an import, too', (name, columns, ids, why) => {
  const contents = contentsOf(`${name}.csv`, file(name));
  expect('table' in contents ? 'asked' : 'known').toBe(columns);
  const found = 'table' in contents ? keysBy(contents.table, contents.outline.mapping, null) : contents;
  expect(found.kind).toBe('table');
  expect(found.keys.map(({ accessKeyId }) => accessKeyId)).toEqual(ids);
  expect(found.skipped.map((entry) => entry.why)).toEqual(why);
});
