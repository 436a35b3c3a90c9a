import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptedHeaders } from '../../common/csv/header';
import { columnRoles, previewRows, tableRowLimit, tableSizeLimit } from '../../common/csv/table';
import { providerIds } from '../../common/providers';
import { keysFromTable } from '../../vault/transfer/table/keys';
import { noColumns } from '../../vault/transfer/table/mapping';
import { readTable, withTitles } from '../../vault/transfer/table/read';
import { alibaba, awsId, golden, huawei, must, plain, utf8 } from '../unit/vault/transfer/table/fixtures';

const head = 'AccessKey ID,AccessKey Secret';
const good = `${alibaba.accessKeyId},${alibaba.secret}`;

// Milliseconds; for machines that have other things to do.
const patience = 120_000;

function keys(text: string) {
  const { table, outline } = must(text);
  const found = keysFromTable(table, outline.mapping, 'alibaba');
  return { keys: found.keys.map(plain), problems: found.problems, outline };
}

describe('files that are refused', () => {
  it.each([
    ['nothing at all', '', { problem: 'empty' }],
    ['only a byte order mark', '\ufeff', { problem: 'empty' }],
    ['only separators', ',,,\n,,', { problem: 'empty' }],
    ['only a header', `${head}\n\n`, { problem: 'no-rows' }],
    [
      'AWS’s own titles',
      'User name,Password,Access key ID,Secret access key,Console login link\nx,,y,z,',
      { problem: 'other-provider', provider: 'AWS' },
    ],
    [
      'AWS’s IDs under a shared header',
      `User Name,Access Key Id,Secret Access Key\nops,${awsId},${huawei.secret}`,
      { problem: 'other-provider', provider: 'AWS' },
    ],
  ])('%s', (_name, text, problem) => {
    expect(readTable(utf8(text))).toEqual({ ok: false, ...problem });
  });

  it.each([
    ['a picture', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d], 'binary'],
    ['an archive', [0x50, 0x4b, 0x03, 0x04, 0x14, 0x06, 0x08, 0x21], 'binary'],
    ['bytes that no encoding gives a meaning', [0x41, 0xff, 0xff, 0x42], 'damaged-encoding'],
    ['half a character of UTF-16', [0xff, 0xfe, 0x41, 0x00, 0x42], 'damaged-encoding'],
  ])('%s', (_name, bytes, problem) => {
    expect(readTable(Uint8Array.from(bytes))).toEqual({ ok: false, problem });
  });

  it(
    'more bytes or rows than the limits',
    () => {
      expect(readTable(new Uint8Array(tableSizeLimit + 1))).toEqual({
        ok: false,
        problem: 'too-large',
        limit: tableSizeLimit,
      });
      const row = 'example-1,s\n';
      const tooMany = { ok: false, problem: 'too-many-rows', limit: tableRowLimit };
      expect(readTable(utf8(`AK,SK\n${row.repeat(tableRowLimit + 1)}`))).toEqual(tooMany);
      expect(readTable(utf8(row.repeat(tableRowLimit + 1)))).toEqual(tooMany);
    },
    patience,
  );
});

describe('files that are read for what is good in them', () => {
  it('has a control character in one cell', () => {
    const rows = Array.from({ length: 20 }, () => good).join('\n');
    const found = keys(`${head},Note\n${rows}\n${good},a\u0007b\n${alibaba.accessKeyId},x\u0001y,`);
    expect(found.keys).toHaveLength(21);
    expect(found.keys.at(-1)).toMatchObject({ description: 'a\u0007b' });
    expect(found.problems).toEqual([{ row: 23, problem: 'not-printable', column: 'secret' }]);
  });

  it('has marks that turn text around, which stay where the rules for names can refuse them', () => {
    const found = keys(`Name,AK,SK\n\u202eevil,${good}\nok,\u200e${good}`);
    expect(found.keys).toMatchObject([{ name: '\u202eevil' }]);
    expect(found.problems).toEqual([{ row: 3, problem: 'not-printable', column: 'accessKeyId' }]);
    expect(JSON.stringify(found.outline)).not.toMatch(/[\u202e\u200e]/);
  });

  it('has titles that are names of objects’ own members, or the same twice', () => {
    const found = keys(`__proto__,constructor,AK,AK,SK,SK\na,b,${alibaba.accessKeyId},x,${alibaba.secret},y`);
    expect(found.keys).toMatchObject([{ name: '', ...alibaba }]);
    expect(found.outline.header).toEqual(['__proto__', 'constructor', 'AK', 'AK', 'SK', 'SK']);
    expect(({} as Record<string, unknown>)['0']).toBeUndefined();
  });

  it('has mixed line ends, blank rows, rows of any length', () => {
    const found = keys(`${head},,\r\n${good}\r${good},,,,,\n\n${alibaba.accessKeyId}\n${good},note\r\n`);
    expect(found.keys.map(({ place }) => place)).toEqual(['2', '3', '6']);
    expect(found.problems).toEqual([{ row: 5, problem: 'missing', column: 'secret' }]);
    expect(found.outline).toMatchObject({ rows: 4, columns: 3 });
  });

  it('has formulas', () => {
    expect(keys(`备注,${head}\n"=HYPERLINK(""http://x"")",${good}`).keys).toMatchObject([
      { description: '=HYPERLINK("http://x")' },
    ]);
  });

  it('has a header that can’t be read', () => {
    const found = keys(`"AccessKey ID,AccessKey Secret\n${good}\n${good}`);
    expect(found.outline).toMatchObject({ header: null, rows: 3 });
    expect(found.keys).toHaveLength(2);
    expect(found.problems).toEqual([{ row: 1, problem: 'bad-quotes' }]);
  });

  it(
    'has as many rows as may be, one in a thousand of them bad',
    () => {
      const rows = Array.from({ length: tableRowLimit }, (_, index) =>
        index % 1000 === 7 ? `"user ${index},${good}` : `"user ${index}",${good}`,
      );
      const found = keys(`User Name,Access Key Id,Secret Access Key\n${rows.join('\n')}`);
      expect(found.keys).toHaveLength(tableRowLimit - 100);
      expect(found.problems).toHaveLength(100);
      expect(found.outline).toMatchObject({ rows: tableRowLimit });
      expect(found.outline.preview).toHaveLength(previewRows);
    },
    patience,
  );
});

