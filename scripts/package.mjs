// npm run package — an application folder that runs without npm and without this repository, in out/package.
import path from 'node:path';
import { buildApp } from './lib/build.mjs';
import { exitWith } from './lib/errors.mjs';
import { root } from './lib/paths.mjs';
import { packageApp } from './packaging/index.mjs';
import { prepare } from './setup/index.mjs';

await exitWith(async () => {
  const runtime = await prepare();
  await buildApp(runtime.env);
  const { folder, binary, obstacles } = await packageApp(runtime);
  console.log(`${path.relative(root, folder)}: start it with ${path.relative(root, binary)}`);
  if (obstacles.length > 0) console.log(`NOT FOR RELEASE: ${obstacles.join('; ')}.`);
});
