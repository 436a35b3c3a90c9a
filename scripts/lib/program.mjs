import { existsSync } from 'node:fs';
import path from 'node:path';
import { onScreen, prepare } from '../setup/index.mjs';
import { buildApp } from './build.mjs';
import { MendableError } from './errors.mjs';
import { root } from './paths.mjs';
import { refuseUnlessSafe } from './systems.mjs';

const onThisScreen = '--screen';

/** @param {string[]} args */
export const playTour = (args) => runProgram('test/tour/tour.mjs', args, 'The guided tour');

/**
 * Runs a program that drives the built app, with a screen and a keyring around it.
 * @param {string} entry
 * @param {string[]} args
 * @param {string} what for a person, in the form "The guided tour"
 * @returns {Promise<number>} its exit code
 */
export async function runProgram(entry, args, what) {
  refuseUnlessSafe(what);
  if (!existsSync(path.join(root, entry))) throw new MendableError(`${entry} is not there.`);
  const screen = args.includes(onThisScreen) ? 'real' : 'virtual';
  const runtime = await prepare({ display: true, screen, keyring: true });
  await buildApp(runtime.env);
  return onScreen(process.execPath, [entry, ...args.filter((arg) => arg !== onThisScreen)], runtime);
}
