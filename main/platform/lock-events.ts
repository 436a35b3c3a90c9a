import { powerMonitor } from 'electron';
import type { SystemAbilities } from '../../common/settings';
import { watchScreenLock } from './linux-screen-lock';

/**
 * What the system tells of sleep, of the screen being locked, and of another user taking the screen. Electron tells all
 * of it on macOS and Windows; on Linux it tells of sleep, through logind, and the rest is listened for here.
 */
export interface LockEvents {
  readonly screenLock: SystemAbilities['screenLock'];
  stop(): void;
}

export interface LockEventHooks {
  /** Lock now. */
  lock(): void;
  /** The machine woke up: see whether the time has run out. */
  awake(): void;
}

export function watchLockEvents({ lock, awake }: LockEventHooks): LockEvents {
  powerMonitor.on('suspend', lock);
  powerMonitor.on('shutdown', lock);
  powerMonitor.on('lock-screen', lock);
  powerMonitor.on('user-did-resign-active', lock);
  powerMonitor.on('resume', awake);
  powerMonitor.on('unlock-screen', awake);
  const watch = process.platform === 'linux' ? watchScreenLock(lock) : null;
  return {
    get screenLock() {
      if (!watch) return 'told';
      return watch.listens ? 'announced' : 'unnoticed';
    },
    stop: () => watch?.stop(),
  };
}
