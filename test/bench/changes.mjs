import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { electronBinary } from './application.mjs';

/**
 * Changes of the vault, through the ports of the vault process and on Electron's own runtime: one key renamed, one key
 * disabled, 10,000 keys disabled, 10,000 keys deleted, 10,000 keys imported. Sources that can't do that to several keys in
 * one call do it to some one after the other, and the time is reckoned up from them. The sources of another commit can be measured beside these; then
 * both take turns, so that other work of the machine affects both in the same way.
 */

const run = promisify(execFile);
const taskName = 'change-task';
const many = 10_000;
const names = /** @type {const} */ (['rename', 'disable', 'disableMany', 'deleteMany', 'read', 'compare', 'apply']);

/** @typedef {Record<(typeof names)[number], number[]>} Times milliseconds; of single changes, the median of each run */

/**
 * @param {string} root
 * @param {number} runs
 * @param {string | null} against a commit to measure beside the present sources
 * @returns {Promise<{ here: Times; there: Times | null }>}
 */
export async function timeChanges(root, runs, against) {
  const folder = mkdtempSync(join(tmpdir(), 'keyfold-bench-'));
  const other = against === null ? null : join(folder, 'sources');
  try {
    if (other !== null && against !== null) await checkOut(root, against, other);
    const file = join(folder, 'keys.json');
    writeFileSync(file, exportOfMany());
    const here = await measured(root, join(folder, 'here'), file);
    const there = other === null ? null : await measured(other, join(folder, 'there'), file);
    for (let i = 0; i < runs; i += 1) {
      // Neither is always the first.
      for (const one of i % 2 === 0 ? [here, there] : [there, here]) await one?.run(i);
    }
    return { here: here.times, there: there?.times ?? null };
  } finally {
    if (other !== null)
      await run('git', ['worktree', 'remove', '--force', other], { cwd: root }).catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Puts the sources of a commit beside ours, with our modules and this bench's task. */
async function checkOut(root, commit, other) {
  await run('git', ['worktree', 'add', '--detach', other, commit], { cwd: root });
  symlinkSync(realpathSync(join(root, 'node_modules')), join(other, 'node_modules'));
  copyFileSync(join(root, 'test/bench', `${taskName}.ts`), join(other, 'test/bench', `${taskName}.ts`));
}

/** Makes a vault with these sources, and returns what measures one run with them. */
async function measured(sources, folder, file) {
  const taskFile = await bundle(sources);
  const electron = await electronBinary();
  /** @param {string[]} args */
  const task = async (...args) => {
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const { stdout } = await run(electron, [taskFile, ...args], { env, cwd: sources });
    return JSON.parse(stdout);
  };
  const times = /** @type {Times} */ (Object.fromEntries(names.map((name) => [name, []])));
  await task('seed', `${folder}-vault`);
  return {
    times,
    /** @param {number} number */
    async run(number) {
      const found = {
        ...(await task('change', `${folder}-vault`)),
        ...(await task('import', `${folder}-empty-${number}`, file)),
      };
      rmSync(`${folder}-vault-run`, { recursive: true, force: true });
      for (const name of names) times[name].push(median(found[name]));
    },
  };
}

/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** The task as one file that Electron's own runtime can read. */
export async function bundle(sources, name = taskName, more = {}) {
  const outDir = join(sources, 'out/bench');
  const noTests = '\0no-tests';
  await build({
    configFile: false,
    root: sources,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['better-sqlite3-multiple-ciphers', '@node-rs/argon2'] },
    plugins: [
      {
        // The task uses what the tests use to start the vault process, and no test.
        name: 'no-tests',
        enforce: 'pre',
        resolveId: (id) => (id === 'vitest' ? noTests : null),
        load: (id) => (id === noTests ? 'export const afterEach = () => undefined;' : null),
      },
    ],
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: 'node20',
      rollupOptions: {
        input: { [name]: join(sources, 'test/bench', `${name}.ts`), ...more },
        output: { entryFileNames: '[name].mjs' },
      },
    },
  });
  return join(outDir, `${name}.mjs`);
}

/** A plain export of 10,000 keys, with values that are visibly fake. */
export function exportOfMany() {
  const keys = Array.from({ length: many }, (_, index) => {
    const number = String(index).padStart(8, '0');
    return {
      profile: 'alibaba',
      name: `imported ${number}`,
      description: '',
      account: '1234567890123456',
      identity: { kind: 'ram-user', name: `user-${number}` },
      type: '',
      endpoint: '',
      credential: 'long-term',
      accessKeyId: `LTAI5tFAKEmany${number}XY`,
      secret: `FAKEsecretOfTheExport${number}X`,
      securityToken: null,
      expiresAt: null,
      status: 'enabled',
      default: false,
      displayed: true,
      createdAt: '2026-01-01T00:00:00.000Z',
      rotationDays: null,
    };
  });
  return JSON.stringify({ format: 'keyfold-export', version: 1, exportedAt: '2026-01-01T00:00:00Z', keys });
}
