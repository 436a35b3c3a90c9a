import type { Provider } from './provider';

/**
 * Ping An Cloud: keys of the master account and of subaccounts. Quota and the irreversible disabling: its account guide
 * ("create an account key", "stop a key"). No shape, CSV header or file name is published. The header of the files that
 * Keyfold writes has the console's own words for ID and secret.
 */
export const pingan: Provider = {
  id: 'pingan',
  name: { en: 'Ping An Cloud', 'zh-CN': '平安云' },
  aliases: ['平安'],
  summary: {
    en: 'Account key of a master account or a subaccount',
    'zh-CN': '主账号或子账号的账号密钥',
  },
  account: {
    label: { en: 'Master Account', 'zh-CN': '主账号' },
    placeholder: 'pa-example',
    shape: null,
  },
  identities: [
    {
      kind: 'subaccount',
      label: { en: 'Subaccount', 'zh-CN': '子账号' },
      nameField: { label: { en: 'Subaccount Name', 'zh-CN': '子账号名' }, placeholder: 'ci-runner' },
      root: false,
      credentials: ['long-term'],
      quota: 2,
      reveal: 'after-verification',
    },
    {
      kind: 'master-account',
      label: { en: 'Master account', 'zh-CN': '主账号' },
      nameField: null,
      root: true,
      credentials: ['long-term'],
      quota: 2,
      reveal: 'after-verification',
    },
  ],
  keyTypes: [],
  credentials: ['long-term'],
  accessKeyId: {
    label: { en: 'Access Key ID', 'zh-CN': 'Access Key ID' },
    shapes: { 'long-term': [], temporary: [] },
  },
  secret: {
    label: { en: 'Secret Access Key', 'zh-CN': 'Secret Access Key' },
    shapes: [],
    temporaryShapes: [],
  },
  longestTemporary: null,
  disable: 'irreversible',
  csv: {
    fileName: 'AccessKey.csv',
    columns: { user: null, accessKeyId: 'Access Key ID', secret: 'Secret Access Key' },
  },
  targets: [],
  variables: [],
  terraform: null,
  storage: null,
  spring: null,
  rotation: { warnDays: 75, dueDays: 90 },
};
