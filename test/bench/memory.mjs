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

/** Returns the proportional set size of all processes of an application, in MiB, or `null` if there is no /proc. */
export function memoryOf(pid) {
  if (!hasProc) return null;
  let kibibytes = 0;
  for (const member of familyOf(pid)) {
    try {
      kibibytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${member}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    } catch {
      // Ended while we looked.
    }
  }
  return kibibytes / 1024;
}
