import type { AccountNode, KeyScope } from '../../../common/accounts/account';
import type { KeyDetail, KeyQuery, KeyRow, SortColumn } from '../../../common/keys/access-key';
import { type ProviderId, providerIds, providerOf, type StoredProviderId } from '../../../common/providers';

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
    ...given,
  };
}

const sortValue: Record<SortColumn, (row: KeyRow, now: number) => string | number> = {
  name: (row) => row.name,
  accessKeyId: (row) => row.accessKeyId,
  account: (row) => row.accountId,
  user: (row) => row.identityName,
  type: (row) => row.keyType,
  status: (row) => row.status,
  default: (row) => (row.isDefault ? 0 : 1),
  age: (row, now) => now - (row.providerCreatedAt ?? row.createdAt),
};

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
  query: KeyQuery,
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
    .sort((a, b) => {
      const [left, right] = [value(a, now), value(b, now)];
      return sign * (left < right ? -1 : left > right ? 1 : 0);
    });
}

/** Returns a key as a row of the list. */
export const rowOf = ({
  description: _d,
  endpoint: _e,
  updatedAt: _u,
  secretCanBeShown: _s,
  shownHow: _h,
  onlyOnce: _o,
  ...row
}: KeyDetail): KeyRow => row;
