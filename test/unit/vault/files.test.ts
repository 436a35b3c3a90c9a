import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AppError } from '../../../common/errors';
import { fileError } from '../../../common/system-errors';
import { type FileSystem, writeAtomically } from '../../../vault/base/files/atomic-write';
import { copyFile } from '../../../vault/base/files/copy-pages';
import { type FolderSystem, privateFolder, realFolders, renameFolder } from '../../../vault/base/files/folder-system';
import { readStart, withRegularFile } from '../../../vault/base/files/regular-file';
import { saveNewFile } from '../../../vault/base/files/save-file';
import { databaseError } from '../../../vault/store/database/database-errors';
import { need } from '../../support/need';
import { filesIn, newFolder } from './harness';

let folder: string;
let target: string;
beforeEach(() => {
  folder = newFolder();
  fs.mkdirSync(folder);
  target = join(folder, 'file');
});

const systemError = (code: string, path = '/vault/slots.json') =>
  Object.assign(new Error(`${code}: a message`), { code, path, syscall: 'write', errno: -1 });

const errorOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('did not throw');
};

describe('an atomic write', () => {
  const write = (text: string, mode: 'create' | 'replace', system?: FileSystem) =>
    writeAtomically(
      { target, temporary: `${target}.new`, bytes: Buffer.from(text), mode, previous: `${target}.bak` },
      system,
    );
  const contents = () => Object.fromEntries([...filesIn(folder)].map(([name, bytes]) => [name, bytes.toString()]));

  test('creates a private file, and replaces it keeping the former', () => {
    write('one', 'create');
    expect(contents()).toEqual({ file: 'one' });
    expect(fs.statSync(target).mode & 0o777).toBe(0o600);
    write('two', 'replace');
    write('three', 'replace');
    expect(contents()).toEqual({ file: 'three', 'file.bak': 'two' });
    expect(fs.statSync(target).mode & 0o777).toBe(0o600);
  });

  test('does not create over a file, nor over a link that leads nowhere', () => {
    write('one', 'create');
    expect(errorOf(() => write('two', 'create'))).toMatchObject({ code: 'EEXIST' });
    expect(contents()).toEqual({ file: 'one' });
    fs.unlinkSync(target);
    need('links');
    fs.symlinkSync('nowhere', target);
    expect(errorOf(() => write('two', 'create'))).toMatchObject({ code: 'EEXIST' });
  });

  test('replaces a link, not what it leads to', () => {
    const elsewhere = join(folder, 'elsewhere');
    fs.writeFileSync(elsewhere, 'untouched');
    need('links');
    fs.symlinkSync(elsewhere, target);
    writeAtomically({ target, temporary: `${target}.new`, bytes: Buffer.from('ours'), mode: 'replace' });
    expect(contents()).toEqual({ file: 'ours', elsewhere: 'untouched' });
    expect(fs.lstatSync(target).isFile()).toBe(true);
  });

  test('removes what a crash left under the temporary name', () => {
    fs.writeFileSync(`${target}.new`, 'half', { mode: 0o666 });
    write('whole', 'create');
    expect(contents()).toEqual({ file: 'whole' });
    expect(fs.statSync(target).mode & 0o777).toBe(0o600);
  });

  test('writes all bytes when the system takes them in pieces', () => {
    const system = {
      ...fs,
      writeSync: (file: number, bytes: Uint8Array, at: number) => fs.writeSync(file, bytes, at, 1),
    };
    write('in pieces', 'create', system);
    expect(contents()).toEqual({ file: 'in pieces' });
  });

  test('where hard links are not to be had, it renames and copies instead', () => {
    const system: FileSystem = {
      ...fs,
      linkSync: () => {
        throw systemError('ENOTSUP');
      },
    };
    write('one', 'create', system);
    write('two', 'replace', system);
    expect(contents()).toEqual({ file: 'two', 'file.bak': 'one' });
  });

  for (const mode of ['create', 'replace'] as const) {
    test(`${mode}: whichever call fails, the former or the new file stands there whole`, () => {
      let failed = 0;
      for (let at = 1; ; at += 1) {
        for (const name of fs.readdirSync(folder)) fs.unlinkSync(join(folder, name));
        if (mode === 'replace') fs.writeFileSync(target, 'former');
        let count = 0;
        const failsNow = () => {
          count += 1;
          return count === at;
        };
        const failing =
          <Values extends unknown[], Result>(call: (...values: Values) => Result) =>
          (...values: Values): Result => {
            if (failsNow()) throw systemError('ENOSPC');
            return call(...values);
          };
        const system: FileSystem = {
          openSync: failing((path, flags, permissions) => fs.openSync(path, flags, permissions)),
          writeSync: failing((file, bytes, from) => fs.writeSync(file, bytes, from)),
          fsyncSync: failing((file) => fs.fsyncSync(file)),
          renameSync: failing((from, to) => fs.renameSync(from, to)),
          linkSync: failing((from, to) => fs.linkSync(from, to)),
          unlinkSync: failing((path) => fs.unlinkSync(path)),
          copyFileSync: failing((from, to) => fs.copyFileSync(from, to)),
          closeSync(file) {
            // A close that fails has closed nevertheless.
            fs.closeSync(file);
            if (failsNow()) throw systemError('ENOSPC');
          },
        };
        try {
          write('new file', mode, system);
        } catch (error) {
          // Some failures are harmless: of a link there is another way.
          expect(fileError(error, '/vault')).toEqual({ code: 'disk-full' });
          failed += 1;
        }
        const now = fs.existsSync(target) ? fs.readFileSync(target, 'utf8') : null;
        expect([mode === 'replace' ? 'former' : null, 'new file']).toContain(now);
        if (count < at) break;
      }
      expect(failed).toBeGreaterThan(6);
    });
  }
});

