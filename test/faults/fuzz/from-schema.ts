import fc from 'fast-check';
import type { z } from 'zod';

/**
 * Makes generators from the contract's schemas, by zod's own description of them. A schema of a kind that is not known
 * here is an error, so that a new kind in the contract is noticed.
 */

/** Values that mean something to the vault under test: ids of its keys, tickets, passwords. */
export interface Known {
  strings: () => readonly string[];
  numbers: () => readonly number[];
  bytes: () => readonly Uint8Array[];
}

/** What zod tells of a schema or a check. */
interface Definition extends Record<string, unknown> {
  type: string;
  checks?: readonly { _zod: { def: Record<string, unknown> } }[];
}

/** What the checks of a schema ask of its values. */
interface Bounds {
  least?: number;
  most?: number;
  pattern?: RegExp;
}

const definitionOf = (schema: unknown) => (schema as { _zod: { def: Definition } })._zod.def;

function boundsOf(schema: unknown): Bounds {
  const own = definitionOf(schema);
  const bounds: Bounds = {};
  // A format such as a UUID is a check of itself.
  for (const check of [own, ...(own.checks ?? []).map(({ _zod }) => _zod.def)]) {
    const { pattern, minimum, maximum, value } = check as Record<string, unknown>;
    if (pattern instanceof RegExp) bounds.pattern = pattern;
    if (typeof minimum === 'number') bounds.least = minimum;
    if (typeof maximum === 'number') bounds.most = maximum;
    if (check.check === 'greater_than' && typeof value === 'number') bounds.least = value;
    if (check.check === 'less_than' && typeof value === 'number') bounds.most = value;
  }
  return bounds;
}

/** Values that fit the schema (nearly always: what a refinement checks is left to chance and to `Known`). */
export function fitting(schema: z.ZodType, known: Known): fc.Arbitrary<unknown> {
  return build(schema, known);
}

function build(schema: unknown, known: Known): fc.Arbitrary<unknown> {
  const def = definitionOf(schema);
  const bounds = boundsOf(schema);
  const inner = () => build(def.innerType, known);
  switch (def.type) {
    case 'object':
      return object(def.shape as Record<string, unknown>, known);
    case 'string':
      return text(bounds, known);
    case 'number':
      return integer(bounds, known);
    case 'boolean':
      return fc.boolean();
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries as Record<string, string>));
    case 'literal':
      return fc.constantFrom(...(def.values as unknown[]));
    case 'readonly':
      return inner();
    case 'nullable':
      return fc.option(inner(), { nil: null, freq: 3 });
    case 'optional':
      return fc.option(inner(), { nil: undefined, freq: 3 });
    case 'union':
      return fc.oneof(...(def.options as unknown[]).map((option) => build(option, known)));
    case 'array':
      return fc.array(build(def.element, known), { minLength: bounds.least ?? 0, maxLength: 6 });
    case 'record':
      return fc.dictionary(build(def.keyType, known) as fc.Arbitrary<string>, build(def.valueType, known), {
        maxKeys: 6,
      });
    // The contract's only one: bytes.
    case 'custom':
      return bytes(known);
    case 'null':
      return fc.constant(null);
    default:
      throw new Error(`no generator for the schema type ${def.type}`);
  }
}

function object(shape: Record<string, unknown>, known: Known): fc.Arbitrary<unknown> {
  const parts = Object.fromEntries(Object.entries(shape).map(([name, part]) => [name, build(part, known)]));
  // A member that is `undefined` is one that is left out.
  return fc
    .record(parts)
    .map((value) => Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)));
}

