import type { Translation } from '../catalogue';
import type { verify as english } from '../en/verify';

export const verify = {
  ask: {
    reveal: '查看该密钥的 Secret 前，请先验证身份。',
    delete: '删除该密钥及其 Secret 前，请先验证身份。删除后无法恢复。',
    clear: '删除已过期的临时密钥及其 Secret 前，请先验证身份。删除后无法恢复。',
    assign: '将所选密钥分配给其他身份前，请先验证身份。',
    enable: '启用该密钥前，请先验证身份。',
    disable: '禁用该密钥前，请先验证身份。',
    edit: '更改该密钥所属的账号或用户前，请先验证身份。',
    'export-log': '导出操作记录前，请先验证身份。导出的文件会列出密钥名称，但不含 Secret。',
    'archive-log': '归档操作记录前，请先验证身份。较早的记录将移入文件，不再保留在保险库中。',
  },
  assign: '分配 AccessKey',
  exportLog: '导出记录',
  archiveLog: '归档记录',
} as const satisfies Translation<typeof english>;
