// security: only the programs that come with the bus and with GLib. No text of a view or of the vault is an argument.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * The program that starts a tool so that the tool ends with Keyfold, however Keyfold ends. A child of main inherits the
 * sockets by which Chromium's processes notice that main is gone. A tool that outlived a crash kept them all alive,
 * also the vault process. If this program is missing, no tool is started.
 */
export const endingWithUs = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path));

/** Returns the arguments for that program to run a tool. */
export const toolArguments = (command: string, args: readonly string[]) => ['--pdeathsig', 'KILL', command, ...args];

/** Returns the environment that the tools need. They print in English. */
export function toolEnvironment(): NodeJS.ProcessEnv {
  const names = [
    'PATH',
    'DBUS_SESSION_BUS_ADDRESS',
    'DBUS_SYSTEM_BUS_ADDRESS',
    'XDG_RUNTIME_DIR',
    'DISPLAY',
    'XAUTHORITY',
  ];
  return { ...Object.fromEntries(names.map((name) => [name, process.env[name]])), LC_ALL: 'C' };
}

/**
 * Runs a tool and resolves with what it wrote to standard error when it has failed, or with an empty text when it has
 * succeeded. `silent`: it was ended after so many milliseconds. `missing`: the tool isn't there.
 */
export function askTool(
  command: string,
  args: readonly string[],
  limit: number,
): Promise<{ how: 'answered' | 'failed' | 'silent' | 'missing'; complaint: string }> {
  const program = endingWithUs;
  if (program === undefined) return Promise.resolve({ how: 'missing', complaint: '' });
  return new Promise((resolve) => {
    const options = { env: toolEnvironment(), timeout: limit, killSignal: 'SIGKILL' } as const;
    execFile(program, toolArguments(command, args), options, (error, _answer, complaint) => {
      // setpriv ends with 127 if there is no such program.
      const how = !error ? 'answered' : error.killed ? 'silent' : error.code === 127 ? 'missing' : 'failed';
      resolve({ how, complaint });
    });
  });
}
