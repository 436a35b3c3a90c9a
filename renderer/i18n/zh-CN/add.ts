import type { Translation } from '../catalogue';
import type { add as english } from '../en/add';

export const add = {
  successor: { explained: '正在为“{{name}}”的轮换添加新密钥，账号和用户与旧密钥相同。', name: '{{name}} {{date}}' },
  method: '添加方式',
  descriptionPlaceholder: '此密钥的用途',
  rootWarning: '该密钥属于账号本身，拥有账号下的全部权限。建议改用“{{identity}}”的密钥，并仅授予所需权限。',
  expiresHint: '按本机时区填写。',
  csv: {
    choose: '选择 CSV 文件',
    hint: '或将控制台下载的文件拖放到此表单',
    drop: '将 CSV 文件拖放到此处',
    filled: '已从 {{file}} 填入。该文件未加密，保存密钥后请将其删除。',
    otherProvider: '从表头看，该文件来自{{provider}}。',
    several: '{{file}} 中有 {{total}} 个密钥，请选择要添加的一个。',
    more: '仅列出前 {{total}} 个。',
    noUser: '无用户名',
    oneFile: '一次只能拖放一个文件。',
    problems: {
      empty: '{{file}} 是空文件，请从控制台重新下载。',
      tooLarge: '{{file}} 超出控制台 CSV 文件的大小（最大 {{limit}} MB），请选择控制台下载的文件。',
      binary: '{{file}} 不是文本文件，请选择控制台下载的 CSV 文件，而不是电子表格或压缩包。',
      damagedEncoding: '无法识别 {{file}} 的字符编码，请重新下载，或另存为 UTF-8 编码。',
      noHeader: '{{file}} 的表头不是控制台下载文件的表头。支持的表头：{{headers}}。',
      noRows: '{{file}} 只有表头，没有密钥。',
      unreadable: '无法读取 {{file}}，请确认它是文件且您有读取权限。',
      otherProvider: '{{file}} 中是 {{provider}} 的密钥，Keyfold 暂不支持。',
      missing: '{{file}} 第 {{row}} 行缺少 AccessKey ID 或 Secret。',
      notPrintable: '{{file}} 第 {{row}} 行包含空格或密钥中不会出现的字符。',
      tooLong: '{{file}} 第 {{row}} 行的内容过长，不是有效的密钥。',
      lostValue: '{{file}} 第 {{row}} 行的内容已被电子表格改写，原值无法恢复，请重新下载该文件。',
      quotes: '{{file}} 第 {{row}} 行的引号没有闭合，请重新下载该文件。',
    },
  },
} as const satisfies Translation<typeof english>;
