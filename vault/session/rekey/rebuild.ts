import { fail } from '../../../common/errors';
import { chainKey } from '../../audit/chain';
import { checkChain } from '../../audit/check';
import { createAuditLog } from '../../audit/log';
import { checkOriginals } from '../../keys/originals';
import { openValue } from '../../keys/sealed';
import { type Contents, contentsOf } from '../../store/backups/verify';
import type { VaultDatabase, Writer } from '../../store/database/database';
import { createToFill, openCopy, openDatabase } from '../../store/database/open';
import type { VaultKeys } from '../../store/slots/slots';
import type { Slots } from '../../store/slots/slots-format';
import { noteSlots } from '../../store/slots/slots-hash';
import { fill, sealedTables } from './fill';

/**
 * Writes a copy of the vault's database anew under new keys (`fill.ts`), and reads everything back. The vault itself is
 * not touched. It works on some rows at a time, so the memory that it needs doesn't grow with the vault.
 *
 * The log's rows stay as they are. Their macs are made anew, because they were made with the former key, which must be
 * worth nothing afterwards. If the chain was broken, it stays broken at the same row.
 */

export const newKeysJob = 'new-keys';

export interface NewKeysGiven {
  /** A copy of the database that nothing else uses. It is only read. */
  from: string;
  /** An empty private file for the new one. */
  file: string;
  vaultId: string;
  createdAt: number;
  /** The new slots, which were made here. Slots that were read from a file would lose its bytes when they are posted. */
  slots: Slots;
  former: { vaultKey: Uint8Array; secretKey: Uint8Array };
  next: { vaultKey: Uint8Array; secretKey: Uint8Array };
  /** What the database stores of the mark that was made with the former key; `null` if there is none. */
  mark: Uint8Array | null;
  /** The local user's name, for the log. */
  actor: string;
  /** Milliseconds since the epoch. */
  now: number;
}

/**
 * Seals the authenticator app's key under the next vault key. It is called inside a transaction. Errors:
 * `secret-damaged`.
 */
export type ResealAuthenticator = (database: Writer, vaultId: string, former: Buffer, next: Buffer) => void;

/** Called after some of the work; its errors end the work. */
export type OnRows = (done: number, total: number) => Promise<void>;

const asKeys = (keys: NewKeysGiven['former']): VaultKeys => ({
  vaultKey: Buffer.from(keys.vaultKey.buffer, keys.vaultKey.byteOffset, keys.vaultKey.byteLength),
  secretKey: Buffer.from(keys.secretKey.buffer, keys.secretKey.byteOffset, keys.secretKey.byteLength),
});

/**
 * Errors: `secret-damaged` if a secret doesn't open with the former key, `vault-damaged`, those of SQLite and of
 * `onRows`.
 */
export async function rebuildDatabase(
  given: NewKeysGiven,
  resealAuthenticator: ResealAuthenticator,
  onRows: OnRows,
): Promise<void> {
  const { vaultId, createdAt, now } = given;
  const [former, next] = [asKeys(given.former), asKeys(given.next)];
  const chains = { former: chainKey(former.vaultKey, vaultId), next: chainKey(next.vaultKey, vaultId) };
  try {
    const source = openCopy(given.from, former.vaultKey, vaultId, 'once');
    let contents: Contents;
    try {
      contents = contentsOf(source);
      const { broken } = await checkChain(source, chains.former, () => now);
      // The rows are written, and read again by the check.
      const total = 2 * rowsOf(contents);
      const target = createToFill(given.file, next.vaultKey, vaultId, createdAt);
      try {
        target.run('BEGIN IMMEDIATE');
        const progress = (rows: number) => onRows(rows, total);
        const row = broken?.row ?? null;
        await fill({ source, target, vaultId, former, next, chains, broken: row, onRows: progress });
        resealAuthenticator(target, vaultId, former.vaultKey, next.vaultKey);
        finish(target, given, chains.next, row);
        target.run('COMMIT');
      } finally {
        target.close();
      }
    } finally {
      source.close();
    }
    await check(given, chains.next, contents, onRows);
  } finally {
    chains.former.fill(0);
    chains.next.fill(0);
  }
}

