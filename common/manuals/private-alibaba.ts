import type { Manual } from './manual';

/**
 * Private Alibaba Cloud in ZStack Cloud. ZStack's user guide, "AccessKey Management" (what a pair is, whose the
 * resources are, one default, delete and make anew if it may be leaked). Nothing was found about the private cloud's own
 * rules, so nothing is said of them.
 */
export const privateAlibabaManual: Manual = {
  topics: {
    pair: {
      en: 'A pair is an identity that may call the APIs of a private Alibaba Cloud. ZStack Cloud uses its default AccessKey for that. Keep it confidential.',
      'zh-CN': 'AccessKey 是调用阿里云专有云 API 的身份凭证，ZStack Cloud 使用默认 AccessKey 进行调用。需严格保密。',
    },
    owner: {
      en: 'An AccessKey is not an account. Whoever has one doesn’t own the account’s resources; they belong to the Alibaba Cloud account.',
      'zh-CN': 'AccessKey 不是阿里云账号。拥有 AccessKey 不代表拥有账号下的资源，资源归阿里云账号所有。',
    },
  },
  paths: [
    {
      act: 'create',
      whose: { en: 'in ZStack Cloud', 'zh-CN': '在 ZStack Cloud 中' },
      steps: {
        en: ['Hybrid Cloud Management', 'AccessKey Management', 'Add AccessKey'],
        'zh-CN': ['混合云管理', 'AccessKey 管理'],
      },
    },
    {
      act: 'delete',
      whose: { en: 'in ZStack Cloud', 'zh-CN': '在 ZStack Cloud 中' },
      steps: {
        en: ['Hybrid Cloud Management', 'AccessKey Management'],
        'zh-CN': ['混合云管理', 'AccessKey 管理'],
      },
    },
  ],
  pathsNote: {
    en: 'ZStack Cloud only stores the pair. It is created, disabled and deleted in the private cloud’s own console.',
    'zh-CN': 'ZStack Cloud 只保存 AccessKey；创建、禁用和删除在专有云自己的控制台中进行。',
  },
  leaked: [
    {
      en: 'Create another pair in the private cloud, and add it to ZStack Cloud.',
      'zh-CN': '在专有云中创建新的 AccessKey，并添加到 ZStack Cloud。',
    },
    {
      en: 'Set the new one as the default. Then delete the leaked one in both places.',
      'zh-CN': '将新的 AccessKey 设为默认，再在两处删除已泄露的 AccessKey。',
    },
  ],
};
