// npm run check — the fast half of the tests: types, lint, import zones, unit tests.
import { exitWith } from './lib/errors.mjs';
import { runStages, staticStage, unitStage } from './lib/stages.mjs';
import { prepare } from './setup/index.mjs';

await exitWith(async () => {
  const runtime = await prepare();
  return runStages([staticStage(runtime), unitStage(runtime, process.argv.slice(2))]);
});
