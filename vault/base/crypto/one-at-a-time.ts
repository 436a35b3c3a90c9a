import { fail, KeyfoldError } from '../../../common/errors';

/**
 * The end of the work that was asked for last. Each derivation takes hundreds of megabytes, so that many at once, which
 * many calls at once would ask for, would take all of the machine's memory.
 */
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs expensive work after all that was asked for before it. If `signal` is aborted before its turn comes, it doesn't
 * run, and this rejects at once. Errors: `cancelled`, those of `work`.
 */
export function oneAtATime<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const turn = last.then(() => (signal?.aborted ? fail('cancelled', {}) : work()));
  last = turn.catch(() => undefined);
  return signal ? unlessAborted(turn, signal) : turn;
}

/** Returns what `act` returns. Rejects at once if the signal is aborted. Errors: `cancelled`, those of `act`. */
function unlessAborted<T>(act: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new KeyfoldError({ code: 'cancelled' }));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    void act.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
