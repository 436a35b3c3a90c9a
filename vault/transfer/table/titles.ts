import { comparable } from '../../../common/csv/header';
import type { ColumnRole } from '../../../common/csv/table';
import type { Localized } from '../../../common/languages';
import { providers } from '../../../common/providers';

/** What the titles of columns mean, in the words of the providers and of other people, in English and Chinese. */

/**
 * How sure a title is. `sure`: the title is a word for one role only. `partly`: a part of the title is such a word.
 * `likely` and `possible`: the word can stand for two roles.
 */
export const certainty = { sure: 200, partly: 100, likely: 60, possible: 50 } as const;

const words = (list: string) => list.split(/\s+/);
const both = (label: Localized | undefined) => (label ? Object.values(label) : []);

const sure: Readonly<Record<ColumnRole, readonly string[]>> = {
  name: words(
    'name key_name access_key_name ak_name display_name profile_name alias title 名称 密钥名称 显示名称 AK名称 别名 标题',
  ),
  description: words(
    'description desc note notes extra remark remarks comment comments memo purpose 备注 描述 说明 用途 注释',
  ),
  provider: words(
    'provider cloud cloud_provider vendor platform profile 云 云平台 云厂商 云服务商 厂商 平台 服务商 提供商 供应商',
  ),
  accountId: [
    ...words('account account_id account_name domain domain_id domain_name tenant tenant_id tenant_name uid'),
    ...words('main_account master_account root_account cloud_account'),
    ...words('账号 账号ID 账号名 账号名称 账户 账户ID 账户名 帐号 帐户 主账号 主账号ID 云账号 租户 租户ID 租户名'),
    ...providers.flatMap(({ account }) => both(account.label)),
  ],
  identityName: [
    ...words('user user_name iam_user ram_user sub_user sub_user_name sub_username sub_account login_name logon_name'),
    ...words('login login_id user_id'),
    ...words(
      '登录账号 登录名称 用户 用户名 用户名称 子用户 子用户名 子账号 子账号名 登录名 用户登录名 用户登录名称 IAM用户 IAM用户名 RAM用户',
    ),
    ...providers.flatMap(({ identities }) => identities.flatMap(({ nameField }) => both(nameField?.label))),
    ...providers.flatMap(({ csv }) => csv.columns.user ?? []),
  ],
  keyType: words('type key_type 类型 密钥类型'),
  endpoint: words('endpoint 终端节点 接入点 接入地址 服务地址'),
  accessKeyId: [
    ...words('ak ak_id access_key access_key_id access_id key_id secret_id 密钥ID 访问密钥ID 访问密钥标识 密钥编号'),
    ...providers.flatMap(({ accessKeyId, csv }) => [...both(accessKeyId.label), csv.columns.accessKeyId]),
  ],
  secret: [
    ...words('sk secret secret_key ak_secret access_secret access_key_secret secret_access_key key_secret'),
    ...words('私钥 秘钥 私有密钥 秘密访问密钥 私有访问密钥 密钥内容 密钥值'),
    ...providers.flatMap(({ secret, csv }) => [...both(secret.label), csv.columns.secret]),
  ],
  token: words('token security_token session_token sts_token 令牌 安全令牌 会话令牌 临时令牌 临时安全令牌'),
  expiresAt: words(
    'expires expires_at expire expiry expiration expiry_date expiration_date expiration_time valid_until 到期时间 过期时间 失效时间 有效期 有效期至 到期日 到期日期 过期日期',
  ),
  providerCreatedAt: words(
    'created created_at created_on created_date created_time creation_date creation_time create_date create_time date_created gmt_create key_created access_key_created 创建时间 创建日期 创建于 建立时间 生成时间 密钥创建时间 AK创建时间',
  ),
  providerUsedAt: words(
    'last_used last_used_at last_used_on last_used_date last_used_time last_use last_usage last_access last_accessed last_access_time last_activity access_key_last_used access_key_last_used_date 最后使用 最后使用时间 最近使用 最近使用时间 上次使用 上次使用时间 最后访问时间 最近访问时间 最近一次使用时间 最后一次使用时间',
  ),
};

/** Words that can stand for two roles. The values below decide. */
const unsure: readonly [ColumnRole, number, readonly string[]][] = [
  ['secret', certainty.likely, words('密钥 key')],
  ['accessKeyId', certainty.possible, words('密钥 key')],
  ['accessKeyId', certainty.likely, words('访问密钥 id')],
  ['secret', certainty.possible, words('访问密钥')],
];

