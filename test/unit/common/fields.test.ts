import { describe, expect, test } from 'vitest';
import type { KeyDetails, NewKeyDetails } from '../../../common/keys/access-key';
import {
  checkDetails,
  checkNewKey,
  checkNewPassword,
  checkSecret,
  checkToken,
  errorsOf,
  type FieldIssue,
  fieldLimits,
  minimumPasswordLength,
  tidyCredential,
} from '../../../common/keys/fields';
import { tidy } from '../../../common/keys/text';
import { providerOf } from '../../../common/providers';

const now = Date.UTC(2026, 0, 1);
const good: NewKeyDetails = {
  provider: 'alibaba',
  name: 'Deploy',
  description: '',
  accountId: '',
  identityKind: 'ram-user',
  identityName: '',
  endpoint: '',
  keyType: '',
  credential: 'long-term',
  accessKeyId: 'LTAIFAKE0000000000000000',
  expiresAt: null,
};
const huawei: Partial<NewKeyDetails> = {
  provider: 'huawei',
  identityKind: 'iam-user',
  accessKeyId: 'FAKEHW00000000000000',
};
const temporary: Partial<NewKeyDetails> = {
  ...huawei,
  credential: 'temporary',
  accessKeyId: 'HSTFAKE0000000000000',
  expiresAt: now + 1,
};
const ebs: Partial<NewKeyDetails> = {
  provider: 'private-alibaba',
  keyType: 'AliyunEBS',
  endpoint: 'https://ebs.example',
  accessKeyId: 'FAKE',
};

const words = (issues: readonly FieldIssue[]) =>
  issues.map(({ field, problem, severity }) => `${severity === 'warning' ? '? ' : ''}${field} ${problem}`);
const issues = (changes: Partial<NewKeyDetails>) => words(checkNewKey({ ...good, ...changes }, now));

describe('a new key', () => {
  test('needs name and AccessKey ID only, in every provider', () => {
    expect(issues({})).toEqual([]);
    expect(issues(huawei)).toEqual([]);
    expect(issues(temporary)).toEqual([]);
    expect(issues(ebs)).toEqual([]);
    expect(issues({ provider: 'pingan', identityKind: 'subaccount', accessKeyId: 'any shape' })).toEqual([
      'accessKeyId not-printable',
    ]);
    expect(issues({ provider: 'pingan', identityKind: 'subaccount', accessKeyId: 'any-shape' })).toEqual([]);
    expect(issues({ name: '', accessKeyId: '' })).toEqual(['name required', 'accessKeyId required']);
  });

  const texts: ['name' | 'description' | 'accountId' | 'identityName', number][] = [
    ['name', fieldLimits.name],
    ['description', fieldLimits.description],
    ['accountId', fieldLimits.accountId],
    ['identityName', fieldLimits.identityName],
  ];
  for (const [field, limit] of texts) {
    test(`${field}: ${limit} characters and no more, blanks at the ends not counted`, () => {
      const errors = (text: string) => words(errorsOf(checkNewKey({ ...good, [field]: text }, now)));
      expect(errors(`  ${'字'.repeat(limit)}\t`)).toEqual([]);
      expect(errors('字'.repeat(limit + 1))).toEqual([`${field} too-long`]);
    });

    test(`${field}: no hidden characters, but emoji with their joiners`, () => {
      const errors = (text: string) => words(errorsOf(checkNewKey({ ...good, [field]: text }, now)));
      for (const hidden of [
        '\u0000',
        '\u001b',
        '\u007f',
        '\u0085',
        '\u061c',
        '\u200b',
        '\u200e',
        '\u202e',
        '\u2066',
        '\ufeff',
      ]) {
        expect(errors(`a${hidden}b`), `U+${hidden.charCodeAt(0).toString(16)}`).toEqual([`${field} hidden-characters`]);
      }
      expect(errors('👩‍💻 क्‍ष')).toEqual([]);
      expect(errors('two\nlines\tand a tab')).toEqual(field === 'description' ? [] : [`${field} hidden-characters`]);
    });
  }

  test('identity and type are the provider’s own', () => {
    expect(issues({ identityKind: 'iam-user' })).toEqual(['identityKind not-a-choice']);
    expect(issues({ identityKind: 'toString' })).toEqual(['identityKind not-a-choice']);
    expect(issues({ identityKind: 'alibaba-account', identityName: ' ' })).toEqual([]);
    expect(issues({ identityKind: 'alibaba-account', identityName: 'bob' })).toEqual(['identityName not-a-choice']);
    expect(issues({ keyType: 'AliyunEBS' })).toEqual(['keyType not-a-choice']);
    expect(issues({ ...ebs, keyType: '', endpoint: '' })).toEqual(['keyType not-a-choice']);
  });

  test('an endpoint belongs to AliyunEBS, and only there', () => {
    for (const endpoint of ['ebs.example', 'https://ebs.example:8443/a/b?c', 'http://10.0.0.1', ' localhost ', 'a']) {
      expect(issues({ ...ebs, endpoint }), endpoint).toEqual([]);
    }
    for (const endpoint of [
      'ftp://ebs.example',
      'https://',
      'ebs example',
      '-ebs',
      'javascript:alert(1)',
      'ebs.example:123456',
    ]) {
      expect(issues({ ...ebs, endpoint }), endpoint).toEqual(['endpoint not-an-endpoint']);
    }
    expect(issues({ ...ebs, endpoint: ' ' })).toEqual(['endpoint required']);
    expect(issues({ ...ebs, endpoint: 'a'.repeat(255) })).toEqual([]);
    expect(issues({ ...ebs, endpoint: 'a'.repeat(256) })).toEqual(['endpoint too-long']);
    expect(issues({ ...ebs, keyType: 'AliyunNAS' })).toEqual(['endpoint not-a-choice']);
  });

  test('a temporary one has an expiry, and only Huawei Cloud has such', () => {
    expect(issues({ ...temporary, expiresAt: null })).toEqual(['expiresAt required']);
    expect(issues({ ...temporary, expiresAt: now })).toEqual(['? expiresAt past']);
    expect(issues({ ...huawei, expiresAt: now + 1 })).toEqual(['expiresAt not-a-choice']);
    expect(issues({ credential: 'temporary', expiresAt: now + 1 })).toContain('credential not-a-choice');
  });

  test('shapes warn and never refuse', () => {
    expect(issues({ accountId: '123' })).toEqual(['? accountId unusual-shape']);
    expect(issues({ accountId: ' 1234567890123456 ' })).toEqual([]);
    expect(issues({ accessKeyId: 'FAKE' })).toEqual(['? accessKeyId unusual-shape']);
    expect(issues({ accessKeyId: 'STS.FAKE000000' })).toEqual(['? accessKeyId other-credential']);
    expect(issues({ ...huawei, accessKeyId: 'HSTFAKE0000000000000' })).toEqual(['? accessKeyId other-credential']);
    expect(issues({ accessKeyId: 'F'.repeat(128) })).toEqual(['? accessKeyId unusual-shape']);
    expect(issues({ accessKeyId: 'F'.repeat(129) })).toEqual(['accessKeyId too-long']);
    expect(issues({ accessKeyId: 'FAKÉ' })).toEqual(['accessKeyId not-printable']);
  });
});

