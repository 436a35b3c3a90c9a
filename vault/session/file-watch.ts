import { KeyfoldError } from '../../common/errors';
import type { Replaced } from '../../common/replaced';
import type { Clock } from '../base/clock';
import { reportFailure } from '../base/report-failure';
import type { OpenFiles } from '../store/database/open-files';

/** The time in milliseconds between two looks. */
const lookEvery = 5000;

/**
 * Looks at the open files from time to time, so that a person hears of it soon if they were replaced, also if nothing
 * is changed. `onFound` is called once, whoever has found it, in a turn of its own: then the transaction that was
 * refused is rolled back. Returns the function that ends the looks.
 */
export function watchFiles(files: OpenFiles | null, time: Clock, onFound: (found: Replaced) => void): () => void {
  if (!files) return () => undefined;
  let ended = false;
  let stopTimer: () => void = () => undefined;
  const end = () => {
    ended = true;
    stopTimer();
  };
  files.onFound((found) => {
    if (ended) return;
    end();
    setImmediate(() => onFound(found));
  });
  const look = () => {
    try {
      files.check();
    } catch (error) {
      // What was found went to the listener.
      if (!(error instanceof KeyfoldError)) reportFailure('open files', error);
    }
    if (!ended) stopTimer = time.after(lookEvery, look);
  };
  stopTimer = time.after(lookEvery, look);
  return end;
}