describe('the order of steps', () => {
  /** A file system that notes its calls, with the names below the test's folder. */
  function noting() {
    const steps: string[] = [];
    const names = new Map<number, string>();
    const short = (path: string) => path.slice(folder.length + 1) || '.';
    const note = (step: string, ...paths: string[]) => steps.push([step, ...paths.map(short)].join(' '));
    const at = (file: number) => names.get(file) ?? '?';
    const system: FolderSystem = {
      ...realFolders,
      openSync(path, flags, mode) {
        const file = fs.openSync(path, flags, mode);
        names.set(file, path);
        return file;
      },
      writeSync(file, bytes, from) {
        note('write', at(file));
        return fs.writeSync(file, bytes, from);
      },
      fsyncSync(file) {
        note('sync', at(file));
        fs.fsyncSync(file);
      },
      fsync(file, done) {
        note('sync', at(file));
        fs.fsync(file, done);
      },
      renameSync(from, to) {
        note('rename', from, to);
        fs.renameSync(from, to);
      },
      linkSync(from, to) {
        note('link', from, to);
        fs.linkSync(from, to);
      },
      mkdirSync(path, options) {
        note('make', path);
        fs.mkdirSync(path, options);
      },
    };
    return { steps, system };
  }
  const bytes = Buffer.from('bytes');

  test('of a write: bytes, their sync, the name, its sync', () => {
    for (const [mode, named] of [
      ['create', 'link file.new file'],
      ['replace', 'rename file.new file'],
    ] as const) {
      fs.rmSync(target, { force: true });
      const { steps, system } = noting();
      writeAtomically({ target, temporary: `${target}.new`, bytes, mode }, system);
      expect(steps).toEqual(['write file.new', 'sync file.new', named, 'sync .']);
    }
    const { steps, system } = noting();
    writeAtomically({ target, temporary: `${target}.new`, bytes, mode: 'replace', previous: `${target}.bak` }, system);
    const kept = ['link file file.bak', 'rename file.new file'];
    expect(steps).toEqual(['write file.new', 'sync file.new', ...kept, 'sync .']);
  });

  test('of a folder that takes its name: its own names are synced before, the name after', () => {
    fs.mkdirSync(join(folder, 'part'));
    const { steps, system } = noting();
    renameFolder(join(folder, 'part'), join(folder, 'whole'), folder, system);
    expect(steps).toEqual(['sync part', 'rename part whole', 'sync .']);
  });

  test('of a new private folder: its name is synced', () => {
    const { steps, system } = noting();
    privateFolder(join(folder, 'backups'), folder, system);
    expect(steps).toEqual(['make backups', 'sync .']);
  });

  test('of a copy: it is synced whole', async () => {
    fs.writeFileSync(target, Buffer.alloc(300 * 1024));
    const { steps, system } = noting();
    await copyFile(target, join(folder, 'copy'), system);
    expect(steps.at(-1)).toBe('sync copy');
    expect(steps.filter((step) => step.startsWith('write')).length).toBeGreaterThan(1);
  });
});

