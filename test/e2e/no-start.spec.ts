import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { electron } from '../support/app';
import { type BareOptions, type BareStart, bareStart, closeDialog, mountDisk, remount } from '../support/bare-start';
import { Home } from '../support/home';
import { isAlive } from '../support/processes';
import { without } from '../support/systems';
import { expect, test } from '../support/test';
import { until } from '../support/until';

/** Every way out of a start without a window says why, in a dialog and on standard error, and ends with a code. */

const homes: Home[] = [];
const started: BareStart[] = [];
const undo: (() => void)[] = [];

const newHome = (above: string | null = null) => {
  const home = new Home({}, above);
  homes.push(home);
  return home;
};

const start = (home: Home, options?: BareOptions) => {
  const one = bareStart(home, options);
  started.push(one);
  return one;
};

test.afterEach(async () => {
  for (const one of started.splice(0)) {
    one.kill();
    await one.ended;
  }
  for (const step of undo.splice(0).reverse()) step();
  for (const home of homes.splice(0)) home.remove();
});

const chinese = { LANG: 'zh_CN.UTF-8', LANGUAGE: 'zh_CN' };
const english = { LANG: 'en_US.UTF-8', LANGUAGE: 'en_US' };

/** Starts where no start is possible, closes the dialog, and returns the code and what was said. */
async function noStart(home: Home, options: BareOptions = {}): Promise<{ code: number | null; said: string }> {
  const one = start(home, { ...options, environment: { ...english, ...options.environment } });
  await until('it says why', () => /^keyfold: .*Keyfold/m.test(one.said()), 30_000);
  await closeDialog(one);
  const code = await one.ended;
  return { code, said: /^keyfold: (.*)$/m.exec(one.said())?.[1] ?? '' };
}

test('a home on a disk that can only be read', async () => {
  test.skip(...without('smallDisk', 'xdotool'));
  const disk = mountDisk('size=1m');
  undo.push(disk.remove);
  const home = newHome(disk.folder);
  remount(disk.folder, 'ro');
  for (const [language, words] of [
    [english, `can’t use its folder ${home.userData}: it can only be read`],
    [chinese, `无法使用其文件夹 ${home.userData}：只能读取`],
  ] as const) {
    const { code, said } = await noStart(home, { environment: language });
    expect(said).toContain(words);
    expect(code).toBe(10);
  }
  remount(disk.folder, 'rw');
});

test('a home that isn’t there, in whose place nothing is made', async () => {
  test.skip(...without('xdotool'));
  const home = newHome();
  const gone = join(home.folder, 'not-mounted');
  const environment = {
    HOME: gone,
    KEYFOLD_USER_DATA: join(gone, '.config/Keyfold'),
    XDG_CONFIG_HOME: join(gone, '.config'),
  };
  const { code, said } = await noStart(home, { environment });
  expect(said).toContain(`your home folder ${gone} isn’t there`);
  expect(code).toBe(10);
  expect(existsSync(gone)).toBe(false);
});

test('a folder that is a link to a disk that isn’t there', async () => {
  test.skip(...without('links', 'xdotool'));
  const home = newHome();
  rmSync(home.userData, { recursive: true });
  symlinkSync(join(home.folder, 'usb/Keyfold'), home.userData);
  const { code, said } = await noStart(home);
  expect(said).toContain(`${home.userData} is a link to ${join(home.folder, 'usb/Keyfold')}, and that isn’t there`);
  expect(code).toBe(10);
  expect(existsSync(join(home.folder, 'usb'))).toBe(false);
});

test('a folder that belongs to another user, as after a start with sudo', async () => {
  // Only root can give a folder away.
  test.skip(...without('smallDisk', 'setpriv', 'xdotool'));
  const home = newHome();
  chownSync(home.userData, 4711, 4711);
  const { code, said } = await noStart(home, { plainUser: true });
  expect(said).toContain(`the folder ${home.userData} belongs to another user (number 4711)`);
  expect(said).toContain(`sudo chown -R "$USER" "${home.userData}"`);
  expect(code).toBe(10);
});

test('a folder for temporary files that can’t be written', async () => {
  test.skip(...without('smallDisk', 'xdotool'));
  const disk = mountDisk('size=1m,ro');
  undo.push(disk.remove);
  const { code, said } = await noStart(newHome(), { environment: { TMPDIR: disk.folder } });
  expect(said).toContain(`no temporary files can be made in ${disk.folder}`);
  expect(code).toBe(11);
});

test('no screen, and a screen that doesn’t answer', async () => {
  const nothing = { ...english, DISPLAY: undefined, WAYLAND_DISPLAY: undefined };
  for (const [environment, words] of [
    [nothing, 'there is no screen (neither DISPLAY nor WAYLAND_DISPLAY is set)'],
    [{ ...nothing, DISPLAY: ':4711' }, 'no screen answers at DISPLAY=:4711'],
    [{ ...nothing, ...chinese }, '没有屏幕'],
  ] as const) {
    const one = start(newHome(), { environment });
    expect(await one.ended).toBe(12);
    expect(one.said()).toContain(words);
  }
});

