import type { Language } from '../../common/languages';
import type { Obstacle } from './obstacles';

/** Why a start ends without a window. */
export type NoStart =
  | Obstacle
  /** A first copy runs and doesn't answer. */
  | { kind: 'silent-copy'; pid: number }
  /** The lock on Keyfold's folder is held by another machine, or by this one under a former name. */
  | { kind: 'elsewhere'; path: string; host: string; pid: string }
  /** The lock on Keyfold's folder can't be made. */
  | { kind: 'no-lock'; path: string; system: string }
  /** Keyfold's own code failed; `where` is the place in it. */
  | { kind: 'failed'; where: string };

/** The exit codes. They are in the guide too, so they never change. */
export const exitCodes: Readonly<Record<NoStart['kind'], number>> = {
  'no-home': 10,
  dangling: 10,
  'other-owner': 10,
  folder: 10,
  'no-lock': 10,
  temporary: 11,
  'no-screen': 12,
  'only-wayland': 12,
  'silent-copy': 13,
  elsewhere: 13,
  failed: 15,
};

type Words = { [Kind in NoStart['kind']]: (facts: Extract<NoStart, { kind: Kind }>) => string };

const english: Record<string, string> = {
  EACCES: 'this user has no permission',
  EPERM: 'this user has no permission',
  EROFS: 'it can only be read: the disk or the folder is mounted read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'this user’s share of the disk is full',
  ENOENT: 'it isn’t there',
  ENOTDIR: 'something in this path is a file and no folder',
  ELOOP: 'links in this path lead in a circle',
};
const chinese: typeof english = {
  EACCES: '当前用户没有权限',
  EPERM: '当前用户没有权限',
  EROFS: '只能读取：磁盘或文件夹以只读方式挂载',
  ENOSPC: '磁盘已满',
  EDQUOT: '当前用户的磁盘配额已用完',
  ENOENT: '不存在',
  ENOTDIR: '路径中有一项是文件而不是文件夹',
  ELOOP: '路径中的链接形成循环',
};
const why = (system: string) => (english[system] ? `${english[system]} (${system})` : system);
const reason = (system: string) => (chinese[system] ? `${chinese[system]}（${system}）` : system);

const en: Words = {
  'no-home': ({ path }) =>
    `Keyfold can’t start: your home folder ${path} isn’t there. If it is on another disk, mount that disk and start Keyfold again. Nothing was made in its place.`,
  dangling: ({ path, target }) =>
    `Keyfold can’t start: ${path} is a link to ${target}, and that isn’t there. If it is on another disk, mount that disk and start Keyfold again. Nothing was changed.`,
  'other-owner': ({ path, owner }) =>
    `Keyfold can’t start: the folder ${path} belongs to ${owner === 0 ? 'root' : `another user (number ${owner})`}, so you can’t use it. This is so after Keyfold was started with sudo. Give the folder back to yourself: sudo chown -R "$USER" "${path}"`,
  folder: ({ path, system }) =>
    `Keyfold can’t start: it can’t use its folder ${path}: ${why(system)}. Nothing was changed. Put that right and start Keyfold again.`,
  'no-lock': ({ path, system }) =>
    `Keyfold can’t start: it can’t lock its folder ${path} against a second copy: ${why(system)}. Nothing was changed. Put that right and start Keyfold again.`,
  temporary: ({ path, system }) =>
    `Keyfold can’t start: no temporary files can be made in ${path}: ${why(system)}. Put that right, or set TMPDIR to another folder, and start Keyfold again.`,
  'no-screen': ({ display }) =>
    display === ''
      ? 'Keyfold can’t start: there is no screen (neither DISPLAY nor WAYLAND_DISPLAY is set). Start it in a desktop session.'
      : `Keyfold can’t start: no screen answers at DISPLAY=${display}. Start it in a desktop session.`,
  'only-wayland': () =>
    'Keyfold can’t start: there is no X11 screen (DISPLAY isn’t set). Install Xwayland, or start Keyfold with --ozone-platform=wayland',
  'silent-copy': ({ pid }) =>
    `Keyfold runs already (process ${pid}), but that copy doesn’t answer. Wait a moment and start Keyfold again. If it still doesn’t answer, end it, for example with: kill -9 ${pid} – the vault file stays whole, and only what you were typing is lost.`,
  elsewhere: ({ path, host, pid }) =>
    `Keyfold can’t start: its folder is in use by Keyfold on the computer “${host}” (process ${pid}). End it there. If it doesn’t run there, or this computer had that name before, delete the file ${path} and start Keyfold again.`,
  failed: ({ where }) =>
    `Keyfold can’t start: something went wrong in Keyfold itself (${where}). Your vault file was not changed. Start Keyfold again; if this happens again, report that place.`,
};

