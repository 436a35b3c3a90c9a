import { describe, expect, test } from 'vitest';
import { languages } from '../../../common/languages';
import { identityOf, providerIds, providerOf, providers, type Shape } from '../../../common/providers';
import { fakePair, fakeTemporary } from '../../support/fake-keys';

const fits = (shapes: readonly Shape[], value: string) => shapes.some(({ pattern }) => pattern.test(value));

/** Every text with translations in a provider, wherever it stands. */
function* localized(value: unknown, path: string): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null || value instanceof RegExp) return;
  if ('en' in value) yield [path, value as Record<string, unknown>];
  else for (const [name, part] of Object.entries(value)) yield* localized(part, `${path}.${name}`);
}

test('providers stand in their order, each under its own id', () => {
  expect(providers.map(({ id }) => id)).toEqual([...providerIds]);
  for (const id of providerIds) expect(providerOf(id).id).toBe(id);
  expect(identityOf('huawei', 'iam-user')?.quota).toBe(2);
  expect(identityOf('huawei', 'ram-user')).toBeUndefined();
});

for (const provider of providers) {
  describe(provider.id, () => {
    test('says everything in every language', () => {
      const texts = [...localized(provider, provider.id)];
      expect(texts.length).toBeGreaterThan(6);
      for (const [path, text] of texts) {
        expect(Object.keys(text), path).toEqual([...languages]);
        for (const words of Object.values(text)) expect(words, path).toMatch(/\S/);
      }
    });

    test('has identities of different kinds, one of them the account itself', () => {
      const kinds = provider.identities.map(({ kind }) => kind);
      expect(new Set(kinds).size).toBe(kinds.length);
      expect(provider.identities.filter(({ root }) => root)).toHaveLength(1);
      for (const { root, nameField } of provider.identities) expect(nameField === null).toBe(root);
    });

    test('gives each identity some of the kinds of credential it knows, and each kind to one', () => {
      const given = provider.identities.flatMap(({ credentials }) => credentials);
      expect(new Set(given)).toEqual(new Set(provider.credentials));
      for (const { credentials, quota, kind } of provider.identities) {
        expect(new Set(credentials).size, kind).toBe(credentials.length);
        // Only long-term keys count.
        if (!credentials.includes('long-term')) expect(quota, kind).toBeNull();
      }
    });

    test('has anchored shapes, and placeholders that have them', () => {
      const { 'long-term': longTerm, temporary } = provider.accessKeyId.shapes;
      const { account, secret } = provider;
      for (const { pattern } of [
        ...longTerm,
        ...temporary,
        ...secret.shapes,
        ...(account.shape ? [account.shape] : []),
      ]) {
        expect(pattern.source).toMatch(/^\^.*\$$/);
        expect(pattern.flags).toBe('');
      }
      if (account.shape) expect(account.placeholder).toMatch(account.shape.pattern);
    });

    test('knows the shape of its own keys', () => {
      const pair = fakePair(provider.id);
      const { 'long-term': longTerm } = provider.accessKeyId.shapes;
      if (longTerm.length > 0) expect(fits(longTerm, pair.accessKeyId)).toBe(true);
      if (provider.secret.shapes.length > 0) expect(fits(provider.secret.shapes, pair.secret)).toBe(true);
    });

    test('names columns that differ, in a file that any system can hold', () => {
      const { user, accessKeyId, secret } = provider.csv.columns;
      expect(new Set([user, accessKeyId, secret]).size).toBe(3);
      expect(provider.csv.fileName).toMatch(/^[A-Za-z]+\.csv$/);
      expect(provider.rotation.warnDays).toBeLessThan(provider.rotation.dueDays);
    });
  });
}

test('facts that the rules rest on', () => {
  const facts = providers.map(({ id, disable, identities }) => [
    id,
    disable,
    ...identities.map(({ kind, quota, reveal }) => `${kind} ${quota} ${reveal}`),
  ]);
  expect(facts).toEqual([
    ['alibaba', 'reversible', 'ram-user 2 once', 'alibaba-account 5 once', 'ram-role null once'],
    ['private-alibaba', 'reversible', 'ram-user null once', 'alibaba-account null once'],
    ['huawei', 'reversible', 'iam-user 2 once', 'huawei-account 2 once', 'federated-user null once'],
    ['pingan', 'irreversible', 'subaccount 2 after-verification', 'master-account 2 after-verification'],
  ]);
});

test('Huawei Cloud gives a federated user temporary keys only; the others have users with both or long-term ones', () => {
  expect(identityOf('huawei', 'federated-user')?.credentials).toEqual(['temporary']);
  expect(identityOf('huawei', 'iam-user')?.credentials).toEqual(['long-term', 'temporary']);
  expect(identityOf('alibaba', 'ram-user')?.credentials).toEqual(['long-term']);
});

test('Alibaba Cloud gives temporary keys to a RAM role, for 12 hours at most; Huawei Cloud for 24', () => {
  expect(identityOf('alibaba', 'ram-role')?.credentials).toEqual(['temporary']);
  expect(providers.map(({ longestTemporary }) => longestTemporary)).toEqual([12, null, 24, null]);
  for (const { credentials, longestTemporary } of providers) {
    expect(longestTemporary !== null).toBe(credentials.includes('temporary'));
  }
});

test('Alibaba Cloud: AccessKey IDs of 16 and 24 characters, temporary ones apart', () => {
  const { 'long-term': longTerm, temporary } = providerOf('alibaba').accessKeyId.shapes;
  for (const length of [12, 17, 20, 21]) expect(fits(longTerm, `LTAI${'F'.repeat(length)}`), String(length)).toBe(true);
  for (const length of [11, 13, 16, 22])
    expect(fits(longTerm, `LTAI${'F'.repeat(length)}`), String(length)).toBe(false);
  expect(fits(longTerm, `ltai${'F'.repeat(20)}`)).toBe(false);
  expect(fits(temporary, 'STS.FAKE000000')).toBe(true);
  expect(fits(longTerm, 'STS.FAKE000000')).toBe(false);
});

test('Huawei Cloud: HST begins a temporary key and no other', () => {
  const { 'long-term': longTerm, temporary } = providerOf('huawei').accessKeyId.shapes;
  const { accessKeyId } = fakeTemporary();
  expect([fits(longTerm, accessKeyId), fits(temporary, accessKeyId)]).toEqual([false, true]);
  expect(fits(longTerm, 'FAKEHW0000000000000')).toBe(false);
  expect(fits(longTerm, 'FAKEhw00000000000000')).toBe(false);
});
