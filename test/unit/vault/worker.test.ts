import * as fs from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { nativePackages } from '../../../scripts/lib/native.mjs';
import { copyPages } from '../../../vault/base/files/copy-pages';
import { checkCopy } from '../../../vault/store/backups/check-copy';
import { contentsOf } from '../../../vault/store/backups/verify';
import { slotsBytes } from '../../../vault/store/slots/slots-file';
import { workByWorker } from '../../../vault/store/work/work';
import { openFolder } from '../../support/open-folder';
import { until } from '../../support/until';
import { backupsOf, quiet } from './backups/acts';
import { add, byPassword, createdVault, list, newFolder, password, reopened, revealed, text } from './harness';

let worker: string;

/** Listens to what is said of the worker: nothing, where it works. */
function listen(): () => string[] {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  return () => written.mock.calls.map(([line]) => String(line)).filter((line) => line.includes('worker'));
}

beforeAll(async () => {
  // Its native packages are found from there.
  const outDir = resolve('out', 'test', `worker-${process.pid}`);
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: nativePackages },
    build: {
      ssr: resolve('vault/worker.ts'),
      outDir,
      target: 'node20',
      rollupOptions: { external: nativePackages, output: { entryFileNames: 'worker.mjs' } },
    },
  });
  worker = join(outDir, 'worker.mjs');
  return () => fs.rmSync(outDir, { recursive: true, force: true });
});

afterEach(() => workByWorker(null));

test('a backup is checked, and new keys are made, by the worker as on this thread', async () => {
  const lines = listen();
  workByWorker(worker);
  const vault = await createdVault();
  const secret = 'FAKEsecretOfTheWorker000000000';
  const { id } = await add(vault, { name: 'By a worker', identityKind: 'alibaba-account', secret });
  await vault.view('main-view').must('backups.make');
  const sheet = vault.view('rekey');
  await sheet.must('rekey.run', password());
  expect(sheet.events.filter(({ name }) => name === 'transferProgress').length).toBeGreaterThan(0);
  expect((await backupsOf(vault)).map(({ kind }) => kind).toSorted()).toEqual(['before-rekey', 'manual']);
  expect(lines()).toEqual([]);
  const next = await reopened(vault);
  await quiet(next);
  const { ticket } = await next.view('verify').must<{ ticket: string }>('protection.verify', byPassword(id));
  expect(text((await revealed(next, ticket)).shown.secret)).toBe(secret);
});

test('a copy that the worker finds damaged is told as one, and no such copy becomes a backup', async () => {
  const vault = await createdVault();
  for (let number = 0; number < 30; number += 1) await add(vault, { name: `key ${number}` });
  vault.end();
  const { database, keys, slots } = await openFolder(vault.folder, password().password);
  const folder = newFolder();
  fs.mkdirSync(folder, { recursive: true });
  const { pages } = database;
  if (!pages) throw new Error('no pages');
  const file = join(folder, 'vault.db');
  const contents = await copyPages(pages, { path: file, read: () => contentsOf(database) });
  fs.writeFileSync(join(folder, 'slots.json'), slotsBytes(slots));
  const expected = { key: keys.vaultKey, vaultId: slots.vaultId, slots: slotsBytes(slots), contents };
  database.close();
  workByWorker(worker);
  await checkCopy(folder, expected);
  const bytes = fs.readFileSync(file);
  bytes.fill(7, bytes.byteLength - 8000, bytes.byteLength - 7000);
  fs.writeFileSync(file, bytes);
  const told = await checkCopy(folder, expected).catch((error: unknown) => error);
  workByWorker(null);
  const here = await checkCopy(folder, expected).catch((error: unknown) => error);
  expect(told).toMatchObject({ code: 'SQLITE_CORRUPT' });
  expect(String(told)).toBe(String(here));
});

test('stopped, the worker leaves nothing, and the vault has its former keys', async () => {
  workByWorker(worker);
  const vault = await createdVault();
  for (let number = 0; number < 20; number += 1) await add(vault, { name: `key ${number}` });
  await quiet(vault);
  const slots = fs.readFileSync(join(vault.folder, 'slots.json'));
  const sheet = vault.view('rekey');
  const running = sheet.call('rekey.run', password());
  await until('it has begun', () => fs.existsSync(join(vault.folder, 'next.part')));
  await sheet.must('rekey.cancel');
  expect(await running).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(fs.readdirSync(vault.folder).filter((name) => name.startsWith('next'))).toEqual([]);
  expect(fs.readFileSync(join(vault.folder, 'slots.json')).equals(slots)).toBe(true);
  expect((await list(vault)).total).toBe(20);
});

test('where there is no worker this thread does it, and a line says so', async () => {
  const lines = listen();
  workByWorker(join(import.meta.dirname, 'no-such-file.mjs'));
  const vault = await createdVault();
  await vault.view('main-view').must('backups.make');
  expect((await backupsOf(vault)).map(({ kind }) => kind)).toEqual(['manual']);
  expect(lines()).toEqual([expect.stringMatching(/^keyfold vault: worker: Error/)]);
});
