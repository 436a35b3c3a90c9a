// npm test — everything. Narrower:
//   npm test -- --unit [file …]     only unit tests
//   npm test -- --faults [file …]   only the tests of faults
//   npm test -- --views [file …]    only the tests of the views' pages
//   npm test -- --e2e [file …]      only end-to-end tests
//   npm test -- --changed[=<rev>]   only what a change since the last commit, or since that revision, can touch
//   npm test -- --screen            end-to-end tests on this screen instead of a virtual one
//   npm run test:long               also the tests that take minutes, and the planted faults (test/mutants)
import { exitWith, MendableError } from './lib/errors.mjs';
import { mutantStage } from './lib/mutants.mjs';
import { endToEndStage, faultStage, runStages, staticStage, unitStage, viewStage } from './lib/stages.mjs';
import { prepare } from './setup/index.mjs';
import { preparePackages } from './setup/packages.mjs';

/** @typedef {import('./lib/changed.mjs').Reach} Reach */

const layers = /** @type {const} */ (['unit', 'faults', 'views', 'e2e']);
const makers = { unit: unitStage, faults: faultStage, views: viewStage, e2e: endToEndStage };

await exitWith(async () => {
  const args = process.argv.slice(2);
  /** @param {string} flag */
  const has = (flag) => args.includes(flag);
  const filters = args.filter((arg) => !/^--(unit|faults|views|e2e|screen|long|changed(=.*)?)$/.test(arg));
  const everything = !layers.some((layer) => has(`--${layer}`));
  const changed = args.find((arg) => /^--changed(=|$)/.test(arg));
  if (changed && filters.length > 0) {
    throw new MendableError('--changed chooses the files by itself.', { mend: `leave out ${filters.join(' ')}` });
  }
  const reach = changed ? await reachSince(changed.split('=')[1] || 'HEAD') : undefined;

  const stages = layers
    .filter((layer) => everything || has(`--${layer}`))
    .map((layer) => ({ layer, files: reach?.[layer] ?? 'all' }))
    .filter(({ files }) => files.length > 0);
  const endToEnd = stages.some(({ layer }) => layer === 'e2e');
  const runtime = await prepare({
    display: endToEnd || stages.some(({ layer }) => layer === 'views'),
    screen: has('--screen') ? 'real' : 'virtual',
    keyring: endToEnd,
    tests: endToEnd,
  });
  if (has('--long')) runtime.env.KEYFOLD_LONG = '1';

  return runStages([
    ...(everything ? [staticStage(runtime)] : []),
    ...stages.map(({ layer, files }) => makers[layer](runtime, files === 'all' ? filters : files)),
    ...(everything && has('--long') ? [mutantStage(runtime)] : []),
  ]);
});

/**
 * Finds what a change can touch and prints it, so that nobody takes a part for the whole.
 * @param {string} revision
 * @returns {Promise<Reach>}
 */
async function reachSince(revision) {
  await preparePackages();
  // This is not imported at the top, since it imports packages that the first run has to install first.
  const { changedSince, reachOf } = await import('./lib/changed.mjs');
  const files = await changedSince(revision);
  const reach = reachOf(files);
  console.log(`${files.length} files differ from ${revision}. Of the test files they can touch:`);
  for (const layer of layers) {
    const chosen = reach[layer];
    console.log(`  ${layer}: ${chosen === 'all' ? 'all' : chosen.length === 0 ? 'none' : chosen.join(' ')}`);
  }
  return reach;
}
