import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { chainOf, nearestAsker, startOf } from '../../../../vault/command/peers';
import { findPlace, nameOfVault, noteDefault } from '../../../../vault/command/place';
import { type Listening, listen } from '../../../../vault/command/socket';
import { need, skipWithout } from '../../../support/need';
import { scratchFolder } from '../../../support/scratch';
import { until } from '../../../support/until';
import { fakeClock } from '../harness';
import { processOf } from './asking';

function newPlace() {
  const folder = scratchFolder('keyfold-place');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const at = { vault: join(folder, 'vault'), userData: join(folder, 'data'), runtime: join(folder, 'run') };
  for (const one of Object.values(at)) mkdirSync(one, { mode: 0o700 });
  const needs = { folder: at.vault, userData: at.userData, environment: { XDG_RUNTIME_DIR: at.runtime } };
  return { ...at, needs };
}

beforeEach(() => need('proc'));

const open: Listening[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.end();
});

function begin(needs: ReturnType<typeof newPlace>['needs'], clock = fakeClock()) {
  const connections: string[] = [];
  const listening = listen({ ...needs, clock, onConnection: (socket) => void connections.push(socket.end() && 'one') });
  open.push(listening);
  return { listening, connections, clock };
}

const isReady = ({ listening }: { listening: Listening }) => until('it listens', () => listening.state() === 'ready');

describe('the place of the socket', () => {
  it('is in the runtime folder, for this user alone', async () => {
    const { needs, runtime, vault } = newPlace();
    await isReady(begin(needs));
    const path = join(runtime, 'keyfold', nameOfVault(vault));
    expect(lstatSync(path).isSocket()).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(runtime, 'keyfold')).mode & 0o777).toBe(0o700);
  });

  it('has a name by the folder behind all links: FNV-1a', () => {
    const { vault } = newPlace();
    symlinkSync(vault, `${vault}-link`);
    expect(nameOfVault(`${vault}-link`)).toBe(nameOfVault(vault));
    expect(nameOfVault('/')).toBe('af63a24c8601'.slice(0, 12));
    expect(realpathSync(vault)).toBe(vault);
  });

  it.each(['open to others', 'a link', 'a file'])('is elsewhere if the folder there is %s', (what) => {
    const { needs, runtime, userData } = newPlace();
    const folder = join(runtime, 'keyfold');
    if (what === 'a link') symlinkSync(userData, folder);
    else if (what === 'a file') writeFileSync(folder, '');
    else mkdirSync(folder, { mode: 0o700 });
    if (what === 'open to others') chmodSync(folder, 0o755);
    expect(findPlace(needs)).toMatchObject({ state: 'ready', folder: join(userData, 'run') });
  });

  it('is elsewhere if the runtime folder is not private or not absolute, and nowhere if no folder is', () => {
    const { needs, runtime, userData } = newPlace();
    const own = join(userData, 'run');
    expect(findPlace({ ...needs, environment: { XDG_RUNTIME_DIR: 'run' } })).toMatchObject({ folder: own });
    expect(findPlace({ ...needs, environment: {} })).toMatchObject({ folder: own });
    chmodSync(runtime, 0o777);
    expect(findPlace(needs)).toMatchObject({ folder: own });
    chmodSync(own, 0o750);
    expect(findPlace(needs)).toEqual({ state: 'no-folder' });
  });

  it('is elsewhere if its path is too long, and nowhere if both are', () => {
    const { needs, runtime } = newPlace();
    const long = join(runtime, 'x'.repeat(90));
    mkdirSync(long, { mode: 0o700 });
    expect(findPlace({ ...needs, environment: { XDG_RUNTIME_DIR: long } })).toMatchObject({ state: 'ready' });
    const both = { ...needs, userData: long, environment: { XDG_RUNTIME_DIR: long } };
    expect(findPlace(both)).toEqual({ state: 'path-too-long' });
  });

  it('is nowhere inside a Flatpak, whose folders nobody outside sees', () => {
    const { needs, runtime } = newPlace();
    const inside = { ...needs.environment, FLATPAK_ID: 'com.example.Keyfold' };
    expect(findPlace({ ...needs, environment: inside })).toEqual({ state: 'sandbox' });
    expect(existsSync(join(runtime, 'keyfold'))).toBe(false);
    expect(findPlace({ ...needs, environment: { ...inside, FLATPAK_ID: '' } })).toMatchObject({ state: 'ready' });
  });

  it('names the usual vault, and never through a link', () => {
    const { needs, runtime, userData } = newPlace();
    const victim = join(userData, 'victim');
    writeFileSync(victim, 'stays');
    mkdirSync(join(userData, 'run'), { mode: 0o700 });
    symlinkSync(victim, join(userData, 'run', 'default'));
    const place = findPlace(needs);
    if (place.state !== 'ready') throw new Error(place.state);
    noteDefault(needs, place);
    expect(readFileSync(victim, 'utf8')).toBe('stays');
    expect(readFileSync(join(userData, 'run', 'default'), 'utf8')).toBe(`${place.name}\n`);
    // This folder isn't where Keyfold keeps its own by default, so it says nothing for all.
    expect(existsSync(join(runtime, 'keyfold', 'default'))).toBe(false);
    const usual = { ...needs, userData: join(userData, 'Keyfold') };
    noteDefault({ ...usual, environment: { ...needs.environment, XDG_CONFIG_HOME: userData } }, place);
    expect(readFileSync(join(runtime, 'keyfold', 'default'), 'utf8')).toBe(`${place.name}\n`);
  });
});

