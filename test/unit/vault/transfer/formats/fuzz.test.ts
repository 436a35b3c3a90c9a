import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatIds, targetIds } from '../../../../../common/transfer/targets';
import { detect, merge, read, remove, suits } from '../../../../../vault/transfer/formats';
import { textLimit } from '../../../../../vault/transfer/formats/format';
import { loadYaml } from '../../../../../vault/transfer/formats/yaml-library';
import { toolKey } from './hostile';

beforeAll(loadYaml);

/** Whatever a file holds, reading ends with an answer, and so does writing. */

const pieces = fc.constantFrom(
  ...[
    '[default]',
    '[basic]',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '`',
    '\\',
    '$',
    '${',
    '%{',
    '$env:',
    '#',
    ';',
    '=',
    ':',
    ',',
    '\n',
  ],
  ...[
    '\r\n',
    '\ufeff',
    ' ',
    '\t',
    'export ',
    'set ',
    'set "',
    'provider "alicloud" {',
    'variable "sk" {',
    '<<EOT\n',
    '/*',
    '*/',
    '//',
  ],
  ...[
    '"profiles":[',
    '"name":',
    '"mode":"AK"',
    '"access_key_id":"x"',
    '"accessKeyId":"x"',
    '__proto__',
    'type',
    'ak=',
    'sk=',
    'null',
  ],
  ...[
    'ALIBABA_CLOUD_ACCESS_KEY_ID',
    'ALIBABA_CLOUD_ACCESS_KEY_SECRET=',
    'access_key_id',
    'access_key_secret',
    'secret_key = ',
    '^',
    '%',
  ],
  ...[
    'accessKeyId: x\n',
    'accessKeySecret: y\n',
    '  - ',
    '&a ',
    '*a',
    '<<: ',
    '!vault |\n',
    '---\n',
    'kind: Secret\n',
    'data:\n',
    '"accessKeySecret":"y"',
    '"OSS_ACCESS_KEY_ID=LTAI5tFAKEfakeFAKE000001"',
    'LTAI5tFAKEfakeFAKE000001',
    'FAKEfakeFAKEfakeFAKEfakeFAKE01',
    'my-bucket:',
    'setx ',
    'set -gx ',
    'Environment=',
    '--access-key-id ',
    'oss.accessKeyId',
    'oss.accessKeySecret',
    'AccessKey ID',
    '：',
    '<name>',
    '</name><value>',
    '</value>',
    'backend "oss" {',
    'keys = [',
    '}',
    '"""',
  ],
);
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);
const long = process.env.KEYFOLD_LONG === '1';
const keys = { alibaba: toolKey('alibaba', 'FAKEid', 'FAKEsecret'), huawei: toolKey('huawei', 'FAKEid', 'FAKEsecret') };

const units = [
  '\n',
  ' ',
  '[',
  '{"',
  'a=',
  "'",
  '"${',
  '${"',
  '/*',
  '<<A\n',
  '[a]\n',
  'ak=1\n',
  '\\',
  '%%',
  'é',
  '{"profiles":[',
];
units.push('$env:A=1;', 'export A=1 ', 'export  ', 'set "A', 'access_key = "x"\n', 'ALIBABA_CLOUD_ACCESS_KEY_ID=x\n');
units.push('- ', 'a:\n', '&a ', '*a\n', '? ', '---\n', '{a: b,', "'a\n", '!a ', '//\n', '{}\n', '[{},');
units.push(
  '"',
  'a:',
  'a b ',
  '<name>',
  '<!--',
  '--a ',
  'a=b,',
  'a=\\\n',
  '：',
  'ENV a=',
  'a={',
  'a=[{',
  '"""\n',
  '://',
  'a:b:',
);
units.push(
  'x_y_z_a_b_c=1\n',
  'a1_endpoint=x\na1_ak=y\n',
  'LTAI5tFAKEfakeFAKE000001=1\n',
  'user LTAI5tFAKEfakeFAKE000001\n',
);
const repeated = (unit: string, length: number) => unit.repeat(Math.floor(length / unit.length));
/**
 * Half as long as a file may be. A reader that goes back to the start of the line, or of the file, at each sign takes some
 * 10^11 steps over that: the test does not end in its time, while one that goes on takes milliseconds.
 */
const endless = units.map((unit) => repeated(unit, textLimit / 2));

describe.each(formatIds)('%s', (format) => {
  it('reads anything, and takes out what it found', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const result = read(format, text);
        if (!result.ok) return;
        const places = [...result.keys, ...result.skipped].map(({ place }) => place);
        expect(new Set(places).size).toBe(places.length);
        for (const { place } of result.keys) {
          const without = remove(format, text, place);
          // What readers don't agree on, or what structured text has in another spelling, is not touched.
          if (!without.ok) {
            expect(without.problem).toBe('not-writable');
            continue;
          }
          const again = read(format, without.text);
          expect(again.ok && again.keys.some((key) => key.place === place)).toBe(false);
        }
      }),
    );
  });

  it('writes into anything the same twice, or says why not', () => {
    const target = targetIds.find((id) => id === format);
    if (!target) return;
    fc.assert(
      fc.property(texts, fc.constantFrom(keys.alibaba, keys.huawei), (text, key) => {
        const once = merge(target, text, key);
        if (once.ok) expect(merge(target, once.text, key)).toEqual(once);
      }),
    );
  });

  // In the short run each format has a quarter of them, another one than its neighbours: the readers share their parts.
  const own = formatIds.indexOf(format) % 4;
  it.each(units.map((unit, at) => [unit, endless[at] ?? '']).filter((_, at) => long || at % 4 === own))(
    'reads %j without an end, and no key in it',
    (_, text) => {
      const result = read(format, text);
      expect(result.ok ? result.keys : []).toEqual([]);
    },
  );
});

it('what a file is, is told of anything', () => {
  fc.assert(
    fc.property(texts, fc.string(), (text, name) => {
      expect([null, ...formatIds]).toContain(detect(name, text));
    }),
  );
  for (const unit of units) detect('x', repeated(unit, 40_000));
  // Whether something may be written into a text is told in linear time too.
  for (const unit of [...units, '- ', 'a: '])
    for (const target of targetIds) suits(target, '.env', repeated(unit, 40_000));
  for (const unit of ['/', '.env', '\\', 'a.']) detect(unit.repeat(40_000), '');
});
