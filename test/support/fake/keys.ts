import type { AccountNode, KeyScope } from '../../../common/accounts/account';
import type { KeyDetail, KeyQuery, KeyRow, SortColumn } from '../../../common/keys/access-key';
import { type CareKind, type Days, expiringWithin, type KeyFilter, type Times } from '../../../common/keys/filter';
import { identityOf, type ProviderId, providerIds, providerOf, type StoredProviderId } from '../../../common/providers';

/** Keys as the vault describes them to a view, all made up. */

const day = 86_400_000;

/** Makes so many different keys, of all providers in turn. They are the same every time. */
export function fakeKeys(count: number, now = Date.now()): KeyDetail[] {
  const names = ['deploy-bot', 'ops-reader', 'ci-runner', 'backup', 'storage-admin', 'billing-export', 'log-shipper'];
  return Array.from({ length: count }, (_, index) => {
    const provider = providerOf(providerIds[index % providerIds.length] ?? 'alibaba');
    const identity = provider.identities[index % 5 === 4 ? 1 : 0] ?? provider.identities[0];
    const user = names[index % names.length] ?? '';
    const temporary = provider.credentials.includes('temporary') && index % 3 === 2;
    const tail = (index * 7_919 + 1_000_003).toString(36).toUpperCase().padStart(16, 'K');
    const type = provider.keyTypes[Math.floor(index / 4) % Math.max(1, provider.keyTypes.length)];
    return {
      id: idOf(index),
      provider: provider.id,
      name: `${user}-${index + 1}`,
      accessKeyId: provider.id === 'alibaba' ? `LTAI5t${tail.slice(-18).padStart(18, 'x')}` : tail.padStart(20, 'A'),
      accountId: index % 6 === 5 ? '' : provider.account.placeholder,
      identityKind: identity.kind,
      identityName: identity.nameField ? user : '',
      keyType: type?.id ?? '',
      credential: temporary ? 'temporary' : 'long-term',
      status: index % 9 === 7 ? 'disabled' : 'enabled',
      isDefault: index < providerIds.length,
      createdAt: now - index * 5 * day - index * 60_000,
      expiresAt: temporary ? now + (index % 2 === 0 ? -1 : 1) * 5 * 3_600_000 : null,
      reveal: index === 1 ? 'pending' : 'displayed',
      description: index % 2 === 0 ? 'Used by the nightly job.\nOwner: platform team' : '',
      endpoint: type?.endpoint ? 'https://ebs.example.internal' : '',
      updatedAt: now - index * 2 * day,
      account: 1,
      identity: 1,
      rotationDays: null,
      providerCreatedAt: null,
      providerUsedAt: null,
      lastUsedAt: null,
      leakedAt: null,
      dueAt: null,
      warnAt: null,
      tags: [],
      shownHow: index === 1 ? null : 'shown',
      onlyOnce: identity.reveal === 'once',
      secretCanBeShown: index === 1 || identity.reveal === 'after-verification',
      rotation: null,
    };
  });
}

