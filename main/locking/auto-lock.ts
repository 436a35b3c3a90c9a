import type { SystemAbilities } from '../../common/settings';
import { type LockEvents, watchLockEvents } from '../platform/lock-events';
import { type IdleDeadline, idleDeadline } from './idle-deadline';

/** Locks Keyfold when nobody uses it, and when the system reports sleep, a locked screen or another user. */
export interface AutoLock {
  /**
   * Call this when the vault was opened or locked, or may have been. The first call also starts to listen to the
   * system, a little later.
   */
  note(unlocked: boolean): void;
  /**
   * Call this when there was input in one of the views. The system's idle time is not used: it counts work in other
   * programs too, so an open vault could stay open for hours, and some Wayland desktops don't report it.
   */
  touched(): void;
  readonly screenLock: SystemAbilities['screenLock'];
  stop(): void;
}

export interface AutoLockNeeds {
  /** Minutes without input until it locks; `null`: never. */
  minutes(): number | null;
  /** Does nothing if Keyfold is locked already. */
  lock(): void;
}

/** Milliseconds after which the lock screen has certainly loaded. */
const afterStart = 2500;
/** Milliseconds after which the first rows are painted. */
const afterUnlock = 300;

/** Starts nothing by itself: see {@link AutoLock.note}. */
export function createAutoLock({ minutes, lock }: AutoLockNeeds): AutoLock {
  let idle: IdleDeadline | null = null;
  let events: LockEvents | null = null;
  let starting: NodeJS.Timeout | null = null;
  let wasUnlocked = false;

  const listen = () => {
    events ??= watchLockEvents({ lock, awake: () => idle?.check() });
  };
  /**
   * Starts to listen after a delay. Starting the programs keeps this process busy for some frames, which must not
   * happen while somebody waits for a picture.
   */
  const listenSoon = (milliseconds: number) => {
    if (events) return;
    if (starting) clearTimeout(starting);
    starting = setTimeout(listen, milliseconds);
  };

  return {
    note(unlocked) {
      if (!starting) listenSoon(afterStart);
      // Only the opening counts as use. A sheet that came or went later doesn't.
      if (unlocked === wasUnlocked) return;
      wasUnlocked = unlocked;
      if (!unlocked) return;
      idle ??= idleDeadline({ minutes, onIdle: lock });
      listenSoon(afterUnlock);
      idle.touch();
    },
    touched: () => idle?.touch(),
    get screenLock() {
      return events?.screenLock ?? 'unnoticed';
    },
    stop() {
      if (starting) clearTimeout(starting);
      idle?.stop();
      events?.stop();
    },
  };
}
