import type { SystemAbilities } from '../../common/settings';
import { type LockEvents, watchLockEvents } from '../platform/lock-events';
import { type IdleDeadline, idleDeadline } from './idle-deadline';

/** Locks when nobody uses Keyfold, and when the system says that nobody should. */
export interface AutoLock {
  /** The vault is open now, or locked. Listening starts when it is opened for the first time. */
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

export function createAutoLock({ minutes, lock }: AutoLockNeeds): AutoLock {
  let idle: IdleDeadline | null = null;
  let events: LockEvents | null = null;
  let wasUnlocked = false;
  return {
    note(unlocked) {
      // Only the opening itself is use: that a sheet came or went since is not.
      if (unlocked === wasUnlocked) return;
      wasUnlocked = unlocked;
      if (!unlocked) return;
      idle ??= idleDeadline({ minutes, onIdle: lock });
      // Not at the start: its processes would take time from the first paint.
      events ??= watchLockEvents({ lock, awake: () => idle?.check() });
      idle.touch();
    },
    touched: () => idle?.touch(),
    get screenLock() {
      return events?.screenLock ?? 'unnoticed';
    },
    stop() {
      idle?.stop();
      events?.stop();
    },
  };
}
