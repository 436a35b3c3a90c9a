import { fail } from '../../../common/errors';
import { lastArchive, resealArchives } from '../../audit/archives';
import { auditColumns, headSeal, rowMac, type StoredAuditRow } from '../../audit/chain';
import { brokenHead } from '../../audit/log';
import { sameBytes } from '../../base/crypto/same-bytes';
import { copyOriginal, originalIds } from '../../keys/originals';
import { openValue, type SealedPlace, sealValue } from '../../keys/sealed';
import { tablesOf } from '../../store/backups/verify';
import type { Reader, Value, Writer } from '../../store/database/database';
import type { VaultKeys } from '../../store/slots/slots';

/**
 * Writes every row of a database into a new one under other keys, some rows at a time. Secrets and originals are sealed
 * anew, and the log is chained anew. So nothing of the former file is in the new one, not even in a free part of a page.
 */

export interface Filling {
  source: Reader;
  /** A new database that nobody else uses, in a transaction. Its rows so far are replaced. */
  target: Writer;
  vaultId: string;
  former: VaultKeys;
  next: VaultKeys;
  chains: { former: Buffer; next: Buffer };
  /** The row at which the chain is broken; `null`: nowhere. It stays broken there. */
  broken: number | null;
  /** Called after some rows, with the number of rows so far. Errors: those that end the work. */
  onRows(rows: number): Promise<void>;
}

/** The tables that have sealed secrets: keys, and deleted keys. */
export const sealedTables = ['access_key', 'binned_key'] as const;

/** The number of rows that are read at once. */
const stride = 200;

/** What a column can hold. */
type Row = Record<string, Value>;

/** Errors: `secret-damaged` and `original-damaged` if something doesn't open with the former key, those of SQLite. */
export async function fill(filling: Filling): Promise<void> {
  const { target, onRows } = filling;
  // A trigger acts on what a person does. Here everything is as it was, also what would be refused today.
  const triggers = target.all<{ name: string; sql: string }>(
    "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid",
  );
  for (const { name } of triggers) target.run(`DROP TRIGGER "${name}"`);
  let rows = 0;
  const count = async (more: number) => {
    rows += more;
    await onRows(rows);
  };
  // The log comes last: its head is a part of another table.
  const tables = tablesOf(filling.source).filter((name) => !name.startsWith('key_search') && name !== 'audit');
  for (const name of [...tables, 'audit']) target.run(`DELETE FROM "${name}"`);
  for (const name of tables) {
    if (name === 'original') await copyOriginals(filling, count);
    else await copyTable(filling, name, count);
  }
  await chainAnew(filling, count);
  await indexAnew(filling, count);
  resealArchives(target, filling.chains.former, filling.chains.next);
  for (const { sql } of triggers) target.run(sql);
}

type Count = (rows: number) => Promise<void>;

async function copyTable({ source, target, ...filling }: Filling, name: string, count: Count): Promise<void> {
  const change = sealedTables.some((sealed) => sealed === name) ? resealed(filling) : (row: Row) => row;
  for await (const rows of windows(source, name)) {
    for (const row of rows) insert(target, name, change(row));
    await count(rows.length);
  }
}

/** Returns the rows of a table, some at a time and in the order in which they are stored. */
async function* windows(source: Reader, name: string): AsyncGenerator<Row[]> {
  const made = source.get<{ sql: string }>('SELECT sql FROM sqlite_schema WHERE name = ?', name);
  const byPlace = !made?.sql.includes('WITHOUT ROWID');
  const some = byPlace
    ? `SELECT *, rowid AS "the place" FROM "${name}" WHERE rowid > ? ORDER BY rowid LIMIT ${stride}`
    : `SELECT * FROM "${name}" LIMIT ${stride} OFFSET ?`;
  let place = byPlace ? Number.MIN_SAFE_INTEGER : 0;
  for (;;) {
    const rows = source.all<Row>(some, place);
    if (rows.length === 0) return;
    place = byPlace ? Number(rows.at(-1)?.['the place']) : place + rows.length;
    for (const row of rows) delete row['the place'];
    yield rows;
  }
}

function insert(target: Writer, table: string, row: Row): void {
  const columns = Object.keys(row);
  const places = columns.map(() => '?').join(', ');
  target.runOne(
    `INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) VALUES (${places})`,
    ...Object.values(row),
  );
}

/** Returns what seals the secret and the token of a key anew. */
function resealed({ vaultId, former, next }: Omit<Filling, 'source' | 'target'>): (row: Row) => Row {
  const again = (sealed: Value | undefined, place: SealedPlace): Value => {
    if (!(sealed instanceof Uint8Array)) return null;
    const plain = openValue(former.secretKey, sealed, place);
    try {
      const fresh = sealValue(next.secretKey, plain, place);
      const back = openValue(next.secretKey, fresh, place);
      const same = sameBytes(back, plain);
      back.fill(0);
      return same ? fresh : fail('secret-damaged', {});
    } finally {
      plain.fill(0);
    }
  };
  return (row) => {
    const place = { vaultId, keyId: String(row.id), accessKeyId: String(row.access_key_id) };
    const secret = again(row.secret, { ...place, field: 'secret' });
    return { ...row, secret, token: again(row.token, { ...place, field: 'token' }) };
  };
}

async function copyOriginals({ source, target, vaultId, former, next }: Filling, count: Count): Promise<void> {
  for (const id of originalIds(source)) {
    copyOriginal({ id: vaultId, from: source, to: target }, former.secretKey, next.secretKey, id);
    await count(1);
  }
}

/**
 * Makes every mac of the log anew. From a break on, the rows are chained to a value that no check accepts. The archives
 * stay as they are, and the log is chained to the last of them as before.
 */
async function chainAnew({ source, target, chains, broken }: Filling, count: Count): Promise<void> {
  const { next } = chains;
  const archive = lastArchive(source);
  const some = `SELECT ${auditColumns} FROM audit WHERE number > ? ORDER BY number LIMIT ${stride}`;
  let mac = archive?.mac ?? null;
  let last = archive?.last ?? 0;
  for (let place = Number.MIN_SAFE_INTEGER; ; ) {
    const rows = source.all<StoredAuditRow>(some, place);
    for (const row of rows) {
      mac = rowMac(next, row, row.number === broken ? brokenHead : mac);
      place = row.number;
      last = row.number;
      const { keyId, lastFour, keyName, provider, mac: _, ...same } = row;
      const stored = { ...same, key_id: keyId, last_four: lastFour, key_name: keyName, profile: provider, mac };
      insert(target, 'audit', stored);
    }
    if (rows.length === 0) break;
    await count(rows.length);
  }
  // If the break is after the last row, the head gets a seal that no check accepts. So what is chained to it fails the
  // check too.
  const seal = mac && (broken !== null && broken > last ? Buffer.alloc(32) : headSeal(next, last, mac));
  target.run('UPDATE meta SET audit_number = ?, audit_mac = ?, audit_seal = ?', last, mac, seal);
}

/** Writes the index of the search. Its own tables are made from it. */
async function indexAnew({ source, target }: Filling, count: Count): Promise<void> {
  const some = `SELECT rowid AS number, text FROM key_search WHERE rowid > ? ORDER BY rowid LIMIT ${stride}`;
  for (let place = Number.MIN_SAFE_INTEGER; ; ) {
    const rows = source.all<{ number: number; text: string }>(some, place);
    for (const { number, text } of rows) {
      target.runOne('INSERT INTO key_search (rowid, text) VALUES (?, ?)', number, text);
      place = number;
    }
    if (rows.length === 0) return;
    await count(rows.length);
  }
}
