import type { Translation } from '../catalogue';
import type { vaults as english } from '../en/vaults';

export const vaults = {
  own: '本机的保险库',
  open: '打开已有保险库或备份…',
  make: '新建保险库…',
  list: '其他保险库',
  use: '使用保险库 {{name}}',
  forget: '从列表中移除 {{name}}（文件不会删除）',
  rename: {
    button: '重命名 {{name}}',
    title: '重命名保险库',
    about: '只更改本机列表中的名称，文件夹及其文件保持不变。',
  },
  gone: '当前找不到',
  goneLong: '当前找不到 {{place}}。请连接其所在磁盘后再解锁，或选择下方的其他保险库。',
  folder: '文件夹：{{place}}',
  change: '选择其他文件夹…',
  found: {
    vault: '打开保险库',
    backup: '打开备份',
    how: '使用位置',
    inPlace: '在原位置使用',
    inPlaceAbout: '更改会写入该文件夹，适用于 U 盘、加密卷或其他磁盘。',
    copy: '复制到本机使用',
    copyAbout: '会复制到 Keyfold 自己的文件夹，所选的保险库保持不变。',
    backupAbout: '该备份创建于 {{moment}}。它会复制到 Keyfold 自己的文件夹，并作为独立的保险库打开；备份保持不变。',
    name: '列表中的名称',
    next: '下一步使用其主密码或恢复密钥解锁。',
    submit: '继续',
  },
} as const satisfies Translation<typeof english>;
