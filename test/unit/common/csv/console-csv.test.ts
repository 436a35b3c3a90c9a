import { describe, expect, it } from 'vitest';
import { csvSizeLimit, readConsoleCsv } from '../../../../common/csv/console-csv';
import { acceptedHeaders } from '../../../../common/csv/header';

const alibabaId = 'LTAI5tEXAMPLEexample0001';
const alibabaSecret = 'EXAMPLEexampleEXAMPLEexample01';
const huaweiId = 'EXAMPLE0000000000001';
const huaweiSecret = 'EXAMPLEexampleEXAMPLEexampleEXAMPLE00001';
const awsId = 'AKIAIOSFODNN7EXAMPLE';

const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readConsoleCsv(utf8(text));

function utf16(text: string, { bigEndian = false, mark = true } = {}): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index += 1) view.setUint16(index * 2, text.charCodeAt(index), !bigEndian);
  return mark ? Uint8Array.from([...(bigEndian ? [0xfe, 0xff] : [0xff, 0xfe]), ...bytes]) : bytes;
}

describe('files of the consoles', () => {
  it('reads the file of Alibaba Cloud', () => {
    expect(read(`AccessKey ID,AccessKey Secret\r\n${alibabaId},${alibabaSecret}\r\n`)).toEqual({
      ok: true,
      providers: ['alibaba', 'private-alibaba'],
      rows: [{ row: 2, userName: '', accessKeyId: alibabaId, secret: alibabaSecret }],
      encoding: 'utf-8',
    });
  });

  it('takes keys of another shape under that header for Private Alibaba Cloud', () => {
    expect(read('AccessKey ID,AccessKey Secret\nexample-stack-id,example-stack-secret')).toMatchObject({
      providers: ['private-alibaba', 'alibaba'],
    });
  });

  it('reads the file of Huawei Cloud, whose user name may be quoted', () => {
    expect(read(`User Name,Access Key Id,Secret Access Key\n"ops, reader",${huaweiId},${huaweiSecret}\n`)).toEqual({
      ok: true,
      providers: ['huawei', 'pingan'],
      rows: [{ row: 2, userName: 'ops, reader', accessKeyId: huaweiId, secret: huaweiSecret }],
      encoding: 'utf-8',
    });
  });

  it('stays with Huawei Cloud for its own header even where the shape is strange', () => {
    expect(read('User Name,Access Key Id,Secret Access Key\nops,example-id,example-secret')).toMatchObject({
      providers: ['huawei', 'pingan'],
    });
  });

  it('tells Huawei Cloud and Ping An Cloud apart by shape where the header is shared', () => {
    expect(read(`"Access key ID","Secret access key"\n${huaweiId},${huaweiSecret}`)).toMatchObject({
      providers: ['huawei', 'pingan'],
    });
    const pingan = 'RVhBTVBMRS1ub3QtYS1rZXktRVhBTVBMRS0wMDAwMDE';
    expect(read(`Access Key ID,Secret Access Key\n${pingan},${pingan}`)).toMatchObject({
      providers: ['pingan', 'huawei'],
    });
  });

  it('reads what Keyfold itself writes for every provider', () => {
    expect(acceptedHeaders).toEqual([
      'AccessKey ID,AccessKey Secret',
      'User Name,Access Key Id,Secret Access Key',
      'Access Key ID,Secret Access Key',
    ]);
    for (const header of acceptedHeaders) {
      const columns = header.split(',').length;
      expect(read(`${header}\n${['u', 'example-id', 'example-secret'].slice(3 - columns).join(',')}`)).toMatchObject({
        ok: true,
      });
    }
  });

  it('knows an AWS file by its IDs and by its own titles, and says so', () => {
    const aws = { ok: false, problem: 'other-provider', provider: 'AWS' };
    expect(read(`User Name,Access Key Id,Secret Access Key\nops,${awsId},${huaweiSecret}`)).toEqual(aws);
    expect(read(`Access key ID,Secret access key\n${awsId},${huaweiSecret}`)).toEqual(aws);
    expect(
      read('User name,Password,Access key ID,Secret access key,Console login link\nops,,,,https://example.invalid'),
    ).toEqual(aws);
    expect(
      read(`User name,Password,Access key ID,Secret access key,Console login link\nops,,x,y,https://example.invalid`),
    ).toEqual(aws);
  });
});

