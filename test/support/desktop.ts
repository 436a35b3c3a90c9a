import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { electron, switches } from './app';
import { scratchFolder } from './scratch';
import { press, type, xdotool } from './screen';
import { without } from './systems';
import { test as base } from './test';
import { until } from './until';

/**
 * A desktop as people have it: a window manager on the worker's screen, which decides which window is active and which
 * is on top, and other programs beside Keyfold. Keys go through the X server to the window that is active, so a test
 * finds out who gets them.
 */

const execute = promisify(execFile);
const otherProgram = resolve(import.meta.dirname, 'other-program.cjs');

/** Another program, with one field that takes what is typed. */
export interface OtherProgram {
  /** Makes its window the active one, as a click on it does. */
  activate(): Promise<void>;
  /** Returns the text in its field. */
  text(): string;
}

export interface Desktop {
  /** Returns the title of the active window; empty if no window is active. */
  active(): Promise<string>;
  /** Waits until a window with this title is the active one. */
  becomesActive(title: string | RegExp): Promise<void>;
  /** Returns the titles of all windows, from the lowest to the one on top of all. */
  stacking(): Promise<string[]>;
  /** Makes the window with this title the active one, and raises it. */
  activate(title: string): Promise<void>;
  /** Takes the window with this title from the screen into the list of windows. */
  minimize(title: string): Promise<void>;
  /** Asks the active window to close, as the button in its frame and Alt+F4 do. */
  closeActive(): Promise<void>;
  /** Starts another program. Its window is the active one then. */
  openOther(): Promise<OtherProgram>;
  /**
   * Types a text with real keys, and waits until the other program has all of it. The text must arrive there and
   * nowhere else.
   */
  typeInto(program: OtherProgram, text: string): Promise<void>;
}

/** Tests that run on a desktop. It is there before the application starts, and is gone with the test. */
export const test = base.extend<{ desktop: Desktop }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  desktop: async ({}, use) => {
    base.skip(...without('openbox', 'xdotool'));
    const children: ChildProcess[] = [];
    const folders: string[] = [];
    const scratch = () => {
      const folder = scratchFolder('keyfold-desktop');
      folders.push(folder);
      return folder;
    };
    // On a person's own screen there is a window manager already.
    if (!(await isManaged())) children.push(await startManager(scratch()));
    await use(desktopOf(() => startOther(scratch(), children)));
    for (const child of children.reverse()) await end(child);
    for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  },
});

export { expect } from './test';

/** Returns a property of a window as xprop prints it; without a window, of the screen. Empty if there is none. */
async function property(name: string, window?: string): Promise<string> {
  const { stdout } = await execute('xprop', [...(window ? ['-id', window] : ['-root']), name]).catch(() => ({
    stdout: '',
  }));
  return stdout.includes('not found') || stdout.includes('no such atom')
    ? ''
    : stdout.replace(/^[^=#]*[=#] ?/, '').trim();
}

/** Whether a window manager runs. One that has ended leaves its note on the screen, but not the window in the note. */
async function isManaged(): Promise<boolean> {
  const window = /0x[\da-f]+/.exec(await property('_NET_SUPPORTING_WM_CHECK'))?.[0];
  return window !== undefined && (await property('_NET_SUPPORTING_WM_CHECK', window)).includes(window);
}

/** Starts openbox with its own settings and not those of the person who runs the tests. */
async function startManager(home: string): Promise<ChildProcess> {
  const child = spawn('openbox', ['--sm-disable'], {
    stdio: 'ignore',
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, XDG_DATA_HOME: home },
  });
  await until('the window manager works', isManaged);
  return child;
}

async function startOther(folder: string, children: ChildProcess[]): Promise<OtherProgram> {
  const child = spawn(electron, [...switches(false), otherProgram, folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: process.env,
  });
  children.push(child);
  let lines: string[] = [];
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
    lines = [...lines, ...(rest + piece).split('\n')];
    rest = lines.pop() ?? '';
  });
  await until('the other program has its window', () => lines.length > 0);
  const program: OtherProgram = {
    activate: () => activate('Other program'),
    text: () => JSON.parse(lines.at(-1) ?? '""'),
  };
  await program.activate();
  return program;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill();
  await gone;
}

async function titleOf(window: string): Promise<string> {
  const { stdout } = await execute('xdotool', ['getwindowname', window]).catch(() => ({ stdout: '' }));
  return stdout.trim();
}

/** Returns the windows that the window manager has, from the lowest to the one on top. */
async function managed(): Promise<string[]> {
  const list = await property('_NET_CLIENT_LIST_STACKING');
  return list.split(', ').filter((id) => /^0x[\da-f]+$/.test(id));
}

async function windowOf(title: string): Promise<string> {
  return until(`there is a window ${title}`, async () => {
    const windows = await managed();
    const titles = await Promise.all(windows.map(titleOf));
    return windows[titles.lastIndexOf(title)];
  });
}

async function activeWindow(): Promise<string> {
  const window = await property('_NET_ACTIVE_WINDOW');
  const id = /0x[\da-f]+/.exec(window)?.[0] ?? '0x0';
  return id === '0x0' ? '' : id;
}

async function active(): Promise<string> {
  const window = await activeWindow();
  return window === '' ? '' : titleOf(window);
}

async function activate(title: string): Promise<void> {
  await xdotool('windowactivate', await windowOf(title));
  await until(`the window ${title} is active`, async () => (await active()) === title);
}

function desktopOf(openOther: () => Promise<OtherProgram>): Desktop {
  return {
    active,
    async becomesActive(title) {
      const fits = (name: string) => (typeof title === 'string' ? name === title : title.test(name));
      await until(`a window ${title} is active`, async () => fits(await active()));
    },
    stacking: async () => Promise.all((await managed()).map(titleOf)),
    activate,
    async minimize(title) {
      await xdotool('windowminimize', '--sync', await windowOf(title));
    },
    closeActive: () => press('alt+F4'),
    openOther,
    async typeInto(program, text) {
      const before = program.text();
      await type(text);
      await until(
        () => `the other program has ${before}${text}; it has ${program.text()}`,
        () => program.text() === before + text,
      );
    },
  };
}
