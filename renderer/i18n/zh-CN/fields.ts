import type { Translation } from '../catalogue';
import type { fields as english } from '../en/fields';

export const fields = {
  label: {
    name: '名称',
    description: '描述',
    accountId: '账号 ID',
    identityKind: '身份',
    identityName: '子用户名',
    keyType: '类型',
    endpoint: '接入地址',
    credential: '凭证类型',
    accessKeyId: 'AccessKey ID',
    secret: 'AccessKey Secret',
    token: '安全令牌',
    expiresAt: '过期时间',
    alias: '别名',
    remark: '备注',
    password: '主密码',
  },
  room: {
    left_other: '“{{who}}”还可添加 {{number}} 个 AccessKey（已有 {{held}} 个，最多 {{quota}} 个）。',
    unknown: '每个“{{kind}}”最多 {{quota}} 个，填写账号和用户名后计入配额。',
    temporaryOnly: '“{{kind}}”只能使用临时密钥。如需长期密钥，请使用“{{other}}”。',
    unknownAccount: '每个“{{kind}}”最多 {{quota}} 个，填写账号后计入配额。',
  },
  problem: {
    required: '请输入{{label}}。',
    choose: '请选择{{label}}。',
    tooLong: '{{label}}不能超过 {{limit}} 个字符。',
    tooShort: '{{label}}至少需要 {{limit}} 个字符。',
    hiddenCharacters: '{{label}}包含不可见字符（控制字符或文字方向标记），请重新输入，或以纯文本方式粘贴。',
    notPrintable: '{{label}}包含空格或密钥中不会出现的字符，请重新复制，不要带上前后的文字。',
    notAChoice: '{{label}}不适用于此类密钥，请重新选择或留空。',
    otherCredentialOnly: '该{{label}}不能拥有此类凭证（长期或临时密钥），请重新选择。',
    notAnEndpoint: '{{label}}应为主机名或 http(s) 地址，例如 ebs.example.internal。',
    unusualShape: '格式与常见的{{label}}不同，请核对；仍可保存。',
    unusualShapeExpected: '常见的{{label}}为 {{expected}}，请核对；仍可保存。',
    otherCredential: '该{{label}}看起来属于另一种凭证，请核对所选的凭证类型。',
    past: '该时间已过，密钥将保存为已过期状态。',
  },
} as const satisfies Translation<typeof english>;
