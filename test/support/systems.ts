import { execFileSync, type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { canChooseKeyring, commandFile, hasProc, isWindows, skipReasons } from '../../scripts/lib/systems.mjs';

/**
 * What the system of the tests has. This is the only place where a test asks for it. If something is missing, a test is
 * skipped with the reason of `skipReasons`, and the run counts each reason.
 */

export type Feature = keyof typeof skipReasons;

/** The program `keyfold`, as the set-up has built it. */
export const commandProgram = resolve(import.meta.dirname, '../../out/command', commandFile);

const isRoot = process.getuid?.() === 0;

const tried = (program: string, ...args: string[]): SpawnSyncReturns<Buffer> =>
  spawnSync(program, args, { stdio: 'ignore' });
const starts = (program: string, ...args: string[]) => tried(program, ...args).error === undefined;
const succeeds = (program: string, ...args: string[]) => tried(program, ...args).status === 0;

const checks: Record<Feature, () => boolean> = {
  proc: () => hasProc && existsSync('/proc/self/stat'),
  strace: () =>
    succeeds('strace', '-f', '--seccomp-bpf', '-qq', '-e', 'trace=getpid', '-e', 'inject=getpid:delay_enter=1', 'true'),
  xdotool: () => starts('xdotool', 'version'),
  openbox: () => starts('openbox', '--version') && starts('xprop', '-version'),
  xrandr: () => starts('xrandr', '--version'),
  xclip: () => starts('xclip', '-version'),
  sessionBus: () => starts('dbus-send', '--version'),
  age: () => starts('age', '--version'),
  python: () => succeeds('python3', '-c', 'import configparser'),
  pythonYaml: () => succeeds('python3', '-c', 'import yaml'),
  pythonDotenv: () => succeeds('python3', '-c', 'import dotenv'),
  rclone: () => succeeds('rclone', 'version'),
  s3cmd: () => succeeds('s3cmd', '--version'),
  bash: () => succeeds('bash', '-c', ':'),
  fish: () => succeeds('fish', '--no-config', '-c', 'true'),
  zsh: () => succeeds('zsh', '-c', ':'),
  man: () => starts('man', '--version'),
  terraform: () => succeeds('terraform', '-version'),
  shell: () => succeeds('/bin/sh', '-c', ':'),
  compiler: () => starts('cc', '--version'),
  command: () => existsSync(commandProgram),
  windowsCompiler: () => starts('x86_64-w64-mingw32-gcc', '--version'),
  sanitizer: hasSanitizer,
  setpriv: () => !isRoot || starts('setpriv', '--version'),
  userNamespace: () =>
    hasProc && succeeds('unshare', '-U', '--map-root-user', 'sh', '-c', 'echo 0 > /proc/sys/user/max_user_namespaces'),
  smallDisk: canMount,
  modes: () => !isWindows,
  boundByModes: () => !isWindows && !isRoot,
  // The test itself finds out if that user can run it, because it has the program that it runs.
  otherUser: () => !isWindows,
  links: canLink,
  pipes: () => !isWindows,
  devices: () => existsSync('/dev/zero'),
  longRun: () => process.env.KEYFOLD_LONG === '1',
};

const known = new Map<Feature, boolean>();

/** Returns whether the system has the feature. The answer is the same for the whole process. */
export function has(feature: Feature): boolean {
  const answer = known.get(feature) ?? checks[feature]();
  known.set(feature, answer);
  return answer;
}

/**
 * Returns the arguments for Playwright's `test.skip`, which skips if one of these is missing. Vitest's tests call
 * `need`.
 */
export function without(...features: Feature[]): [condition: boolean, reason: string] {
  const missing = features.find((feature) => !has(feature));
  return missing === undefined ? [false, ''] : [true, skipReasons[missing]];
}

/** Returns the keyring that the application should use, as arguments of its command line. */
export const keyringArguments = (keyring: boolean): string[] =>
  canChooseKeyring ? [`--password-store=${keyring ? 'gnome-libsecret' : 'basic'}`] : [];

function canMount(): boolean {
  if (!hasProc || !isRoot) return false;
  return inFolder((folder) => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k,mode=700', 'keyfold-probe', folder], { stdio: 'ignore' });
    execFileSync('umount', ['-l', folder]);
  });
}

function hasSanitizer(): boolean {
  return inFolder((folder) => {
    const program = join(folder, 'program');
    const flags = ['-fsanitize=address,undefined', '-x', 'c', '-o', program, '-'];
    execFileSync('cc', flags, { input: 'int main(void) { return 0; }', stdio: ['pipe', 'ignore', 'ignore'] });
    execFileSync(program, { stdio: 'ignore' });
  });
}

function canLink(): boolean {
  return inFolder((folder) => symlinkSync('nowhere', join(folder, 'link')));
}

/** Returns whether the act succeeds in a folder of its own. */
function inFolder(act: (folder: string) => void): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'keyfold-probe-'));
  try {
    act(folder);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
