import * as fs from 'node:fs';
import { SourceMap } from 'node:module';
import { basename, join } from 'node:path';

/**
 * Turns places in the built files into places in the sources, by the maps that lie beside them. A built file is one
 * long line, so a place in it says nothing to whoever gets a report.
 */

/** Bytes. A larger map was not made by the build. */
const largest = 16 * 1024 * 1024;

/** Where sources of Keyfold and of its packages are, below the root of the repository. */
const source = /^(?:\.\.\/)*((?:common|main|vault|node_modules)\/[\w@][\w@./-]*)$/;

/**
 * Returns these places (`index.cjs:1:4711`) as places in the sources (`main/index.ts:42:7`). Lines and columns begin
 * at 1. A place whose map is missing or broken, or names no source, stays as it is. `folders` are those of the built
 * files. The maps are read anew each time, since hardly ever anything fails.
 */
export function placesInSources(places: readonly string[], folders: readonly string[]): string[] {
  const maps = new Map<string, SourceMap | null>();
  return places.map((place) => {
    const [, file = '', row = '', column = ''] = /^([\w./-]+):(\d+):(\d+)$/.exec(place) ?? [];
    const map = maps.get(file) ?? mapOf(file, folders);
    maps.set(file, map);
    return (map && found(map, Number(row), Number(column))) ?? place;
  });
}

function mapOf(file: string, folders: readonly string[]): SourceMap | null {
  for (const folder of folders) {
    try {
      const path = join(folder, `${basename(file)}.map`);
      if (fs.statSync(path).size > largest) continue;
      return new SourceMap(JSON.parse(fs.readFileSync(path, 'utf8')));
    } catch {
      // It isn't there, or it can't be read. The next folder may have it.
    }
  }
  return null;
}

function found(map: SourceMap, row: number, column: number): string | null {
  try {
    const entry = map.findEntry(row - 1, column - 1);
    if (!('originalSource' in entry)) return null;
    const [, path = ''] = source.exec(entry.originalSource) ?? [];
    return path === '' ? null : `${path}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  } catch {
    return null;
  }
}
