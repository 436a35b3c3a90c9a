import type { ClosingAnswer, Loss } from '../common/closing';

/**
 * Ends the application only after a question, if something would be lost: a secret that was typed, an only showing, an
 * act under way. Whatever ends it by hand comes here: the window's own button, the menu, the shortcut, the desktop that
 * asks before it ends the session. Locking never asks: it must not wait for anybody.
 */
export interface Closing {
  /**
   * Returns whether the application may end now. If not, the person is asked, and `end` is called when they say that it
   * may.
   */
  mayEnd(end: () => void): boolean;
  /** What the view that asks has to say. */
  answer(answer: ClosingAnswer): void;
  /** Call this when views came or went. If nothing would be lost any more, a question that was open is forgotten. */
  changed(): void;
  /** From now on nobody is asked, for example since the system ends the application. */
  stopAsking(): void;
}

export interface ClosingNeeds {
  loss(): Loss | null;
  /** Lets the view ask in which it would be lost. */
  ask(): void;
}

/**
 * Milliseconds in which a view must have its question on the screen. One that hangs must not keep Keyfold open, and one on
 * a busy machine must not lose what it asks about.
 */
const answersWithin = 20_000;

/** Starts with no question. */
export function createClosing({ loss, ask }: ClosingNeeds): Closing {
  let agreed = false;
  let asking: { end(): void; impatient: NodeJS.Timeout | null } | null = null;

  const forget = () => {
    if (asking?.impatient) clearTimeout(asking.impatient);
    asking = null;
  };
  const leave = () => {
    const end = asking?.end;
    forget();
    agreed = true;
    end?.();
  };

  return {
    mayEnd(end) {
      if (agreed || loss() === null) return true;
      forget();
      asking = { end, impatient: setTimeout(leave, answersWithin) };
      ask();
      return false;
    },
    answer(answer) {
      if (!asking) return;
      if (answer === 'leave') leave();
      else if (answer === 'stay') forget();
      else if (asking.impatient) {
        clearTimeout(asking.impatient);
        asking.impatient = null;
      }
    },
    changed() {
      if (loss() === null) forget();
    },
    stopAsking() {
      agreed = true;
    },
  };
}
