import type { Reader, Value, Writer } from '../../store/database/database';

/**
 * Rotations that end because their keys are deleted, so that they can go on when that is undone. Functions that write
 * must be called inside a `write`.
 */

type Row = Readonly<Record<string, Value>>;

/** The rotations as they were, and as the deletion left them (`undefined`: it removed them). */
export interface PutAside {
  before: readonly Row[];
  after: ReadonlyMap<Value, string>;
}

const find = (reader: Reader, where: string, ...values: string[]): Row[] =>
  reader.all<Row>(`SELECT * FROM rotation WHERE ${where}`, ...values);

const byId = 'id IN (SELECT value FROM json_each(?))';

/** Reads, before they are deleted, the open rotations of these keys. `left` is called afterwards. */
export function putAside(reader: Reader, ids: readonly string[]): { left(reader: Reader): PutAside } {
  const isTheirs = 'IN (SELECT value FROM json_each(?))';
  const listed = JSON.stringify(ids);
  const open = `stage <> 'finished' AND (old_key ${isTheirs} OR new_key ${isTheirs})`;
  const before = find(reader, open, listed, listed);
  return {
    left: (later) => {
      const rows = find(later, byId, JSON.stringify(before.map(({ id }) => id)));
      return { before, after: new Map(rows.map((row) => [row.id ?? null, JSON.stringify(row)])) };
    },
  };
}

/** Makes these rotations what they were. One that has changed since stays as it is. */
export function putBack(writer: Writer, { before, after }: PutAside): void {
  for (const row of before) {
    const id = String(row.id);
    const [now] = find(writer, 'id = ?', id);
    if ((now && JSON.stringify(now)) !== after.get(id)) continue;
    writer.run('DELETE FROM rotation WHERE id = ?', id);
    const names = Object.keys(row);
    const places = names.map(() => '?').join(', ');
    writer.run(`INSERT INTO rotation (${names.join(', ')}) VALUES (${places})`, ...Object.values(row));
  }
}
