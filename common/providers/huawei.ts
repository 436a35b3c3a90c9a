import type { Provider, Shape } from './provider';

const secretShape: Shape = {
  pattern: /^[A-Za-z0-9]{40}$/,
  words: { en: '40 letters or digits', 'zh-CN': '40 位字母或数字' },
};

/**
 * Huawei Cloud IAM: access keys of the account and of IAM users, and temporary keys with their security token. A
 * federated user can have only temporary keys. Quota: IAM API CreatePermanentAccessKey (2, can't be raised); shapes:
 * examples of the signing guide and public samples. A temporary key is valid for 24 hours at most (IAM API,
 * CreateTemporaryAccessKeyByToken).
 */
export const huawei: Provider = {
  id: 'huawei',
  name: { en: 'Huawei Cloud', 'zh-CN': '华为云' },
  aliases: ['HWCloud', '华为'],
  summary: {
    en: 'Access key of an IAM user or account, or a temporary key with its security token',
    'zh-CN': 'IAM 用户或账号的访问密钥，或带安全令牌的临时访问密钥',
  },
  account: {
    label: { en: 'Domain / Account', 'zh-CN': '账号名 / 租户名' },
    placeholder: 'hw-example',
    shape: null,
  },
  identities: [
    {
      kind: 'iam-user',
      label: { en: 'IAM user', 'zh-CN': 'IAM 用户' },
      nameField: { label: { en: 'IAM User', 'zh-CN': 'IAM 用户名' }, placeholder: 'ops-reader' },
      root: false,
      credentials: ['long-term', 'temporary'],
      // “Access Keys” of My Credentials: programmatic access with the credential type Password, or with both types.
      apiPassword: true,
      quota: 2,
      reveal: 'once',
    },
    {
      kind: 'huawei-account',
      label: { en: 'Huawei Cloud account', 'zh-CN': '华为云账号' },
      nameField: null,
      root: true,
      credentials: ['long-term', 'temporary'],
      quota: 2,
      reveal: 'once',
    },
    {
      kind: 'federated-user',
      label: { en: 'Federated user', 'zh-CN': '联邦用户' },
      nameField: { label: { en: 'Federated User', 'zh-CN': '联邦用户名' }, placeholder: 'sso-analyst' },
      root: false,
      // A federated user signs in at another identity provider. The access key guide gives it temporary keys only.
      credentials: ['temporary'],
      quota: null,
      reveal: 'once',
    },
  ],
  keyTypes: [],
  credentials: ['long-term', 'temporary'],
  accessKeyId: {
    label: { en: 'Access Key ID', 'zh-CN': 'Access Key ID' },
    shapes: {
      'long-term': [
        {
          pattern: /^(?!HST)[A-Z0-9]{20}$/,
          words: { en: '20 capital letters or digits', 'zh-CN': '20 位大写字母或数字' },
        },
      ],
      temporary: [
        {
          pattern: /^HST[A-Z0-9]{17}$/,
          words: { en: 'HST followed by 17 capital letters or digits', 'zh-CN': 'HST 加 17 位大写字母或数字' },
        },
      ],
    },
  },
  secret: {
    label: { en: 'Secret Access Key', 'zh-CN': 'Secret Access Key' },
    shapes: [secretShape],
    temporaryShapes: [secretShape],
  },
  longestTemporary: 24,
  disable: 'reversible',
  csv: {
    fileName: 'credentials.csv',
    columns: { user: 'User Name', accessKeyId: 'Access Key Id', secret: 'Secret Access Key' },
  },
  targets: [
    'env-sh',
    'env-powershell',
    'env-cmd',
    'dotenv',
    'huaweicloud-credentials',
    'obsutil',
    'terraform',
    'rclone',
    's3cmd',
    'aws-credentials',
    'spring-properties',
    'spring-yaml',
    'kubernetes-secret',
  ],
  variables: ['HUAWEICLOUD_SDK_AK', 'HW_ACCESS_KEY', 'OS_ACCESS_KEY', 'OBS_ACCESS_KEY_ID'],
  terraform: 'huaweicloud',
  storage: { host: 'obs.{region}.myhuaweicloud.com', region: 'cn-north-4', rclone: 'HuaweiOBS', virtualOnly: false },
  spring: 'huaweicloud',
  rotation: { warnDays: 75, dueDays: 90 },
};
