import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { fake, fakeCapitals, masterPassword } from './keys.mjs';

/**
 * Fills a vault for the pictures with the vault process's own code, so that the keys can have ages that no person would
 * wait for.
 */

const day = 86_400_000;

/** @typedef {import('./acts.mjs').Language} Language */
/** @typedef {Record<Language, string>} Bilingual */
/**
 * @typedef {object} SeedKey
 * @property {number} days its age
 * @property {string} provider
 * @property {Bilingual} name
 * @property {Bilingual} [description]
 * @property {string} accountId
 * @property {string} [identityKind] left out, a user of the account
 * @property {string} [identityName]
 * @property {string} [keyType]
 * @property {string} [endpoint]
 * @property {'temporary'} [credential]
 * @property {string} accessKeyId
 * @property {number} secret how many characters it has
 * @property {'default' | 'disabled'} [done] what was done with it
 */

/** @type {SeedKey[]} the oldest first */
const keys = [
  {
    days: 212,
    provider: 'alibaba',
    name: { en: 'Root account, break glass', 'zh-CN': '主账号应急密钥' },
    description: {
      en: 'Sealed envelope 7. Only for the yearly drill.',
      'zh-CN': '存放于 7 号密封信封，仅用于年度演练。',
    },
    accountId: '1234567890123456',
    identityKind: 'alibaba-account',
    accessKeyId: fake('LTAIFAKEroot', 24),
    secret: 30,
    done: 'disabled',
  },
  {
    days: 143,
    provider: 'private-alibaba',
    name: { en: 'NAS backups, Shanghai', 'zh-CN': 'NAS 备份（上海）' },
    accountId: '1000000000000042',
    identityName: 'backup',
    keyType: 'AliyunNAS',
    accessKeyId: fake('FAKENAS', 16),
    secret: 30,
  },
  {
    days: 96,
    provider: 'huawei',
    name: { en: 'OBS log archive', 'zh-CN': 'OBS 日志归档' },
    accountId: 'hw-example',
    identityName: 'log-writer',
    accessKeyId: fakeCapitals('FAKEOBS'),
    secret: 40,
  },
  {
    days: 88,
    provider: 'pingan',
    name: { en: 'Claims portal, staging', 'zh-CN': '理赔门户测试环境' },
    accountId: 'pa-example',
    identityName: 'claims-stg',
    accessKeyId: fake('FAKEPA2', 24),
    secret: 32,
  },
  {
    days: 81,
    provider: 'alibaba',
    name: { en: 'DNS automation', 'zh-CN': 'DNS 自动化' },
    accountId: '1234567890123456',
    identityName: 'dns-bot',
    accessKeyId: fake('LTAIFAKEdns', 24),
    secret: 30,
  },
  {
    days: 64,
    provider: 'private-alibaba',
    name: { en: 'Block storage, DC A', 'zh-CN': '块存储（A 机房）' },
    accountId: '1000000000000042',
    identityName: 'storage-admin',
    keyType: 'AliyunEBS',
    endpoint: 'ebs.dc-a.example.internal',
    accessKeyId: fake('FAKEEBS', 16),
    secret: 30,
    done: 'default',
  },
  {
    days: 52,
    provider: 'huawei',
    name: { en: 'Dashboard, read-only', 'zh-CN': '监控大屏只读' },
    accountId: 'hw-example',
    identityName: 'ops-reader',
    accessKeyId: fakeCapitals('FAKEHW'),
    secret: 40,
    done: 'default',
  },
  {
    days: 40,
    provider: 'alibaba',
    name: { en: 'Image registry', 'zh-CN': '镜像仓库' },
    accountId: '1234567890123456',
    identityName: 'registry-push',
    accessKeyId: fake('LTAIFAKEregistry', 24),
    secret: 30,
  },
  {
    days: 33,
    provider: 'pingan',
    name: { en: 'Nightly builds', 'zh-CN': '每日构建' },
    accountId: 'pa-example',
    identityName: 'ci-runner',
    accessKeyId: fake('FAKEPA', 24),
    secret: 32,
    done: 'default',
  },
  {
    days: 21,
    provider: 'private-alibaba',
    name: { en: 'Block storage, DC B', 'zh-CN': '块存储（B 机房）' },
    accountId: '1000000000000042',
    identityName: 'storage-admin',
    keyType: 'AliyunEBS',
    endpoint: 'ebs.dc-b.example.internal',
    accessKeyId: fake('FAKEEBSB', 16),
    secret: 30,
  },
  {
    days: 12,
    provider: 'huawei',
    name: { en: 'Old CI user', 'zh-CN': '旧版 CI 用户' },
    accountId: 'hw-example',
    identityName: 'ci-legacy',
    accessKeyId: fakeCapitals('FAKECI'),
    secret: 40,
    done: 'disabled',
  },
  {
    days: 5,
    provider: 'alibaba',
    name: { en: 'Production deploy', 'zh-CN': '生产环境部署' },
    description: {
      en: 'Pushes images and rolls out services in cn-hangzhou. Rotate with the platform team.',
      'zh-CN': '推送镜像并发布杭州地域的服务，与平台组一同轮换。',
    },
    accountId: '1234567890123456',
    identityName: 'deploy-bot',
    accessKeyId: fake('LTAIFAKEdeploy', 24),
    secret: 30,
    done: 'default',
  },
  {
    days: 1,
    provider: 'huawei',
    name: { en: 'Migration week', 'zh-CN': '迁移专用' },
    accountId: 'hw-example',
    identityName: 'migration',
    credential: 'temporary',
    accessKeyId: fakeCapitals('HSTFAKE'),
    secret: 40,
  },
];

