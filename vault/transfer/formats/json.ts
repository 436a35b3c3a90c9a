import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import { nestsDeeper } from '../../base/json-depth';
import type { TextProblem } from './format';
import { applyEdits, type Edit, lineEndOf } from './text-edit';

/** Changes JSON files in place. Only strict JSON is accepted, as the tools do: no comments, and no comma too many. */

// The tools' files are nested four levels deep. The parser is recursive.
const depthLimit = 64;

export interface JsonFile {
  /** The byte order mark, or nothing. */
  mark: string;
  body: string;
  root: Node;
}

/** Returns the file as a tree. Its root must be an object. */
export function parseJson(text: string): JsonFile | TextProblem {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const body = text.slice(mark.length);
  if (nestsDeeper(body, depthLimit)) return 'too-deep';
  const errors: ParseError[] = [];
  const root = parseTree(body, errors, { disallowComments: true });
  if (root?.type !== 'object' || errors.length > 0) return 'damaged';
  // If a name occurs twice at the top, it is unclear which of the two counts.
  const names = root.children?.map(({ children }) => children?.[0]?.value) ?? [];
  return new Set(names).size === names.length ? { mark, body, root } : 'damaged';
}

/** Returns the value of a property. If the name occurs several times, the last one counts, as in Go and JavaScript. */
export function property(object: Node | undefined, name: string): Node | undefined {
  if (object?.type !== 'object') return undefined;
  return object.children?.findLast(({ children }) => children?.[0]?.value === name)?.children?.[1];
}

/** Returns the text of a property. It is empty if the property is missing or is no text. */
export function textProperty(object: Node | undefined, name: string): string {
  const node = property(object, name);
  return node?.type === 'string' && typeof node.value === 'string' ? node.value : '';
}

/** Returns the number of a property, or `null` if the property is missing or is no number. */
export function numberProperty(object: Node | undefined, name: string): number | null {
  const node = property(object, name);
  return node?.type === 'number' && typeof node.value === 'number' ? node.value : null;
}

/** Returns the elements of an array, and none for anything else. */
export function elementsOf(array: Node | undefined): readonly Node[] {
  return array?.type === 'array' ? (array.children ?? []) : [];
}

type Path = readonly (string | number)[];

/**
 * Sets a property of an object, or removes it if the value is `undefined`. If several have the name, one is left. A new
 * property comes last. The path to the object must exist.
 */
export function setProperty(body: string, path: Path, name: string, value: unknown): string {
  const object = nodeAt(body, path);
  const members = object?.children ?? [];
  const own = members.filter(({ children }) => children?.[0]?.value === name);
  const kept = value === undefined ? undefined : own.at(-1);
  const edits = removals(
    members,
    own.filter((member) => member !== kept),
  );
  const old = kept?.children?.[1];
  if (old) edits.push({ ...spanOf(old), text: JSON.stringify(value) });
  else if (object && value !== undefined) edits.push(insertion(body, object, value, name));
  return applyEdits(body, edits);
}

/** Puts a value at the end of an array. */
export function append(body: string, path: Path, value: unknown): string {
  const array = nodeAt(body, path);
  return array ? applyEdits(body, [insertion(body, array, value)]) : body;
}

const spanOf = ({ offset, length }: Node) => ({ start: offset, end: offset + length });

function nodeAt(body: string, path: Path): Node | undefined {
  let node = parseTree(body);
  for (const step of path) node = typeof step === 'number' ? elementsOf(node)[step] : property(node, step);
  return node;
}

/** Removes members, each with its comma. */
function removals(members: readonly Node[], gone: readonly Node[]): Edit[] {
  const isGone = new Set(gone);
  const lastKept = members.findLastIndex((member) => !isGone.has(member));
  const edits: Edit[] = [];
  for (const [index, member] of members.entries()) {
    const next = members[index + 1];
    if (index < lastKept && next && isGone.has(member))
      edits.push({ start: member.offset, end: next.offset, text: '' });
  }
  const [last, before] = [members.at(-1), members[lastKept]];
  if (last && last !== before) {
    const start = before ? spanOf(before).end : (members[0]?.offset ?? last.offset);
    edits.push({ start, end: spanOf(last).end, text: '' });
  }
  return edits;
}

/**
 * Adds a member at the end of an object or array, with the same spaces as the members before it. Nothing that is there
 * moves.
 */
function insertion(body: string, container: Node, value: unknown, name?: string): Edit {
  const { start, end } = spanOf(container);
  const [before, last] = [container.children?.at(-2), container.children?.at(-1)];
  const lineEnd = lineEndOf(body);
  const unit = /\n(\t| +)["{[\]}]/.exec(body)?.[1] ?? '\t';
  const indentation = /^[ \t]*/.exec(body.slice(body.lastIndexOf('\n', start) + 1))?.[0] ?? '';
  const isLong = body.includes('\n');
  const space = last
    ? body.slice(before ? spanOf(before).end : start + 1, last.offset).replace(',', '')
    : isLong
      ? lineEnd + indentation + unit
      : '';
  const line = space.lastIndexOf('\n');
  const written = line < 0 ? JSON.stringify(value) : JSON.stringify(value, null, unit);
  const indented = written.replaceAll('\n', lineEnd + space.slice(line + 1));
  const colon = line < 0 && !space ? ':' : ': ';
  const member = name === undefined ? indented : JSON.stringify(name) + colon + indented;
  if (last) return { start: spanOf(last).end, end: spanOf(last).end, text: `,${space}${member}` };
  return { start: start + 1, end: end - 1, text: space + member + (space === '' ? '' : lineEnd + indentation) };
}
