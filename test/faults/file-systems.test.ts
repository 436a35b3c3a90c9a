import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { need } from '../support/need';
import type { Inspection } from './child/inspect';
import { inBatch, runChild, sharedFolder, workFolder } from './support/children';

/** File systems that lack what a vault would like, and those that can only be read. */

const shared = sharedFolder();
const template = join(shared, 'vault');
/** A library that takes the file system's place in a child: see child/lacking.c. */
const lacking = join(shared, 'lacking.so');

beforeAll(async () => {
  const { code, errors } = await runChild(['prepare', template]);
  if (code !== 0) throw new Error(errors);
});

const prepared = (folder: string) => fs.cpSync(template, folder, { recursive: true });
const act = (folder: string, name: string, under: string[] = []) =>
  runChild(['act', folder, name, os.devNull], { under });

const problemsOf = async (folder: string) => (await inBatch<Inspection>(['inspect'], [folder])).results[0]?.problems;

const done = [{ acknowledged: 1 }, { ended: true }];

test.for([['create'], ['add'], ['back up'], ['change the password'], ['unlock after a wrong password']] as const)(
  'no sync of folders, no modes, no hard links (FAT, SMB, sshfs): %s works, and leaves no more than elsewhere',
  async ([name]) => {
    need('compiler');
    const source = join(import.meta.dirname, 'child/lacking.c');
    if (!fs.existsSync(lacking)) execFileSync('cc', ['-shared', '-fPIC', '-w', '-o', lacking, source, '-ldl']);
    const vault = join(workFolder(), 'vault');
    if (name !== 'create') prepared(vault);
    const { said, errors } = await act(vault, name, ['env', `LD_PRELOAD=${lacking}`]);
    expect(said, errors).toEqual(done);
    expect(fs.readdirSync(vault).filter((file) => /\.(new|part|own)$/.test(file))).toEqual([]);
    expect(await problemsOf(vault)).toEqual([]);
  },
);

test('a disk that can only be read: the vault opens and can be looked through, a change is refused, and no byte differs', async () => {
  need('smallDisk');
  const disk = workFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m,mode=700', 'keyfold-faults', disk]);
  onTestFinished(() => {
    execFileSync('umount', ['-l', disk]);
  });
  const vault = join(disk, 'vault');
  prepared(vault);
  const before = fs.readFileSync(join(vault, 'vault.db'));
  execFileSync('mount', ['-o', 'remount,ro', disk]);
  const unlocked = await act(vault, 'unlock');
  expect(unlocked.said).toEqual(done);
  // Nothing is tried that can't work, so nothing is reported as a failure.
  expect(unlocked.errors).toBe('');
  expect((await act(vault, 'add')).said).toContainEqual({ refused: 'read-only' });
  expect(fs.readFileSync(join(vault, 'vault.db')).equals(before)).toBe(true);
});
