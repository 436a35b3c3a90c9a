import { powerMonitor } from 'electron';
import type { SystemAbilities } from '../../common/settings';
import { watchScreenLock } from './linux-screen-lock';

/**
 * Reports sleep, a locked screen, and another user on the screen. On macOS and Windows Electron reports all of them. On
 * Linux it reports only sleep, through logind; the others are heard on the D-Bus (`linux-screen-lock.ts`).
 */
export interface LockEvents {
  readonly screenLock: SystemAbilities['screenLock'];
  stop(): void;
}

export interface LockEventHooks {
  /** Lock now. */
  lock(): void;
  /** The machine woke up or the screen was unlocked: check whether the time has run out. */
  awake(): void;
}

/** Starts to listen. `stop` ends only what listens on the D-Bus. */
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