describe('tables of other kinds, as large as may be', () => {
  const many = (head: string, line: (index: number) => string, rows = tableRowLimit) =>
    utf8([head, ...Array.from({ length: rows }, (_, index) => line(index))].join('\n'));
  const id = (index: number) => `LTAI5tEXAMPLEexa${String(index).padStart(8, '0')}`;

  it(
    'a password manager’s, with a key at its end',
    () => {
      const bytes = many('Title,URL,Username,Password,Notes', (index) =>
        index === tableRowLimit - 1 ? `prod,,${good},` : `Site ${index},https://x.invalid,me,FAKEpw!${index},`,
      );
      const read = readTable(bytes);
      if (!read.ok) throw new Error(read.problem);
      expect(read.outline).toMatchObject({ logins: true, rows: tableRowLimit, preview: [{ row: tableRowLimit + 1 }] });
      expect(JSON.stringify(read.outline)).not.toContain('FAKEpw');
      const { keys: found, problems } = keysFromTable(read.table, read.outline.mapping, null);
      expect(found.map(plain)).toMatchObject([alibaba]);
      expect(problems).toHaveLength(tableRowLimit - 1);
    },
    patience,
  );

  it(
    'one on its side, block below block, and titles again and again',
    () => {
      const blocks = many('', (index) => `AK,${id(index)}\nSK,${alibaba.secret}`, tableRowLimit / 2);
      const side = readTable(blocks);
      expect(side).toMatchObject({ ok: true, outline: { titles: 'column', rows: tableRowLimit / 2 } });
      const again = readTable(many('AK,SK,Name', (index) => (index % 2 === 0 ? `${good},x` : 'Name,SK,AK')));
      expect(again).toMatchObject({ ok: true, outline: { titles: 1, rows: tableRowLimit / 2 } });
    },
    patience,
  );

  it(
    'one of a wiki, and one whose titles a person seeks',
    () => {
      const wiki = readTable(many('|| Name || AK || SK ||', (index) => `|| x || ${id(index)} || ${alibaba.secret} ||`));
      expect(wiki).toMatchObject({ ok: true, outline: { titles: 1, rows: tableRowLimit } });
      if (!wiki.ok) return;
      for (const place of [null, 7, 'column'] as const) {
        const found = withTitles(wiki.grid, place);
        if ('outline' in found) expect(JSON.stringify(found.outline)).not.toContain(alibaba.secret);
        else expect(found).toEqual({ problem: 'too-many-rows', limit: tableRowLimit });
      }
    },
    patience,
  );
});

it.each([
  ['pipes', '|'],
  ['pipes, two and two', '|| a '],
  ['rows of a wiki that is never closed', '{|\n| a || b\n'],
  ['rules', '|---|---|\n'],
  ['escaped pipes', '|\\|\\|'],
  ['titles', 'AK,SK\n'],
  ['titles on their side', 'AK,x,y\nSK,z,w\n'],
  ['marks of formulas', '="",'],
  ['apostrophes', "'a','"],
  ['signs without a width', '\u200b,'],
  ['addresses', 'https://x.invalid/a.b.c.d.e.f,'],
  ['numbers in groups', '1,000'],
])(
  'is through with ten megabytes of %s, in lines of a megabyte or less',
  (_name, part) => {
    for (const head of ['', 'Title,Username,Password\n']) {
      const length = 1024 * 1024;
      const line = part.repeat(Math.ceil(length / part.length)).slice(0, length - 1);
      const read = readTable(utf8(`${head}${`${line}\n`.repeat(12)}`).slice(0, tableSizeLimit));
      if (!read.ok) continue;
      expect(keysFromTable(read.table, read.outline.mapping, null).keys.length).toBeLessThan(tableRowLimit);
      withTitles(read.grid, 'column');
      withTitles(read.grid, null);
    }
  },
  patience,
);

