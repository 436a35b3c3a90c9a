import type { FormatId, TargetId } from '../../../common/transfer/targets';
import type { VariableSet } from '../../../common/transfer/variables';

/**
 * Proves that an edit left everything else as it was, by readers of its own: none of them shares code with those that
 * made the edit. What can't be proven is not written.
 */

/** What an edit may touch. */
interface Meant {
  accessKeyId: string;
  /** The names of variables; `null`: the format has no variables. */
  names: VariableSet | null;
}

const inSections: readonly FormatId[] = [
  'alibabacloud-credentials',
  'huaweicloud-credentials',
  'ossutil',
  'rclone',
  's3cmd',
  'aws-credentials',
  'sls',
];

/** Returns whether a merge changed only what was meant. */
export function isProvenMerge(target: TargetId, before: string, after: string, meant: Meant): boolean {
  if (target === 'aliyun-cli') return sameProfiles(before, after, meant.accessKeyId);
  if (inSections.includes(target)) return sameSections(before, after, meant.accessKeyId);
  if (!meant.names) return true;
  const { accessKeyId, secret, token } = meant.names;
  const words = [accessKeyId, secret, token].filter((name) => name !== '').map((name) => name.toUpperCase());
  if (target === 'dotenv' && !sameVariables(before, after, words)) return false;
  const others = (text: string) =>
    linesOf(text).filter((line) => line !== '' && !words.some((word) => line.toUpperCase().includes(word)));
  return sameList(others(before), others(after));
}

/** Returns whether a text is another one in which lines are missing, or end behind their name. */
export function isProvenRemoval(before: string, after: string): boolean {
  const left = linesOf(before);
  let at = 0;
  for (const line of linesOf(after)) {
    while (at < left.length && !isSameOrEmptied(left[at] ?? '', line)) at += 1;
    if (at >= left.length) return false;
    at += 1;
  }
  return true;
}

/** A line may have lost values, with or without their marks. Nothing else of it may be missing. */
function isSameOrEmptied(before: string, after: string): boolean {
  if (before === after) return true;
  if (after.length > before.length + 2 || !/[=: >]/.test(after)) return false;
  let at = 0;
  for (const character of after) {
    const found = before.indexOf(character, at);
    if (found < 0) return '"\''.includes(character);
    at = found + 1;
  }
  return true;
}

const linesOf = (text: string) => text.replace(/^\ufeff/, '').split(/\r?\n/);
const sameList = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((line, at) => line === other[at]);

/** The lines of each section, comments too. A line of blanks is none. */
function sectionsOf(text: string): Map<string, string[]> {
  const sections = new Map<string, string[]>([['', []]]);
  let name = '';
  for (const line of linesOf(text)) {
    const header = /^\s*\[/.test(line) ? /^\s*\[\s*([^\]]*?)\s*\]/.exec(line) : null;
    if (header) name = header[1] ?? '';
    const own = sections.get(name) ?? [];
    if (line.trim() !== '') own.push(line);
    sections.set(name, own);
  }
  return sections;
}

/** All sections but one are the same, and that one has the key and the comments that it had. */
function sameSections(before: string, after: string, accessKeyId: string): boolean {
  const [old, now] = [sectionsOf(before), sectionsOf(after)];
  const names = new Set([...old.keys(), ...now.keys()]);
  const changed = [...names].filter((name) => !sameList(old.get(name) ?? [], now.get(name) ?? []));
  const [only] = changed;
  if (only === undefined) return true;
  if (changed.length > 1) return false;
  const isNote = (line: string) => /^\s*[#;[]/.test(line);
  const notes = (lines: readonly string[] = []) => lines.filter(isNote);
  const isNew = !old.has(only);
  const kept = isNew || sameList(notes(old.get(only)), notes(now.get(only)));
  return kept && (now.get(only) ?? []).some((line) => line.includes(accessKeyId));
}

function sameProfiles(before: string, after: string, accessKeyId: string): boolean {
  const [old, now] = [before, after].map((text) => parsed(text));
  if (before.trim() === '') return true;
  if (!old || !now) return false;
  const rest = ({ profiles: _, current: __, ...others }: Record<string, unknown>) => JSON.stringify(others);
  const list = ({ profiles }: Record<string, unknown>) => (Array.isArray(profiles) ? profiles : []);
  if (rest(old) !== rest(now)) return false;
  const was = list(old).map((one) => JSON.stringify(one));
  const is = list(now).map((one) => JSON.stringify(one));
  const different = is.flatMap((one, at) => (one === was[at] ? [] : [one]));
  return (
    was.length <= is.length &&
    different.length <= 1 &&
    different.every((one) => one.includes(JSON.stringify(accessKeyId)))
  );
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** Variables as the pattern finds them that the npm package dotenv documents. */
const variable =
  /^[ \t]*(?:export[ \t]+)?([\w.-]+)(?:[ \t]*=[ \t]*?|:[ \t]+?)([ \t]*'(?:\\'|[^'])*'|[ \t]*"(?:\\"|[^"])*"|[ \t]*`(?:\\`|[^`])*`|[^#\r\n]+)?[ \t]*(?:#.*)?$/gm;

function sameVariables(before: string, after: string, words: readonly string[]): boolean {
  const others = (text: string) =>
    [...text.replaceAll('\r\n', '\n').matchAll(variable)]
      .filter(([, name = '']) => !words.includes(name.toUpperCase()))
      .map(([, name = '', value = '']) => `${name}=${value.trim()}`);
  return sameList(others(before), others(after));
}
