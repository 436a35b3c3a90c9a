import { existsSync } from 'node:fs';
import path from 'node:path';
import { onScreen, prepare } from '../setup/index.mjs';
import { buildApp } from './build.mjs';
import { MendableError } from './errors.mjs';
import { root } from './paths.mjs';

const onThisScreen = '--screen';

/** @param {string[]} args */
export const playTour = (args) => runProgram('test/tour/tour.mjs', args);

/**
 * Runs a program that drives the built app, with a screen and a keyring around it.
 * @param {string} entry
 * @param {string[]} args
 * @returns {Promise<number>} its exit code
 */
export async function runProgram(entry, args) {
  if (!existsSync(path.join(root, entry))) throw new MendableError(`${entry} is not there.`);
  const screen = args.includes(onThisScreen) ? 'real' : 'virtual';
  const runtime = await prepare({ display: true, screen, keyring: true });
  await buildApp(runtime.env);
  return onScreen(process.execPath, [entry, ...args.filter((arg) => arg !== onThisScreen)], runtime);
}
