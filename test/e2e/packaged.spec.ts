import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { getCurrentFuseWire } from '@electron/fuses';
import { environment, root } from '../support/app';
import { masterPassword } from '../support/fake-keys';
import { Home } from '../support/home';
import { packageFolder, run } from '../support/packaged';
import { processTree } from '../support/processes';
import { focusWindow, press, type } from '../support/screen';
import { copyVault } from '../support/stored-keys';
import { without } from '../support/systems';
import { expect, test } from '../support/test';
import { Trace } from '../support/trace';
import { until } from '../support/until';

// The packaged application can be observed only from outside.
test.skip(...without('xdotool', 'strace'));

const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const binary = () => join(packageFolder(), 'keyfold-bin');
const command = () => join(packageFolder(), 'bin/keyfold');

let home: Home;
let marker: string;
let evil: string;

test.beforeEach(() => {
  home = new Home();
  marker = join(home.folder, 'ran');
  evil = home.write('evil.cjs', `require('node:fs').writeFileSync(${JSON.stringify(marker)}, 'x');`);
});

test.afterEach(() => home.remove());

/** Returns whether the vault process is below this process: it is the only one of Chromium's that runs Node. */
const vaultRuns = (pid = 0) =>
  processTree(pid).some(({ pid: below, kind }) => kind === 'utility' && commandOf(below).includes('node.mojom'));

/** Returns the command line of a process. It is empty if the process has ended. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** All ways in which the environment of a start can bring code into a program that is built on Node. */
const hostile = () => ({
  ...environment(home),
  ELECTRON_RUN_AS_NODE: '1',
  NODE_OPTIONS: `--require ${evil} --inspect=0`,
  ELECTRON_ENABLE_LOGGING: '1',
});

test('it starts, unlocks a vault, and neither its environment nor a signal opens it', async () => {
  // Every system call is traced, which makes everything slow.
  test.setTimeout(240_000);
  await copyVault(home.vault, []);
  const trace = new Trace();
  const app = run(trace.around(binary()), [...sandbox, '--password-store=basic'], hostile(), home.documents);
  try {
    await until('the window is there', () => focusWindow().then(() => true));
    // It is forked when the lock screen is painted.
    await until('the vault process runs', () => vaultRuns(app.child.pid), 60_000);
    // Unlocking writes to the log in the vault.
    const before = readFileSync(home.database);
    // The main view loads behind the lock screen and takes the keyboard focus for a moment. From outside, nothing shows
    // when that is over. So what was typed then is typed again. An unlock that is under way ignores it.
    const unlocked = () => !readFileSync(home.database).equals(before);
    const typed = async () => {
      await focusWindow();
      await press('ctrl+a');
      await type(masterPassword);
      await press('Return');
      return until('it is unlocked', unlocked, 3000).catch(() => false);
    };
    await until('the vault is unlocked', async () => unlocked() || typed(), 120_000);
    // Node would open its inspector at this signal; here it ends the application, or nothing happens.
    app.child.kill('SIGUSR1');
    app.child.kill('SIGTERM');
    await app.ended;
    expect(existsSync(marker)).toBe(false);
    expect(app.said()).not.toMatch(/Debugger|DevTools|inspector/i);
    expect(trace.calls().length).toBeGreaterThan(100);
    expect(trace.leaks({})).toEqual([]);
  } finally {
    await test.info().attach('what it said', { body: app.said(), contentType: 'text/plain' });
    app.child.kill('SIGTERM');
    await app.ended;
    trace.remove();
  }
});

test('what a person starts: from another folder by a link, it opens its window, and ends when it is told to', async () => {
  const link = join(home.folder, 'keyfold-app');
  symlinkSync(join(packageFolder(), 'keyfold-app'), link);
  const app = run(link, [...sandbox, '--password-store=basic'], environment(home), home.documents);
  try {
    await until('the window is there', () => focusWindow().then(() => true));
    await until('the vault process runs', () => vaultRuns(app.child.pid), 60_000);
    expect(commandOf(app.child.pid ?? 0)).toContain('start.sh');
    await until('the command beside it speaks with it', async () => {
      const status = run(command(), ['status'], environment(home), home.documents);
      return (await status.ended) === 0 && status.said() === 'Locked\n';
    });
    app.child.kill('SIGTERM');
    expect(await app.ended).toBe(0);
    expect(app.said()).not.toContain('keyfold:');
  } finally {
    app.child.kill('SIGTERM');
    await app.ended;
  }
});

