import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { builtCommand } from '../../../scripts/lib/paths.mjs';
import { exit, frame, says } from '../../support/command/frames';
import { type Caller, Place } from '../../support/command/place';
import { need } from '../../support/need';
import { until } from '../../support/until';

/** Where the command `keyfold` looks for the vault, and whom it believes. */

let place: Place;
beforeEach(() => {
  need('compiler', 'proc');
  place = new Place();
});

/** How often a vault was asked. */
let asked = 0;
const serve = (caller: Caller) => {
  asked += 1;
  caller.end(frame(says.out, 'answered'), exit(0));
};
beforeEach(() => {
  asked = 0;
});

const answered = { code: 0, out: 'answered', err: '' };
const notRunning = {
  code: 69,
  out: '',
  err: 'keyfold: Keyfold is not running. Start it, then try again. If it runs, its Settings say why it can’t be asked.\n',
};
const notOurs = { code: 69, out: '', err: expect.stringContaining('belongs to another user or is open to others') };

/** FNV-1a as the vault's side has it, written from its definition. */
function nameOf(path: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(path)) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return hash.toString(16).padStart(16, '0').slice(0, 12);
}

describe('which vault', () => {
  test('the standard one, by the file “default”, in the runtime folder and in the user data', async () => {
    await place.listen(serve);
    expect(await place.run(['list'])).toMatchObject(answered);
    const user = join(place.env.HOME ?? '', '.config/Keyfold');
    mkdirSync(user, { recursive: true });
    renameSync(place.sockets, join(user, 'run'));
    expect(await place.run(['list'])).toMatchObject(answered);
    expect(await place.run(['list'], { env: { XDG_RUNTIME_DIR: '' } })).toMatchObject(answered);
    expect(await place.run(['list'], { env: { XDG_CONFIG_HOME: place.folder } })).toMatchObject(notRunning);
    expect(
      await place.run(['list'], { env: { XDG_CONFIG_HOME: join(place.env.HOME ?? '', '.config'), HOME: '/nowhere' } }),
    ).toMatchObject(answered);
  });

  test.for([
    '',
    '0123456789a',
    '0123456789abc',
    '0123456789aB',
    '../../../../x',
    '0123456789ab\n\nx',
    '0123456789ab/x',
  ])('a “default” with %j names none', async (text) => {
    writeFileSync(join(place.sockets, 'default'), text);
    await place.listen(serve);
    expect(await place.run(['list'])).toMatchObject(notRunning);
    expect(asked).toBe(0);
  });

  test('a “default” that is a link, a folder or a pipe names none, and nothing waits for it', async () => {
    const file = join(place.sockets, 'default');
    await place.listen(serve);
    rmSync(file);
    writeFileSync(join(place.folder, 'other'), '0123456789ab\n');
    symlinkSync(join(place.folder, 'other'), file);
    expect(await place.run(['list'])).toMatchObject(notRunning);
    rmSync(file);
    mkdirSync(file);
    expect(await place.run(['list'])).toMatchObject(notRunning);
    rmSync(file, { recursive: true });
    await new Promise((resolve) => spawn('mkfifo', [file]).once('close', resolve));
    expect(await place.run(['list'])).toMatchObject(notRunning);
    expect(asked).toBe(0);
  });

  test('--vault and KEYFOLD_VAULT name one by its real path; two vaults have two sockets', async () => {
    const vault = join(realpathSync(place.folder), '库 vault');
    mkdirSync(vault);
    symlinkSync(vault, join(place.folder, 'link'));
    await place.listen(serve, join(place.sockets, nameOf(vault)));
    for (const args of [
      ['--vault', vault],
      [`--vault=${vault}/`],
      ['--vault', 'link'],
      ['--vault', `./link/../库 vault`],
    ])
      expect(await place.run([...args, 'list'])).toMatchObject(answered);
    expect(await place.run(['list'], { env: { KEYFOLD_VAULT: vault } })).toMatchObject(answered);
    expect(await place.run(['list'])).toMatchObject(notRunning);
    const other = join(place.folder, 'other');
    mkdirSync(other);
    expect(await place.run(['--vault', other, 'list'])).toMatchObject(notRunning);
    // What the argument says comes before what the environment says; an empty one says nothing.
    expect(await place.run(['--vault', other, 'list'], { env: { KEYFOLD_VAULT: vault } })).toMatchObject(notRunning);
    expect(await place.run(['--vault=', 'list'], { env: { KEYFOLD_VAULT: vault } })).toMatchObject(notRunning);
  });

  test('the socket beside the vault, where there is no runtime folder', async () => {
    const vault = join(realpathSync(place.folder), 'data/vault');
    mkdirSync(vault, { recursive: true });
    mkdirSync(join(vault, '../run'), { mode: 0o700 });
    await place.listen(serve, join(vault, '../run', nameOf(vault)));
    expect(await place.run(['--vault', vault, 'list'], { env: { XDG_RUNTIME_DIR: '' } })).toMatchObject(answered);
    chmodSync(join(vault, '../run'), 0o755);
    // A folder of that name may be anybody's: it isn't worth a word.
    expect(await place.run(['--vault', vault, 'list'])).toMatchObject(notRunning);
    expect(asked).toBe(1);
  });

  test('a folder that is not there is wrong use', async () => {
    expect(await place.run(['--vault', '/nowhere/at/all', 'list'])).toMatchObject({
      code: 64,
      err: 'keyfold: There is no such folder: /nowhere/at/all\n',
    });
    expect(await place.run(['--vault', `/${'x/'.repeat(5000)}`, 'list'])).toMatchObject({ code: 64 });
  });

  test('a path that no socket can have is none', async () => {
    const runtime = join(place.folder, 'x'.repeat(120));
    mkdirSync(join(runtime, 'keyfold'), { recursive: true, mode: 0o700 });
    chmodSync(runtime, 0o700);
    copyFileSync(join(place.sockets, 'default'), join(runtime, 'keyfold/default'));
    expect(await place.run(['list'], { env: { XDG_RUNTIME_DIR: runtime } })).toMatchObject(notRunning);
    expect(await place.run(['list'], { env: { XDG_RUNTIME_DIR: `/${'x'.repeat(8000)}` } })).toMatchObject(notRunning);
    expect(await place.run(['list'], { env: { XDG_RUNTIME_DIR: 'runtime' } })).toMatchObject(notRunning);
  });
});

