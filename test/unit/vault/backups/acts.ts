import * as fs from 'node:fs';
import { join } from 'node:path';
import type { Backup, BackupState } from '../../../../common/backups';
import { passwordBytes } from '../../../../common/keys/text-bytes';
import { type FolderSystem, realFolders } from '../../../../vault/base/files/folder-system';
import { wipeKeys } from '../../../../vault/store/slots/slots';
import { masterPassword } from '../../../support/fake-keys';
import { openFolder } from '../../../support/open-folder';
import { list, type TestVault } from '../harness';

export const day = 24 * 3_600_000;

/** Waits for something that happens by itself, turn by turn of the event loop. */
export async function settled(done: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await done())) await new Promise((resolve) => setImmediate(resolve));
}

export const stateOf = (vault: TestVault): Promise<BackupState> => vault.view('main-view').must('backups.state');
export const backupsOf = (vault: TestVault): Promise<Backup[]> => vault.view('unlock').must('backups.list');

/** Asks for the first rows and waits for what comes after them: the day's backup, if one is due. */
export async function quiet(vault: TestVault): Promise<void> {
  const marked = vault.marks.kept;
  await list(vault);
  await settled(() => vault.marks.kept !== marked);
}

export const restore = (name: string, password = masterPassword) => ({ name, password: passwordBytes(password) });

/**
 * File-system calls by name, of which one fails. With `crash` every later one fails as well, the clearing away among
 * them, as after the end of the process.
 */
export function failingFolders(failAt: number, crash = false): FolderSystem & { calls: string[] } {
  const calls: string[] = [];
  let dead = false;
  const through = <A extends unknown[], R>(name: string, act: (...given: A) => R, counted = true) => {
    return (...given: A): R => {
      if (dead) throw enospc(name);
      if (counted) {
        calls.push(name);
        if (calls.length - 1 === failAt) {
          dead = crash;
          throw enospc(name);
        }
      }
      return act(...given);
    };
  };
  const fsync = through('fsync', (file: number, done: (error: Error | null) => void) => realFolders.fsync(file, done));
  return {
    calls,
    openSync: through('open', (path, flags, mode) => fs.openSync(path, flags, mode)),
    writeSync: through('write', (file, bytes, from) => fs.writeSync(file, bytes, from)),
    readSync: through('read', (file, bytes, offset, length, at) => fs.readSync(file, bytes, offset, length, at), false),
    fsyncSync: through('fsync', (file) => fs.fsyncSync(file)),
    fsync: (file, done) => {
      try {
        fsync(file, done);
      } catch (error) {
        done(error instanceof Error ? error : null);
      }
    },
    closeSync: (file) => fs.closeSync(file),
    renameSync: through('rename', (from, to) => fs.renameSync(from, to)),
    linkSync: through('link', (from, to) => fs.linkSync(from, to)),
    unlinkSync: through('unlink', (path) => fs.unlinkSync(path), false),
    copyFileSync: through('copy', (from, to) => fs.copyFileSync(from, to)),
    mkdirSync: through('mkdir', (path, options) => fs.mkdirSync(path, options)),
    rmdirSync: through('rmdir', (path) => fs.rmdirSync(path), false),
    readdirSync: through('readdir', (path) => fs.readdirSync(path), false),
    chmodSync: through('chmod', (path, mode) => fs.chmodSync(path, mode), false),
  };
}

export const enospc = (call: string) =>
  Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: call, errno: -28, path: '' });

export const modeOf = (path: string) => fs.statSync(path).mode & 0o777;
export const backupFolder = (vault: TestVault, name = '') => join(vault.folder, 'backups', name);

/**
 * Returns the files of a closed vault as a crash in the middle of a large change leaves them, and changes nothing: pages
 * are written over, and what they were stands in a journal that SQLite plays back into whatever database lies beside it.
 */
export async function crashIn(folder: string): Promise<{ 'vault.db': Buffer; 'vault.db-journal': Buffer }> {
  const { database, keys, paths } = await openFolder(folder, passwordBytes(masterPassword));
  const journalPath = `${paths.database}-journal`;
  const left = { 'vault.db': Buffer.alloc(0), 'vault.db-journal': Buffer.alloc(0) };
  database.run('PRAGMA cache_size = 5');
  try {
    database.write(() => {
      database.run("UPDATE access_key SET description = 'changed'");
      database.run('CREATE TABLE large (a)');
      const rows = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)';
      database.run(`INSERT INTO large ${rows} SELECT randomblob(3000) FROM n`);
      left['vault.db'] = fs.readFileSync(paths.database);
      left['vault.db-journal'] = fs.readFileSync(journalPath);
      throw new Error('crash');
    });
  } catch (error) {
    if (!(error instanceof Error) || error.message !== 'crash') throw error;
  } finally {
    database.close();
    wipeKeys(keys);
  }
  // Its first bytes are those of a journal that counts; SQLite writes them once the journal is on the disk.
  if (left['vault.db-journal'].subarray(0, 8).toString('hex') !== 'd9d505f920a163d7') throw new Error('no journal');
  return left;
}
