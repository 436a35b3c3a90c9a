import { parentPort, workerData } from 'node:worker_threads';
import { scrypt } from 'hash-wasm';
import { blockSize, type Stretching, stretchedLength } from './stretch';

/** The worker that stretches one passphrase and ends. */

const { passphrase, salt, logN } = workerData as Stretching;

async function work(): Promise<void> {
  const key = await scrypt({
    password: passphrase,
    salt,
    costFactor: 2 ** logN,
    blockSize,
    parallelism: 1,
    hashLength: stretchedLength,
    outputType: 'binary',
  });
  // This is the worker's own copy and not the caller's bytes.
  passphrase.fill(0);
  parentPort?.postMessage(Uint8Array.from(key));
  key.fill(0);
}

void work();
