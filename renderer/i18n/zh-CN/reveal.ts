import type { Translation } from '../catalogue';
import type { reveal as english } from '../en/reveal';

export const reveal = {
  onlyOnce: '这是查看和复制 {{secret}} 的唯一机会，关闭页面后将无法再次查看，请及时保存。',
  onceMore: '这是查看和复制 {{secret}} 的最后一次机会：之前打开过但未查看完毕，关闭页面后将无法再次查看，请及时保存。',
  again: '请复制所需内容后关闭页面。之后可凭主密码再次查看 {{secret}}。',
  opening: '正在打开…',
  copied: '已复制，{{seconds}} 秒后清除',
  copiedAloud: '{{label}} 已复制，剪贴板将在 {{seconds}} 秒后清除。',
  saved: '已保存为 {{file}}。该文件未加密，请移至安全位置，不再需要时请删除。',
  closesIn: '{{seconds}} 秒后关闭',
  closesSoon: '页面将在 {{seconds}} 秒后关闭。',
  keepOpen: '继续查看',
  covered: '已隐藏',
  leave: {
    title: '尚未复制，确定关闭？',
    over: '时间已到，尚未复制，确定关闭？',
    once: '您尚未复制或下载“{{secret}}”，关闭后将无法再次查看。',
    close: '仍然关闭',
  },
} as const satisfies Translation<typeof english>;
