import type { AccountNode, ProviderAccounts } from '../../../common/accounts/account';
import { usualRule } from '../../../common/backups';
import { fail, type KeychainState } from '../../../common/errors';
import type { KeyDetail } from '../../../common/keys/access-key';
import type { BinnedKey } from '../../../common/keys/bin';
import type { TagUse } from '../../../common/keys/tags';
import { languageFor } from '../../../common/languages';
import type { VaultPlace } from '../../../common/place';
import { type ProviderId, providerIds } from '../../../common/providers';
import { defaultSettings, type Settings, type SettingsProblem } from '../../../common/settings';
import { windowsOf } from './accounts';
import { fakeKeys, found, rowOf } from './keys';
import { ofMany } from './many';
import type { Answers, Tell } from './operations';
import { overviewOf } from './overview';
import { needs, unknownRoom } from './sheets';

/**
 * The content of a vault in memory, as far as the main view asks for it. Everything that is left out is as in a new
 * vault.
 */
export interface MainViewFacts {
  keys?: KeyDetail[];
  /** The keys in the recycle bin, and for how many days it keeps them. */
  binned?: BinnedKey[];
  binDays?: number;
  accounts?: Partial<Record<ProviderId, AccountNode[]>>;
  tags?: TagUse[];
  keychain?: KeychainState;
  locked?: boolean;
  settings?: Settings;
  settingsSetAside?: string | null;
  settingsProblem?: SettingsProblem | null;
  failures?: string[];
  place?: Partial<VaultPlace>;
}

/**
 * The main view's operations over keys in memory, answered as the contract says. It changes keys, default, status and
 * settings, and sends the events that the vault would send. Everything else is as if nothing was ever done.
 */
export function mainViewAnswers(
  facts: MainViewFacts,
  tell: Tell<'main-view'>,
): { answers: Answers<'main-view'>; stored: KeyDetail[] } {
  const stored = facts.keys ?? fakeKeys(10);
  const binned = facts.binned ?? [];
  return {
    stored,
    answers: {
      ...ofKeys(stored, binned, facts, tell),
      ...ofBin(stored, binned, facts, tell),
      ...ofMany(stored, facts, tell, (ids) => {
        for (const id of ids) {
          const [gone] = stored.splice(stored.findIndex((key) => key.id === id) >>> 0, 1);
          if (gone) binned.unshift(binnedOf(gone));
        }
        return fakeTicket;
      }),
      ...ofSettings(facts, tell),
      ...ofAccounts(stored, facts),
      ...quiet(facts),
    },
  };
}

function ofKeys(
  stored: KeyDetail[],
  binned: BinnedKey[],
  { accounts }: MainViewFacts,
  tell: Tell<'main-view'>,
): Answers<'main-view'> {
  /** Changes one key and sends the event, as the vault does. */
  function change(id: string, how: (key: KeyDetail) => void): null {
    const key = stored.find((candidate) => candidate.id === id);
    if (!key) fail('not-found', {});
    how(key);
    key.updatedAt = Date.now();
    tell('keysChanged', { id });
    return null;
  }
  return {
    'keys.list': (query) => {
      const all = found(stored, query, accounts);
      const rows = all.slice(query.offset, query.offset + query.limit).map(rowOf);
      return { total: all.length, offset: query.offset, rows };
    },
    'keys.place': ({ id, ...query }) => {
      const place = found(stored, query, accounts).findIndex((key) => key.id === id);
      return place < 0 ? null : place;
    },
    'keys.counts': () =>
      providerIds.map((provider) => ({ provider, keys: stored.filter((key) => key.provider === provider).length })),
    'overview.get': () => overviewOf(stored),
    'keys.imported': () => ({ total: 0, rows: [] }),
    'keys.twinOf': () => null,
    'keys.get': ({ id }) => stored.find((key) => key.id === id) ?? fail('not-found', {}),
    'keys.edit': ({ id, ticket: _, ...details }) => change(id, (key) => Object.assign(key, details)),
    'keys.setDefault': ({ id }) =>
      change(id, (key) => {
        for (const other of stored) if (other.provider === key.provider) other.isDefault = other === key;
      }),
    'keys.cancelDefault': ({ id }) =>
      change(id, (key) => {
        key.isDefault = false;
      }),
    'keys.setStatus': ({ ids, status }) => {
      for (const id of ids) {
        change(id, (key) => {
          key.status = status;
          if (status === 'disabled') key.isDefault = false;
        });
      }
      return null;
    },
    'keys.delete': ({ ids }) => {
      for (const id of ids) {
        const index = stored.findIndex((key) => key.id === id);
        if (index < 0) fail('not-found', {});
        const [gone] = stored.splice(index, 1);
        if (gone) binned.unshift(binnedOf(gone));
      }
      tell('keysChanged', { id: null });
      return { undo: fakeTicket };
    },
  };
}

/** A deleted key as the recycle bin shows it. */
export function binnedOf(key: KeyDetail, deletedAt = Date.now()): BinnedKey {
  const { id, provider, name, accessKeyId, accountId, identityKind, identityName, keyType, credential } = key;
  const named = { id, provider, name, accessKeyId, accountId, identityKind, identityName, keyType, credential };
  return { ...named, deletedAt, goesAt: deletedAt + 30 * 86_400_000 };
}

const fakeTicket = 'FAKE'.repeat(10).concat('FAK');

