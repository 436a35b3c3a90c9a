import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { KeyfoldError } from '../../../../common/errors';
import { noDates } from '../../../../common/keys/dates';
import { decryptAge, identitiesIn } from '../../../../vault/transfer/age';
import { exportSchema, mostKeys, readExport, readExportInSlices } from '../../../../vault/transfer/export-format';
import { text } from '../harness';

const golden = (name: string) => readFileSync(join(import.meta.dirname, 'golden', name));
const json = golden('version-1.json').toString('utf8');
const codeOf = (bytes: Uint8Array) => {
  try {
    readExport(bytes);
    return 'read';
  } catch (error) {
    if (error instanceof KeyfoldError) return error.error.code;
    throw error;
  }
};
const errorOf = (read: () => unknown) => {
  try {
    return read();
  } catch (error) {
    return error instanceof KeyfoldError ? error.error : error;
  }
};
const codeOfText = (of: string) => codeOf(Buffer.from(of, 'utf8'));
const oneKey = (changes: object) =>
  JSON.stringify({
    format: 'keyfold-export',
    version: 1,
    exportedAt: '2026-11-25T00:00:00.000Z',
    keys: [
      { profile: 'alibaba', name: 'n', identity: { kind: 'ram-user' }, accessKeyId: 'i', secret: 's', ...changes },
    ],
  });

const nothingMore = { dates: noDates, leakedAt: null, tags: [] };

describe('a golden file', () => {
  test.each([
    ['version-1.passphrase.age', { kind: 'passphrase', passphrase: Buffer.from('a-fake-passphrase-for-golden-files') }],
    [
      'version-1.recipient.age',
      { kind: 'identities', identities: identitiesIn(golden('fake-identity.txt').toString('utf8')) },
    ],
    ['version-2.passphrase.age', { kind: 'passphrase', passphrase: Buffer.from('a-fake-passphrase-for-golden-files') }],
    [
      'version-2.recipient.age',
      { kind: 'identities', identities: identitiesIn(golden('fake-identity.txt').toString('utf8')) },
    ],
  ] as const)('as %s is read', async (name, key) => {
    const given = key.kind === 'identities' ? { ...key, identities: [...key.identities] } : key;
    const plain = await decryptAge(golden(name), given);
    const inside = JSON.parse(golden(name.replace(/\..*/, '.json')).toString('utf8'));
    expect(JSON.parse(Buffer.from(plain).toString('utf8'))).toEqual(inside);
  });

  test('of version 2 says besides what the provider knows, that a key leaked, and its tags', () => {
    const { keys } = readExport(golden('version-2.json'));
    expect(keys.map(({ dates, leakedAt, tags }) => ({ dates, leakedAt, tags }))).toEqual([
      {
        dates: { providerCreatedAt: Date.UTC(2024, 4, 31), providerUsedAt: Date.UTC(2026, 0, 1, 12, 30) },
        leakedAt: Date.UTC(2026, 10, 1),
        tags: [
          { name: 'prod', colour: 'red' },
          { name: '支付', colour: 'blue' },
        ],
      },
      { ...nothingMore, dates: { providerCreatedAt: null, providerUsedAt: 0 } },
      nothingMore,
    ]);
  });

  test('of version 1 has all of its keys, and what it leaves out has a meaning', () => {
    const { keys } = readExport(golden('version-1.json'));
    expect(keys.map(({ secret, token, ...key }) => ({ ...key, secret: text(secret), token: text(token) }))).toEqual([
      {
        place: '1',
        provider: 'alibaba',
        name: '支付网关 "prod"',
        description: 'two\nlines',
        accountId: '1234567890123456',
        identityKind: 'alibaba-account',
        identityName: '',
        keyType: '',
        endpoint: '',
        credential: 'long-term',
        accessKeyId: 'LTAIFAKEfakeFAKEfake0001',
        secret: 'FAKEfakeFAKEfakeFAKEfakeFAKE01',
        token: null,
        expiresAt: null,
        status: 'enabled',
        isDefault: true,
        displayed: true,
        createdAt: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
        rotationDays: 30,
        ...nothingMore,
      },
      expect.objectContaining({ secret: 'FAKE+/="\\\'secret', status: 'disabled', displayed: false }),
      expect.objectContaining({ token: 'FAKETOKENfakeFAKEfake==', expiresAt: Date.UTC(2030, 0, 1), createdAt: null }),
      {
        place: '4',
        provider: 'pingan',
        name: 'Least',
        description: '',
        accountId: '',
        identityKind: 'subaccount',
        identityName: '',
        keyType: '',
        endpoint: '',
        credential: 'long-term',
        accessKeyId: 'FAKEPA00000000000001',
        secret: 'FAKEfake',
        token: null,
        expiresAt: null,
        status: 'enabled',
        isDefault: false,
        displayed: true,
        createdAt: null,
        rotationDays: null,
        ...nothingMore,
      },
    ]);
  });
});

test('the schema in docs/ is the one that files are read by', () => {
  const told = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../../docs/export-format.schema.json'), 'utf8'),
  );
  expect(told).toEqual({
    title: 'Keyfold export, versions 1 and 2',
    ...z.toJSONSchema(exportSchema, { io: 'input', reused: 'inline' }),
  });
});

