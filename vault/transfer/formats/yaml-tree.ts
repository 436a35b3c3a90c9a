import type { CST } from 'yaml';
import type { SyntaxFault } from '../../../common/transfer/unreadable';
import type { TextProblem } from './format';
import { positionOf } from './text-position';
import { type Member, mostLevels, mostRoots, type OtherValue, type TextNode, type TextValue } from './text-tree';
import { yaml } from './yaml-library';

/**
 * YAML by the tokens of the library, with the place of each. No tag is executed, and no alias is copied out: an alias is
 * the node that it names, so that a file of aliases of aliases is as small as it is written.
 */

// Each level of a file is two entries of the parser's stack.
const mostStack = 2 * mostLevels;
/** Most signs and words of one file. A megabyte of usual YAML has some 200,000. */
const mostLexemes = 500_000;

/**
 * Returns the documents of a text, and whether a sign stands where none may. `loadYaml` comes first.
 */
export function yamlRoots(text: string): { roots: TextNode[]; stray: boolean } | TextProblem {
  const found = documentsOf(text);
  if (typeof found === 'string') return found;
  const { documents } = found;
  const reading: Reading = { anchors: new Map(), merges: mostMerges };
  const roots = documents.flatMap(({ start, value }) => {
    reading.anchors.clear();
    return value ? [nodeOf(value, start, reading)] : [];
  });
  return { roots, stray: found.stray !== null };
}

interface Documents {
  documents: readonly CST.Document[];
  /** Where the first sign is that may not be there; `null`: there is none. */
  stray: number | null;
}

function documentsOf(text: string): Documents | TextProblem {
  const { Lexer, Parser } = yaml();
  const parser = new Parser();
  const documents: CST.Document[] = [];
  let count = 0;
  let stray: number | null = null;
  const take = (tokens: Iterable<CST.Token>) => {
    for (const token of tokens) {
      if (token.type === 'document') documents.push(token);
      else if (token.type === 'error') stray ??= token.offset;
    }
  };
  for (const lexeme of new Lexer().lex(text)) {
    count += 1;
    take(parser.next(lexeme));
    if (parser.stack.length > mostStack) return 'too-deep';
    if (count > mostLexemes || documents.length > mostRoots) return 'too-large';
  }
  take(parser.end());
  return { documents, stray };
}

interface Reading {
  anchors: Map<string, TextNode>;
  /** How many more members may be merged into others. */
  merges: number;
}

const empty: OtherValue = { kind: 'other', what: 'empty' };
const reference: OtherValue = { kind: 'other', what: 'reference' };

/** Returns the node of a token. `before` is what stands before it: its anchor and its tag. */
function nodeOf(token: CST.Token | null | undefined, before: readonly CST.SourceToken[], reading: Reading): TextNode {
  const tag = before.find(({ type }) => type === 'tag')?.source ?? '';
  const node = plainNodeOf(token, tag, reading);
  const anchor = before.find(({ type }) => type === 'anchor');
  if (anchor) reading.anchors.set(anchor.source.slice(1), node);
  return node;
}

function plainNodeOf(token: CST.Token | null | undefined, tag: string, reading: Reading): TextNode {
  if (!token) return empty;
  switch (token.type) {
    case 'alias':
      return reading.anchors.get(token.source.slice(1)) ?? empty;
    case 'scalar':
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
    case 'block-scalar':
      return textNode(token, tag);
    case 'block-map':
      return {
        kind: 'map',
        members: withMerged(
          token.items.flatMap((item) => memberOfItem(item, reading)),
          reading,
        ),
      };
    case 'block-seq':
      return { kind: 'list', items: token.items.map(({ start, value }) => nodeOf(value, start, reading)) };
    case 'flow-collection':
      return flowNode(token, reading);
    default:
      return empty;
  }
}

function flowNode(token: CST.FlowCollection, reading: Reading): TextNode {
  // {{ … }} is a template's place for a value.
  const [first] = token.items;
  if (token.start.source === '{' && first?.key?.type === 'flow-collection') return reference;
  if (token.start.source === '{') {
    return {
      kind: 'map',
      members: withMerged(
        token.items.flatMap((item) => memberOfItem(item, reading)),
        reading,
      ),
    };
  }
  const items = token.items.flatMap((item): TextNode[] => {
    if (item.key !== undefined) return [{ kind: 'map', members: memberOfItem(item, reading) }];
    return item.value ? [nodeOf(item.value, item.start, reading)] : [];
  });
  return { kind: 'list', items };
}

function memberOfItem({ start, key, sep, value }: CST.CollectionItem, reading: Reading): Member[] {
  if (key === undefined && value === undefined) return [];
  const name = nodeOf(key, start, reading);
  return [{ name: name.kind === 'text' ? name.value : '', node: nodeOf(value, sep ?? [], reading) }];
}

// A type of YAML's own, or none. Any other one makes something else of the text.
const plainTags = /^(?:!|!!(?:str|binary|int|float|null|bool))?$/;

