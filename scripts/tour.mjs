// node scripts/tour.mjs — plays the guided tour through the real app. Its pictures are stored in out/tour/.
//   --screen   plays it on this screen instead of a virtual one
import { exitWith } from './lib/errors.mjs';
import { playTour } from './lib/program.mjs';

await exitWith(() => playTour(process.argv.slice(2)));