describe('what is no export is refused with its reason', () => {
  test.each([
    ['nothing', '', 'file-damaged'],
    ['no JSON', '{"format":"keyfold-export",', 'file-damaged'],
    ['another JSON', '{"format":"other","version":1}', 'file-damaged'],
    ['a later version', '{"format":"keyfold-export","version":3,"anything":1}', 'file-newer'],
    ['no version', '{"format":"keyfold-export","keys":[]}', 'file-damaged'],
    ['no keys', oneKey({}).replace(/"keys":\[.*\]/, '"keys":[]'), 'no-keys-in-file'],
    ['a key that is no object', oneKey({}).replace(/"keys":\[.*\]/, '"keys":[1]'), 'file-damaged'],
    ['no key but one of another provider', oneKey({ profile: 'aws' }), 'needs-newer'],
    ['a secret that is no text', oneKey({ secret: { length: 3 } }), 'file-damaged'],
    ['a name of 10 MB', oneKey({ name: 'n'.repeat(10_000_000) }), 'file-damaged'],
    ['a moment that is none', oneKey({ createdAt: 'yesterday' }), 'file-damaged'],
    ['a hundred thousand brackets', `${'['.repeat(100_000)}`, 'file-damaged'],
    [
      'brackets within its keys',
      oneKey({ more: 0 }).replace('"more":0', `"more":${'['.repeat(20)}${']'.repeat(20)}`),
      'file-damaged',
    ],
  ])('%s', (_, of, code) => expect(codeOfText(of)).toBe(code));

  test('more keys than are taken', () => {
    const { keys, ...head } = JSON.parse(oneKey({}));
    const many = JSON.stringify({ ...head, keys: Array(mostKeys + 1).fill(keys[0]) });
    expect(codeOfText(many)).toBe('file-damaged');
  });

  test('text that is not UTF-8', () => {
    const bytes = Buffer.from(oneKey({ name: '密钥' }), 'utf16le');
    expect(codeOf(bytes)).toBe('file-damaged');
    expect(codeOf(Buffer.concat([Buffer.from(oneKey({}).slice(0, -1)), Buffer.from([0xff, 0xfe])]))).toBe(
      'file-damaged',
    );
  });

  test('a prototype in the place of properties changes nothing', () => {
    for (const member of ['"__proto__":{"secret":"x","polluted":1}', '"constructor":{}']) {
      expect(codeOfText(oneKey({}).replace('"name":"n"', `"name":"n",${member}`))).toBe('file-member');
    }
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  test.each([
    ['unknown', 'somethingNew', oneKey({ somethingNew: { of: 'a later Keyfold' } })],
    ['unknown', 'extra', oneKey({ identity: { kind: 'ram-user', extra: 1 } })],
    ['unknown', 'note', oneKey({}).replace('"version":1', '"version":1,"note":""')],
    ['unknown', '__proto__', oneKey({}).replace('"name":"n"', '"name":"n","__proto__":{"secret":"x"}')],
    ['doubled', 'secret', oneKey({}).replace('"secret":"s"', '"secret":"s","secret":"other"')],
    ['doubled', 'secret', oneKey({}).replace('"secret":"s"', '"secret":"s","sec\\u0072et":"other"')],
    ['doubled', 'kind', oneKey({}).replace('"kind":"ram-user"', '"kind":"ram-user" , "kind" : "ram-user"')],
    ['doubled', 'keys', oneKey({}).replace('"keys":', '"keys":[],"keys":')],
    ['doubled', 'format', oneKey({}).replace('"version":1', '"version":1,"format":"keyfold-export"')],
    ['doubled', 'pro\ufffdd', oneKey({}).replace('"name":"n"', '"name":"n","pro\\u202ed":1,"pro\\u202ed":2')],
    ['unknown', 'x'.repeat(40), oneKey({ ['x'.repeat(10_000)]: 1 })],
  ])('F16: a member that is %s: %s', (problem, member, json) => {
    const read = () => readExport(Buffer.from(json, 'utf8'));
    expect(read).toThrow(KeyfoldError);
    expect(errorOf(read)).toEqual({ code: 'file-member', problem, member });
  });

  test('F16: the same name in two objects, or as a value, is no doubled member', () => {
    expect(codeOfText(oneKey({ name: '"secret":"s","secret":1', description: 'secret' }))).toBe('read');
    expect(codeOfText(json)).toBe('read');
  });

  test('in slices as at once', async () => {
    for (const file of [golden('version-1.json'), golden('version-2.json')]) {
      expect(await readExportInSlices(file)).toEqual(readExport(file));
    }
    await expect(readExportInSlices(Buffer.from(oneKey({ extra: 1 }), 'utf8'))).rejects.toThrow('file-member');
  });

  test('any bytes, and any export with a piece changed, without a crash', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void codeOf(bytes)));
    fc.assert(
      fc.property(fc.nat(json.length - 1), fc.nat(20), fc.string({ maxLength: 20 }), (at, cut, instead) => {
        codeOfText(json.slice(0, at) + instead + json.slice(at + cut));
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.json(), (any) => {
        codeOfText(`{"format":"keyfold-export","version":1,"exportedAt":"2026-11-25T00:00:00Z","keys":[${any}]}`);
      }),
    );
  });
});
