// npm test — everything. Narrower:
//   npm test -- --unit [file …]     only unit tests
//   npm test -- --faults [file …]   only the tests of faults
//   npm test -- --views [file …]    only the tests of the views' pages
//   npm test -- --e2e [file …]      only end-to-end tests
//   npm test -- --screen            end-to-end tests on this screen instead of a virtual one
//   npm run test:long               also the tests that take minutes, and the planted faults (test/mutants)
import { exitWith } from './lib/errors.mjs';
import { mutantStage } from './lib/mutants.mjs';
import { endToEndStage, faultStage, runStages, staticStage, unitStage, viewStage } from './lib/stages.mjs';
import { prepare } from './setup/index.mjs';

await exitWith(async () => {
  const args = process.argv.slice(2);
  /** @param {string} flag */
  const has = (flag) => args.includes(flag);
  const filters = args.filter((arg) => !['--unit', '--faults', '--views', '--e2e', '--screen', '--long'].includes(arg));
  const everything = !has('--unit') && !has('--faults') && !has('--views') && !has('--e2e');

  const faults = everything || has('--faults');
  const views = everything || has('--views');
  const endToEnd = everything || has('--e2e');
  const runtime = await prepare({
    display: views || endToEnd,
    screen: has('--screen') ? 'real' : 'virtual',
    keyring: endToEnd,
    tests: endToEnd,
  });
  if (has('--long')) runtime.env.KEYFOLD_LONG = '1';

  return runStages([
    ...(everything ? [staticStage(runtime)] : []),
    ...(everything || has('--unit') ? [unitStage(runtime, filters)] : []),
    ...(faults ? [faultStage(runtime, filters)] : []),
    ...(views ? [viewStage(runtime, filters)] : []),
    ...(endToEnd ? [endToEndStage(runtime, filters)] : []),
    ...(everything && has('--long') ? [mutantStage(runtime)] : []),
  ]);
});
