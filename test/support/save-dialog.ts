import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { press, type } from './screen';
import { until } from './until';

/** The system's own dialog for saving a file (GTK's), driven by keys as a person would. */

const run = promisify(execFile);

async function windows(): Promise<string[]> {
  try {
    const { stdout } = await run('xdotool', ['search', '--onlyvisible', '--name', '^Save']);
    return stdout.split('\n').filter(Boolean);
  } catch {
    // xdotool ends with 1 when there is no such window.
    return [];
  }
}

async function focusDialog(): Promise<void> {
  const dialog = await until('the save dialog is on the screen', async () => (await windows()).at(-1));
  await run('xdotool', ['windowfocus', '--sync', dialog]);
}

const closed = () => until('the save dialog is gone', async () => (await windows()).length === 0);

/** Saves under this path. */
export async function saveAs(path: string): Promise<void> {
  await focusDialog();
  // The name of the file has the focus and is selected.
  await press('ctrl+a');
  await type(path);
  await press('Return');
  await closed();
}

export async function cancelSaving(): Promise<void> {
  await focusDialog();
  await press('Escape');
  await closed();
}
