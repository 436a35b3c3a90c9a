import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { press, type } from './screen';
import { until } from './until';

/** The system's own dialogs for saving and opening a file (GTK's), driven by keys as a person would. */

const run = promisify(execFile);

/** Milliseconds within which the dialog takes a path that it understood. */
const patience = 3000;

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

/**
 * Opens the file of this path, which must be absolute. What is typed while the dialog still reads its folder is lost,
 * and nothing tells when it is done: then it is typed again.
 */
export async function openFile(path: string): Promise<void> {
  let typedAt = Number.NEGATIVE_INFINITY;
  await until(`the file ${path} is opened`, async () => {
    const dialog = (await windows('Open')).at(-1);
    if (!dialog) return typedAt > 0;
    if (performance.now() - typedAt < patience) return false;
    await run('xdotool', ['windowfocus', '--sync', dialog]);
    await press('ctrl+a');
    // Its slash brings up the field that takes a path, unless that stands there already.
    await type(path);
    await press('Return');
    typedAt = performance.now();
    return false;
  });
}

export const cancelOpening = () => cancel('Open');
