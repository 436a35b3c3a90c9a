import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { MendableError } from '../lib/errors.mjs';
import { step } from '../lib/progress.mjs';
import { runCaptured, runQuietly } from '../lib/run.mjs';

/**
 * @typedef {object} Need
 * @property {string[]} packages Debian's or Ubuntu's names, the newer first: the first one that the system knows is taken
 * @property {string} [library] there when the dynamic linker knows it
 * @property {string} [command] there when it is in PATH
 * @property {string} [fontLanguage] there when some font covers it
 * @property {string} [pythonModule] there when Python can import it
 */

/** @type {Need[]} what Electron needs to open a window */
const windowNeeds = [
  { library: 'libgtk-3.so.0', packages: ['libgtk-3-0t64', 'libgtk-3-0'] },
  { library: 'libnss3.so', packages: ['libnss3'] },
  { library: 'libasound.so.2', packages: ['libasound2t64', 'libasound2'] },
  { library: 'libgbm.so.1', packages: ['libgbm1'] },
  { library: 'libXss.so.1', packages: ['libxss1'] },
];

/** @type {Need[]} what a window needs if there is no screen; the fonts are for pictures that are taken there */
const virtualScreenNeeds = [
  { command: 'Xvfb', packages: ['xvfb'] },
  { command: 'fc-list', packages: ['fontconfig'] },
  { fontLanguage: 'zh-cn', packages: ['fonts-noto-cjk'] },
];

/** @type {Need[]} */
const keyringNeeds = [
  { command: 'dbus-daemon', packages: ['dbus-daemon', 'dbus'] },
  { command: 'dbus-send', packages: ['dbus-bin', 'dbus'] },
  { command: 'gnome-keyring-daemon', packages: ['gnome-keyring'] },
];

/**
 * What end-to-end tests use to type, to manage windows, to change screens, to show messages, to read the clipboard as
 * another program would, to watch system calls, to open our exports; and the programs that read what is written for
 * tools.
 * @type {Need[]}
 */
const testNeeds = [
  { command: 'xdotool', packages: ['xdotool'] },
  { command: 'openbox', packages: ['openbox'] },
  { command: 'xprop', packages: ['x11-utils'] },
  { command: 'xrandr', packages: ['x11-xserver-utils'] },
  { library: 'libnotify.so.4', packages: ['libnotify4'] },
  { command: 'gdbus', packages: ['libglib2.0-bin'] },
  { command: 'xclip', packages: ['xclip'] },
  { command: 'strace', packages: ['strace'] },
  { command: 'age', packages: ['age'] },
  { command: 'rclone', packages: ['rclone'] },
  { command: 's3cmd', packages: ['s3cmd'] },
  { pythonModule: 'yaml', packages: ['python3-yaml'] },
  { pythonModule: 'dotenv', packages: ['python3-dotenv'] },
];

/** @type {Need[]} */
const compilerNeeds = [
  { command: 'python3', packages: ['python3'] },
  { command: 'make', packages: ['make'] },
  { command: 'g++', packages: ['g++'] },
];

export const isGlibc =
  process.platform === 'linux' && Boolean(/** @type {any} */ (process.report.getReport()).header.glibcVersionRuntime);

/**
 * @typedef {object} Wanted
 * @property {boolean} virtualScreen
 * @property {boolean} keyring
 * @property {boolean} tests
 */

/** @param {Wanted} wanted */
export const prepareSystem = (wanted) => provide('system packages', needsFor(wanted));

export const prepareCompiler = () => provide('a compiler', compilerNeeds);

/** apt works for only one caller at a time. */
let lastTurn = Promise.resolve();
/** A new container has no package lists, and old lists name files that mirrors have deleted. */
let listsAreFresh = false;

/**
 * Returns whether all of it is already there or can be installed without asking a person.
 * @param {Wanted} wanted
 */
export async function isWithinReach(wanted) {
  return (await missingOf(needsFor(wanted))).length === 0 || (await aptPrefix()) !== undefined;
}

/** @param {Wanted} wanted */
function needsFor({ virtualScreen, keyring, tests }) {
  return [
    ...windowNeeds,
    ...(virtualScreen ? virtualScreenNeeds : []),
    ...(keyring ? keyringNeeds : []),
    ...(tests && virtualScreen ? testNeeds : []),
  ];
}

