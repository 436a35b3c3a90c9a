import type { NewKeyDetails } from '../../common/keys/access-key';
import { passwordBytes, secretBytes } from '../../common/keys/text-bytes';
import { identityOf, type ProfileId, profileOf } from '../../common/providers';
import { createFolder, wipeKeys } from '../../vault/folder';
import { checkKey, storeKey } from '../../vault/keys/add';
import { setDefault, setStatus } from '../../vault/keys/change';
import { fakePair, masterPassword } from './fake-keys';

/** A key as a test names it; what it leaves out is made up. */
export interface StoredKey extends Partial<Omit<NewKeyDetails, 'profile'>> {
  profile: ProfileId;
  name: string;
  secret?: string;
  /** Security token of a temporary key. */
  token?: string;
  /** Days since it was added. */
  age?: number;
  isDefault?: boolean;
  disabled?: boolean;
}

const day = 24 * 3600_000;

/** Makes a vault in this folder, which must hold none, with exactly these keys, by the vault's own rules. */
export async function storeKeys(folder: string, keys: readonly StoredKey[]): Promise<void> {
  const now = Date.now();
  const opened = await createFolder(folder, passwordBytes(masterPassword), now);
  const { database } = opened;
  try {
    for (const { secret, token, age = 0, isDefault, disabled, ...details } of keys) {
      const profile = profileOf(details.profile);
      const pair = fakePair(profile.id);
      const identityKind = details.identityKind ?? profile.identities[0].kind;
      const type = profile.keyTypes.find(({ id }) => id === details.keyType) ?? profile.keyTypes[0];
      const key: NewKeyDetails = {
        description: '',
        accountId: '',
        identityKind,
        identityName: '',
        endpoint: type?.endpoint ? 'ebs.example.internal' : '',
        keyType: type?.id ?? '',
        credential: 'long-term',
        accessKeyId: pair.accessKeyId,
        expiresAt: null,
        ...details,
      };
      if (!identityOf(key.profile, key.identityKind)) throw new Error('There is no such identity.');
      const createdAt = now - age * day;
      const secrets = { secret: secretBytes(secret ?? pair.secret), token: secretBytes(token ?? '') };
      const checked = checkKey(key, secrets, createdAt);
      const id = storeKey({ id: opened.slots.vaultId, database }, opened.keys.secretKey, checked, createdAt);
      if (isDefault) setDefault(database, id, createdAt);
      if (disabled) setStatus(database, id, 'disabled', createdAt);
    }
  } finally {
    database.close();
    wipeKeys(opened.keys);
  }
}
