// security: the only program that the vault process starts is Keyfold's own command, which says who asks
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Clock } from '../base/clock';
import type { Socket } from './socket';

/** Who asks: the process at the other end of a connection, its parent, and so on. Shown to a person, not proven. */

/** A process, as the system told it. A process with the same number and start is the same one. */
export interface Process {
  pid: number;
  /** When it started, in the system's own unit. */
  start: string;
  name: string;
  /** The whole path of its file; `null`: not known, or the file is gone. */
  path: string | null;
  commandLine: string;
}

/** The process that asks first. Empty: not known. */
export type Chain = readonly Process[];

/** The most processes that the command names. */
export const mostProcesses = 16;
/** The most bytes that it may say. */
const mostSaid = 262_144;
/** Milliseconds in which it has to say it. */
const saysWithin = 3000;

/** Returns when the process with this number started, as the command says it; `null`: it isn't there, or not known. */
export function startOf(pid: number): string | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name before it may have blanks and parentheses of its own.
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/** Returns whether a process is there still. Only Linux says it; elsewhere it is seen when one asks that it started. */
export const isAlive = ({ pid, start }: Process): boolean => process.platform !== 'linux' || startOf(pid) === start;

export const isSame = (one: Process, other: Process): boolean => one.pid === other.pid && one.start === other.start;

// The command writes what could break its lines as `\t`, `\n`, `\\`, and other bytes as `\xNN`.
const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', '\\': '\\' };

/** Returns a field of the command as text. Bytes that are no UTF-8 are � in it. */
function unescaped(field: string): string {
  if (!field.includes('\\')) return field;
  const latin = Buffer.from(field, 'utf8').toString('latin1');
  const bytes = latin.replace(/\\(?:x([0-9a-fA-F]{2})|([tn\\]))/g, (_, hex: string | undefined, sign: string) =>
    hex === undefined ? (escapes[sign] ?? '') : String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

const pathOf = (path: string): string | null =>
  path === '' || path.endsWith(' (deleted)') || !/^(?:\/|[A-Za-z]:\\|\\\\)/.test(path) ? null : path;

function processOf(line: string, uid: number | null): Process | null {
  const fields = line.split('\t');
  const [pid = '', start = '', owner = '', name = '', path = '', commandLine = ''] = fields.map(unescaped);
  // What runs as another user didn't come from this one. Without a start time, a number could be another process's.
  if (fields.length !== 6 || !/^[1-9]\d{0,9}$/.test(pid) || !/^\d{1,20}$/.test(start)) return null;
  if (Number(pid) <= 1 || (uid !== null && owner !== String(uid))) return null;
  return { pid: Number(pid), start, name: name || basename(path), path: pathOf(path), commandLine };
}

/**
 * Returns the chain that the command printed. It ends before the first process that isn't this user's, that has the
 * number 1, or that can't be read: nobody can be allowed something for such a process.
 */
export function chainOf(said: string, uid: number | null): Chain {
  const found: Process[] = [];
  for (const line of said.split('\n').slice(0, mostProcesses)) {
    const one = processOf(line, uid);
    if (!one || found.some(({ pid }) => pid === one.pid)) break;
    found.push(one);
  }
  return found;
}

/** Finds out who is at the other end. Never fails: what can't be found out is an empty chain. */
export type AsksWho = (socket: Socket) => Promise<Chain>;

/** Asks the command at this path, which gets the connection as its descriptor 3. The socket must not be read meanwhile. */
export function createAsksWho(program: string, clock: Clock): AsksWho {
  return (socket) =>
    new Promise((resolve) => {
      const uid = process.getuid?.() ?? null;
      let said = '';
      try {
        const child = spawn(program, ['--peer'], { stdio: ['ignore', 'pipe', 'ignore', socket], env: {} });
        const stopTimer = clock.after(saysWithin, () => child.kill('SIGKILL'));
        child.stdout?.setEncoding('utf8').on('data', (text: string) => {
          said += text;
          if (said.length > mostSaid) child.kill('SIGKILL');
        });
        child.once('error', () => {
          stopTimer();
          resolve([]);
        });
        child.once('close', (code) => {
          stopTimer();
          resolve(code === 0 ? chainOf(said, uid) : []);
        });
      } catch {
        resolve([]);
      }
    });
}

// What stands between a person or a tool and the command, and is never who asks.
const shells = new Set(
  'sh bash dash zsh fish ksh mksh ash busybox csh tcsh pwsh powershell cmd nu elvish xonsh env sudo nice nohup'.split(
    ' ',
  ),
);

/** Returns the name of a process's program, as it is the same on all systems. */
function plainName({ name, path }: Process): string {
  const file = (path === null ? name : basename(path.replaceAll('\\', '/'))).toLowerCase();
  return file.replace(/^-/, '').replace(/\.exe$/, '');
}

/**
 * Returns the place of the nearest process that isn't a shell or the command. If all are, as when somebody works over
 * SSH, it is the nearest shell: the command is another process at each use. 0 if none is known.
 */
export function nearestAsker(chain: Chain): number {
  const names = chain.map(plainName);
  const program = names.findIndex((name) => name !== 'keyfold' && !shells.has(name));
  return Math.max(0, program >= 0 ? program : names.findIndex((name) => name !== 'keyfold'));
}
