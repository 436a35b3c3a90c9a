// npm run bench — measures the start, the unlock and the memory of the production build.
import { exitWith } from './lib/errors.mjs';
import { runProgram } from './lib/program.mjs';

await exitWith(() => runProgram('test/bench/index.mjs', process.argv.slice(2), 'The bench'));
