import type { Translation } from '../catalogue';
import type { unlock as english } from '../en/unlock';

export const unlock = {
  title: '保险库已锁定',
  submit: '解锁',
  forgot: '忘记主密码？',
  quit: '退出',
  again: '重试',
  restore: '从备份恢复',
  waiting: {
    known: '{{program}} 正在等待。解锁后会显示它的请求，由您决定。',
    unknown: '有程序正在等待。解锁后会显示它的请求，由您决定。',
  },
} as const satisfies Translation<typeof english>;