describe('a vault that is not there', () => {
  test('is said at once, in both languages', async () => {
    expect(await place.run(['list'])).toMatchObject(notRunning);
    expect((await place.run(['list'], { env: { LANG: 'zh_CN.UTF-8' } })).err).toBe(
      'keyfold: Keyfold 未运行。请启动后重试。如已在运行，其“设置”会说明为何无法请求。\n',
    );
    const inside = { FLATPAK_ID: 'com.example.Editor' };
    expect(await place.run(['list'], { env: inside })).toMatchObject({
      ...{ code: 69, out: '', err: expect.stringContaining('can’t be reached from inside a Flatpak') },
    });
    expect((await place.run(['list'], { env: { ...inside, LANG: 'zh_CN' } })).err).toContain('在 Flatpak 内');
    expect(await place.run(['list'], { env: { FLATPAK_ID: '' } })).toMatchObject(notRunning);
    for (const env of [{ XDG_RUNTIME_DIR: '/nowhere' }, { XDG_RUNTIME_DIR: '', HOME: '' }])
      expect(await place.run(['list'], { env })).toMatchObject(notRunning);
    writeFileSync(place.socket, 'a file');
    expect(await place.run(['list'])).toMatchObject(notRunning);
  });

  /** Leaves a socket at which nobody listens any more. */
  async function leaveStale(): Promise<void> {
    const code = `require('node:net').createServer().listen(process.argv[1], () => console.log())`;
    const child = spawn(process.execPath, ['-e', code, place.socket], { stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  test('a socket that refuses is left as it is, and 69 comes in the end', async () => {
    await leaveStale();
    expect(await place.run(['list'])).toMatchObject(notRunning);
    expect(lstatSync(place.socket).isSocket()).toBe(true);
  });

  test('a vault that listens again while it is tried is asked: a lock replaces the process', async () => {
    await leaveStale();
    const { child, ended } = place.start(['list']);
    const state = () =>
      /^\d+ \((.*)\) (\w)/
        .exec(readFileSync(`/proc/${child.pid}/stat`, 'utf8'))
        ?.slice(1)
        .join();
    await until('it waits', () => state() === 'keyfold,S');
    rmSync(place.socket);
    await place.listen(serve);
    expect(await ended).toMatchObject(answered);
  });
});

/** A user with no rights of ours. */
const nobody = 65534;

describe('folders that are not ours alone', () => {
  test.for([0o755, 0o750, 0o701, 0o777])('a folder open to others (%o) is not used', async (mode) => {
    await place.listen(serve);
    chmodSync(place.sockets, mode);
    const end = await place.run(['list']);
    expect(end).toMatchObject(notOurs);
    expect(end.err).toContain(place.sockets);
    expect((await place.run(['list'], { env: { LC_ALL: 'zh_CN' } })).err).toContain('属于其他用户或对他人开放');
    expect(asked).toBe(0);
  });

  test('a link instead of the folder is not used, though it leads to one of ours', async () => {
    await place.listen(serve);
    renameSync(place.sockets, `${place.sockets}.real`);
    symlinkSync(`${place.sockets}.real`, place.sockets);
    expect(await place.run(['list'])).toMatchObject(notOurs);
    rmSync(place.sockets);
    writeFileSync(place.sockets, '');
    expect(await place.run(['list'])).toMatchObject(notOurs);
    expect(asked).toBe(0);
  });

  test('a runtime folder open to others is passed over', async () => {
    await place.listen(serve);
    chmodSync(place.runtime, 0o755);
    expect(await place.run(['list'])).toMatchObject(notRunning);
    expect(asked).toBe(0);
  });

  test('folders, a “default” and a vault of another user are not used', async () => {
    need('otherUser', 'setpriv');
    if (process.getuid?.() !== 0) need('setpriv', 'boundByModes');
    await place.listen(serve);
    const file = join(place.sockets, 'default');
    if (process.getuid?.() !== 0) return;
    chownSync(place.sockets, nobody, nobody);
    expect(await place.run(['list'])).toMatchObject(notOurs);
    chownSync(place.sockets, 0, 0);
    chownSync(file, nobody, nobody);
    expect(await place.run(['list'])).toMatchObject(notRunning);
    chownSync(file, 0, 0);
    chownSync(place.runtime, nobody, nobody);
    expect(await place.run(['list'])).toMatchObject(notRunning);
    chownSync(place.runtime, 0, 0);
    expect(asked).toBe(0);
    expect(await place.run(['list'])).toMatchObject(answered);
  });

  test('a vault process of another user is not believed, wherever its socket lies', async () => {
    need('otherUser');
    if (process.getuid?.() !== 0 || !process.seteuid) return;
    const open = join(place.folder, 'open');
    mkdirSync(open);
    chmodSync(open, 0o777);
    process.seteuid(nobody);
    try {
      await place.listen(serve, join(open, 'socket'));
    } finally {
      process.seteuid(0);
    }
    // As an exchanged folder would: our own folder leads to the socket of the other user.
    symlinkSync(join(open, 'socket'), place.socket);
    expect(await place.run(['list'])).toMatchObject(notOurs);
  });

  test('another user reaches nothing, also not through a link in a folder of theirs', async () => {
    need('otherUser', 'setpriv');
    if (process.getuid?.() !== 0) return;
    await place.listen(serve);
    const theirs = join(place.folder, 'theirs');
    mkdirSync(join(theirs, 'keyfold'), { recursive: true });
    symlinkSync(place.socket, join(theirs, 'keyfold', place.name));
    writeFileSync(join(theirs, 'keyfold/default'), `${place.name}\n`);
    mkdirSync(join(theirs, 'linked'));
    symlinkSync(place.sockets, join(theirs, 'linked/keyfold'));
    const program = join(place.folder, 'keyfold');
    copyFileSync(builtCommand, program);
    chmodSync(program, 0o755);
    for (const path of [theirs, 'keyfold', 'keyfold/default', 'linked'].map((name) =>
      join(theirs, name === theirs ? '' : name),
    )) {
      chownSync(path, nobody, nobody);
      if (lstatSync(path).isDirectory()) chmodSync(path, 0o700);
    }
    const drop = ['--reuid', String(nobody), '--regid', String(nobody), '--clear-groups', program, 'list'];
    for (const XDG_RUNTIME_DIR of [place.runtime, theirs, join(theirs, 'linked')]) {
      const end = await place.run(drop, { program: 'setpriv', env: { XDG_RUNTIME_DIR } });
      expect([XDG_RUNTIME_DIR, end]).toMatchObject([XDG_RUNTIME_DIR, { code: 69, out: '' }]);
    }
    expect(asked).toBe(0);
    expect(dirname(program)).toBe(place.folder);
  });
});

test('it opens one socket, and nothing of the person’s', async () => {
  need('strace');
  await place.listen(serve);
  const log = join(place.folder, 'calls');
  onTestFinished(() => rmSync(log, { force: true }));
  const calls = ['-f', '-qq', '-o', log, '-e', 'trace=%network,%file,%desc,%process'];
  expect(await place.run([...calls, builtCommand, 'list'], { program: 'strace' })).toMatchObject(answered);
  const lines = readFileSync(log, 'utf8').split('\n');
  const of = (call: string) => lines.filter((line) => line.replace(/^\d+ +/, '').startsWith(`${call}(`));
  expect(of('socket')).toEqual([expect.stringContaining('socket(AF_UNIX, SOCK_STREAM')]);
  expect(of('connect')).toEqual([expect.stringContaining(place.socket)]);
  expect(of('execve')).toHaveLength(1);
  expect([...of('fork'), ...of('vfork'), ...of('clone'), ...of('clone3')]).toEqual([]);
  const opened = [...of('open'), ...of('openat')].flatMap((line) => /"([^"]*)"/.exec(line)?.[1] ?? []);
  // The rest is the system's own linker and library.
  expect(opened.filter((path) => !/^\/(etc\/ld\.so|lib|usr\/lib)/.test(path))).toEqual([
    join(place.sockets, 'default'),
  ]);
  expect([...of('open'), ...of('openat')].filter((line) => /O_(WRONLY|RDWR|CREAT)/.test(line))).toEqual([]);
  // What is on standard input is for the program that runs it.
  expect(lines.filter((line) => /\b(?:p?read(?:v|64)?|recv\w*)\(0[,)]/.test(line))).toEqual([]);
});
