import type { Translation } from '../catalogue';
import type { settings as english } from '../en/settings';

export const settings = {
  title: '设置',
  theme: '主题',
  themeChoice: { system: '跟随系统', light: '浅色', dark: '深色' },
  language: '语言',
  languageChoice: { system: '跟随系统', en: 'English', 'zh-CN': '简体中文' },
  keychainState: {
    good: '使用中。保存和查看 Secret 时由系统钥匙串协助解开；没有钥匙串时，仍可使用主密码打开保险库。',
    missing: '当前系统不可用。保存或查看 Secret 时需要输入主密码，安全性不受影响。',
    unavailable: '已锁定或没有响应。在恢复之前，保存或查看 Secret 时需要输入主密码。请解锁钥匙串，或重新登录系统。',
    otherBackend:
      '当前的系统钥匙串与此保险库绑定的不同（例如更换了桌面环境）。保存或查看 Secret 时需要输入主密码，数据没有丢失。选择“重新绑定”即可改用当前钥匙串。',
    lostKey:
      '系统钥匙串中已没有此保险库绑定的密钥（例如重置过钥匙串或更换了电脑）。保存或查看 Secret 时需要输入主密码，数据没有丢失。选择“重新绑定”即可恢复使用。',
    notSealed: '此保险库未绑定系统钥匙串。保存或查看 Secret 时需要输入主密码。选择“使用钥匙串”后，保存时无需输入。',
  },
  about: '关于',
  version: 'Keyfold',
  electron: 'Electron',
  chromium: 'Chromium',
  sqlite: 'SQLite',
  vaultFolder: '保险库位置',
  setAside: '设置文件无法读取，已另存为 {{file}}，设置已恢复为默认值。保险库不受影响。',
  offline: 'Keyfold 从不访问网络。',
} as const satisfies Translation<typeof english>;
