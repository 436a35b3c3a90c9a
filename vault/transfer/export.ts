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
 * Reads these columns of the keys of a scope, in the order in which the keys were added. Deleted keys are left out.
 * `from`: the tables, with `access_key k` among them.
 */
function rowsIn<Row extends { id: string }>(
  database: Reader,
  scope: ExportScope,
  columns: string,
  from: string,
  now: number,
): Row[] {
  const { where, values } = conditionOf(scope, now);
  const rows = database.all<Row>(`SELECT ${columns} FROM ${from} ${where} ORDER BY k.number`, ...values);
  if (scope.kind !== 'keys') return rows;
  const wanted = new Set(scope.ids);
  return rows.filter(({ id }) => wanted.has(id));
}

/**
 * Returns the ids of the keys of a scope, in the order in which the keys were added. Ids of deleted keys are left out.
 * `now` in milliseconds since the epoch.
 */
export function idsIn(database: Reader, scope: ExportScope, now: number): string[] {
  return rowsIn<{ id: string }>(database, scope, 'k.id', 'access_key k', now).map(({ id }) => id);
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
}
const namedColumns = `k.id, k.profile AS provider, k.name, k.access_key_id AS accessKeyId, a.id AS account,
  a.root_account_id AS accountId, a.alias, i.kind AS identityKind`;

/** Returns what a sheet is told of a scope. `now` in milliseconds since the epoch. */
export function factsOf(database: Reader, scope: ExportScope, now: number): ScopeFacts {
  const keys = rowsIn<NamedKey>(database, scope, namedColumns, keyTables, now);
  const ids = keys.map(({ id }) => id);
  const counts = new Map<StoredProviderId, number>();
  const accounts = new Map<number, { accountId: string; alias: string }>();
  for (const { provider, account, accountId, alias } of keys) {
    counts.set(provider, (counts.get(provider) ?? 0) + 1);
    if (accountId !== '') accounts.set(account, { accountId, alias });
  }
  const find = 'SELECT root_account_id AS accountId, alias FROM account WHERE id = ?';
  const account = scope.kind === 'account' ? database.get<NonNullable<ScopeFacts['account']>>(find, scope.id) : null;
  return {
    keys: keys.length,
    roots: keys.filter(({ provider, identityKind }) => identityOf(provider, identityKind)?.root).length,
    shown: shownOf(ids),
    first: keys
      .slice(0, mostNamed.keys)
      .map(({ id, provider, name, accessKeyId }) => ({ id, provider, name, lastFour: accessKeyId.slice(-4) })),
    providers: inOrder([...counts.keys()]).map((provider) => ({ provider, keys: counts.get(provider) ?? 0 })),
    accounts: { total: accounts.size, first: [...accounts.values()].slice(0, mostNamed.accounts) },
    account: account ?? null,
    csvOf: csvProvider(database, ids),
  };
}

/**
 * Returns the provider whose own CSV file has room for all of these keys: all are this provider's, and none has a
 * token.
 */
function csvProvider(database: Reader, ids: readonly string[]): ProviderId | null {
  const wanted = new Set(ids);
  const kinds = new Set(
    database
      .all<{ id: string; provider: StoredProviderId; temporary: 0 | 1 }>(
        'SELECT id, profile AS provider, token IS NOT NULL AS temporary FROM access_key',
      )
      .filter(({ id }) => wanted.has(id))
      .map(({ provider, temporary }) => (temporary === 1 || !isKnownProvider(provider) ? null : provider)),
  );
  const [only = null] = kinds;
  return kinds.size === 1 ? only : null;
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
  const provider = csvProvider(vault.database, ids);
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
