import { randomUUID } from 'node:crypto';
import { fail } from '../../common/errors';
import type { NewKeyDetails } from '../../common/keys/access-key';
import {
  checkNewKey,
  checkSecret,
  checkToken,
  errorsOf,
  type FieldIssue,
  tidyCredential,
} from '../../common/keys/fields';
import { secretBytes, secretText } from '../../common/keys/text-bytes';
import { providerOf } from '../../common/providers';
import { sameBytes } from '../base/crypto/same-bytes';
import { isConstraint } from '../store/database/broken-rules';
import type { Reader, Writer } from '../store/database/database';
import { identityRow, identityRows } from './accounts/identities';
import { saidByRules } from './accounts/room';
import { tidyDetails } from './change';
import {
  findSealed,
  findSealedFrom,
  holderOf,
  type InsertedKey,
  insertKeys,
  type SealedValues,
  updateSecret,
} from './repository';
import { revealRuleOf } from './reveal-rule';
import { openValue, sealValue } from './sealed';

/** The secret parts of a key, UTF-8. The function that holds them wipes them. */
export interface PlainValues {
  secret: Uint8Array;
  /** `null` for long-term keys. */
  token: Uint8Array | null;
}

/** A new key whose fields are tidied and follow every rule. */
export interface CheckedKey {
  key: NewKeyDetails;
  plain: PlainValues;
  /** What a person should look at, though it can be stored. */
  warnings: readonly FieldIssue[];
}

/**
 * Checks a new key. `now` is in milliseconds since the epoch. Errors: `invalid-fields` with every field that breaks a
 * rule.
 */
export function checkKey(
  typed: NewKeyDetails,
  secrets: { secret: Uint8Array; token: Uint8Array },
  now: number,
): CheckedKey {
  const provider = providerOf(typed.provider);
  const issues = checkNewKey(typed, now);
  const secret = decoded('secret', secrets.secret, issues);
  const token = decoded('token', secrets.token, issues);
  if (secret !== null) issues.push(...checkSecret(provider, typed.credential, secret));
  if (token !== null) issues.push(...checkToken(typed.credential, token));
  const errors = errorsOf(issues);
  if (errors.length > 0 || secret === null || token === null) fail('invalid-fields', { issues: errors });
  const { keyType, credential, expiresAt } = typed;
  return {
    key: {
      ...tidyDetails(typed),
      provider: typed.provider,
      keyType,
      credential,
      expiresAt,
      accessKeyId: tidyCredential(typed.accessKeyId),
    },
    plain: { secret: secretBytes(secret), token: credential === 'temporary' ? secretBytes(token) : null },
    warnings: issues,
  };
}

function decoded(field: 'secret' | 'token', bytes: Uint8Array, issues: FieldIssue[]): string | null {
  try {
    return secretText(bytes);
  } catch {
    issues.push({ field, problem: 'not-printable', severity: 'error' });
    return null;
  }
}

/** Errors: `access-key-id-taken` with the name of the key that has it. */
export function refuseTaken(database: Reader, { provider, accessKeyId }: NewKeyDetails): void {
  const holder = holderOf(database, provider, accessKeyId);
  if (holder) fail('access-key-id-taken', { name: holder.name });
}

/** A key to be stored: checked, with its id. Times are in milliseconds since the epoch. */
export interface StoredAs {
  checked: CheckedKey;
  id: string;
  createdAt: number;
  /** When its secret was shown, or `null`. */
  displayedAt: number | null;
}

/**
 * Seals and stores a checked key under this id. Must be called inside a `write`. Before that ends, what was stored is
 * opened and compared, so that a key is never reported as stored if it can't be read back. Returns its id. Errors:
 * `access-key-id-taken`, `quota-full`, `key-not-allowed`.
 */
export function storeKey(
  vault: { id: string; database: Writer },
  secretKey: Uint8Array,
  checked: CheckedKey,
  createdAt: number,
  id: string = randomUUID(),
  displayedAt: number | null = null,
): string {
  const { database } = vault;
  const { key, plain } = checked;
  const inserted = insertedKey(vault.id, secretKey, { checked, id, createdAt, displayedAt });
  try {
    const store = () => insertKeys(database, [inserted], [identityRow(database, key)]);
    saidByRules(database, key, [key.credential], store);
  } catch (error) {
    // The schema refuses an AccessKey ID that another key has. Here it is said which key that is.
    if (isConstraint(error)) refuseTaken(database, key);
    throw error;
  }
  refuseOther(vault, secretKey, id, key.accessKeyId, plain);
  return id;
}

/** Keys of one statement. With more of them, a key costs less; what is left over is stored key by key. */
const keysAtOnce = 50;