test('an edit obeys the rules for details alone', () => {
  const details: KeyDetails = { ...good, name: '', identityKind: 'iam-user' };
  expect(words(checkDetails(providerOf('alibaba'), details, '', 'long-term'))).toEqual([
    'name required',
    'identityKind not-a-choice',
  ]);
});

describe('secret and token', () => {
  const secret = (text: string) => words(checkSecret(providerOf('alibaba'), text));

  test('a secret is printable ASCII of 1 to 256 characters', () => {
    expect(secret('F'.repeat(30))).toEqual([]);
    expect(secret(`\ufeff ${'F'.repeat(30)}\r\n`)).toEqual([]);
    expect(secret('F'.repeat(29))).toEqual(['? secret unusual-shape']);
    expect(secret('=+/"\\,\'!~')).toEqual(['? secret unusual-shape']);
    expect(secret('F'.repeat(256))).toEqual(['? secret unusual-shape']);
    expect(secret('F'.repeat(257))).toEqual(['secret too-long']);
    expect(secret(' ')).toEqual(['secret required']);
    for (const text of ['FA KE', 'FA\nKE', 'FAKÉ', 'FA\u200bKE'])
      expect(secret(text)).toEqual(['secret not-printable']);
    expect(words(checkSecret(providerOf('pingan'), 'x'))).toEqual([]);
  });

  test('a token belongs to temporary credentials', () => {
    expect(words(checkToken('temporary', 'F'.repeat(8192)))).toEqual([]);
    expect(words(checkToken('temporary', 'F'.repeat(8193)))).toEqual(['token too-long']);
    expect(words(checkToken('temporary', ' '))).toEqual(['token required']);
    expect(words(checkToken('temporary', 'FA KE'))).toEqual(['token not-printable']);
    expect(words(checkToken('long-term', ' '))).toEqual([]);
    expect(words(checkToken('long-term', 'FAKE'))).toEqual(['token not-a-choice']);
  });
});

test('a master password has 8 to 1024 characters; their number counts, not their bytes', () => {
  const password = (text: string) => words(checkNewPassword(text));
  expect(password('')).toEqual(['password required']);
  expect(password('x'.repeat(minimumPasswordLength - 1))).toEqual(['password too-short']);
  expect(password('x'.repeat(minimumPasswordLength))).toEqual([]);
  expect(password('👩'.repeat(minimumPasswordLength - 1))).toEqual(['password too-short']);
  expect(password('👩'.repeat(minimumPasswordLength))).toEqual([]);
  expect(password('x'.repeat(1024))).toEqual([]);
  expect(password('x'.repeat(1025))).toEqual(['password too-long']);
});

test('tidying composes text and takes the blanks of copying, nothing else', () => {
  expect(tidy(' Cafe\u0301  au lait\n')).toBe('Caf\u00e9  au lait');
  expect(tidyCredential('\ufeff\u00a0 FA KE \r\n')).toBe('FA KE');
  expect(tidyCredential('ﬁ\u0301')).toBe('ﬁ\u0301');
});

test('checking is quick on hostile text', () => {
  const long = 'a.'.repeat(40_000);
  const result = issues({ ...ebs, name: long, endpoint: `${'a'.repeat(250)}!`, accessKeyId: long, accountId: long });
  expect(result).toEqual(['name too-long', 'accountId too-long', 'endpoint not-an-endpoint', 'accessKeyId too-long']);
});
