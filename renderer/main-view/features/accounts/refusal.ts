import type { AppError } from '../../../../common/errors';
import type { KeyRow } from '../../../../common/keys/access-key';
import { refusalIn } from '../../../room/room-words';
import type { FoundIdentity } from './store';

/** Returns why this identity can't be given all these keys, as the vault would say it; `null` if it can. */
export function refusalOf({ provider, account, identity }: FoundIdentity, rows: readonly KeyRow[]): AppError | null {
  const { kind, name, longTerm, quota, left, accessType, apiCredential, credential } = identity;
  const who = { provider, accountId: account.accountId, identityKind: kind, identityName: name };
  const isIts = (row: KeyRow) =>
    row.accountId === who.accountId && row.identityKind === kind && row.identityName === name;
  const moved = rows.filter((row) => !isIts(row));
  const room = { complete: true, quota, held: longTerm, left, accessType, apiCredential, credential };
  for (const wanted of ['long-term', 'temporary'] as const) {
    const more = moved.filter((row) => row.credential === wanted).length;
    const refusal = more > 0 ? refusalIn(who, room, wanted, more) : null;
    if (refusal) return refusal;
  }
  return null;
}
