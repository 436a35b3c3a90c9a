import * as fs from 'node:fs';
import { join, relative } from 'node:path';
import { type Ended, long, runChild, sample } from './children';

/** What changes something on a disk, or makes it last. */
const syscalls = [
  ...['write', 'pwrite64', 'fsync', 'fdatasync', 'ftruncate', 'truncate', 'openat', 'close'],
  ...['rename', 'renameat', 'renameat2', 'link', 'linkat', 'symlink', 'unlink', 'unlinkat', 'mkdir', 'mkdirat'],
  ...['chmod', 'fchmod', 'fchmodat', 'rmdir', 'copy_file_range', 'sendfile', 'fallocate'],
];

/** The n-th of one system call that touches the vault's folder. */
export interface Point {
  syscall: string;
  n: number;
}

export type Fault = 'signal=KILL' | 'error=ENOSPC' | 'error=EIO' | `delay_enter=${number}`;

const tracing = ['strace', '-f', '-qq', '-e', 'signal=none'];
const traced = ['-e', `trace=${syscalls.map((name) => `?${name}`).join(',')}`];

/** The files in the folder that an act touches, found by looking at all of its calls. */
export interface Touched {
  names: string[];
}

/** Runs an act and finds the names of everything below `folder` that it touches. */
export async function touchedBy(
  folder: string,
  args: string[],
  log: string,
): Promise<{ names: string[]; ended: Ended }> {
  const ended = await runChild(args, { under: [...tracing, '-s', '0', '-o', log, ...traced] });
  const names = new Set(['']);
  for (const [, path = ''] of fs.readFileSync(log, 'utf8').matchAll(/"(\/[^"]*)"/g)) {
    if (path === folder || path.startsWith(`${folder}/`)) names.add(relative(folder, path));
  }
  return { names: [...names], ended };
}

const pathArguments = (folder: string, names: readonly string[], marker: string) =>
  [...names.map((name) => join(folder, name)), marker].flatMap((path) => ['-P', path]);

/**
 * Runs an act and lists the calls that touch those names after the marker was opened: the points at which it can be
 * cut. The files lie in memory or not; which calls are made is the same.
 */
export async function pointsOf(
  folder: string,
  names: readonly string[],
  marker: string,
  args: string[],
  log: string,
): Promise<Point[]> {
  await runChild(args, { under: [...tracing, '-o', log, ...pathArguments(folder, names, marker), ...traced] });
  const counts = new Map<string, number>();
  const points: Point[] = [];
  let begun = false;
  const lines = fs.readFileSync(log, 'utf8').split('\n');
  // The thread that works is the first that is seen; strace counts each thread's calls by themselves.
  const thread = lines[0]?.split(' ')[0];
  for (const line of lines) {
    const [, tid, syscall] = /^(\d+) +(\w+)\(/.exec(line) ?? [];
    if (syscall === undefined || tid !== thread) continue;
    const n = (counts.get(syscall) ?? 0) + 1;
    counts.set(syscall, n);
    if (begun) points.push({ syscall, n });
    // Opening the marker and closing it are no calls of the act.
    if (line.includes(`"${marker}"`)) begun = true;
  }
  return points.slice(1);
}

/**
 * The points at which something comes to count: where a file takes its place, the sync before that and the call after it;
 * the last sync of all and the call after it, with which a transaction ends. So many of them in the short run, spread over
 * what they are; every point in the long one.
 */
export function telling(points: readonly Point[], short: number): Point[] {
  if (long) return sample(points, short);
  const isSync = ({ syscall }: Point) => syscall === 'fsync' || syscall === 'fdatasync';
  const chosen = new Set<number>();
  const around = (at: number) => {
    chosen
      .add(points.slice(0, at).findLastIndex(isSync))
      .add(at)
      .add(at + 1);
  };
  for (const [at, { syscall }] of points.entries()) if (/^(rename|link)/.test(syscall)) around(at);
  // Where no file takes a place it is all one transaction.
  if (chosen.size === 0) for (const [at, point] of points.entries()) if (isSync(point)) chosen.add(at);
  const end = points.findLastIndex(isSync);
  chosen.add(end).add(end + 1);
  const found = points.filter((_, at) => chosen.has(at));
  return sample(found, short);
}

/** Runs an act with a fault at one point. */
export function runWithFault(
  folder: string,
  names: readonly string[],
  marker: string,
  args: string[],
  { syscall, n }: Point,
  fault: Fault,
): Promise<Ended> {
  const injected = ['-e', `inject=${syscall}:${fault}:when=${n}`];
  // Only that call stops at the tracer; but a stop of that kind can't pass a signal on.
  const quiet = [...(fault === 'signal=KILL' ? [] : ['--seccomp-bpf']), '-o', '/dev/null'];
  return runChild(args, {
    under: [...tracing, ...quiet, ...pathArguments(folder, names, marker), '-e', `trace=${syscall}`, ...injected],
  });
}
