// Plants faults in a copy of the tree, one at a time, and sees whether the tests that should find each do.
//   node test/mutants/index.mjs [filter …]   those whose area, id or finder has one of these texts in it
// `npm run test:long` runs all of them. What the list is for and how to add to it: docs/testing.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exitWith } from '../../scripts/lib/errors.mjs';
import { reportFolder } from '../../scripts/lib/paths.mjs';
import { secondsSince } from '../../scripts/lib/progress.mjs';
import { prepare } from '../../scripts/setup/index.mjs';
import { finderOf, layers } from './layers.mjs';
import { faults } from './list/index.mjs';
import { copyTree, plant, staleness } from './plant.mjs';

/** @typedef {import('./plant.mjs').Planted} Planted */
/** @typedef {import('./plant.mjs').Copy} Copy */
/** @typedef {{ fault: Planted, verdict: 'found' | 'survived' | 'broken', said: string }} Outcome */

/** The share that has to be found. */
const least = 0.95;
/** Copies of the tree, and so faults at the same time, as far as their layer allows it. */
const together = 2;

await exitWith(async () => {
  const filters = process.argv.slice(2);
  const chosen = faults.filter(
    ({ id, area, by }) =>
      filters.length === 0 || filters.some((filter) => [id, area, by].some((text) => text.includes(filter))),
  );
  const { env } = await prepare();
  const copies = await Promise.all(Array.from({ length: together }, copyTree));
  try {
    const outcomes = await runAll(copies, chosen, { ...env, KEYFOLD_LONG: '' });
    return report(chosen, outcomes);
  } finally {
    for (const { remove } of copies) remove();
  }
});

/**
 * @param {Copy[]} copies
 * @param {Planted[]} chosen
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Outcome[]>}
 */
async function runAll(copies, chosen, env) {
  const [first] = copies;
  if (!first) return [];
  /** @type {Outcome[]} */
  const outcomes = [];
  /** @param {Outcome} outcome */
  const tell = (outcome) => {
    outcomes.push(outcome);
    const mark = { found: '✓', survived: outcome.fault.survives ? '○' : '✗', broken: '✗' }[outcome.verdict];
    console.log(`${mark} ${outcome.fault.area} › ${outcome.fault.id}: ${outcome.said}`);
  };
  const sound = chosen.filter((fault) => {
    const stale = staleness(first, fault);
    if (stale) tell({ fault, verdict: 'broken', said: `stale, ${stale}` });
    return !stale;
  });
  // A test that fails without any fault would find all of them.
  const unfit = await failingWithout(first, sound, env);
  // So would a source that doesn't even compile.
  const wrong = await notCompiling(first, sound, env);
  const ready = sound.filter((fault) => {
    const why = unfit.get(layerOf(fault)) ?? wrong.get(fault);
    if (why) tell({ fault, verdict: 'broken', said: why });
    return !why;
  });
  for (const shared of [true, false]) {
    const queue = ready.filter((fault) => finderOf(fault.by).layer.shared === shared);
    const work = async (/** @type {Copy} */ copy) => {
      for (let fault = queue.shift(); fault; fault = queue.shift()) tell(await tryOne(copy, fault, env));
    };
    await Promise.all((shared ? copies : [first]).map(work));
  }
  return outcomes;
}

/** @param {Planted} fault */
function layerOf(fault) {
  return finderOf(fault.by).name;
}

/**
 * @param {Copy} copy
 * @param {Planted} fault
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Outcome>}
 */
async function tryOne(copy, fault, env) {
  const start = performance.now();
  const { name, layer, args } = finderOf(fault.by);
  const remove = plant(copy, fault);
  const { verdict, output } = await layer.run(copy, args, env, layer.seconds).finally(remove);
  const took = `${fault.by} (${secondsSince(start)})`;
  if (verdict === 'not run') {
    keep(fault, output);
    return { fault, verdict: 'broken', said: `the tests came to no answer: ${took}` };
  }
  if (verdict === 'found') {
    if (!fault.survives) return { fault, verdict, said: `found by ${took}` };
    return { fault, verdict: 'broken', said: `is found now by ${name}: its \`survives\` has to go` };
  }
  return { fault, verdict, said: fault.survives ? `survives: ${fault.survives}` : `SURVIVED ${took}` };
}

/**
 * What each layer says of the tree as it is, by the layer's name; those that are content are left out.
 * @param {Copy} copy
 * @param {Planted[]} chosen
 * @param {NodeJS.ProcessEnv} env
 */
