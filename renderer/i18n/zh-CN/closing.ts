import type { Translation } from '../catalogue';
import type { closing as english } from '../en/closing';

export const closing = {
  title: {
    text: '尚未保存，确定关闭？',
    secret: 'Secret 尚未保存，确定关闭？',
    running: '操作正在进行，确定中止？',
    rescue: '已打开的内容尚未保存，确定关闭？',
  },
  words: {
    text: '您在此输入或选择的内容尚未存入保险库，关闭后将丢失。',
    secret: '此表单中的 Secret 尚未存入保险库。如果控制台只显示一次且您没有其他副本，关闭后将无法找回。',
    running: 'Keyfold 尚未完成操作。现在关闭将中止操作，并撤销已完成的部分。',
    rescue: '保险库文件被替换时已打开的内容只保存在内存中，现在关闭 Keyfold 将丢失这些内容。',
  },
  stay: '不关闭',
  leave: '仍然关闭',
} as const satisfies Translation<typeof english>;
