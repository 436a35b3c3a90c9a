import { randomUUID } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { passwordBytes, secretBytes } from '../../common/keys/text-bytes';
import type { CredentialKind, ProviderId } from '../../common/providers';
import { providers } from '../../common/providers';
import { chainKey } from '../../vault/audit/chain';
import { createAuditLog } from '../../vault/audit/log';
import { type KdfCost, leastCost } from '../../vault/base/crypto/kdf';
import { checkKey, type StoredAs, storeKeys } from '../../vault/keys/add';
import { setDefault, setStatus } from '../../vault/keys/change';
import { createFolder, type OpenedFolder } from '../../vault/store/folder';
import { wipeKeys } from '../../vault/store/slots/slots';
import { fakePair, fakeTemporary, masterPassword } from './fake-keys';
import { scratchFolder } from './scratch';

/** Fills vaults for benches and end-to-end tests, with the vault's own modules and no Electron. */

const day = 24 * 3600_000;
const teams = ['payments', 'search', 'billing', 'storage', 'edge', '支付', '搜索', '计费', '存储', '边缘'];
const duties = [
  'deploy',
  'backup',
  'CI runner',
  'log shipper',
  'read only',
  '部署',
  '备份',
  '持续集成',
  '日志采集',
  '只读',
];
const places = ['cn-hangzhou', 'cn-north-4', 'eu-central', '上海', '深圳', ''];
const notes = ['', '', 'Rotated by the platform team.', '由平台组轮换。', 'Used by the nightly job\nand nothing else.'];

export interface Seed {
  /** How many keys. */
  keys: number;
  /** Master password. */
  password?: string;
  /** What the password costs. By default it is the lowest cost that is accepted. */
  cost?: KdfCost;
  /** How many rows the log has. */
  rows?: number;
  /** The present time in milliseconds since the epoch. The keys are up to 200 days older. */
  now?: number;
}

/** Keys that are stored by few statements. */
const atOnce = 1000;

/** Adds so many rows to the log. They tell of no key. */
function seedLog({ database, keys, slots }: OpenedFolder, rows: number, now: number): void {
  if (rows === 0) return;
  const key = chainKey(keys.vaultKey, slots.vaultId);
  createAuditLog({ database, key, actor: 'ada', now: () => now }).several((append) => {
    for (let index = 0; index < rows; index += 1) append({ action: 'unlock', at: now - (rows - index) * 60_000 });
  });
  key.fill(0);
}

/**
 * Makes a vault in this folder, which must hold none, with keys of all providers, names in both languages, accounts
 * with several users, one default for each provider, and some disabled keys. 10,000 keys take a few seconds.
 */
export async function seedVault(
  folder: string,
  { keys, password = masterPassword, cost = leastCost, now = Date.now(), rows = 0 }: Seed,
): Promise<void> {
  const opened = await createFolder(folder, passwordBytes(password), now, cost);
  const vault = { id: opened.slots.vaultId, database: opened.database };
  try {
    vault.database.write(() => {
      for (let from = 0; from < keys; from += atOnce) {
        const stored = Array.from({ length: Math.min(atOnce, keys - from) }, (_, at): StoredAs => {
          const { key, secrets } = seedKey(from + at, now);
          const createdAt = now - ((from + at) % 200) * day - (from + at);
          return { checked: checkKey(key, secrets, createdAt), id: randomUUID(), createdAt, displayedAt: null };
        });
        storeKeys(vault, opened.keys.secretKey, stored);
        for (const [at, { id, createdAt }] of stored.entries()) {
          if (from + at < providers.length) setDefault(vault.database, id, createdAt);
          else if ((from + at) % 11 === 0) setStatus(vault.database, id, 'disabled', createdAt);
        }
      }
      seedLog(opened, rows, now);
    });
  } finally {
    vault.database.close();
    wipeKeys(opened.keys);
  }
}

let large: Promise<string> | null = null;

/** The same with 10,000 keys, as a copy of a vault that is made once in a process. */
export async function copyLargeVault(folder: string): Promise<void> {
  large ??= makeLarge();
  cpSync(await large, folder, { recursive: true });
}

async function makeLarge(): Promise<string> {
  const above = scratchFolder('keyfold-large');
  process.once('exit', () => rmSync(above, { recursive: true, force: true }));
  const folder = join(above, 'vault');
  await seedVault(folder, { keys: 10_000 });
  return folder;
}

function pick<T>(list: readonly [T, ...T[]] | readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new Error('an empty list');
  return found;
}

function seedKey(index: number, now: number) {
  const provider = pick(providers, index);
  const turn = Math.floor(index / providers.length);
  const identity = pick(provider.identities, turn % 8 === 7 ? 1 : 0);
  const type = provider.keyTypes.length > 0 ? pick(provider.keyTypes, turn) : null;
  const credential: CredentialKind =
    identity.credentials.includes('temporary') && turn % 10 === 9 ? 'temporary' : 'long-term';
  const values = credential === 'temporary' ? fakeTemporary() : { ...fakePair(provider.id), token: '' };
  // Two keys a user, ten an account: within every quota.
  const pair = Math.floor(turn / 2);
  const known = turn % 6 !== 5;
  return {
    key: {
      provider: provider.id,
      name: [pick(teams, turn), pick(duties, turn * 3 + index), pick(places, index), index + 1]
        .filter((part) => part !== '')
        .join(' '),
      description: pick(notes, index),
      accountId: known ? accountOf(provider.id, Math.floor(turn / 10)) : '',
      identityKind: identity.kind,
      identityName: known && identity.nameField ? `${pick(['svc', 'ops', 'ci', '运维'], pair)}-${pair % 500}` : '',
      endpoint: type?.endpoint ? `https://ebs.cn-${turn % 9}.example` : '',
      keyType: type?.id ?? '',
      credential,
      accessKeyId: values.accessKeyId,
      expiresAt: credential === 'temporary' ? now + ((turn % 48) + 1) * 3600_000 : null,
    },
    secrets: { secret: secretBytes(values.secret), token: secretBytes(values.token) },
  };
}

function accountOf(provider: ProviderId, number: number): string {
  if (provider === 'alibaba' || provider === 'private-alibaba') return String(1_000_000_000_000_000 + number * 7919);
  return `${provider === 'huawei' ? 'hw' : 'pa'}-example-${number}`;
}
