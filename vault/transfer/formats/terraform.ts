import { providerOf, providers } from '../../../common/providers';
import type { Entry, WritableFormat } from './format';
import { type HclAttribute, type HclContainer, hclText, parseHcl } from './hcl';
import { entryOfPair, isFilled, isWhole } from './pair-entry';
import { splitName } from './pair-names';
import { hasIdShape, isWorthAWord } from './pair-provider';
import { type Named, type NamedPair, pairsAmong } from './pairs-among';
import { applyEdits, type Edit, insertLines, type Line, linesOf } from './text-edit';

/**
 * Terraform: pairs in blocks and objects of any kind, and `*.tfvars` with variables that have such names. Only variables
 * are written, because a pair in a block is passed on with the configuration.
 */

export const terraform: WritableFormat = {
  id: 'terraform',
  fileName: /\.(?:tf|tfvars)$/,
  // A configuration can't have bare variables, and is passed on to where no secret should be.
  notInto: /\.tf$/,
  fits: (text) => foundIn(text).some(isTerraform),
  scan(text) {
    const aliases = aliasesOf(text);
    return foundIn(text).map((found) => entryOf(text, found, aliases));
  },
  set(text, { provider, accessKeyId, secret, token }, { entry }) {
    const { terraform } = providerOf(provider);
    const prefix = entry ?? (terraform === null ? undefined : `${terraform}_`);
    if (prefix === undefined) return { problem: 'not-for-provider' };
    if (!/^(?:[A-Za-z][A-Za-z0-9_-]{0,63}_)?$/.test(prefix)) return { problem: 'bad-entry' };
    const present = variablesOf(text, prefix);
    const edits: Edit[] = [];
    const fresh: string[] = [];
    const lines = [...linesOf(text)];
    let after = text.length;
    for (const [part, name, value] of [
      ['accessKeyId', 'access_key', accessKeyId],
      ['secret', 'secret_key', secret],
      ['token', 'security_token', token],
    ] as const) {
      const own = present[part];
      if (value === null) for (const edit of removals(text, own)) edits.push(edit);
      else if (own.length === 0) fresh.push(`${prefix}${name} = ${hclText(value)}`);
      else {
        if (own.some((one) => !isText(text, one))) return { problem: 'not-writable' };
        after = lineAt(lines, own.at(-1)?.span.end ?? 0)?.next ?? after;
        for (const one of own) {
          if (one.value !== value) edits.push({ ...one.span, text: hclText(value) });
        }
      }
    }
    if (fresh.length > 0) edits.push(insertLines(text, after, fresh));
    const written = applyEdits(text, edits);
    // A block that is never closed would take the variables into it.
    const isOwn = variablesOf(written, prefix).secret.some((one) => one.value === secret);
    return isOwn ? written : { problem: 'not-writable' };
  },
};

/** A variable, or an attribute of a block or an object, with the name that it is known by. */
interface Item extends Named {
  attribute: HclAttribute;
}

interface Found {
  pair: NamedPair<Item>;
  /** `null`: the pair is in variables. */
  container: HclContainer | null;
}

function itemsOf(text: string): { container: HclContainer | null; items: Item[] }[] {
  const items = new Map<HclContainer | null, Item[]>([[null, []]]);
  for (const attribute of parseHcl(text)) {
    const variable = variableOf(attribute);
    const container = variable === null ? attribute.container : null;
    const item = { name: variable ?? attribute.name, value: attribute.value, attribute };
    const own = items.get(container);
    if (own) own.push(item);
    else items.set(container, [item]);
  }
  return [...items].map(([container, own]) => ({ container, items: own }));
}

/** Returns the variable that an attribute gives a value: one of a `.tfvars`, or the default of a declared one. */
function variableOf({ name, block, container }: HclAttribute): string | null {
  if (container === null) return name;
  const [kind, variable] = block?.header ?? [];
  return kind === 'variable' && name === 'default' ? (variable ?? null) : null;
}

function foundIn(text: string): Found[] {
  return itemsOf(text)
    .flatMap(({ container, items }) => {
      const path = container?.path ?? '';
      // Resources have the names of their providers, and properties of other kinds.
      const around = container?.block?.header[0] === 'provider' ? [path] : [];
      return pairsAmong(items, hasIdShape, [path])
        .filter((pair) => isFilled(pair) && isWorthAWord(pair, [...around, ...pair.all.map(({ name }) => name)]))
        .map((pair) => ({ pair, container }));
    })
    .sort((one, other) => startOf(one) - startOf(other));
}

