import fc from 'fast-check';
import { expect, it } from 'vitest';
import { guarded, unguarded } from '../../../../common/csv/formula';

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\n', '  =1', '\u3000=1', '＝1', '＋1', '－1', '＠A', "'=1", "''  @"])(
  'guards %j',
  (text) => {
    expect(guarded(text)).toBe(`'${text}`);
    expect(unguarded(guarded(text))).toBe(text);
  },
);

it.each([
  ['\t=1', "'\t'=1"],
  ['\r=1', "'\r'=1"],
  ['ops;=1', "ops;'=1"],
  ['one\n@two\n  - three', "one\n'@two\n'  - three"],
  ['a\t＝1', "a\t'＝1"],
  ["a;'=1", "a;''=1"],
])('F9: guards %j behind what another program takes for a separator', (text, cell) => {
  expect(guarded(text)).toBe(cell);
  expect(unguarded(cell)).toBe(text);
});

it.each(['', 'ops', "'ops", "O'Brien", "'", 'a=b', '运维', '1-1', ' a'])('leaves %j alone', (text) => {
  expect(guarded(text)).toBe(text);
  expect(unguarded(text)).toBe(text);
});

it('gives every text back, and none that begins with a sign is left', () => {
  const sign = fc.constantFrom(
    "'",
    ' ',
    '=',
    '+',
    '-',
    '@',
    '\t',
    '\r',
    '\n',
    ';',
    '＝',
    '﹢',
    'a',
    '运',
    '"',
    '\u200b',
  );
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: sign })), (text) => {
      expect(unguarded(guarded(text))).toBe(text);
      expect(guarded(text)).not.toMatch(/(?:^|[;\t\r\n])[^\S\t\r\n]*[=+\-@＝＋－＠﹢]/);
      expect(guarded(text)).not.toMatch(/^[\t\r\n]/);
    }),
  );
});
