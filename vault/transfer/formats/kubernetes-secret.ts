import type { VariableSet } from '../../../common/transfer/variables';
import type { EditProblem, Entry, Values, WritableFormat } from './format';
import { hasIdShape } from './pair-provider';
import { pairsAmong } from './pairs-among';
import { applyEdits, type Edit, insertLines, lineEndOf } from './text-edit';
import { readYamlLines, withoutItems, type YamlItem, type YamlLines } from './yaml-lines';

/**
 * A Secret of Kubernetes in YAML, alone or among other documents. `stringData` has its values as text, `data` in
 * base64; what a Secret has already stays in its form.
 */

const usualNames: VariableSet = {
  accessKeyId: 'access-key-id',
  secret: 'access-key-secret',
  token: 'security-token',
};
const usualEntry = 'access-key';
const isName = (name: string) => /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/.test(name);
const isDataKey = (name: string) => /^[A-Za-z0-9._-]{1,253}$/.test(name);

const inBase64 = (value: string) => Buffer.from(value, 'utf8').toString('base64');
const fromBase64 = (value: string) => Buffer.from(value, 'base64').toString('utf8');

interface Secret {
  document: number;
  name: string;
  /** What it has under `data` and `stringData`. */
  data: YamlItem[];
  items: YamlItem[];
}

function secretsIn({ items, documents }: YamlLines): Secret[] {
  const secrets: Secret[] = [];
  for (let document = 0; document < documents; document += 1) {
    const own = items.filter((one) => one.document === document);
    const of = (path: string, key: string) => own.find((one) => one.path.join('/') === path && one.key === key)?.value;
    if (of('', 'kind') !== 'Secret') continue;
    const data = own.filter(({ path }) => path.length === 1 && (path[0] === 'data' || path[0] === 'stringData'));
    secrets.push({ document, name: of('metadata', 'name') ?? '', data, items: own });
  }
  return secrets;
}

const plainOf = ({ path, value }: YamlItem) => (value !== null && path[0] === 'data' ? fromBase64(value) : value);

/** Returns what the cluster makes of a name: `stringData` counts before `data`. */
function valueIn({ data }: Secret, name: string): string | undefined {
  const own = data.filter(({ key }) => key === name);
  const item = own.find(({ path }) => path[0] === 'stringData') ?? own.at(-1);
  return item ? (plainOf(item) ?? '') : undefined;
}

export const kubernetesSecret: WritableFormat = {
  id: 'kubernetes-secret',
  fileName: /(?:^|\/)[^/]*secrets?[^/]*\.ya?ml$/,
  fits: (text) => /^kind:[ \t]*["']?Secret\b/m.test(text) && secretsIn(readYamlLines(text)).length > 0,
  scan: (text) =>
    secretsIn(readYamlLines(text)).flatMap((secret) =>
      pairsIn(secret).map(
        (pair): Entry => ({
          place: secret.name,
          provider: ['alibaba', 'huawei'],
          accessKeyId: pair.accessKeyId?.value ?? '',
          secret: pair.secret?.value ?? '',
          token: pair.token?.value ?? '',
          without: () =>
            withoutItems(
              text,
              secret.data.filter(({ key }) => pair.all.some(({ name }) => name === key)),
            ),
        }),
      ),
    ),
  set(text, values, { entry = usualEntry, names = usualNames }) {
    if (!isName(entry)) return { problem: 'bad-entry' };
    const wanted = parts(names, values).filter(([, value]) => value !== null);
    if (!wanted.every(([name]) => isDataKey(name))) return { problem: 'bad-names' };
    const fresh = newSecret(entry, wanted);
    // Blanks of a text that has nothing else may be none in YAML: before a document, a tab or a wide blank is a fault.
    if (text.trim() === '') return fresh.replaceAll('\n', lineEndOf(text));
    const read = readYamlLines(text);
    // A signature over the whole file would no longer be right.
    if (!read.plain || read.items.some(({ path, key }) => path.length === 0 && key === 'sops')) {
      return { problem: 'not-writable' };
    }
    const existing = secretsIn(read).find(({ name }) => name === entry);
    if (existing) return changed(text, existing, names, values);
    const lineEnd = lineEndOf(text);
    return `${text}${text.endsWith('\n') ? '' : lineEnd}---${lineEnd}${fresh.replaceAll('\n', lineEnd)}`;
  },
  entryFor(text, _, { entry = usualEntry, names = usualNames }) {
    const secret = secretsIn(readYamlLines(text)).find(({ name }) => name === entry);
    if (!secret) return null;
    const [accessKeyId = '', value = '', token = ''] = [names.accessKeyId, names.secret, names.token].map((name) =>
      name === '' ? '' : valueIn(secret, name),
    );
    return { accessKeyId, secret: value, token };
  },
  names: (text) =>
    secretsIn(readYamlLines(text)).flatMap((secret) =>
      pairsIn(secret).flatMap(({ accessKeyId, secret: half, token }) => {
        const own = accessKeyId && half && accessKeyId.name !== usualNames.accessKeyId;
        return own ? [{ accessKeyId: accessKeyId.name, secret: half.name, token: token?.name ?? '' }] : [];
      }),
    ),
};

const pairsIn = ({ data }: Secret) =>
  pairsAmong(
    data.map((item) => ({ name: item.key, value: plainOf(item) })),
    hasIdShape,
  );

const parts = (names: VariableSet, { accessKeyId, secret, token }: Values) =>
  [
    [names.accessKeyId, accessKeyId],
    [names.secret, secret],
    [names.token, token],
  ] as const;

function newSecret(name: string, values: readonly (readonly [string, string | null])[]): string {
  return [
    'apiVersion: v1',
    'kind: Secret',
    'metadata:',
    `  name: ${JSON.stringify(name)}`,
    'type: Opaque',
    'stringData:',
    ...values.map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`),
    '',
  ].join('\n');
}

function changed(text: string, secret: Secret, names: VariableSet, values: Values): string | { problem: EditProblem } {
  const edits: Edit[] = [];
  const fresh: string[] = [];
  const last = secret.data.at(-1);
  for (const [name, value] of parts(names, values)) {
    const own = secret.data.filter(({ key }) => key === name);
    if (own.some((one) => one.value === null)) return { problem: 'not-writable' };
    if (value === null) edits.push(...own.map((one) => ({ start: one.start, end: one.next, text: '' })));
    else {
      for (const item of own) {
        if (plainOf(item) !== value) edits.push({ ...item.span, text: written(item.path[0], value) });
      }
      // It becomes a neighbour of what is there, in the same form.
      if (own.length === 0 && last) fresh.push(`${' '.repeat(last.indent)}${name}: ${written(last.path[0], value)}`);
      if (own.length === 0 && !last) fresh.push(`  ${name}: ${JSON.stringify(value)}`);
    }
  }
  if (fresh.length > 0) {
    const end = (last ?? secret.items.at(-1))?.next ?? text.length;
    edits.push(insertLines(text, end, last ? fresh : ['stringData:', ...fresh]));
  }
  return applyEdits(text, edits);
}

const written = (where: string | undefined, value: string) =>
  where === 'data' ? inBase64(value) : JSON.stringify(value);
