import type { Translation } from '../catalogue';
import type { notices as english } from '../en/notices';

export const notices = {
  region: '提示',
  dismiss: '不再显示此提示',
  draft: {
    add: '锁定前您正在添加 AccessKey。已填写的内容仍保留，Secret 需重新输入。',
    edit: '锁定前您正在编辑 AccessKey，修改尚未保存。',
    account: '锁定前您正在编辑账号，修改尚未保存。',
    identity: '锁定前您正在编辑身份，修改尚未保存。',
    resume: '继续填写',
    discard: '放弃',
  },
  clipboard: {
    region: '剪贴板',
    clearsIn: '已复制 · {{seconds}} 秒',
    clear: '立即清除',
    stays: '尚未清除',
    staysWhy: '其他程序使 Keyfold 暂时无法清除剪贴板。Keyfold 窗口获得焦点时会再次尝试。',
  },
  readOnly: {
    title: '此保险库只能读取。',
    about:
      '其磁盘、文件夹或文件为只读。可以查找密钥，但无法更改任何内容，也无法查看、复制或导出 Secret，因为无法记入操作日志。',
  },
  conflicts: {
    named:
      '保险库旁边有它的另一个版本：{{names}}。这是两台电脑同时更改保险库时由同步程序生成的，Keyfold 不会自动打开它。如需查看其内容，请将它放入单独的文件夹并命名为 vault.db，与 slots.json 的副本放在一起，然后导入。',
    more: '保险库旁边有它的其他版本：{{names}}，另有 {{more}} 个。这些是两台电脑同时更改保险库时由同步程序生成的，Keyfold 不会自动打开它们。如需查看某个版本，请将它放入单独的文件夹并命名为 vault.db，与 slots.json 的副本放在一起，然后导入。',
  },
  clock: {
    behind: '系统时间可能不正确：比此保险库已记录的时间慢 {{by}}。密钥的添加天数可能有偏差；已过期的密钥仍视为已过期。',
    forward: '系统时间向前跳变了 {{by}}（或电脑休眠了这么久）。如果时间不正确，添加天数和过期判断可能有偏差。',
    back: '系统时间向后跳变了 {{by}}。如果时间不正确，添加天数和过期判断可能有偏差。',
    accept: '时间正确',
    accepted: '已确认系统时间正确。',
  },
} as const satisfies Translation<typeof english>;