/** Does the same for several keys, by few statements. Errors: those of {@link storeKey}, for the first that is refused. */
export function storeKeys(
  vault: { id: string; database: Writer },
  secretKey: Uint8Array,
  keys: readonly StoredAs[],
): void {
  const identities = identityRows(
    vault.database,
    keys.map(({ checked }) => checked.key),
  );
  for (let at = 0; at < keys.length; at += keysAtOnce) {
    const some = keys.slice(at, at + keysAtOnce);
    const oneByOne = () => {
      for (const { checked, createdAt, id, displayedAt } of some)
        storeKey(vault, secretKey, checked, createdAt, id, displayedAt);
    };
    const theirs = identities.slice(at, at + keysAtOnce);
    if (some.length === keysAtOnce) storeSome(vault, secretKey, some, theirs, oneByOne);
    else oneByOne();
  }
}

function storeSome(
  vault: { id: string; database: Writer },
  secretKey: Uint8Array,
  keys: readonly StoredAs[],
  identities: readonly number[],
  oneByOne: () => void,
): void {
  const { id: vaultId, database } = vault;
  const inserted = keys.map((key) => insertedKey(vaultId, secretKey, key));
  let first: number;
  try {
    first = insertKeys(database, inserted, identities);
  } catch (error) {
    // The schema has refused one of them, and the statement is undone. Storing them one by one says which, and why.
    if (isConstraint(error)) oneByOne();
    throw error;
  }
  const stored = findSealedFrom(database, first, keys.length);
  for (const [index, { checked, id }] of keys.entries()) {
    const sealed = stored[index];
    if (sealed?.id !== id) fail('secret-damaged', {});
    refuseUnlike(openSealed(vaultId, secretKey, sealed, id, checked.key.accessKeyId), checked.plain);
  }
}

/** Returns a key as the database takes it, with its secrets sealed. */
function insertedKey(
  vaultId: string,
  secretKey: Uint8Array,
  { checked: { key, plain }, id, createdAt, displayedAt }: StoredAs,
): InsertedKey {
  const sealed = sealPlain(secretKey, plain, { vaultId, keyId: id, accessKeyId: key.accessKeyId });
  return {
    key: { ...key, id, revealRule: revealRuleOf(key.provider, key.identityKind) },
    sealed,
    createdAt,
    displayedAt,
  };
}

/**
 * Gives a stored key another secret, token and expiry time. Compares what was stored as {@link storeKey} does.
 * Errors: `not-found`, `secret-damaged`.
 */
export function replaceSecret(
  vault: { id: string; database: Writer },
  secretKey: Uint8Array,
  id: string,
  { key, plain }: CheckedKey,
  now: number,
): void {
  const place = { vaultId: vault.id, keyId: id, accessKeyId: key.accessKeyId };
  const sealed = sealPlain(secretKey, plain, place);
  updateSecret(vault.database, id, sealed, key.expiresAt, now);
  refuseOther(vault, secretKey, id, key.accessKeyId, plain);
}

function sealPlain(
  secretKey: Uint8Array,
  plain: PlainValues,
  place: { vaultId: string; keyId: string; accessKeyId: string },
): SealedValues {
  return {
    secret: sealValue(secretKey, plain.secret, { ...place, field: 'secret' }),
    token: plain.token === null ? null : sealValue(secretKey, plain.token, { ...place, field: 'token' }),
  };
}

/** Errors: `secret-damaged`, if what was stored can't be read back as it was. */
function refuseOther(
  vault: { id: string; database: Reader },
  secretKey: Uint8Array,
  id: string,
  accessKeyId: string,
  plain: PlainValues,
): void {
  refuseUnlike(openStored(vault, secretKey, id, accessKeyId), plain);
}

/** Wipes what was stored. Errors: `secret-damaged`, if it isn't the same. */
function refuseUnlike(stored: PlainValues, plain: PlainValues): void {
  const same = samePlain(stored, plain);
  wipePlain(stored);
  if (!same) fail('secret-damaged', {});
}

/** Returns the secret parts of a stored key. The caller wipes them. Errors: `not-found`, `secret-damaged`. */
export function openStored(
  vault: { id: string; database: Reader },
  secretKey: Uint8Array,
  keyId: string,
  accessKeyId: string,
): PlainValues {
  return openSealed(vault.id, secretKey, findSealed(vault.database, keyId), keyId, accessKeyId);
}

function openSealed(
  vaultId: string,
  secretKey: Uint8Array,
  sealed: SealedValues,
  keyId: string,
  accessKeyId: string,
): PlainValues {
  const place = { vaultId, keyId, accessKeyId };
  const secret = openValue(secretKey, sealed.secret, { ...place, field: 'secret' });
  const token = sealed.token === null ? null : openValue(secretKey, sealed.token, { ...place, field: 'token' });
  return { secret, token };
}

/** Overwrites both values. */
export function wipePlain({ secret, token }: PlainValues): void {
  secret.fill(0);
  token?.fill(0);
}

/** Returns whether two keys have the same secret and token. The time it takes doesn't show where they differ. */
export function samePlain(one: PlainValues, other: PlainValues): boolean {
  if (!sameBytes(one.secret, other.secret)) return false;
  if (one.token === null || other.token === null) return one.token === other.token;
  return sameBytes(one.token, other.token);
}