describe('ways to write the same file', () => {
  const rows = [{ row: 2, userName: '', accessKeyId: alibabaId, secret: alibabaSecret }];
  const plain = `AccessKey ID,AccessKey Secret\n${alibabaId},${alibabaSecret}\n`;

  it.each([
    ['UTF-8 with a byte order mark', utf8(`\ufeff${plain}`), 'utf-8'],
    ['UTF-16, little end first', utf16(plain), 'utf-16le'],
    ['UTF-16, big end first', utf16(plain, { bigEndian: true }), 'utf-16be'],
    ['UTF-16 without a mark', utf16(plain, { mark: false }), 'utf-16le'],
    ['UTF-16 without a mark, big end first', utf16(plain, { mark: false, bigEndian: true }), 'utf-16be'],
    ['lines ended by CR', utf8(plain.replaceAll('\n', '\r')), 'utf-8'],
    ['lines ended by CRLF', utf8(plain.replaceAll('\n', '\r\n')), 'utf-8'],
    ['no end of the last line', utf8(plain.trimEnd()), 'utf-8'],
    ['quoted fields', utf8(`"AccessKey ID","AccessKey Secret"\n"${alibabaId}","${alibabaSecret}"`), 'utf-8'],
    [
      'quoted fields after a blank',
      utf8(`"AccessKey ID", "AccessKey Secret"\n"${alibabaId}", "${alibabaSecret}"`),
      'utf-8',
    ],
    ['semicolons', utf8(plain.replaceAll(',', ';')), 'utf-8'],
    ['tabs', utf8(plain.replaceAll(',', '\t')), 'utf-8'],
    [
      'other titles of the same words',
      utf8(plain.replace('AccessKey ID,AccessKey Secret', 'access_key-id , ACCESS KEY SECRET')),
      'utf-8',
    ],
    [
      'another order and more columns',
      utf8(`Note,AccessKey Secret,AccessKey ID\nhello,${alibabaSecret},${alibabaId}`),
      'utf-8',
    ],
    ['blanks around values', utf8(`AccessKey ID,AccessKey Secret\n  ${alibabaId}\t, ${alibabaSecret}  `), 'utf-8'],
  ])('%s', (_name, bytes, encoding) => {
    expect(readConsoleCsv(bytes)).toMatchObject({ ok: true, rows, encoding });
  });

  it.each([
    ['a line that names the separator', `sep=;\r\n${plain.replaceAll(',', ';')}`, 2],
    ['a title and a comment above', `My keys\n# of ops, 2024\n${plain}`, 4],
    ['pipes', plain.replaceAll(',', ' | '), 2],
    [
      'texts of formulas',
      plain.replace(alibabaId, `"=""${alibabaId}"""`).replace(alibabaSecret, `="${alibabaSecret}"`),
      2,
    ],
    [
      'apostrophes and signs without a width',
      plain.replace(alibabaId, `'${alibabaId}`).replace(alibabaSecret, `\u200b${alibabaSecret}\u00a0`),
      2,
    ],
  ])('%s, as people and spreadsheets leave it', (_name, text, row) => {
    expect(read(text)).toMatchObject({ ok: true, rows: [{ ...rows[0], row }] });
  });

  it('says of a value that a spreadsheet has lost that it is lost', () => {
    for (const pair of [`1.23457E+19,${huaweiSecret}`, `${huaweiId},#NAME?`]) {
      expect(read(`Access Key ID,Secret Access Key\n${pair}`)).toEqual({
        ok: false,
        problem: 'bad-row',
        row: 2,
        reason: 'lost-value',
      });
    }
  });

  it('skips blank lines and counts rows as a spreadsheet does', () => {
    expect(read(`\n\nAccessKey ID,AccessKey Secret\n\n , \n${alibabaId},${alibabaSecret}\n\n`)).toMatchObject({
      rows: [{ row: 6 }],
    });
  });

  it('reads a Chinese user name in UTF-8 and in GB18030', () => {
    const head = utf8('User Name,Access Key Id,Secret Access Key\n');
    const tail = utf8(`,${huaweiId},${huaweiSecret}\n`);
    const name = Uint8Array.from([0xd4, 0xcb, 0xce, 0xac]);
    expect(readConsoleCsv(Uint8Array.from([...head, ...name, ...tail]))).toMatchObject({
      encoding: 'gb18030',
      rows: [{ userName: '运维' }],
    });
    expect(readConsoleCsv(Uint8Array.from([...head, ...utf8('运维'), ...tail]))).toMatchObject({
      encoding: 'utf-8',
      rows: [{ userName: '运维' }],
    });
  });

  it('keeps secrets byte for byte', () => {
    const secret = `=+-@'/"a""b;`;
    const written = `"${secret.replaceAll('"', '""')}"`;
    expect(read(`Access Key ID,Secret Access Key\n__proto__,${written}`)).toMatchObject({
      rows: [{ accessKeyId: '__proto__', secret }],
    });
  });

  it('answers every row, so that the person can choose', () => {
    const result = read(
      `User Name,Access Key Id,Secret Access Key\na,${huaweiId},${huaweiSecret}\nb,EXAMPLE0000000000002,${huaweiSecret}`,
    );
    expect(result.ok && result.rows.map(({ row, userName }) => [row, userName])).toEqual([
      [2, 'a'],
      [3, 'b'],
    ]);
  });
});

