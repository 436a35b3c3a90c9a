import { providerOf } from '../../../common/providers';
import type { VariableSet } from '../../../common/transfer/variables';
import type { EditProblem, Entry, Pair, Values, WritableFormat, WriteOptions } from './format';
import { hasIdShape } from './pair-provider';
import { pairsAmong } from './pairs-among';
import { parseProperties, setProperties } from './properties';
import { applyEdits, type Edit, insertLines, lineEndOf } from './text-edit';
import { readYamlLines, withoutItems, type YamlItem } from './yaml-lines';

/**
 * Settings of a Spring application, as properties or as YAML. Spring takes `access-key`, `accessKey` and `access_key`
 * for the same name, and a key with dots for one key below the other. It puts other settings in the place of `${…}`.
 */

/** Returns the names of the parts, with dots; `null`: the provider has no usual ones and the person named none. */
function namesFor(provider: Values['provider'], { entry, names }: WriteOptions): VariableSet | null {
  if (names) return names;
  const prefix = (entry ?? providerOf(provider).spring ?? '').replace(/\.$/, '');
  if (prefix === '') return null;
  return {
    accessKeyId: `${prefix}.access-key`,
    secret: `${prefix}.secret-key`,
    token: `${prefix}.security-token`,
  };
}

const isName = (name: string) => /^[A-Za-z][A-Za-z0-9_-]*(?:\.[A-Za-z0-9][A-Za-z0-9_-]*)*$/.test(name);
const canonical = (name: string) => name.toLowerCase().replace(/[-_]/g, '');

