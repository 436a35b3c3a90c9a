import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { passwordBytes } from '../../common/keys/text-bytes';
import { writeAtomically } from '../../vault/base/files/atomic-write';
import { letPass } from '../../vault/session/effects/passed';
import { decryptAge, encrypterFor } from '../../vault/transfer/age';
import { applyPlan, intendedBy } from '../../vault/transfer/apply';
import { contentsOf, isOwned, named, type OwnedKey } from '../../vault/transfer/contents';
import { exportFile, idsIn } from '../../vault/transfer/export';
import { makePlan } from '../../vault/transfer/plan';
import { stretchByWorker } from '../../vault/transfer/stretch';
import { createTurns } from '../../vault/transfer/turns';
import { openFolder } from '../support/open-folder';
import { asOpenVault } from '../support/open-vault';
import { seedVault } from '../support/seed';

/**
 * What the bench of export and import runs in a process of its own, on the runtime of the vault process and by its
 * modules: one export or import from file to file, timed. Prints its milliseconds as JSON.
 */

const [task = '', folder = '', password = '', file = '', passphrase = ''] = process.argv.slice(2);
const now = Date.now();
stretchByWorker(join(import.meta.dirname, 'stretcher.mjs'));
const cost = { memoryKiB: 64 * 1024, passes: 3, lanes: 1 };
const turns = () => createTurns(() => undefined);
const times: Record<string, number> = {};

async function timed<T>(name: string, act: () => Promise<T> | T): Promise<T> {
  const start = performance.now();
  const value = await act();
  times[name] = performance.now() - start;
  return value;
}

/** The vault in the folder, with what the acts look at of an open one. */
async function open() {
  const opened = await openFolder(folder, passwordBytes(password));
  return { vault: asOpenVault(opened, () => now), secretKey: opened.keys.secretKey };
}

/** The keys of a file that leaves nothing to ask. */
function keysIn(fileName: string, bytes: Buffer): OwnedKey[] {
  const contents = contentsOf(fileName, bytes);
  if ('table' in contents || !isOwned(contents)) throw new Error('The file does not say whose its keys are.');
  return contents.keys.map(named);
}

async function run(): Promise<void> {
  switch (task) {
    case 'seed':
      return seedVault(folder, { keys: Number(file), password, cost });
    case 'export': {
      const { vault, secretKey } = await open();
      await timed('export', async () => {
        const encrypter = encrypterFor({ kind: 'passphrase', passphrase: passwordBytes(passphrase) });
        const ids = idsIn(vault.database, { kind: 'all' }, Date.now());
        const bytes = await exportFile({ vault, secretKey, ids, turns: turns() }, encrypter, now);
        writeAtomically({ target: file, temporary: `${file}.part`, bytes, mode: 'replace' });
      });
      return;
    }
    case 'import': {
      const { vault, secretKey } = await open();
      const found = await timed('read', async () => {
        const bytes = readFileSync(file);
        const inside = await decryptAge(bytes, { kind: 'passphrase', passphrase: passwordBytes(passphrase) });
        return keysIn('export.json', Buffer.from(inside));
      });
      const plan = await timed('compare', () => makePlan(vault, secretKey, found, { now, ofVault: true }, turns()));
      const done = await timed('apply', async () => {
        const intended = intendedBy(vault, plan);
        return await applyPlan(vault, secretKey, intended, letPass(intended.plan), now);
      });
      if (done.added !== found.length) throw new Error(`Only ${done.added} of ${found.length} keys were added.`);
      return;
    }
    case 'table': {
      const { vault, secretKey } = await open();
      const found = await timed('read', () => keysIn('keys.csv', readFileSync(file)));
      await timed('compare', () => makePlan(vault, secretKey, found, { now, ofVault: true }, turns()));
      return;
    }
    default:
      throw new Error(`There is no task ${task}.`);
  }
}

await run();
console.log(JSON.stringify(times));
