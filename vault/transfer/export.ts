import { createHash } from 'node:crypto';
import type { KeyQuery } from '../../common/keys/access-key';
import {
  identityOf,
  inOrder,
  isKnownProvider,
  type ProviderId,
  providerIds,
  type StoredProviderId,
} from '../../common/providers';
import { type ExportScope, mostNamed, type ScopeFacts } from '../../common/transfer/export';
import { createSlices } from '../base/slices';
import { openStored, type PlainValues, wipePlain } from '../keys/add';
import { narrowedTo } from '../keys/filter';
import { knownKey } from '../keys/later';
import { keyTables } from '../keys/list';
import { findKey, type StoredKey } from '../keys/repository';
import { selected } from '../keys/selection';
import { namedTagsOf } from '../keys/tags';
import type { OpenVault } from '../session/open-vault';
import type { Reader } from '../store/database/database';
import type { FileEncrypter } from './age';
import { exportFrame, keyJson } from './export-format';
import { type CsvForm, providerCsv, type TableKey, tableCsv } from './table/write';
import { keysPerTurn, type Turns } from './turns';

/** Returns what the list is narrowed to when it shows this scope; `null` for keys that were chosen one by one. */
function questionOf(
  scope: Exclude<ExportScope, { kind: 'selection' }>,
): Pick<KeyQuery, 'provider' | 'scope' | 'text' | 'filter'> | null {
  switch (scope.kind) {
    case 'all':
      return { provider: null, scope: null, text: '' };
    case 'provider':
      return { provider: scope.provider, scope: null, text: '' };
    case 'account':
      return { provider: null, scope, text: '' };
    case 'list':
      return scope;
    case 'keys':
      return null;
  }
}

function conditionOf(scope: ExportScope, now: number): { where: string; values: (string | number)[] } {
  if (scope.kind === 'selection') return selected(scope.keys, now);
  const question = questionOf(scope);
  return question ? narrowedTo(question, now) : { where: '', values: [] };
}

/**
 * Returns the ids of the keys of a scope, in the order in which the keys were added. Ids of deleted keys are left out.
 * `now` in milliseconds since the epoch.
 */
export function idsIn(database: Reader, scope: ExportScope, now: number): string[] {
  const { where, values } = conditionOf(scope, now);
  // The sign lets SQLite read an index, which is much smaller than the table, and sort what it has.
  const find = `SELECT k.id FROM access_key k ${where} ORDER BY +k.number`;
  const ids = database.all<{ id: string }>(find, ...values).map(({ id }) => id);
  if (scope.kind !== 'keys') return ids;
  const wanted = new Set(scope.ids);
  return ids.filter((id) => wanted.has(id));
}

/** Returns what stands for exactly these keys in this order (`shown` of {@link ScopeFacts}). */
export function shownOf(ids: readonly string[]): string {
  return createHash('sha256').update(ids.join('\n')).digest('hex');
}

interface NamedKey {
  id: string;
  provider: StoredProviderId;
  name: string;
  accessKeyId: string;
  account: number;
  accountId: string;
  alias: string;
  identityKind: string;
  hasToken: 0 | 1;
}
const namedColumns = `k.id, k.profile AS provider, k.name, k.access_key_id AS accessKeyId, a.id AS account,
  a.root_account_id AS accountId, a.alias, i.kind AS identityKind, k.token IS NOT NULL AS hasToken`;

/** The number of keys that are read in one go, which takes some milliseconds. */
const keysPerRead = 1000;

/** Reads these keys, some at a time and in the order in which they were added. */
async function* namedKeys(database: Reader, ids: readonly string[]): AsyncGenerator<NamedKey[]> {
  const slices = createSlices();
  for (let from = 0; from < ids.length; from += keysPerRead) {
    yield database.all<NamedKey>(
      `SELECT ${namedColumns} FROM ${keyTables} WHERE k.id IN (SELECT value FROM json_each(?)) ORDER BY k.number`,
      JSON.stringify(ids.slice(from, from + keysPerRead)),
    );
    await slices.rest();
  }
}

/**
 * Returns what a sheet is told of a scope. Others have their turn between some keys and the next: `shown` stands for
 * those that were there first. `now` in milliseconds since the epoch.
 */
