import { cliPair, isCliMode } from './aliyun-cli-mode';
import type { Entry } from './format';
import { jsonRoots } from './json-tree';
import { entryOfPair, isFilled, isWhole } from './pair-entry';
import { hasIdShape, isWorthAWord } from './pair-provider';
import { type NamedPair, pairsAmong } from './pairs-among';
import { applyEdits } from './text-edit';
import { emptied, type MapNode, memberOf, type TextNode, textOf } from './text-tree';
import { type Item, insideOf, isNameAndValue, itemsOfLines, itemsOfList, itemsOfMap, secretItems } from './tree-items';
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
        const here = [...path, titleOf(child) || `${index + 1}`];
        // A name and its value are one of the list's own items, and no object.
        const value = child.kind === 'map' && isNameAndValue(child) ? memberOf(child, 'value') : child;
        if (value) visit(value, here, title);
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
  const own = map ? titleOf(map) : '';
  const hint = map ? textOf(map, 'provider', 'vendor', 'cloud', 'platform', 'type', 'driver', 'storage') : '';
  const about = [hint, ...[...path].reverse(), own].filter((one) => one !== '');
  const named = pairsAmong(items, hasIdShape, about);
  const shaped = named.some(isWhole) ? [] : pairByShape(items);
  const pairs = shaped.length > 0 ? shaped : named;
  return pairs.flatMap((pair): Entry[] => {
    const label = pairs.length > 1 ? pieceOf(pair.label) : '';
    // An empty place for a pair is none.
    if (!isFilled(pair) || !isWorthAWord(pair, [pair.label, ...about])) return [];
    const joined = (...parts: readonly string[]) => parts.filter((one) => one !== '').join(' ');
    const entry = entryOfPair(pair, {
      place: joined(pathText(path), label),
      about,
      without: () => withoutItems(text, pair),
    });
    const mode = map ? textOf(map, 'mode') : '';
    const endpoint = entry.provider === 'private-alibaba' ? (pair.endpoint?.value ?? '') : '';
    const encrypted = [pair.accessKeyId, pair.secret, pair.token].some((one) => one?.node?.encrypted);
    return [
      {
        ...entry,
        name: joined(own || nameFrom(path) || title, label) || pieceOf(pair.label),
        ...(isCliMode(mode) ? cliPair(mode, entry) : {}),
        ...(endpoint === '' ? {} : { endpoint }),
        ...(encrypted ? { skip: 'encrypted' as const } : {}),
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
