import type { Room } from '../../../common/accounts/account';
import type { RevealedKey } from '../../../common/contract/reveal';
import type { EffectName } from '../../../common/effect-names';
import type { PlanTold } from '../../../common/intents';
import type { KeyDetail } from '../../../common/keys/access-key';
import type { VerificationNeeds } from '../../../common/protection';
import { mostNamed, type ScopeFacts } from '../../../common/transfer/export';
import type { SheetName, ViewContexts } from '../../../common/views';
import { fakePair, masterPassword } from '../fake-keys';
import { idOf } from './keys';
import type { Answers } from './operations';

/**
 * The answers of an ordinary vault to what a sheet asks when it opens. Only what always is protected is protected,
 * nobody has to wait, and the keychain answers. What a person does in the sheet has no answer. A test gives the answer
 * that it is about.
 */
export function sheetAnswers(sheet: SheetName): Record<string, unknown> {
  return { ...usual[sheet], ...ofEverySheet };
}

/** What these views are usually opened for. For any other view, a test must say it. */
export const usualContexts = {
  'main-view': {},
  create: { place: '/home/ada/.config/Keyfold/vault' },
  unlock: {},
  restore: {},
  rescue: {},
  rekey: {},
  add: { provider: null, holder: null, rotation: null, draft: null },
  export: { scope: { kind: 'all' } },
  import: { from: 'file' },
  allow: {},
} as const satisfies Partial<ViewContexts>;

/** The verification before an act: the master password, and no way has to wait. */
export const byOwner: VerificationNeeds = needs('owner');

/** Says who must verify an act, with or without an authenticator app. */
export function needs(by: VerificationNeeds['by'], authenticator = false): VerificationNeeds {
  return { by, authenticator, waits: { password: 0, code: 0, administrator: 0 } };
}

/** Makes a plan as the verify sheet gets it: the same effect on each of these keys. */
export function planTold(effect: EffectName, keys: readonly KeyDetail[], more: Partial<PlanTold> = {}): PlanTold {
  return {
    digest: 'fa'.repeat(32),
    effects: [{ effect, count: Math.max(1, keys.length) }],
    total: keys.length,
    keys: keys.map(({ id, name, accessKeyId, provider, accountId, identityKind, identityName, isDefault }) => ({
      ...{ id, name, accessKeyId, provider, accountId, identityKind, identityName, isDefault },
    })),
    roots: 0,
    final: 0,
    binDays: effect === 'key.delete' ? 30 : null,
    target: null,
    backups: [],
    original: null,
    rows: null,
    needs: byOwner,
    ...more,
  };
}

/** Makes a key as the reveal sheet gets it. It is long-term and may be shown again. */
export function revealedKey(
  given: Partial<Omit<RevealedKey, 'secret' | 'token'>> & { secret?: string; token?: string },
) {
  const { secret = fakePair('alibaba').secret, token, ...rest } = given;
  const bytes = (text: string) => new TextEncoder().encode(text);
  return {
    provider: 'alibaba',
    name: 'Main',
    identityName: '',
    accessKeyId: fakePair('alibaba').accessKeyId,
    onlyOnce: false,
    onceMore: false,
    seconds: 60,
    ...rest,
    secret: bytes(secret),
    token: token === undefined ? null : bytes(token),
  } as const satisfies RevealedKey;
}

/** The room of an identity that is not known yet: there is nothing to count. */
export const unknownRoom: Room = {
  complete: false,
  quota: null,
  held: 0,
  left: null,
  accessType: 'programmatic',
  apiCredential: 'access-key',
  credential: 'both',
};

/** What the export sheet is told of a scope. What is left out is as for two keys of Huawei Cloud. */
export function scopeFacts(given: Partial<ScopeFacts> = {}): ScopeFacts {
  const keys = given.keys ?? 2;
  return {
    keys,
    roots: 0,
    shown: String(keys).padStart(64, '0'),
    first: Array.from({ length: Math.min(keys, mostNamed.keys) }, (_, index) => ({
      id: idOf(index),
      provider: 'huawei',
      name: `deploy-${index + 1}`,
      lastFour: `FAK${index + 1}`,
    })),
    providers: [{ provider: 'huawei', keys }],
    accounts: { total: 1, first: [{ accountId: 'hw-example', alias: '' }] },
    account: null,
    csvOf: null,
    ...given,
  };
}

/** Whether these bytes are the master password of the tests. */
export function isMasterPassword(password: Uint8Array): boolean {
  return textOf(password) === masterPassword;
}

/** The text of bytes in UTF-8. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Any ticket. The page passes it on and doesn't look at it. */
export const fakeTicket = 'FAKE-TICKET-'.padEnd(43, '0');

const ofEverySheet = {
  'window.finish': () => null,
  'window.hold': () => null,
  'window.answerClosing': () => null,
};

const usual: { [Sheet in SheetName]: Answers<Sheet> } = {
  create: {
    'session.state': () => 'locked',
    'backups.list': () => [],
    'settings.capture': () => 'shown',
    'vaults.list': () => [],
  },
  unlock: {
    'session.state': () => 'locked',
    'session.ways': () => ({ recoveryKey: false, waits: { password: 0, recoveryKey: 0 }, trouble: null }),
    'command.waiting': () => null,
    'backups.list': () => [],
    'settings.capture': () => 'shown',
    'vaults.list': () => [],
  },
  restore: { 'backups.list': () => [] },
  rescue: { 'rescue.drop': () => null, 'window.leaveRescue': () => null },
  add: {
    'protection.keychain': () => 'good',
    'protection.needs': () => needs('none'),
    'keys.holderOf': () => null,
    'bin.holderOf': () => null,
    'keys.twinOf': () => null,
    'accounts.room': () => unknownRoom,
    'accounts.known': () => ({ first: [], more: false }),
    'accounts.knownUsers': () => ({ first: [], more: false }),
    'accounts.near': () => ({ account: null, user: null }),
    'accounts.get': () => null,
    'draft.keep': () => null,
  },
  verify: { 'protection.needs': () => byOwner },
  reveal: { 'reveal.displayed': () => null, 'reveal.keepOpen': () => ({ seconds: 120 }) },
  protect: { 'protection.needs': () => byOwner },
  rekey: { 'keyring.state': () => ({ recoveryKey: null, device: true }) },
  keyring: { 'keyring.state': () => ({ recoveryKey: null, device: true }) },
  export: { 'protection.needs': () => byOwner },
  import: { 'protection.needs': () => needs('none') },
  use: { 'protection.needs': () => byOwner },
  allow: { 'allow.asked': () => null },
};
