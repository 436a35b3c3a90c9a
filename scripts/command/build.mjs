// Builds the command `keyfold` from resources/command with the system's compiler.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MendableError } from '../lib/errors.mjs';
import { withLock } from '../lib/lock.mjs';
import { builtCommand, cloneId, commandFolder } from '../lib/paths.mjs';
import { print, step } from '../lib/progress.mjs';
import { runQuietly } from '../lib/run.mjs';
import { isInPath } from '../setup/system.mjs';

/** @typedef {'linux' | 'darwin' | 'win32'} System */

export const commandSource = path.join(commandFolder, 'keyfold.c');

/** What every build of the command is compiled with. A warning is an error. */
export const commandWarnings = ['-std=c11', '-Wall', '-Wextra', '-Wpedantic', '-Werror'];

const hardening = ['-fstack-protector-strong', '-U_FORTIFY_SOURCE', '-D_FORTIFY_SOURCE=2'];

/** @type {Record<System, { compiler: string, flags: readonly string[] }>} */
const builds = {
  linux: {
    compiler: 'cc',
    flags: ['-s', '-fstack-clash-protection', '-fPIE', '-pie', '-Wl,-z,relro,-z,now', '-Wl,-z,noexecstack'],
  },
  darwin: { compiler: 'cc', flags: ['-fPIE'] },
  win32: {
    compiler: 'x86_64-w64-mingw32-gcc',
    // Everything is linked into the file, since Windows has no library of this compiler.
    flags: ['-s', '-static', '-municode', '-mconsole', '-Wl,--dynamicbase,--nxcompat,--high-entropy-va'],
  },
};

/**
 * Returns the command line that compiles the command for a system; `undefined` if its compiler isn't there.
 * @param {string} output
 * @param {System} [system]
 * @returns {[compiler: string, ...args: string[]] | undefined}
 */
export function compilation(output, system = /** @type {System} */ (process.platform)) {
  const build = builds[system];
  if (!build || !isInPath(process.platform === 'win32' ? `${build.compiler}.exe` : build.compiler)) return undefined;
  const libraries = system === 'win32' ? ['-ladvapi32'] : [];
  return [
    build.compiler,
    ...commandWarnings,
    '-Os',
    ...hardening,
    ...build.flags,
    '-o',
    output,
    commandSource,
    ...libraries,
  ];
}

/**
 * Builds the command for this system, unless the last build was made from exactly the present sources. Where there is no
 * compiler, or it has not what it needs, that is said in one line; everything but the command works without it.
 * @returns {Promise<string | undefined>} its file
 */
export async function buildCommand() {
  const command = compilation(`${builtCommand}.unfinished`);
  if (!command) {
    print('  – the command keyfold is not built: there is no C compiler here (cc); all else works without it');
    return undefined;
  }
  const recipe = recipeOf(command);
  if (isCurrent(recipe)) return builtCommand;
  await withLock(`command-${cloneId}`, async () => {
    if (isCurrent(recipe)) return;
    await step('Building the command keyfold', async (say) => {
      const [compiler, ...args] = command;
      mkdirSync(path.dirname(builtCommand), { recursive: true });
      rmSync(stamp, { force: true });
      await runQuietly(compiler, args, { log: 'command-build' });
      renameSync(`${builtCommand}.unfinished`, builtCommand);
      writeFileSync(stamp, recipe);
      say('command keyfold built');
    }).catch((error) => {
      if (!(error instanceof MendableError)) throw error;
      // An old one would speak another language than the application.
      rmSync(builtCommand, { force: true });
      print(
        `  – the command keyfold is not built; all else works without it. ${error.message}\n${error.details ?? ''}`,
      );
    });
  });
  return existsSync(builtCommand) ? builtCommand : undefined;
}

const stamp = `${builtCommand}.stamp`;

/** @param {string} recipe */
const isCurrent = (recipe) => existsSync(builtCommand) && existsSync(stamp) && readFileSync(stamp, 'utf8') === recipe;

/** @param {readonly string[]} command */
function recipeOf(command) {
  const hash = createHash('sha256').update(command.join('\0'));
  for (const name of readdirSync(commandFolder).sort()) {
    if (/\.[ch]$/.test(name)) hash.update(`\n${name}\n`).update(readFileSync(path.join(commandFolder, name)));
  }
  return hash.digest('hex');
}
