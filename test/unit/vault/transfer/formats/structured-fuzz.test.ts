import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { detect, read, remove } from '../../../../../vault/transfer/formats';
import { textLimit } from '../../../../../vault/transfer/formats/format';
import { loadYaml } from '../../../../../vault/transfer/formats/yaml-library';
import { yamlFault } from '../../../../../vault/transfer/formats/yaml-tree';
import { textOf } from './hostile';

beforeAll(loadYaml);

/** Structured text of any depth: what is in it is found, wherever it is, and costs no more than its length. */

const id = fc.stringMatching(/^LTAI[A-Za-z0-9]{20}$/);
const secret = fc.stringMatching(/^[A-Za-z0-9]{30}$/);
const names = fc.constantFrom(
  ['accessKeyId', 'accessKeySecret'],
  ['access_key', 'secret_key'],
  ['access-id', 'access-key'],
  ['ak', 'sk'],
  ['OSS_ACCESS_KEY_ID', 'OSS_ACCESS_KEY_SECRET'],
  ['AccessKeyId', 'AccessKeySecret'],
  ['username', 'password'],
  ['first', 'second'],
);
const pair = fc.tuple(names, id, secret).map(([[idName = '', secretName = ''], idValue, secretValue]) => ({
  value: { [idName]: idValue, [secretName]: secretValue },
  key: [idValue, secretValue],
}));
const other = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean(), fc.constant(null));

/** A value with one pair somewhere in it. */
const around = fc.letrec<{ tree: { value: unknown; key: string[] } }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    pair,
    fc.tuple(fc.string({ unit: 'binary', minLength: 1 }), tie('tree'), other).map(([name, { value, key }, more]) => ({
      value: { zz: more, [name]: value },
      key,
    })),
    fc.tuple(tie('tree'), other).map(([{ value, key }, more]) => ({ value: [more, value], key })),
  ),
})).tree;

function found(text: string): (string | null)[][] {
  const format = detect('x', text);
  const result = format === null ? null : read(format, text);
  return result?.ok ? result.keys.map((key) => [key.accessKeyId, textOf(key.secret)]) : [];
}

describe('a pair anywhere', () => {
  it('in JSON is found, and taken out so that all else is as it was', () => {
    fc.assert(
      fc.property(around, fc.constantFrom(0, 2), ({ value, key }, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(found(text)).toEqual([key]);
        const result = read('json', text);
        const place = result.ok ? (result.keys[0]?.place ?? '') : '';
        const without = remove('json', text, place);
        const emptied = (_: string, one: unknown) => (typeof one === 'string' && key.includes(one) ? '' : one);
        expect(without.ok && JSON.parse(without.text)).toEqual(JSON.parse(JSON.stringify(value, emptied)));
      }),
    );
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'under the name %s is one as any other',
    (name) => {
      const inside = '{"accessKeyId": "LTAI5tFAKEfakeFAKE000001", "accessKeySecret": "FAKEfakeFAKEfakeFAKEfakeFAKE01"}';
      expect(found(`{"${name}": ${inside}, "x": {"${name}": "y"}}`)).toHaveLength(1);
      const unsaid = read('json', `{"${name}": {"accessKeyId": "FAKE1", "accessKeySecret": "FAKE2"}}`);
      expect(unsaid).toMatchObject({ ok: true, keys: [{ provider: null }] });
    },
  );

  it('in YAML as its own library writes it is found', () => {
    fc.assert(
      fc.property(around, ({ value, key }) => {
        const text = stringify(value);
        const result = read('yaml', text);
        expect(result.ok ? result.keys.map((one) => [one.accessKeyId, textOf(one.secret)]) : result).toEqual([key]);
      }),
    );
  });
});

describe('what is made to cost much', () => {
  const bomb = [
    'a0: &a0 [x, x]',
    ...Array.from({ length: 60 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]`),
  ];
  const merges = [
    `base: &base\n${Array.from({ length: 1000 }, (_, at) => `  k${at}: v`).join('\n')}`,
    ...Array.from({ length: 20_000 }, (_, at) => `m${at}:\n  <<: *base`),
  ];
  it.each([
    ['aliases of aliases', bomb.join('\n')],
    ['an alias of itself', 'a: &a\n  b: *a\n'],
    ['merges of merges', bomb.map((line) => line.replace(/\[(\S+), .*/, '{<<: $1}')).join('\n')],
    ['many merges', merges.join('\n')],
  ])('%s ends, without a key', (_, text) => {
    const result = read('yaml', text);
    expect(result.ok ? result.keys : []).toEqual([]);
  });

  it('100,000 documents are too many', () => {
    const text = '---\na: 1\n'.repeat(100_000);
    expect(text.length).toBeLessThan(textLimit);
    expect(read('yaml', text)).toEqual({ ok: false, problem: 'too-large' });
    expect(yamlFault(text)).toMatchObject({ fault: 'too-many' });
  });

  it('lines of JSON and pairs without an end are read as far as is reasonable', () => {
    const line = '{"accessKeyId":"LTAI5tFAKEfakeFAKE000001","accessKeySecret":"FAKEfakeFAKEfakeFAKEfakeFAKE01"}\n';
    expect(found(line.repeat(9000))).toHaveLength(9000);
    expect(read('json', '{}\n'.repeat(20_000))).toEqual({ ok: false, problem: 'too-large' });
  });

  it.each(['python/object/apply:os.system', 'js/function', 'include', 'env'])('no tag is followed: !!%s', (tag) => {
    const text = `accessKeyId: !!${tag} LTAI5tFAKEfakeFAKE000001\naccessKeySecret: !${tag} x\n`;
    expect(read('yaml', text)).toMatchObject({ ok: true, keys: [], skipped: [{ why: 'not-literal' }] });
  });
});
