import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { mostColumns, readRecords } from '../../../../common/csv/records';

const read = (text: string) => [...readRecords(text)];
/** `row:field|field` or `row!fault`. */
const brief = (text: string) =>
  read(text).map((record) =>
    'fault' in record ? `${record.row}!${record.fault}` : `${record.row}:${record.fields.join('|')}`,
  );

describe('a quotation mark amiss costs its own line only', () => {
  it.each([
    ['never closed', 'a,b\n1,"2\n3,4\n5,6', ['1:a|b', '2!bad-quotes', '3:3|4', '4:5|6']],
    ['closed by the next row’s', 'a,b\n1,"2\n3,4\n5,"6"\n7,8', ['1:a|b', '2!bad-quotes', '3:3|4', '4:5|6', '5:7|8']],
    ['closed by a stray one below', 'a,b\n1,"2\n3,4\n5,6"\n7,8', ['1:a|b', '2!bad-quotes', '3:3|4', '4:5|6"', '5:7|8']],
    ['closed by a stray one in the next row', 'a,b\n1,"2\n3,4"\n5,6', ['1:a|b', '2!bad-quotes', '3:3|4"', '4:5|6']],
    ['text behind it', 'a,b\n1,"2"x\n3,4', ['1:a|b', '2!bad-quotes', '3:3|4']],
    ['in the header', '"a,b\n1,2', ['1!bad-quotes', '2:1|2']],
    ['in every row', 'a,b\n"1,2\n"3,4\n"5,6', ['1:a|b', '2!bad-quotes', '3!bad-quotes', '4!bad-quotes']],
  ])('%s', (_name, text, expected) => {
    expect(brief(text)).toEqual(expected);
  });

  it('leaves marks within bare fields', () => {
    expect(brief('a,b\n5" disk,x\n3,4')).toEqual(['1:a|b', '2:5" disk|x', '3:3|4']);
  });
});

it('reads texts of several lines, of which none has as many cells as a row', () => {
  expect(brief('a,b,c\r\n1,"two\r\nlines, or ""more""",2\r\n3,4,5')).toEqual([
    '1:a|b|c',
    '2:1|two\nlines, or "more"|2',
    '3:3|4|5',
  ]);
});

it('counts rows as a spreadsheet does, whatever ends the lines', () => {
  expect(brief('\n\na,b\r\n\r\n1,2\r3,4\n , \n5,6')).toEqual(['3:a|b', '5:1|2', '6:3|4', '8:5|6']);
});

it.each([
  ['semicolons', 'a;b\n1;2,5', ['1:a|b', '2:1|2,5']],
  ['tabs', 'a\tb\n1\t2;3', ['1:a|b', '2:1|2;3']],
  ['the one that all rows agree on', 'a, or so;b\n1;2\n3;4', ['1:a, or so|b', '2:1|2', '3:3|4']],
  ['one column', 'a\n1', ['1:a', '2:1']],
  ['signs of full width', 'a，b\n1，2', ['1:a|b', '2:1|2']],
  ['pipes', 'a | b\n--- | ---\n1 | 2', ['1:a|b', '3:1|2']],
  [
    'commas, with a title of several clouds above',
    '各云; 台账\na,b;c,d\n1,2,3',
    ['1:各云; 台账', '2:a|b;c|d', '3:1|2|3'],
  ],
  ['what a line says, which is no row', 'sep=;\na;b,c\n1;2,3', ['1:a|b,c', '2:1|2,3']],
  ['a tab that a line says', '"sep=\t"\na\tb', ['1:a|b']],
  ['a sign of one’s own', '\n sep=~ ,,\na~b', ['1:a|b']],
  ['commas, between apostrophes', "'a','b'\n'1, or so','2'\n'x''y',''", ['1:a|b', '2:1, or so|2', "3:x'y|"]],
])('separates by %s', (_name, text, expected) => {
  expect(brief(text)).toEqual(expected);
});

it('takes no more columns and no longer lines than it says', () => {
  const wide = read(`${'x,'.repeat(500)}\n1`)[0];
  expect(wide).toMatchObject({ row: 1, fields: { length: mostColumns } });
  expect(brief(`a,b\n1,${'x'.repeat(70_000)}\n3,4`)).toEqual(['1:a|b', '2!too-long', '3:3|4']);
});

it('reads what is written by the rules as Papa Parse does, also past the size of a batch', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ' ', '\n', '运'), maxLength: 4 });
  // A text with as many separators as there are columns would be taken for a row.
  const columns = 8;
  const row = fc.tuple(
    fc.string({ unit: fc.constantFrom('a', '1'), minLength: 1, maxLength: 3 }),
    fc.array(cell, { minLength: columns - 1, maxLength: columns - 1 }),
  );
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), fc.constantFrom(1, 30), (rows, times) => {
      const head = Array.from({ length: columns }, (_, index) => `title ${index}`);
      const table = [
        head,
        ...Array.from({ length: times }, () =>
          rows.map(([first, others]) => [
            first,
            ...others.map((text) => ((text.match(/,/g) ?? []).length > 1 ? '' : text.trim())),
          ]),
        ).flat(),
      ];
      const text = Papa.unparse(table, { newline: '\n' });
      expect(read(text).map((record) => ('fault' in record ? record : record.fields))).toEqual(table);
    }),
    { numRuns: 60 },
  );
});
