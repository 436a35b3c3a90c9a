import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { stretch, stretchByWorker } from '../../../../vault/transfer/stretch';
import { scratchFolder } from '../../../support/scratch';

/** RFC 7914, section 12; of its 64 bytes the first 32, which don't depend on how many follow. */
const vector = {
  passphrase: Buffer.from('pleaseletmein'),
  salt: Buffer.from('SodiumChloride'),
  logN: 14,
  key: '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2',
};

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
