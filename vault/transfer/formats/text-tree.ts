import type { Edit, Span } from './text-edit';

/** What JSON and YAML have in common: objects, lists and texts, each text with its place in the file. */

export type TextNode = MapNode | ListNode | TextValue | OtherValue;

export interface MapNode {
  kind: 'map';
  members: readonly Member[];
}

export interface Member {
  name: string;
  node: TextNode;
}

export interface ListNode {
  kind: 'list';
  items: readonly TextNode[];
}

export interface TextValue {
  kind: 'text';
  value: string;
  /** Where it is written, with its quotation marks. */
  span: Span;
  /** How many characters of the span come before the text, and as many after it; `null`: it is written in another way. */
  quote: number | null;
  /** The file says that it is ciphertext. */
  encrypted: boolean;
}

/** `empty`: null, or nothing at all. `reference`: something that is to be put there later. `other`: a switch. */
export interface OtherValue {
  kind: 'other';
  what: 'empty' | 'reference' | 'other';
}

/** Deepest nesting of a file that is read. */
export const mostLevels = 64;
/** Most objects at the top of one file: documents of YAML, lines of JSON. */
export const mostRoots = 10_000;

/** Returns the member of this name; the last one, if there are several. */
export function memberOf(node: TextNode | undefined, name: string): TextNode | undefined {
  return node?.kind === 'map' ? node.members.findLast((member) => member.name === name)?.node : undefined;
}

/** Returns the text of a member, without regard to the case of its name; empty if it is no text. */
export function textOf(node: TextNode | undefined, ...names: readonly string[]): string {
  if (node?.kind !== 'map') return '';
  const found = node.members.findLast((one) => one.node.kind === 'text' && names.includes(one.name.toLowerCase()));
  return found?.node.kind === 'text' ? found.node.value : '';
}

/** Empties a text, and leaves its beginning `keep`. JSON and YAML read what is left as the same kind of thing. */
export function emptied(text: string, { span, quote }: TextValue, keep: string): Edit {
  if (keep === '') return { ...span, text: '""' };
  const start = span.start + (quote ?? 0);
  if (quote === null || !text.startsWith(keep, start)) return { ...span, text: JSON.stringify(keep) };
  return { start: start + keep.length, end: span.end - quote, text: '' };
}
