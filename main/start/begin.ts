import { homedir } from 'node:os';
import { app } from 'electron';
import { askToShow, lockElsewhere, lockFault, type OtherCopy, runningCopy } from './copies';
import { endStart } from './end-start';
import { codeOf, findObstacle } from './obstacles';

export interface StartSteps {
  /** What must be set before Electron is ready. */
  prepare(): void;
  /** Opens the window. Called when Electron is ready. */
  start(): void;
  /** Told what `start` has thrown. */
  failed(error: unknown): void;
}

/**
 * Finds out whether Keyfold can start and whether it runs already. Then it starts, lets the copy that runs show its
 * window, or says why it can't. There is no other way out of a start.
 */
export function begin(steps: StartSteps): void {
  const userData = app.getPath('userData');
  const obstacle = findObstacle(
    { home: homedir(), userData, temporary: app.getPath('temp') },
    {
      platform: process.platform,
      environment: process.env,
      args: process.argv.slice(1),
      electron: Number.parseInt(process.versions.electron ?? '', 10),
    },
  );
  if (obstacle) {
    endStart(obstacle);
    return;
  }
  steps.prepare();
  const other = runningCopy(userData);
  if (other) void showOther(userData, other, steps);
  else takeLock(userData, steps);
}

/** Lets the copy that runs already show its window, and ends. If that copy has ended meanwhile, this one starts. */
async function showOther(userData: string, other: OtherCopy, steps: StartSteps): Promise<void> {
  const answer = await askToShow(userData, other);
  if (answer === 'shown') app.exit(0);
  else if (answer === 'silent') endStart({ kind: 'silent-copy', pid: other.pid });
  else takeLock(userData, steps);
}

function takeLock(userData: string, steps: StartSteps): void {
  // Chromium refuses a lock of another machine without a word.
  const elsewhere = lockElsewhere(userData);
  if (elsewhere) {
    endStart({ kind: 'elsewhere', ...elsewhere });
  } else if (app.requestSingleInstanceLock()) {
    // This is not awaited, since Electron is ready only after the main module has run to its end.
    void app
      .whenReady()
      .then(steps.start)
      .catch((error) => {
        steps.failed(error);
        endStart({ kind: 'failed', where: error instanceof Error ? error.name : 'unknown' });
      });
  } else lockRefused(userData, steps);
}

function lockRefused(userData: string, steps: StartSteps): void {
  // Of two copies that are started together, the first has said meanwhile who it is.
  const other = runningCopy(userData);
  const fault = other ? null : lockFault(userData);
  if (other) void showOther(userData, other, steps);
  else if (fault !== null) endStart({ kind: 'no-lock', path: userData, system: codeOf(fault) });
  // Chromium has reached a first copy that can't be asked in another way, and that copy shows its window.
  else app.quit();
}