/**
 * @param {string} what
 * @param {Need[]} needs
 */
function provide(what, needs) {
  if (process.platform !== 'linux') return Promise.resolve();
  const turn = lastTurn.then(() => install(what, needs));
  lastTurn = turn.catch(() => undefined);
  return turn;
}

/**
 * @param {string} what
 * @param {Need[]} needs
 */
async function install(what, needs) {
  const missing = await missingOf(needs);
  if (missing.length === 0) return;

  const prefix = await aptPrefix();
  if (!prefix) {
    const names = missing.map(({ packages }) => packages.at(-1)).join(' ');
    throw new MendableError(`This system lacks ${missing.map(nameOf).join(', ')}.`, {
      mend: isDebianLike()
        ? `sudo apt-get install --no-install-recommends ${names}`
        : `install, with your system’s package manager, what Debian calls: ${names}`,
    });
  }

  const title = `Installing ${what} (${missing.map(nameOf).join(', ')})`;
  await step(title, async (say) => {
    /** @param {string} log @param {string[]} args */
    const apt = (log, ...args) => {
      const [command = '', ...rest] = [...prefix, 'apt-get', '-o', 'DPkg::Lock::Timeout=300', '-qq', ...args];
      return runQuietly(command, rest, {
        log,
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        mend: 'check the network and apt’s sources, then run the same command again',
      });
    };
    if (!listsAreFresh) await apt('apt-update', 'update');
    listsAreFresh = true;
    const names = await Promise.all(missing.map(({ packages }) => firstKnown(packages)));
    await apt('apt-install', 'install', '-y', '--no-install-recommends', ...new Set(names));
    say(`${what} installed: ${[...new Set(names)].join(' ')}`);
  });

  const still = await missingOf(needs);
  if (still.length > 0) {
    throw new MendableError(`Installed, and still not found: ${still.map(nameOf).join(', ')}.`, {
      mend: 'make sure that PATH holds /usr/bin, then run the same command again',
    });
  }
}

/** @param {Need} need */
const nameOf = ({ library, command, fontLanguage, pythonModule }) =>
  library ?? command ?? (pythonModule ? `Python’s ${pythonModule}` : `a font for ${fontLanguage}`);

/** @param {Need[]} needs */
async function missingOf(needs) {
  if (process.platform !== 'linux') return [];
  const linker = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((file) => existsSync(file));
  // Without ldconfig this can't be checked. Electron itself will name a library that is missing.
  const libraries = linker ? (await runCaptured(linker, ['-p'])).stdout : undefined;
  const missing = await Promise.all(
    needs.map(async ({ library, command, fontLanguage, pythonModule }) => {
      if (library) return libraries !== undefined && !libraries.includes(`${library} `);
      if (command) return !isInPath(command);
      if (pythonModule)
        return !isInPath('python3') || (await runCaptured('python3', ['-c', `import ${pythonModule}`])).code !== 0;
      return !(await hasFontFor(fontLanguage ?? ''));
    }),
  );
  return needs.filter((_, index) => missing[index]);
}

/** @param {string} language */
async function hasFontFor(language) {
  if (!isInPath('fc-list')) return false;
  return (await runCaptured('fc-list', [`:lang=${language}`, 'family'])).stdout.trim() !== '';
}

/** @param {string} command */
export function isInPath(command) {
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, command)));
}

/** @param {string[]} packages */
async function firstKnown(packages) {
  for (const name of packages) {
    const { code, stdout } = await runCaptured('apt-cache', ['show', '--no-all-versions', name]);
    if (code === 0 && stdout.includes('Filename:')) return name;
  }
  return packages.at(-1) ?? '';
}

/** @returns {Promise<string[] | undefined>} what to put before apt-get; `undefined` if a person would be asked */
async function aptPrefix() {
  if (!isDebianLike() || !isInPath('apt-get')) return undefined;
  if (process.getuid?.() === 0) return [];
  if (!isInPath('sudo')) return undefined;
  const { code } = await runCaptured('sudo', ['-n', 'true']);
  // sudo drops the environment, so what must reach apt-get goes through env.
  return code === 0 ? ['sudo', '-n', 'env', 'DEBIAN_FRONTEND=noninteractive'] : undefined;
}

function isDebianLike() {
  try {
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}
