import type { Events } from '../../common/contract';
import type { Client } from '../../common/contract/derived';
import { type AppError, fail, type KeychainState, KeyfoldError, type Reply } from '../../common/errors';
import type { KeyDetail, KeyQuery, KeyRow, SortColumn } from '../../common/keys/access-key';
import { type Language, languageFor } from '../../common/languages';
import { profileIds, profileOf } from '../../common/providers';
import { defaultSettings, type Settings } from '../../common/settings';

/**
 * The main view's client without a vault: a list in memory that answers as the contract says. For unit tests of the
 * renderer, and for looking at the view without the application.
 */

export interface FakeOptions {
  keys?: KeyDetail[];
  language?: Language;
  keychain?: KeychainState;
  locked?: boolean;
  settings?: Settings;
  settingsSetAside?: string | null;
  /** Milliseconds before a call is answered. */
  delay?: (operation: string) => number;
  /** The error to answer a call with, if any. */
  failWith?: (operation: string) => AppError | null;
}

type Real = Client<'main-view'>;

/** What the main view uses of its client. */
interface MainViewClient extends Pick<Real, 'boot' | 'context' | 'on' | 'settings' | 'clipboard' | 'draft'> {
  keys: Pick<
    Real['keys'],
    'list' | 'counts' | 'get' | 'edit' | 'setDefault' | 'cancelDefault' | 'setStatus' | 'delete'
  >;
  session: Pick<Real['session'], 'state'>;
  protection: Pick<Real['protection'], 'keychain' | 'state'>;
  window: Pick<Real['window'], 'openSheet' | 'lock'>;
}

export interface FakeClient extends MainViewClient {
  /** Every call so far, as `group.name` with its input. */
  calls: { operation: string; input: unknown }[];
  /** What the vault holds. */
  stored: KeyDetail[];
  tell<N extends keyof Events>(name: N, payload: Events[N]['payload']): void;
}

const day = 86_400_000;

/** So many different keys, of every profile in turn. The same every time. */
export function fakeKeys(count: number, now = Date.now()): KeyDetail[] {
  const names = ['deploy-bot', 'ops-reader', 'ci-runner', 'backup', 'storage-admin', 'billing-export', 'log-shipper'];
  return Array.from({ length: count }, (_, index) => {
    const profile = profileOf(profileIds[index % profileIds.length] ?? 'alibaba');
    const identity = profile.identities[index % 5 === 4 ? 1 : 0] ?? profile.identities[0];
    const user = names[index % names.length] ?? '';
    const temporary = profile.credentials.includes('temporary') && index % 3 === 2;
    const tail = (index * 7_919 + 1_000_003).toString(36).toUpperCase().padStart(16, 'K');
    const type = profile.keyTypes[Math.floor(index / 4) % Math.max(1, profile.keyTypes.length)];
    return {
      id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      profile: profile.id,
      name: `${user}-${index + 1}`,
      accessKeyId: profile.id === 'alibaba' ? `LTAI5t${tail.slice(-18).padStart(18, 'x')}` : tail.padStart(20, 'A'),
      accountId: index % 6 === 5 ? '' : profile.account.placeholder,
      identityKind: identity.kind,
      identityName: identity.nameField ? user : '',
      keyType: type?.id ?? '',
      credential: temporary ? 'temporary' : 'long-term',
      status: index % 9 === 7 ? 'disabled' : 'enabled',
      isDefault: index < profileIds.length,
      createdAt: now - index * 5 * day - index * 60_000,
      expiresAt: temporary ? now + (index % 2 === 0 ? -1 : 1) * 5 * 3_600_000 : null,
      reveal: index === 1 ? 'pending' : 'displayed',
      description: index % 2 === 0 ? 'Used by the nightly job.\nOwner: platform team' : '',
      endpoint: type?.endpoint ? 'https://ebs.example.internal' : '',
      updatedAt: now - index * 2 * day,
      rotationDays: null,
      lastUsedAt: null,
      secretCanBeShown: index === 1 || identity.reveal === 'after-verification',
    };
  });
}

const sortValue: Record<SortColumn, (row: KeyRow, now: number) => string | number> = {
  name: (row) => row.name,
  accessKeyId: (row) => row.accessKeyId,
  account: (row) => row.accountId,
  user: (row) => row.identityName,
  type: (row) => row.keyType,
  status: (row) => row.status,
  default: (row) => (row.isDefault ? 0 : 1),
  age: (row, now) => now - row.createdAt,
};

function answer(stored: readonly KeyDetail[], query: KeyQuery): KeyDetail[] {
  const now = Date.now();
  const text = query.text.trim().toLowerCase();
  const value = sortValue[query.sort.column];
  const sign = query.sort.direction === 'ascending' ? 1 : -1;
  return stored
    .filter((key) => query.profile === null || key.profile === query.profile)
    .filter((key) =>
      [key.name, key.description, key.accessKeyId, key.accountId, key.identityName, key.keyType].some((field) =>
        field.toLowerCase().includes(text),
      ),
    )
    .sort((a, b) => {
      const [left, right] = [value(a, now), value(b, now)];
      return sign * (left < right ? -1 : left > right ? 1 : 0);
    });
}