export async function factsOf(database: Reader, scope: ExportScope, now: number): Promise<ScopeFacts> {
  const ids = idsIn(database, scope, now);
  const counts = new Map<StoredProviderId, number>();
  const accounts = new Map<number, { accountId: string; alias: string }>();
  const first: ScopeFacts['first'] = [];
  const files = new Set<ProviderId | null>();
  let roots = 0;
  for await (const keys of namedKeys(database, ids)) {
    for (const { id, provider, name, accessKeyId, account, accountId, alias, identityKind, hasToken } of keys) {
      counts.set(provider, (counts.get(provider) ?? 0) + 1);
      if (accountId !== '') accounts.set(account, { accountId, alias });
      if (identityOf(provider, identityKind)?.root) roots += 1;
      if (first.length < mostNamed.keys) first.push({ id, provider, name, lastFour: accessKeyId.slice(-4) });
      files.add(csvOf(provider, hasToken));
    }
  }
  const find = 'SELECT root_account_id AS accountId, alias FROM account WHERE id = ?';
  const account = scope.kind === 'account' ? database.get<NonNullable<ScopeFacts['account']>>(find, scope.id) : null;
  return {
    keys: ids.length,
    roots,
    shown: shownOf(ids),
    first,
    providers: inOrder([...counts.keys()]).map((provider) => ({ provider, keys: counts.get(provider) ?? 0 })),
    accounts: { total: accounts.size, first: [...accounts.values()].slice(0, mostNamed.accounts) },
    account: account ?? null,
    csvOf: onlyOf(files),
  };
}

/** Returns the provider whose own CSV file has room for such a key. */
const csvOf = (provider: StoredProviderId, hasToken: 0 | 1): ProviderId | null =>
  hasToken === 1 || !isKnownProvider(provider) ? null : provider;

const onlyOf = <T>(all: ReadonlySet<T | null>): T | null => (all.size === 1 ? ([...all][0] ?? null) : null);

/**
 * Returns the provider whose own CSV file has room for all of these keys: all are this provider's, and none has a
 * token.
 */
async function csvProvider(database: Reader, ids: readonly string[]): Promise<ProviderId | null> {
  const files = new Set<ProviderId | null>();
  for await (const keys of namedKeys(database, ids)) {
    for (const { provider, hasToken } of keys) files.add(csvOf(provider, hasToken));
    if (files.size > 1) return null;
  }
  return onlyOf(files);
}

interface Written {
  vault: OpenVault;
  /** The caller wipes it. */
  secretKey: Uint8Array;
  ids: readonly string[];
  turns: Turns;
}

/**
 * Returns the pieces of a text made of keys, in their order. The caller wipes them. Errors: `not-found` (a key was
 * deleted meanwhile), `secret-damaged`, `cancelled`.
 */
async function piecesOf(
  { vault, secretKey, ids, turns }: Written,
  parts: Buffer[],
  piece: (stored: StoredKey, plain: PlainValues, index: number) => string,
): Promise<void> {
  for (const [index, id] of ids.entries()) {
    if (index % keysPerTurn === 0) await turns.next(index, ids.length);
    const stored = findKey(vault.database, id);
    const plain = openStored(vault, secretKey, id, stored.accessKeyId);
    parts.push(Buffer.from(piece(stored, plain, index), 'utf8'));
    wipePlain(plain);
  }
}

/**
 * Returns the encrypted file of these keys. `now` is in milliseconds since the epoch. Errors: those of {@link
 * piecesOf}.
 */
export async function exportFile(written: Written, encrypter: FileEncrypter, now: number): Promise<Buffer> {
  const { ids, turns } = written;
  encrypter.begin();
  const { start, between, end } = exportFrame(now);
  const parts: Buffer[] = [Buffer.from(start, 'utf8')];
  try {
    const json = (stored: StoredKey, plain: PlainValues) =>
      keyJson(stored, stored.tags.length === 0 ? [] : namedTagsOf(written.vault.database, stored.id), plain);
    await piecesOf(written, parts, (stored, plain, index) => `${index === 0 ? '' : between}${json(stored, plain)}`);
    parts.push(Buffer.from(end, 'utf8'));
    const whole = Buffer.concat(parts);
    try {
      const file = await encrypter.encrypt(whole);
      await turns.next(ids.length, ids.length);
      return Buffer.from(file.buffer, file.byteOffset, file.byteLength);
    } finally {
      whole.fill(0);
    }
  } finally {
    for (const part of parts) part.fill(0);
  }
}

/** Returns the CSV file of these keys. The caller wipes it. Errors: those of {@link piecesOf}. */
export async function csvFile(written: Written): Promise<Buffer> {
  const { vault, ids, turns } = written;
  const provider = await csvProvider(vault.database, ids);
  const form: CsvForm<TableKey> = provider === null ? tableCsv : providerCsv(provider);
  const parts: Buffer[] = [Buffer.from(form.title, 'utf8')];
  try {
    await piecesOf(written, parts, (stored, plain) => form.line({ ...knownKey(stored), ...plain }));
    await turns.next(ids.length, ids.length);
    return Buffer.concat(parts);
  } finally {
    for (const part of parts) part.fill(0);
  }
}

/** Returns a name for the file. Nothing of a key, an account or a person is in it. */
export function exportFileName(scope: ExportScope, now: number, ending: 'age' | 'csv'): string {
  const day = new Date(now).toISOString().slice(0, 10);
  const provider =
    scope.kind === 'provider' || scope.kind === 'list' ? providerIds.find((id) => id === scope.provider) : undefined;
  return `keyfold-export${provider ? `-${provider}` : ''}-${day}.${ending}`;
}
