import type { FromVault } from '../common/control';
import { bringUp } from './windows/bring-up';
import type { Stage } from './windows/stage';

/** What the requests of programs need of the window, as the vault process says it. */
type Wanted = Extract<FromVault, { kind: 'asked' }>['wanted'];

/** Brings the requests of programs to a person: the sheet `allow`, or the lock screen. */
export interface Asking {
  /** The vault process says what its requests need now. */
  heard(wanted: Wanted): void;
  /** A view came or went, or the vault was opened. */
  changed(): void;
  /** A key or a button went down in a view. */
  pressed(): void;
}

export interface AskingNeeds {
  /** A function, because the stage is made later. */
  stage(): Pick<Stage, 'window' | 'sheet' | 'openSheet' | 'closeSheet'>;
  unlocked(): boolean;
  /** Milliseconds since any fixed moment; it is never set back. */
  now?(): number;
}

/**
 * Milliseconds without a key or a button in the window before the sheet opens. The sheet takes the keyboard of the
 * window, so it must not come while somebody types in a form or searches, nor between two steps of one act.
 */
const quiet = 1000;

/** Nothing is asked at first. */
export function createAsking({ stage, unlocked, now = () => performance.now() }: AskingNeeds): Asking {
  let wanted: Wanted = 'none';
  let pressedAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;

  const mayOpen = () => wanted === 'allow' && unlocked() && !stage().window.isDestroyed() && stage().sheet === null;

  /** Opens the sheet when no other one stands and nobody types. An open form is never closed for it. */
  function openSoon(): void {
    if (timer !== null || !mayOpen()) return;
    timer = setTimeout(
      () => {
        timer = null;
        if (!mayOpen()) return;
        if (now() - pressedAt < quiet) return openSoon();
        stage().openSheet({ sheet: 'allow' });
        bringUp(stage().window);
      },
      Math.max(0, pressedAt + quiet - now()),
    );
  }

  return {
    heard(what) {
      wanted = what;
      if (stage().window.isDestroyed()) return;
      if (what !== 'allow' && stage().sheet === 'allow') stage().closeSheet();
      if (what !== 'none') bringUp(stage().window);
      openSoon();
    },
    changed: openSoon,
    pressed() {
      pressedAt = now();
    },
  };
}