describe('the socket', () => {
  it('takes the place of one that a killed process left, and of no other', async () => {
    const { needs, runtime, vault } = newPlace();
    const path = join(runtime, 'keyfold', nameOfVault(vault));
    mkdirSync(join(runtime, 'keyfold'), { mode: 0o700 });
    const left = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 9))`;
    await promisify(execFile)(process.execPath, ['-e', left]).catch(() => undefined);
    expect(lstatSync(path).isSocket()).toBe(true);
    await isReady(begin(needs));
  });

  it('leaves one alone that answers, and comes when that has gone', async () => {
    const { needs, runtime, vault } = newPlace();
    const path = join(runtime, 'keyfold', nameOfVault(vault));
    mkdirSync(join(runtime, 'keyfold'), { mode: 0o700 });
    const other = createServer((socket) => socket.end());
    await new Promise<void>((resolve) => other.listen(path, resolve));
    const { ino } = lstatSync(path);
    const waiting = begin(needs);
    await until('it has asked', () => waiting.clock.timers > 0);
    expect(waiting.listening.state()).toBe('failed');
    expect(lstatSync(path).ino).toBe(ino);
    await new Promise((resolve) => other.close(resolve));
    waiting.clock.advance(250);
    await isReady(waiting);
  });

  it.each(['a file', 'a link'])('leaves %s alone, and says that it failed', async (what) => {
    const { needs, runtime, vault } = newPlace();
    const path = join(runtime, 'keyfold', nameOfVault(vault));
    mkdirSync(join(runtime, 'keyfold'), { mode: 0o700 });
    if (what === 'a file') writeFileSync(path, 'stays');
    else symlinkSync('/nowhere', path);
    const waiting = begin(needs);
    await until('it waits', () => waiting.clock.timers > 0);
    expect(waiting.listening.state()).toBe('failed');
    expect(lstatSync(path).isSocket()).toBe(false);
  });

  it.each(['a folder in the place of “default”', 'a file in the place of its folder'])(
    'fails with %s, and nothing else does',
    async (what) => {
      const { needs, userData, runtime, vault } = newPlace();
      const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
      const own = join(userData, 'run');
      if (what.startsWith('a folder')) mkdirSync(join(own, 'default', 'full'), { recursive: true, mode: 0o700 });
      else writeFileSync(own, '');
      const begun = begin(needs);
      await until('it is over', () => begun.listening.state() === 'ready' || said.mock.calls.length > 0);
      const fails = what.startsWith('a folder');
      expect(begun.listening.state()).toBe(fails ? 'failed' : 'ready');
      expect(existsSync(join(runtime, 'keyfold', nameOfVault(vault)))).toBe(!fails);
    },
  );

  it('of two vaults are two', async () => {
    const { needs, userData } = newPlace();
    const [one, other] = [begin(needs), begin({ ...needs, folder: userData })];
    await isReady(one);
    await isReady(other);
    expect([one.connections, other.connections]).toEqual([[], []]);
  });

  it('can’t be reached by another user', async () => {
    if (process.getuid?.() !== 0) skipWithout('otherUser');
    const { needs, runtime, vault } = newPlace();
    await isReady(begin(needs));
    const path = join(runtime, 'keyfold', nameOfVault(vault));
    chmodSync(runtime, 0o755);
    const script = `require('net').connect(${JSON.stringify(path)}).on('error', (e) => console.log(e.code))
      .on('connect', () => console.log('connected'))`;
    const as = { uid: 65_534, gid: 65_534, cwd: '/' };
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], as);
    expect(stdout).toBe('EACCES\n');
    // Even in a folder that were open, the socket is this user's alone.
    chmodSync(join(runtime, 'keyfold'), 0o755);
    expect((await promisify(execFile)(process.execPath, ['-e', script], as)).stdout).toBe('EACCES\n');
  });
});

describe('who asks', () => {
  const line = (...fields: (string | number)[]) => `${fields.join('\t')}\n`;

  it('is the chain up to the first process that is another user’s, the first of all, or not known', () => {
    const said = [
      line(30, 300, 1000, 'keyfold', '/usr/bin/keyfold', 'keyfold\\x00exec'),
      line(20, 200, 1000, 'a\\tb\\nc\\\\d', '/opt/\\xe4\\xb8\\xad (deleted)', '\\xff'),
      line(10, 100, 0, 'sshd', '/usr/sbin/sshd', 'sshd'),
      line(9, 90, 1000, 'x', '/x', 'x'),
    ].join('');
    expect(chainOf(said, 1000)).toEqual([
      { pid: 30, start: '300', name: 'keyfold', path: '/usr/bin/keyfold', commandLine: 'keyfold\0exec' },
      { pid: 20, start: '200', name: 'a\tb\nc\\d', path: null, commandLine: '\ufffd' },
    ]);
    expect(chainOf(line(1, 1, 1000, 'init', '/init', ''), 1000)).toEqual([]);
    expect(chainOf(line(5, '', 1000, 'x', '/x', ''), 1000)).toEqual([]);
    expect(chainOf('', 1000)).toEqual([]);
    expect(chainOf(line(5, 50, 1000, 'x', '/x', '').repeat(40), 1000)).toHaveLength(1);
  });

  it('is the nearest process that is no shell', () => {
    const chain = ['keyfold', '-zsh', 'env', 'make', 'kitty'].map((name, at) => processOf(50 - at, name));
    expect(nearestAsker(chain)).toBe(3);
    // The command is another process at each use, so a shell asks if nothing else does, as over SSH.
    expect(nearestAsker(chain.slice(0, 2))).toBe(1);
    expect(nearestAsker(['keyfold', 'keyfold', 'sh', 'bash'].map((name, at) => processOf(50 - at, name)))).toBe(2);
    expect(nearestAsker(chain.slice(0, 1))).toBe(0);
    expect(nearestAsker([])).toBe(0);
  });

  it('has a start by which a number that is used again is another process', () => {
    expect(startOf(process.pid)).toMatch(/^\d+$/);
    expect(startOf(2 ** 22 + 1)).toBeNull();
  });
});
