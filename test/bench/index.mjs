import { join, resolve } from 'node:path';
import { runnerImport } from 'vite';
import { makeHome, pause, startApplication } from './application.mjs';
import { timeChanges } from './changes.mjs';
import { timeCommand } from './command.mjs';
import { memoryOf } from './memory.mjs';
import { reportScale, timeScale } from './scale.mjs';
import { steps, timeToPaint } from './start.mjs';
import { timeTransfers } from './transfer.mjs';
import { timeOfArgon2, timeToPage } from './unlock.mjs';
import { reportWindow, timeWindow } from './window.mjs';

/**
 * npm run bench measures what Keyfold costs, in the same run as an Electron window that shows one line of HTML. It
 * prints medians. `--runs N` changes the number of runs (a figure worth keeping needs at least 5). `--start` measures only
 * the start, `--scale` only what grows with the number of keys, `--transfer` only export and import, `--changes` only
 * changes of the vault, `--window` only what a person waits for in the window, `--command` only the command `keyfold`.
 * `--against <commit>` also measures the changes with the sources of that commit, in turns with the present ones.
 */

const root = resolve(import.meta.dirname, '../..');
const floor = join(import.meta.dirname, 'floor');
const flag = process.argv.indexOf('--runs');
const runs = flag > 0 ? Number(process.argv[flag + 1]) : 7;
const password = 'a password of the bench';

/** @type {typeof import('../support/seed')} */
const { seedVault } = (await runnerImport(resolve(root, 'test/support/seed.ts'))).module;

/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const ms = (value) => `${Math.round(value)} ms`;
const mib = (value) => (Number.isNaN(value) ? 'not measured here' : `${Math.round(value)} MiB`);
const ratio = (value, base) => `${(value / base).toFixed(2)} times`;

/** The lowest cost of a password. A part that is left out of a sum should be small compared with what stays. */
const cost = { memoryKiB: 64 * 1024, passes: 3, lanes: 1 };
const seeded = (keys) => (folder) => seedVault(join(folder, 'vault'), { keys, password, cost });

console.log(
  `Keyfold bench: medians of ${runs} runs, ${process.platform}, Electron by ${process.env.ELECTRON_OVERRIDE_DIST_PATH ? 'substitute' : 'package'}\n`,
);

if (process.argv.includes('--scale')) {
  reportScale(await timeScale(root));
  process.exit(0);
}
if (process.argv.includes('--transfer')) {
  await reportTransfers();
  process.exit(0);
}
if (process.argv.includes('--window')) {
  reportWindow(await timeWindow(root, password, cost, seeded, Math.min(runs, 3)));
  process.exit(0);
}
if (process.argv.includes('--command')) {
  await reportCommand();
  process.exit(0);
}
const againstFlag = process.argv.indexOf('--against');
const against = againstFlag > 0 ? (process.argv[againstFlag + 1] ?? null) : null;
if (process.argv.includes('--changes') || against !== null) {
  await reportChanges();
  process.exit(0);
}

// They take turns, so that other work of the machine affects both in the same way.
const starts = { floor: [], lock: [] };
for (let i = 0; i < runs; i += 1) {
  starts.floor.push(await timeToPaint(floor, 'index.html'));
  starts.lock.push(await timeToPaint(root, 'unlock', seeded(10)));
}
reportStarts();
if (process.argv.includes('--start')) process.exit(0);

/** @type {Record<'floor' | 'locked' | 'unlocked', Record<string, number>[]>} */
const memory = { floor: [], locked: [], unlocked: [] };
for (let i = 0; i < Math.min(runs, 5); i += 1) {
  const home = await makeHome();
  const application = await startApplication(floor, home.path);
  await pause(3000);
  memory.floor.push(memoryOf(application.pid));
  await application.end();
  home.remove();
}

console.log('\nRight password to the first page painted, Argon2id left out');
const small = { value: Number.NaN };
for (const keys of [10, 1_000, 10_000]) {
  const rows = [];
  const argon = [];
  for (let i = 0; i < runs; i += 1) {
    const result = await timeToPage(root, password, seeded(keys));
    const beside = await timeOfArgon2(cost);
    argon.push(beside);
    rows.push(result.total - beside);
    if (keys === 10) {
      memory.locked.push(result.locked);
      memory.unlocked.push(result.unlocked);
    }
  }
  const value = median(rows);
  if (keys === 10) small.value = value;
  console.log(
    `  ${String(keys).padStart(6)} keys  ${ms(value)}  ${ratio(value, small.value)} of 10 keys  (Argon2id beside it ${ms(median(argon))})`,
  );
}
console.log('  (aim 100 ms, and 10,000 within 1.5 times of 10)');

reportMemory();

console.log();
await reportTransfers();
console.log();
await reportChanges();
console.log();
await reportCommand();

