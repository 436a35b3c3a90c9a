import { describe, expect, it } from 'vitest';
import { isLost, isLostAccount, unmarkedId, unmarkedSecret, unmarkedText } from '../../../../common/csv/marks';

const id = 'LTAI5tEXAMPLEexample0001';
const secret = 'EXAMPLEexampleEXAMPLEexample01';
const account = '1000000000000001';

const wide = (text: string) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

describe('what keeps a value a text comes off ID, secret and account alike', () => {
  it.each([
    ['a formula', (value: string) => `="${value}"`],
    ['a formula whose marks are doubled once more', (value: string) => `=""${value}""`],
    ['a formula with blanks', (value: string) => ` = " ${value}" `],
    ['an apostrophe in front', (value: string) => `'${value}`],
    ['an apostrophe within a formula', (value: string) => `="'${value}"`],
    ['apostrophes', (value: string) => `'${value}'`],
    ['quotation marks', (value: string) => `"${value}"`],
    ['the marks of a word processor', (value: string) => `“${value}”`],
    ['its apostrophe', (value: string) => `’${value}`],
    ['a tab', (value: string) => `\t${value}`],
    ['a tab within a formula', (value: string) => `="\t${value}"`],
    ['no-break spaces', (value: string) => `\u00a0${value}\u00a0`],
    ['a blank of full width', (value: string) => `\u3000${value}`],
    ['signs without a width', (value: string) => `\u200b${value.slice(0, 5)}\u2060${value.slice(5)}\ufeff`],
    ['a soft hyphen', (value: string) => `${value.slice(0, 8)}\u00ad${value.slice(8)}`],
    ['full width', wide],
  ])('%s', (_name, marked) => {
    expect(unmarkedId(marked(id))).toBe(id);
    expect(unmarkedSecret(marked(secret))).toBe(secret);
    expect(unmarkedId(marked(account))).toBe(account);
  });
});

it.each(["'short", "it's", '"quoted"', '=x', '=="', '＝１', 'ＬＴＡＩ', '-----'])(
  '%j stays as it is, since it may be so',
  (value) => {
    expect(unmarkedSecret(value)).toBe(value);
  },
);

it('only a text that is a formula loses its marks', () => {
  expect(unmarkedText('="prod, 1"')).toBe('prod, 1');
  expect(unmarkedText('="a""b"')).toBe('a"b');
  for (const text of ["'ops", '=1+1', '=HYPERLINK("http://x")', ' a ', '"a"']) expect(unmarkedText(text)).toBe(text);
});

it('goes through a cell of nothing but marks in no time', () => {
  for (const sign of ['"', "'", '=', ' ', '\u200b', '＝', ',000', '1']) {
    const cell = `="${sign.repeat(60_000)}x`;
    expect(unmarkedId(cell).length).toBeGreaterThan(0);
    expect(isLostAccount(sign.repeat(60_000))).toBe(false);
  }
});

it.each(['1.23457E+15', '1,23457E+15', '1E+15', '-1.5e-7', '#NAME?', '#N/A', '#VALUE!', '########', 'Err:508'])(
  '%j is no value any more',
  (value) => {
    expect(isLost(value)).toBe(true);
    expect(isLostAccount(value)).toBe(true);
  },
);

it.each([
  '1,234,567',
  '1,000,000,000,000,001',
  '1.234.567',
  '1 234 567',
  "1'234'567",
  '12,34,56,789',
  '1000000000000001.0',
  '1000000000000001.00',
  '2024/3/1',
  '2024-03-01',
  '2024-03-01 00:00:00',
  '1-Mar',
  'Mar-24',
  '3月1日',
  '2024年3月1日',
])('%j is an account no more', (value) => {
  expect(isLostAccount(value)).toBe(true);
  expect(isLost(value)).toBe(false);
});

it.each([account, 'hw-example', 'e+commerce', 'team.1.2', '10.0.0.1x', 'mar', 'march-team', '1e5', '#1', '###', ''])(
  '%j is an account',
  (value) => {
    expect(isLostAccount(value)).toBe(false);
  },
);
