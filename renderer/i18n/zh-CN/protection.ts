import type { Translation } from '../catalogue';
import type { protection as english } from '../en/protection';

export const protection = {
  title: '操作保护',
  always: '删除 AccessKey、查看 Secret、导出以及更改以下设置时，始终需要验证身份。其他操作可自行选择。',
  alwaysLocked: '访问密钥管理锁已开启，更改以下设置需要管理员密码。',
  on: '已开启',
  off: '未开启',
  turnOn: '开启',
  turnOff: '关闭',
  setUp: '绑定',
  remove: '解绑',
  since: '{{moment}} 起',
  changed: '操作保护设置已更改。',
  part: {
    create: {
      label: '添加前验证',
      about: '添加 AccessKey 时需要验证身份。',
      on: '开启后，添加 AccessKey 时需要验证身份。',
      off: '关闭后，保险库解锁时任何人都可以添加 AccessKey。',
    },
    status: {
      label: '启用和禁用前验证',
      about: '启用或禁用 AccessKey 时需要验证身份。',
      on: '开启后，启用或禁用 AccessKey 时需要验证身份。',
      off: '关闭后，保险库解锁时任何人都可以启用和禁用 AccessKey。',
    },
    authenticator: {
      label: '身份验证器',
      about: '可使用身份验证器应用的验证码代替主密码进行验证，主密码始终可用。',
      on: '绑定后，可使用手机应用的验证码代替主密码进行验证。主密码始终可用，也可用于解绑。',
      off: '解绑后，该应用的验证码不再有效，仍可使用主密码验证。',
    },
    lock: {
      label: '访问密钥管理锁',
      about:
        '开启后，仅管理员可以添加、启用、禁用、删除 AccessKey，更改其所属用户以及操作保护设置；其他人可以查询、使用，并在允许时查看 Secret。',
      on: '开启后，只有掌握管理员密码的人才能添加、启用、禁用、删除 AccessKey，更改其所属用户以及操作保护设置。',
      off: '关闭后，所有能解锁保险库的人都可以管理 AccessKey，管理员密码将被清除。',
    },
    revealAgain: {
      label: '允许再次查看一次性 Secret',
      about: '云平台仅显示一次的 Secret，验证身份后可在此再次查看。',
      on: '开启后，云平台仅显示一次的 Secret，验证身份后可在此保险库中再次查看，每次查看都会记录。',
      off: '关闭后，云平台仅显示一次的 Secret 无法再次查看，与云平台控制台一致。',
    },
  },
  locked: {
    mark: '管理锁已开启',
    about: '目前仅管理员可以管理 AccessKey，开启时间见设置。',
  },
  closed: {
    title: '当前无法更改账号',
    body: '访问密钥管理锁已开启。持有管理员密码的人关闭管理锁后，才能添加、更改和移除账号和用户。',
    settings: '打开设置',
  },
  lockHonest:
    '这是 Keyfold 的管理规则，不是加密手段。它可以阻止他人通过 Keyfold 进行更改；但掌握主密码和保险库文件的人，仍可使用其他软件读取和更改全部内容。',
  lockForgotten: '请妥善保管管理员密码：遗忘后将无法关闭管理锁。',
  newPassword: '新管理员密码',
  repeatPassword: '确认管理员密码',
  repeatWrong: '两次输入的密码不一致。',
  next: '下一步',
  qr: '身份验证器二维码',
  scan: '使用身份验证器应用扫描二维码。如无法扫描，请在应用中手动输入密钥（基于时间、6 位、30 秒）。',
  key: '密钥',
  confirm: '然后输入应用显示的验证码，以确认绑定成功。',
} as const satisfies Translation<typeof english>;
