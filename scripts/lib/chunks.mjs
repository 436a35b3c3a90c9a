import path from 'node:path';
import { root } from './paths.mjs';

/**
 * Returns a group for rolldown: one file with everything that these sheets load before they can paint, and nothing else.
 * Each file costs a round trip through main, and each line has to be read before the first picture.
 * @param {string} name
 * @param {string[]} sheets
 * @returns {import('rolldown').CodeSplittingGroup}
 */
export function chunkOf(name, sheets) {
  const entries = sheets.map((sheet) => path.join(root, `renderer/sheets/${sheet}/main.tsx`));
  /** @type {Set<string> | null} */
  let needed = null;
  return {
    name(id, context) {
      needed ??= reachedFrom(entries, (module) => context.getModuleInfo(module)?.importedIds ?? []);
      return needed.has(id) && !entries.includes(id) ? name : null;
    },
  };
}

/**
 * Returns the modules to which static imports lead.
 * @param {string[]} entries
 * @param {(module: string) => string[]} importsOf
 */
function reachedFrom(entries, importsOf) {
  const reached = new Set(entries);
  for (const module of reached) for (const imported of importsOf(module)) reached.add(imported);
  return reached;
}
