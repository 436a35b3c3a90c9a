import { describe, expect, it } from 'vitest';
import type { AppError, ErrorCode, KeychainState } from '../../../common/errors';
import type { FieldProblem } from '../../../common/keys/fields';
import { languages } from '../../../common/languages';
import { syntaxFaults, unreadableKinds } from '../../../common/transfer/unreadable';
import { loadI18n, translator } from '../../../renderer/i18n';
import { base } from '../../../renderer/i18n/base';
import { errorWords, isolate, issueWords, plainWords } from '../../../renderer/i18n/words';

const deployBot = {
  provider: 'alibaba',
  accountId: '1234567890123456',
  identityKind: 'ram-user',
  identityName: 'deploy-bot',
} as const;

// One of each; a new code doesn't compile without its line here.
const facts: { [Code in ErrorCode]: Extract<AppError, { code: Code }> } = {
  'bad-request': { code: 'bad-request', operation: 'keys.list' },
  'not-allowed': { code: 'not-allowed', operation: 'keys.list' },
  'nothing-to-archive': { code: 'nothing-to-archive' },
  'log-broken': { code: 'log-broken', row: 7 },
  'archive-unknown': { code: 'archive-unknown' },
  'file-exists': { code: 'file-exists' },
  'needs-newer': { code: 'needs-newer' },
  locked: { code: 'locked' },
  'not-found': { code: 'not-found' },
  'wrong-password': { code: 'wrong-password' },
  'wrong-recovery-key': { code: 'wrong-recovery-key' },
  'recovery-key-typo': { code: 'recovery-key-typo' },
  'no-recovery-key': { code: 'no-recovery-key' },
  'keychain-unusable': { code: 'keychain-unusable', keychain: 'missing' },
  'wrong-code': { code: 'wrong-code' },
  'code-used': { code: 'code-used' },
  'wrong-administrator': { code: 'wrong-administrator' },
  'try-later': { code: 'try-later', seconds: 30 },
  'verification-required': { code: 'verification-required', effect: 'key.add', keyId: null },
  'plan-changed': { code: 'plan-changed' },
  'present-password': { code: 'present-password', wrong: false },
  'password-required': { code: 'password-required', keychain: 'missing' },
  'invalid-fields': { code: 'invalid-fields', issues: [{ field: 'name', problem: 'required', severity: 'error' }] },
  'access-key-id-taken': { code: 'access-key-id-taken', name: 'deploy-bot' },
  'not-enabled': { code: 'not-enabled' },
  'disable-is-final': { code: 'disable-is-final' },
  'not-rotatable': { code: 'not-rotatable' },
  'rotation-under-way': { code: 'rotation-under-way' },
  'rotation-stage': { code: 'rotation-stage' },
  'rotation-mismatch': { code: 'rotation-mismatch' },
  'key-leaked': { code: 'key-leaked' },
  'not-expired': { code: 'not-expired' },
  'quota-full': { code: 'quota-full', ...deployBot, limit: 2, held: 2, more: 1 },
  'key-not-allowed': { code: 'key-not-allowed', ...deployBot, reason: 'console-only' },
  'too-many-keys': { code: 'too-many-keys', found: 25_000, limit: 10_000 },
  'several-defaults': { code: 'several-defaults', provider: 'alibaba', keys: 2 },
  'tag-taken': { code: 'tag-taken', name: 'prod' },
  'tag-gone': { code: 'tag-gone' },
  'too-many-tags': { code: 'too-many-tags', limit: 200 },
  'view-taken': { code: 'view-taken', name: 'Old keys' },
  'view-gone': { code: 'view-gone' },
  'too-many-views': { code: 'too-many-views', limit: 50 },
  'identity-gone': { code: 'identity-gone' },
  'identity-taken': { code: 'identity-taken' },
  'account-taken': { code: 'account-taken' },
  'still-has-keys': { code: 'still-has-keys', keys: 3, doing: 'remove' },
  'other-profile': { code: 'other-profile' },
  'ticket-invalid': { code: 'ticket-invalid' },
  'shown-once': { code: 'shown-once' },
  'no-vault': { code: 'no-vault' },
  'vault-exists': { code: 'vault-exists', folder: '/home/ada/vault' },
  'vault-in-use': { code: 'vault-in-use' },
  'vault-replaced': { code: 'vault-replaced', how: 'replaced', path: '/vault/vault.db' },
  'vault-newer': { code: 'vault-newer', file: 'vault.db', found: 9, supported: 1 },
  'vault-damaged': { code: 'vault-damaged', file: 'vault.db', part: 'database' },
  'vault-altered': { code: 'vault-altered', file: 'vault.db', what: 'trigger', name: 'swallow', how: 'extra' },
  'vault-link': { code: 'vault-link', file: 'vault.db', target: '/elsewhere/vault.db' },
  'vault-away': { code: 'vault-away', path: '/media/usb/vault', target: null },
  'vault-foreign': { code: 'vault-foreign', file: 'vault.db' },
  'backup-incomplete': { code: 'backup-incomplete', missing: 'slots' },
  'backup-damaged': { code: 'backup-damaged' },
  'backup-altered': { code: 'backup-altered', name: 'access_key' },
  'backup-costly': { code: 'backup-costly' },
  'backup-dropped': { code: 'backup-dropped' },
  'backup-is-open': { code: 'backup-is-open' },
  'backup-gone': { code: 'backup-gone' },
  'backup-place-gone': { code: 'backup-place-gone', path: '/media/ada/stick/keyfold-0f7b3c2a' },
  'place-unfit': { code: 'place-unfit', path: '/home/ada/.config/Keyfold/vault', why: 'own' },
  'vault-open-elsewhere': { code: 'vault-open-elsewhere', machine: 'workstation', user: 'ada' },
  'not-a-vault': { code: 'not-a-vault', path: '/home/ada/keys.csv' },
  'vault-unsettled': { code: 'vault-unsettled' },
  'new-keys-under-way': { code: 'new-keys-under-way' },
  'only-a-copy': { code: 'only-a-copy' },
  'nothing-chosen': { code: 'nothing-chosen' },
  'import-partly': { code: 'import-partly', done: 500, total: 900, cause: { code: 'disk-full' } },
  'backup-failed': { code: 'backup-failed', cause: { code: 'disk-full' } },
  'source-changed': { code: 'source-changed' },
  'source-unfit': { code: 'source-unfit', why: 'linked' },
  'originals-full': { code: 'originals-full', limit: 16_777_216 },
  'original-gone': { code: 'original-gone' },
  'original-damaged': { code: 'original-damaged' },
  'file-too-large': { code: 'file-too-large', limit: 64_000_000 },
  'not-a-file': { code: 'not-a-file' },
  'file-unknown': { code: 'file-unknown' },
  'file-unreadable': { code: 'file-unreadable', kind: 'spreadsheet' },
  'file-syntax': { code: 'file-syntax', format: 'json', fault: 'comma-extra', line: 12, column: 3 },
  'file-damaged': { code: 'file-damaged' },
  'file-member': { code: 'file-member', problem: 'unknown', member: 'secret2' },
  'file-newer': { code: 'file-newer', found: 9, supported: 1 },
  'wrong-passphrase': { code: 'wrong-passphrase' },
  'wrong-identity': { code: 'wrong-identity' },
  'work-factor': { code: 'work-factor' },
  'no-keys-in-file': { code: 'no-keys-in-file' },
  'other-provider': { code: 'other-provider', provider: 'AWS' },
  'bad-recipient': { code: 'bad-recipient', number: 2 },
  'nothing-to-export': { code: 'nothing-to-export' },
  'export-changed': { code: 'export-changed' },
  'key-expired': { code: 'key-expired' },
  'tool-file': { code: 'tool-file', problem: 'other-format' },
  cancelled: { code: 'cancelled' },
  'secret-damaged': { code: 'secret-damaged' },
  'disk-full': { code: 'disk-full' },
  'no-permission': { code: 'no-permission', path: '/home/ada/vault' },
  'read-only': { code: 'read-only', path: '/home/ada/vault' },
  io: { code: 'io', path: '/home/ada/vault', system: 'EIO' },
  'vault-ended': { code: 'vault-ended' },
  internal: { code: 'internal' },
};

