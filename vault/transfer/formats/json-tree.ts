import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { SyntaxFault } from '../../../common/transfer/unreadable';
import type { TextProblem } from './format';
import type { Span } from './text-edit';
import { positionOf } from './text-position';
import { mostLevels, mostRoots, type TextNode } from './text-tree';

/**
 * JSON as people have it: one object or list, several one behind the other (JSON Lines), with comments, and with a comma
 * behind the last member.
 */

/** Returns the objects and lists at the top. `null`: it doesn't begin like JSON. */
export function jsonRoots(text: string): TextNode[] | TextProblem | null {
  const spans = rootSpans(text);
  if (spans === null || typeof spans === 'string') return spans;
  const roots: TextNode[] = [];
  for (const { start, end } of spans) {
    const errors: ParseError[] = [];
    const root = parseTree(text.slice(start, end), errors, { allowTrailingComma: true });
    if (!root || errors.length > 0) return 'damaged';
    roots.push(nodeOf(root, start, text));
  }
  return roots;
}

const opening = '{[';
const closing = '}]';

/** Returns where the objects and lists at the top are, in one pass. */
function rootSpans(text: string): Span[] | TextProblem | null {
  const spans: Span[] = [];
  let depth = 0;
  let start = 0;
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"' && depth > 0) at = endOfText(text, at);
    else if (character === '/' && (text[at + 1] === '/' || text[at + 1] === '*')) at = endOfComment(text, at);
    else if (opening.includes(character)) {
      if (depth === 0) start = at;
      depth += 1;
      if (depth > mostLevels) return 'too-deep';
    } else if (closing.includes(character)) {
      depth -= 1;
      if (depth < 0) return 'damaged';
      if (depth === 0) spans.push({ start, end: at + 1 });
      if (spans.length > mostRoots) return 'too-large';
    } else if (depth === 0 && !' \t\r\n'.includes(character)) return spans.length === 0 ? null : 'damaged';
  }
  if (depth > 0) return 'damaged';
  return spans.length === 0 ? null : spans;
}

/** Returns where a text ends: at its closing mark, or before the end of the line if it has none. */
function endOfText(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (character === '"') return at;
    else if (character === '\n') return at - 1;
  }
  return text.length;
}

function endOfComment(text: string, from: number): number {
  const mark = text[from + 1] === '/' ? '\n' : '*/';
  const end = text.indexOf(mark, from + 2);
  return end < 0 ? text.length : end + mark.length - 1;
}

function nodeOf(node: Node, base: number, text: string): TextNode {
  const start = base + node.offset;
  const span = { start, end: start + node.length };
  switch (node.type) {
    case 'object':
      return {
        kind: 'map',
        members: (node.children ?? []).flatMap(({ children }) => {
          const [name, value] = children ?? [];
          return name && value ? [{ name: String(name.value), node: nodeOf(value, base, text) }] : [];
        }),
      };
    case 'array':
      return { kind: 'list', items: (node.children ?? []).map((child) => nodeOf(child, base, text)) };
    case 'string':
      return { kind: 'text', value: String(node.value), span, quote: 1, encrypted: false };
    case 'number':
      return { kind: 'text', value: text.slice(span.start, span.end), span, quote: null, encrypted: false };
    default:
      return { kind: 'other', what: node.type === 'null' ? 'empty' : 'other' };
  }
}

/** Returns whether a text begins as JSON does, whatever follows. */
export function beginsLikeJson(text: string): boolean {
  const start = text.slice(0, 4096).replace(/^\ufeff?(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*/, '');
  return /^[[{]\s*(?:["{[\]}]|\/[/*]|(?:null|true|false|-?\d[\d.eE+-]*)\s*[,\]]|$)/.test(start);
}

const kinds: Readonly<Record<string, SyntaxFault>> = {
  CommaExpected: 'comma-missing',
  ColonExpected: 'colon-missing',
  CloseBraceExpected: 'unclosed',
  CloseBracketExpected: 'unclosed',
  UnexpectedEndOfString: 'quote-unclosed',
  UnexpectedEndOfComment: 'unclosed',
  EndOfFileExpected: 'after-end',
};

/** Returns the first place where a text breaks the rules of JSON; `null`: none. Comments are no fault. */
export function jsonFault(text: string): { fault: SyntaxFault; line: number; column: number } | null {
  const body = text.replace(/^\ufeff/, ' ');
  const deep = rootSpans(body);
  if (deep === 'too-deep') return { fault: 'too-deep', line: 1, column: 1 };
  if (deep === 'too-large') return { fault: 'too-many', line: 1, column: 1 };
  const errors: ParseError[] = [];
  const root = parseTree(body, errors);
  const [first] = errors.sort((one, other) => one.offset - other.offset);
  if (!first) return null;
  // A comma before a closing brace is told where it stands, and not at the brace.
  const before = body.slice(0, first.offset).trimEnd();
  if (before.endsWith(',') && /^[}\],]/.test(body.slice(first.offset))) {
    return { fault: 'comma-extra', ...positionOf(body, before.length - 1) };
  }
  const isBehind = root !== undefined && first.offset >= root.offset + root.length;
  if (isBehind && body.slice(first.offset).trim() !== '')
    return { fault: 'after-end', ...positionOf(body, first.offset) };
  return { fault: kinds[printParseErrorCode(first.error)] ?? 'other', ...positionOf(body, first.offset) };
}
