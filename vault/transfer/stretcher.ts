import { parentPort, workerData } from 'node:worker_threads';
import { argon2id, scrypt } from 'hash-wasm';
import { blockSize, type Stretching, stretchedLength } from './stretching';

/** The worker that stretches one passphrase and ends. */

const { passphrase, salt, work } = workerData as Stretching;

const stretched = (): Promise<Uint8Array> =>
  work.by === 'scrypt'
    ? scrypt({
        password: passphrase,
        salt,
        costFactor: 2 ** work.logN,
        blockSize,
        parallelism: 1,
        hashLength: stretchedLength,
        outputType: 'binary',
      })
    : argon2id({
        password: passphrase,
        salt,
        memorySize: work.cost.memoryKiB,
        iterations: work.cost.passes,
        parallelism: work.cost.lanes,
        hashLength: stretchedLength,
        outputType: 'binary',
      });

async function make(): Promise<void> {
  const key = await stretched();
  // This is the worker's own copy and not the caller's bytes.
  passphrase.fill(0);
  parentPort?.postMessage(Uint8Array.from(key));
  key.fill(0);
}

void make();
