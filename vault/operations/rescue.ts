import { basename, dirname } from 'node:path';
import type { Handlers } from '../../common/contract/derived';
import { fail } from '../../common/errors';
import type { Rescue } from '../../common/replaced';
import type { Control } from '../base/control';
import { isThere } from '../base/files/regular-file';
import { reportFailure } from '../base/report-failure';
import { keepHeld, writeHeld } from '../store/backups/make';

/** What a vault had open when its files were replaced, until a person has said what happens to it. */
export interface Rescues {
  take(rescue: Rescue): void;
  /** Returns what waits for an answer. */
  waiting(): Rescue | null;
  /** It is saved, or nobody wants it. */
  answered(): void;
  /**
   * Called when the process ends: if nobody has answered, the state goes among the backups, as long as the vault's
   * folder is there. A failure is only reported, because nobody is there to be told.
   */
  end(): void;
}

export function createRescues(folder: string): Rescues {
  let waiting: Rescue | null = null;
  return {
    take(rescue) {
      waiting = rescue;
    },
    waiting: () => waiting,
    answered() {
      waiting = null;
    },
    end() {
      try {
        if (waiting?.held && isThere(folder)) keepHeld(waiting.held, folder, waiting.at);
        waiting = null;
      } catch (error) {
        reportFailure('rescue', error);
      }
    },
  };
}

export interface RescueHandlerNeeds {
  rescues: Rescues;
  control: Control;
  /** The vault's folder. */
  folder: string;
}

/** The operations of the group `rescue`. */
export function rescueHandlers({ rescues, control, folder }: RescueHandlerNeeds): Handlers<'vault', unknown>['rescue'] {
  return {
    state() {
      const waiting = rescues.waiting();
      if (!waiting) return null;
      const { found, at, held } = waiting;
      const size = held && held.database.byteLength + held.slots.byteLength;
      return { ...found, at, size, folderIsThere: isThere(folder) };
    },
    async save({ to }) {
      const { held, at } = rescues.waiting() ?? fail('not-found', {});
      if (!held) fail('not-found', {});
      if (to === 'backups') {
        const path = keepHeld(held, folder, at);
        rescues.answered();
        return { path };
      }
      const place = await control.ask('savePath', { fileName: `keyfold-${dayAndTime(at)}`, usual: null });
      if (!place || place.path === null) return { path: null };
      const path = writeHeld({ held, folder: dirname(place.path), name: basename(place.path) });
      rescues.answered();
      return { path };
    },
    drop() {
      rescues.answered();
      return null;
    },
  };
}

/** A moment in UTC, as it stands in the names of backups. */
const dayAndTime = (at: number) => `${new Date(at).toISOString().slice(0, 19).replaceAll(':', '')}Z`;
