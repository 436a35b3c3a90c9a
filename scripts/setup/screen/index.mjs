import { root } from '../../lib/paths.mjs';
import { runShown } from '../../lib/run.mjs';
import { startKeyring } from './keyring.mjs';
import { startVirtualScreen } from './virtual-screen.mjs';

/**
 * @typedef {object} Screen
 * @property {'real' | 'virtual'} kind
 * @property {boolean} keyring whether commands get an unlocked keyring of their own
 */

export const hasRealScreen = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * Runs a command that opens windows. `KEYFOLD_KEYRING=1` tells the command that it has a keyring of its own.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env: NodeJS.ProcessEnv, screen: Screen, cwd?: string }} runtime what `prepare` returned
 * @returns {Promise<number>} its exit code
 */
export async function onScreen(command, args, { env, screen, cwd = root }) {
  const display = screen.kind === 'virtual' ? await startVirtualScreen() : undefined;
  const keyring = screen.keyring ? await startKeyring() : undefined;
  const whole = { ...env, ...display?.env, ...keyring?.env, ...(keyring ? { KEYFOLD_KEYRING: '1' } : {}) };
  try {
    return await runShown(command, args, { cwd, env: whole });
  } finally {
    keyring?.stop();
    display?.stop();
  }
}
