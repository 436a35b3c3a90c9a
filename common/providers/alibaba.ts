import type { Provider } from './provider';

/**
 * Alibaba Cloud: keys of the account itself and of RAM users, and temporary keys (STS) with their security token.
 * Quotas and states: RAM reference, CreateAccessKey and GetAccountSummary; STS reference, AssumeRole: a temporary key is
 * one of a RAM role, and is valid for 12 hours at most. Shapes: the rules of public secret scanners (the vendor states
 * none, and for the secrets of temporary keys nobody does).
 */
export const alibaba: Provider = {
  id: 'alibaba',
  name: { en: 'Alibaba Cloud', 'zh-CN': '阿里云' },
  aliases: ['Aliyun', '阿里'],
  summary: {
    en: 'AccessKey pair of an Alibaba Cloud account or a RAM user, or a temporary key (STS) of a RAM role',
    'zh-CN': '阿里云账号或 RAM 用户的 AccessKey，或 RAM 角色的临时访问凭证（STS）',
  },
  account: {
    label: { en: 'Account ID', 'zh-CN': '账号 ID' },
    placeholder: '1234567890123456',
    shape: {
      pattern: /^\d{16}$/,
      words: { en: '16 digits', 'zh-CN': '16 位数字' },
    },
  },
  identities: [
    {
      kind: 'ram-user',
      label: { en: 'RAM user', 'zh-CN': 'RAM 用户' },
      nameField: { label: { en: 'Sub-Username', 'zh-CN': '子用户名' }, placeholder: 'deploy-bot' },
      root: false,
      credentials: ['long-term'],
      quota: 2,
      reveal: 'once',
    },
    {
      kind: 'alibaba-account',
      label: { en: 'Alibaba Cloud account', 'zh-CN': '阿里云账号' },
      nameField: null,
      root: true,
      credentials: ['long-term'],
      quota: 5,
      // The console has shown it once only since 20 November 2023 (RAM's “FAQ about AccessKey pairs”).
      reveal: 'once',
    },
    {
      kind: 'ram-role',
      label: { en: 'RAM role', 'zh-CN': 'RAM 角色' },
      nameField: { label: { en: 'Role Name', 'zh-CN': '角色名称' }, placeholder: 'deploy-role' },
      root: false,
      // A role has no key of its own. Whoever assumes it gets a temporary one.
      credentials: ['temporary'],
      quota: null,
      reveal: 'once',
    },
  ],
  keyTypes: [],
  credentials: ['long-term', 'temporary'],
  accessKeyId: {
    label: { en: 'AccessKey ID', 'zh-CN': 'AccessKey ID' },
    shapes: {
      'long-term': [
        {
          pattern: /^LTAI(?:[A-Za-z0-9]{12}|[A-Za-z0-9]{17,21})$/,
          words: {
            en: 'LTAI followed by 20 (older: 12) letters or digits',
            'zh-CN': 'LTAI 加 20 位（旧版 12 位）字母或数字',
          },
        },
      ],
      temporary: [
        {
          pattern: /^(?:STS|TMP)\.[A-Za-z0-9]{10,}$/,
          words: { en: 'STS. followed by letters or digits', 'zh-CN': 'STS. 加字母或数字' },
        },
      ],
    },
  },
  secret: {
    label: { en: 'AccessKey Secret', 'zh-CN': 'AccessKey Secret' },
    shapes: [{ pattern: /^[A-Za-z0-9]{30}$/, words: { en: '30 letters or digits', 'zh-CN': '30 位字母或数字' } }],
    temporaryShapes: [],
  },
  longestTemporary: 12,
  disable: 'reversible',
  csv: {
    fileName: 'AccessKey.csv',
    columns: { user: null, accessKeyId: 'AccessKey ID', secret: 'AccessKey Secret' },
  },
  targets: [
    'env-sh',
    'env-powershell',
    'env-cmd',
    'dotenv',
    'aliyun-cli',
    'alibabacloud-credentials',
    'ossutil',
    'terraform',
    'odps',
    'sls',
    'rclone',
    's3cmd',
    'aws-credentials',
    'spring-properties',
    'spring-yaml',
    'kubernetes-secret',
  ],
  variables: [
    'ALIBABA_CLOUD_ACCESS_KEY_ID',
    'ALIBABACLOUD_ACCESS_KEY_ID',
    'ALICLOUD_ACCESS_KEY_ID',
    'ALICLOUD_ACCESS_KEY',
    'ALIBABA_CLOUD_ACCESS_KEY',
    'ALIBABACLOUD_ACCESS_KEY',
    'OSS_ACCESS_KEY_ID',
    'ACCESS_KEY_ID',
  ],
  terraform: 'alicloud',
  storage: { host: 'oss-{region}.aliyuncs.com', region: 'cn-hangzhou', rclone: 'Alibaba', virtualOnly: true },
  spring: 'spring.cloud.alicloud',
  rotation: { warnDays: 75, dueDays: 90 },
};