const problems: Record<FieldProblem, true> = {
  required: true,
  'too-long': true,
  'too-short': true,
  'combining-marks': true,
  formula: true,
  'too-simple': true,
  'not-typable': true,
  'looks-like': true,
  'in-bin': true,
  'almost-known': true,
  'hidden-characters': true,
  'not-printable': true,
  'not-a-choice': true,
  'other-credential-only': true,
  'not-an-endpoint': true,
  'needs-newer': true,
  'unusual-shape': true,
  'other-credential': true,
  'lost-value': true,
  'not-a-date': true,
  'in-the-future': true,
  'too-early': true,
  'before-created': true,
  past: true,
};

const keychains: KeychainState[] = ['good', 'missing', 'unavailable', 'other-backend', 'lost-key', 'not-sealed'];

/** A sentence that was really filled in: no key of a catalogue, no hole. */
function expectWords(words: string): void {
  expect(words).toMatch(/[.。]$/);
  expect(words).not.toMatch(/\{\{|\}\}|undefined|errors:|fields:|[a-z]+\.[a-z]+[A-Z]/);
}

describe.each(languages)('words in %s', (language) => {
  loadI18n(language, base);
  const t = translator();

  it.each(Object.values(facts))('says what $code means', (error) => {
    expectWords(errorWords(t, error));
  });

  it('names the thing that an error is about', () => {
    expect(errorWords(t, facts['access-key-id-taken'])).toContain(isolate('deploy-bot'));
    expect(errorWords(t, facts['vault-exists'])).toContain('/home/ada/vault');
    expect(errorWords(t, facts['vault-newer'])).toContain('vault.db');
    expect(errorWords(t, facts['file-too-large'])).toContain('64 MB');
    expect(errorWords(t, facts['bad-recipient'])).toContain('2');
  });

  it.each(unreadableKinds)('says what a file is that can’t be read, and what to do: %s', (kind) => {
    expectWords(errorWords(t, { code: 'file-unreadable', kind }));
  });

  it.each(syntaxFaults)('says where a file breaks its rules, and how: %s', (fault) => {
    const words = errorWords(t, { code: 'file-syntax', format: 'yaml', fault, line: 12, column: 34 });
    expectWords(words);
    expect(words).toContain('YAML');
    if (fault !== 'too-deep' && fault !== 'too-many') expect(words).toMatch(/12.*34/);
  });

  it.each([
    ['slots', { en: 'key file', 'zh-CN': '密钥文件' }],
    ['database', { en: 'database', 'zh-CN': '数据库文件' }],
  ] as const)('says which part of a damaged vault it is: %s', (part, said) => {
    expect(errorWords(t, { code: 'vault-damaged', file: 'f', part })).toContain(said[language]);
  });

  it.each([
    ['console-only', { en: ['for console access only', 'access type'], 'zh-CN': ['仅允许控制台访问', '访问方式'] }],
    ['long-term-only', { en: ['long-term keys only', 'its credential'], 'zh-CN': ['长期密钥', '凭证类型'] }],
    ['temporary-only', { en: ['temporary keys only', 'its credential'], 'zh-CN': ['临时密钥', '凭证类型'] }],
    ['kind-long-term-only', { en: ['long-term keys only', 'another kind'], 'zh-CN': ['长期密钥', '其他类型'] }],
    ['kind-temporary-only', { en: ['temporary keys only', 'another kind'], 'zh-CN': ['临时密钥', '其他类型'] }],
  ] as const)('says why an identity can’t have a key, and what to do: %s', (reason, said) => {
    const words = errorWords(t, { code: 'key-not-allowed', ...deployBot, reason });
    expectWords(words);
    for (const part of [isolate('deploy-bot'), ...said[language]]) expect(words).toContain(part);
  });

  it('says of a full quota whose it is, the numbers, and that it can’t be raised; the account where it is that itself', () => {
    const words = errorWords(t, { code: 'quota-full', ...deployBot, limit: 5, held: 4, more: 3 });
    for (const part of [isolate('deploy-bot'), '5', '4', '3']) expect(words).toContain(part);
    expect(words).toMatch(/doesn’t raise|不可调整/);
    const root = errorWords(t, { ...facts['quota-full'], identityName: '' });
    expect(root).toContain(isolate('1234567890123456'));
  });

  it('tells a removal from a restriction', () => {
    const removal = errorWords(t, facts['still-has-keys']);
    expect(removal).not.toBe(errorWords(t, { code: 'still-has-keys', keys: 3, doing: 'restrict' }));
    expect(removal).toContain('3');
  });

  it.each(keychains)('says why the password is needed when the keychain is %s', (keychain) => {
    expectWords(errorWords(t, { code: 'password-required', keychain }));
  });

  it.each(Object.keys(problems) as FieldProblem[])('says what %s means, with the field and the bound', (problem) => {
    const words = issueWords(t, { field: 'name', problem, severity: 'error', limit: 255 }, 'LABEL');
    expectWords(words);
    if (problem !== 'past') expect(words).toContain('LABEL');
    if (problem === 'too-long' || problem === 'too-short') expect(words).toContain('255');
  });

  it('says the usual shape where it is known', () => {
    const issue = { field: 'accountId', problem: 'unusual-shape', severity: 'warning' } as const;
    expect(issueWords(t, issue, 'Account', 'SIXTEEN')).toContain('SIXTEEN');
  });

  it('leaves a name alone that looks like a text to be filled in', () => {
    const words = errorWords(t, { code: 'access-key-id-taken', name: '{{name}} $t(common:add) <b>' });
    expect(words).toContain('{{name}} $t(common:add) <b>');
  });
});

describe('isolated values', () => {
  it('keep their marks out of accessible names', () => {
    expect(plainWords(`“${isolate('שלום')}” was saved.`)).toBe('“שלום” was saved.');
  });
});
