import type { CommandWords } from './en';

export const zhCN: CommandWords = {
  waiting: '正在等待您在 Keyfold 中确认…',
  locked: 'Keyfold 已锁定。请解锁后确认此请求…',
  lockedTooLong: 'Keyfold 已锁定超过两分钟，未提供任何内容。请重试。',
  refused: '已在 Keyfold 中拒绝。',
  refusedLately: '刚才已在 Keyfold 中拒绝，30 秒内不再询问。',
  tooMany: '等待 Keyfold 确认的程序过多。请重试。',
  tooSlow: '5 秒内未收到请求。',
  ended: '等待期间，该密钥已在 Keyfold 中被修改或移除，未提供任何内容。请重试。',
  renewing: 'Keyfold 正在为保险库更换密钥。请重试。',
  failed: 'Keyfold 无法完成此操作。详情见“设置”中的记录。',
  lockedNow: '正在锁定 Keyfold。',
  lockedAlready: 'Keyfold 已经锁定。',
  state: { locked: '已锁定', unlocked: '已解锁' },
  list: {
    columns: ['名称', '云平台', '账号', 'AccessKey ID', ''],
    default: '默认',
    disabled: '已禁用',
    expired: '已过期',
  },
  key: {
    'not-found': '没有此名称的密钥，也没有以此结尾（至少 4 个字符）的 AccessKey ID。',
    'no-default': '没有默认密钥。请用 --key 指定，或在 Keyfold 中设为默认。',
    disabled: '该密钥已在 Keyfold 中禁用。',
    expired: '该密钥已过期。',
    'needs-newer': '只有更新版本的 Keyfold 才能识别该密钥。',
    ambiguous: '有多个密钥符合。请给出更长的 AccessKey ID 结尾，或加上 --provider：',
    'which-provider': '多个云平台都有默认密钥。请加上 --provider 或 --key：',
    more: (count) => `  另有 ${count} 个`,
  },
  nothingToSet: (provider) => `没有已知的${provider}工具会读取环境变量，因此没有可设置的变量。请用 --only 指定一组：`,
  cannotWrite: '该密钥无法以此形式写出：过长，或含有 shell 会改动的字符。',
  terminal: 'Secret 会显示在终端上。请用“eval "$(keyfold env --shell sh)"”，或将输出送往别处。',
  program: {
    missing: (name) => `${name}：没有此程序`,
    'not-executable': (name) => `${name}：无法启动`,
  },
  fault: {
    command: (word) => `未知命令“${word}”。运行“keyfold help”查看全部命令。`,
    option: (word) => `未知选项“${word}”。`,
    unexpected: (word) => `此处不应有“${word}”。`,
    noValue: (word) => `${word} 需要一个值。`,
    twice: (word) => `${word} 出现了两次。`,
    both: '--json、--names 和 --ids 只能使用其中一个。',
    value: (word, value, known) => `${word} 不能是“${value}”。可用的值：${known}`,
    noProgram:
      '没有要启动的程序。请将程序写在 -- 之后，例如：\n  keyfold exec --key deploy -- terraform plan\n需要管道或变量时，请启动 shell：\n  keyfold exec --key deploy -- sh -c \'echo "$ALIBABA_CLOUD_ACCESS_KEY_ID"\'',
    noShell: '请指定 shell：--shell sh、fish、powershell 或 cmd。bash 和 zsh 使用 sh。',
    cut: '命令行过长。',
    help: (about) => `运行“keyfold help ${about}”查看用法。`,
  },
  help: {
    all: `用法：keyfold 命令

  exec      启动程序，并在其环境变量中提供密钥
  external  为 aliyun-cli、SDK 和 credential_process 输出密钥
  env       以 shell 变量的形式输出密钥
  list      列出密钥，不含 Secret
  lock      锁定 Keyfold
  status    显示 Keyfold 是否已锁定
  help      显示帮助，也可查看单个命令：keyfold help exec
  version   显示版本

程序获得密钥之前，Keyfold 会在其窗口中询问您。不带命令时，打开 Keyfold 的窗口。
在命令之前加“--vault 文件夹”，可向打开该保险库的 Keyfold 请求。

退出码：64 用法错误，69 Keyfold 未运行，70 应答损坏，75 已锁定或中途结束，77 被拒绝，
126 无法启动程序，127 没有此程序。其他为程序自身的退出码。
`,
    exec: `用法：keyfold exec [--key 密钥 | --provider 云平台] [--only 变量组] -- 程序 [参数…]

以该程序取代 keyfold 本身，并在其环境变量中提供密钥。会先移除同一云平台其他密钥的变量。
该程序及其启动的所有程序都能读取密钥。

  --key 密钥             名称，或 AccessKey ID 的结尾（至少 4 个字符）
  --provider 云平台      使用其默认密钥：alibaba、private-alibaba、huawei、pingan
  --only 变量组          只设置一组变量，以其第一个变量命名：ALIBABA_CLOUD_ACCESS_KEY_ID、HW_ACCESS_KEY 等

  keyfold exec --provider alibaba -- terraform plan
  keyfold exec --key deploy -- sh -c 'ossutil ls | head'
`,
    external: `用法：keyfold external [--key 密钥 | --provider 云平台] [--format 格式]

输出一行包含密钥的 JSON，供每次都会请求密钥的程序使用。

  --key 密钥             名称，或 AccessKey ID 的结尾（至少 4 个字符）
  --provider 云平台      使用其默认密钥：alibaba、private-alibaba、huawei、pingan
  --format 格式          aliyun-cli（其 External 模式所需的格式；默认）或 credential-process

在 ~/.aliyun/config.json 中： "mode": "External", "process_command": "keyfold external --key deploy"
`,
    env: `用法：keyfold env --shell SHELL [--key 密钥 | --provider 云平台] [--only 变量组]

输出将密钥设为变量的命令行。不会输出到终端上。

  --shell SHELL          sh（也用于 bash 和 zsh）、fish、powershell 或 cmd
  --key 密钥             名称，或 AccessKey ID 的结尾（至少 4 个字符）
  --provider 云平台      使用其默认密钥：alibaba、private-alibaba、huawei、pingan
  --only 变量组          只设置一组变量，以其第一个变量命名

  eval "$(keyfold env --shell sh --key deploy)"
  keyfold env --shell fish --key deploy | source
  keyfold env --shell powershell --key deploy | Out-String | Invoke-Expression
`,
    list: `用法：keyfold list [--json | --names | --ids] [--quiet]

列出密钥：名称、云平台、账号和 AccessKey ID 的最后四个字符。从不包含 Secret。

  --json   以 JSON 输出
  --names  只输出名称
  --ids    只输出 AccessKey ID 的结尾
  --quiet  不询问：没有现行许可时不列出任何内容
`,
    lock: '用法：keyfold lock\n\n锁定 Keyfold。所有许可随之结束，等待中的程序得不到任何内容。\n',
    status: '用法：keyfold status [--json]\n\n显示 Keyfold 是否已锁定。\n',
    help: '用法：keyfold help [命令]\n',
    version: '用法：keyfold version\n',
  },
};
