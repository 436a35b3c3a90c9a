import { fail } from '../../common/errors';
import { isKnownProvider, needsNewer, type ProviderId, providers, type StoredProviderId } from '../../common/providers';
import type { Reader } from '../store/database/database';

/** Keys that only a later Keyfold knows: they stay as they are. */

/** What decides whether a key is one of them. */
interface What {
  provider: StoredProviderId;
  identityKind: string;
  keyType: string;
}

/** Returns the key if this program knows what it is. Errors: `needs-newer`. */
export function knownKey<Key extends What>(key: Key): Key & { provider: ProviderId } {
  const { provider } = key;
  if (needsNewer(key) || !isKnownProvider(provider)) return fail('needs-newer', {});
  return { ...key, provider };
}

const quoted = (text: string) => `'${text}'`;
// These are texts of our own providers. Nothing in them comes from outside.
const kinds = providers.flatMap(({ id, identities }) =>
  identities.map(({ kind }) => `(${quoted(id)}, ${quoted(kind)})`),
);
const types = providers.flatMap(({ id, keyTypes }) =>
  ['', ...keyTypes.map((type) => type.id)].map((type) => `(${quoted(id)}, ${quoted(type)})`),
);

const knownKinds = `(VALUES ${kinds.join(', ')})`;
const knownTypes = `(VALUES ${types.join(', ')})`;

/** The condition on `access_key k` for keys that only a later Keyfold knows. */
export const isLater = `(k.identity IN (SELECT id FROM identity WHERE (profile, kind) NOT IN ${knownKinds})
  OR (k.profile, k.key_type) NOT IN ${knownTypes})`;

/** Refuses if one of these keys is one that only a later Keyfold knows. Errors: `needs-newer`. */
export function refuseLater(reader: Reader, ids: readonly string[]): void {
  const found = reader.get(
    `SELECT 1 AS one FROM json_each(?) one JOIN access_key k ON k.id = one.value JOIN identity i ON i.id = k.identity
     WHERE (k.profile, i.kind) NOT IN ${knownKinds} OR (k.profile, k.key_type) NOT IN ${knownTypes} LIMIT 1`,
    JSON.stringify(ids),
  );
  if (found) fail('needs-newer', {});
}