/** Mostly one of these values, as they are when the value is made; something else where there are none. */
const drawn = <T>(values: () => readonly T[], otherwise: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.tuple(fc.nat(), fc.nat(3), otherwise).map(([index, chance, other]) => {
    const those = chance === 0 ? [] : values();
    return those.length === 0 ? other : (those[index % those.length] as T);
  });

function text({ pattern, most }: Bounds, known: Known): fc.Arbitrary<string> {
  if (pattern) {
    const fits = () => known.strings().filter((value) => pattern.test(value));
    return drawn(fits, fc.stringMatching(pattern));
  }
  const maxLength = Math.min(most ?? 200, 200);
  return fc.oneof(
    { weight: 4, arbitrary: fc.string({ maxLength, unit: 'grapheme' }) },
    { weight: 1, arbitrary: fc.string({ maxLength, unit: 'binary' }) },
    { weight: 1, arbitrary: fc.constantFrom('', ...oddTexts) },
    { weight: 2, arbitrary: drawn(known.strings, fc.constant('')) },
  );
}

const integer = ({ least, most }: Bounds, known: Known): fc.Arbitrary<number> => {
  const min = Math.max(least ?? Number.MIN_SAFE_INTEGER, Number.MIN_SAFE_INTEGER);
  const max = Math.min(most ?? Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  return fc.oneof(
    drawn(() => known.numbers().filter((value) => value >= min && value <= max), fc.constant(min)),
    fc.integer({ min, max }),
    fc.integer({ min: Math.max(min, -5), max: Math.min(max, Math.max(min, -5) + 40) }),
  );
};

const bytes = (known: Known): fc.Arbitrary<Uint8Array> =>
  fc.oneof(
    // The vault overwrites what it is given: each call gets its own.
    { weight: 3, arbitrary: drawn(known.bytes, fc.constant(new Uint8Array())).map((value) => new Uint8Array(value)) },
    { weight: 2, arbitrary: fc.uint8Array({ maxLength: 64 }) },
    { weight: 1, arbitrary: fc.string().map((value) => new Uint8Array(Buffer.from(value, 'utf8'))) },
  );

const oddTexts = [
  '__proto__',
  'constructor',
  "' OR '1'='1",
  '"; DROP TABLE access_key; --',
  '%_\\',
  'NEAR(a b) OR "',
  '\u0000',
  '\ud800',
  '\u202e\u200b',
  '=cmd|calc!A1',
  '../../etc/passwd',
  'x'.repeat(100_000),
];

/** Whatever can travel over a port and is not what anyone asked for. */
export const anything: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
      withUnicodeString: true,
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom(...oddTexts) },
  { weight: 1, arbitrary: fc.constantFrom(null, undefined, NaN, Infinity, -0, 1.5, -1, 2 ** 53, 10n ** 30n) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      cyclic(),
      deep(500),
      'y'.repeat(2_000_000),
      new ArrayBuffer(16),
      new Error('FAKE'),
      /a+b/u,
    ),
  },
);

function cyclic(): object {
  const value: Record<string, unknown> = { name: 'round' };
  value.self = value;
  value.list = [value, value, value];
  return value;
}

function deep(levels: number): unknown {
  let value: unknown = 0;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { value };
  return value;
}

/** What fits, with one thing wrong about it: a part replaced, left out or added, or everything replaced. */
export function misfitting(schema: z.ZodType, known: Known): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 1, arbitrary: anything },
    { weight: 4, arbitrary: fc.tuple(fitting(schema, known), fc.nat(), fc.nat(4), anything).map(spoiled) },
  );
}

function spoiled([value, where, how, part]: [unknown, number, number, unknown]): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return part;
  const names = Object.keys(value);
  const name = names[where % Math.max(1, names.length)];
  const entries = Object.entries(value);
  if (how === 0 && name !== undefined) return Object.fromEntries(entries.filter(([other]) => other !== name));
  if (how === 1) return Object.fromEntries([...entries, ['extra', part]]);
  // As an own member, as JSON would have it.
  if (how === 2) return Object.defineProperty({ ...value }, '__proto__', { value: part, enumerable: true });
  if (how === 3) return Object.assign(Array.from(names), value);
  if (name === undefined) return part;
  return Object.fromEntries(entries.map(([other, own]) => [other, other === name ? part : own]));
}