describe('files that are refused', () => {
  const head = 'AccessKey ID,AccessKey Secret';

  it.each([
    ['nothing at all', '', { problem: 'empty' }],
    ['only blanks and a byte order mark', '\ufeff \r\n\t', { problem: 'empty' }],
    ['only separators', ',,,\n,,', { problem: 'empty' }],
    ['only a header', `${head}\n\n`, { problem: 'no-rows' }],
    ['no header', `${alibabaId},${alibabaSecret}`, { problem: 'no-header', accepted: acceptedHeaders }],
    ['half a header', `AccessKey ID\n${alibabaId}`, { problem: 'no-header', accepted: acceptedHeaders }],
    ['a web page', '<!doctype html>\n<title>Sign in</title>', { problem: 'no-header', accepted: acceptedHeaders }],
    [
      'a row without a secret',
      `${head}\n${alibabaId},${alibabaSecret}\n${alibabaId}`,
      { problem: 'bad-row', row: 3, reason: 'missing' },
    ],
    ['a row without an ID', `${head}\n,${alibabaSecret}`, { problem: 'bad-row', row: 2, reason: 'missing' }],
    [
      'a blank inside a secret',
      `${head}\n${alibabaId},two words`,
      { problem: 'bad-row', row: 2, reason: 'not-printable' },
    ],
    [
      'a line break inside a secret',
      `${head}\n${alibabaId},"two\nlines"`,
      { problem: 'bad-row', row: 2, reason: 'not-printable' },
    ],
    [
      'an ID that is not ASCII',
      `${head}\nＬＴＡＩ,${alibabaSecret}`,
      { problem: 'bad-row', row: 2, reason: 'not-printable' },
    ],
    [
      'a secret of 10,000 characters',
      `${head}\n${alibabaId},${'x'.repeat(10_000)}`,
      { problem: 'bad-row', row: 2, reason: 'too-long' },
    ],
    [
      'a quotation mark that is never closed',
      `${head}\n${alibabaId},"${alibabaSecret}`,
      { problem: 'bad-row', row: 2, reason: 'bad-quotes' },
    ],
  ])('%s', (_name, text, problem) => {
    expect(read(text)).toEqual({ ok: false, ...problem });
  });

  it('a file past the limit, unread', () => {
    expect(readConsoleCsv(new Uint8Array(csvSizeLimit + 1))).toEqual({
      ok: false,
      problem: 'too-large',
      limit: csvSizeLimit,
    });
    expect(readConsoleCsv(new Uint8Array(10 * 1024 * 1024))).toMatchObject({ problem: 'too-large' });
  });

  it.each([
    ['a picture', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]],
    ['a spreadsheet (a ZIP archive)', [0x50, 0x4b, 0x03, 0x04, 0x14, 0x06, 0x08, 0x21]],
    ['zeros', [0, 0, 0, 0, 0, 0]],
    ['control characters behind a UTF-16 mark', [0xff, 0xfe, 0x01, 0x00, 0x02, 0x00]],
  ])('%s', (_name, bytes) => {
    expect(readConsoleCsv(Uint8Array.from(bytes))).toEqual({ ok: false, problem: 'binary' });
  });

  it.each([
    ['UTF-8 cut in the middle of a character', [0xef, 0xbb, 0xbf, 0x41, 0xe8, 0xbf]],
    ['UTF-16 with half a character', [0xff, 0xfe, 0x41, 0x00, 0x42]],
    ['Latin-1', [...utf8('User Name\nRen'), 0xe9, 0x2c, 0x41]],
    ['bytes that no encoding gives a meaning', [0x41, 0xff, 0xff, 0x42]],
  ])('%s', (_name, bytes) => {
    expect(readConsoleCsv(Uint8Array.from(bytes))).toEqual({ ok: false, problem: 'damaged-encoding' });
  });
});