const rowsOf = ({ rows }: Contents) => Object.values(rows).reduce((sum, count) => sum + count, 0);

/** Writes what is new beside the keys: whose slots it has, and the row of the log. */
function finish(database: VaultDatabase, given: NewKeysGiven, chain: Buffer, broken: number | null): void {
  const { slots, mark, actor, now } = given;
  database.run('UPDATE meta SET generation = generation + 1, accepted_mark = ?', mark);
  noteSlots(database, slots);
  const audit = createAuditLog({ database, key: chain, actor, now: () => now });
  const keys = database.get<{ keys: number }>('SELECT count(*) AS keys FROM access_key')?.keys ?? 0;
  audit.append({ action: 'rekey', facts: { count: keys, ...(broken === null ? {} : { row: broken }) } });
}

/** The number of keys whose secrets are opened in one go. */
const stride = 200;

/** Opens the database as an unlock would, and checks everything in it. */
async function check(given: NewKeysGiven, chain: Buffer, contents: Contents, onRows: OnRows): Promise<void> {
  const { file, vaultId, now } = given;
  const next = asKeys(given.next);
  const database = openDatabase(file, next.vaultKey, vaultId);
  const damaged = () => fail('vault-damaged', { file, part: 'database' });
  try {
    const total = 2 * rowsOf(contents);
    await onRows(total / 2, total);
    const whole = database.all<Record<string, unknown>>('PRAGMA integrity_check');
    if (whole.length !== 1 || Object.values(whole[0] ?? {})[0] !== 'ok') damaged();
    if (database.all('PRAGMA foreign_key_check').length > 0) damaged();
    // All rows are there, and one more tells of the new keys.
    const expected = { ...contents, generation: contents.generation + 1 };
    const rows = { ...contents.rows, audit: (contents.rows.audit ?? 0) + 1 };
    if (JSON.stringify(contentsOf(database)) !== JSON.stringify({ ...expected, rows })) damaged();
    let seen = 0;
    for await (const some of secretsIn(database, vaultId, next.secretKey)) {
      seen += some;
      await onRows(total / 2 + seen, total);
    }
    checkOriginals(database, vaultId, next.secretKey);
    const told = database.get<{ row: number | null }>(
      "SELECT json_extract(detail, '$.row') AS row FROM audit WHERE action = 'rekey' ORDER BY number DESC LIMIT 1",
    );
    const { broken } = await checkChain(database, chain, () => now);
    if ((broken === null) !== (told?.row === null)) damaged();
    await onRows(total, total);
  } finally {
    database.close();
  }
}

/** Opens every sealed secret and token, some keys at a time. */
async function* secretsIn(database: VaultDatabase, vaultId: string, secretKey: Buffer): AsyncGenerator<number> {
  for (const table of sealedTables) yield* secretsOf(table, database, vaultId, secretKey);
}

async function* secretsOf(
  table: (typeof sealedTables)[number],
  database: VaultDatabase,
  vaultId: string,
  secretKey: Buffer,
): AsyncGenerator<number> {
  const some = `SELECT number, id, access_key_id AS accessKeyId, secret, token FROM ${table}
    WHERE number > ? ORDER BY number LIMIT ${stride}`;
  for (let last = Number.MIN_SAFE_INTEGER; ; ) {
    const keys = database.all<{
      number: number;
      id: string;
      accessKeyId: string;
      secret: Buffer;
      token: Buffer | null;
    }>(some, last);
    if (keys.length === 0) return;
    for (const { number, id, accessKeyId, secret, token } of keys) {
      const place = { vaultId, keyId: id, accessKeyId };
      openValue(secretKey, secret, { ...place, field: 'secret' }).fill(0);
      if (token !== null) openValue(secretKey, token, { ...place, field: 'token' }).fill(0);
      last = number;
    }
    yield keys.length;
  }
}