/** A folder of programs with one that shows a window, and writes what it was to say into a file. */
function windowProgram(home: Home): { PATH: string; shown(): string } {
  const file = join(home.folder, 'window');
  const folder = join(home.folder, 'bin');
  mkdirSync(folder);
  writeFileSync(join(folder, 'zenity'), `#!/bin/sh\nprintf '%s' "$*" > '${file}'\n`, { mode: 0o755 });
  return { PATH: `${folder}:${process.env.PATH ?? ''}`, shown: () => readFileSync(file, 'utf8') };
}

test('a system that refuses Chromium its sandbox, before any code of Keyfold runs', async () => {
  test.skip(...without('userNamespace', 'setpriv', 'shell'));
  for (const [language, words] of [
    [english, 'this system doesn’t let it make the sandbox for its pages (user namespaces are refused)'],
    [chinese, '系统不允许它为页面创建沙箱'],
  ] as const) {
    const home = newHome();
    const { PATH, shown } = windowProgram(home);
    const one = start(home, { byScript: true, noNamespaces: true, environment: { ...language, PATH } });
    expect(await one.ended).toBe(14);
    expect(one.said()).toContain('FATAL');
    expect(one.said()).toContain(words);
    expect(one.said()).toContain(`sudo chmod 4755 '${join(electron, '../chrome-sandbox')}'`);
    expect(shown()).toContain(words);
    expect(existsSync(home.vault)).toBe(false);
  }
});

test('a screen that takes the connection and refuses the program', async () => {
  // xset belongs to the same package.
  test.skip(...without('xrandr', 'shell'));
  const number = 4700 + test.info().parallelIndex;
  mkdirSync('/tmp/.X11-unix', { recursive: true });
  const screen = createServer((socket) => socket.destroy()).listen(`/tmp/.X11-unix/X${number}`);
  undo.push(() => void screen.close());
  const environment = { ...english, DISPLAY: `:${number}`, WAYLAND_DISPLAY: undefined };
  const one = start(newHome(), { byScript: true, environment });
  expect(await one.ended).toBe(12);
  expect(one.said()).toContain(`the screen at DISPLAY=:${number} refuses the connection`);
});

test('the script adds nothing to a start that ends as it should', async () => {
  test.skip(...without('shell'));
  const { PATH } = windowProgram(newHome());
  const nothing = { ...english, PATH, DISPLAY: undefined, WAYLAND_DISPLAY: undefined };
  const one = start(newHome(), { byScript: true, environment: nothing });
  expect(await one.ended).toBe(12);
  expect(one.said().match(/^keyfold: /gm)).toHaveLength(1);
  const home = newHome();
  const two = start(home, { byScript: true, environment: english });
  await until('it has started', () => existsSync(join(home.userData, 'copies/first')), 30_000);
  two.end();
  expect(await two.ended).toBe(0);
  expect(two.said()).not.toContain('keyfold:');
});

test('a first copy that hangs is named and left alone, and one that goes on shows its window', async () => {
  test.skip(...without('proc', 'xdotool'));
  test.slow();
  const home = newHome();
  const first = start(home);
  await until('the first copy is there', () => existsSync(join(home.userData, 'copies/first')), 30_000);
  process.kill(first.pid, 'SIGSTOP');
  const { code, said } = await noStart(home);
  expect(said).toContain(`Keyfold runs already (process ${first.pid}), but that copy doesn’t answer`);
  expect(code).toBe(13);
  process.kill(first.pid, 'SIGCONT');
  expect(isAlive(first.pid)).toBe(true);
  const second = start(home, { environment: english });
  expect(await second.ended).toBe(0);
  expect(second.said()).not.toContain('keyfold:');
});

test('a lock that another computer left in the folder', async () => {
  test.skip(...without('links', 'xdotool'));
  const home = newHome();
  const lock = join(home.userData, 'SingletonLock');
  symlinkSync('another-host-4711', lock);
  const { code, said } = await noStart(home);
  expect(said).toContain('in use by Keyfold on the computer “another-host” (process 4711)');
  expect(said).toContain(lock);
  expect(code).toBe(13);
  // One of this computer that was left by a crash is no obstacle.
  rmSync(lock);
  symlinkSync(`${hostname()}-999999`, lock);
  start(home);
  await until('it has started', () => existsSync(join(home.userData, 'copies/first')), 30_000);
});

test('a number that another program has got since is not taken for a first copy', async () => {
  test.skip(...without('proc'));
  const home = newHome();
  mkdirSync(join(home.userData, 'copies'));
  const first = join(home.userData, 'copies/first');
  writeFileSync(first, `${process.pid} 1`);
  const one = start(home);
  const noted = () => {
    try {
      return readFileSync(first, 'utf8').startsWith(`${one.pid} `);
    } catch {
      // It is removed before it is written anew.
      return false;
    }
  };
  await until('it has started', noted, 30_000);
});
