import type { Translation } from '../catalogue';
import type { rescue as english } from '../en/rescue';

export const rescue = {
  title: {
    gone: '保险库已不在原来的位置',
    replaced: '保险库文件被替换',
    written: '保险库文件被其他程序改写',
  },
  found: {
    gone: '保险库打开期间，{{path}} 不见了：它被移动或删除，或者所在磁盘已被移除。',
    replaced: '保险库打开期间，{{path}} 的位置被其他内容取代，例如由同步或恢复文件的程序所为。',
    written: '保险库打开期间，其他程序写入了 {{path}}。',
  },
  locked: '因此 Keyfold 已于 {{moment}} 锁定保险库。当时正在进行的更改未被确认。',
  offer:
    '打开时的保险库包含 Keyfold 已确认的全部内容（{{size}}）。请将其保存为备份：此后看到的保险库可能缺少部分内容。备份经过加密，使用相同的主密码打开。',
  offerKnown:
    'Keyfold 还原出了打开时的保险库（{{size}}），并已通过数据库自身的检查。请将其保存为备份：此后看到的保险库可能缺少部分内容。备份经过加密，使用相同的主密码打开。',
  folderGone: '保险库的文件夹已不存在，请为备份选择其他位置。',
  nothing: '打开时的保险库已无法读取，因此无法保存。解锁后如果缺少内容，请恢复最近的备份。',
  save: '保存为备份',
  elsewhere: '保存到其他位置…',
  leave: '不保存',
  savedTitle: '备份已保存',
  saved: '位置：{{path}}',
  savedInBackups: '要继续使用它，请在锁定界面选择“从备份恢复”。',
  savedElsewhere:
    '要从中取回 AccessKey，请解锁保险库，选择“导入”，再选择该文件夹中的 vault.db。要继续使用它，请在 Keyfold 关闭时将这两个文件复制到保险库文件夹。',
  toLockScreen: '前往锁定界面',
} as const satisfies Translation<typeof english>;