const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);

/**
 * Makes the vault in the application's folder.
 * @param {string} userData
 * @param {Language} language of the names
 */
export async function seed(userData, language) {
  const { module } = await runnerImport(fileURLToPath(new URL('../../vault/process.ts', import.meta.url)));
  let now = Date.now();
  const vault = module.startVault({
    folder: join(userData, 'vault'),
    now: () => now,
    // There is no keychain here: the vault gets its device slot when the application opens it.
    post: (/** @type {{ kind: string, number: number }} */ message) => {
      if (message.kind === 'ask') vault.answer({ kind: 'answer', number: message.number, answer: null });
    },
  });
  const sheet = callerOf(vault, 'add');
  const reveal = callerOf(vault, 'reveal');
  const main = callerOf(vault, 'main-view');
  await callerOf(vault, 'create')('session.create', { password: bytes(masterPassword) });
  for (const key of keys) {
    now = Date.now() - key.days * day;
    const { id, ticket } = await sheet('keys.add', {
      key: completed(key, language),
      secrets: { secret: bytes(fake('FAKE', key.secret)), token: bytes(key.credential ? fake('FAKETOKEN', 240) : '') },
      password: bytes(masterPassword),
    });
    await reveal('reveal.open', { ticket });
    await reveal('reveal.displayed', {});
    if (key.done === 'default') await main('keys.setDefault', { id });
    if (key.done === 'disabled') await main('keys.setStatus', { ids: [id], status: 'disabled' });
  }
  vault.end();
}

/**
 * The key as `keys.add` takes it.
 * @param {SeedKey} key
 * @param {Language} language
 */
function completed(key, language) {
  const { days: _age, secret: _length, done: _done, name, description, ...rest } = key;
  const users = { alibaba: 'ram-user', 'private-alibaba': 'ram-user', huawei: 'iam-user', pingan: 'subaccount' };
  return {
    identityKind: users[/** @type {keyof typeof users} */ (key.provider)],
    identityName: '',
    keyType: '',
    endpoint: '',
    credential: 'long-term',
    expiresAt: key.credential === 'temporary' ? Date.now() + 3 * day : null,
    ...rest,
    name: name[language],
    description: description?.[language] ?? '',
  };
}

/**
 * Calls operations over a port of a view that may call them.
 * @param {{ connect(view: string, port: object): void }} vault
 * @param {import('./application.mjs').View} view
 */
function callerOf(vault, view) {
  /** @type {(message: unknown) => void} */
  let send = () => undefined;
  /** @type {Map<number, (reply: any) => void>} */
  const waiting = new Map();
  vault.connect(view, {
    post: (/** @type {any} */ message) => waiting.get(message.number)?.(message.reply),
    onMessage: (/** @type {(message: unknown) => void} */ listener) => {
      send = listener;
    },
    onClose: () => undefined,
  });
  return async (/** @type {string} */ operation, /** @type {unknown} */ input) => {
    const number = waiting.size + 1;
    const reply = await new Promise((resolve) => {
      waiting.set(number, resolve);
      send({ number, operation, input });
    });
    if (!reply.ok) throw new Error(`${operation}: ${JSON.stringify(reply.error)}`);
    return reply.value;
  };
}
