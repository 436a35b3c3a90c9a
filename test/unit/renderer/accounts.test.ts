import { describe, expect, it, vi } from 'vitest';
import type { AccountHead, IdentityNode } from '../../../common/accounts/account';
import type { KeyRow } from '../../../common/keys/access-key';
import { languages } from '../../../common/languages';
import { providers } from '../../../common/providers';
import { loadI18n, translator } from '../../../renderer/i18n';
import { base } from '../../../renderer/i18n/base';
import { keys as keysEnglish } from '../../../renderer/i18n/en/keys';
import { keys as keysChinese } from '../../../renderer/i18n/zh-CN/keys';
import { refusalOf } from '../../../renderer/main-view/features/accounts/refusal';
import { usableCredential } from '../../../renderer/main-view/features/accounts/words';
import { rootWords } from '../../../renderer/main-view/features/keys/components/marks';
import { roomWords } from '../../../renderer/room/room-words';
import { fakeKeys } from '../../support/fake-client';

// What is tested calls nothing, but stands beside what does.
vi.mock('../../../renderer/main-view/client', () => ({ client: { keys: {}, accounts: {} } }));

const identity = (changes: Partial<IdentityNode> = {}): IdentityNode => ({
  id: 1,
  kind: 'ram-user',
  name: 'deploy-bot',
  remark: '',
  accessType: 'programmatic',
  apiCredential: 'access-key',
  credential: 'both',
  longTerm: 1,
  temporary: 0,
  quota: 2,
  left: 1,
  ...changes,
});
const account = (changes: Partial<AccountHead> = {}): AccountHead => ({
  id: 10,
  accountId: '1234567890123456',
  alias: '',
  keys: 0,
  identities: 0,
  ...changes,
});

const rows = (count: number, changes: Partial<KeyRow> = {}): KeyRow[] =>
  fakeKeys(count).map((key) => ({
    ...key,
    provider: 'alibaba',
    accountId: '',
    identityKind: 'ram-user',
    identityName: '',
    credential: 'long-term',
    ...changes,
  }));

describe('assigning', () => {
  const to = (changes: Partial<IdentityNode> = {}) => ({
    provider: 'alibaba' as const,
    account: account(),
    identity: identity(changes),
  });

  it('is refused beforehand as the vault would', () => {
    expect(refusalOf(to(), rows(1))).toBeNull();
    expect(refusalOf(to(), rows(2))).toEqual({
      code: 'quota-full',
      provider: 'alibaba',
      accountId: '1234567890123456',
      identityKind: 'ram-user',
      identityName: 'deploy-bot',
      limit: 2,
      held: 1,
      more: 2,
    });
    expect(refusalOf(to({ accessType: 'console' }), rows(1))).toMatchObject({ reason: 'console-only' });
    expect(refusalOf(to({ credential: 'temporary' }), rows(1))).toMatchObject({ reason: 'temporary-only' });
    expect(refusalOf(to(), rows(1, { credential: 'temporary' }))).toMatchObject({ reason: 'kind-long-term-only' });
    expect(refusalOf(to({ quota: null, left: null }), rows(9))).toBeNull();
  });

  it('counts no key that is the identity’s already', () => {
    const own = { accountId: '1234567890123456', identityName: 'deploy-bot' };
    expect(refusalOf(to({ longTerm: 2, left: 0 }), rows(2, own))).toBeNull();
    expect(refusalOf(to({ accessType: 'console' }), rows(2, own))).toBeNull();
  });
});

it('the credential that an identity can use is that of its kind and its settings together', () => {
  expect(usableCredential('alibaba', identity())).toBe('long-term');
  expect(usableCredential('huawei', identity({ kind: 'iam-user' }))).toBe('both');
  expect(usableCredential('huawei', identity({ kind: 'iam-user', credential: 'temporary' }))).toBe('temporary');
  expect(usableCredential('huawei', identity({ kind: 'federated-user' }))).toBe('temporary');
  expect(usableCredential('huawei', identity({ kind: 'iam-user', accessType: 'console' }))).toBeNull();
});

describe.each(languages)('words in %s', (language) => {
  loadI18n(language, { ...base, keys: { en: keysEnglish, 'zh-CN': keysChinese } });
  const t = translator();
  const who = { provider: 'huawei', accountId: 'hw', identityKind: 'iam-user', identityName: 'ops' } as const;
  const room = {
    complete: true,
    quota: 2,
    held: 1,
    left: 1,
    accessType: 'both',
    apiCredential: 'access-key',
    credential: 'both',
  } as const;

  it('say how many keys are left, and why none is', () => {
    const said = roomWords(t, language, who, room, 'long-term');
    expect(said?.tone).toBe('note');
    for (const part of ['ops', '1', '2']) expect(said?.words).toContain(part);
    const full = roomWords(t, language, who, { ...room, held: 2, left: 0 }, 'long-term');
    expect(full?.tone).toBe('error');
    expect(full?.words).toMatch(/doesn’t raise this quota: delete one|不可调整，请先删除/);
    const console = roomWords(t, language, who, { ...room, accessType: 'console' }, 'temporary');
    expect(console).toMatchObject({ tone: 'error' });
  });

  it('say what is missing before anything counts, and nothing where nothing does', () => {
    const unknown = { ...room, complete: false, held: 0, left: null };
    const words = roomWords(t, language, { ...who, identityName: '' }, unknown, 'long-term');
    expect(words).toMatchObject({ tone: 'note' });
    const root = { ...who, identityKind: 'huawei-account', accountId: '', identityName: '' };
    expect(roomWords(t, language, root, unknown, 'long-term')?.words).not.toBe(words?.words);
    expect(roomWords(t, language, who, { ...room, held: 2, left: 0 }, 'temporary')).toBeNull();
    expect(roomWords(t, language, who, { ...room, quota: null, left: null }, 'long-term')).toBeNull();
  });

  it('warn of the keys of every account itself and of no others, with the safer way', () => {
    for (const { id, identities } of providers) {
      for (const { kind, root, label } of identities) {
        const [row] = rows(1, { provider: id, identityKind: kind });
        const words = row ? rootWords(t, row, language) : null;
        expect(words !== null, `${id} ${kind}`).toBe(root);
        if (words === null) continue;
        expect(words).toContain(label[language]);
        expect(words).toContain(identities.find((other) => !other.root)?.label[language]);
        expect(words).toMatch(/full privileges over everything|全部权限/);
      }
    }
  });
});
