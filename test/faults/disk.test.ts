import { execFileSync, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { fillDisk } from '../support/fill-disk';
import { need, skipWithout } from '../support/need';
import { type Inspection, noVault } from './child/inspect';
import type { Said } from './child/perform';
import { childEntry, inBatch, long, runChild, sharedFolder, workFolder } from './support/children';

/** Disks that are full, slow, read-only or gone, and files that somebody else holds. */

const root = process.getuid?.() === 0;
/** The user that owns nothing; Debian's `nobody`. */
const nobody = 65534;

const template = join(sharedFolder(), 'vault');
beforeAll(async () => {
  const { code, errors } = await runChild(['prepare', template]);
  if (code !== 0) throw new Error(errors);
});

const prepared = (folder: string) => fs.cpSync(template, folder, { recursive: true });

const act = (folder: string, name: string, options: Parameters<typeof runChild>[1] = {}) =>
  runChild(['act', folder, name, os.devNull], options);

async function whole(folder: string): Promise<Inspection['state']> {
  const { results } = await inBatch<Inspection>(['inspect'], [folder]);
  expect(results[0]?.problems).toEqual([]);
  return results[0]?.state ?? noVault;
}

/** A small disk of its own; skips the test where there can be none. */
function smallDisk(kilobytes: number): string {
  need('smallDisk');
  const place = workFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k,mode=700`, 'keyfold-faults', place]);
  onTestFinished(() => {
    execFileSync('umount', ['-l', place]);
  });
  return place;
}

describe('a full disk', () => {
  test('is said when a key is added, loses none, and the key goes in once there is room', async () => {
    // Room for the vault, its backup, and a copy of either while it is looked at.
    const disk = smallDisk(4096);
    const vault = join(disk, 'vault');
    prepared(vault);
    const holder = await holding(vault);
    const filler = fillDisk(disk);
    expect(await holder.tell('add')).toEqual({ refused: 'disk-full' });
    // Reading needs no room, so the vault opens all the same.
    await holder.end();
    expect((await act(vault, 'unlock')).said).toContainEqual({ acknowledged: 1 });
    fs.rmSync(filler);
    expect((await whole(vault)).keys).toHaveLength(3);
    expect((await act(vault, 'add')).said).toContainEqual({ acknowledged: 1 });
  });

  test('is said when a vault is to be made, and one can be made once there is room', async () => {
    const disk = smallDisk(1024);
    const filler = fillDisk(disk);
    const vault = join(disk, 'vault');
    const { said } = await act(vault, 'create');
    expect(said).toContainEqual({ refused: 'disk-full' });
    fs.rmSync(filler);
    expect((await whole(vault)).opensWith).toBeNull();
  });
});

describe('a folder that this user may not', () => {
  /** Skips the test where there is no other user, or where that one can't run the child at all. */
  async function needOther(): Promise<void> {
    need('modes', 'otherUser');
    if (!root) return;
    const probe = await runChild(['prepare', '/nowhere/that/can/be/made'], { uid: nobody });
    if (!probe.errors.includes('no-permission') && !probe.errors.includes('EACCES')) skipWithout('otherUser');
  }
  const other = root ? { uid: nobody } : {};

  const owned = (folder: string) => {
    if (!root) return;
    for (const name of ['', ...fs.readdirSync(folder)]) fs.chownSync(join(folder, name), nobody, nobody);
  };

  test.for([
    ['enter', 0o000, 0o600, 'no-permission'],
    ['read the files of', 0o700, 0o000, 'no-permission'],
  ] as const)('%s: said, nothing changed, and works once that is put right', async ([, folderMode, fileMode, code]) => {
    await needOther();
    const parent = workFolder();
    fs.chmodSync(parent, 0o755);
    const vault = join(parent, 'vault');
    prepared(vault);
    owned(vault);
    const names = fs.readdirSync(vault);
    for (const name of names) fs.chmodSync(join(vault, name), fileMode);
    fs.chmodSync(vault, folderMode);
    const { said } = await act(vault, 'unlock', other);
    expect(said).toContainEqual({ refused: code });
    fs.chmodSync(vault, 0o700);
    for (const name of names) fs.chmodSync(join(vault, name), 0o600);
    const again = await act(vault, 'unlock', other);
    expect(again.said).toEqual([{ acknowledged: 1 }, { ended: true }]);
  });

  test('write into: a change is refused with a clear code, and what was there stays', async () => {
    await needOther();
    const parent = workFolder();
    fs.chmodSync(parent, 0o755);
    const vault = join(parent, 'vault');
    prepared(vault);
    owned(vault);
    fs.chmodSync(vault, 0o500);
    const { said } = await act(vault, 'unlock', other);
    const refused = (said as Said[]).flatMap((line) => ('refused' in line ? [line.refused] : []));
    expect(refused.filter((one) => !['io', 'no-permission', 'read-only'].includes(one))).toEqual([]);
    fs.chmodSync(vault, 0o700);
    expect((await whole(vault)).keys).toHaveLength(3);
  });

  test('write the files of: it opens for reading, and a change is refused', async () => {
    await needOther();
    const parent = workFolder();
    fs.chmodSync(parent, 0o755);
    const vault = join(parent, 'vault');
    prepared(vault);
    owned(vault);
    for (const name of fs.readdirSync(vault)) fs.chmodSync(join(vault, name), 0o400);
    expect((await act(vault, 'unlock', other)).said).toEqual([{ acknowledged: 1 }, { ended: true }]);
    expect((await act(vault, 'add', other)).said).toContainEqual({ refused: 'read-only' });
    for (const name of fs.readdirSync(vault)) fs.chmodSync(join(vault, name), 0o600);
    expect((await whole(vault)).keys).toHaveLength(3);
  });
});

/** A child that holds a vault open until it is told to end. */
async function holding(folder: string) {
  const child = spawn(process.execPath, [childEntry, 'hold', folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => JSON.parse(String((await lines.next()).value));
  expect(await next()).toEqual({ held: true });
  return {
    /** Makes the child do an act, and returns what it said of it. */
    async tell(name: string): Promise<unknown> {
      child.stdin.write(`${JSON.stringify(name)}\n`);
      return next();
    },
    end: () =>
      new Promise<void>((resolve) => {
        child.once('close', () => resolve());
        child.stdin.end();
      }),
  };
}

test('a vault that another process holds is said to be in use, and opens when that one has ended', async () => {
  const vault = join(workFolder(), 'vault');
  prepared(vault);
  const holder = await holding(vault);
  expect((await act(vault, 'unlock')).said).toContainEqual({ refused: 'vault-in-use' });
  expect(await holder.tell('add')).toEqual({ acknowledged: 1 });
  await holder.end();
  expect((await whole(vault)).keys).toHaveLength(4);
});

/** If the vault process has looked at its files by itself by then, it is locked already. */
const replacedOrLocked = [{ refused: 'vault-replaced' }, { refused: 'locked' }];

test('F2: a folder that goes away while the vault is open: the change is refused, and what was acknowledged is there when it comes back', async () => {
  const vault = join(workFolder(), 'vault');
  prepared(vault);
  const holder = await holding(vault);
  fs.renameSync(vault, `${vault}.away`);
  // SQLite has the file open and would write to it all the same.
  expect(replacedOrLocked).toContainEqual(await holder.tell('add'));
  fs.renameSync(`${vault}.away`, vault);
  await holder.end();
  expect((await whole(vault)).keys).toHaveLength(3);
});

test('F2: a disk that is unmounted while the vault is open: the change is refused, and what was acknowledged is on it', async () => {
  need('smallDisk');
  const image = join(workFolder(), 'disk');
  const place = workFolder();
  const vault = join(place, 'vault');
  fs.mkdirSync(image);
  prepared(join(image, 'vault'));
  execFileSync('mount', ['--bind', image, place]);
  let mounted = true;
  const unmount = () => {
    if (mounted) execFileSync('umount', ['-l', place]);
    mounted = false;
  };
  onTestFinished(unmount);
  const holder = await holding(vault);
  expect(await holder.tell('add')).toEqual({ acknowledged: 1 });
  unmount();
  expect(replacedOrLocked).toContainEqual(await holder.tell('disable'));
  await holder.end();
  expect((await whole(join(image, 'vault'))).keys).toHaveLength(4);
});

test('a slow disk: everything takes longer and works', async () => {
  need('strace');
  const vault = join(workFolder(), 'vault');
  prepared(vault);
  const slow = `inject=pwrite64,fsync,fdatasync,rename:delay_enter=${long ? 200_000 : 10_000}`;
  const under = ['strace', '-f', '-qq', '-o', '/dev/null', '-e', 'trace=pwrite64,fsync,fdatasync,rename', '-e', slow];
  expect((await act(vault, 'delete', { under })).said).toEqual([{ acknowledged: 1 }, { ended: true }]);
  expect((await whole(vault)).keys).toHaveLength(2);
});
