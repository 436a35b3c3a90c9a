import { type ProviderId, providerOf, providers } from '../../../common/providers';
import type { Entry, WritableFormat } from './format';
import { type HclAttribute, type HclBlock, hclText, parseHcl } from './hcl';
import { applyEdits, type Edit, insertLines, type Line, linesOf } from './text-edit';

/**
 * Terraform: provider blocks with a literal pair, and `*.tfvars` whose variables are named like one. Written are
 * variables only, since a pair in a block goes where the configuration goes.
 */

const idNames = ['access_key_id', 'access_key', 'ak'];
const secretNames = ['secret_access_key', 'access_key_secret', 'secret_key', 'sk'];
const tokenNames = ['security_token', 'sts_token', 'session_token'];

type Part = 'accessKeyId' | 'secret' | 'token';
// Some names end with another's, so the longer ones come first.
const partNames = [
  ...secretNames.map((name) => ({ name, part: 'secret' as Part })),
  ...tokenNames.map((name) => ({ name, part: 'token' as Part })),
  ...idNames.map((name) => ({ name, part: 'accessKeyId' as Part })),
];

/** A variable's name as what it begins with and the part of a key that it holds. */
function partOf(name: string): { prefix: string; part: Part } | null {
  const lower = name.toLowerCase();
  const found = partNames.find((one) => lower === one.name || lower.endsWith(`_${one.name}`));
  return found ? { prefix: name.slice(0, name.length - found.name.length), part: found.part } : null;
}

interface Group {
  place: string;
  name: string;
  provider: Entry['provider'];
  parts: Map<Part, HclAttribute[]>;
}

export const terraform: WritableFormat = {
  id: 'terraform',
  fileName: /\.(?:tf|tfvars)$/,
  // A configuration takes no bare variables, and goes where no secret should.
  notInto: /\.tf$/,
  // Upper-case names are the environment's.
  fits: (text) =>
    groupsOf(text).some(
      ({ parts, name }) =>
        !/[A-Z]/.test(name) &&
        (['accessKeyId', 'secret'] as const).some((part) =>
          parts.get(part)?.some((one) => one.value !== null && one.name === one.name.toLowerCase()),
        ),
    ),
  scan: (text) =>
    groupsOf(text)
      .filter(({ parts }) => parts.has('accessKeyId') || parts.has('secret'))
      .map(({ place, name, provider, parts }): Entry => {
        // Terraform refuses a name that occurs twice in one file; the last is as good as any.
        const [accessKeyId, secret, token] = (['accessKeyId', 'secret', 'token'] as const).map((part) => {
          const last = parts.get(part)?.at(-1);
          return last ? last.value : '';
        });
        const literal = accessKeyId !== null && secret !== null && token !== null;
        return {
          place,
          name: name.replace(/_$/, '') || 'Terraform',
          provider,
          accessKeyId: accessKeyId ?? '',
          secret: secret ?? '',
          token: token ?? '',
          ...(literal ? {} : { skip: 'not-literal' as const }),
          without: () => applyEdits(text, removals(text, [...parts.values()].flat())),
        };
      }),
  set(text, { provider, accessKeyId, secret, token }, { entry }) {
    const { terraform } = providerOf(provider);
    const prefix = entry ?? (terraform === null ? undefined : `${terraform}_`);
    if (prefix === undefined) return { problem: 'not-for-provider' };
    if (!/^(?:[A-Za-z][A-Za-z0-9_-]{0,63}_)?$/.test(prefix)) return { problem: 'bad-entry' };
    const group = groupsOf(text).find((one) => one.place.startsWith(variablePlace) && one.name === prefix);
    const edits: Edit[] = [];
    const fresh: string[] = [];
    const lines = [...linesOf(text)];
    let after = text.length;
    for (const [part, name, value] of [
      ['accessKeyId', 'access_key', accessKeyId],
      ['secret', 'secret_key', secret],
      ['token', 'security_token', token],
    ] as const) {
      const own = group?.parts.get(part) ?? [];
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
    return applyEdits(text, edits);
  },
};

const variablePlace = 'variables ';

function groupsOf(text: string): Group[] {
  const attributes = parseHcl(text);
  const aliases = new Map(
    attributes.flatMap(({ name, value, block }) =>
      name === 'alias' && block ? [[block.start, value ?? ''] as const] : [],
    ),
  );
  const groups = new Map<string, Group>();
  for (const attribute of attributes) {
    const { block } = attribute;
    const variable = variableOf(attribute);
    const split = partOf(variable ?? attribute.name);
    if (!split) continue;
    const fresh = variable === null ? blockGroup(block, split.prefix, aliases) : variableGroup(split.prefix);
    if (!fresh) continue;
    // Two blocks may have one name.
    const key = variable === null ? `${block?.start} ${fresh.place}` : fresh.place;
    const group = groups.get(key) ?? fresh;
    groups.set(key, group);
    const own = group.parts.get(split.part);
    if (own) own.push(attribute);
    else group.parts.set(split.part, [attribute]);
  }
  return [...groups.values()];
}

/** The variable that an attribute gives a value: one of a `.tfvars`, or the default of a declared one. */
function variableOf({ name, block }: HclAttribute): string | null {
  if (!block) return name;
  const [kind, variable] = block.header;
  return kind === 'variable' && name === 'default' ? (variable ?? null) : null;
}

function blockGroup(block: HclBlock | null, prefix: string, aliases: ReadonlyMap<number, string>): Group | null {
  const [kind, label = ''] = block?.header ?? [];
  // A provider block has names of its own, without anything before them.
  if (!block || kind !== 'provider' || prefix !== '') return null;
  const alias = aliases.get(block.start);
  const provider = providers.find(({ terraform }) => terraform === label)?.id ?? null;
  const name = alias ? `${label}.${alias}` : label;
  return { place: `provider ${name}`, name, provider, parts: new Map() };
}

function variableGroup(prefix: string): Group {
  return { place: `${variablePlace}${prefix}*`, name: prefix, provider: providerOfPrefix(prefix), parts: new Map() };
}

const likely: readonly ProviderId[] = ['alibaba', 'huawei'];
const words: readonly [RegExp, ProviderId | null][] = [
  [/stack|apsara/i, 'private-alibaba'],
  [/ali(?:cloud|yun|baba)/i, 'alibaba'],
  [/huawei|^hw_/i, 'huawei'],
  [/ping_?an/i, 'pingan'],
  [/aws|amazon/i, null],
];

function providerOfPrefix(prefix: string): Entry['provider'] {
  const said = words.find(([word]) => word.test(prefix));
  return said ? said[1] : likely;
}

function isText(text: string, { span }: HclAttribute): boolean {
  return text[span.start] === '"';
}

/** Takes attributes out: with their lines where nothing else stands there, else leaving an empty text. */
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

/** The line that a place belongs to, found by halving. */
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
