// npm start — sets up, builds and opens the app. Without a screen, or with --tour, it plays the guided tour. Any other
// argument is passed to the app.
import { buildApp } from './lib/build.mjs';
import { exitWith } from './lib/errors.mjs';
import { root, startScript } from './lib/paths.mjs';
import { playTour } from './lib/program.mjs';
import { runShown } from './lib/run.mjs';
import { sandboxArguments } from './setup/electron.mjs';
import { prepare } from './setup/index.mjs';
import { hasRealScreen } from './setup/screen/index.mjs';

await exitWith(async () => {
  const args = process.argv.slice(2);
  const rest = args.filter((arg) => arg !== '--tour');
  if (args.includes('--tour')) return playTour(hasRealScreen() ? ['--screen', ...rest] : rest);
  if (!hasRealScreen()) {
    console.log('There is no screen here, so the guided tour is played on a virtual one.');
    return playTour(rest);
  }
  const { env, electron } = await prepare({ display: true });
  await buildApp(env);
  const command = [electron, ...sandboxArguments, root, ...rest];
  return process.platform === 'linux'
    ? runShown('/bin/sh', [startScript, '/', ...command], { env })
    : runShown(electron, command.slice(1), { env });
});
