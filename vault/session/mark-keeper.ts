import type { Clock } from '../base/clock';
import type { Control } from '../base/control';
import { reportFailure } from '../base/report-failure';
import type { KeptMark } from '../store/mark';

/** Returns the mark that main keeps. */
export async function readKeptMark(control: Control): Promise<KeptMark> {
  const answer = await control.ask('readMark', {});
  return answer === null ? 'unread' : answer.mark;
}

/** Makes main keep the mark of the vault's generation, and updates it when something is written into the vault. */
export interface MarkKeeper {
  /** Keeps the mark as it is now. */
  keep(): Promise<void>;
  /** Keeps the mark within {@link keepAfter}, including what changes until then. */
  keepSoon(): void;
  /** Keeps no mark until `release`. Resolves when the last one is kept. */
  hold(): Promise<void>;
  release(): void;
  /** Keeps no mark any more. */
  end(): void;
}

export interface MarkKeeperNeeds {
  /** Returns the mark as it is now, as bytes with its mac. */
  mark(): Uint8Array;
  control: Control;
  time: Clock;
}

/** The time in milliseconds that a change may wait for its mark. Changes that follow soon share one mark. */
const keepAfter = 1500;

/** A mark that can't be kept is reported, and nothing else happens. The next change tries again. */
export function createMarkKeeper({ mark, control, time }: MarkKeeperNeeds): MarkKeeper {
  let stopTimer: (() => void) | null = null;
  let ended = false;
  let held = false;
  let keeping: Promise<unknown> = Promise.resolve();

  const keep = async (): Promise<void> => {
    if (ended || held) return;
    keeping = control.ask('keepMark', { mark: mark() });
    if ((await keeping) === null) reportFailure('mark', new Error('not kept'));
  };

  const keepSoon = () => {
    if (ended || held || stopTimer) return;
    stopTimer = time.after(keepAfter, () => {
      stopTimer = null;
      keep().catch((error) => reportFailure('mark', error));
    });
  };

  return {
    keep,
    keepSoon,
    async hold() {
      held = true;
      await keeping;
    },
    release() {
      held = false;
      keepSoon();
    },
    end() {
      ended = true;
      stopTimer?.();
    },
  };
}
