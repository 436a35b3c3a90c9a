import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { reportFailure } from '../../base/report-failure';

/**
 * Returns a copy of an open database whose file another program has written into. SQLite knows the pages that were read
 * or written since the opening, and takes only the others from the file. The copy is encrypted with the same key.
 * Returns `null` if the rest of the file doesn't fit those pages.
 */
export function copyAsKnown(db: BetterSqlite.Database): Uint8Array | null {
  let folder: string | null = null;
  try {
    if (db.pragma('integrity_check', { simple: true }) !== 'ok') return null;
    // The vault's own folder is somebody else's by now, so nothing is written there.
    folder = fs.mkdtempSync(join(tmpdir(), 'keyfold-'));
    const file = join(folder, 'vault.db');
    db.prepare('VACUUM INTO ?').run(file);
    return fs.readFileSync(file);
  } catch (error) {
    reportFailure('copy of the open vault', error);
    return null;
  } finally {
    if (folder !== null) fs.rmSync(folder, { recursive: true, force: true });
  }
}
