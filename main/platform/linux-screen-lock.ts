// security: only to listen on the bus. Programs and arguments are fixed; no text of a view or the vault is in them.
import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { lineReader, screenLockReader, screenLockRules, sessionPath, sessionReader } from '../locking/bus-signals';
import { endingWithUs, toolArguments, toolEnvironment } from './linux-tools';

/**
 * The screen lock on Linux, for which Electron has no event. The desktop announces it on the D-Bus. The tools that come
 * with the bus and with GLib listen there, each in its own process that only prints (docs/decisions/0013). If a tool or
 * a bus is missing, nothing is heard, and nothing else happens.
 */
export interface ScreenLockWatch {
  /** Whether anything is being listened to now. */
  readonly listens: boolean;
  stop(): void;
}

type Tool = ChildProcessByStdio<null, Readable, null>;

/**
 * Calls `onLocked` whenever the desktop says that the screen is being locked or that another user's session is shown.
 * Runs until `stop`.
 */
export function watchScreenLock(onLocked: () => void): ScreenLockWatch {
  const tools = new Set<Tool>();
  let stopped = false;

  const listen = (command: string, args: readonly string[], onLine: (line: string) => void) => {
    if (stopped || endingWithUs === undefined) return;
    const tool = spawn(endingWithUs, toolArguments(command, args), {
      env: toolEnvironment(),
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    tools.add(tool);
    tool.stdout.setEncoding('utf8').on('data', lineReader(onLine));
    // The tool is not installed (`error`), or it ends because there is no bus.
    for (const end of ['error', 'exit']) tool.on(end, () => tools.delete(tool));
  };

  listen('dbus-monitor', ['--session', ...screenLockRules], screenLockReader(onLocked));

  const systemBus = ['--system', '--dest', 'org.freedesktop.login1'];
  const ask = ['call', ...systemBus, '--object-path', '/org/freedesktop/login1/user/self', '--timeout', '5'];
  const property = ['--method', 'org.freedesktop.DBus.Properties.Get', 'org.freedesktop.login1.User', 'Display'];
  execFile('gdbus', [...ask, ...property], { env: toolEnvironment(), timeout: 6000 }, (_error, answer) => {
    const path = sessionPath(answer);
    if (path) listen('gdbus', ['monitor', ...systemBus, '--object-path', path], sessionReader(onLocked));
  });

  const stop = () => {
    stopped = true;
    for (const tool of tools) tool.kill();
  };
  // The tools are stopped even if Keyfold gives up and ends at once.
  process.once('exit', stop);
  return {
    get listens() {
      return tools.size > 0;
    },
    stop,
  };
}
