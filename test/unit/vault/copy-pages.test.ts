import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyPages } from '../../../vault/base/files/copy-pages';
import { realFolders } from '../../../vault/base/files/folder-system';
import { newFolder } from './harness';

/** A file of several strides that changes, as a whole, each time it is told to. */
function changing() {
  const folder = newFolder();
  fs.mkdirSync(folder);
  const path = join(folder, 'vault.db');
  const size = 700 * 1024;
  let count = 0;
  const write = () => fs.writeFileSync(path, Buffer.alloc(size, count));
  write();
  return {
    path,
    copy: join(folder, 'copy.db'),
    file: fs.openSync(path, 'r'),
    change() {
      count += 1;
      write();
    },
    changes: () => count,
  };
}

test.each([1, 3, 4])(
  'a copy during which rows were changed %d times is begun anew, and is one moment',
  async (times) => {
    const given = changing();
    let left = times;
    const goOn = () => {
      if (left === 0) return;
      left -= 1;
      given.change();
    };
    const read = await copyPages(given, { path: given.copy, read: given.changes }, { goOn });
    expect(read).toBe(times);
    expect(fs.readFileSync(given.copy).equals(fs.readFileSync(given.path))).toBe(true);
    fs.closeSync(given.file);
  },
);

test('where rows never stop changing, the sixth try gives way to nobody', async () => {
  const given = changing();
  let tries = 0;
  const system = {
    ...realFolders,
    openSync: ((path, flags, mode) => {
      tries += 1;
      return fs.openSync(path, flags, mode);
    }) satisfies typeof realFolders.openSync,
  };
  const read = await copyPages(
    given,
    { path: given.copy, read: given.changes },
    // Not after the last try has read: nothing else has a turn while it copies.
    { goOn: () => tries <= 5 && given.change(), system },
  );
  expect([tries, read]).toEqual([6, 5]);
  expect(fs.readFileSync(given.copy).equals(fs.readFileSync(given.path))).toBe(true);
  fs.closeSync(given.file);
});

test('is synced before it is said to be there, and is private', async () => {
  const given = changing();
  const calls: string[] = [];
  const system = {
    ...realFolders,
    fsync: (file: number, done: (error: Error | null) => void) => {
      calls.push('sync');
      fs.fsync(file, done);
    },
    closeSync: (file: number) => {
      calls.push('close');
      fs.closeSync(file);
    },
  };
  await copyPages(given, { path: given.copy, read: () => null }, { system });
  expect(calls).toEqual(['sync', 'close']);
  expect(fs.statSync(given.copy).mode & 0o777).toBe(0o600);
  fs.closeSync(given.file);
});