describe('a new file of a person’s own', () => {
  test('takes no other’s place, also not of one that came while it was written', () => {
    const place = { path: join(folder, 'config.json'), part: join(folder, 'config.json.part') };
    const bytes = Buffer.from('ours');
    // Read once the name was found free and the file beside it is being written.
    Object.defineProperty(bytes, 'byteLength', {
      get() {
        if (fs.existsSync(place.part)) fs.writeFileSync(place.path, 'theirs');
        return bytes.length;
      },
    });
    expect(() => saveNewFile(place, bytes)).toThrow('tool-file');
    expect(fs.readFileSync(place.path, 'utf8')).toBe('theirs');
    expect(fs.readdirSync(folder)).toEqual(['config.json']);
    expect(bytes.every((byte) => byte === 0)).toBe(true);
  });
});

describe('a regular file', () => {
  const read = () => withRegularFile(target, 'read', (file, size) => [size, readStart(file, 4).toString()]);

  test('is read from its descriptor, its first bytes only', () => {
    fs.writeFileSync(target, '0123456');
    expect(read()).toEqual([7, '0123']);
    fs.writeFileSync(target, '01');
    expect(read()).toEqual([2, '01']);
  });

  test('is none of: link, folder, FIFO, device', () => {
    const foreign = { error: { code: 'vault-foreign', file: target } };
    fs.writeFileSync(join(folder, 'elsewhere'), 'x');
    need('links');
    fs.symlinkSync(join(folder, 'elsewhere'), target);
    const link = { code: 'vault-link', file: target, target: join(folder, 'elsewhere') };
    expect(errorOf(read)).toMatchObject({ error: link });
    fs.unlinkSync(target);
    fs.mkdirSync(target);
    expect(errorOf(read)).toMatchObject(foreign);
  });

  test('a pipe or a device is a foreign file', () => {
    need('pipes', 'devices');
    execFileSync('mkfifo', [target]);
    const read = () => withRegularFile(target, 'read', () => null);
    expect(errorOf(read)).toMatchObject({ error: { code: 'vault-foreign', file: target } });
    const device = () => withRegularFile('/dev/zero', 'read', () => null);
    expect(errorOf(device)).toMatchObject({ error: { code: 'vault-foreign', file: '/dev/zero' } });
  });

  test('is closed again, also after a failure', () => {
    fs.writeFileSync(target, 'x');
    let descriptor = -1;
    const failing = () =>
      withRegularFile(target, 'read', (file) => {
        descriptor = file;
        throw new Error('inside');
      });
    expect(errorOf(failing)).toMatchObject({ message: 'inside' });
    expect(() => fs.fstatSync(descriptor)).toThrow('EBADF');
  });
});

test('errors of the file system become codes with the path and no message', () => {
  const path = '/vault/slots.json';
  const cases: [string, AppError][] = [
    ['ENOSPC', { code: 'disk-full' }],
    ['EDQUOT', { code: 'disk-full' }],
    ['EACCES', { code: 'no-permission', path }],
    ['EPERM', { code: 'no-permission', path }],
    ['EROFS', { code: 'read-only', path }],
    ['EIO', { code: 'io', path, system: 'EIO' }],
  ];
  for (const [code, error] of cases) expect(fileError(systemError(code), '/vault')).toEqual(error);
  expect(fileError(new Error('EACCES'), '/vault')).toBeNull();
  expect(fileError(Object.assign(new Error('an argument'), { code: 'ERR_INVALID_ARG_TYPE' }), '/vault')).toBeNull();
  expect(fileError('EACCES', '/vault')).toBeNull();
});

test('errors of SQLite become codes', () => {
  const file = '/vault/vault.db';
  const cases: [string, AppError | null][] = [
    ['SQLITE_BUSY', { code: 'vault-in-use' }],
    ['SQLITE_BUSY_RECOVERY', { code: 'vault-in-use' }],
    ['SQLITE_NOTADB', { code: 'vault-damaged', file, part: 'database' }],
    ['SQLITE_CORRUPT', { code: 'vault-damaged', file, part: 'database' }],
    ['SQLITE_CORRUPT_VTAB', { code: 'vault-damaged', file, part: 'database' }],
    ['SQLITE_FULL', { code: 'disk-full' }],
    ['SQLITE_READONLY_DIRECTORY', { code: 'read-only', path: file }],
    ['SQLITE_PERM', { code: 'no-permission', path: file }],
    ['SQLITE_IOERR_FSYNC', { code: 'io', path: file, system: 'SQLITE_IOERR_FSYNC' }],
    ['SQLITE_CANTOPEN', { code: 'io', path: file, system: 'SQLITE_CANTOPEN' }],
    ['SQLITE_CONSTRAINT_UNIQUE', null],
  ];
  for (const [code, error] of cases) {
    expect(databaseError(new BetterSqlite.SqliteError('a message', code), file), code).toEqual(error);
  }
  expect(databaseError(new Error('SQLITE_BUSY'), file)).toBeNull();
});