const zhCN: Words = {
  'no-home': ({ path }) =>
    `Keyfold 无法启动：您的主文件夹 ${path} 不存在。如果它在其他磁盘上，请挂载该磁盘后重新启动 Keyfold。未在该位置创建任何内容。`,
  dangling: ({ path, target }) =>
    `Keyfold 无法启动：${path} 是指向 ${target} 的链接，而该位置不存在。如果它在其他磁盘上，请挂载该磁盘后重新启动 Keyfold。未做任何更改。`,
  'other-owner': ({ path, owner }) =>
    `Keyfold 无法启动：文件夹 ${path} 属于${owner === 0 ? ' root' : `其他用户（编号 ${owner}）`}，您无法使用。用 sudo 启动过 Keyfold 后会出现这种情况。请将该文件夹归还给自己：sudo chown -R "$USER" "${path}"`,
  folder: ({ path, system }) =>
    `Keyfold 无法启动：无法使用其文件夹 ${path}：${reason(system)}。未做任何更改。请解决后重新启动 Keyfold。`,
  'no-lock': ({ path, system }) =>
    `Keyfold 无法启动：无法锁定其文件夹 ${path} 以防重复启动：${reason(system)}。未做任何更改。请解决后重新启动 Keyfold。`,
  temporary: ({ path, system }) =>
    `Keyfold 无法启动：无法在 ${path} 中创建临时文件：${reason(system)}。请解决该问题，或将 TMPDIR 设为其他文件夹，然后重新启动 Keyfold。`,
  'no-screen': ({ display }) =>
    display === ''
      ? 'Keyfold 无法启动：没有屏幕（DISPLAY 和 WAYLAND_DISPLAY 均未设置）。请在桌面会话中启动。'
      : `Keyfold 无法启动：DISPLAY=${display} 处没有屏幕响应。请在桌面会话中启动。`,
  'only-wayland': () =>
    'Keyfold 无法启动：没有 X11 屏幕（未设置 DISPLAY）。请安装 Xwayland，或使用参数启动 Keyfold：--ozone-platform=wayland',
  'silent-copy': ({ pid }) =>
    `Keyfold 已在运行（进程 ${pid}），但没有响应。请稍候再启动 Keyfold。若仍无响应，请结束该进程，例如：kill -9 ${pid}。保险库文件会保持完整，仅丢失正在输入的内容。`,
  elsewhere: ({ path, host, pid }) =>
    `Keyfold 无法启动：其文件夹正被计算机“${host}”上的 Keyfold（进程 ${pid}）使用。请在该计算机上结束它。如果它没有在那里运行，或本机以前用过该名称，请删除文件 ${path} 后重新启动 Keyfold。`,
  failed: ({ where }) =>
    `Keyfold 无法启动：Keyfold 自身出错（${where}）。保险库文件未被改动。请重新启动 Keyfold；若仍出现此问题，请报告该位置。`,
};

const words: Readonly<Record<Language, Words>> = { en, 'zh-CN': zhCN };

/** Returns why the start ends and what to do, in one text. */
export function noStartWords(language: Language, noStart: NoStart): string {
  // The table has every kind. The compiler can't see that a kind comes with its own facts.
  const say = words[language][noStart.kind] as (facts: NoStart) => string;
  return say(noStart);
}
