import type { Translation } from '../catalogue';
import type { command as english } from '../en/command';

export const command = {
  title: 'keyfold 命令',
  grants: {
    title: '已允许的程序',
    count_other: '{{number}} 个程序可使用密钥',
    about: '以下程序及其启动的程序无需询问即可获得密钥。锁定后全部结束。',
    none: '没有程序可以不经询问使用密钥。',
    unknown: '未知',
    list: '密钥列表',
    use: { exec: '用于启动程序', external: '供工具使用', env: '作为环境变量', list: '仅名称，不含 Secret' },
    until: '至 {{moment}}',
    untilLock: '至 Keyfold 锁定',
    uses_other: '已使用 {{number}} 次',
    end: '结束',
    endOf: '结束 {{program}} 的使用',
    endAll: '全部结束',
  },
  line: '{{program}} exec --key 密钥 -- 程序',
  state: {
    ready: '经您允许后，程序可直接获得密钥，无需任何人看到它。请这样启动程序（详见“keyfold help”）：',
    'no-program': '没有该命令：从源代码运行时，它由 C 编译器生成。请安装 gcc 或 clang，然后重新启动 Keyfold。',
    'no-folder':
      '程序无法请求密钥：Keyfold 没有可用的专用文件夹。$XDG_RUNTIME_DIR 或 Keyfold 的文件夹必须归您所有，且其他用户无权访问。',
    'path-too-long':
      '程序无法请求密钥：Keyfold 文件夹的路径过长，无法创建套接字。请将 $XDG_RUNTIME_DIR 设为您自己的较短路径。',
    sandbox:
      '程序无法请求密钥：Keyfold 在 Flatpak 中运行，该命令无法访问它。如需此功能，请不通过 Flatpak 安装 Keyfold。',
    failed: '程序无法请求密钥：系统拒绝创建套接字。请重新启动 Keyfold；如仍然如此，请报告此问题。',
  },
} as const satisfies Translation<typeof english>;
