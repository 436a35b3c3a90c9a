// npm run package — makes an application folder in out/package, which runs without npm and without this repository.
import path from 'node:path';
import { buildApp } from './lib/build.mjs';
import { exitWith } from './lib/errors.mjs';
import { root } from './lib/paths.mjs';
import { prepare } from './setup/index.mjs';

await exitWith(async () => {
  const runtime = await prepare();
  await buildApp(runtime.env);
  // This is not imported at the top, since it imports packages that the first run has to install first.
  const { packageApp } = await import('./packaging/index.mjs');
  const { folder, starter, obstacles } = await packageApp(runtime);
  console.log(`${path.relative(root, folder)}: start it with ${path.relative(root, starter)}`);
  if (obstacles.length > 0) console.log(`NOT FOR RELEASE: ${obstacles.join('; ')}.`);
});
