import type { Translation } from '../catalogue';
import type { rekey as english } from '../en/rekey';

export const rekey = {
  title: '更换保险库密钥',
  about: '如果有人可能同时获得过保险库的副本以及主密码或恢复密钥，建议更换。',
  what: '将使用新密钥重新加密整个保险库。AccessKey、操作记录和主密码均保持不变。更换前会自动备份。',
  backups: '更换之前的备份仍可使用旧密钥和当时的密码打开。确认新的保险库无误后，请在“设置”中删除这些备份。',
  recovery: '当前的恢复密钥将失效，请在更换后重新创建。',
  submit: '更换密钥',
  stop: '停止',
  running: '正在重新加密全部内容…',
  stopped: '已停止。保险库仍使用原来的密钥。',
  doneTitle: '保险库密钥已更换',
  done: '全部内容已重新加密并通过校验。如果主密码可能已被他人知晓，请同时修改主密码。',
  doneRecovery: '保险库目前没有恢复密钥：如果忘记主密码，将无法再打开保险库。',
  later: '稍后',
  makeRecovery: '创建恢复密钥',
} as const satisfies Translation<typeof english>;