/** Reports the command under a running permission, beside programs that do nothing. */
async function reportCommand() {
  const times = await timeCommand(root, Math.max(runs, 15), password, seeded(10));
  console.log('The command keyfold, under a running permission');
  if (!times) return console.log('  (there is none here)');
  const fine = (value) => `${value.toFixed(1)} ms`;
  /** @type {(what: keyof typeof times, beside: keyof typeof times) => string} */
  const said = (what, beside) =>
    `${fine(median(times[what]))}  ${ratio(median(times[what]), median(times[beside]))} ${fine(median(times[beside]))}`;
  console.log(`  list                        ${said('list', 'nothing')} of true  (aim 3 times and the vault's answer)`);
  console.log(`  exec -- true                ${said('exec', 'shell')} of sh -c true`);
}

/** Reports the starts, then step by step where their time goes. */
function reportStarts() {
  /** @type {(kind: keyof typeof starts, step: string) => number} */
  const at = (kind, step) => median(starts[kind].map((times) => times[step] ?? Number.NaN));
  const base = at('floor', 'first');
  const beside = (value) => `${ms(value)}  ${ratio(value, base)}`;
  console.log('Process start to paint');
  console.log(`  one line of HTML            ${ms(base)}`);
  console.log(`  lock screen, first paint    ${beside(at('lock', 'first'))}`);
  console.log(`  lock screen, field ready    ${beside(at('lock', 'field'))}  (aim 1.2)`);
  console.log('\nSteps of a start              one line of HTML   lock screen');
  for (const [step, what] of Object.entries(steps)) {
    const [bare, lock] = [at('floor', step), at('lock', step)];
    const said = (value) => (Number.isNaN(value) ? '-' : ms(value));
    console.log(`  ${what.padEnd(32)}${said(bare).padStart(12)}${said(lock).padStart(14)}`);
  }
}

/** Reports the memory of all processes, then of each kind of process. */
function reportMemory() {
  /** @type {(state: keyof typeof memory, process: string) => number} */
  const of = (state, process) => median(memory[state].map((sizes) => sizes[process] ?? Number.NaN));
  const base = of('floor', 'all');
  console.log('\nMemory (PSS of all processes)');
  console.log(`  one line of HTML            ${mib(base)}`);
  console.log(
    `  locked                      ${mib(of('locked', 'all'))}  ${ratio(of('locked', 'all'), base)}  (aim 1.35)`,
  );
  console.log(
    `  unlocked, 10 keys           ${mib(of('unlocked', 'all'))}  ${ratio(of('unlocked', 'all'), base)}  (aim 1.4)`,
  );
  const kinds = [...new Set(Object.values(memory).flatMap((runs) => runs.flatMap((sizes) => Object.keys(sizes))))];
  console.log('\nMemory by process             one line of HTML   locked   unlocked');
  for (const kind of kinds.filter((name) => name !== 'all')) {
    const said = (value) => (Number.isNaN(value) ? '-' : mib(value));
    const sizes = /** @type {const} */ (['floor', 'locked', 'unlocked']).map((state) => said(of(state, kind)));
    console.log(`  ${kind.padEnd(28)}${sizes.map((size) => size.padStart(12)).join('')}`);
  }
}

/** Reports changes of the vault, and those of another commit beside them. */
async function reportChanges() {
  const { here, there } = await timeChanges(root, Math.min(runs, 7), against);
  const fine = (value) => `${value.toFixed(2)} ms`;
  /** @type {[string, keyof typeof here, (value: number) => string][]} */
  const lines = [
    ['one key renamed', 'rename', fine],
    ['one key disabled', 'disable', fine],
    ['10,000 keys disabled', 'disableMany', ms],
    ['10,000 keys deleted', 'deleteMany', ms],
    ['10,000 keys: file read', 'read', ms],
    ['10,000 keys: compared', 'compare', ms],
    ['10,000 keys: put into the vault', 'apply', ms],
  ];
  console.log(`Changes of the vault${there ? `, beside ${against}` : ''}`);
  for (const [what, name, say] of lines) {
    const [now, then] = [median(here[name]), there ? median(there[name]) : null];
    const beside =
      then === null
        ? ''
        : `  beside ${say(then)}: ${fine(Math.abs(now - then))} ${now > then ? 'more' : 'less'}, ${(then / now).toFixed(2)} times as fast`;
    console.log(`  ${what.padEnd(32)}${say(now)}${beside}`);
  }
}

/** Reports export and import of 10,000 keys, and the `age` program if it is installed. */
async function reportTransfers() {
  const times = await timeTransfers(root, Math.min(runs, 5));
  const of = (/** @type {keyof typeof times} */ name) => median(times[name]);
  const beside = (value, base) =>
    Number.isNaN(base) ? '(age is not installed)' : `${ratio(value, base)} age's ${ms(base)}  (aim 1.5)`;
  console.log('Export and import of 10,000 keys, by passphrase');
  console.log(`  export, vault to file       ${ms(of('export'))}  ${beside(of('export'), of('ageEncrypt'))}`);
  console.log(`  file read                   ${ms(of('read'))}  ${beside(of('read'), of('ageDecrypt'))}`);
  console.log(`  compared, for the preview   ${ms(of('compare'))}`);
  console.log(`  put into the vault          ${ms(of('apply'))}`);
  console.log('Import preview of a table of 10,000 rows, beside 10,000 keys in the vault');
  console.log(`  read                        ${ms(of('tableRead'))}`);
  console.log(`  compared                    ${ms(of('tableCompare'))}`);
}
