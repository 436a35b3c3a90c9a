import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Makes core dumps empty. A core dump is a copy of a process's memory on the disk. Node can't set limits for it. But on
 * Linux every process has a mask of the kinds of memory that a dump includes. The mask can be written and is inherited.
 * With the mask 0 a dump has no memory in it, even if a handler (systemd-coredump, apport) takes it. Windows and macOS
 * make no dumps by default.
 */
export function emptyCoreDumps(): void {
  if (process.platform !== 'linux') return;
  // Chromium forks its zygotes before this code runs, and every renderer is forked from them.
  for (const pid of [process.pid, ...descendants(process.pid)]) emptyFor(pid);
}

function emptyFor(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/coredump_filter`, '0');
  } catch {
    // The process has ended, or the system doesn't let us write the mask; then dumps are as the system makes them.
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
