import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

/**
 * How a second copy learns that the first one has shown its window. Chromium's lock tells the first copy of the second,
 * but returns the same `false` whether the first copy heard it or the lock could not be made at all. And if the first
 * copy doesn't answer, Chromium kills it after 20 seconds, whatever it has open.
 *
 * So the first copy writes who it is into the folder `copies` and watches that folder. The second copy puts a request
 * there. The first copy removes it when its window is shown. Nothing in these files is secret, and nothing is done for
 * whoever writes one except that the window is shown.
 */

const folderIn = (userData: string) => join(userData, 'copies');
const firstIn = (userData: string) => join(folderIn(userData), 'first');

/** Milliseconds that the first copy has to show its window. A busy machine needs a second or two. */
const patience = 8000;
const betweenLooks = 50;

/** A copy that runs in this folder. */
export interface OtherCopy {
  pid: number;
}

/** Returns when a process was started, in ticks since the machine was; `null` if it doesn't run or can't be asked. */
function startOf(pid: number): string | null {
  try {
    const line = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program comes in parentheses before, and may contain blanks.
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    const [state] = fields;
    return state === 'Z' || state === 'X' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

/**
 * Returns the first copy, if it runs and has said so. A process that has got its number since doesn't count, because it
 * was started at another time. `null` also where processes can't be looked at.
 */
export function runningCopy(userData: string): OtherCopy | null {
  try {
    const [pid = '', started = ''] = fs.readFileSync(firstIn(userData), 'utf8').split(' ');
    const number = Number(pid);
    if (!Number.isInteger(number) || number < 1 || number === process.pid) return null;
    return startOf(number) === started ? { pid: number } : null;
  } catch {
    return null;
  }
}

/**
 * Asks the first copy to show its window. `shown`: it has. `gone`: it has ended meanwhile. `silent`: it runs and has
 * not answered, or can't be asked.
 */
export async function askToShow(
  userData: string,
  copy: OtherCopy,
  wait = patience,
): Promise<'shown' | 'gone' | 'silent'> {
  const request = join(folderIn(userData), `show-${process.pid}`);
  try {
    fs.writeFileSync(request, '', { flag: 'wx', mode: 0o600 });
  } catch {
    return 'silent';
  }
  const until = performance.now() + wait;
  while (performance.now() < until) {
    if (!fs.existsSync(request)) return 'shown';
    if (runningCopy(userData)?.pid !== copy.pid) break;
    await after(betweenLooks);
  }
  const answered = !fs.existsSync(request);
  fs.rmSync(request, { force: true });
  if (answered) return 'shown';
  return runningCopy(userData)?.pid === copy.pid ? 'silent' : 'gone';
}

/**
 * Says that this is the first copy, and answers those that come later. `show` shows the window and returns whether
 * it could; else there is no answer. Returns a function that ends this. If the folder can't be written or watched, a later copy has only
 * Chromium's lock.
 */
export function answerCopies(userData: string, show: () => boolean): () => void {
  const folder = folderIn(userData);
  const started = startOf(process.pid);
  if (started === null) return () => undefined;
  try {
    fs.rmSync(folder, { recursive: true, force: true });
    fs.mkdirSync(folder, { mode: 0o700 });
    const watcher = fs.watch(folder, { persistent: false }, (_event, name) => {
      const request = join(folder, name ?? '');
      if (!/^show-\d+$/.test(name ?? '') || !fs.existsSync(request)) return;
      if (show()) fs.rmSync(request, { force: true });
    });
    watcher.on('error', () => watcher.close());
    fs.writeFileSync(firstIn(userData), `${process.pid} ${started}`, { mode: 0o600 });
    return () => {
      watcher.close();
      fs.rmSync(folder, { recursive: true, force: true });
    };
  } catch {
    return () => undefined;
  }
}

/**
 * Returns which machine holds Chromium's lock on this folder, if it isn't this one: the folder is on a network, or this
 * machine had another name when Keyfold ended without giving up the lock. Chromium then refuses the lock for ever.
 */
export function lockElsewhere(userData: string): { path: string; host: string; pid: string } | null {
  const path = join(userData, 'SingletonLock');
  try {
    const [, host = '', pid = ''] = /^(.*)-(\d+)$/s.exec(fs.readlinkSync(path)) ?? [];
    return host === '' || host === hostname() ? null : { path, host, pid };
  } catch {
    return null;
  }
}

/** Finds out why the lock could not be made in this folder; `null` if it could be made now. Errors: none. */
export function lockFault(userData: string): unknown {
  const probe = join(userData, `lock-${process.pid}`);
  try {
    fs.symlinkSync('probe', probe);
    fs.unlinkSync(probe);
    return null;
  } catch (error) {
    return error;
  }
}
