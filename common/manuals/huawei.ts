import type { Manual } from './manual';

/**
 * Huawei Cloud. Manuals of IAM, "Managing Access Keys for an IAM User", and of My Credentials, "Access Keys" (two keys,
 * valid for ever, downloaded once, own keys only, what is to be done after a leak); IAM API, DeletePermanentAccessKey
 * (not recoverable; unused for a week before). The Chinese names of the buttons Enable and Disable are in no page that
 * was found.
 */
export const huaweiManual: Manual = {
  topics: {
    pair: {
      en: 'An access key is for programs and tools (API, CLI, SDK). The AK says who calls. The SK signs each request.',
      'zh-CN': '访问密钥（AK/SK）用于通过开发工具（API、CLI、SDK）访问华为云。AK 标识用户身份，SK 对请求进行签名。',
    },
    owner: {
      en: 'The resources belong to the account. The account and each IAM user call APIs with their own access keys only.',
      'zh-CN': '资源归账号所有。账号和 IAM 用户只能使用自己的访问密钥调用 API。',
    },
    creators: {
      en: 'Each user who may sign in to the console creates its own under My Credentials. An administrator creates it in IAM for users who can’t sign in.',
      'zh-CN': '能登录控制台的用户在“我的凭证”中自行创建；不能登录控制台的用户由管理员在 IAM 中创建。',
    },
    once: {
      en: 'An access key can be downloaded once, right after it is created. If that is missed, delete it and create another.',
      'zh-CN': '访问密钥只能在创建后下载一次。如果没有下载，请删除后重新创建。',
    },
    lifetime: {
      en: 'It is valid for ever, until somebody disables or deletes it. So change it from time to time.',
      'zh-CN': '有效期为永久，直到被手动禁用或删除，因此应定期更换。',
    },
    signIn: {
      en: 'It can’t sign in to the console. For that a user has a password.',
      'zh-CN': '不能用于登录控制台；登录控制台使用密码。',
    },
    disable: {
      en: 'A new access key is enabled. A disabled one can be enabled again.',
      'zh-CN': '新建的访问密钥默认启用；禁用后可以重新启用。',
    },
    delete: {
      en: 'A deleted access key can’t be recovered. Make sure that it was not used for a week or more.',
      'zh-CN': '删除后无法恢复。建议确认一周以上未使用后再删除。',
    },
    lost: {
      en: 'Delete it and create another, or ask an administrator to do so.',
      'zh-CN': '删除后重新创建，或请管理员处理。',
    },
  },
  paths: [
    {
      act: 'create',
      whose: { en: 'your own', 'zh-CN': '自己的' },
      steps: {
        en: ['username, top right', 'My Credentials', 'Access Keys', 'Create Access Key'],
        'zh-CN': ['右上角用户名', '我的凭证', '访问密钥', '新增访问密钥'],
      },
    },
    {
      act: 'create',
      whose: { en: 'of an IAM user, as administrator', 'zh-CN': '管理员为 IAM 用户' },
      steps: {
        en: ['IAM console', 'Users', 'Security Settings in the user’s row', 'Access Keys', 'Create Access Key'],
        'zh-CN': ['IAM 控制台', '用户', '该用户右侧的“安全设置”', '访问密钥', '新增访问密钥'],
      },
    },
    {
      act: 'disable',
      whose: null,
      steps: {
        en: ['My Credentials, or Security Settings of the user in IAM', 'Access Keys', 'Disable'],
        'zh-CN': ['我的凭证，或 IAM 中该用户的“安全设置”', '访问密钥', '该密钥所在行'],
      },
    },
    {
      act: 'delete',
      whose: null,
      steps: {
        en: ['My Credentials, or Security Settings of the user in IAM', 'Access Keys', 'Delete'],
        'zh-CN': ['我的凭证，或 IAM 中该用户的“安全设置”', '访问密钥', '删除'],
      },
    },
  ],
  pathsNote: null,
  leaked: [
    {
      en: 'Create another access key, if the user has room for it, and put it into every program.',
      'zh-CN': '如果该用户还能新增访问密钥，先新增一个并替换到所有程序中。',
    },
    {
      en: 'Delete the leaked one at once, or ask an administrator to do so. Disabling stops it just as quickly and can be undone.',
      'zh-CN': '立即删除已泄露的访问密钥，或请管理员处理。禁用同样立即生效，并且可以恢复。',
    },
    {
      en: 'Look in the console for what was done with it, and for costs.',
      'zh-CN': '在控制台检查该密钥的操作记录和费用。',
    },
  ],
};
