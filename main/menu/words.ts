import type { Language } from '../../common/languages';

const en = {
  file: 'File',
  add: 'Add AccessKey',
  import: 'Import…',
  export: 'Export…',
  settings: 'Settings',
  lock: 'Lock',
  quit: 'Quit Keyfold',
  edit: 'Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select All',
  search: 'Search',
  view: 'View',
  largerText: 'Larger Text',
  smallerText: 'Smaller Text',
  usualText: 'Usual Text Size',
  fullScreen: 'Full Screen',
  help: 'Help',
  keyfoldHelp: 'Keyfold Help',
  /** Messages of the desktop. */
  outside: {
    due: {
      one: '“{names}” is due for rotation',
      oneBody: 'Replace this access key in Keyfold.',
      many: '{number} access keys are due for rotation',
      manyBody: '{names}',
    },
    ending: {
      one: '“{names}” ends within ten minutes',
      oneBody: 'This temporary access key is about to expire.',
      many: '{number} temporary access keys end within ten minutes',
      manyBody: '{names}',
    },
  },
  tray: {
    locked: 'Locked',
    unlocked: 'Unlocked',
    lock: 'Lock Now',
    clear: 'Clear the Clipboard',
    show: 'Show Keyfold',
  },
  refused:
    'Keyfold was started with a switch that it doesn’t accept, because it may open it to other programs, and has stopped. Start it without:',
  vaultKeepsEnding:
    'The vault process ended several times in a row, so Keyfold stops. Your vault file was not changed. Start Keyfold again; if this happens again, restart the computer and check the disk.',
};

const zhCN: typeof en = {
  file: '文件',
  add: '添加 AccessKey',
  import: '导入…',
  export: '导出…',
  settings: '设置',
  lock: '锁定',
  quit: '退出 Keyfold',
  edit: '编辑',
  undo: '撤销',
  redo: '重做',
  cut: '剪切',
  copy: '复制',
  paste: '粘贴',
  selectAll: '全选',
  search: '搜索',
  view: '显示',
  largerText: '放大文字',
  smallerText: '缩小文字',
  usualText: '默认文字大小',
  fullScreen: '全屏',
  help: '帮助',
  keyfoldHelp: 'Keyfold 帮助',
  outside: {
    due: {
      one: '“{names}”需要轮换',
      oneBody: '请在 Keyfold 中更换此密钥。',
      many: '{number} 个密钥需要轮换',
      manyBody: '{names}',
    },
    ending: {
      one: '“{names}”将在十分钟内过期',
      oneBody: '此临时密钥即将过期。',
      many: '{number} 个临时密钥将在十分钟内过期',
      manyBody: '{names}',
    },
  },
  tray: {
    locked: '已锁定',
    unlocked: '已解锁',
    lock: '立即锁定',
    clear: '清除剪贴板',
    show: '显示 Keyfold',
  },
  refused: 'Keyfold 不接受以下启动参数（可能使其他程序读取其内容），已停止启动。请去掉后重试：',
  vaultKeepsEnding:
    '保险库进程连续多次意外结束，Keyfold 已停止。保险库文件未被改动。请重新启动 Keyfold；若仍出现此问题，请重启电脑并检查磁盘。',
};

/** The words that main itself shows, in the system's own menus and dialogs. All other words are in the renderers. */
export const words: Readonly<Record<Language, typeof en>> = { en, 'zh-CN': zhCN };
