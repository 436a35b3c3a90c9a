import type { Translation } from '../catalogue';
import type { create as english } from '../en/create';

export const create = {
  title: '创建保险库',
  intro: '保险库将访问密钥保存在本机，并以主密码加密。',
  passwordHint: '至少 8 个字符。建议使用四个以上互不相关的词，好记且难猜。',
  repeat: '确认主密码',
  mismatch: '两次输入的密码不一致，请重新输入。',
  strength: '密码强度',
  scores: {
    veryWeak: '很弱',
    weak: '弱',
    fair: '中',
    strong: '强',
    veryStrong: '很强',
  },
  weak: '该密码容易被猜到，建议加长，例如加入几个互不相关的词。',
  forgetting: 'Keyfold 无法找回忘记的主密码。请在本机以外的安全位置留存一份。下一步可设置恢复密钥。',
  submit: '创建保险库',
  quit: '退出',
  restore: '从备份恢复',
} as const satisfies Translation<typeof english>;
