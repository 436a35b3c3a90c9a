import { cliPair, isCliMode } from './aliyun-cli-mode';
import type { Entry } from './format';
import { jsonRoots } from './json-tree';
import { type NamedPair, pairsAmong } from './pair-names';
import { hasIdShape, isWorthAWord, providerOfPair } from './pair-provider';
import { applyEdits } from './text-edit';
import { emptied, type MapNode, type TextNode, textOf } from './text-tree';
import { type Item, insideOf, itemsOfLines, itemsOfList, itemsOfMap, secretItems } from './tree-items';
import { metadataName, profileOf } from './tree-names';
import { nameFrom, pathText, pieceOf } from './tree-path';
import { pairByShape } from './tree-shapes';

/** Finds the pairs in objects and lists at any depth: by the names of their members, and else by their values. */

/** Names that stand together, and where they stand. */
interface Scope {
  items: readonly Item[];
  path: readonly string[];
  /** The object that they are the members of; `null`: they are a list, or stand in one text. */
  map: MapNode | null;
  /** The name of the nearest object around them that has one. */
  title: string;
}

/** Most entries of one file, so that a file of nothing but pairs is answered in time. */
const mostEntries = 10_000;

/** Where a text stands in another file; `null`: the text is a file itself. */
interface Outer {
  path: readonly string[];
  /** Returns the outer file without these values; `null`: they can't be taken out of it. */
  without: (values: readonly string[]) => string | null;
}

/** Returns the entries of a file, in its order. */
export function entriesIn(text: string, roots: readonly TextNode[], outer: Outer | null = null): Entry[] {
  const entries: Entry[] = [];
  const seen = new Set<TextNode>();
  const add = (more: readonly Entry[]) => {
    for (const entry of more) if (entries.length < mostEntries) entries.push(entry);
  };
  const visit = (node: TextNode, path: readonly string[], title: string): void => {
    if (node.kind === 'other' || seen.has(node) || entries.length >= mostEntries) return;
    seen.add(node);
    if (node.kind === 'text') {
      if (outer === null && !node.encrypted) {
        add(entriesInside(node.value, { path, without: (values) => insideOf(text, node, values) }));
      }
    } else if (node.kind === 'list') {
      add(entriesOf(text, { items: itemsOfList(node.items), path, map: null, title }));
      node.items.forEach((child, index) => {
        visit(child, [...path, titleOf(child) || `${index + 1}`], title);
      });
    } else {
      const here = metadataName(node) === '' ? path : [...path.slice(0, -1), pieceOf(metadataName(node))];
      const own = titleOf(node) || title;
      add(entriesOf(text, { items: itemsOfMap(node), path: here, map: node, title: own }));
      const secret = secretItems(node);
      if (secret) {
        seen.add(secret.node);
        const inside = [...here, secret.name];
        add(entriesOf(text, { items: secret.items, path: inside, map: null, title: own }));
        for (const { name, value } of outer === null ? secret.items : []) {
          add(entriesInside(value ?? '', { path: [...inside, pieceOf(name)], without: () => null }));
        }
      }
      for (const { name, node: child } of node.members) visit(child, [...here, pieceOf(name)], own);
    }
  };
  const base = outer?.path ?? [];
  roots.forEach((root, index) => {
    visit(root, roots.length > 1 ? [...base, pieceOf(profileOf(root)) || `#${index + 1}`] : base, '');
  });
  return outer === null ? entries : entries.map((entry) => fromOutside(entry, outer));
}

/** Returns the name that an object has for people. */
function titleOf(node: TextNode): string {
  return pieceOf(metadataName(node) || textOf(node, 'name', 'profile', 'profilename', 'alias', 'title'));
}

function entriesOf(text: string, { items, path, map, title }: Scope): Entry[] {
  const named = pairsAmong(items, hasIdShape);
  const pairs = named.length > 0 ? named : pairByShape(items);
  const own = map ? titleOf(map) : '';
  const hints = map ? [textOf(map, 'provider', 'vendor', 'cloud', 'platform', 'type', 'driver', 'storage')] : [];
  const around = [...hints, ...[...path].reverse(), title];
  return pairs.flatMap((pair): Entry[] => {
    const { label } = pair;
    if (!isWorthAWord(pair, [label, ...around])) return [];
    const [id, secret, token] = [pair.accessKeyId, pair.secret, pair.token];
    const values = { accessKeyId: id?.value ?? '', secret: secret?.value ?? '', token: token?.value ?? '' };
    const parts = [id, secret, token].filter((one) => one !== null);
    // An empty place for a pair is none.
    if (parts.every(({ value }) => value?.trim() === '')) return [];
    const names = [...parts.map(({ name }) => name), ...around].filter((name) => name !== '');
    const endpoint = pair.endpoint?.value ?? '';
    const provider = providerOfPair({ ...values, endpoint, region: pair.region?.value ?? '', names });
    const many = pairs.length > 1 && label !== '';
    const place = [pathText(path), ...(many ? [pieceOf(label)] : [])].filter((one) => one !== '').join(' ');
    const name = [own || nameFrom(path) || title, ...(many ? [pieceOf(label)] : [])]
      .filter((one) => one !== '')
      .join(' ');
    const expiresAt = momentOf(pair.expires?.value ?? '');
    const mode = map && isCliMode(textOf(map, 'mode')) ? cliPair(textOf(map, 'mode'), values) : {};
    const encrypted = parts.some(({ node }) => node?.encrypted);
    const skip = encrypted ? 'encrypted' : parts.some(({ value }) => value === null) ? 'not-literal' : null;
    return [
      {
        place,
        name: name || pieceOf(label),
        provider,
        ...values,
        ...mode,
        ...(expiresAt === null ? {} : { expiresAt }),
        ...(provider === 'private-alibaba' && endpoint !== '' ? { endpoint } : {}),
        ...(skip ? { skip } : {}),
        without: () => withoutItems(text, pair),
      },
    ];
  });
}

/** Returns the text without a pair's values; `null`: some of them can't be taken out without changing the rest. */
function withoutItems(text: string, { all }: NamedPair<Item>): string | null {
  const edits = [];
  for (const { value, node, keep } of all) {
    if (value === '' || value === null) continue;
    if (node === null) return null;
    edits.push(emptied(text, node, keep));
  }
  return applyEdits(text, edits);
}

/**
 * Returns the entries of a file that stands in a value: JSON, or lines of `name=value`. They can be taken out if they
 * stand there as they are read.
 */
function entriesInside(value: string, outer: Outer): Entry[] {
  if (!/[\n{]/.test(value)) return [];
  const roots = jsonRoots(value);
  if (Array.isArray(roots)) return entriesIn(value, roots, outer);
  return itemsOfLines(value).flatMap(({ section, items }) => {
    const path = section === '' ? outer.path : [...outer.path, pieceOf(section)];
    return entriesOf(value, { items, path, map: null, title: '' }).map((entry) => fromOutside(entry, outer));
  });
}

function fromOutside(entry: Entry, { without }: Outer): Entry {
  return { ...entry, without: () => without([entry.accessKeyId, entry.secret, entry.token]) };
}

/** Returns a moment in milliseconds since the epoch: seconds or milliseconds since then, or a time with its zone. */
function momentOf(written: string): number | null {
  const value = written.trim();
  if (/^[1-9]\d{9}$/.test(value)) return Number(value) * 1000;
  if (/^[1-9]\d{12}$/.test(value)) return Number(value);
  if (!/^\d{4}-\d\d-\d\d[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)$/i.test(value)) return null;
  const moment = Date.parse(value.replace(' ', 'T'));
  return Number.isNaN(moment) ? null : moment;
}
