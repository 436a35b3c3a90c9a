import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { electronBinary } from './application.mjs';

/**
 * Export and import of 10,000 keys beside the `age` program on the same JSON. Ours runs on Electron's own runtime by the
 * modules of the vault process; its start and the opening of the vault, which stand long before, are left out. Theirs is
 * the whole process, which takes a few milliseconds to start.
 */

const run = promisify(execFile);
const password = 'a password of the bench';
const passphrase = 'fake-passphrase-of-the-bench';
const keys = 10_000;

/**
 * @param {string} root
 * @param {number} runs
 * @returns {Promise<Record<'export' | 'ageEncrypt' | 'read' | 'ageDecrypt' | 'compare' | 'apply' | 'tableRead' | 'tableCompare', number[]>>}
 *   milliseconds of each run; those of `age` are missing where the program is not here
 */
export async function timeTransfers(root, runs) {
  const folder = mkdtempSync(join(tmpdir(), 'keyfold-bench-'));
  const at = (/** @type {string} */ name) => join(folder, name);
  const taskFile = await bundle(root);
  const electron = await electronBinary();
  /** @param {string[]} args */
  const task = async (...args) => {
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const { stdout } = await run(electron, [taskFile, ...args], { env, cwd: root });
    return JSON.parse(stdout);
  };
  /** @type {Awaited<ReturnType<typeof timeTransfers>>} */
  const times = {
    export: [],
    ageEncrypt: [],
    read: [],
    ageDecrypt: [],
    compare: [],
    apply: [],
    tableRead: [],
    tableCompare: [],
  };
  try {
    await task('seed', at('vault'), password, String(keys));
    writeFileSync(at('keys.csv'), table());
    const age = await hasAge();
    for (let i = 0; i < runs; i += 1) {
      times.export.push((await task('export', at('vault'), password, at('ours.age'), passphrase)).export);
      if (age) {
        if (i === 0) writeFileSync(at('keys.json'), await decrypted(at('ours.age'), at('keys.json')));
        times.ageEncrypt.push(await ageTime(['-p', '-o', at(`theirs-${i}.age`), at('keys.json')], 2));
        times.ageDecrypt.push(await ageTime(['-d', '-o', at(`theirs-${i}.json`), at(`theirs-${i}.age`)], 1));
      }
      await task('seed', at(`empty-${i}`), password, '0');
      const imported = await task('import', at(`empty-${i}`), password, at('ours.age'), passphrase);
      times.read.push(imported.read);
      times.compare.push(imported.compare);
      times.apply.push(imported.apply);
      // Beside a vault that has as many keys already.
      const read = await task('table', at('vault'), password, at('keys.csv'));
      times.tableRead.push(read.read);
      times.tableCompare.push(read.compare);
    }
    return times;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The task as one file that Electron's own runtime can read. */
async function bundle(root) {
  const outDir = resolve(root, 'out/bench');
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['better-sqlite3-multiple-ciphers', '@node-rs/argon2'] },
    build: {
      ssr: true,
      outDir,
      target: 'node20',
      minify: true,
      rollupOptions: {
        input: {
          'transfer-task': resolve(root, 'test/bench/transfer-task.ts'),
          stretcher: resolve(root, 'vault/transfer/stretcher.ts'),
        },
        output: { entryFileNames: '[name].mjs' },
      },
    },
  });
  return join(outDir, 'transfer-task.mjs');
}

/** 10,000 rows as a person's table has them, with values that are visibly fake. */
function table() {
  const rows = ['AccessKey ID,AccessKey Secret'];
  for (let i = 0; i < keys; i += 1) {
    const number = String(i).padStart(8, '0');
    rows.push(`LTAI5tFAKEtable${number}X,FAKEsecretOfTheTable${number}XX`);
  }
  return `${rows.join('\r\n')}\r\n`;
}

async function hasAge() {
  try {
    await run('age', ['--version']);
    await run('script', ['--version']);
    return true;
  } catch {
    return false;
  }
}

async function decrypted(file, to) {
  await ageTime(['-d', '-o', to, file], 1);
  return readFileSync(to);
}

/**
 * Milliseconds of one whole `age` process, which reads its passphrase from a terminal: `script` is one for it.
 * @param {string[]} args
 * @param {number} asked how often it asks for the passphrase
 */
async function ageTime(args, asked) {
  const command = ['age', ...args].map((arg) => `'${arg}'`).join(' ');
  const start = performance.now();
  const child = spawn('script', ['-qec', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'ignore'] });
  let left = asked;
  child.stdout.on('data', (/** @type {Buffer} */ data) => {
    if (left > 0 && data.toString('utf8').includes('passphrase')) {
      left -= 1;
      child.stdin.write(`${passphrase}\n`);
    }
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`age ended with code ${code}.`);
  return performance.now() - start;
}
