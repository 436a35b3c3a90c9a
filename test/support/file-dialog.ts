import { setTimeout as pause } from 'node:timers/promises';
import { test } from '@playwright/test';
import { clipboardText, press, type, xdotool } from './screen';
import { without } from './systems';
import { until } from './until';

/** Drives the system's own dialogs for saving and opening a file (GTK's), with keys as a person does. */

/** How the titles of their windows begin. */
type Title = 'Save' | 'Open' | 'Select';

async function windows(title: Title): Promise<string[]> {
  test.skip(...without('xdotool'));
  try {
    const { stdout } = await xdotool('search', '--onlyvisible', '--name', `^${title}`);
    return stdout.split('\n').filter(Boolean);
  } catch {
    // xdotool ends with 1 when there is no such window.
    return [];
  }
}

async function focusDialog(title: Title): Promise<void> {
  const dialog = await until(`the dialog ${title} is on the screen`, async () => (await windows(title)).at(-1));
  await xdotool('windowfocus', '--sync', dialog);
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

async function confirm(title: Title): Promise<void> {
  await press('Return');
  // If the list of completions is open, the first Return only accepts what it offers.
  if (!(await closesWithin(title, 2000))) await press('Return');
  await closed(title);
}

async function cancel(title: Title): Promise<void> {
  await focusDialog(title);
  await press('Escape');
  await closed(title);
}

/**
 * Types the path into the field that has the focus, or that opens with its slash, until all of it is there. On a busy
 * machine a dialog loses keys while it opens. The text that is selected in a field is the primary selection, which
 * shows what was typed.
 */
async function typePath(path: string): Promise<void> {
  await until(`the field holds ${path}`, async () => {
    await press('ctrl+a');
    await type(path);
    await press('ctrl+a');
    // The dialog for a folder ends a folder's path with a slash.
    return [path, `${path}/`].includes(await clipboardText('primary'));
  });
}

/** Saves under this path. */
export async function saveAs(path: string): Promise<void> {
  await focusDialog('Save');
  await typePath(path);
  await confirm('Save');
}

/** Returns every window on the screen. */
async function allWindows(): Promise<string[]> {
  const { stdout } = await xdotool('search', '--onlyvisible', '--name', '');
  return stdout.split('\n').filter(Boolean);
}

/** Waits until such a dialog is on the screen. */
export const dialogIsOpen = (title: Title): Promise<void> => focusDialog(title);

/** Waits until no such dialog is on the screen. */
export const dialogIsGone = (title: Title): Promise<boolean> => closed(title);

/** Types the path of an existing file. Returns the window in which the dialog asks whether to overwrite it. */
export async function startOverwriting(path: string): Promise<string> {
  await focusDialog('Save');
  const before = await allWindows();
  await typePath(path);
  await press('Return');
  return until('the dialog asks before it overwrites', async () =>
    (await allWindows()).find((one) => !before.includes(one)),
  );
}

/** Types the path of an existing file, says no when the dialog asks to overwrite it, and cancels. */
export async function declineOverwriting(path: string): Promise<void> {
  const question = await startOverwriting(path);
  await xdotool('windowfocus', '--sync', question);
  await press('Escape');
  await cancel('Save');
}

export const cancelSaving = () => cancel('Save');

/** Opens the file of this path, which must be absolute. */
export async function openFile(path: string): Promise<void> {
  await focusDialog('Open');
  await typePath(path);
  await confirm('Open');
}

/** Opens the folder of this path, which must be absolute and exist. */
export async function chooseFolder(path: string): Promise<void> {
  await focusDialog('Select');
  // Only with this key the dialog for a folder has a field for its path.
  await press('ctrl+l');
  await typePath(path);
  // A Return may only go into that folder, or accept what the list of completions offers.
  for (const key of ['Return', 'Return', 'alt+o']) {
    await press(key);
    if (await closesWithin('Select', 2000)) return;
  }
  await closed('Select');
}

export const cancelOpening = () => cancel('Open');
