// npm run dev — starts the app with hot reload.
//   --remote   switches @electron/remote on for the DevTools console; it exists in development only
import { buildCommand } from './command/build.mjs';
import { exitWith } from './lib/errors.mjs';
import { commandEntry } from './lib/npm.mjs';
import { sandboxArguments } from './setup/electron.mjs';
import { onScreen, prepare } from './setup/index.mjs';

await exitWith(async () => {
  const args = process.argv.slice(2);
  const runtime = await prepare({ display: true });
  await buildCommand();
  if (args.includes('--remote')) runtime.env.KEYFOLD_REMOTE = '1';
  const command = [
    commandEntry('electron-vite'),
    'dev',
    ...(sandboxArguments.length > 0 ? ['--noSandbox'] : []),
    ...args.filter((arg) => arg !== '--remote'),
  ];
  return onScreen(process.execPath, command, runtime);
});
