import { randomBytes } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ChangePlace, SavePlace } from '../../common/control';
import { log } from '../platform/log';

/** The files that one vault process writes where a person wanted them. */
export interface Saves {
  /** Where to write, and under which name until the file is whole. `path`: the person's choice; `null`: none. */
  place(path: string | null): SavePlace;
  /** The same for a file that is there: a link stays one, and the file that it leads to is changed. */
  change(chosen: string): ChangePlace;
  /** The process is gone: whatever it had not finished is removed, so that no half of it stays, with a secret in it. */
  undo(): void;
}

export function createSaves(): Saves {
  const parts = new Set<string>();
  const beside = (path: string) => {
    const part = join(dirname(path), `.${basename(path).slice(0, 64)}.${randomBytes(6).toString('hex')}.part`);
    parts.add(part);
    return { path, part };
  };
  return {
    place: (path) => (path === null ? { path } : beside(path)),
    change: (chosen) => ({ ...beside(realpathSync(chosen)), chosen }),
    undo() {
      for (const part of parts) {
        try {
          // What was finished has its own name by now, and there is nothing under this one.
          rmSync(part, { force: true });
        } catch {
          log('a file that was being saved could not be removed');
        }
      }
      parts.clear();
    },
  };
}
