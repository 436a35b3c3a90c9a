import type { Translation } from '../catalogue';
import type { backups as english } from '../en/backups';

export const backups = {
  title: '备份',
  about:
    '每天首次解锁时，以及在重写整个保险库的操作之前，Keyfold 会自动备份。备份与保险库一样经过加密，使用备份当时的主密码打开。',
  last: '最近一次备份',
  never: '尚无备份',
  folder: '备份位置',
  folderHint: '请定期将该文件夹复制到其他磁盘：位于同一磁盘的备份会随磁盘一同丢失。',
  keep: '保留的备份',
  keepLabel: {
    days: '保留的天数',
    weeks: '保留的周数',
    months: '保留的月数',
    acts: '保留的操作前备份数量',
  },
  keepUnit: { days: '天', weeks: '周', months: '个月', acts: '个导入、升级或更换密钥之前的备份' },
  keepHint: '每日备份中，上述每天、每周、每月最新的一份会保留。手动备份和恢复之前的备份会一直保留，直到您删除。',
  make: '立即备份',
  made: '备份已完成。',
  manage: '查看备份',
  list: '备份列表',
  empty: '尚无备份。',
  importOf: '从 {{moment}} 的备份导入 AccessKey',
  delete: '删除',
  deleteOf: '删除 {{moment}} 的备份',
  deleteTitle: '确定删除该备份吗？',
  deleteBody: '{{moment}} 的备份（{{kind}}）将被永久删除。',
  deleted: '备份已删除。',
  kind: {
    daily: '每日',
    manual: '手动',
    'before-migration': '升级之前',
    'before-import': '导入之前',
    'before-rekey': '更换保险库密钥之前',
    'before-restore': '恢复之前',
    rescued: '保险库文件被替换时保存',
  },
  line: '{{kind}} · {{size}}',
  failed: '保险库备份失败。',
  stepBack: {
    vault:
      '当前保险库是旧副本：Keyfold 曾在此处使用过更新的版本，最近一次在 {{moment}}。如果是您自己放回的，可以忽略；否则是他人所为，此后添加的密钥可能缺失，已删除的密钥可能重新出现。',
    slots:
      '保险库的密钥文件不是 Keyfold 最后写入的版本。如果是您自己放回的，可以忽略；否则是他人所为，以前的主密码可能又能打开保险库，请修改主密码。',
    vaultUnknown: '当前保险库比 Keyfold 曾在此处使用过的版本更旧。如果是您自己放回的，可以忽略；否则是他人所为。',
    accept: '是我放回的',
  },
  rekey: {
    label: '保险库密钥',
    about: '使用新密钥重新加密整个保险库，适用于他人可能获得过保险库副本及其主密码的情况。',
    act: '更换',
    changed: '保险库密钥已更换。',
  },
  restore: {
    title: '从备份恢复',
    intro: '当前的保险库会先另存，并保留在备份中。',
    choose: '备份',
    password: '备份当时的主密码',
    passwordHint: '如果此后修改过主密码，请输入修改前的主密码。',
    present: '当前保险库的主密码',
    submit: '恢复',
    empty: '此保险库的文件夹中没有备份。',
  },
} as const satisfies Translation<typeof english>;