async function failingWithout(copy, chosen, env) {
  /** @type {Map<string, string>} */
  const wrong = new Map();
  for (const [name, layer] of Object.entries(layers)) {
    const wanted = chosen.filter((fault) => layerOf(fault) === name);
    if (wanted.length === 0) continue;
    const files = new Set(wanted.flatMap(({ by }) => finderOf(by).args.filter((arg) => arg.startsWith('test/'))));
    const { verdict, output } = await layer.run(copy, [...files], env, layer.seconds * 10);
    if (verdict === 'survived') continue;
    console.log(output.slice(-5000));
    wrong.set(name, `its tests don’t pass without the fault either (${name})`);
  }
  return wrong;
}

/**
 * Which faults the compiler finds although another layer is to. They are planted together, as far as their texts leave each
 * other alone; where a file with several of them does not compile, each of those is tried alone.
 * @param {Copy} copy
 * @param {Planted[]} chosen
 * @param {NodeJS.ProcessEnv} env
 */
async function notCompiling(copy, chosen, env) {
  /** @type {Map<Planted, string>} */
  const wrong = new Map();
  let rest = chosen.filter((fault) => layerOf(fault) !== 'compile');
  while (rest.length > 0) {
    const { planted, left, errors } = await compiledTogether(copy, rest, env);
    rest = left;
    for (const [file, error] of errors) {
      const here = planted.filter((fault) => fault.file === file);
      for (const fault of here) {
        const own = here.length === 1 ? error : (await compiledTogether(copy, [fault], env)).errors.get(file);
        if (own) wrong.set(fault, `does not compile: ${own}`);
      }
    }
  }
  return wrong;
}

/**
 * Plants as many as can be planted together, and compiles.
 * @param {Copy} copy
 * @param {Planted[]} wanted
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ planted: Planted[], left: Planted[], errors: Map<string, string> }>} the first error of each file
 */
async function compiledTogether(copy, wanted, env) {
  const { run, seconds } = /** @type {import('./layers.mjs').Layer} */ (layers.compile);
  /** @type {Planted[]} */
  const planted = [];
  /** @type {Planted[]} */
  const left = [];
  /** @type {(() => void)[]} */
  const removals = [];
  for (const fault of wanted) {
    if (staleness(copy, fault)) left.push(fault);
    else {
      planted.push(fault);
      removals.unshift(plant(copy, fault));
    }
  }
  const { verdict, output } = await run(copy, [], env, seconds * 3);
  for (const remove of removals) remove();
  /** @type {Map<string, string>} */
  const errors = new Map();
  if (verdict === 'survived') return { planted, left, errors };
  for (const line of output.split('\n')) {
    const [, file] = /^(\S+?)\(\d+,\d+\): error/.exec(line) ?? [];
    if (file && !errors.has(file)) errors.set(file, line);
  }
  if (errors.size === 0) console.log(output);
  return { planted, left, errors };
}

/**
 * @param {Planted} fault
 * @param {string} output
 */
function keep({ id }, output) {
  mkdirSync(reportFolder, { recursive: true });
  writeFileSync(path.join(reportFolder, `mutant-${id}.log`), output);
}

/**
 * @param {Planted[]} chosen
 * @param {Outcome[]} outcomes
 */
function report(chosen, outcomes) {
  const found = outcomes.filter(({ verdict }) => verdict === 'found');
  const explained = outcomes.filter(({ verdict, fault }) => verdict === 'survived' && fault.survives);
  const wrong = outcomes.filter((outcome) => !found.includes(outcome) && !explained.includes(outcome));
  const share = chosen.length > 0 ? found.length / chosen.length : 1;
  const byLayer = Object.keys(layers)
    .map((name) => [name, found.filter(({ fault }) => layerOf(fault) === name).length])
    .filter(([, count]) => count);
  console.log(
    `\n${chosen.length} planted faults: ${found.length} found (${byLayer.map(([name, count]) => `${name} ${count}`).join(', ')}), ` +
      `${explained.length} survive and say why, ${wrong.length} wrong; ${(share * 100).toFixed(1)} % found`,
  );
  const failures = wrong.map(({ fault, said }) => `planted faults › ${fault.area} › ${fault.id}: ${said}`);
  // One that is asked for by itself may be the one that survives.
  const enough = share >= least || chosen.length < faults.length;
  if (!enough) failures.push(`planted faults: less than ${least * 100} % were found`);
  mkdirSync(reportFolder, { recursive: true });
  const counts = { passed: found.length, failed: failures.length, skipped: explained.length, failures };
  writeFileSync(path.join(reportFolder, 'mutants.json'), JSON.stringify(counts));
  return failures.length > 0 ? 1 : 0;
}
