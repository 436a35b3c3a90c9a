import { scrypt } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { reportFailure } from '../base/report-failure';

/** The values from which scrypt (RFC 7914, r = 8, p = 1) makes a key of 32 bytes. */
export interface Stretching {
  /** UTF-8. */
  passphrase: Uint8Array;
  salt: Uint8Array;
  /** log2 of the work: 18 takes 256 MiB and about a second. */
  logN: number;
}

export const blockSize = 8;
export const stretchedLength = 32;

let workerFile: string | null = null;

/** Sets the file of the worker (`stretcher.ts`) that stretches passphrases from now on. `null`: no worker does. */
export function stretchByWorker(file: string | null): void {
  workerFile = file;
}

/**
 * Returns the key. The caller wipes it, and keeps what it is made from. The worker computes it, off this thread. In
 * Electron, Node's own scrypt is BoringSSL's, which takes nearly twice as long. It is used if no worker was set, or if
 * the worker fails.
 */
export async function stretch(given: Stretching): Promise<Buffer> {
  if (workerFile === null) return byNode(given);
  try {
    return await byWorker(workerFile, given);
  } catch (error) {
    reportFailure('stretcher', error);
    return byNode(given);
  }
}

function byNode({ passphrase, salt, logN }: Stretching): Promise<Buffer> {
  const N = 2 ** logN;
  const options = { N, r: blockSize, p: 1, maxmem: 128 * N * blockSize + 32 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    scrypt(passphrase, salt, stretchedLength, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

/** Starts one worker for one passphrase. When the worker ends, its memory is gone. */
function byWorker(file: string, { passphrase, salt, logN }: Stretching): Promise<Buffer> {
  // Each value is alone in its memory, because a worker gets a copy of all the memory under it.
  const workerData: Stretching = { passphrase: Uint8Array.from(passphrase), salt: Uint8Array.from(salt), logN };
  const worker = new Worker(file, { workerData });
  workerData.passphrase.fill(0);
  return new Promise<Buffer>((resolve, reject) => {
    worker.once('message', (key: Uint8Array) => resolve(Buffer.from(key.buffer, key.byteOffset, key.byteLength)));
    worker.once('error', reject);
    // This rejects if no answer came before. After an answer it has no effect.
    worker.once('exit', (code) => reject(new Error(`the stretcher ended with ${code}`)));
  });
}
