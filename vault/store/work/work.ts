import { Worker } from 'node:worker_threads';
import { fail } from '../../../common/errors';
import { reportFailure } from '../../base/report-failure';
import { asThrown, type FromWorker, type Job } from './job';

/**
 * Work on a database file of its own that SQLite can't do in pieces: to check a whole table, or to write a database
 * anew. A worker does it, so that this thread answers other calls meanwhile. When the worker ends, its memory is gone.
 * Only files that nothing else has open are given to it: the vault's own lock belongs to this thread's connection.
 */

let workerFile: string | null = null;

/** Sets the file of the worker (`vault/worker.ts`) that does such work from now on. `null`: this thread does it. */
export function workByWorker(file: string | null): void {
  workerFile = file;
}

export interface Working {
  /** The worker is ended if it is aborted. */
  signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
}

/** A worker that could not work at all, as opposed to one that says what went wrong. */
class NoWorker extends Error {}

/**
 * Does a job: by the worker, or by `here` on this thread if there is none. The job's bytes stay the caller's. Resolves
 * when nothing of it goes on any more. Errors: those of the job, `cancelled`.
 */
export async function work(job: Job, here: () => Promise<void>, working: Working = {}): Promise<void> {
  if (workerFile === null) return here();
  try {
    await byWorker(workerFile, job, working);
  } catch (error) {
    if (working.signal?.aborted) return fail('cancelled', {});
    if (!(error instanceof NoWorker)) throw error;
    reportFailure('worker', error);
    return here();
  }
}

async function byWorker(file: string, job: Job, { signal, onProgress }: Working): Promise<void> {
  const workerData = structuredClone(job);
  const worker = new Worker(file, { workerData });
  wipeAll(workerData);
  const end = () => void worker.terminate();
  signal?.addEventListener('abort', end, { once: true });
  if (signal?.aborted) end();
  let said: FromWorker | null = null;
  try {
    await new Promise<void>((resolve) => {
      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'progress') onProgress?.(message.done, message.total);
        else said = message;
      });
      worker.once('error', () => resolve());
      worker.once('exit', () => resolve());
    });
  } finally {
    signal?.removeEventListener('abort', end);
    await worker.terminate();
  }
  const outcome = said as FromWorker | null;
  if (outcome?.kind === 'failed') throw asThrown(outcome.error);
  if (outcome?.kind !== 'done') throw new NoWorker();
}

/** Overwrites the bytes in a value that is this function's own. */
function wipeAll(value: unknown): void {
  if (value instanceof Uint8Array) value.fill(0);
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) wipeAll(part);
}
