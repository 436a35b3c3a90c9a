// What scripts and tests must know about the system on which they run.
import { MendableError } from './errors.mjs';

/**
 * The systems on which the application under test is known to touch nothing of the person: not their vault, their
 * keyring or their clipboard. On other systems the folder of the vault is another one too, but nobody has checked the
 * rest.
 */
const safeSystems = ['linux'];

/** Whether a test may start the application on this system. */
export const isSafeSystem = safeSystems.includes(process.platform);

export const isWindows = process.platform === 'win32';

/** The file of the command `keyfold`, as it is built in out/command. */
export const commandFile = isWindows ? 'keyfold.exe' : 'keyfold';

/**
 * Whether the command line can choose which keyring Chromium uses. On other systems it is always the person's keyring.
 */
export const canChooseKeyring = process.platform === 'linux';

/** Whether /proc has information about every process. */
export const hasProc = process.platform === 'linux';

/**
 * Ends a script that would drive the real application, if that is not known to be safe on this system.
 * @param {string} what in the form "The guided tour"
 */
export function refuseUnlessSafe(what) {
  if (isSafeSystem) return;
  throw new MendableError(`${what} drives the real application, which is not known to be safe on this system.`, {
    details:
      'It would use a vault of its own, but possibly your keychain and your clipboard: so far only Linux was looked at.',
    mend: 'run it on Linux; `npm run check` and `npm start` work here',
  });
}

/**
 * Everything that may be missing for a test, with the reason that the report then gives. A test that was skipped for
 * another reason fails the run. `test/support/systems.ts` finds out what is there.
 */
export const skipReasons = {
  proc: 'without /proc',
  strace: 'without strace, or where it may not attach',
  xdotool: 'without xdotool, which types into windows',
  openbox: 'without openbox, which manages windows, or xprop, which asks about them',
  xrandr: 'without xrandr, which changes screens',
  xclip: 'without xclip, which reads the clipboard',
  sessionBus: 'without dbus-send and a session bus',
  age: 'without the age program',
  python: 'without Python 3',
  pythonYaml: 'without Python’s yaml',
  pythonDotenv: 'without Python’s dotenv',
  rclone: 'without rclone',
  s3cmd: 'without s3cmd',
  bash: 'without bash',
  fish: 'without fish',
  zsh: 'without zsh',
  man: 'without man',
  terraform: 'without Terraform',
  shell: 'without a POSIX shell',
  compiler: 'without a C compiler',
  command: 'where the command keyfold is not built, without a C compiler',
  windowsCompiler: 'without mingw-w64, which compiles for Windows',
  sanitizer: 'without a C compiler’s sanitizers',
  setpriv: 'without setpriv, which gives up the rights of root',
  userNamespace: 'where no user namespace with settings of its own can be made',
  smallDisk: 'where this user may not mount a disk in memory',
  modes: 'where files have no modes and no owner',
  boundByModes: 'as root, who may read and write every file',
  otherUser: 'where no other user can run the tests',
  links: 'where this user may not make symbolic links',
  pipes: 'without named pipes',
  devices: 'without /dev/zero',
  longRun: 'only in the long run: npm run test:long',
};

/** @param {string} reason */
export const isKnownReason = (reason) => Object.values(skipReasons).includes(reason);
