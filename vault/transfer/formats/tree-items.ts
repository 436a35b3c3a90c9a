import type { Named } from './pairs-among';
import { applyEdits, type Edit } from './text-edit';
import { type MapNode, memberOf, type TextNode, type TextValue, textOf } from './text-tree';

/** The named values of an object, of a list, or of lines in a text. */

/** A named value with the text that it stands in. */
export interface Item extends Named {
  /** `null`: it isn't written as it is read, or there is nothing. */
  node: TextValue | null;
  /** What of the text stays when the value is taken out. */
  keep: string;
}

/** Returns the members of an object that are values. */
export function itemsOfMap({ members }: MapNode): Item[] {
  return members.flatMap(({ name, node }) => itemOf(name, node));
}

/** Returns a member as an item. An object that only wraps a value (`{"value": …}`) is that value. */
function itemOf(name: string, node: TextNode): Item[] {
  const value = node.kind === 'map' ? (memberOf(node, 'value') ?? memberOf(node, 'default')) : node;
  if (value?.kind === 'text') return [{ name, value: value.value, node: value, keep: '' }];
  if (value?.kind !== 'other' || node.kind === 'map') return [];
  return [{ name, value: value.what === 'reference' ? null : '', node: null, keep: '' }];
}

const assigned = /^(--?)?([A-Za-z_][\w.-]*)=([\s\S]*)$/;
const option = /^--?([A-Za-z][\w.-]*)$/;

/** Returns what a list of variables or arguments has: `NAME=value`, `--name value`, `{"name": …, "value": …}`. */
export function itemsOfList(list: readonly TextNode[]): Item[] {
  return list.flatMap((node, index): Item[] => {
    if (node.kind === 'map') return itemOfEntry(node);
    if (node.kind !== 'text') return [];
    const [, dashes = '', name, value] = assigned.exec(node.value) ?? [];
    if (name !== undefined && value !== undefined) return [{ name, value, node, keep: `${dashes}${name}=` }];
    const next = list[index + 1];
    const argument = option.exec(node.value)?.[1];
    if (argument && next?.kind === 'text' && !option.test(next.value)) {
      return [{ name: argument, value: next.value, node: next, keep: '' }];
    }
    // Only its shape can say what it is.
    return [{ name: '', value: node.value, node, keep: '' }];
  });
}

/** Returns whether an object is only the name of a variable and its value. */
export const isNameAndValue = (node: MapNode): boolean => itemOfEntry(node).length > 0;

function itemOfEntry(node: MapNode): Item[] {
  const name = textOf(node, 'name', 'key');
  const value = node.members.findLast((member) => member.name.toLowerCase() === 'value')?.node;
  if (name === '') return [];
  if (value) return itemOf(name, value);
  const from = node.members.some((member) => /^value_?from$/i.test(member.name));
  return from ? [{ name, value: null, node: null, keep: '' }] : [];
}

interface SecretItems {
  /** The object that has the values. */
  node: TextNode;
  name: string;
  items: Item[];
}

/** The values of a Kubernetes Secret are Base64, and those of a sealed one are encrypted. `null`: it is none. */
export function secretItems(node: MapNode): SecretItems | null {
  const kind = textOf(node, 'kind');
  const sealed = kind === 'SealedSecret';
  if (kind !== 'Secret' && !sealed) return null;
  const data = sealed ? memberOf(memberOf(node, 'spec'), 'encryptedData') : memberOf(node, 'data');
  if (data?.kind !== 'map') return null;
  const items = data.members.flatMap(({ name, node: value }): Item[] => {
    if (value.kind !== 'text') return [];
    if (sealed) return [{ name, value: value.value, node: { ...value, encrypted: true }, keep: '' }];
    const decoded = fromBase64(value.value);
    return decoded === null ? [] : [{ name, value: decoded, node: value, keep: '' }];
  });
  return { node: data, name: sealed ? 'encryptedData' : 'data', items };
}

function fromBase64(value: string): string | null {
  const written = value.replace(/\s+/g, '');
  if (written === '' || written.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(written)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(written, 'base64'));
  } catch {
    return null;
  }
}

const line = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*[=:][ \t]*(.*)$/;
const header = /^[ \t]*\[([^\]\n]*)\]/;

/** Returns the names and values of lines in a text, by the sections that they stand in. */
export function itemsOfLines(text: string): { section: string; items: Item[] }[] {
  let current = { section: '', items: [] as Item[] };
  const sections = [current];
  for (const written of text.split(/\r?\n/)) {
    const section = header.exec(written)?.[1];
    if (section !== undefined) {
      current = { section, items: [] };
      sections.push(current);
    }
    const [, name, raw] = line.exec(written) ?? [];
    if (name === undefined || raw === undefined) continue;
    const value = raw.trim().replace(/^(["'])(.*)\1$/, '$2');
    current.items.push({ name, value, node: null, keep: '' });
  }
  return sections;
}

/**
 * Takes values out of a text that has them as they are read, each once. `null`: it has them in another way, as in
 * Base64.
 */
export function insideOf(text: string, { span }: TextValue, values: readonly string[]): string | null {
  const written = text.slice(span.start, span.end);
  const edits: Edit[] = [];
  for (const value of values) {
    if (value === '') continue;
    const at = written.indexOf(value);
    if (at < 0 || written.includes(value, at + 1)) return null;
    edits.push({ start: span.start + at, end: span.start + at + value.length, text: '' });
  }
  return applyEdits(text, edits);
}
