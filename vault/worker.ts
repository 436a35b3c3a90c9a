import { parentPort, workerData } from 'node:worker_threads';
import { wipeBytes } from './base/wipe';
import { resealAuthenticator } from './protection/authenticator';
import { type NewKeysGiven, newKeysJob, rebuildDatabase } from './session/rekey/rebuild';
import { type CheckGiven, checkJob, verifyGiven } from './store/backups/check-copy';
import { type FromWorker, type Job, toTell } from './store/work/job';

/** The worker that does one piece of work on a database file of its own, and ends (`vault/store/work/work.ts`). */

const post = (message: FromWorker): void => parentPort?.postMessage(message);

function run({ name, given }: Job): Promise<void> {
  switch (name) {
    case checkJob:
      return verifyGiven(given as CheckGiven);
    case newKeysJob:
      return rebuildDatabase(given as NewKeysGiven, resealAuthenticator, async (done, total) =>
        post({ kind: 'progress', done, total }),
      );
    default:
      throw new Error('no such job');
  }
}

async function work(): Promise<void> {
  const job = workerData as Job;
  try {
    await run(job);
    post({ kind: 'done' });
  } catch (error) {
    post({ kind: 'failed', error: toTell(error) });
  } finally {
    wipeBytes(job.given);
  }
}

void work();
