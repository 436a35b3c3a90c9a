import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { NewKeyDetails } from '../../common/keys/access-key';
import { passwordBytes, secretBytes } from '../../common/keys/text-bytes';
import { identityOf, type ProviderId, providerOf } from '../../common/providers';
import { leastCost } from '../../vault/base/crypto/kdf';
import { checkKey, storeKey } from '../../vault/keys/add';
import { setDefault, setStatus } from '../../vault/keys/change';
import type { VaultDatabase } from '../../vault/store/database/database';
import { openDatabase } from '../../vault/store/database/open';
import { createFolder } from '../../vault/store/folder';
import { wipeKeys } from '../../vault/store/slots/slots';
import { fakePair, masterPassword } from './fake-keys';
import { scratchFolder } from './scratch';

/** A key of a test. What is left out is made up. */
export interface StoredKey extends Partial<Omit<NewKeyDetails, 'provider'>> {
  provider: ProviderId;
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
  const opened = await createFolder(folder, passwordBytes(masterPassword), Date.now(), leastCost);
  try {
    opened.database.write(() => store(opened.database, opened.slots.vaultId, opened.keys.secretKey, keys));
  } finally {
    opened.database.close();
    wipeKeys(opened.keys);
  }
}

interface Model {
  folder: string;
  vaultId: string;
  vaultKey: Uint8Array;
  secretKey: Uint8Array;
}

let model: Promise<Model> | null = null;

/**
 * The same in a copy of one empty vault that is made once in a process, so that the master password is not stretched
 * for every test. If a test uses several vaults together, make them with {@link storeKeys}: these copies all have the
 * same vault keys.
 */
export async function copyVault(folder: string, keys: readonly StoredKey[]): Promise<void> {
  model ??= makeModel();
  const { folder: from, vaultId, vaultKey, secretKey } = await model;
  cpSync(from, folder, { recursive: true });
  if (keys.length === 0) return;
  const database = openDatabase(join(folder, 'vault.db'), vaultKey, vaultId);
  try {
    database.write(() => store(database, vaultId, secretKey, keys));
  } finally {
    database.close();
  }
}

async function makeModel(): Promise<Model> {
  const above = scratchFolder('keyfold-model');
  process.once('exit', () => rmSync(above, { recursive: true, force: true }));
  const folder = join(above, 'vault');
  const { database, slots, keys } = await createFolder(folder, passwordBytes(masterPassword), Date.now(), leastCost);
  database.close();
  return { folder, vaultId: slots.vaultId, ...keys };
}

function store(database: VaultDatabase, vaultId: string, secretKey: Uint8Array, keys: readonly StoredKey[]): void {
  const now = Date.now();
  for (const { secret, token, age = 0, isDefault, disabled, ...details } of keys) {
    const provider = providerOf(details.provider);
    const pair = fakePair(provider.id);
    const identityKind = details.identityKind ?? provider.identities[0].kind;
    const type = provider.keyTypes.find(({ id }) => id === details.keyType) ?? provider.keyTypes[0];
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
    if (!identityOf(key.provider, key.identityKind)) throw new Error('There is no such identity.');
    const createdAt = now - age * day;
    const secrets = { secret: secretBytes(secret ?? pair.secret), token: secretBytes(token ?? '') };
    const checked = checkKey(key, secrets, createdAt);
    const id = storeKey({ id: vaultId, database }, secretKey, checked, createdAt);
    if (isDefault) setDefault(database, id, createdAt);
    if (disabled) setStatus(database, id, 'disabled', createdAt);
  }
}