function ofBin(
  stored: KeyDetail[],
  binned: BinnedKey[],
  { binDays = 30 }: MainViewFacts,
  tell: Tell<'main-view'>,
): Answers<'main-view'> {
  let days = binDays;
  const take = (ids: readonly string[]): null => {
    for (const id of ids) binned.splice(binned.findIndex((key) => key.id === id) >>> 0, 1);
    tell('keysChanged', { id: null });
    return null;
  };
  const back = (ids: readonly string[], status: KeyDetail['status']): null => {
    const some = binned.filter(({ id }) => ids.includes(id));
    stored.push(...some.map((key) => ({ ...(fakeKeys(1)[0] as KeyDetail), ...key, status })));
    return take(ids);
  };
  return {
    'bin.list': ({ offset, limit, text }) => {
      const all = binned.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
      return { total: all.length, offset, rows: all.slice(offset, offset + limit) };
    },
    'bin.state': () => ({ keys: binned.length, days }),
    'bin.restore': ({ ids }) => back(ids, 'disabled'),
    'bin.undo': () =>
      back(
        binned.slice(0, 1).map(({ id }) => id),
        'enabled',
      ),
    'bin.erase': ({ ids }) => take(ids),
    'bin.empty': () => take(binned.map(({ id }) => id)),
    'bin.keep': (wanted) => {
      days = wanted.days;
      return null;
    },
  };
}

function ofSettings(facts: MainViewFacts, tell: Tell<'main-view'>): Answers<'main-view'> {
  let settings = facts.settings ?? defaultSettings;
  return {
    'settings.get': () => settings,
    'settings.set': (change) => {
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      settings = { ...settings, ...Object.fromEntries(given) };
      const { language } = settings;
      tell('settingsChanged', { settings, language: language === 'system' ? languageFor('en') : language });
      return settings;
    },
    'settings.about': () => ({
      version: '0.1.0',
      electron: '45.4.1',
      chromium: '150.0.0.0',
      sqlite: '3.51.1',
      vaultFolder: '/home/ada/.config/Keyfold/vault',
      settingsSetAside: facts.settingsSetAside ?? null,
      settingsProblem: facts.settingsProblem ?? null,
      failures: facts.failures ?? [],
    }),
    'settings.copyReport': () => null,
    'settings.system': () => ({ screenLock: 'told', concealsCopies: true }),
    'settings.outside': () => ({ notifications: true, tray: true }),
  };
}

function ofAccounts(stored: KeyDetail[], { accounts = {} }: MainViewFacts): Answers<'main-view'> {
  const tree = (): ProviderAccounts[] =>
    providerIds.map((provider) => {
      const held = accounts[provider] ?? [];
      const keys = stored.filter((key) => key.provider === provider).length;
      const assigned = held.flatMap(({ identities }) => identities);
      const inIdentities = assigned.reduce((sum, { longTerm, temporary }) => sum + longTerm + temporary, 0);
      return { provider, accounts: held, unassigned: Math.max(0, keys - inIdentities) };
    });
  return {
    ...windowsOf(tree),
    'accounts.room': () => unknownRoom,
    'accounts.known': () => ({ first: [], more: false }),
    'accounts.knownUsers': () => ({ first: [], more: false }),
    'accounts.near': () => ({ account: null, user: null }),
  };
}

/** Answers to everything else that a view asks, for a vault in which all is well and nothing was set up. */
function quiet(facts: MainViewFacts): Answers<'main-view'> {
  return {
    'session.place': () => ({ readOnly: false, limits: [], conflicts: [], ...facts.place }),
    'session.state': () => (facts.locked ? 'locked' : 'unlocked'),
    'protection.keychain': () => facts.keychain ?? 'good',
    'protection.state': () => ({ create: false, status: false, revealAgain: false, authenticator: null, lock: null }),
    'protection.needs': () => needs('none'),
    'keyring.state': () => ({ recoveryKey: Date.now(), device: true }),
    'originals.list': () => [],
    'audit.list': ({ offset }) => ({ total: 0, offset, rows: [], checked: null, archived: 0 }),
    'views.list': () => [],
    'command.state': () => ({ state: 'no-program', program: null }),
    'command.grants': () => [],
    'command.endGrant': () => null,
    'given.list': () => ({ total: 0, rows: [] }),
    'given.ofKey': () => ({ handovers: [], leavings: [], total: 0 }),
    'backups.state': () => ({
      backups: [],
      folder: '/home/ada/.config/Keyfold/vault/backups',
      keep: usualRule,
      failed: null,
      second: null,
    }),
    'generation.state': () => null,
    'clock.state': () => ({ now: Date.now(), system: Date.now(), problem: null }),
    'overview.plainFiles': () => [],
    'rotation.counts': () => ({ started: 0, added: 0, switched: 0, disabled: 0, finished: 0 }),
    'rotation.board': ({ offset }) => ({ total: 0, offset, rows: [] }),
    'rotation.all': () => [],
    'rotation.pairs': () => ({ total: 0, pairs: [] }),
    'temporary.expired': () => [],
    'clipboard.state': () => ({ clearsAt: null, stays: false }),
    'clipboard.copyIds': () => null,
    'clipboard.clear': () => null,
    'draft.keep': () => null,
    'draft.drop': () => null,
    'draft.kept': () => null,
    'window.openSheet': () => true,
    'window.lock': () => null,
    'window.hold': () => null,
    'window.answerClosing': () => null,
  };
}
