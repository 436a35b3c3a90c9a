// The layers that can find a fault, from the fastest to the slowest, and how each is run in a copy of the tree.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { commandEntry } from '../../scripts/lib/npm.mjs';
import { runCaptured } from '../../scripts/lib/run.mjs';

/** @typedef {import('./plant.mjs').Copy} Copy */
/** @typedef {'found' | 'survived' | 'not run'} Verdict `not run`: the tests came to no answer */

/**
 * @typedef {object} Layer
 * @property {number} seconds after which it is given up
 * @property {boolean} shared whether a second one may run beside it
 * @property {(copy: Copy, args: string[], env: NodeJS.ProcessEnv, seconds: number) => Promise<Ran>} run
 */

/** @typedef {{ verdict: Verdict, output: string }} Ran */

/**
 * What only reads the sources.
 * @param {(folder: string) => string[][]} commands
 * @returns {Layer['run']}
 */
const tool = (commands) => async (copy, _args, env, seconds) => {
  const results = [];
  for (const command of commands(copy.folder)) {
    results.push(await runCaptured(process.execPath, command, { cwd: copy.folder, env, timeoutSeconds: seconds }));
  }
  const wrong = results.find(({ code }) => code !== 0);
  // Ended because its time was over, it has found nothing.
  if (wrong?.code === 128) return { verdict: 'not run', output: wrong.output };
  return { verdict: wrong ? 'found' : 'survived', output: wrong?.output ?? '' };
};

/** Vitest itself: the set-up that `npm test` does first was done by whoever runs this. @type {Layer['run']} */
const unit = async (copy, args, env, seconds) => {
  const report = path.join(copy.folder, 'unit.json');
  rmSync(report, { force: true });
  const flags = ['--bail', '1', '--reporter=json', `--outputFile=${report}`];
  const { output } = await runCaptured(process.execPath, [commandEntry('vitest'), 'run', ...args, ...flags], {
    cwd: copy.folder,
    env,
    timeoutSeconds: seconds,
  });
  return judged(report, output, (json) => ({ failed: json.numFailedTests, passed: json.numPassedTests }));
};

const build =
  "import { buildCommand } from './scripts/command/build.mjs'; process.exit((await buildCommand()) ? 0 : 1)";

/** The same, with the command keyfold built in the copy. @type {Layer['run']} */
const program = async (copy, args, env, seconds) => {
  const own = { cwd: copy.folder, env, timeoutSeconds: seconds };
  const { code, output } = await runCaptured(process.execPath, ['--input-type=module', '-e', build], own);
  return code === 0 ? unit(copy, args, env, seconds) : { verdict: 'not run', output };
};

/**
 * `npm test -- --<layer>` of the copy.
 * @param {string} layer
 * @param {string} report
 * @param {(json: any) => { failed: number, passed: number }} count
 * @returns {Layer['run']}
 */
const ownStage = (layer, report, count) => async (copy, args, env, seconds) => {
  const file = path.join(copy.folder, 'out', 'test', report);
  rmSync(file, { force: true });
  const { output } = await runCaptured(process.execPath, ['scripts/test.mjs', `--${layer}`, ...args], {
    cwd: copy.folder,
    env,
    timeoutSeconds: seconds,
  });
  return judged(file, output, count);
};

/**
 * A test that failed has found it. A file that can't be loaded, or a run without a report, has not.
 * @param {string} report
 * @param {string} output
 * @param {(json: any) => { failed: number, passed: number }} count
 * @returns {Ran}
 */
function judged(report, output, count) {
  if (!existsSync(report)) return { verdict: 'not run', output };
  const { failed, passed } = count(JSON.parse(readFileSync(report, 'utf8')));
  return { verdict: failed > 0 ? 'found' : passed > 0 ? 'survived' : 'not run', output };
}

/** @param {any} json */
const ofVitest = (json) => ({ failed: json.numFailedTests, passed: json.numPassedTests });
/** @param {any} json */
const ofPlaywright = (json) => ({ failed: json.stats.unexpected + json.stats.flaky, passed: json.stats.expected });

const compile = tool(() => [[commandEntry('typescript', 'tsc'), '--noEmit']]);
const lint = tool(() => [
  [commandEntry('@biomejs/biome', 'biome'), 'check', '--error-on-warnings', '.'],
  ['scripts/lint-zones.mjs'],
]);

/** @type {Readonly<Record<string, Layer>>} */
export const layers = {
  compile: { seconds: 120, shared: true, run: compile },
  lint: { seconds: 120, shared: true, run: lint },
  unit: { seconds: 180, shared: true, run: unit },
  program: { seconds: 180, shared: true, run: program },
  faults: { seconds: 600, shared: true, run: ownStage('faults', 'faults.json', ofVitest) },
  views: { seconds: 300, shared: false, run: ownStage('views', 'views.json', ofPlaywright) },
  e2e: { seconds: 400, shared: false, run: ownStage('e2e', 'e2e.json', ofPlaywright) },
};

/**
 * @param {string} by
 * @returns {{ name: string, layer: Layer, args: string[] }}
 */
export function finderOf(by) {
  const [name = '', ...args] = by.split(' ');
  const layer = layers[name];
  if (!layer) throw new Error(`no layer is called ${name}`);
  return { name, layer, args };
}
