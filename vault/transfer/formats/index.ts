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
import { lines } from './lines';
import { obsutil } from './obsutil';
import { ossutil } from './ossutil';
import { cmd } from './shell-cmd';
import { dotenv } from './shell-dotenv';
import { powerShell } from './shell-powershell';
import { sh } from './shell-sh';
import { terraform } from './terraform';

export * from './format';
export { straysIn } from './lines';

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
  lines,
};

/** Formats with clear marks come before those that nearly any text with `=` would fit. */
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
  'lines',
];

/**
 * Returns the format of a file by its content. If the content fits none or several, its name or path decides. Returns
 * `null` if no format is known for it. `path` is the whole path if it is known, else the file's name.
 */
export function detect(path: string, text: string): FormatId | null {
  const place = path.replaceAll('\\', '/').toLowerCase();
  const named = order.filter((id) => formats[id].fileName.test(place));
  if (isTooLarge(text)) return named[0] ?? null;
  const fitting = order.filter((id) => formats[id].fits(text) && (named.includes(id) || !isOdd(id, text)));
  const found = fitting.find((id) => named.includes(id)) ?? fitting[0] ?? named[0] ?? null;
  // A text may have the marks of a format, and its keys under names or in places that this format doesn't know.
  if (found === null || found === 'lines' || !fitting.includes('lines')) return found;
  const less = withSections.includes(found) && !named.includes(found) && pairsOf(found, text) < pairsOf('lines', text);
  return less || !tellsOfPair(found, text) ? 'lines' : found;
}

const withSections: readonly FormatId[] = [
  'aliyuncli-legacy',
  'aws-credentials',
  'huaweicloud-credentials',
  'ossutil',
  'alibabacloud-credentials',
];

/**
 * Variables have no sections. If a text has some, a name in one is not the same as in another, and a reader that knows
 * of none would give only the last.
 */
const isOdd = (id: FormatId, text: string) =>
  withoutSections.includes(id) && /^[ \t]*\[[^\],{}"'\n]+\][ \t]*\r?$/m.test(text);
const withoutSections: readonly FormatId[] = ['env-sh', 'terraform', 'dotenv'];

const isPair = ({ accessKeyId, secret }: Entry) => accessKeyId !== '' && secret !== '';

function entriesIn(id: FormatId, text: string): Entry[] {
  const entries = scan(formats[id], text);
  return typeof entries === 'string' ? [] : entries;
}

const pairsOf = (id: FormatId, text: string) => entriesIn(id, text).filter(isPair).length;

/** Returns whether a format finds a pair, or can say why something is none. */
const tellsOfPair = (id: FormatId, text: string) =>
  entriesIn(id, text).some((entry) => entry.skip !== undefined || isPair(entry));

/** Returns the keys in a text. The caller wipes them. The text itself can't be wiped. */
export function read(format: FormatId, text: string): ReadResult {
  const entries = scan(formats[format], text);
  if (typeof entries === 'string') return { ok: false, problem: entries };
  if (entries.length === 0) return { ok: false, problem: 'nothing-found' };
  return { ok: true, ...collect(entries) };
}

/** Returns a new file, or lines to paste, with one key. */
export function render(target: TargetId, key: ToolKey, options: WriteOptions = {}): EditResult {
  return merge(target, '', key, options);
}

/** Sets one entry of an existing text: adds it, or replaces what it had. All else stays, byte for byte. */
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
  return holds(format, text, values, options) ? { ok: true, text } : { ok: false, problem: 'not-writable' };
}

/** Returns a text without the pair and token of one of its entries, by its place as {@link read} gives it. */
export function remove(format: FormatId, existing: string, place: string): EditResult {
  const entries = scan(formats[format], existing);
  if (typeof entries === 'string') return { ok: false, problem: entries };
  const entry = entries.find((candidate) => candidate.place === place);
  if (!entry) return { ok: false, problem: 'no-such-place' };
  const text = entry.without();
  return text === null ? { ok: false, problem: 'not-writable' } : { ok: true, text };
}

/** Formats that nearly any text of their kind fits, so formats with clear marks come before them. */
const unsure: readonly FormatId[] = ['env-sh', 'terraform', 'dotenv', 'lines'];

/**
 * Returns whether a text is a file of this target, or may become one. A file that is never written is none. Otherwise a
 * text is one if it is blank, if it has the target's content and no other format's name, or if it has the target's name
 * or path and not the clear marks of another format.
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
 * Returns what a text has in the place to which a merge wrote this secret, by its AccessKey ID. It is empty for an
 * entry without one. Returns `null` if nothing is there.
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

/** Reads back what was written: whatever is around it, the key must be read as it was written. */
function holds(format: WritableFormat, text: string, values: Values, options: WriteOptions): boolean {
  const { accessKeyId, secret, token } = values;
  const place = format.entryFor?.(text, values.provider, options);
  if (place) return place.accessKeyId === accessKeyId && place.secret === secret && place.token === (token ?? '');
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
