import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { test } from '@playwright/test';
import { without } from './systems';
import { until } from './until';

/**
 * What a person does to the window from outside: real keys through the X server, and the clipboard as another program
 * reads it. Nothing of it passes through the debugging connection, which would leave what is typed in the main process.
 * A test that calls one of these is skipped where the system has no such program.
 */

const execute = promisify(execFile);

/** Runs xdotool; the test is skipped where it isn't there. */
export function xdotool(...args: string[]): Promise<{ stdout: string }> {
  test.skip(...without('xdotool'));
  return execute('xdotool', args);
}

const found = async (...args: string[]): Promise<string[]> => {
  test.skip(...without('xdotool'));
  try {
    const { stdout } = await xdotool('search', ...args);
    return stdout.split('\n').filter(Boolean);
  } catch {
    // xdotool ends with 1 when there is no such window.
    return [];
  }
};

async function focus(window: string): Promise<void> {
  await xdotool('windowfocus', '--sync', window);
}

/** Gives the application's window the keyboard. */
export async function focusWindow(): Promise<void> {
  await focus(
    await until('the window is on the screen', async () =>
      (await found('--onlyvisible', '--name', '^Keyfold$')).at(-1),
    ),
  );
}

/** Presses keys, by the X server's names: `ctrl+l`, `Return`. */
export async function press(...keys: string[]): Promise<void> {
  await xdotool('key', '--clearmodifiers', ...keys);
}

/** Types a text where the keyboard is. */
export async function type(text: string): Promise<void> {
  await xdotool('type', '--clearmodifiers', '--delay', '8', '--', text);
}

/** The text of the clipboard, or of the primary selection, as another program sees it; empty where it holds none. */
export async function clipboardText(selection: 'clipboard' | 'primary' = 'clipboard'): Promise<string> {
  test.skip(...without('xclip'));
  try {
    const { stdout } = await execute('xclip', ['-selection', selection, '-o']);
    return stdout;
  } catch {
    // xclip ends with 1 when nothing is there.
    return '';
  }
}
