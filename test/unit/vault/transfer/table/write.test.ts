import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tidy } from '../../../../../common/keys/text';
import { type ProviderId, providerIds, providerOf } from '../../../../../common/providers';
import { keysFromTable } from '../../../../../vault/transfer/table/keys';
import { keysCsv } from '../../../../../vault/transfer/table/write';
import { insteadOfKey } from '../../../../../vault/transfer/value-kind';
import { alibaba, huawei, must, plain, utf8 } from './fixtures';

interface Written {
  identityName: string;
  accessKeyId: string;
  secret: string;
}

const write = (provider: ProviderId, keys: readonly Written[]) =>
  keysCsv(
    provider,
    keys.map((key) => ({ ...key, secret: utf8(key.secret) })),
  );

function readBack(provider: ProviderId, bytes: Uint8Array): Written[] {
  const { table, outline } = must(bytes);
  expect(outline.providers).toContain(provider);
  const { keys, problems } = keysFromTable(table, outline.mapping, provider);
  expect(problems).toEqual([]);
  return keys.map(plain).map(({ identityName, accessKeyId, secret }) => ({ identityName, accessKeyId, secret }));
}

describe('the file', () => {
  it('F9: has the provider’s own header, CRLF, quotation marks where CSV needs them and nothing else', () => {
    const keys = [
      { identityName: 'ops, "reader"', ...huawei },
      { identityName: '=ops', accessKeyId: '-id', secret: '=se"cret,' },
    ];
    expect(write('huawei', keys).toString()).toBe(
      `User Name,Access Key Id,Secret Access Key\r\n"ops, ""reader""",${huawei.accessKeyId},${huawei.secret}\r\n'=ops,'-id,"'=se""cret,"\r\n`,
    );
    expect(write('alibaba', [{ identityName: '=not in it', ...alibaba }]).toString()).toBe(
      `AccessKey ID,AccessKey Secret\r\n${alibaba.accessKeyId},${alibaba.secret}\r\n`,
    );
    expect(write('pingan', []).toString()).toBe('Access Key ID,Secret Access Key\r\n');
  });

  it('begins without a byte order mark, and is read with one, as a spreadsheet saves it', () => {
    const bytes = write('alibaba', [{ identityName: '', ...alibaba }]);
    expect(bytes[0]).toBe(0x41);
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
    expect(readBack('alibaba', marked)).toEqual([{ identityName: '', ...alibaba }]);
  });

  // Every sign of it takes two, every cell quotation marks, and a name a guard besides.
  it.each([...providerIds])('of %s has room for the longest line that there can be', (provider) => {
    const longest = { identityName: '='.padEnd(128, '"'), accessKeyId: '"'.repeat(128), secret: '"'.repeat(256) };
    const short = { identityName: '"', accessKeyId: '"', secret: '"' };
    for (const keys of [[longest], [short], [], [longest, short, longest]]) {
      const hasUser = providerOf(provider).csv.columns.user !== null;
      const line = ({ identityName, accessKeyId, secret }: Written) => {
        const guard = identityName.startsWith('=') ? "'" : '';
        const cells = [...(hasUser ? [guard + identityName] : []), accessKeyId, secret];
        return `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`;
      };
      const text = write(provider, keys).toString();
      expect(text.slice(text.indexOf('\n') + 1)).toBe(keys.map(line).join(''));
    }
  });

  it('lies in a block of its own, which the caller can wipe', () => {
    const bytes = write('huawei', [{ identityName: 'ops', ...huawei }]);
    expect(bytes.byteOffset).toBe(0);
    bytes.fill(0);
    expect(Buffer.from(bytes.buffer).toString('latin1')).not.toMatch(/[^\0]/);
  });
});

/** Printable ASCII with a leaning to what CSV, spreadsheets and patterns find special. */
const value = (maxLength: number) =>
  fc
    .tuple(
      fc.constantFrom('', "'", '=', '+', '-', '@', '"', ',', "'=", "''+", ';', '""', '\\'),
      fc.string({
        unit: fc.oneof(
          fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
          fc.constantFrom('"', ',', "'", ';', '=', '|'),
        ),
        minLength: 1,
        maxLength: maxLength - 2,
      }),
    )
    .map((parts) => parts.join(''))
    // `***` and `$NAME` are read as what stands in a key's place. No provider gives such values.
    .filter((text) => insteadOfKey([text]) === null);

const name = fc
  .string({ unit: fc.constantFrom("'", '=', '@', '＝', '"', ',', ';', ' ', 'a', 'Z', '1', 'é', '运', '😀') })
  .map(tidy);

describe.each([...providerIds])('%s, written and read', (provider) => {
  it('comes back byte for byte', () => {
    const key = fc.record({ identityName: name, accessKeyId: value(128), secret: value(256) });
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 6 }), fc.boolean(), (keys, marked) => {
        const hasUser = providerOf(provider).csv.columns.user !== null;
        const expected = keys.map((one) => ({ ...one, identityName: hasUser ? one.identityName : '' }));
        const mark = Buffer.from(marked ? [0xef, 0xbb, 0xbf] : []);
        expect(readBack(provider, Buffer.concat([mark, write(provider, keys)]))).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  }, 30_000);
});
