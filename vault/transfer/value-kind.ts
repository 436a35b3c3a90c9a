/**
 * What stands in the place of an AccessKey ID or a secret. People keep ciphertext, references to other stores, and
 * placeholders in files of the same names. None of them is a key, so each is told apart, before a shape is looked at.
 */

export type ValueKind =
  | 'plain'
  /** A program has encrypted it: SOPS, dotenvx, Ansible Vault, Jasypt and others. */
  | 'encrypted'
  /** It says where the value is: an address in another store, a variable, a template, a path. */
  | 'not-literal'
  /** It says that somebody has to put the value here, or it is masked. */
  | 'placeholder';

const enciphered: readonly RegExp[] = [
  // SOPS and hiera-eyaml; Jasypt, in Spring's files; dotenvx; Travis CI.
  /^ENC\[.*\]$/s,
  /^ENC\(.*\)$/s,
  /^(?:encrypted|secure|cipher):/i,
  // Spring Cloud Config, and stores that name their algorithm in braces.
  /^\{(?:cipher|aes|aes-?\d+|rsa|kms|enc(?:rypted)?)\}/i,
  // HashiCorp Vault's transit engine.
  /^vault:v\d+:/,
  // Ansible Vault, in a file or in YAML; git-crypt; age; OpenPGP.
  /^(?:!vault\b|\$ANSIBLE_VAULT;)/,
  /^\0GITCRYPT/,
  /^(?:age-encryption\.org\/|-----BEGIN (?:AGE ENCRYPTED FILE|PGP MESSAGE)-----)/,
  // A Fernet token, as Airflow stores it.
  /^gAAAAA[A-Za-z0-9_-]{60,}={0,2}$/,
];

const references: readonly RegExp[] = [
  // op://, vault://, awssm://, file://, ref+vault://, https://: no key has a scheme.
  /^[a-z][a-z0-9+.-]{0,30}:\/\//i,
  /^(?:vault|ssm|arn|acs|crn|env|file|secrets?|secretref|keychain|keyring|kms|csms|cmd|exec|pass|bws?|resolve):[^:\s]/i,
  // Variables, commands and templates, and nothing beside them.
  /^(?:\$\{[^{}]*\})+$/,
  /^\$\(.*\)$/s,
  /^\$(?:env:)?[A-Za-z_][A-Za-z0-9_]*$/,
  /^%[A-Za-z_][A-Za-z0-9_]*%$/,
  /^\$?\{\{.*\}\}$/s,
  /^<%.*%>$/s,
  /^#\{.*\}$/s,
  /^`.+`$/s,
  /^@[A-Za-z.]+\(.*\)$/s,
  /^!(?:Ref|Sub|GetAtt|ImportValue|reference|env|ENV)\b/,
  // Code that reads it from elsewhere.
  /^(?:var|local|data|module|os|process|System|env|secrets|config)\.[A-Za-z_][\w.[\]"'()-]*$/,
  // A path of a mounted secret.
  /^\/(?:run|var|etc|mnt|vault|home|root)\/\S+$/,
];

const placeholders: readonly RegExp[] = [
  /^<[^<>]*>$/,
  /^\[[^[\]]*\]$/,
  /^\{[^{}]*\}$/,
  /^__.+__$/,
  /^@@?[A-Za-z_.-]+@@?$/,
  // Nothing but one sign again and again, or signs that mask.
  /^(.)\1{2,}$/,
  /^[xX*.?_#•·-]{2,}$/,
  // Masked in the middle or at an end, as consoles and tools show it: LTAI****************, FAKE…1234.
  /\*{3,}|…|•{3,}/,
  /^[A-Za-z0-9.]{0,8}?(?:x{6,}|X{6,})[A-Za-z0-9]{0,4}$/,
  /\byour\b|\byours\b/i,
  /[你您]的|请(?:填|输|替|换|改)|填写|替换|示例/,
];

// A value that is made of such words only, with at least one that asks for something.
const asking = new Set(
  ['your', 'change', 'changeme', 'changeit', 'replace', 'replaceme', 'placeholder', 'todo', 'fixme', 'tbd', 'fill']
    .concat(['insert', 'enter', 'put', 'set', 'provide', 'redacted', 'masked', 'hidden', 'removed', 'dummy', 'sample'])
    .concat(['xxx', 'xxxx', 'none', 'null', 'nil', 'undefined', 'empty']),
);
const naming = new Set(
  ['access', 'accesskey', 'accesskeyid', 'accesskeysecret', 'key', 'keyid', 'id', 'secret', 'secretkey', 'token']
    .concat(['security', 'session', 'sts', 'ak', 'sk', 'api', 'cloud', 'aliyun', 'alibaba', 'alibabacloud', 'alicloud'])
    .concat(['huawei', 'huaweicloud', 'oss', 'obs', 'aws', 's3', 'ram', 'iam', 'user', 'account', 'value', 'string'])
    .concat(['me', 'my', 'the', 'a', 'an', 'here', 'in', 'it', 'this', 'with', 'to', 'of', 'real', 'own', 'example']),
);

/** Most characters of a value that is looked at. No key is longer, and no mark comes later. */
const looked = 1024;

/** Returns what a value is. The time is linear in its length. Never throws. */
export function whatIs(value: string): ValueKind {
  const text = value.trim().slice(0, looked);
  if (text === '') return 'plain';
  if (enciphered.some((pattern) => pattern.test(text))) return 'encrypted';
  if (references.some((pattern) => pattern.test(text))) return 'not-literal';
  return placeholders.some((pattern) => pattern.test(text)) || asksForIt(text) ? 'placeholder' : 'plain';
}

/** `your_access_key_id`, `changeme`, `accessKeyId`: words about keys, and nothing else. */
function asksForIt(text: string): boolean {
  if (text.length > 80) return false;
  const words = text
    .replace(/([a-z])(?=[A-Z])/g, '$1 ')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  if (words.length === 0 || !words.every((word) => asking.has(word) || naming.has(word))) return false;
  return words.some((word) => asking.has(word)) || (words.length > 1 && words.includes('key'));
}

/** What a value may be in place of a part of a key. If the parts differ, the first of these is said. */
const notKeys = ['encrypted', 'not-literal', 'placeholder'] as const;

/** Returns what stands in the place of a key if one of its parts is none; `null`: all of them may be a key's. */
export function insteadOfKey(parts: readonly string[]): (typeof notKeys)[number] | null {
  const kinds = parts.map(whatIs);
  return notKeys.find((kind) => kinds.includes(kind)) ?? null;
}