it.each([
  ['one quotation mark after another', '"'],
  ['quotations never closed', '"a\n'],
  ['quotations of nothing', '"\n\n'],
  ['marks amiss in one long line', '"a"a'],
  ['marks amiss, line by line', '"a"b\n'],
  ['separators', ','],
  ['blanks', ' \t'],
  ['blanks after a letter', `x${' '.repeat(60_000)}\n`],
  ['a single line', 'x'],
  ['empty lines', '\n'],
  ['short lines', 'a\n'],
])(
  'is through with ten megabytes of %s',
  (_name, part) => {
    const text = `${head}\n${part.repeat(tableSizeLimit / part.length)}`.slice(0, tableSizeLimit);
    const read = readTable(utf8(text));
    if (read.ok) expect(keysFromTable(read.table, read.outline.mapping, null).keys).toEqual([]);
    else expect(read.problem).toMatch(/^(?:no-rows|too-many-rows)$/);
  },
  patience,
);

describe('whatever bytes come', () => {
  // As mixed as a real one is, unlike the others here.
  const random = 'FAKEx9Yq2Lm7ZrT4n8wkV3b6JpH1c5';
  const parts = fc.constantFrom(
    ...acceptedHeaders,
    '名称',
    '密钥',
    'AK',
    'SK',
    '__proto__',
    alibaba.accessKeyId,
    alibaba.secret,
    random,
    awsId,
    huawei.secret,
    ',',
    ';',
    '\t',
    '"',
    '""',
    '\n',
    '\r\n',
    '\r',
    '\ufeff',
    ' ',
    "'=",
    '\u0000',
    '\u0007',
    '\u202e',
    '😀',
    '\ud800',
    '＝',
    'sep=;\n',
    'Username',
    'Password',
    'TOTP',
    'otpauth://totp/x?secret=FAKE',
    'https://oss.aliyuncs.com',
    '# x',
    '|',
    '||',
    '|---|',
    '{|\n',
    '="',
    "'",
    '\u200b',
    '\u00a0',
    '1.23457E+15',
    '1,234,567',
    '#NAME?',
  );
  const text = fc.array(parts, { maxLength: 60 }).map((all) => utf8(all.join('')));
  const flipped = fc
    .tuple(
      fc.constantFrom('own.utf-16be', 'own.gb18030', 'huawei.utf-8-bom', 'alibaba.utf-16le'),
      fc.nat(),
      fc.nat({ max: 255 }),
    )
    .map(([file, at, byte]) => {
      const bytes = Uint8Array.from(golden(file));
      bytes[at % bytes.length] = byte;
      return bytes;
    });
  const mapping = fc.record(
    Object.fromEntries(columnRoles.map((role) => [role, fc.option(fc.integer({ min: -2, max: 12 }))])),
  );

  it('nothing throws, and what is found is whole', () => {
    fc.assert(
      fc.property(
        fc.oneof(text, flipped, fc.uint8Array({ maxLength: 200 })),
        fc.option(mapping),
        fc.constantFrom(...providerIds, null),
        (bytes, columns, provider) => {
          const read = readTable(bytes);
          if (!read.ok) return;
          const { table, outline } = read;
          expect(outline.preview.length).toBeLessThanOrEqual(previewRows);
          const shown = outline.preview.flatMap(({ cells }) =>
            cells.filter((_, at) => at !== outline.mapping.accessKeyId),
          );
          // One run of letters and digits in the column of IDs may be an ID, whatever it looks like.
          const ids = new Set(outline.preview.map(({ cells }) => cells[outline.mapping.accessKeyId ?? -1]));
          const top = (rows: typeof outline.top) => rows.flatMap(({ cells }) => cells.filter((one) => !ids.has(one)));
          expect(JSON.stringify([outline.header, top(outline.top), shown])).not.toContain(random);
          for (const place of [1, 2, 3, 'column', null] as const) {
            const other = withTitles(read.grid, place);
            if ('problem' in other) continue;
            const cells = other.outline.preview.flatMap((row) =>
              row.cells.filter((_, at) => at !== other.outline.mapping.accessKeyId),
            );
            expect(JSON.stringify([other.outline.header, top(other.outline.top), cells])).not.toContain(random);
          }
          const found = keysFromTable(table, columns ? { ...noColumns, ...columns } : outline.mapping, provider);
          expect(found.keys.length + found.problems.length).toBe(outline.rows);
          for (const { accessKeyId, secret } of found.keys.map(plain)) {
            expect(accessKeyId).toMatch(/^[\x21-\x7e]{1,128}$/);
            expect(secret).toMatch(/^[\x21-\x7e]{1,256}$/);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each(['AccessKey ID', ' x ', ',x', ';', '|x', ':Username'])(
    'a secret that %j is stuck to is not shown as an ID',
    (rest) => {
      for (const cell of [`${random}${rest}`, `${rest}${random}`]) {
        const { outline } = must(`${head}\n"${cell}",x`);
        expect(JSON.stringify(outline)).not.toContain(random);
      }
    },
  );
});
