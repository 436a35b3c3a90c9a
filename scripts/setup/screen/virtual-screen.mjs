import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startServer } from './server.mjs';

const size = '1600x1000x24';

/**
 * Starts an X server without a monitor. The server picks a free number itself, so that any number of them can start at
 * once. A random cookie keeps other users of the machine out.
 * @returns {Promise<{ env: NodeJS.ProcessEnv, stop: () => void }>}
 */
export async function startVirtualScreen() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'keyfold-screen-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const authority = path.join(folder, 'authority');
  writeFileSync(authority, authorityEntry(randomBytes(16)), { mode: 0o600 });

  const args = ['-displayfd', '3', '-screen', '0', size, '-auth', authority, '-nolisten', 'tcp', '-noreset'];
  const server = await startServer('virtual screen', 'Xvfb', args);
  return {
    env: { DISPLAY: `:${server.answer}`, XAUTHORITY: authority, WAYLAND_DISPLAY: undefined, XDG_SESSION_TYPE: 'x11' },
    stop: server.stop,
  };
}

/**
 * Returns one entry of an Xauthority file, for any host and any display number, since the number is not known yet.
 * @param {Buffer} cookie
 */
function authorityEntry(cookie) {
  const anyHost = Buffer.from([0xff, 0xff]);
  const fields = [Buffer.alloc(0), Buffer.alloc(0), Buffer.from('MIT-MAGIC-COOKIE-1'), cookie];
  return Buffer.concat([
    anyHost,
    ...fields.flatMap((field) => [Buffer.from([field.length >> 8, field.length & 0xff]), field]),
  ]);
}