describe('whatever bytes come', () => {
  /** mulberry32: small, seeded, good enough to mix bytes. */
  function random(seed: number): () => number {
    let state = seed;
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
  }

  const pieces = [
    ...acceptedHeaders,
    alibabaId,
    alibabaSecret,
    awsId,
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
    '运维',
    '\u0000',
    '😀',
  ];

  it('never throws, and what it accepts is whole', () => {
    const next = random(20_240_607);
    let accepted = 0;
    for (let turn = 0; turn < 4000; turn += 1) {
      const count = Math.floor(next() * 24);
      const whole = turn % 2 === 0;
      let text = whole ? `${acceptedHeaders[0]}\n${alibabaId},${alibabaSecret}\n` : '';
      for (let index = whole ? 20 : 0; index < count; index += 1) text += pieces[Math.floor(next() * pieces.length)];
      const bytes = turn % 5 === 0 ? utf16(text, { bigEndian: next() < 0.5, mark: next() < 0.8 }) : utf8(text);
      for (let flips = Math.floor(next() * 3); flips > 0 && bytes.length > 0; flips -= 1) {
        if (next() < 0.5) bytes[Math.floor(next() * bytes.length)] = Math.floor(next() * 256);
      }
      const result = readConsoleCsv(bytes);
      if (!result.ok) continue;
      accepted += 1;
      expect(result.providers.length).toBeGreaterThan(0);
      for (const { accessKeyId, secret } of result.rows) {
        expect(accessKeyId).toMatch(/^[\x21-\x7e]{1,128}$/);
        expect(secret).toMatch(/^[\x21-\x7e]{1,256}$/);
      }
    }
    expect(accepted).toBeGreaterThan(200);
  });

  it('reads a file at the limit', () => {
    const line = `ops,${huaweiId},${huaweiSecret}\n`;
    const text = `User Name,Access Key Id,Secret Access Key\n${line.repeat(Math.floor((csvSizeLimit - 64) / line.length))}`;
    expect(read(text)).toMatchObject({ ok: true });
    expect(read(`${acceptedHeaders[0]}\n"${'"'.repeat(csvSizeLimit - 64)}`).ok).toBe(false);
  });
});
