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
  zoomIn: 'Zoom In',
  zoomOut: 'Zoom Out',
  resetZoom: 'Actual Size',
  fullScreen: 'Full Screen',
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
  zoomIn: '放大',
  zoomOut: '缩小',
  resetZoom: '实际大小',
  fullScreen: '全屏',
  refused: 'Keyfold 不接受以下启动参数（可能使其他程序读取其内容），已停止启动。请去掉后重试：',
  vaultKeepsEnding:
    '保险库进程连续多次意外结束，Keyfold 已停止。保险库文件未被改动。请重新启动 Keyfold；若仍出现此问题，请重启电脑并检查磁盘。',
};

/** The words that main itself shows, in the system's own menus and dialogs. All other words are in the renderers. */
export const words: Readonly<Record<Language, typeof en>> = { en, 'zh-CN': zhCN };