const rowOf = ({ description: _d, endpoint: _e, updatedAt: _u, secretCanBeShown: _s, ...row }: KeyDetail): KeyRow =>
  row;

/** A client whose vault holds these keys. */
export function fakeClient(options: FakeOptions = {}): FakeClient {
  const stored = options.keys ?? fakeKeys(10);
  const calls: FakeClient['calls'] = [];
  const listeners = new Map<string, Set<(payload: never) => void>>();
  let settings = options.settings ?? defaultSettings;

  function tell<N extends keyof Events>(name: N, payload: Events[N]['payload']): void {
    for (const listener of listeners.get(name) ?? []) (listener as (payload: Events[N]['payload']) => void)(payload);
  }

  async function call<Value>(operation: string, input: unknown, value: () => Value): Promise<Reply<Value>> {
    calls.push({ operation, input });
    const delay = options.delay?.(operation) ?? 0;
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    const error = options.failWith?.(operation);
    if (error) return { ok: false, error };
    try {
      return { ok: true, value: value() };
    } catch (thrown) {
      if (thrown instanceof KeyfoldError) return { ok: false, error: thrown.error };
      throw thrown;
    }
  }

  /** Changes one key and says so, as the vault does. */
  function change(operation: string, id: string, how: (key: KeyDetail) => void): Promise<Reply<null>> {
    return call(operation, { id }, () => {
      const key = stored.find((candidate) => candidate.id === id);
      if (!key) fail('not-found', {});
      how(key);
      key.updatedAt = Date.now();
      tell('keysChanged', { id });
      return null;
    });
  }

  return {
    calls,
    stored,
    tell,
    boot: { view: 'main-view', language: options.language ?? 'en', platform: 'linux' },
    context: async () => ({}),
    on(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return () => set.delete(listener);
    },
    session: { state: (input) => call('session.state', input, () => (options.locked ? 'locked' : 'unlocked')) },
    keys: {
      list: (query) =>
        call('keys.list', query, () => {
          const found = answer(stored, query);
          const rows = found.slice(query.offset, query.offset + query.limit).map(rowOf);
          return { total: found.length, offset: query.offset, rows };
        }),
      counts: (input) =>
        call('keys.counts', input, () =>
          profileIds.map((profile) => ({ profile, keys: stored.filter((key) => key.profile === profile).length })),
        ),
      get: (input) => call('keys.get', input, () => stored.find(({ id }) => id === input.id) ?? fail('not-found', {})),
      edit: ({ id, ...details }) => change('keys.edit', id, (key) => Object.assign(key, details)),
      setDefault: ({ id }) =>
        change('keys.setDefault', id, (key) => {
          for (const other of stored) if (other.profile === key.profile) other.isDefault = other === key;
        }),
      cancelDefault: ({ id }) =>
        change('keys.cancelDefault', id, (key) => {
          key.isDefault = false;
        }),
      setStatus: ({ id, status }) =>
        change('keys.setStatus', id, (key) => {
          key.status = status;
          if (status === 'disabled') key.isDefault = false;
        }),
      delete: (input) =>
        call('keys.delete', input, () => {
          const index = stored.findIndex(({ id }) => id === input.id);
          if (index < 0) fail('not-found', {});
          stored.splice(index, 1);
          tell('keysChanged', { id: null });
          return null;
        }),
    },
    protection: {
      keychain: (input) => call('protection.keychain', input, () => options.keychain ?? 'good'),
      state: (input) =>
        call('protection.state', input, () => ({
          create: false,
          status: false,
          revealAgain: false,
          authenticator: null,
          lock: null,
        })),
    },
    settings: {
      get: (input) => call('settings.get', input, () => settings),
      set: (input) =>
        call('settings.set', input, () => {
          const given = Object.entries(input).filter(([, value]) => value !== undefined);
          settings = { ...settings, ...Object.fromEntries(given) };
          const { language } = settings;
          tell('settingsChanged', { settings, language: language === 'system' ? languageFor('en') : language });
          return settings;
        }),
      about: (input) =>
        call('settings.about', input, () => ({
          version: '0.1.0',
          electron: '45.4.1',
          chromium: '150.0.0.0',
          sqlite: '3.51.1',
          vaultFolder: '/home/ada/.config/Keyfold/vault',
          settingsSetAside: options.settingsSetAside ?? null,
        })),
      system: (input) => call('settings.system', input, () => ({ screenLock: 'told', concealsCopies: true })),
    },
    clipboard: {
      state: (input) => call('clipboard.state', input, () => ({ clearsAt: null })),
      clear: (input) => call('clipboard.clear', input, () => null),
    },
    draft: {
      keep: (input) => call('draft.keep', input, () => null),
      drop: (input) => call('draft.drop', input, () => null),
      kept: (input) => call('draft.kept', input, () => null),
    },
    window: {
      openSheet: (input) => call('window.openSheet', input, () => null),
      lock: (input) => call('window.lock', input, () => null),
    },
  };
}
