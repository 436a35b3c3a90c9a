import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
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

const isClosed = async (title: Title) => (await windows(title)).length === 0;
const closed = (title: Title) => until(`the dialog ${title} is gone`, () => isClosed(title));

async function closesWithin(title: Title, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (performance.now() < deadline) {
    if (await isClosed(title)) return true;
    await pause(50);
  }
  return false;
}

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

/** Every window on the screen. */
async function allWindows(): Promise<string[]> {
  const { stdout } = await run('xdotool', ['search', '--onlyvisible', '--name', '']);
  return stdout.split('\n').filter(Boolean);
}

/** Types the path of a file that is there, says no when the dialog asks whether to overwrite it, and cancels. */
export async function declineOverwriting(path: string): Promise<void> {
  await focusDialog('Save');
  const before = await allWindows();
  await press('ctrl+a');
  await type(path);
  await press('Return');
  const question = await until('the dialog asks before it overwrites', async () =>
    (await allWindows()).find((one) => !before.includes(one)),
  );
  await run('xdotool', ['windowfocus', '--sync', question]);
  await press('Escape');
  await cancel('Save');
}

export const cancelSaving = () => cancel('Save');

/** Opens the file of this path, which must be absolute. */
export async function openFile(path: string): Promise<void> {
  await focusDialog('Open');
  for (let tries = 0; tries < 3; tries += 1) {
    // A dialog that has just come up on a busy machine may miss what is typed: then all of it is typed again.
    if (tries > 0) await press('ctrl+a');
    // Its slash brings up the field that takes a path, unless that stands there from the last time.
    await type(path);
    await press('Return');
    if (await closesWithin('Open', 4000)) return;
  }
  await closed('Open');
}

export const cancelOpening = () => cancel('Open');
