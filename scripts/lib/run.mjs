import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { MendableError } from './errors.mjs';
import { logFolder, root } from './paths.mjs';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [timeoutSeconds]
 */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
/** @type {NodeJS.Signals | undefined} */
let interruptedBy;

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => interrupt(signal));
}

/**
 * Ends the children first and then this process, so that no child is left and exit handlers can clean up.
 * @param {NodeJS.Signals} signal
 */
function interrupt(signal) {
  interruptedBy = signal;
  if (running.size === 0) process.exit(130);
  // A terminal sends Ctrl+C to every process of the group, so the children already have it and may be cleaning up.
  if (signal !== 'SIGINT') for (const child of running) child.kill('SIGTERM');
  setTimeout(() => {
    for (const child of running) child.kill('SIGTERM');
    setTimeout(() => process.exit(130), 2000).unref();
  }, 5000).unref();
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} [timeoutSeconds]
 * @returns {Promise<number>} the exit code; 128 if a signal ended it
 */
function ended(child, timeoutSeconds) {
  running.add(child);
  const timer = timeoutSeconds && setTimeout(() => child.kill('SIGKILL'), timeoutSeconds * 1000);
  return new Promise((resolve, reject) => {
    child.once('error', (error) => {
      running.delete(child);
      clearTimeout(timer || undefined);
      reject(error);
    });
    child.once('close', (code) => {
      running.delete(child);
      clearTimeout(timer || undefined);
      if (interruptedBy && running.size === 0) process.exit(130);
      resolve(code ?? 128);
    });
  });
}

/**
 * Runs a command and shows its output on the screen.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export function runShown(command, args, { cwd = root, env = process.env } = {}) {
  return ended(spawn(command, args, { cwd, env, stdio: 'inherit' }));
}

/**
 * Runs a command and returns its output.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, stdout: string, output: string }>}
 */
export async function runCaptured(command, args, { cwd = root, env = process.env, timeoutSeconds } = {}) {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  return { code: await ended(child, timeoutSeconds), stdout, output };
}

/**
 * Runs a command whose output matters only if it fails. Then the end of the output is shown; the whole output is in a
 * log file.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions & { log: string, mend?: string }} options
 */
export async function runQuietly(command, args, { cwd = root, env = process.env, timeoutSeconds, log, mend }) {
  mkdirSync(logFolder, { recursive: true });
  const file = path.join(logFolder, `${log}.log`);
  const stream = createWriteStream(file);
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  /** @type {string[]} */
  const tail = [];
  for (const source of [child.stdout, child.stderr]) {
    source.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      stream.write(text);
      tail.push(...text.split('\n').filter(isTelling));
      tail.splice(0, Math.max(0, tail.length - 12));
    });
  }
  const code = await ended(child, timeoutSeconds);
  stream.end();
  if (code !== 0) {
    throw new MendableError(
      `\`${path.basename(command)} ${args.map((arg) => path.basename(arg)).join(' ')}\` failed.`,
      {
        details: `${tail.join('\n')}\n(all of it: ${path.relative(root, file)})`,
        ...(mend ? { mend } : {}),
      },
    );
  }
}

/**
 * Returns whether a line is shown on the screen. Stack lines are only in the log: on the screen they would hide the
 * message.
 * @param {string} line
 */
const isTelling = (line) => line.trim() !== '' && !/^\s*(at |\d+: )/.test(line);
