import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { stretch, stretchByWorker } from '../../../../vault/transfer/stretch';
import { scratchFolder } from '../../../support/scratch';

/** RFC 7914, section 12; of its 64 bytes the first 32, which don't depend on how many follow. */
const vector = {
  passphrase: Buffer.from('pleaseletmein'),
  salt: Buffer.from('SodiumChloride'),
  work: { by: 'scrypt', logN: 14 },
  key: '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2',
} as const;

/**
 * Listens to what the stretcher says. Of others, what is still on its way from the tests of another file in this process
 * (the end of an unlocking, for example) may write a line meanwhile: that made this test fail on a busy machine.
 */
function listen(): () => string[] {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  return () => written.mock.calls.map(([line]) => String(line)).filter((line) => line.includes('stretcher'));
}
const stretched = async () => (await stretch(vector)).toString('hex');
let worker: string;

beforeAll(async () => {
  const outDir = scratchFolder('keyfold-stretcher');
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: resolve(import.meta.dirname, '../../../../vault/transfer/stretcher.ts'),
      outDir,
      rollupOptions: { output: { entryFileNames: 'stretcher.mjs' } },
    },
  });
  worker = join(outDir, 'stretcher.mjs');
  return () => rmSync(outDir, { recursive: true, force: true });
});

afterEach(() => stretchByWorker(null));

test('a passphrase is stretched as RFC 7914 says, by the worker and without one, and stays the caller’s', async () => {
  const lines = listen();
  expect(await stretched()).toBe(vector.key);
  stretchByWorker(worker);
  expect(await stretched()).toBe(vector.key);
  expect(vector.passphrase.toString()).toBe('pleaseletmein');
  expect(lines()).toEqual([]);
});

test('where the worker can’t do it Node stands in, and a line says so', async () => {
  const lines = listen();
  stretchByWorker(join(import.meta.dirname, 'no-such-file.mjs'));
  expect(await stretched()).toBe(vector.key);
  expect(lines()).toEqual([expect.stringMatching(/^keyfold vault: stretcher: Error/)]);
});

describe('the key of another vault', () => {
  const argon2id = {
    passphrase: Buffer.from('a FAKE password'),
    salt: Buffer.alloc(16, 7),
    work: { by: 'argon2id', cost: { memoryKiB: 8 * 1024, passes: 3, lanes: 4 } },
  } as const;

  test('is the same from the worker and without one', async () => {
    const here = await stretch(argon2id);
    stretchByWorker(worker);
    expect((await stretch(argon2id)).equals(here)).toBe(true);
  });

  test('F7: can be stopped while it is made, and the next one doesn’t wait for its end', async () => {
    stretchByWorker(worker);
    const lines = listen();
    const stop = new AbortController();
    const endless = {
      ...argon2id,
      work: { by: 'argon2id', cost: { memoryKiB: 8 * 1024, passes: 1e9, lanes: 1 } },
    } as const;
    const stopped = stretch(endless, stop.signal);
    const waiting = stretch(argon2id, stop.signal);
    const next = stretch(vector);
    stop.abort();
    await expect(stopped).rejects.toMatchObject({ error: { code: 'cancelled' } });
    await expect(waiting).rejects.toMatchObject({ error: { code: 'cancelled' } });
    expect((await next).toString('hex')).toBe(vector.key);
    expect(lines()).toEqual([]);
  });
});
