import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startScript } from '../../scripts/lib/paths.mjs';
import { commandLine, electron, environment } from './app';
import type { Home } from './home';
import { isAlive, processTree } from './processes';
import { xdotool } from './screen';
import { until } from './until';

/** Starts of the application without a driver, as a person makes them, to see how they end. */

export interface BareStart {
  pid: number;
  /** Returns what it has written to standard error so far. */
  said(): string;
  /** Its exit code; `null` if a signal ended it. */
  ended: Promise<number | null>;
  /** Ends it as the desktop does when the person leaves. */
  end(): void;
  /** Ends it at once, if it still runs. */
  kill(): void;
}

export interface BareOptions {
  /** Environment variables that differ; `undefined` takes one away. */
  environment?: Readonly<Record<string, string | undefined>>;
  /** The folder in which it is started. By default it is the person's own files. */
  cwd?: string;
  /** Starts it as a user who is bound by the modes of files, also if the tests are run by root. */
  plainUser?: boolean;
  /** Starts it by the script that a person starts on Linux. */
  byScript?: boolean;
  /** A module that is loaded before its own code, with a planted defect. */
  preload?: string;
  /** Starts it where the kernel refuses every further user namespace, as another user than root. */
  noNamespaces?: boolean;
}

/** Starts the application in this home. The caller ends it. */
export function bareStart(home: Home, options: BareOptions = {}): BareStart {
  const command = [
    ...(options.plainUser ? withoutRights() : []),
    ...(options.noNamespaces ? withoutNamespaces : []),
    ...(options.byScript ? ['/bin/sh', startScript, '/'] : []),
    electron,
    // Only root goes without the sandbox, and there it isn't root.
    ...commandLine(false, options.preload === undefined ? [] : ['-r', options.preload]).filter(
      (argument) => !(options.noNamespaces && argument === '--no-sandbox'),
    ),
  ];
  const [program = '', ...args] = command;
  const all = { ...environment(home), ...options.environment };
  const env = Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const child = spawn(program, args, { env, cwd: options.cwd ?? home.documents, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  return {
    pid: child.pid ?? 0,
    said: () => said,
    ended: new Promise((resolve) => child.once('close', (code) => resolve(code))),
    end: () => void child.kill('SIGTERM'),
    kill() {
      // The script would leave what it runs.
      const below = options.byScript && child.pid !== undefined ? processTree(child.pid) : [];
      child.kill('SIGKILL');
      for (const { pid } of below) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    },
  };
}

/** Root without the rights of root: it may read and write only what its own modes allow. */
const withoutRights = () => (process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-all', '--inh-caps=-all'] : []);

/**
 * A namespace in which this user has another number than root's, and the kernel makes no further one. What gave the
 * right to set that is given up again.
 */
const withoutNamespaces = [
  ...['unshare', '-U', '--map-user=1000', '--map-group=1000', '--keep-caps', '/bin/sh', '-c'],
  'echo 0 > /proc/sys/user/max_user_namespaces; exec setpriv --inh-caps=-all --ambient-caps=-all --bounding-set=-all "$@"',
  'sh',
];

/** Returns the windows of this process on the screen. */
async function windowsOf(pid: number): Promise<string[]> {
  try {
    const { stdout } = await xdotool('search', '--all', '--onlyvisible', '--pid', String(pid), '--name', '.');
    return stdout.split('\n').filter(Boolean);
  } catch {
    // xdotool ends with 1 when there is no such window.
    return [];
  }
}

/** Waits for the dialog in which a start says why it ends, and closes it as a person does. */
export async function closeDialog({ pid, ended }: BareStart): Promise<void> {
  let gone = false;
  void ended.then(() => {
    gone = true;
  });
  await until('the dialog is on the screen and closed', async () => {
    const dialog = (await windowsOf(pid)).at(-1);
    if (dialog === undefined) return gone;
    // It may have been closed by the key before.
    await xdotool('windowfocus', dialog).catch(() => null);
    await xdotool('key', '--clearmodifiers', 'Return');
    return false;
  });
}

/** Makes a disk in memory, mounted with these options. Returns its folder, and what takes it away. */
export function mountDisk(options: string): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'keyfold-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `mode=700,${options}`, 'keyfold-e2e', folder]);
  return {
    folder,
    remove() {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Makes a mounted folder or file readable only, or writable again. */
export function remount(folder: string, access: 'ro' | 'rw'): void {
  execFileSync('mount', ['-o', `remount,${access}`, folder]);
}
