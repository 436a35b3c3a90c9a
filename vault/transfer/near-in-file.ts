import type { IdentityName } from '../../common/accounts/account';
import { tidy } from '../../common/keys/text';
import type { ProviderId } from '../../common/providers';
import { type ImportRow, type KnownInstead, mostNear, type NearInFile } from '../../common/transfer/import';
import type { NearNames } from '../keys/accounts/near-many';
import type { OwnedKey } from './contents';

/** Accounts and users of a file that are almost ones of the vault. */

/** A key of a file, as far as it matters here (`plan.ts`). */
interface Compared {
  row: Pick<ImportRow, 'state' | 'differs'>;
  checked: { key: IdentityName & { provider: ProviderId } } | null;
  presentId: string | null;
}

/**
 * Returns what a key's account, or else its user, was perhaps meant to be; `null` if the key makes none that is new. The
 * account comes first, since the user belongs to it.
 */
export function nearOf(names: NearNames, { row, checked, presentId }: Compared): Omit<NearInFile, 'keys'> | null {
  if (checked === null || ['invalid', 'doubled', 'same'].includes(row.state)) return null;
  const isNew = (field: 'accountId' | 'identityName') => presentId === null || row.differs.includes(field);
  const { provider, accountId, identityKind, identityName } = checked.key;
  const account = isNew('accountId') ? names.account({ provider, accountId }) : null;
  if (account) {
    const { accountId: known, alias, how } = account;
    return { of: 'account', provider, accountId, identityKind: '', identityName: '', known, alias, how };
  }
  const user = isNew('identityName') ? names.user({ provider, accountId, identityKind, identityName }) : null;
  if (!user) return null;
  return { of: 'user', provider, accountId, identityKind, identityName, known: user.name, alias: '', how: user.how };
}

/** Adds a warning to the row of a key whose account or user is almost a known one. */
export function warnOfNear({
  row,
  near,
}: {
  row: Pick<ImportRow, 'issues'>;
  near: Omit<NearInFile, 'keys'> | null;
}): void {
  if (near === null) return;
  const field = near.of === 'account' ? 'accountId' : 'identityName';
  row.issues = [...row.issues, { field, problem: 'almost-known', severity: 'warning', like: near.known }];
}

/** Returns the questions of all keys, each once, those of the most keys first. */
export function nearIn(keys: readonly { near: Omit<NearInFile, 'keys'> | null }[]): NearInFile[] {
  const found = new Map<string, NearInFile>();
  for (const { near } of keys) {
    if (!near) continue;
    const place = JSON.stringify(near);
    const before = found.get(place);
    if (before) before.keys += 1;
    else found.set(place, { ...near, keys: 1 });
  }
  return [...found.values()].sort((one, other) => other.keys - one.keys).slice(0, mostNear);
}

/** Returns the key with the known account or user in the place of the one that this is about. */
export function withKnown(key: OwnedKey, { of, provider, accountId, identityKind, identityName, known }: KnownInstead) {
  if (key.provider !== provider || tidy(key.accountId) !== accountId) return key;
  if (of === 'account') return { ...key, accountId: known };
  // A file that says no kind means the usual one, so the name decides there.
  const isIt =
    (key.identityKind === '' || key.identityKind === identityKind) && tidy(key.identityName) === identityName;
  return isIt ? { ...key, identityName: known } : key;
}
