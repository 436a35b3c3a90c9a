// npm run bench — measures start, unlocking and memory on the production build.
import { exitWith } from './lib/errors.mjs';
import { runProgram } from './lib/program.mjs';

await exitWith(() => runProgram('test/bench/index.mjs', process.argv.slice(2), 'The bench'));
