import type { Translation } from '../catalogue';
import type { proof as english } from '../en/proof';

export const proof = {
  method: '验证方式',
  methodChoice: { code: '身份验证器', password: '主密码' },
  code: '验证码',
  codeHint: '身份验证器应用当前显示的 6 位数字。',
  codeShape: '验证码为 6 位数字。',
  administrator: '管理员密码',
  administratorHint: '访问密钥管理锁已开启，仅管理员可执行此操作。',
  create: '此保险库已开启添加 AccessKey 的操作保护。',
} as const satisfies Translation<typeof english>;
