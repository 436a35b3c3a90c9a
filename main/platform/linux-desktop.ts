// security: only to ask the session bus. Programs and arguments are fixed; no text of a view or the vault is in them.
import { execFile } from 'node:child_process';

/** Asks a Linux desktop whether it shows tray icons, by another process and with a limit. */

/** Milliseconds for one question. */
const limit = 3000;

const environment = (): NodeJS.ProcessEnv => {
  const names = ['PATH', 'DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR', 'DISPLAY', 'XAUTHORITY'];
  return { ...Object.fromEntries(names.map((name) => [name, process.env[name]])), LC_ALL: 'C' };
};

/** Returns what `gdbus` prints as the answer; empty if nobody answers in time, or if there is no bus or no `gdbus`. */
function ask(destination: string, path: string, method: string, ...args: string[]): Promise<string> {
  const call = ['call', '--session', '--timeout', '2', '--dest', destination, '--object-path', path];
  return new Promise((resolve) => {
    execFile(
      'gdbus',
      [...call, '--method', method, ...args],
      { env: environment(), timeout: limit, killSignal: 'SIGKILL' },
      (error, answer) => resolve(error ? '' : answer),
    );
  });
}

/** Reads the answer about the host of tray icons, as `gdbus` prints it. */
export const trayIsThere = (answer: string): boolean => answer.trim() === '(<true>,)';

/** Asks whether the desktop has a tray for icons of this kind. */
export async function askTray(): Promise<boolean> {
  const name = 'org.kde.StatusNotifierWatcher';
  const get = 'org.freedesktop.DBus.Properties.Get';
  return trayIsThere(await ask(name, '/StatusNotifierWatcher', get, name, 'IsStatusNotifierHostRegistered'));
}
