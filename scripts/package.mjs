// npm run package — an application folder that runs without npm and without this repository, in out/package.
import path from 'node:path';
import { buildApp } from './lib/build.mjs';
import { exitWith } from './lib/errors.mjs';
import { root } from './lib/paths.mjs';
import { prepare } from './setup/index.mjs';

await exitWith(async () => {
  const runtime = await prepare();
  await buildApp(runtime.env);
  // Not at the top: it imports packages, which the first run has yet to install.
  const { packageApp } = await import('./packaging/index.mjs');
  const { folder, binary, obstacles } = await packageApp(runtime);
  console.log(`${path.relative(root, folder)}: start it with ${path.relative(root, binary)}`);
  if (obstacles.length > 0) console.log(`NOT FOR RELEASE: ${obstacles.join('; ')}.`);
});
