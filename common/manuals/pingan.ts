import type { Manual } from './manual';

/**
 * Ping An Cloud. Account manual: "Create an Account Key", "Disable an Account Key", "Delete an Account Key"; RAM manual,
 * "Create Sub-account Access Key". Only its English pages were found, and none about leaks.
 */
export const pinganManual: Manual = {
  topics: {
    pair: {
      en: 'Some resources verify the user by an account key. The Access Key ID says who calls. The Secret Access Key signs the request, so that nobody can change it on its way.',
      'zh-CN':
        '部分云资源通过账号密钥验证用户身份。Access Key ID 标识用户；Secret Access Key 对请求进行签名，防止请求被篡改。',
    },
    owner: {
      en: 'The master account’s keys may do everything. The advice is not to use them, but those of a subaccount.',
      'zh-CN': '主账号的密钥拥有最高权限。建议不要使用，改用子账号的密钥。',
    },
    creators: {
      en: 'The master account, or a subaccount that has the permission.',
      'zh-CN': '主账号，或拥有相应权限的子账号。',
    },
    once: {
      en: 'When it is created is the only opportunity to download the key. Save it in time.',
      'zh-CN': '只有创建时可以下载密钥，请及时保存。',
    },
    disable: {
      en: 'A disabled key can’t be enabled again. All requests with it are refused.',
      'zh-CN': '禁用后不能恢复，使用该密钥的请求都会被拒绝。',
    },
    delete: {
      en: 'A deleted key can’t be recovered. All requests with it are refused.',
      'zh-CN': '删除后不能恢复，使用该密钥的请求都会被拒绝。',
    },
  },
  paths: [
    {
      act: 'create',
      whose: { en: 'master account, or your own', 'zh-CN': '主账号，或自己的' },
      steps: {
        en: ['username, top right', 'Account Info', 'Access Key'],
        'zh-CN': ['右上角用户名', 'Account Info', 'Access Key'],
      },
    },
    {
      act: 'create',
      whose: { en: 'subaccount', 'zh-CN': '子账号' },
      steps: {
        en: ['RAM console', 'User', 'Credential Information in the user’s row', 'Access Key Information'],
        'zh-CN': ['RAM 控制台', 'User', '该用户所在行的 Credential Information', 'Access Key Information'],
      },
    },
    {
      act: 'disable',
      whose: null,
      steps: {
        en: ['username, top right', 'Account Info', 'Access Key', 'Disable in the key’s row', 'verification code'],
        'zh-CN': ['右上角用户名', 'Account Info', 'Access Key', '该密钥所在行的 Disable', '输入验证码'],
      },
    },
    {
      act: 'delete',
      whose: null,
      steps: {
        en: ['username, top right', 'Account Info', 'Access Key', 'Delete in the key’s row'],
        'zh-CN': ['右上角用户名', 'Account Info', 'Access Key', '该密钥所在行的 Delete'],
      },
    },
  ],
  pathsNote: {
    en: 'The names are those of the English console.',
    'zh-CN': '页面名称取自英文控制台。',
  },
  leaked: [
    {
      en: 'Create another key, if there is room for it, and put it into every program.',
      'zh-CN': '如果还能创建，先创建新的密钥并替换到所有程序中。',
    },
    {
      en: 'Then disable or delete the leaked one. Both work at once and can’t be undone.',
      'zh-CN': '然后禁用或删除已泄露的密钥。两者都立即生效，且不能恢复。',
    },
    {
      en: 'Look in the console for what was done with it, and for costs.',
      'zh-CN': '在控制台检查该密钥的操作记录和费用。',
    },
  ],
};
