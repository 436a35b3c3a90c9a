import type { Translation } from '../catalogue';
import type { originals as english } from '../en/originals';

export const originals = {
  title: '已清理的文件',
  about: '导入后移除了其中 AccessKey 的文件。其原件加密保存在此，直到您将其删除。',
  empty: '没有在导入后清理过的文件。',
  line_other: '{{moment}} · 已移除 {{number}} 个 AccessKey',
  saveOf: '保存 {{file}} 的原件…',
  deleteOf: '删除 {{file}} 的原件',
  delete: '删除',
  deleteTitle: '删除此原件？',
  deleteBody: '{{file}} 将保持现状，其清理前的原件将被永久删除。AccessKey 仍保留在保险库中。',
  deleted: '原件已删除。',
} as const satisfies Translation<typeof english>;
