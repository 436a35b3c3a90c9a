import { secretText } from '../../../common/keys/text-bytes';
import { type ProviderId, providerOf } from '../../../common/providers';
import type { FormatId, TargetId } from '../../../common/transfer/targets';
import type { Switched } from '../../../common/transfer/use';
import type { VariableSet } from '../../../common/transfer/variables';
import { alibabaCloudCredentials } from './alibabacloud-credentials';
import { aliyunCli } from './aliyun-cli';
import { aliyunCliLegacy } from './aliyuncli-legacy';
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
import { jsonText } from './json-text';
import { isOtherKind } from './kind-of-text';
import { kooCli } from './koocli';
import { kubernetesSecret } from './kubernetes-secret';
import { lines } from './lines';
import { obsutil } from './obsutil';
import { odps } from './odps';
import { ossutil } from './ossutil';
import { isProvenMerge, isProvenRemoval } from './proof';
import { awsFile, rclone, s3cmd } from './s3-tools';
import { cmd } from './shell-cmd';
import { dotenv } from './shell-dotenv';
import { powerShell } from './shell-powershell';
import { sh } from './shell-sh';
import { sls } from './sls';
import { springProperties, springYaml } from './spring';
import { terraform } from './terraform';
import { yamlText } from './yaml-text';

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
  rclone,
  s3cmd,
  'aws-credentials': awsFile,
  odps,
  sls,
  'spring-properties': springProperties,
  'spring-yaml': springYaml,
  'kubernetes-secret': kubernetesSecret,
};

const formats: Readonly<Record<FormatId, Format>> = {
  ...writable,
  'aliyuncli-legacy': aliyunCliLegacy,
  koocli: kooCli,
  functiongraph: functionGraph,
  json: jsonText,
  yaml: yamlText,
  lines,
};

/** Formats with clear marks come before those that nearly any text with `=` would fit. */
const order: readonly FormatId[] = [
  'aliyun-cli',
  'koocli',
  'json',
  'yaml',
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
  if (found === null || isAlone.includes(found) || !fitting.includes('lines')) return found;
  const less = withSections.includes(found) && !named.includes(found) && pairsOf(found, text) < pairsOf('lines', text);
  return less || !tellsOfPair(found, text) ? 'lines' : found;
}

/** What fits one of these is nothing else. */
const isAlone: readonly FormatId[] = ['lines', 'json', 'yaml'];

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
  const values = valuesOf(key);
  const format = writable[target];
  const text = format.set(existing, values, options);
  if (typeof text !== 'string') return { ok: false, ...text };
  if (isTooLarge(text)) return { ok: false, problem: 'too-large' };
  const meant = { accessKeyId: key.accessKeyId, names: format.namesFor?.(key.provider, options) ?? null };
  const right = holds(format, text, values, options) && isProvenMerge(target, existing, text, meant);
  return right ? { ok: true, text } : { ok: false, problem: 'not-writable' };
}

const valuesOf = ({ provider, accessKeyId, secret, token }: ToolKey): Values => ({
  provider,
  accessKeyId,
  secret: secretText(secret),
  token: token === null ? null : secretText(token),
});

/** Returns a text without the pair and token of one of its entries, by its place as {@link read} gives it. */
export function remove(format: FormatId, existing: string, place: string): EditResult {
  const entries = scan(formats[format], existing);
  if (typeof entries === 'string') return { ok: false, problem: entries };
  const entry = entries.find((candidate) => candidate.place === place);
  if (!entry) return { ok: false, problem: 'no-such-place' };
  const text = entry.without();
  const right = text !== null && (isJson.includes(format) || isProvenRemoval(existing, text));
  return right ? { ok: true, text } : { ok: false, problem: 'not-writable' };
}

/** Formats in which what is taken out may be a part of a long line. */
const isJson: readonly FormatId[] = ['aliyun-cli', 'koocli'];

/** Formats that nearly any text of their kind fits, so formats with clear marks come before them. */
const unsure: readonly FormatId[] = ['env-sh', 'terraform', 'dotenv', 'lines'];

/**
 * Returns whether a text is a file of this target, or may become one. A file that is never written is none, and neither
 * is a text of another kind, whatever its name is. Otherwise a text is one if it is blank, if it has the target's
 * content and no other format's name, or if it has the target's name or path and not the clear marks of another format.
 */
export function suits(target: TargetId, fileName: string, text: string): boolean {
  const path = fileName.replaceAll('\\', '/').toLowerCase();
  if (writable[target].notInto?.test(path)) return false;
  if (text.trim() === '') return true;
  if (isOtherKind(target, text)) return false;
  const isNamed = (id: FormatId) => formats[id].fileName.test(path);
  const others = order.filter((id) => id !== target && formats[id].fits(text));
  const isOwn = formats[target].fits(text) || (writable[target].names?.(text).length ?? 0) > 0;
  if (isNamed(target)) return isOwn || others.every((id) => unsure.includes(id));
  return isOwn && !others.some(isNamed);
}

/**
 * Returns what a text has in the place to which a merge wrote this secret, by its AccessKey ID. It is empty for an
 * entry without one. Returns `null` if nothing is there.
 */
export function replaced(
  target: TargetId,
  { before, after }: { before: string; after: string },
  { provider, secret }: { provider: ProviderId; secret: string },
  options: WriteOptions,
): Pick<Entry, 'accessKeyId'> | null {
  const { entryFor } = writable[target];
  if (entryFor) {
    const pair = entryFor(before, provider, options);
    return pair && { accessKeyId: pair.accessKeyId };
  }
  const entries = (text: string) => {
    const found = scan(formats[target], text);
    return typeof found === 'string' ? [] : found;
  };
  const place = entries(after).find((entry) => entry.secret === secret)?.place;
  const found = entries(before).find((entry) => entry.place === place);
  return found ? { accessKeyId: found.accessKeyId } : null;
}

/**
 * Returns which settings a merge changed, besides the pair, in an entry that was there: what decides whether the tool
 * uses the pair. A setting that wasn't there has an empty value.
 */
export function switched(target: TargetId, before: string, after: string, options: WriteOptions): Switched[] {
  const { switches } = writable[target];
  if (!switches) return [];
  const was = switches(before, options);
  return [...switches(after, options)].flatMap(([name, to]) => {
    const from = was.get(name);
    return from === undefined || from === to ? [] : [{ name, from, to }];
  });
}

/** Returns the pairs of names that a text has for keys and that are no tool's own. */
export const namesIn = (target: TargetId, text: string): VariableSet[] => writable[target].names?.(text) ?? [];

/** Returns the lines that a key would have in this text, in its style; `null`: as in a new file. */
export function sampled(target: TargetId, text: string, key: ToolKey, options: WriteOptions): string | null {
  const lines = writable[target].sample?.(text, valuesOf(key), options);
  return lines === undefined ? null : lines.map((line) => `${line}\n`).join('');
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
