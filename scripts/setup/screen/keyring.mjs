import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { MendableError } from '../../lib/errors.mjs';
import { runCaptured } from '../../lib/run.mjs';
import { endWithUs, startServer } from './server.mjs';

const busConfiguration = fileURLToPath(new URL('./session-bus.conf', import.meta.url));

/**
 * @typedef {object} Keyring
 * @property {{ DBUS_SESSION_BUS_ADDRESS: string }} env
 * @property {() => void} pause from now on it leaves every question without an answer
 * @property {() => void} goOn it answers again, the questions of the pause too
 * @property {() => void} stop
 */

/**
 * Starts a session bus with an unlocked keyring on it. The keyring's files are in a temporary folder: the person's own
 * keyring is neither read nor changed.
 * @returns {Promise<Keyring>}
 */
export async function startKeyring() {
  const bus = await startServer('session bus', 'dbus-daemon', [
    `--config-file=${busConfiguration}`,
    '--nofork',
    '--nopidfile',
    '--print-address=3',
  ]);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'keyfold-keyring-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const env = { DBUS_SESSION_BUS_ADDRESS: bus.answer };

  const daemon = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, ...env, XDG_DATA_HOME: folder, XDG_RUNTIME_DIR: folder },
  });
  const stopDaemon = endWithUs(daemon);
  daemon.stdin?.end('test');
  await answersOn(env);
  return {
    env,
    pause: () => void daemon.kill('SIGSTOP'),
    goOn: () => void daemon.kill('SIGCONT'),
    stop: () => {
      stopDaemon();
      bus.stop();
    },
  };
}

/**
 * Waits until the keyring answers. The daemon doesn't report that it is ready, and an app that asks too early finds no
 * keyring.
 * @param {NodeJS.ProcessEnv} env
 */
async function answersOn(env) {
  const question = [
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.DBus',
    '/',
    'org.freedesktop.DBus.NameHasOwner',
    'string:org.freedesktop.secrets',
  ];
  for (let tries = 0; tries < 100; tries += 1) {
    const { stdout } = await runCaptured('dbus-send', question, { env: { ...process.env, ...env } });
    if (stdout.includes('boolean true')) return;
    await sleep(50);
  }
  throw new MendableError('The keyring did not start on its session bus.');
}
