import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * A core dump is a copy of a process's memory on the disk. Limits are not Node's to set; but on Linux every process has a
 * mask of the kinds of memory that a dump takes in, and the mask can be written and is inherited. With 0 a dump has no
 * memory in it, also where a handler (systemd-coredump, apport) takes it. Windows and macOS make none by default.
 */
export function emptyCoreDumps(): void {
  if (process.platform !== 'linux') return;
  // Chromium has forked its zygotes before this code runs; every renderer comes out of them.
  for (const pid of [process.pid, ...descendants(process.pid)]) emptyFor(pid);
}

function emptyFor(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/coredump_filter`, '0');
  } catch {
    // It has ended, or the system keeps the mask to itself; then dumps are as the system has them.
  }
}

function descendants(pid: number): number[] {
  const children = childrenOf(pid);
  return [...children, ...children.flatMap(descendants)];
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}
