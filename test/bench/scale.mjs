import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { electronBinary } from './application.mjs';
import { bundle, exportOfMany } from './changes.mjs';

/**
 * What grows with the vault: the calls that a page makes at 1,000, 10,000 and 100,000 keys, and how long one more call
 * waits at most while something long goes on at 100,000 keys and 200,000 rows of the log. All of it runs at the ports
 * of the vault process, on Electron's own runtime.
 */

const run = promisify(execFile);
const sizes = /** @type {const} */ ([1_000, 10_000, 100_000]);
const rows = 200_000;

/** @typedef {Record<string, number>} Times milliseconds by the name of the call */
/** @typedef {Record<string, { took: number, longest: number, calls: number, most: number, before: number }>} Waits */

/**
 * @param {string} root
 * @param {{ sizes?: readonly number[], waits?: boolean }} [only]
 * @returns {Promise<{ times: Map<number, Times>, waits: Waits | null }>}
 */
export async function timeScale(root, { sizes: wanted = sizes, waits = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'keyfold-bench-'));
  try {
    const stretcher = resolve(root, 'vault/transfer/stretcher.ts');
    const worker = resolve(root, 'vault/worker.ts');
    const taskFile = await bundle(root, 'scale-task', { stretcher, worker });
    const electron = await electronBinary();
    /** @param {string[]} args */
    const task = async (...args) => {
      const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
      const { stdout } = await run(electron, [taskFile, ...args], { env, cwd: root, maxBuffer: 1 << 24 });
      return stdout.trim() === '' ? null : JSON.parse(stdout);
    };
    const at = (/** @type {number} */ keys) => join(folder, String(keys));
    const file = join(folder, 'keys.json');
    writeFileSync(file, exportOfMany());
    for (const keys of wanted) await task('seed', at(keys), String(keys), String(keys === 100_000 ? rows : keys * 2));
    const times = new Map();
    for (const keys of wanted) times.set(keys, await task('calls', at(keys)));
    const largest = wanted.at(-1) ?? 0;
    return { times, waits: waits ? await task('waits', at(largest), file) : null };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {Awaited<ReturnType<typeof timeScale>>} found */
export function reportScale({ times, waits }) {
  const sized = [...times.keys()];
  const [least = 0] = sized;
  const [, byLeast = {}] = [...times][0] ?? [];
  console.log(`Calls, against ${least} keys (milliseconds, then times)`);
  console.log(`  ${''.padEnd(26)}${sized.map((keys) => `${keys} keys`.padStart(18)).join('')}`);
  for (const name of Object.keys(byLeast)) {
    const cells = sized.map((keys) => {
      const value = times.get(keys)?.[name] ?? Number.NaN;
      return `${value.toFixed(2)} (${(value / (byLeast[name] ?? 1)).toFixed(1)})`.padStart(18);
    });
    console.log(`  ${name.padEnd(26)}${cells.join('')}`);
  }
  if (!waits) return;
  console.log('\nHow long another call waits meanwhile (aim 200 ms)');
  for (const [name, { took, longest, calls, most, before }] of Object.entries(waits)) {
    const said = `${Math.round(longest)} ms of ${Math.round(took)} ms, ${calls} calls`;
    console.log(`  ${name.padEnd(26)}${said.padEnd(36)}${Math.round(before)} to ${Math.round(most)} MiB`);
  }
}
