import type { Translation } from '../catalogue';
import type { help as english } from '../en/help';

export const help = {
  title: '帮助',
  search: '搜索帮助',
  searchPlaceholder: '搜索云平台说明和使用指南',
  contents: '目录',
  providers: '云平台说明',
  guide: '使用指南',
  nothing: '没有与“{{text}}”匹配的内容',
  found_other: '找到 {{number}} 节',
  more: '在帮助中查看更多',
  about: '关于{{provider}}的访问密钥',
  pair: 'AccessKey 是调用云服务 API 的密钥对：ID 标识调用者，Secret 为请求签名。它不是账号，也不能用于登录控制台。',
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
  source: '摘自云平台的公开文档。控制台可能变化，以其为准。',
} as const satisfies Translation<typeof english>;