const startOf = ({ pair }: Found) => pair.all[0]?.attribute.start ?? 0;

/** Names in upper case are for the environment, and a colon behind a name is another language's. */
function isTerraform({ pair, container }: Found): boolean {
  const { accessKeyId, secret } = pair;
  const own = [accessKeyId, secret].filter((one) => one !== null);
  if (!own.some(({ value }) => value !== null && value !== '')) return false;
  if (container === null) return own.every(({ name }) => !/[A-Z]/.test(name));
  return container.path !== '' && (container.block?.header[0] === 'provider' || isWhole(pair));
}

function entryOf(text: string, { pair, container }: Found, aliases: ReadonlyMap<number, string>): Entry {
  const without = () =>
    applyEdits(
      text,
      removals(
        text,
        pair.all.map(({ attribute }) => attribute),
      ),
    );
  if (container === null) {
    const place = `variables ${prefixOf(pair)}*`;
    return entryOfPair(pair, { place, name: pair.label || 'Terraform', about: [], without });
  }
  const [kind, label = ''] = container.block?.header ?? [];
  // The block that says where Terraform keeps its state is named by itself.
  const path = container.path.replace(/^terraform\./, '');
  if (kind !== 'provider') {
    const place = [path, pair.label].filter((one) => one !== '').join(' ');
    return entryOfPair(pair, { place, name: place, about: [path], without });
  }
  const alias = aliases.get(container.start);
  const place = `provider ${alias ? `${label}.${alias}` : label}`;
  const provider = providers.find(({ terraform }) => terraform === label)?.id ?? null;
  return entryOfPair(pair, { place, name: place.slice('provider '.length), about: [], provider, without });
}

/** Returns what the variables' names begin with, up to the words that say which part of a key each is. */
function prefixOf({ label, accessKeyId, secret }: NamedPair<Item>): string {
  const name = accessKeyId?.name ?? secret?.name ?? '';
  return name.startsWith(label) ? label + (/^[^\p{L}\p{N}]*/u.exec(name.slice(label.length))?.[0] ?? '') : label;
}

/** Returns the aliases of provider blocks, by where their braces are. */
function aliasesOf(text: string): ReadonlyMap<number, string> {
  return new Map(
    parseHcl(text).flatMap(({ name, value, block, container }) =>
      name === 'alias' && block && container ? [[container.start, value ?? ''] as const] : [],
    ),
  );
}

/** Returns the variables that hold the parts of a key and begin like this. */
function variablesOf(text: string, prefix: string): Record<'accessKeyId' | 'secret' | 'token', HclAttribute[]> {
  const found = { accessKeyId: [], secret: [], token: [] } as Record<
    'accessKeyId' | 'secret' | 'token',
    HclAttribute[]
  >;
  const pair = foundIn(text).find((one) => one.container === null && prefixOf(one.pair) === prefix)?.pair;
  if (!pair) return found;
  const endingOf = (item: Named | null) => splitName(item?.name ?? '')?.ending;
  for (const item of pair.all) {
    const ending = endingOf(item);
    for (const part of ['accessKeyId', 'secret', 'token'] as const) {
      if (ending === endingOf(pair[part])) found[part].push(item.attribute);
    }
  }
  return found;
}

function isText(text: string, { span }: HclAttribute): boolean {
  return text[span.start] === '"';
}

/** Removes attributes. If nothing else is on their lines, the lines are removed. Otherwise an empty text is left. */
function removals(text: string, attributes: readonly HclAttribute[]): Edit[] {
  const lines = [...linesOf(text)];
  return attributes
    .filter((attribute) => isText(text, attribute))
    .map(({ start, span }) => {
      const line = lineAt(lines, start);
      if (!line) return { ...span, text: '""' };
      const before = text.slice(line.start, start).trim();
      const after = text.slice(span.end, line.end).trim();
      const alone = before === '' && (after === '' || after.startsWith('#') || after.startsWith('//'));
      return alone ? { start: line.start, end: line.next, text: '' } : { ...span, text: '""' };
    });
}

/** Returns the line that a place belongs to, by binary search. */
function lineAt(lines: readonly Line[], at: number): Line | undefined {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle]?.start ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return lines[low];
}
