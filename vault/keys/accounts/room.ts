import {
  type AccessType,
  type ApiCredential,
  type CredentialChoice,
  type IdentityName,
  type Room,
  refusedCredential,
} from '../../../common/accounts/account';
import { fail } from '../../../common/errors';
import { tidy } from '../../../common/keys/text';
import { type CredentialKind, identityOf } from '../../../common/providers';
import { brokenRule } from '../../store/database/broken-rules';
import type { Reader } from '../../store/database/database';

/**
 * Quotas and allowed credential kinds, in words for a person. The schema enforces them
 * (`database/migrations/002-accounts.ts`). This file reports them before an attempt, and explains a refusal afterwards.
 */

/** What the vault has of an identity. */
interface StoredIdentity {
  held: number;
  accessType: AccessType;
  apiCredential: ApiCredential;
  credential: CredentialChoice;
}

/** An identity that the vault doesn't know. */
const unknown: StoredIdentity = {
  held: 0,
  accessType: 'programmatic',
  apiCredential: 'access-key',
  credential: 'both',
};

/** Returns whether the vault knows the account of this identity. If it doesn't, it knows no identity of it. */
export function knowsAccount(database: Reader, { provider, accountId }: IdentityName): boolean {
  const find = 'SELECT 1 AS one FROM account WHERE profile = ? AND root_account_id = ?';
  return database.get<{ one: number }>(find, provider, tidy(accountId)) !== undefined;
}

/**
 * Returns what this identity can still be given. The vault need not know it yet. If it is known already that the vault
 * has no such account, `isKnown` is false, and nothing is read.
 */
export function roomOf(database: Reader, typed: IdentityName, isKnown = true): Room {
  const { provider, identityKind } = typed;
  const kind = identityOf(provider, identityKind);
  const accountId = tidy(typed.accountId);
  const identityName = kind?.nameField ? tidy(typed.identityName) : '';
  const complete = accountId !== '' && (!kind?.nameField || identityName !== '');
  const find = `SELECT i.access_type AS accessType, i.api_credential AS apiCredential, i.credential,
       -- Not where nobody knows whose they are: those may be thousands, and no quota counts them.
       CASE WHEN ? THEN (SELECT count(*) FROM access_key k WHERE k.identity = i.id AND k.credential = 'long-term')
         ELSE 0 END AS held
     FROM identity i JOIN account a ON a.id = i.account
     WHERE a.profile = ? AND a.root_account_id = ? AND i.kind = ? AND i.name = ?`;
  const who = [provider, accountId, identityKind, identityName];
  const stored = isKnown ? database.get<StoredIdentity>(find, complete ? 1 : 0, ...who) : undefined;
  const { held, accessType, apiCredential, credential } = stored ?? unknown;
  const quota = kind?.quota ?? null;
  const left = complete && quota !== null ? Math.max(0, quota - held) : null;
  return { complete, quota, held, left, accessType, apiCredential, credential };
}

/** Returns why such an identity can't be given a key of that kind at all, whatever its quota; `null`: it can. */
export function refusalIn(
  room: Room,
  { provider, identityKind }: Pick<IdentityName, 'provider' | 'identityKind'>,
  credential: CredentialKind,
): ReturnType<typeof refusedCredential> {
  const kindHas = identityOf(provider, identityKind)?.credentials ?? [credential];
  return refusedCredential(kindHas, room, credential);
}

/** Errors: `quota-full` or `key-not-allowed`, if this identity can't be given so many more keys of that kind. */
export function refuseWithoutRoom(
  database: Reader,
  { provider, accountId, identityKind, identityName }: IdentityName,
  credential: CredentialKind,
  more = 1,
): void {
  const who: IdentityName = { provider, accountId, identityKind, identityName };
  const room = roomOf(database, who);
  const reason = refusalIn(room, who, credential);
  if (reason) fail('key-not-allowed', { ...who, reason });
  if (credential !== 'long-term' || room.quota === null || room.left === null || room.left >= more) return;
  fail('quota-full', { ...who, limit: room.quota, held: room.held, more });
}

/**
 * Runs an act that gives keys to an identity. If the schema refuses it, this fails with the facts for a person instead.
 * Errors: `quota-full`, `key-not-allowed`, those of `act`.
 */
export function saidByRules<T>(
  database: Reader,
  who: IdentityName,
  credentials: readonly CredentialKind[],
  act: () => T,
): T {
  try {
    return act();
  } catch (error) {
    // The transaction has been undone here, so the count is the one from before it.
    if (brokenRule(error)) {
      for (const kind of new Set(credentials)) {
        refuseWithoutRoom(database, who, kind, credentials.filter((each) => each === kind).length);
      }
    }
    throw error;
  }
}
