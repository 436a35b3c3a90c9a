import { realpathSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ChangePlace, SavePlace } from '../../common/control';
import { crypto } from '../platform/crypto';
import { log } from '../platform/log';

/** The files that one vault process writes in places that a person chose. */
export interface Saves {
  /**
   * Returns where to write, and the name of the file until it is complete. `path` is the person's choice; `null`: none.
   */
  place(path: string | null): SavePlace;
  /**
   * The same for an existing file. A link stays a link, and the file that it leads to is changed. Throws if the path
   * can't be resolved.
   */
  change(chosen: string): ChangePlace;
  /**
   * Call this when the process is gone. It removes the files that were not finished, since a half of one could hold a
   * secret.
   */
  undo(): void;
}

/** Starts with no files. */
export function createSaves(): Saves {
  const parts = new Set<string>();
  const beside = (path: string) => {
    const part = join(dirname(path), `.${basename(path).slice(0, 64)}.${crypto().randomBytes(6).toString('hex')}.part`);
    parts.add(part);
    return { path, part };
  };
  return {
    place: (path) => (path === null ? { path } : beside(path)),
    change: (chosen) => ({ ...beside(realpathSync(chosen)), chosen }),
    undo() {
      for (const part of parts) {
        try {
          // A finished file has its final name, and then there is nothing under this one.
          rmSync(part, { force: true });
        } catch {
          log('a file that was being saved could not be removed');
        }
      }
      parts.clear();
    },
  };
}
