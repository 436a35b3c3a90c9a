import { readdirSync, readFileSync } from 'node:fs';
import { type ElectronApplication, test } from '@playwright/test';
import type { View } from '../../common/views';
import { has, without } from './systems';
import { until } from './until';

/** Returns whether the process runs. A process that has ended and was not collected yet doesn't. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !has('proc') || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Waits until the process has ended. */
export async function ended(pid: number): Promise<void> {
  await until(`process ${pid} has ended`, () => !isAlive(pid));
}

/**
 * Reads something in the main process. If its heap is collected at the wrong moment, Playwright loses the answer
 * ("Resulting promise was garbage collected"). Because this only reads, it is asked again then.
 */
async function readInMain<Arg, R>(
  app: ElectronApplication,
  read: (electron: typeof import('electron'), arg: Arg) => R,
  arg: Arg,
): Promise<R> {
  for (;;) {
    try {
      return (await app.evaluate(read as (electron: typeof import('electron'), arg: unknown) => R, arg)) as R;
    } catch (error) {
      if (!String(error).includes('promise was garbage collected')) throw error;
    }
  }
}

/** Returns the process that holds the vault, or `null` if there is none. */
export async function findVaultProcess(app: ElectronApplication): Promise<number | null> {
  return readInMain(
    app,
    ({ app: main }) => main.getAppMetrics().find(({ name }) => name === 'Keyfold Vault')?.pid ?? null,
    null,
  );
}

/** Waits for the process that holds the vault, and returns it. */
export async function vaultProcess(app: ElectronApplication): Promise<number> {
  return until('the vault process runs', () => findVaultProcess(app));
}

/** Returns the process of a view that is open. */
export async function viewProcess(app: ElectronApplication, view: View): Promise<number> {
  return until(`the process of ${view}`, () =>
    readInMain(
      app,
      ({ webContents }, url) =>
        webContents
          .getAllWebContents()
          .find((contents) => contents.getURL() === url)
          ?.getOSProcessId() ?? null,
      `app://${view}/`,
    ),
  );
}

/** Returns the addresses of the pages that main has, without those that are still loading. */
export async function loadedViews(app: ElectronApplication): Promise<string[]> {
  return readInMain(
    app,
    ({ webContents }) =>
      webContents
        .getAllWebContents()
        .filter((contents) => !contents.isLoading())
        .map((contents) => contents.getURL()),
    null,
  );
}

/** Loads the page of a view once more. */
export async function reloadView(app: ElectronApplication, view: View): Promise<void> {
  await readInMain(
    app,
    ({ webContents }, url) => {
      for (const contents of webContents.getAllWebContents()) if (contents.getURL() === url) contents.reload();
    },
    `app://${view}/`,
  );
}

/**
 * Returns the processor time that the process has used so far, in ticks of the kernel (a hundredth of a second). Skips
 * the test without /proc.
 */
export function processorTime(pid: number): number {
  test.skip(...without('proc'));
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

/**
 * Returns the process and every process below it that runs now, each with its kind. This is read from the kernel's own
 * table and not from the application, so that helpers that Chromium doesn't count are in it too. Skips the test without
 * /proc.
 */
export function processTree(pid: number): { pid: number; kind: string }[] {
  test.skip(...without('proc'));
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const parent = readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) \S+ /s, '');
        return [{ pid: Number(name), parent: Number(parent.split(' ')[0]) }];
      } catch {
        // The process has ended since the folder was read.
        return [];
      }
    });
  const below = (of: number): number[] =>
    parents.filter(({ parent }) => parent === of).flatMap((child) => [child.pid, ...below(child.pid)]);
  return [pid, ...below(pid)].filter(isAlive).map((each) => ({ pid: each, kind: kindOf(each) }));
}

function kindOf(pid: number): string {
  try {
    // A process from Chromium's zygote has its arguments overwritten as one text with blanks.
    const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return / --type=(\S+)/.exec(line)?.[1] ?? line.split(' ')[0]?.split('/').at(-1) ?? '';
  } catch {
    return 'ended';
  }
}
