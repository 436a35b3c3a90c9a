import type { StoredProvider } from './provider';

/**
 * What stands for a provider that only a later Keyfold knows. Its id is the keys' own. It has no quota, no tools and no
 * period, and no kind of identity that a key could have.
 */
export const laterProvider: StoredProvider = {
  name: { en: 'Unknown provider', 'zh-CN': '未知服务商' },
  aliases: [],
  summary: { en: 'Needs a newer Keyfold', 'zh-CN': '需要更新版本的 Keyfold' },
  account: { label: { en: 'Account', 'zh-CN': '账号' }, placeholder: '', shape: null },
  identities: [
    {
      kind: '',
      label: { en: 'Unknown', 'zh-CN': '未知' },
      nameField: { label: { en: 'User', 'zh-CN': '用户' }, placeholder: '' },
      root: false,
      credentials: ['long-term', 'temporary'],
      quota: null,
      reveal: 'once',
    },
  ],
  keyTypes: [],
  credentials: ['long-term', 'temporary'],
  accessKeyId: {
    label: { en: 'AccessKey ID', 'zh-CN': 'AccessKey ID' },
    shapes: { 'long-term': [], temporary: [] },
  },
  secret: { label: { en: 'AccessKey Secret', 'zh-CN': 'AccessKey Secret' }, shapes: [], temporaryShapes: [] },
  longestTemporary: null,
  disable: 'reversible',
  csv: { fileName: 'AccessKey.csv', columns: { user: null, accessKeyId: 'AccessKey ID', secret: 'AccessKey Secret' } },
  targets: [],
  variables: [],
  terraform: null,
  storage: null,
  spring: null,
  rotation: { warnDays: 0, dueDays: 0 },
};
