import type { Translation } from '../catalogue';
import type { verify as english } from '../en/verify';

export const verify = {
  act: {
    reveal: '查看 Secret',
    delete: '删除',
    clear: '删除',
    assign: '分配 AccessKey',
    enable: '启用',
    disable: '禁用',
    edit: '编辑 AccessKey',
    'export-log': '导出记录',
    'remove-backup': '删除备份',
    'remove-original': '删除原件',
  },
  acts: {
    delete: '删除 {{number}} 个 AccessKey',
    clear: '删除 {{number}} 个 AccessKey',
    assign: '分配 {{number}} 个 AccessKey',
    enable: '启用 {{number}} 个 AccessKey',
    disable: '禁用 {{number}} 个 AccessKey',
  },
  ask: {
    reveal: '查看该密钥的 Secret 前，请先验证身份。',
    delete: '删除该密钥及其 Secret 前，请先验证身份。',
    clear: '删除该已过期的临时密钥及其 Secret 前，请先验证身份。',
    assign: '将该密钥分配给其他身份前，请先验证身份。',
    enable: '启用该密钥前，请先验证身份。',
    disable: '禁用该密钥前，请先验证身份。',
    edit: '更改该密钥所属的账号或用户前，请先验证身份。',
    'export-log': '导出操作记录前，请先验证身份。导出的文件会列出密钥名称，但不含 Secret。',
    'remove-backup': '删除该备份前，请先验证身份。',
    'remove-original': '删除该文件的原件前，请先验证身份。',
  },
  asks: {
    delete: '删除这些密钥及其 Secret 前，请先验证身份。',
    clear: '删除这些已过期的临时密钥及其 Secret 前，请先验证身份。',
    assign: '将这些密钥分配给其他身份前，请先验证身份。',
    enable: '启用这些密钥前，请先验证身份。',
    disable: '禁用这些密钥前，请先验证身份。',
  },
  keys: 'AccessKey',
  more_other: '以及另外 {{number}} 个',
  target: '新的账号和用户',
  backup: '{{moment}} 的备份',
  rows_other: '将 {{number}} 条记录写入文件。',
  lost: {
    key_other: 'Secret 将被永久删除，无法恢复。',
    backup_other: '仅存于该备份中的内容将永久丢失，无法恢复。',
    original_other: '该文件的原貌及其中的 Secret 将永久丢失，无法恢复。',
  },
  final_other: '其中 {{number}} 个密钥禁用后无法再启用：其云厂商不支持重新启用。',
} as const satisfies Translation<typeof english>;
