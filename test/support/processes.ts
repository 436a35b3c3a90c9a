import { readFileSync } from 'node:fs';
import type { ElectronApplication } from '@playwright/test';
import type { View } from '../../common/views';
import { until } from './until';

/** Whether the process runs; one that has ended and was not yet collected doesn't. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Waits until the process has ended. */
export async function ended(pid: number): Promise<void> {
  await until(`process ${pid} has ended`, () => !isAlive(pid));
}

/** The process that holds the vault, or `null` while there is none. */
export async function findVaultProcess(app: ElectronApplication): Promise<number | null> {
  return app.evaluate(
    ({ app: main }) => main.getAppMetrics().find(({ name }) => name === 'Keyfold Vault')?.pid ?? null,
  );
}

/** The process that holds the vault; waits for it. */
export async function vaultProcess(app: ElectronApplication): Promise<number> {
  return until('the vault process runs', () => findVaultProcess(app));
}

/** The process of a view that stands. */
export async function viewProcess(app: ElectronApplication, view: View): Promise<number> {
  return until(`the process of ${view}`, () =>
    app.evaluate(
      ({ webContents }, url) =>
        webContents
          .getAllWebContents()
          .find((contents) => contents.getURL() === url)
          ?.getOSProcessId() ?? null,
      `app://${view}/`,
    ),
  );
}

/** Every process of the application, the main one included, each with what it is. */
export async function allProcesses(app: ElectronApplication): Promise<{ pid: number; kind: string }[]> {
  return app.evaluate(({ app: main }) =>
    main.getAppMetrics().map(({ pid, type, name }) => ({ pid, kind: name ?? type })),
  );
}

/** Processor time that the process has used so far, in ticks of the kernel (a hundredth of a second). Linux only. */
export function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return Number(fields[11]) + Number(fields[12]);
}
