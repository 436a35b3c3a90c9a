import * as fs from 'node:fs';
import { dirname } from 'node:path';
import { type Ended, runChild } from './children';

/**
 * In which order an act writes, syncs and replaces files, read from the trace of its system calls. A kill loses nothing
 * that was written, so no kill shows that a sync is gone: that is seen here. What is looked at is what each step is,
 * never how many there are.
 */

const writing = ['write', 'pwrite64', 'writev', 'ftruncate', 'copy_file_range', 'sendfile', 'fallocate'];
const naming = ['rename', 'renameat', 'renameat2', 'link', 'linkat', 'unlink', 'unlinkat', 'rmdir', 'mkdir', 'mkdirat'];
const syncing = ['fsync', 'fdatasync'];
const traced = [...writing, ...naming, ...syncing, 'openat', 'truncate'].map((name) => `?${name}`).join(',');

/** One call that succeeded, with the files that it names. */
interface Call {
  name: string;
  /** What stands between its brackets. */
  given: string;
  /** The file that it writes to or syncs; empty where there is none, or none with that name any more. */
  file: string;
  /** The paths in quotation marks. */
  paths: string[];
}

/** Runs an act and lists its calls after the marker was opened, each where it was over. */
export async function callsOf(args: string[], marker: string, log: string): Promise<{ calls: Call[]; ended: Ended }> {
  const under = ['strace', '-f', '-qq', '-y', '-s', '48', '-e', 'signal=none', '-e', `trace=${traced}`, '-o', log];
  const ended = await runChild(args, { under });
  /** The first halves of calls that another thread's came between, by thread. */
  const begun = new Map<string, string>();
  const calls: Call[] = [];
  let after = false;
  for (const line of fs.readFileSync(log, 'utf8').split('\n')) {
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const unfinished = /^(.*) <unfinished \.\.\.>$/.exec(rest);
    if (unfinished) {
      begun.set(thread, unfinished[1] ?? '');
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest);
    const whole = resumed ? (begun.get(thread) ?? '') + (resumed[1] ?? '') : rest;
    const [, name = '', given = '', result = ''] = /^(\w+)\((.*)\) += (-?\d+)/.exec(whole) ?? [];
    if (name === '' || result.startsWith('-')) continue;
    if (after) {
      const file = fileOf(name, given);
      const paths = [...given.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, path = '']) => path);
      calls.push({ name, given, file, paths });
    }
    if (given.includes(`"${marker}"`)) after = true;
  }
  return { calls, ended };
}

/**
 * The file that a call is about. A copy names the file that it reads first. What goes into a file that was replaced is
 * not in the one that has its name now.
 */
function fileOf(name: string, given: string): string {
  const descriptor = name === 'copy_file_range' ? given.replace(/^[^,]*, [^,]*, /, '') : given;
  return /^\d+<([^>]*)>(?!\(deleted\))/.exec(descriptor)?.[1] ?? '';
}

/** The child says that a change is done. */
const isAcknowledging = ({ name, given }: Call) =>
  name === 'write' && /^1</.test(given) && given.includes('acknowledged');

/** What is looked at. */
interface Watched {
  /** The vault's folder; its parent is watched with it. */
  folder: string;
  /** Files that need not be there after a power cut. */
  passing(path: string): boolean;
}

/**
 * What of the order is wrong: a file or folder that takes a place before it is synced, a name that is not synced when
 * something was acknowledged, a write that is not.
 */
export function disorderIn(calls: readonly Call[], { folder, passing }: Watched): string[] {
  const wrong: string[] = [];
  /** Files that were written to, and folders in which a name changed, since they were synced. */
  const unsynced = new Set<string>();
  const names = new Set<string>();
  /** Folders, with those to which something was moved out of them. */
  const moved = new Map<string, Set<string>>();
  const here = (path: string) => path.startsWith(`${dirname(folder)}/`) || path === folder;
  const inside = (path: string, parent: string) => path === parent || path.startsWith(`${parent}/`);
  const named = (path: string) => {
    if (here(path) && !passing(path)) names.add(dirname(path));
  };
  const short = (path: string) => path.slice(dirname(folder).length + 1);
  for (const call of calls) {
    const { name, given, file, paths } = call;
    const [from = '', to = ''] = paths;
    if (isAcknowledging(call)) {
      for (const path of unsynced)
        if (!passing(path)) wrong.push(`acknowledged before its bytes are synced: ${short(path)}`);
      for (const path of names) wrong.push(`acknowledged before its names are synced: ${short(path)}`);
    } else if (writing.includes(name)) {
      if (here(file)) unsynced.add(file);
    } else if (syncing.includes(name)) {
      unsynced.delete(file);
      names.delete(file);
    } else if (name === 'openat' && /O_CREAT/.test(given)) named(from);
    else if (name.startsWith('mkdir')) named(from);
    else if (name === 'rmdir') {
      for (const target of moved.get(from) ?? []) {
        if (names.has(target))
          wrong.push(`${short(from)} goes before what was in it has a synced name in ${short(target)}`);
      }
    } else if (/^(rename|link)/.test(name) && here(to)) {
      for (const path of unsynced) {
        if (inside(path, from)) wrong.push(`${short(to)} takes its place before its bytes are synced: ${short(path)}`);
      }
      for (const path of names) {
        if (inside(path, from)) wrong.push(`${short(to)} takes its place before its names are synced: ${short(path)}`);
      }
      if (name.startsWith('rename')) {
        moved.set(dirname(from), (moved.get(dirname(from)) ?? new Set()).add(dirname(to)));
        for (const set of [unsynced, names]) {
          for (const path of [...set].filter((one) => inside(one, from))) {
            set.delete(path);
            set.add(to + path.slice(from.length));
          }
        }
      }
      named(to);
    }
  }
  return [...new Set(wrong)];
}

/** Whether the database was written and synced before the first file with this name, or a copy of it, was replaced. */
export function isWrittenDownBefore(calls: readonly Call[], folder: string, name: string): boolean {
  const database = `${folder}/vault.db`;
  const replaces = (call: Call) => /^rename/.test(call.name) && (call.paths[1] ?? '').startsWith(`${folder}/${name}`);
  const first = calls.findIndex(replaces);
  const written = calls.findIndex((call) => call.name === 'pwrite64' && call.file === database);
  const synced = calls.findIndex((call, at) => at > written && syncing.includes(call.name) && call.file === database);
  return written >= 0 && synced > written && first > synced;
}

/**
 * Whether the first new file with this beginning of its name was there, with its bytes and its name on the disk, before
 * the database was written for the last time for the change that was acknowledged then.
 */
export function isKeptBefore(calls: readonly Call[], folder: string, name: string): boolean {
  const database = `${folder}/vault.db`;
  const placed = calls.findIndex(
    (call) => /^(rename|link)/.test(call.name) && (call.paths[1] ?? '').startsWith(`${folder}/${name}`),
  );
  const from = calls[placed]?.paths[0];
  const whole = calls.findIndex((call) => syncing.includes(call.name) && call.file === from);
  const named = calls.findIndex((call, at) => at > placed && syncing.includes(call.name) && call.file === folder);
  const end = calls.findIndex(isAcknowledging);
  const written = calls.slice(0, end).findLastIndex((call) => call.name === 'pwrite64' && call.file === database);
  return placed >= 0 && whole >= 0 && whole < placed && named > placed && written > named;
}
