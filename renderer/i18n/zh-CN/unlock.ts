import type { Translation } from '../catalogue';
import type { unlock as english } from '../en/unlock';

export const unlock = {
  title: '保险库已锁定',
  submit: '解锁',
  forgot: '忘记主密码？',
  quit: '退出',
  again: '重试',
  restore: '从备份恢复',
} as const satisfies Translation<typeof english>;
