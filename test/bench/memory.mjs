import { readdirSync, readFileSync } from 'node:fs';
import { hasProc } from '../../scripts/lib/systems.mjs';

/** Returns the process and everything that it started, by /proc. */
function familyOf(pid) {
  /** @type {Map<number, number[]>} */
  const children = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // Ended while we looked.
    }
  }
  const family = [pid];
  for (let i = 0; i < family.length; i += 1) family.push(...(children.get(family[i] ?? 0) ?? []));
  return family;
}

/**
 * What a process is, by its command line. Chromium's zygotes are those from which it forks the others.
 * @param {string} line
 */
function kindOf(line) {
  const type = /--type=([\w-]+)/.exec(line)?.[1];
  if (type === undefined) return 'programs that listen to the system';
  const view = /"view":"([\w-]+)"/.exec(line)?.[1];
  if (type === 'renderer') return view ? `view ${view}` : 'view';
  if (type !== 'utility') return type === 'gpu-process' ? 'GPU' : type;
  return line.includes('NetworkService') ? 'network' : line.includes('NodeService') ? 'vault' : 'other services';
}

/**
 * Returns the proportional set size, in MiB, of each kind of process of an application and of `all`. It is empty if there
 * is no /proc.
 * @param {number} pid
 * @returns {Record<string, number>}
 */
export function memoryOf(pid) {
  /** @type {Record<string, number>} */
  const sizes = {};
  for (const member of hasProc ? familyOf(pid) : []) {
    try {
      const kibibytes = Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${member}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
      const kind = member === pid ? 'main' : kindOf(readFileSync(`/proc/${member}/cmdline`, 'utf8'));
      for (const name of ['all', kind]) sizes[name] = (sizes[name] ?? 0) + kibibytes / 1024;
    } catch {
      // Ended while we looked.
    }
  }
  return sizes;
}