test('the command keyfold: without a running Keyfold it says so, and without arguments it starts this one', async () => {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = environment(home);
  const status = run(command(), ['status'], env, home.documents);
  expect([await status.ended, status.said()]).toEqual([
    69,
    'keyfold: Keyfold is not running. Start it, then try again. If it runs, its Settings say why it can’t be asked.\n',
  ]);
  const link = join(home.folder, 'keyfold');
  symlinkSync(command(), link);
  const app = run(link, [], env, home.documents);
  // Root gets no sandbox, and nobody else a window without a screen; either is said by the script that starts it.
  expect([12, 14]).toContain(await app.ended);
  expect(app.said()).toContain('Keyfold can’t start');
});

test('it refuses every switch that would open it', async () => {
  for (const argument of [
    '--remote-debugging-port=0',
    '--remote-debugging-pipe',
    '--inspect=0',
    '--inspect-brk=0',
    '--js-flags=--allow-natives-syntax',
    `--user-data-dir=${home.documents}`,
    `--load-extension=${home.documents}`,
    '--disable-web-security',
    '-r',
  ]) {
    const app = run(binary(), [...sandbox, argument, evil], environment(home), home.documents);
    expect(`${argument} ${await app.ended}`).toBe(`${argument} 2`);
    expect(app.said()).toContain(`refused to start with --${argument.replace(/^--?/, '').replace(/=.*/, '')}`);
    expect(app.said()).not.toMatch(/Debugger listening|DevTools listening/);
  }
  expect(existsSync(marker)).toBe(false);
  expect(existsSync(home.vault)).toBe(false);
});

test('it runs no other application than the one it was packaged with', async () => {
  const folder = `${packageFolder()}.without-archive`;
  rmSync(folder, { recursive: true, force: true });
  execFileSync('cp', ['-al', packageFolder(), folder]);
  try {
    const resources = join(folder, 'resources');
    rmSync(join(resources, 'app.asar'));
    mkdirSync(join(resources, 'app'));
    writeFileSync(join(resources, 'app/package.json'), JSON.stringify({ main: evil }));
    const app = run(join(folder, 'keyfold-bin'), [...sandbox], environment(home), home.documents);
    expect(await app.ended).not.toBe(0);
    expect(existsSync(marker)).toBe(false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('its fuses are set, and nothing of development came along', async () => {
  const enabled = '1'.charCodeAt(0);
  const wire = await getCurrentFuseWire(binary());
  const states = Object.fromEntries(
    Object.entries(wire)
      .filter(([fuse]) => fuse !== 'version')
      .map(([fuse, state]) => [fuse, Number(state) === enabled]),
  );
  // The fuses are listed by number, as in the binary. An older Electron lacks the last.
  expect(states).toEqual({
    0: false,
    1: false,
    2: false,
    3: false,
    4: false,
    5: true,
    6: false,
    7: false,
    ...('8' in states ? { 8: true } : {}),
  });

  const folder = packageFolder();
  expect(readdirSync(join(folder, 'resources')).sort()).toEqual(['app.asar', 'app.asar.unpacked', 'start.sh']);
  expect(readdirSync(join(folder, 'bin'))).toEqual(['keyfold']);
  expect(statSync(command()).mode & 0o777).toBe(0o755);
  const beside = readdirSync(join(folder, 'share'), { recursive: true, encoding: 'utf8' });
  expect(beside.filter((name) => statSync(join(folder, 'share', name)).isFile()).sort()).toEqual([
    'bash-completion/completions/keyfold',
    'fish/vendor_completions.d/keyfold.fish',
    'man/man1/keyfold.1',
    'man/zh_CN/man1/keyfold.1',
    'powershell/keyfold.ps1',
    'zsh/site-functions/_keyfold',
  ]);
  const unpacked = readdirSync(join(folder, 'resources/app.asar.unpacked'), { recursive: true, encoding: 'utf8' });
  const files = unpacked.filter((name) => statSync(join(folder, 'resources/app.asar.unpacked', name)).isFile());
  expect(files.filter((name) => !name.endsWith('.node'))).toEqual([]);
  const { listPackage } = await import('@electron/asar');
  const inside = listPackage(join(folder, 'resources/app.asar'), { isPack: false }).map((name) => dirname(name));
  const packages = new Set(
    inside.flatMap((name) => /^\/node_modules\/(@[^/]+\/[^/]+|[^/@][^/]*)/.exec(name)?.[1] ?? []),
  );
  expect(
    [...packages].filter((name) => !/^(@node-rs\/argon2(-.*)?|better-sqlite3-multiple-ciphers)$/.test(name)),
  ).toEqual([]);
  expect(new Set(inside.map((name) => name.split('/')[1]).filter(Boolean))).toEqual(
    new Set(['node_modules', 'out', 'resources']),
  );
  // If it was built from anything but the official Electron, it says so.
  const manifest: { version: string } = JSON.parse(
    readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8'),
  );
  const own = readFileSync(join(folder, 'version'), 'utf8').replace(/^v/, '').trim() === manifest.version;
  expect(/NOT-FOR-RELEASE/.test(folder)).toBe(!own);
});
