import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { press, type } from './screen';
import { until } from './until';

/** The system's own dialogs for saving and opening a file (GTK's), driven by keys as a person would. */

const run = promisify(execFile);

/** How the titles of their windows begin. */
type Title = 'Save' | 'Open';

async function windows(title: Title): Promise<string[]> {
  try {
    const { stdout } = await run('xdotool', ['search', '--onlyvisible', '--name', `^${title}`]);
    return stdout.split('\n').filter(Boolean);
  } catch {
    // xdotool ends with 1 when there is no such window.
    return [];
  }
}

async function focusDialog(title: Title): Promise<void> {
  const dialog = await until(`the dialog ${title} is on the screen`, async () => (await windows(title)).at(-1));
  await run('xdotool', ['windowfocus', '--sync', dialog]);
}

const closed = (title: Title) => until(`the dialog ${title} is gone`, async () => (await windows(title)).length === 0);

async function cancel(title: Title): Promise<void> {
  await focusDialog(title);
  await press('Escape');
  await closed(title);
}

/** Saves under this path. */
export async function saveAs(path: string): Promise<void> {
  await focusDialog('Save');
  // The name of the file has the focus and is selected.
  await press('ctrl+a');
  await type(path);
  await press('Return');
  await closed('Save');
}

export const cancelSaving = () => cancel('Save');

/** Opens the file of this path, which must be absolute. */
export async function openFile(path: string): Promise<void> {
  await focusDialog('Open');
  // Its slash brings up the field that takes a path, unless that stands there from the last time.
  await type(path);
  await press('Return');
  await closed('Open');
}

export const cancelOpening = () => cancel('Open');
