import type { Translation } from '../catalogue';
import type { allow as english } from '../en/allow';

export const allow = {
  title: { key: '有程序请求使用密钥', list: '有程序请求查看密钥列表' },
  use: {
    exec: '“keyfold exec” 将启动一个程序，该程序从环境变量中获得 Secret。',
    external: '“keyfold external” 将把 Secret 交给请求它的工具。',
    env: '“keyfold env” 将以环境变量的形式输出 Secret，供 shell 读取。',
    list: '“keyfold list” 将获得名称、账号和 AccessKey ID 的末尾几位，不含 Secret。',
  },
  key: 'AccessKey',
  who: '请求方',
  unknownAsker: '未知。系统没有告知是哪个程序。',
  notKnown: '未知',
  unknownFile: '文件未知',
  commandLine: '命令行',
  folder: '文件夹',
  variables: '环境变量',
  sets_other: '设置 {{number}} 个',
  removes_other: '移除 {{number}} 个',
  setsList: '设置',
  removesList: '移除',
  requests: '有 {{number}} 个相同的请求在等待，您的选择对它们全部有效。',
  lasts: '允许',
  lastsFor: { once: '仅此一次', minutes: '{{minutes}} 分钟内', lock: '直到 Keyfold 锁定' },
  process: '适用于',
  about: {
    once: '下次使用时会再次询问。',
    minutes:
      '适用于该进程及其启动的程序。如果它每次使用都重新启动，请选择其 shell。锁定会使其提前结束：在终端中的操作不会推迟 Keyfold 的自动锁定。',
    lock: '适用于该进程及其启动的程序。如果它每次使用都重新启动，请选择其 shell。Keyfold 侧边栏会显示它，您可以随时结束。',
  },
  onlyOnce: {
    keychain: '只能允许这一次：没有系统钥匙串时，每次使用都需要主密码。',
    unknown: '只能允许这一次，因为无法得知是哪个程序在请求。',
  },
  refuse: '拒绝',
  allow: '允许',
} as const satisfies Translation<typeof english>;
