import type { Language, Localized } from '../languages';
import { type Handover, type HandoverWay, referenceOf } from './handover';
import { type TargetId, toolFiles } from './targets';

/**
 * What a receipt says, line by line: the same on the page and in the saved file. The words are data here, because the
 * vault process writes the file and has no catalogue.
 */

/** One line of a receipt. */
export interface ReceiptLine {
  label: string;
  value: string;
  /** It is a path, an ID or a fingerprint. */
  isCode: boolean;
}

const labels = {
  toWhom: { en: 'Handed to', 'zh-CN': '接收方' },
  byWhom: { en: 'Handed over by', 'zh-CN': '移交人' },
  at: { en: 'Time', 'zh-CN': '移交时间' },
  keys: { en: 'AccessKeys', 'zh-CN': 'AccessKey 数量' },
  way: { en: 'Way', 'zh-CN': '移交方式' },
  recipients: { en: 'Encrypted for', 'zh-CN': '接收方公钥指纹' },
  fileName: { en: 'File', 'zh-CN': '文件名' },
  digest: { en: 'SHA-256 of the file', 'zh-CN': '文件 SHA-256' },
  reference: { en: 'Reference', 'zh-CN': '移交编号' },
} as const satisfies Record<string, Localized>;

const unknown: Localized = { en: 'Unknown user', 'zh-CN': '未知用户' };

const ways: Readonly<Record<HandoverWay, Localized>> = {
  age: { en: 'Encrypted file (age), opened with a passphrase', 'zh-CN': '加密文件（age），凭密码短语打开' },
  csv: { en: 'CSV file, not encrypted', 'zh-CN': 'CSV 文件，未加密' },
  file: { en: 'File of a tool, not encrypted', 'zh-CN': '工具的配置文件，未加密' },
  tool: { en: 'Written into a tool’s file, not encrypted', 'zh-CN': '写入工具的配置文件，未加密' },
  clipboard: { en: 'Copied to the clipboard, not encrypted', 'zh-CN': '复制到剪贴板，未加密' },
};
const forRecipients: Localized = {
  en: 'Encrypted file (age), opened with the identity of a recipient',
  'zh-CN': '加密文件（age），凭接收方的身份密钥打开',
};

/** Returns the words for the way of a hand-over. */
export function wayOf(language: Language, { way, recipients, tool }: Handover): string {
  const words = recipients === '' ? ways[way] : forRecipients;
  // A row that was changed may name any way or tool.
  const name = tool in toolFiles ? toolFiles[tool as TargetId].name[language] : tool;
  return [words?.[language] ?? way, name].filter((part) => part !== '').join(' · ');
}

/**
 * Returns the lines of a receipt. What isn't known has no line. `moment` is its time in words, and `number` the number
 * of its keys.
 */
export function receiptLines(
  language: Language,
  handover: Handover,
  { moment, number }: { moment: string; number: string },
): ReceiptLine[] {
  const values: Readonly<Record<keyof typeof labels, string>> = {
    toWhom: handover.toWhom,
    byWhom: handover.byWhom || unknown[language],
    at: moment,
    keys: number,
    way: wayOf(language, handover),
    recipients: handover.recipients,
    fileName: handover.fileName,
    digest: handover.digest,
    reference: referenceOf(handover),
  };
  const codes: readonly string[] = ['recipients', 'fileName', 'digest', 'reference'] satisfies (keyof typeof labels)[];
  return (Object.keys(labels) as (keyof typeof labels)[])
    .filter((name) => values[name] !== '')
    .map((name) => ({ label: labels[name][language], value: values[name], isCode: codes.includes(name) }));
}

/** Words of the saved receipt that aren't in its lines. */
export const receiptWords = {
  title: { en: 'Receipt for AccessKeys', 'zh-CN': 'AccessKey 移交回执' },
  list: { en: 'AccessKeys handed over', 'zh-CN': '已移交的 AccessKey' },
  number: { en: 'No.', 'zh-CN': '序号' },
  name: { en: 'Name', 'zh-CN': '名称' },
  provider: { en: 'Provider', 'zh-CN': '云平台' },
  lastFour: { en: 'AccessKey ID ends with', 'zh-CN': 'AccessKey ID 末四位' },
  noSecrets: {
    en: 'This receipt has no secrets in it, and of each AccessKey ID only the last four characters.',
    'zh-CN': '本回执不含任何 Secret，AccessKey ID 仅列出末四位。',
  },
  check: {
    en: 'To check the file, compare its SHA-256 with the one above. Linux: sha256sum. macOS: shasum -a 256. Windows: certutil -hashfile … SHA256.',
    'zh-CN':
      '如需核对文件，请将其 SHA-256 与上述值比较。Linux：sha256sum；macOS：shasum -a 256；Windows：certutil -hashfile … SHA256。',
  },
  recorded: {
    en: 'Keyfold recorded this when the file was written. That it arrived is for the receiver to confirm.',
    'zh-CN': '本回执由 Keyfold 在写入文件时记录，是否收到请由接收方确认。',
  },
  unfinished: {
    en: 'It isn’t known that the file was written. See the operation log.',
    'zh-CN': '无法确认文件是否已写入，请查看操作记录。',
  },
  received: { en: 'Received by', 'zh-CN': '接收人签字' },
  day: { en: 'Date', 'zh-CN': '日期' },
} as const satisfies Record<string, Localized>;