/** Parts of a title, the clearest ones first. */
const parts: readonly [ColumnRole, RegExp][] = [
  ['providerUsedAt', /last(?:time)?(?:us(?:ed|age|e)|access)|(?:最后|最近|上次)(?:一次)?(?:使用|访问)/],
  ['providerCreatedAt', /(?:key|ak|密钥)creat|creat(?:e|ed|ion)(?:date|time|at|on)|创建(?:时间|日期)/],
  ['name', /(?:key|secret|密钥)(?:name|名称?)$/],
  ['token', /token|令牌/],
  ['secret', /secret(?!id)|私钥|秘钥|秘密/],
  ['accessKeyId', /accesskey|akid|keyid$|密钥id|^ak/],
  ['expiresAt', /expir|validuntil|到期|过期|失效|有效期/],
  ['description', /descri|remark|comment|备注|描述|说明/],
  ['identityName', /username|subuser|子用户|子账号|用户名/],
  ['accountId', /account|账号|账户|帐号/],
  ['provider', /provider|厂商|服务商|云平台/],
];

/**
 * Returns a title in the form in which it is compared, without anything in brackets after it, as in `SK (required)`.
 */
function plain(title: string): string {
  const shown = title.normalize('NFKC');
  const bracket = shown.search(/[([【]/);
  return comparable(bracket > 0 ? shown.slice(0, bracket) : shown).replace(/[*:#./'’]/g, '');
}

const meanings = new Map<string, Map<ColumnRole, number>>();
function learn(role: ColumnRole, value: number, titles: readonly string[]): void {
  for (const title of titles) {
    const known = meanings.get(plain(title)) ?? new Map<ColumnRole, number>();
    known.set(role, Math.max(value, known.get(role) ?? 0));
    meanings.set(plain(title), known);
  }
}
for (const [role, titles] of Object.entries(sure)) learn(role as ColumnRole, certainty.sure, titles);
for (const [role, value, titles] of unsure) learn(role, value, titles);

/**
 * Returns what a title may mean, and how sure that is (see {@link certainty}). It is empty if the title says nothing.
 */
export function meaningsOf(title: string): ReadonlyMap<ColumnRole, number> {
  const word = plain(title);
  const known = meanings.get(word);
  if (known) return known;
  const part = parts.find(([, pattern]) => pattern.test(word));
  return new Map(part ? [[part[0], certainty.partly]] : []);
}

const passwords = /pass(?:word|wd|phrase)|^pwd|pwd$|密码|口令/;
const oneTimeCodes =
  /otp|2fa|mfa|twofactor|authenticator|(?:backup|recovery)codes?|动态口令|动态密码|动态码|验证码|验证器|两步|恢复码/;
// Fields of one's own, in which a password manager keeps whatever else is secret.
const others = /privatekey|pin$|^(?:custom|rf)?fields/;

/** Returns whether the title stands for passwords, which may be the secrets of keys. */
export function namesPassword(title: string): boolean {
  return passwords.test(plain(title)) && !namesOneTimeCode(title);
}

/** Returns whether the title stands for one-time codes, or for the secrets that they are made of. */
export const namesOneTimeCode = (title: string): boolean => oneTimeCodes.test(plain(title));

/** Returns whether the title stands for addresses. */
export function namesAddress(title: string): boolean {
  return /^(?:login|match|web)?(?:url|uri|site|address|link)s?$|^(?:网址|网站|链接|登录地址|登录链接)$/.test(
    plain(title),
  );
}

/**
 * Returns whether most of these cells are titles that are known as a whole. A part isn't enough where a secret could be
 * shown: many passwords have the word "password" in them.
 */
export function areTitles(cells: readonly string[]): boolean {
  const filled = cells.map(plain).filter((word) => word !== '');
  return (
    filled.filter((word) => meanings.has(word) || /^(?:password|密码|口令)$/.test(word)).length * 2 > filled.length
  );
}

/** Returns whether the title stands for secret values, of keys or of anything else. */
export function namesSecrets(title: string): boolean {
  const roles = meaningsOf(title);
  const word = plain(title);
  return (
    roles.has('secret') || roles.has('token') || [passwords, oneTimeCodes, others].some((pattern) => pattern.test(word))
  );
}
