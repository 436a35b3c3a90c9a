import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJson } from '../../../common/strict-json';

const read = (text: string, deepest = 16) => readJson(text, deepest);

describe('F16: JSON of others', () => {
  test('is read as JavaScript reads it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        expect(read(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  test.each([
    ['{"a":1,"a":1}', 'a'],
    ['{"a":1,"b":2,"\\u0061":3}', 'a'],
    ['{"x":{"y":[{"a":1},{"b":1,"b":2}]}}', 'b'],
    ['{"a" :1, "a" : {"a":1}}', 'a'],
    ['{"":1,"":2}', ''],
    ['{"__proto__":1,"__proto__":2}', '__proto__'],
    ['{"a\\"":1,"a\\"":2}', 'a"'],
  ])('with a name twice in one object is refused: %s', (text, member) => {
    expect(read(text)).toEqual({ ok: false, problem: 'doubled', member });
  });

  test.each([
    '{"a":{"a":1},"b":{"a":1}}',
    '[{"a":1},{"a":1}]',
    '{"a":"a","b":["a","a"]}',
    '{"a":"\\"a\\":1,\\"a\\":2"}',
    '{"toString":1,"constructor":2}',
  ])('with a name once in each object is read: %s', (text) => {
    expect(read(text)).toMatchObject({ ok: true });
  });

  test('that isn’t JSON is called that, doubled names or not', () => {
    for (const text of ['', '{', '{"a":1,"a":1', '{"a":1 "a":2}', '"a":1', '{"a":1,"a":1}x', '"\\'])
      expect(read(text)).toEqual({ ok: false, problem: 'no-json' });
  });

  test('may nest so deep and no deeper, and any text is gone through without a crash', () => {
    expect(read('[[1]]', 2)).toMatchObject({ ok: true });
    expect(read('[[[1]]]', 2)).toEqual({ ok: false, problem: 'too-deep' });
    expect(read('["[[[["]', 1)).toMatchObject({ ok: true });
    expect(read('['.repeat(1_000_000))).toEqual({ ok: false, problem: 'too-deep' });
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'{}[]":,\\a1 ') }), (text) => void read(text)));
  });
});
