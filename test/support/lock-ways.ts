import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { test } from '@playwright/test';
import type { Keyfold } from './app';
import { without } from './systems';
import { until } from './until';

/** Everything that locks without a person at the button, as it really happens. */

const run = promisify(execFile);

/** Milliseconds by which the clock is put forward. It is more than the longest time that Settings offers. */
const ahead = 61 * 60_000;

/**
 * Puts the main process's clock forward, so that its deadline is over at its next look. Puts it back when it has
 * locked.
 */
async function idle(keyfold: Keyfold): Promise<void> {
  const [view] = keyfold.app.windows();
  await keyfold.app.evaluate((_electron, by) => {
    const { now } = Date;
    Date.now = () => now() + by;
    Object.assign(globalThis, { clockBack: () => Object.assign(Date, { now }) });
  }, ahead);
  await until('the time without input has run out', () => view?.isClosed() ?? true);
  await keyfold.app.evaluate(() => Reflect.get(globalThis, 'clockBack')());
}

async function suspend(keyfold: Keyfold): Promise<void> {
  await keyfold.app.evaluate(({ powerMonitor }) => {
    setImmediate(() => powerMonitor.emit('suspend'));
  });
}

/** Sends a desktop's own signal on the session bus until it is heard, because nobody knows when a listener is ready. */
async function screenLock(keyfold: Keyfold): Promise<void> {
  test.skip(...without('sessionBus'));
  const [view] = keyfold.app.windows();
  const signal = ['/org/freedesktop/ScreenSaver', 'org.freedesktop.ScreenSaver.ActiveChanged', 'boolean:true'];
  await until('the signal was heard', async () => {
    await run('dbus-send', ['--session', '--type=signal', ...signal]);
    return view?.isClosed() || (await view?.waitForEvent('close', { timeout: 1000 }).catch(() => null));
  });
}

export const lockWays = {
  menu: (keyfold: Keyfold) => keyfold.menu('lock'),
  idle,
  suspend,
  'screen lock': screenLock,
} as const;
