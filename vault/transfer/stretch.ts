import { scrypt } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { fail } from '../../common/errors';
import { argon2id } from '../base/crypto/kdf';
import { oneAtATime } from '../base/crypto/one-at-a-time';
import { reportFailure } from '../base/report-failure';
import { blockSize, type Stretching, stretchedLength } from './stretching';

let workerFile: string | null = null;

/** Sets the file of the worker (`stretcher.ts`) that stretches passphrases from now on. `null`: no worker does. */
export function stretchByWorker(file: string | null): void {
  workerFile = file;
}

/**
 * Returns the key. The caller wipes it, and keeps what it is made from. Keys that are asked for at once are made one
 * after the other. The worker computes them, off this thread, and is ended if the signal is aborted: the work that
 * somebody else's file asks for may take long. In Electron, Node's own scrypt is BoringSSL's, which takes nearly twice as
 * long. Node's scrypt or the native Argon2id is used if no worker was set, or if the worker fails. Errors: `cancelled`.
 */
export function stretch(given: Stretching, signal?: AbortSignal): Promise<Buffer> {
  return oneAtATime(async () => {
    if (workerFile === null) return onThisSide(given);
    try {
      return await byWorker(workerFile, given, signal);
    } catch (error) {
      if (signal?.aborted) return fail('cancelled', {});
      reportFailure('stretcher', error);
      return onThisSide(given);
    }
  }, signal);
}

const onThisSide = ({ passphrase, salt, work }: Stretching): Promise<Buffer> =>
  work.by === 'argon2id' ? argon2id(passphrase, salt, work.cost) : scryptByNode(passphrase, salt, work.logN);

function scryptByNode(passphrase: Uint8Array, salt: Uint8Array, logN: number): Promise<Buffer> {
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
function byWorker(file: string, { passphrase, salt, work }: Stretching, signal?: AbortSignal): Promise<Buffer> {
  // Each value is alone in its memory, because a worker gets a copy of all the memory under it.
  const workerData: Stretching = { passphrase: Uint8Array.from(passphrase), salt: Uint8Array.from(salt), work };
  const worker = new Worker(file, { workerData });
  workerData.passphrase.fill(0);
  const end = () => void worker.terminate();
  signal?.addEventListener('abort', end, { once: true });
  return new Promise<Buffer>((resolve, reject) => {
    worker.once('message', (key: Uint8Array) => resolve(Buffer.from(key.buffer, key.byteOffset, key.byteLength)));
    worker.once('error', reject);
    // This rejects if no answer came before. After an answer it has no effect.
    worker.once('exit', (code) => reject(new Error(`the stretcher ended with ${code}`)));
  }).finally(() => signal?.removeEventListener('abort', end));
}