/** Returns what is wrong with the values or the names. */
function problemOf(names: VariableSet | null, { accessKeyId, secret, token }: Values): EditProblem | null {
  if (!names) return 'not-for-provider';
  if (![names.accessKeyId, names.secret, ...(token === null ? [] : [names.token])].every(isName)) return 'bad-names';
  return [accessKeyId, secret, token ?? ''].some((value) => /[$#]\{/.test(value)) ? 'not-writable' : null;
}

const parts = (names: VariableSet, { accessKeyId, secret, token }: Values) =>
  [
    [names.accessKeyId, accessKeyId],
    [names.secret, secret],
    [names.token, token],
  ] as const;

interface Setting {
  name: string;
  value: string | null;
}

function pairFor(settings: readonly Setting[], names: VariableSet | null): Pair | null {
  if (!names) return null;
  const of = (name: string) => settings.findLast((one) => name !== '' && canonical(one.name) === canonical(name));
  const [accessKeyId, secret, token] = [of(names.accessKeyId), of(names.secret), of(names.token)];
  if (!accessKeyId && !secret) return null;
  return { accessKeyId: accessKeyId?.value ?? '', secret: secret?.value ?? '', token: token?.value ?? '' };
}

/** `without` returns the text without the settings of these names. */
const entriesOf = (settings: readonly Setting[], without: (names: ReadonlySet<string>) => string | null): Entry[] =>
  pairsAmong(settings, hasIdShape).map(({ label, accessKeyId, secret, token, all }) => ({
    place: accessKeyId?.name ?? secret?.name ?? '',
    name: label,
    provider: ['alibaba', 'huawei'],
    accessKeyId: accessKeyId?.value ?? '',
    secret: secret?.value ?? '',
    token: token?.value ?? '',
    without: () => without(new Set(all.map(({ name }) => name))),
  }));

const ownNames = (settings: readonly Setting[]): VariableSet[] =>
  pairsAmong(settings, hasIdShape).flatMap(({ accessKeyId, secret, token }) =>
    accessKeyId && secret ? [{ accessKeyId: accessKeyId.name, secret: secret.name, token: token?.name ?? '' }] : [],
  );

export const springProperties: WritableFormat = {
  id: 'spring-properties',
  fileName: /(?:^|\/)[^/]*\.properties$/,
  fits: (text) => /^[ \t]*(?:spring|alibaba)\.[\w.-]+[ \t]*[=:]/m.test(text),
  scan(text) {
    const properties = parseProperties(text);
    return entriesOf(properties, (names) =>
      applyEdits(
        text,
        properties
          .filter(({ name }) => names.has(name))
          .map(({ line }) => ({ start: line.start, end: line.next, text: '' })),
      ),
    );
  },
  set(text, values, options) {
    const names = namesFor(values.provider, options);
    const problem = problemOf(names, values);
    if (problem || !names) return { problem: problem ?? 'not-for-provider' };
    return setProperties(
      text,
      parts(names, values).flatMap(([name, value]) => {
        const is = (other: string) => canonical(other) === canonical(name);
        return name === '' ? [] : [{ is, write: name, value }];
      }),
    );
  },
  entryFor: (text, provider, options) => pairFor(parseProperties(text), namesFor(provider, options)),
  names: (text) => ownNames(parseProperties(text)),
};

interface YamlSetting extends Setting {
  item: YamlItem;
}

const settingsIn = (text: string): YamlSetting[] =>
  readYamlLines(text)
    .items.filter(({ value }) => value !== '')
    .map((item) => ({ name: [...item.path, item.key].join('.'), value: item.value, item }));

export const springYaml: WritableFormat = {
  id: 'spring-yaml',
  fileName: /(?:^|\/)(?:application|bootstrap)[^/]*\.ya?ml$/,
  fits: (text) => /^(?:spring|alibaba)(?:\.[\w.-]+)?:(?:[ \t]|\r?$)/m.test(text),
  scan(text) {
    const settings = settingsIn(text);
    return entriesOf(settings, (names) =>
      withoutItems(
        text,
        settings.filter(({ name }) => names.has(name)).map(({ item }) => item),
      ),
    );
  },
  set(text, values, options) {
    const names = namesFor(values.provider, options);
    const problem = problemOf(names, values);
    if (problem || !names) return { problem: problem ?? 'not-for-provider' };
    // As in a Secret, blanks that stand alone may be none in YAML.
    if (text.trim() === '') return newYaml(names, values).replaceAll('\n', lineEndOf(text));
    return changedYaml(text, names, values);
  },
  entryFor: (text, provider, options) => pairFor(settingsIn(text), namesFor(provider, options)),
  names: (text) => ownNames(settingsIn(text)),
};

/** Returns the settings as a tree, in which names that begin alike stand together. */
function newYaml(names: VariableSet, values: Values): string {
  const lines: string[] = [];
  let above: string[] = [];
  for (const [name, value] of parts(names, values)) {
    if (value === null) continue;
    const path = name.split('.');
    const key = path.pop() ?? '';
    const differs = path.findIndex((one, at) => above[at] !== one);
    const common = differs < 0 ? path.length : differs;
    for (const [at, one] of path.entries()) if (at >= common) lines.push(`${'  '.repeat(at)}${one}:`);
    lines.push(`${'  '.repeat(path.length)}${key}: ${JSON.stringify(value)}`);
    above = path;
  }
  return `${lines.join('\n')}\n`;
}

function changedYaml(text: string, names: VariableSet, values: Values): string | { problem: EditProblem } {
  const { documents, plain } = readYamlLines(text);
  if (!plain) return { problem: 'not-writable' };
  const lineEnd = lineEndOf(text);
  const ended = text.endsWith('\n') ? text : text + lineEnd;
  const settings = settingsIn(ended);
  const of = (name: string) => settings.filter((one) => name !== '' && canonical(one.name) === canonical(name));
  const edits: Edit[] = [];
  for (const [name, value] of parts(names, values)) {
    const own = of(name);
    if (own.some((one) => one.value === null)) return { problem: 'not-writable' };
    if (value === null) for (const { item } of own) edits.push({ start: item.start, end: item.next, text: '' });
    else if (own.length > 0) {
      for (const { item } of own) if (item.value !== value) edits.push({ ...item.span, text: JSON.stringify(value) });
    } else {
      // It becomes a neighbour of another part, or one key with dots: Spring reads both alike.
      const beside = parts(names, values).flatMap(([other]) => (parent(other) === parent(name) ? of(other) : []))[0];
      // The last of several documents is for one profile only.
      if (!beside && documents > 1) return { problem: 'not-writable' };
      const key = beside ? (name.split('.').at(-1) ?? name) : name;
      const line = `${' '.repeat(beside?.item.indent ?? 0)}${key}: ${JSON.stringify(value)}`;
      edits.push(insertLines(ended, beside?.item.next ?? ended.length, [line]));
    }
  }
  return applyEdits(edits.length > 0 ? ended : text, edits);
}

const parent = (name: string) => canonical(name.split('.').slice(0, -1).join('.'));
