// Runs any command on a screen where windows can open: a virtual screen, with an unlocked keyring and the right
// Electron.
//   node scripts/screen.mjs npx playwright test --config playwright.config.ts
import { exitWith } from './lib/errors.mjs';
import { onScreen, prepare } from './setup/index.mjs';

await exitWith(async () => {
  const [command, ...args] = process.argv.slice(2);
  if (!command) throw new Error('Name a command to run.');
  const runtime = await prepare({ display: true, screen: 'virtual', keyring: true, tests: true });
  return onScreen(command, args, runtime);
});
