import { basename } from 'node:path';
import { type AuditFacts, auditTexts } from '../../common/audit/actions';
import { fail } from '../../common/errors';
import {
  type HandedKey,
  type Handover,
  type HandoverRow,
  mostKeysOfRow,
  mostKeysOnPage,
  type Receipt,
} from '../../common/transfer/handover';
import { auditText } from '../audit/facts';
import { subjectsOf } from '../audit/record';
import type { Reader, Writer } from '../store/database/database';
import { type Insertion, inParts, insertRows } from '../store/database/insertion';

/** What was given to whom. The log proves it; this is the list that stays when old rows of the log go into archives. */

const keyTable: Insertion = {
  table: 'handover_key',
  own: ['place', 'key_id', 'profile', 'name', 'last_four'],
  shared: ['handover'],
};

/** Keys that are read at once for their names. */
const readAtOnce = 500;

interface NewHandover {
  /** A new UUID. */
  id: string;
  /** Milliseconds since the epoch. */
  at: number;
  byWhom: string;
  /** What the log says about it. It has the receiver and the way. */
  facts: AuditFacts;
  /** The keys, in the order in which they are in the file. */
  keys: readonly string[];
}

/**
 * Notes that keys are about to be given to somebody. Returns whether there is something to note: facts without a
 * receiver are no hand-over.
 */
export function noteHandover(writer: Writer, { id, at, byWhom, facts, keys }: NewHandover): boolean {
  const toWhom = auditText(facts.handedTo ?? '', auditTexts.handedTo);
  if (toWhom === '' || facts.way === undefined || facts.way === 'screen') return false;
  const number = writer.runOne(
    `INSERT INTO handover (id, at, to_whom, by_whom, way, tool, recipients, file_name, digest, keys)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    at,
    toWhom,
    byWhom,
    facts.way,
    facts.target ?? '',
    auditText(facts.fingerprint ?? '', auditTexts.fingerprint),
    facts.place === undefined ? '' : auditText(basename(facts.place), 255),
    facts.digest ?? '',
    keys.length,
  );
  for (let from = 0; from < keys.length; from += readAtOnce) {
    const some = keys.slice(from, from + readAtOnce);
    const known = subjectsOf(writer, some, false);
    const rows = some.map((key, at) => {
      const { provider, name, accessKeyId } = known.get(key) ?? fail('not-found', {});
      return { own: [from + at, key, provider, auditText(name, 256), accessKeyId.slice(-4)], shared: [Number(number)] };
    });
    for (const part of inParts(rows)) insertRows(writer, keyTable, part);
  }
  return true;
}

/** Notes that what was given has left. */
export function finishHandover(writer: Writer, id: string): void {
  writer.runOne('UPDATE handover SET finished = 1 WHERE id = ?', id);
}

const columns = `h.number, h.id, h.at, h.to_whom AS toWhom, h.by_whom AS byWhom, h.way, h.tool, h.recipients,
  h.file_name AS fileName, h.digest, h.keys, h.finished`;

type Stored = Omit<Handover, 'finished'> & { number: number; finished: 0 | 1 };

const told = ({ number: _, finished, ...stored }: Stored): Handover => ({ ...stored, finished: finished === 1 });

function keysOf(reader: Reader, number: number, most: number): HandedKey[] {
  return reader.all<HandedKey>(
    `SELECT key_id AS id, profile AS provider, name, last_four AS lastFour FROM handover_key
     WHERE handover = ? ORDER BY place LIMIT ?`,
    number,
    most,
  );
}

/** Most words of a search that count. */
const mostWords = 20;

const searched = `(h.to_whom LIKE ? ESCAPE '\\' OR h.by_whom LIKE ? ESCAPE '\\' OR h.file_name LIKE ? ESCAPE '\\'
  OR h.digest LIKE ? ESCAPE '\\' OR EXISTS (SELECT 1 FROM handover_key k WHERE k.handover = h.number
    AND (k.name LIKE ? ESCAPE '\\' OR k.last_four LIKE ? ESCAPE '\\')))`;

/** How often the pattern of a word is bound. */
const searchedIn = searched.split('?').length - 1;

/** Returns one window of what was given and matches the text, newest first, and how much of it there is. */
export function listHandovers(
  reader: Reader,
  { text, offset, limit }: { text: string; offset: number; limit: number },
): { total: number; rows: HandoverRow[] } {
  const words = text
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, mostWords);
  const where = words.length === 0 ? '' : `WHERE ${words.map(() => searched).join(' AND ')}`;
  const patterns = words.flatMap((word) => Array<string>(searchedIn).fill(`%${word.replace(/[\\%_]/g, '\\$&')}%`));
  const total = reader.get<{ total: number }>(`SELECT count(*) AS total FROM handover h ${where}`, ...patterns)?.total;
  const rows = reader.all<Stored>(
    `SELECT ${columns} FROM handover h ${where} ORDER BY h.at DESC, h.number DESC LIMIT ? OFFSET ?`,
    ...patterns,
    limit,
    offset,
  );
  return {
    total: total ?? 0,
    rows: rows.map((row) => ({ ...told(row), first: keysOf(reader, row.number, mostKeysOfRow) })),
  };
}

/** Returns how often this key was given to somebody, newest first. A key stays known here after it was deleted. */
export function handoversOf(reader: Reader, key: string, most: number): Handover[] {
  const rows = reader.all<Stored>(
    `SELECT ${columns} FROM handover h WHERE h.number IN (SELECT handover FROM handover_key WHERE key_id = ?)
     ORDER BY h.at DESC, h.number DESC LIMIT ?`,
    key,
    most,
  );
  return rows.map(told);
}

/** Returns a hand-over with its keys, `most` at most. Errors: `not-found`. */
export function findReceipt(reader: Reader, id: string, most = mostKeysOnPage): Receipt {
  const row = reader.get<Stored>(`SELECT ${columns} FROM handover h WHERE h.id = ?`, id) ?? fail('not-found', {});
  return { ...told(row), named: keysOf(reader, row.number, most) };
}

/**
 * Takes over what was given from the vault in place into the copy that replaces it: a restored backup must not forget
 * who has which keys. `present` may be from before there were hand-overs.
 */
export function carryHandovers(present: Reader, copy: Writer): void {
  const has = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'handover'";
  if (!present.get(has)) return;
  for (const row of present.all<Stored>(`SELECT ${columns} FROM handover h ORDER BY h.number`)) {
    if (copy.get('SELECT 1 FROM handover WHERE id = ?', row.id)) continue;
    const number = copy.runOne(
      `INSERT INTO handover (id, at, to_whom, by_whom, way, tool, recipients, file_name, digest, keys, finished)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      row.id,
      row.at,
      row.toWhom,
      row.byWhom,
      row.way,
      row.tool,
      row.recipients,
      row.fileName,
      row.digest,
      row.keys,
      row.finished,
    );
    const rows = keysOf(present, row.number, row.keys).map(({ id, provider, name, lastFour }, place) => ({
      own: [place, id, provider, name, lastFour],
      shared: [Number(number)],
    }));
    for (const part of inParts(rows)) insertRows(copy, keyTable, part);
  }
}
