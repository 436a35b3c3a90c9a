import type { Translation } from '../catalogue';
import type { help as english } from '../en/help';

export const help = {
  title: '帮助',
  topic: {
    pair: 'AccessKey 是什么',
    owner: '资源归谁所有',
    creators: '谁可以创建',
    once: '查看 Secret',
    lifetime: '有效期',
    signIn: '登录控制台',
    disable: '禁用',
    delete: '删除',
    lost: '丢失时',
  },
  leaked: '泄露时',
  where: '控制台中的位置',
  act: {
    create: '创建',
    disable: '禁用',
    delete: '删除',
  },
  source: '摘自服务商的公开文档。控制台可能变化，以服务商为准。',
} as const satisfies Translation<typeof english>;
