import { checkNewKey, errorsOf, type FieldIssue, type FieldName } from '../../common/keys/fields';
import { tidy } from '../../common/keys/text';
import { providerOf } from '../../common/providers';
import {
  type FileDetails,
  isNeeded,
  type KeyEnd,
  type MissingField,
  type RowDetails,
} from '../../common/transfer/import';
import type { OwnedKey } from './contents';
import { withKnown } from './near-in-file';

/** What the vault needs of a key and its file doesn't say, and what a person says of it instead. */

const hour = 3_600_000;

/** What a person said at one moment, in milliseconds since the epoch. */
interface Said<Details> {
  details: Details;
  at: number;
}

/** What was said of one key. `after`: how often something had been said of all of them by then. */
interface SaidOfRow extends Said<RowDetails> {
  after: number;
}

/** What was said of the keys of a file: of all of them, one time after the other, and of some by their index. */
export interface SaidOfKeys {
  file: readonly Said<FileDetails>[];
  rows: ReadonlyMap<number, SaidOfRow>;
}

/** Nobody has said anything yet. */
export const nothingSaid: SaidOfKeys = { file: [], rows: new Map() };

/** Returns what the file doesn't say of a key: what its provider has, and it lacks. */
export function missingIn(key: OwnedKey): MissingField[] {
  const provider = providerOf(key.provider);
  const type = provider.keyTypes.find(({ id }) => id === key.keyType);
  const ends = key.credential === 'temporary' && provider.credentials.includes('temporary');
  const missing: (MissingField | false)[] = [
    ends && key.expiresAt === null && 'expiresAt',
    provider.keyTypes.length > 0 && key.keyType === '' && 'keyType',
    Boolean(type?.endpoint) && tidy(key.endpoint) === '' && 'endpoint',
    tidy(key.accountId) === '' && 'accountId',
  ];
  return missing.filter((field) => field !== false);
}

/** Returns the key with what was said of it. What was said of it alone counts more than what was said before it. */
export function withSaid(key: OwnedKey, index: number, { file, rows }: SaidOfKeys): OwnedKey {
  const row = rows.get(index);
  const before = file.reduce(withFile, key);
  const completed = row ? withRow(before, row) : before;
  return file
    .slice(row?.after ?? 0)
    .flatMap(({ details }) => details.known ?? [])
    .reduce(withKnown, completed);
}

/** Only what the file doesn't say itself is taken of what was said of all keys. */
function withFile(key: OwnedKey, { details, at }: Said<FileDetails>): OwnedKey {
  const missing = missingIn(key);
  const { keyType, endpoint, accountId } = details.providers.find(({ provider }) => provider === key.provider) ?? {};
  const completed = { ...key };
  if (missing.includes('keyType') && keyType) completed.keyType = keyType;
  const type = providerOf(key.provider).keyTypes.find(({ id }) => id === completed.keyType);
  if (type?.endpoint && tidy(completed.endpoint) === '') completed.endpoint = endpoint ?? '';
  // A type without an endpoint has no use for the one in the file.
  if (missing.includes('keyType') && type && !type.endpoint) completed.endpoint = '';
  if (missing.includes('accountId') && accountId) completed.accountId = accountId;
  return missing.includes('expiresAt') && details.end ? withEnd(completed, details.end, at) : completed;
}

function withRow(key: OwnedKey, { details: { end, ...details }, at }: Said<RowDetails>): OwnedKey {
  const completed = { ...key, ...details };
  return end === null ? completed : withEnd(completed, end, at);
}

function withEnd(key: OwnedKey, end: KeyEnd, now: number): OwnedKey {
  if (end.kind === 'at') return { ...key, expiresAt: end.at };
  const description = tidy(key.description) === '' ? end.note : key.description;
  return { ...key, expiresAt: latestEnd(key, now), description };
}

/** Returns when a temporary key that is valid now ends at the latest; `null` if its provider gives none. */
function latestEnd({ provider }: OwnedKey, now: number): number | null {
  const { longestTemporary } = providerOf(provider);
  return longestTemporary === null ? null : now + longestTemporary * hour;
}

/**
 * Returns the key as it could be once the missing is said, so that everything else of it can be checked. It is never
 * stored.
 */
export function asIfSaid(key: OwnedKey, now: number): OwnedKey {
  const missing = missingIn(key).filter(isNeeded);
  if (missing.length === 0) return key;
  const expiresAt = missing.includes('expiresAt') ? latestEnd(key, now) : key.expiresAt;
  if (!missing.includes('keyType')) return { ...key, expiresAt };
  const hasEndpoint = tidy(key.endpoint) !== '';
  const type = providerOf(key.provider).keyTypes.find(({ endpoint }) => endpoint === hasEndpoint);
  return { ...key, expiresAt, keyType: type?.id ?? key.keyType };
}

/**
 * Returns what is wrong with what was said once for all keys, `keys` with it; only of the first key with a fault. `now`
 * is in milliseconds since the epoch.
 */
export function faultsOfFile(keys: readonly OwnedKey[], { providers }: FileDetails, now: number): FieldIssue[] {
  for (const key of keys) {
    const said = providers.find(({ provider }) => provider === key.provider);
    const fields: (FieldName | false)[] = [
      Boolean(said?.keyType) && 'keyType',
      Boolean(said?.keyType || said?.endpoint) && 'endpoint',
      Boolean(said?.accountId) && 'accountId',
    ];
    const faults = errorsOf(checkNewKey(key, now)).filter(({ field }) => fields.includes(field));
    if (faults.length > 0) return faults;
  }
  return [];
}

/** Returns what is wrong with a key of which a person said everything that isn't secret. */
export const faultsOfRow = (key: OwnedKey, now: number): FieldIssue[] =>
  errorsOf(checkNewKey(key, now)).filter(({ field }) => field !== 'accessKeyId');
