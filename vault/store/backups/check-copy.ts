import { work } from '../work/work';
import { type Contents, type Expected, verifyCopy } from './verify';

/** The check of a copy, as a piece of work: SQLite checks a whole table at once, and a large one takes seconds. */

export const checkJob = 'check-copy';

export interface CheckGiven {
  folder: string;
  /** The vault key. */
  key: Uint8Array;
  vaultId: string;
  /** The bytes of `slots.json`. Slots as an object lose theirs when they are posted. */
  slots: Uint8Array;
  contents: Contents;
}

/** Does {@link verifyCopy} beside other calls. Errors: as there. */
export async function checkCopy(folder: string, expected: Expected, goOn = (): void => undefined): Promise<void> {
  const { key, slots, ...same } = expected;
  const given: CheckGiven = { folder, key: Uint8Array.from(key), slots: Uint8Array.from(slots), ...same };
  try {
    await work({ name: checkJob, given }, () => verifyCopy(folder, expected, goOn));
  } finally {
    given.key.fill(0);
  }
  goOn();
}

/** What the worker does. */
export const verifyGiven = ({ folder, ...expected }: CheckGiven): Promise<void> => verifyCopy(folder, expected);
