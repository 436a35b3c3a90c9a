import type { Manual } from './manual';

/**
 * Alibaba Cloud. RAM's manual: "Create an AccessKey pair", "Delete an AccessKey pair of a RAM user" (disabled first; a
 * bin with three pairs a RAM user), "FAQ about AccessKey pairs" (since 20 November 2023 the secret of an account's own
 * pair isn't shown again either), "Solution to AccessKey leakage".
 */
export const alibabaManual: Manual = {
  topics: {
    pair: {
      en: 'A pair is for calling APIs from programs and tools (API, CLI, SDK, Terraform). The AccessKey ID says who calls. The AccessKey Secret signs each request and must stay secret.',
      'zh-CN':
        'AccessKey 用于程序和工具调用 API（API、CLI、SDK、Terraform）。AccessKey ID 标识调用者；AccessKey Secret 为每个请求签名，必须保密。',
    },
    owner: {
      en: 'An AccessKey is not an account. All resources belong to the Alibaba Cloud account, whoever’s key made them.',
      'zh-CN': 'AccessKey 不是账号。无论用谁的 AccessKey 创建，资源都归阿里云账号所有。',
    },
    creators: {
      en: 'For a RAM user: the Alibaba Cloud account, a RAM administrator (AliyunRAMFullAccess), or the RAM user itself if it may manage its AccessKeys.',
      'zh-CN':
        'RAM 用户的 AccessKey 由阿里云账号（主账号）、RAM 管理员（AliyunRAMFullAccess），或获准自主管理 AccessKey 的 RAM 用户自己创建。',
    },
    once: {
      en: 'The secret is shown once, when the pair is created. Since 20 November 2023 that is so for the account’s own pairs too.',
      'zh-CN':
        'AccessKey Secret 只在创建时显示一次。自 2023 年 11 月 20 日起，阿里云账号（主账号）的 AccessKey 也是如此。',
    },
    lifetime: {
      en: 'A pair is valid until somebody disables or deletes it. The advice is to replace it after three months.',
      'zh-CN': 'AccessKey 长期有效，直到被禁用或删除。建议使用三个月后轮转。',
    },
    signIn: {
      en: 'It can’t sign in to the console.',
      'zh-CN': '不能用于登录控制台。',
    },
    disable: {
      en: 'A disabled pair can’t be used and can be enabled again.',
      'zh-CN': '禁用后不能使用，可以重新启用。',
    },
    delete: {
      en: 'Only a disabled pair can be deleted, and the console asks for its AccessKey ID. A RAM user’s pair goes to the recycle bin, which holds three pairs of a user at most, and can be restored from there until it is cleared.',
      'zh-CN':
        '只能删除已禁用的 AccessKey，并需输入其 AccessKey ID。RAM 用户的 AccessKey 会移入回收站（每个用户最多 3 个），清理前可以恢复。',
    },
    lost: {
      en: 'A lost secret can’t be looked up. Create another pair and delete the old one.',
      'zh-CN': '丢失的 AccessKey Secret 无法查询。请创建新的 AccessKey，再删除旧的。',
    },
  },
  paths: [
    {
      act: 'create',
      whose: { en: 'RAM user', 'zh-CN': 'RAM 用户' },
      steps: {
        en: [
          'RAM console',
          'Identities',
          'Users',
          'the user’s name',
          'Authentication',
          'AccessKey',
          'Create AccessKey',
        ],
        'zh-CN': ['RAM 控制台', '身份管理', '用户', '用户名称', '认证管理', 'AccessKey', '创建 AccessKey'],
      },
    },
    {
      act: 'create',
      whose: { en: 'Alibaba Cloud account', 'zh-CN': '阿里云账号' },
      steps: {
        en: ['profile picture, top right', 'AccessKey Management', 'Use Current AccessKey Pair', 'Create AccessKey'],
        'zh-CN': ['右上角账号图标', 'AccessKey 管理', '创建 AccessKey'],
      },
    },
    {
      act: 'disable',
      whose: { en: 'RAM user', 'zh-CN': 'RAM 用户' },
      steps: {
        en: ['RAM console', 'Identities', 'Users', 'the user’s name', 'Authentication', 'AccessKey', 'Disable'],
        'zh-CN': ['RAM 控制台', '身份管理', '用户', '用户名称', '认证管理', 'AccessKey', '禁用'],
      },
    },
    {
      act: 'delete',
      whose: { en: 'RAM user', 'zh-CN': 'RAM 用户' },
      steps: {
        en: ['RAM console', 'Identities', 'Users', 'the user’s name', 'Authentication', 'AccessKey', 'Delete'],
        'zh-CN': ['RAM 控制台', '身份管理', '用户', '用户名称', '认证管理', 'AccessKey', '删除'],
      },
    },
  ],
  pathsNote: null,
  leaked: [
    {
      en: 'If nothing uses the pair any more, disable it at once, and delete it.',
      'zh-CN': '如果已无程序使用该 AccessKey，立即禁用并删除。',
    },
    {
      en: 'If it is in use, create another pair and put it into every program.',
      'zh-CN': '如果仍在使用，创建新的 AccessKey，替换到所有程序中。',
    },
    {
      en: 'Disable the leaked pair. If everything still works, delete it.',
      'zh-CN': '禁用已泄露的 AccessKey；确认业务正常后删除。',
    },
    {
      en: 'Look in the console for what was called with it: users, keys and resources that nobody of yours made, and costs. Alibaba Cloud itself may block risky calls of a pair that it has found in public; that is no replacement.',
      'zh-CN':
        '在控制台检查该 AccessKey 的调用记录，有无异常的用户、AccessKey、资源和费用。阿里云可能会限制已公开泄露的 AccessKey 调用高危接口，但这不能代替轮转。',
    },
  ],
};