/** Returns the id of the key with this index. */
export function idOf(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

let made = 0;

/** Makes one key. Fields that are left out are those of a key that was just added and shown, with nothing unusual. */
export function fakeKey(
  given: Partial<Omit<KeyDetail, 'provider'>> & { provider: ProviderId; name: string },
): KeyDetail & { provider: ProviderId } {
  made += 1;
  const provider = providerOf(given.provider);
  const identity = provider.identities.find(({ kind }) => kind === given.identityKind) ?? provider.identities[0];
  const type = provider.keyTypes.find(({ id }) => id === given.keyType) ?? provider.keyTypes[0];
  const now = Date.now();
  return {
    id: idOf(1_000_000 + made),
    accessKeyId: `${provider.id === 'alibaba' ? 'LTAIFAKE' : 'FAKEKEY'}${String(made).padStart(13, '0')}`,
    accountId: '',
    identityKind: identity.kind,
    identityName: '',
    keyType: type?.id ?? '',
    credential: 'long-term',
    status: 'enabled',
    isDefault: false,
    createdAt: now,
    expiresAt: null,
    reveal: 'displayed',
    description: '',
    endpoint: type?.endpoint ? 'ebs.example.internal' : '',
    updatedAt: now,
    account: 1,
    identity: 1,
    rotationDays: null,
    providerCreatedAt: null,
    providerUsedAt: null,
    lastUsedAt: null,
    leakedAt: null,
    dueAt: null,
    warnAt: null,
    tags: [],
    shownHow: 'shown',
    onlyOnce: identity.reveal === 'once',
    secretCanBeShown: identity.reveal === 'after-verification',
    rotation: null,
    ...given,
  };
}

const sortValue: Record<SortColumn, (row: KeyRow, now: number) => string | number | null> = {
  name: (row) => row.name,
  accessKeyId: (row) => row.accessKeyId,
  account: (row) => row.accountId,
  user: (row) => row.identityName,
  type: (row) => row.keyType,
  status: (row) => row.status,
  default: (row) => (row.isDefault ? 0 : 1),
  provider: (row) => (providerIds as readonly string[]).indexOf(row.provider),
  age: (row, now) => now - agedFrom(row),
  created: (row) => agedFrom(row),
  used: (row) => lastUse(row),
  due: (row) => row.dueAt,
  expires: (row) => row.expiresAt,
};

const agedFrom = (row: KeyRow) => row.providerCreatedAt ?? row.createdAt;
const lastUse = (row: KeyRow) => Math.max(row.lastUsedAt ?? 0, row.providerUsedAt ?? 0) || null;

/** Returns whether a time is known and lies within these. */
export const within = (time: number | null, { from = 0, to = Number.POSITIVE_INFINITY }: Times) =>
  time !== null && time >= from && time < to;

/** What needs care of a key by itself. The rest needs the other keys, which a fake vault doesn't look at. */
const cares: Partial<Record<CareKind, (key: KeyRow, now: number) => boolean>> = {
  leaked: ({ leakedAt }) => leakedAt !== null,
  overdue: ({ dueAt, status }, now) => status === 'enabled' && dueAt !== null && dueAt <= now,
  soon: ({ dueAt, warnAt, status }, now) =>
    status === 'enabled' && dueAt !== null && dueAt > now && warnAt !== null && warnAt <= now,
  expiring: ({ expiresAt, status }, now) =>
    status === 'enabled' && expiresAt !== null && expiresAt > now && expiresAt <= now + expiringWithin,
  expired: ({ expiresAt }, now) => expiresAt !== null && expiresAt <= now,
  root: ({ provider, identityKind, status }) => status === 'enabled' && isRoot(provider, identityKind),
  unassigned: ({ accountId }) => accountId === '',
  pending: ({ reveal }) => reveal !== 'displayed',
};

const isRoot = (provider: StoredProviderId, kind: string) => identityOf(provider, kind)?.root ?? false;

/** Returns whether a key meets a filter. `now` in milliseconds since the epoch. */
export function meets(key: KeyRow, filter: KeyFilter, now: number): boolean {
  const days = (from: number) => Math.floor((now - from) / day);
  const { care, status, credential, isDefault, root, age, due, ahead, created, used, tags } = filter;
  const dueIn = key.dueAt === null || key.status !== 'enabled' ? null : Math.floor((key.dueAt - now) / day);
  return (
    (care === undefined || (cares[care]?.(key, now) ?? false)) &&
    (status === undefined || key.status === status) &&
    (credential === undefined || key.credential === credential) &&
    (isDefault === undefined || key.isDefault === isDefault) &&
    (root === undefined || isRoot(key.provider, key.identityKind) === root) &&
    (age === undefined || isBetween(days(agedFrom(key)), age)) &&
    (due === undefined || (dueIn !== null && isBetween(dueIn, due))) &&
    (ahead === undefined || (key.status === 'enabled' && (within(key.dueAt, ahead) || within(key.expiresAt, ahead)))) &&
    (created === undefined || within(agedFrom(key), created)) &&
    (used === undefined || within(lastUse(key), used)) &&
    (!tags?.length || tags.some((tag) => key.tags.includes(tag))) &&
    isOfKind(key, filter)
  );
}

/** Returns whether a key is of one of these kinds, and known as well as that. */
function isOfKind(key: KeyRow, { providers, identityKinds, types, createdKnown, usedKnown }: KeyFilter): boolean {
  return (
    (!providers?.length || providers.includes(key.provider)) &&
    (!identityKinds?.length || identityKinds.includes(key.identityKind)) &&
    (!types?.length || types.includes(key.keyType)) &&
    (createdKnown === undefined || (key.providerCreatedAt !== null) === createdKnown) &&
    (usedKnown === undefined || (key.providerUsedAt !== null) === usedKnown)
  );
}

const isBetween = (value: number, { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY }: Days) =>
  value >= least && value <= most;

/** Returns whether a key is in that part of the list. */
function isWithin(key: KeyDetail, scope: KeyScope, accounts: readonly AccountNode[]): boolean {
  if (scope.kind === 'unassigned') return key.accountId === '';
  if (scope.kind === 'account')
    return accounts.some(({ id, accountId }) => id === scope.id && accountId === key.accountId);
  return accounts.some(
    ({ accountId, identities }) =>
      accountId === key.accountId &&
      identities.some(
        ({ id, kind, name }) => id === scope.id && kind === key.identityKind && name === key.identityName,
      ),
  );
}

/** Returns the keys that a query of the list finds, in its order. */
export function found(
  stored: readonly KeyDetail[],
  query: Omit<KeyQuery, 'offset' | 'limit'>,
  accounts: Partial<Record<StoredProviderId, AccountNode[]>> = {},
): KeyDetail[] {
  const now = Date.now();
  const text = query.text.trim().toLowerCase();
  const value = sortValue[query.sort.column];
  const sign = query.sort.direction === 'ascending' ? 1 : -1;
  return stored
    .filter((key) => query.provider === null || key.provider === query.provider)
    .filter((key) => !query.scope || isWithin(key, query.scope, accounts[key.provider] ?? []))
    .filter((key) =>
      [key.name, key.description, key.accessKeyId, key.accountId, key.identityName, key.keyType].some((field) =>
        field.toLowerCase().includes(text),
      ),
    )
    .filter((key) => meets(key, query.filter ?? {}, now))
    .sort((a, b) => {
      const [left, right] = [value(a, now), value(b, now)];
      // What has no value comes last, both ways.
      if (left === null || right === null) return Number(left === null) - Number(right === null);
      return sign * (left < right ? -1 : left > right ? 1 : 0);
    });
}

/** Returns a key as a row of the list. */
export const rowOf = ({
  description: _d,
  endpoint: _e,
  updatedAt: _u,
  account: _a,
  identity: _i,
  secretCanBeShown: _s,
  rotation: _r,
  ...row
}: KeyDetail): KeyRow => row;
