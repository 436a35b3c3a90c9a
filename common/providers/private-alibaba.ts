import type { Provider } from './provider';

/**
 * Private Alibaba Cloud (Apsara Stack) as ZStack Cloud's AccessKey Management holds it. No shape is published for its
 * keys; ZStack's columns allow 32 characters for the ID and 64 for the secret.
 */
export const privateAlibaba: Provider = {
  id: 'private-alibaba',
  name: { en: 'Private Alibaba Cloud', 'zh-CN': '阿里云专有云' },
  aliases: ['Apsara Stack', 'Alibaba Apsara Stack', '专有云'],
  summary: {
    en: 'AliyunEBS or AliyunNAS key of a private Alibaba Cloud, as ZStack Cloud keeps it',
    'zh-CN': 'ZStack Cloud 中阿里云专有云的 AliyunEBS 或 AliyunNAS 密钥',
  },
  account: {
    label: { en: 'Account ID', 'zh-CN': '账号 ID' },
    placeholder: '1234567890123456',
    shape: null,
  },
  identities: [
    {
      kind: 'ram-user',
      label: { en: 'RAM user', 'zh-CN': 'RAM 用户' },
      nameField: { label: { en: 'Sub-Username', 'zh-CN': '子用户名' }, placeholder: 'storage-admin' },
      root: false,
      credentials: ['long-term'],
      quota: null,
      reveal: 'once',
    },
    {
      kind: 'alibaba-account',
      label: { en: 'Alibaba Cloud account', 'zh-CN': '阿里云账号' },
      nameField: null,
      root: true,
      credentials: ['long-term'],
      quota: null,
      reveal: 'once',
    },
  ],
  keyTypes: [
    { id: 'AliyunEBS', endpoint: true },
    { id: 'AliyunNAS', endpoint: false },
  ],
  credentials: ['long-term'],
  accessKeyId: {
    label: { en: 'AccessKey ID', 'zh-CN': 'AccessKey ID' },
    shapes: {
      'long-term': [
        { pattern: /^[\x21-\x7e]{1,32}$/, words: { en: 'at most 32 characters', 'zh-CN': '最多 32 个字符' } },
      ],
      temporary: [],
    },
  },
  secret: {
    label: { en: 'AccessKey Secret', 'zh-CN': 'AccessKey Secret' },
    shapes: [{ pattern: /^[\x21-\x7e]{1,64}$/, words: { en: 'at most 64 characters', 'zh-CN': '最多 64 个字符' } }],
    temporaryShapes: [],
  },
  longestTemporary: null,
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
    'terraform',
    'spring-properties',
    'spring-yaml',
    'kubernetes-secret',
  ],
  variables: ['ALIBABACLOUDSTACK_ACCESS_KEY'],
  terraform: 'alibabacloudstack',
  storage: null,
  spring: 'alibabacloudstack',
  rotation: { warnDays: 75, dueDays: 90 },
};
