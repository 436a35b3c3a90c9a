import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { commandFile, isWindows } from '../../scripts/lib/systems.mjs';
import { makeHome, pause, startApplication } from './application.mjs';

/**
 * Milliseconds of the command `keyfold` under a running permission, in turns with a program that does nothing: `list`
 * beside `true`, and `exec -- true` beside `sh -c true`. `null`: there is no command here.
 * @param {string} folder the application's folder
 * @param {number} rounds
 * @param {string} password
 * @param {(folder: string) => Promise<void>} fill
 */
export async function timeCommand(folder, rounds, password, fill) {
  const program = join(folder, 'out', 'command', commandFile);
  if (isWindows || !existsSync(program)) return null;
  const home = await makeHome(fill);
  const runtime = join(home.path, 'run');
  mkdirSync(runtime, { mode: 0o700 });
  process.env.XDG_RUNTIME_DIR = runtime;
  const vault = ['--vault', join(home.path, 'Keyfold', 'vault')];
  const application = await startApplication(folder, home.path);

  /** @param {readonly string[]} args */
  const allowed = async (args) => {
    const child = spawn(program, [...vault, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (piece) => {
      out += piece;
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    const sheet = await application.view('app://allow');
    await sheet.getByRole('radio').last().check({ force: true });
    const field = sheet.locator('input[type=password]');
    if ((await field.count()) > 0) await field.fill(password);
    await sheet.getByRole('button', { name: /^(Allow|允许)$/ }).click();
    if ((await ended) !== 0) throw new Error(`keyfold ${args[0]} was not allowed`);
    return out;
  };

  try {
    await pause(2500);
    const unlock = await application.view('app://unlock');
    await unlock.locator('input[type=password]').fill(password);
    await unlock.locator('input[type=password]').press('Enter');
    await application.view('app://main-view');
    const ids = JSON.parse(await allowed(['list', '--json']));
    // Any key for which a tool reads variables.
    const key = ids.find((/** @type {{ provider: string, state: string }} */ one) => {
      return one.provider === 'alibaba' && one.state === 'enabled';
    });
    const exec = ['exec', '--key', key.accessKeyId.slice(1), '--', '/bin/true'];
    await allowed(exec);
    /** @type {Record<'list' | 'nothing' | 'exec' | 'shell', number[]>} */
    const times = { list: [], nothing: [], exec: [], shell: [] };
    /** @type {(name: keyof typeof times, file: string, args: readonly string[]) => void} */
    const time = (name, file, args) => {
      const from = performance.now();
      const { status } = spawnSync(file, args, { stdio: 'ignore' });
      times[name].push(performance.now() - from);
      if (status !== 0) throw new Error(`${name} ended with ${status}`);
    };
    for (let round = 0; round < rounds; round += 1) {
      time('nothing', '/bin/true', []);
      time('list', program, [...vault, 'list', '--names']);
      time('shell', '/bin/sh', ['-c', '/bin/true']);
      time('exec', program, [...vault, ...exec]);
    }
    return times;
  } finally {
    await application.end();
    home.remove();
  }
}
