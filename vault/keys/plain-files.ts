import { lstat } from 'node:fs/promises';
import type { AuditAction } from '../../common/audit/actions';
import { mostPlainFiles, type PlainFile } from '../../common/overview';
import type { Reader } from '../store/database/database';

/** The actions of the log that wrote keys into a file that isn't encrypted. */
const inPlain = [
  'csv-saved',
  'exported-csv',
  'tool-saved',
  'tool-added',
  'original-saved',
] as const satisfies AuditAction[];

/** Returns the files in which keys were written in plain text, as the log has it, the latest first. */
export function writtenInPlain(database: Reader): PlainFile[] {
  return database.all<PlainFile>(
    `SELECT json_extract(detail, '$.place') AS path, max(at) AS at, count(DISTINCT nullif(key_id, '')) AS keys
     FROM audit
     WHERE action IN (${inPlain.map((action) => `'${action}'`).join(', ')})
       AND outcome = 'ok' AND json_extract(detail, '$.place') <> ''
     GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?`,
    mostPlainFiles,
  );
}

/** Milliseconds for a look at one file. A disk that is out of reach may never answer. */
const patience = 1000;

/**
 * Returns those of these files that are still there. They are looked at one after another, so that a disk that doesn't
 * answer holds one thread at most; from then on none is looked at, and all count as still there.
 */
export async function stillThere(files: readonly PlainFile[]): Promise<PlainFile[]> {
  const found: PlainFile[] = [];
  let answers = true;
  for (const file of files) {
    const there = answers ? await isThere(file.path) : true;
    if (there === null) answers = false;
    if (there !== false) found.push(file);
  }
  return found;
}

/** `null`: there was no answer in time. */
async function isThere(path: string): Promise<boolean | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience);
  });
  const look = lstat(path).then(
    () => true,
    // Something may be there that can't be looked at.
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT' && error.code !== 'ENOTDIR',
  );
  const there = await Promise.race([look, late]);
  clearTimeout(timer);
  return there;
}
