import { fail } from '../../common/errors';
import type { KeyDetail, KeyDetails, KeyStatus } from '../../common/keys/access-key';
import { checkDates, checkDetails, errorsOf } from '../../common/keys/fields';
import { tidy } from '../../common/keys/text';
import { type ProviderId, providerOf } from '../../common/providers';
import type { Reader, Writer } from '../store/database/database';
import { saidByRules } from './accounts/room';
import { knownKey } from './later';
import * as repository from './repository';
import { isOnlyOnce, secretCanBeShown, stricterRule } from './reveal-rule';
import { rotationInShort } from './rotation/board';

/** The rules for keys that are stored already. `now` in milliseconds since the epoch everywhere. */

/**
 * Returns a key with all its properties but the secret ones. `revealAgain`: one-time secrets may be shown again.
 * Errors: `not-found`.
 */
export function keyDetail(database: Reader, id: string, revealAgain: boolean): KeyDetail {
  const key = repository.findKey(database, id);
  const { revealRule: _, ...detail } = key;
  return {
    ...detail,
    secretCanBeShown: secretCanBeShown(key, revealAgain),
    onlyOnce: isOnlyOnce(key, revealAgain),
    rotation: rotationInShort(database, id),
  };
}

/** Returns whether an edit would move the key to another identity. Errors: `not-found`. */
export function movesIdentity(database: Reader, { id, ...typed }: KeyDetails & { id: string }): boolean {
  const [former, wanted] = [repository.findKey(database, id), tidyDetails(typed)];
  return (['accountId', 'identityKind', 'identityName'] as const).some((field) => former[field] !== wanted[field]);
}

/** Returns the typed details as they are stored. */
export function tidyDetails(details: KeyDetails): KeyDetails {
  return {
    name: tidy(details.name),
    description: tidy(details.description),
    accountId: tidy(details.accountId),
    identityKind: details.identityKind,
    identityName: tidy(details.identityName),
    endpoint: tidy(details.endpoint),
    ...(details.dates && { dates: details.dates }),
  };
}

/**
 * Checks what was typed. `now` decides what is in the future. Errors: `not-found`, `needs-newer`, `invalid-fields`.
 */
export function checkEdit(database: Reader, { id, ...typed }: KeyDetails & { id: string }, now: number): void {
  const key = knownKey(repository.findKey(database, id));
  const issues = errorsOf([
    ...checkDetails(providerOf(key.provider), typed, key.keyType, key.credential),
    ...(typed.dates ? checkDates(typed.dates, now) : []),
  ]);
  if (issues.length > 0) fail('invalid-fields', { issues });
}

/** Errors: `not-found`, `invalid-fields`, `quota-full`, `key-not-allowed`. */
export function editKey(database: Writer, { id, ...typed }: KeyDetails & { id: string }, now: number): void {
  checkEdit(database, { id, ...typed }, now);
  const key = knownKey(repository.findKey(database, id));
  const { dates, ...details } = tidyDetails(typed);
  const revealRule = stricterRule(key, details.identityKind);
  saidByRules(database, { provider: key.provider, ...details }, [key.credential], () =>
    repository.updateDetails(database, { ...key, ...details, ...dates, revealRule }, now),
  );
}

/** `byTime` decides whether the key has expired. Errors: `not-found`, `not-enabled` (disabled or expired). */
export function setDefault(database: Writer, id: string, now: number, byTime = now): void {
  const key = repository.findKey(database, id);
  const expired = key.expiresAt !== null && key.expiresAt <= byTime;
  if (key.status !== 'enabled' || expired) fail('not-enabled', {});
  repository.updateDefault(database, key, now);
}

/** Errors: `not-found`. */
export function cancelDefault(database: Writer, id: string, now: number): void {
  repository.findKey(database, id);
  repository.clearDefault(database, id, now);
}

/** Errors: `not-found`, `disable-is-final`. */
export function setStatus(database: Writer, id: string, status: KeyStatus, now: number): void {
  const key = repository.findKey(database, id);
  const enabling = status === 'enabled' && key.status === 'disabled';
  if (enabling && providerOf(key.provider).disable === 'irreversible') fail('disable-is-final', {});
  repository.updateStatus(database, id, status, now);
}

/** The same for several different keys, by one statement. Errors: `not-found`, `disable-is-final`. */
export function setStatuses(database: Writer, ids: readonly string[], status: KeyStatus, now: number): void {
  const find = `SELECT profile AS provider, status FROM access_key WHERE ${repository.isListed}`;
  const found = database.all<{ provider: ProviderId; status: KeyStatus }>(find, JSON.stringify(ids));
  if (found.length !== ids.length) fail('not-found', {});
  const enabled = status === 'enabled' ? found.filter((key) => key.status === 'disabled') : [];
  const isFinal = (provider: ProviderId) => providerOf(provider).disable === 'irreversible';
  if (enabled.some(({ provider }) => isFinal(provider))) fail('disable-is-final', {});
  repository.updateStatuses(database, ids, status, now);
}
