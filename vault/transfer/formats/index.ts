import { secretText } from '../../../common/keys/text-bytes';
import { providerOf } from '../../../common/providers';
import type { FormatId, TargetId } from '../../../common/transfer/targets';
import { alibabaCloudCredentials } from './alibabacloud-credentials';
import { aliyunCli } from './aliyun-cli';
import { aliyunCliLegacy } from './aliyuncli-legacy';
import { awsCredentials } from './aws-credentials';
import { collect, withOwnPlaces } from './collect';
import {
  type EditResult,
  type Entry,
  type Format,
  type ReadResult,
  type TextProblem,
  type ToolKey,
  textLimit,
  type Values,
  type WritableFormat,
  type WriteOptions,
} from './format';
import { functionGraph } from './functiongraph';
import { huaweiCloudCredentials } from './huaweicloud-credentials';
import { kooCli } from './koocli';
import { obsutil } from './obsutil';
import { ossutil } from './ossutil';
import { cmd } from './shell-cmd';
import { dotenv } from './shell-dotenv';
import { powerShell } from './shell-powershell';
import { sh } from './shell-sh';
import { terraform } from './terraform';

export * from './format';

const writable: Readonly<Record<TargetId, WritableFormat>> = {
  'env-sh': sh,
  'env-powershell': powerShell,
  'env-cmd': cmd,
  dotenv,
  'aliyun-cli': aliyunCli,
  'alibabacloud-credentials': alibabaCloudCredentials,
  ossutil,
  'huaweicloud-credentials': huaweiCloudCredentials,
  obsutil,
  terraform,
};

const formats: Readonly<Record<FormatId, Format>> = {
  ...writable,
  'aliyuncli-legacy': aliyunCliLegacy,
  koocli: kooCli,
  functiongraph: functionGraph,
  'aws-credentials': awsCredentials,
};

/** What is sure of itself comes before what nearly any text with `=` would fit. */
const order: readonly FormatId[] = [
  'aliyun-cli',
  'koocli',
  'env-powershell',
  'env-cmd',
  'aliyuncli-legacy',
  'aws-credentials',
  'huaweicloud-credentials',
  'ossutil',
  'alibabacloud-credentials',
  'obsutil',
  'functiongraph',
  'env-sh',
  'terraform',
  'dotenv',
];

/**
 * What a file is: by what is in it, and where that says nothing, or fits several, by its name or path.
 * `null`: nothing that is known here.
 */
export function detect(fileName: string, text: string): FormatId | null {
  const path = fileName.replaceAll('\\', '/').toLowerCase();
  const named = order.filter((id) => formats[id].fileName.test(path));
  if (isTooLarge(text)) return named[0] ?? null;
  const fitting = order.filter((id) => formats[id].fits(text));
  return fitting.find((id) => named.includes(id)) ?? fitting[0] ?? named[0] ?? null;
}

/** The keys in a text. The caller wipes them; the text itself it can't. */
export function read(format: FormatId, text: string): ReadResult {
  const entries = scan(formats[format], text);
  if (typeof entries === 'string') return { ok: false, problem: entries };
  if (entries.length === 0) return { ok: false, problem: 'nothing-found' };
  return { ok: true, ...collect(entries) };
}

/** A fresh file, or lines to paste, with one key. */
export function render(target: TargetId, key: ToolKey, options: WriteOptions = {}): EditResult {
  return merge(target, '', key, options);
}

/** Sets one entry of an existing text, made anew or in the place of what it held. All else stays, byte for byte. */
export function merge(target: TargetId, existing: string, key: ToolKey, options: WriteOptions = {}): EditResult {
  if (!providerOf(key.provider).targets.includes(target)) return { ok: false, problem: 'not-for-provider' };
  if (isTooLarge(existing)) return { ok: false, problem: 'too-large' };
  const values: Values = {
    provider: key.provider,
    accessKeyId: key.accessKeyId,
    secret: secretText(key.secret),
    token: key.token === null ? null : secretText(key.token),
  };
  const format = writable[target];
  const text = format.set(existing, values, options);
  if (typeof text !== 'string') return { ok: false, ...text };
  if (isTooLarge(text)) return { ok: false, problem: 'too-large' };
  return holds(format, text, values) ? { ok: true, text } : { ok: false, problem: 'not-writable' };
}

/** A text without the pair and token of one of its entries, by its place as {@link read} gives it. */
export function remove(format: FormatId, existing: string, place: string): EditResult {
  const entries = scan(formats[format], existing);
  if (typeof entries === 'string') return { ok: false, problem: entries };
  const entry = entries.find((candidate) => candidate.place === place);
  return entry ? { ok: true, text: entry.without() } : { ok: false, problem: 'no-such-place' };
}

/** Formats that nearly any text of their kind fits: what is sure of itself comes before them. */
const unsure: readonly FormatId[] = ['env-sh', 'terraform', 'dotenv'];

/**
 * Whether a text is a file of this target, or may become one: a blank one, one with its content and no other's name, one
 * with its name or path and no other's content; and none of those that are never written into.
 */
export function suits(target: TargetId, fileName: string, text: string): boolean {
  const path = fileName.replaceAll('\\', '/').toLowerCase();
  if (writable[target].notInto?.test(path)) return false;
  if (text.trim() === '') return true;
  const isNamed = (id: FormatId) => formats[id].fileName.test(path);
  const others = order.filter((id) => id !== target && formats[id].fits(text));
  if (isNamed(target)) return formats[target].fits(text) || others.every((id) => unsure.includes(id));
  return formats[target].fits(text) && !others.some(isNamed);
}

/**
 * What a text has in the place that a merge wrote this secret to, by its AccessKey ID (empty: an entry without one); `null`:
 * nothing.
 */
export function replaced(
  target: TargetId,
  before: string,
  after: string,
  secret: string,
): Pick<Entry, 'accessKeyId'> | null {
  const entries = (text: string) => {
    const found = scan(formats[target], text);
    return typeof found === 'string' ? [] : found;
  };
  const place = entries(after).find((entry) => entry.secret === secret)?.place;
  const found = entries(before).find((entry) => entry.place === place);
  return found ? { accessKeyId: found.accessKeyId } : null;
}

const isTooLarge = (text: string) => text.length > textLimit || Buffer.byteLength(text, 'utf8') > textLimit;

function scan(format: Format, text: string): Entry[] | TextProblem {
  if (isTooLarge(text)) return 'too-large';
  const entries = format.scan(text);
  return typeof entries === 'string' ? entries : withOwnPlaces(entries);
}

/** Reads back what was written: whatever stands around it, the key must come out as it went in. */
function holds(format: Format, text: string, { accessKeyId, secret, token }: Values): boolean {
  const entries = format.scan(text);
  return (
    typeof entries !== 'string' &&
    entries.some(
      (entry) =>
        entry.skip === undefined &&
        entry.accessKeyId === accessKeyId &&
        entry.secret === secret &&
        entry.token === (token ?? ''),
    )
  );
}
