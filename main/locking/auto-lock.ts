import type { SystemAbilities } from '../../common/settings';
import { type LockEvents, watchLockEvents } from '../platform/lock-events';
import { type IdleDeadline, idleDeadline } from './idle-deadline';

/** Locks when nobody uses Keyfold, and when the system says that nobody should. */
export interface AutoLock {
  /** The vault is open now, or locked. From the first time on the system is listened to, a little later. */
  note(unlocked: boolean): void;
  /**
   * There was input in one of the views. Not the system's idle time: that counts work in other programs too, under which
   * an open vault would stand for hours, and some Wayland desktops don't tell it.
   */
  touched(): void;
  readonly screenLock: SystemAbilities['screenLock'];
  stop(): void;
}

export interface AutoLockNeeds {
  /** Minutes without input until it locks; `null`: never. */
  minutes(): number | null;
  /** Does nothing where it is locked already. */
  lock(): void;
}

/** Milliseconds until the lock screen, and the main view behind it, surely stand. */
const afterStart = 2500;
/** Milliseconds until the first rows are painted. */
const afterUnlock = 300;

export function createAutoLock({ minutes, lock }: AutoLockNeeds): AutoLock {
  let idle: IdleDeadline | null = null;
  let events: LockEvents | null = null;
  let starting: NodeJS.Timeout | null = null;
  let wasUnlocked = false;

  const listen = () => {
    events ??= watchLockEvents({ lock, awake: () => idle?.check() });
  };
  /** To start the listening programs keeps this process busy for frames: not while somebody waits for a picture. */
  const listenSoon = (milliseconds: number) => {
    if (events) return;
    if (starting) clearTimeout(starting);
    starting = setTimeout(listen, milliseconds);
  };

  return {
    note(unlocked) {
      if (!starting) listenSoon(afterStart);
      // Only the opening itself is use: that a sheet came or went since is not.
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