function textNode(token: CST.FlowScalar | CST.BlockScalar, tag: string): TextValue | OtherValue {
  let faulty = false;
  const { CST: tokens } = yaml();
  const { value } = tokens.resolveAsScalar(token, true, () => {
    faulty = true;
  });
  if (faulty) return reference;
  const encrypted = /vault|encrypted|sops|secret/i.test(tag);
  if (!encrypted && !plainTags.test(tag)) return reference;
  if (token.type === 'scalar' && /^(?:~|null|Null|NULL|)$/.test(value)) return empty;
  const start = token.type === 'block-scalar' ? (token.props[0]?.offset ?? token.offset) : token.offset;
  const length =
    token.type === 'block-scalar'
      ? token.props.reduce((sum, prop) => sum + ('source' in prop ? prop.source.length : 0), 0) +
        token.source.trimEnd().length
      : token.source.length;
  const quote = token.type === 'scalar' ? 0 : token.type === 'block-scalar' ? null : 1;
  return { kind: 'text', value, span: { start, end: start + length }, quote, encrypted };
}

/** Most members of a file that come out of other objects by `<<`. */
const mostMerges = 10_000;

/** Puts the members of merged objects before an object's own, which count more. */
function withMerged(members: readonly Member[], reading: Reading): Member[] {
  const merging = members.filter(({ name }) => name === '<<');
  if (merging.length === 0) return [...members];
  const own = members.filter(({ name }) => name !== '<<');
  const names = new Set(own.map(({ name }) => name));
  const merged: Member[] = [];
  for (const node of merging.flatMap(({ node }) => (node.kind === 'list' ? node.items : [node]))) {
    for (const member of node.kind === 'map' ? node.members : []) {
      reading.merges -= 1;
      if (reading.merges < 0) return own;
      if (!names.has(member.name)) merged.push(member);
    }
  }
  return [...merged, ...own];
}

/** Most characters of a text that is checked by all rules of YAML, because that takes longer than reading it. */
const mostChecked = 64 * 1024;

const faults: Readonly<Record<string, SyntaxFault>> = {
  TAB_AS_INDENT: 'tab',
  BAD_INDENT: 'indent',
  MULTILINE_IMPLICIT_KEY: 'indent',
  BLOCK_AS_IMPLICIT_KEY: 'indent',
  MISSING_CHAR: 'unclosed',
  BAD_DQ_ESCAPE: 'other',
};
// What YAML's own rules leave to the reader.
const noFaults = ['TAG_RESOLVE_FAILED', 'DUPLICATE_KEY', 'MULTIPLE_DOCS', 'KEY_OVER_1024_CHARS', 'BAD_DIRECTIVE'];

/** Returns the first place where a text breaks the rules of YAML; `null`: none. `loadYaml` comes first. */
export function yamlFault(text: string): { fault: SyntaxFault; line: number; column: number } | null {
  const found = documentsOf(text);
  if (typeof found === 'string') return { fault: found === 'too-deep' ? found : 'too-many', line: 1, column: 1 };
  const stray = found.stray === null ? null : { fault: 'other' as const, ...positionOf(text, found.stray) };
  if (text.length > mostChecked) return stray;
  const { Composer, Parser } = yaml();
  const composer = new Composer({ merge: true, schema: 'failsafe', logLevel: 'silent' });
  for (const { errors } of composer.compose(new Parser().parse(text))) {
    const error = errors.find(({ code }) => !noFaults.includes(code));
    if (!error) continue;
    // What follows an open bracket seems to be indented wrongly, but the bracket is the mistake.
    const open = error.code === 'BAD_INDENT' && /^Flow /.test(error.message);
    return { fault: open ? 'unclosed' : (faults[error.code] ?? 'other'), ...positionOf(text, error.pos[0]) };
  }
  return stray;
}

const key = /^(?:- )*(?:"[^"\n]*"|'[^'\n]*'|[^\s#&*!|>'"%@`{}[\],:=](?:[^:\n#=]|:(?=\S))*)\s*:(?:\s|$)/;

/**
 * Returns whether a text is written like YAML, without reading it: every line that isn't indented is a comment, a mark,
 * an item of a list, or begins with a name and a colon; there is such a name; and something is nested. Lines of names
 * and values alone may be anything's. Takes one pass.
 */
export function looksLikeYaml(text: string): boolean {
  let named = false;
  let nested = false;
  const start = text.startsWith('\ufeff') ? 1 : 0;
  for (let at = start; at < text.length; ) {
    const feed = text.indexOf('\n', at);
    const end = feed < 0 ? text.length : feed;
    // The name is at the beginning, so that a line without an end needn't be looked at as a whole.
    const line = text.slice(at, Math.min(end, at + 256)).trimEnd();
    at = end + 1;
    const bare = line.trimStart();
    if (bare === '') continue;
    const isIndented = bare.length < line.length;
    const isNamed = key.test(bare) || bare.startsWith('? ');
    named ||= isNamed;
    nested ||= isIndented || /^(?:-(?:\s|$)|---|\? )|:\s*[[{&*]/.test(bare);
    if (!isIndented && !isNamed && !/^(?:#|---|\.\.\.|%|[-:](?:\s|$)|[\]}])/.test(bare)) return false;
  }
  return named && nested;
}
