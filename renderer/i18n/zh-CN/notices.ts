import type { Translation } from '../catalogue';
import type { notices as english } from '../en/notices';

export const notices = {
  region: '提示',
  dismiss: '不再显示此提示',
  clock: {
    behind: '系统时间可能不正确：比此保险库已记录的时间慢 {{by}}。密钥的使用时长可能有偏差；已过期的密钥仍视为已过期。',
    forward: '系统时间向前跳变了 {{by}}（或电脑休眠了这么久）。如果时间不正确，使用时长和过期判断可能有偏差。',
    back: '系统时间向后跳变了 {{by}}。如果时间不正确，使用时长和过期判断可能有偏差。',
    accept: '时间正确',
    accepted: '已确认系统时间正确。',
  },
} as const satisfies Translation<typeof english>;
