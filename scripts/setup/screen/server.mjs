import { spawn } from 'node:child_process';
import { MendableError } from '../../lib/errors.mjs';

/**
 * @typedef {object} Server
 * @property {string} answer the first line it wrote to descriptor 3
 * @property {() => void} stop
 */

/**
 * Starts a program that runs beside the app. It reports on descriptor 3 when and where it can be reached.
 * @param {string} name for a person
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<Server>}
 */
export async function startServer(name, command, args) {
  // It runs in a process group of its own: a Ctrl+C is for the app, which still needs its screen and keyring while it
  // quits.
  const child = spawn(command, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  const stop = endWithUs(child);
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    complaint = (complaint + text).slice(-2000);
  });
  /** @type {string} */
  const answer = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new MendableError(`The ${name} did not start.`, { details: complaint.trim() })));
    child.stdio[3]?.once('data', (line) => resolve(String(line).trim()));
  });
  return { answer, stop };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} ends it earlier
 */
export function endWithUs(child) {
  const kill = () => {
    child.kill();
  };
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  return kill;
}
