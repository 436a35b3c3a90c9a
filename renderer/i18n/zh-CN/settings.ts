import type { Translation } from '../catalogue';
import type { settings as english } from '../en/settings';

export const settings = {
  title: '设置',
  theme: '主题',
  themeChoice: { system: '跟随系统', light: '浅色', dark: '深色' },
  language: '语言',
  languageChoice: { system: '跟随系统', en: 'English', 'zh-CN': '简体中文' },
  textSize: {
    label: '文字大小',
    about: '适用于所有界面，包括锁定界面。随时可用 {{key}} 加 +、− 或 0 调整。',
  },
  capture: '截图与屏幕共享',
  captureChoice: { shown: '不隐藏', secrets: '隐藏敏感内容', window: '隐藏整个窗口' },
  captureAbout: {
    win32:
      '在截图和屏幕共享中，Windows 不会显示所隐藏的内容：保险库解锁后的各面板，或整个窗口。通过远程桌面操作时，这些部分为黑色。锁定界面始终显示，也可在那里更改此项。',
    darwin:
      '在截图中，macOS 不会显示所隐藏的内容：保险库解锁后的各面板，或整个窗口。较新的录屏程序仍可能获取到这些内容。通过远程桌面操作或使用某些外接显示器时，这些部分为黑色。锁定界面始终显示，也可在那里更改此项。',
    linux: 'Linux 无法使窗口不出现在截图中：能够截图的程序可以看到您所看到的一切。',
  },
  locking: {
    title: '自动锁定',
    after: '无操作后锁定',
    afterAbout: '从在 Keyfold 中最后一次按键或移动鼠标起计时，有对话框打开时同样计时。',
    minutes_other: '{{number}} 分钟',
    never: '从不',
    neverWarning:
      '在您手动锁定、电脑睡眠或锁屏之前，保险库将一直处于解锁状态，期间能接触这台电脑的人都可以使用您的密钥。',
    told: '电脑睡眠、锁屏或切换用户时，Keyfold 也会锁定。',
    announced:
      '电脑睡眠，以及桌面环境通知锁屏或切换用户时，Keyfold 也会锁定。i3lock 等简易锁屏程序不发送通知，此时以上述时间为准。',
    unnoticed:
      '当前系统无法将锁屏通知 Keyfold（没有会话总线，或未安装 dbus-monitor）。Keyfold 会在上述时间后以及电脑睡眠时锁定。',
  },
  clipboard: {
    title: '剪贴板',
    after: '复制内容的清除时间',
    afterAbout: '锁定和退出时立即清除。其他程序之后复制的内容不受影响。',
    seconds: '{{number}} 秒',
    concealed: '复制的内容带有保密标记，支持该标记的剪贴板历史不会保留它。',
    notConcealed:
      '当前运行的 Electron 版本无法为复制的内容添加保密标记，剪贴板历史可能会保留它。请关闭剪贴板历史，或在复制后将其清空。',
  },
  outside: {
    title: '窗口之外',
    notifications: '密钥需要轮换或即将过期时提醒',
    notificationsAbout:
      '通过桌面通知（含密钥名称）提醒；系统支持时，还会在 Keyfold 图标上显示数量。仅在保险库解锁时提醒。桌面可能会将通知保留一段时间，也可能显示在锁屏上。',
    tray: '托盘图标',
    trayAbout: '显示 Keyfold 是否已锁定，可从菜单锁定、清除剪贴板或打开窗口。',
    noNotifications: '此桌面不显示程序通知，仅在窗口中提醒。',
    noTray: '此桌面没有托盘区域（GNOME 需要安装扩展），因此不会显示图标。',
  },
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
  setAside: '设置文件无法使用，已另存为 {{file}}，设置已恢复为默认值。保险库不受影响。',
  problem: {
    unread: '无法读取设置，本次运行使用默认值：{{cause}}未做任何更改，保险库不受影响。',
    unsaved: '无法保存设置，所做的选择仅在本次运行中有效：{{cause}}',
    diskFull: '磁盘已满。',
    readOnly: '{{path}} 只能读取。',
    noPermission: '当前用户无权访问 {{path}}。',
    io: '文件系统拒绝了对 {{path}} 的操作（{{system}}）。',
    unknown: '设置文件无法使用。',
  },
  limits: {
    'folder-sync':
      '保险库文件夹所在的文件系统无法确保新文件名持久保存（例如网络共享）。断电后，最近一次备份或密码更改可能丢失；保险库本身保持完整。',
    modes:
      '保险库文件夹所在的文件系统没有权限控制（例如 FAT）。连接该磁盘的电脑上的其他用户可以复制保险库文件；没有主密码则无法打开。',
    links: '保险库文件夹所在的文件系统不支持硬链接（例如 FAT）。新建保险库时，请勿同时启动两个 Keyfold。',
  },
  failures: {
    title: 'Keyfold 自身的故障',
    about: 'Keyfold 只记录自身代码中出错的位置，不含错误内容、名称或任何密钥信息。报告问题时请附上。',
    none: '无。',
    copy: '复制报告',
    copied: '报告已复制到剪贴板。',
  },
  offline: 'Keyfold 从不访问网络。',
} as const satisfies Translation<typeof english>;
