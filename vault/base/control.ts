import type { ControlName, ControlRequests, FromMain, FromVault } from '../../common/control';
import { type Clock, monotonicClock } from './clock';
import { wipeBytes } from './wipe';

/** What the vault process can ask main to do. */
export interface Control {
  /**
   * Asks main and waits for the answer, which may take as long as a person takes. Returns `null` if main could not do
   * it, or if the keychain doesn't answer ({@link keychainAnswersWithin}). Bytes in `ask` are copied on the way, so the
   * caller can wipe its own bytes when this returns.
   */
  ask<N extends ControlName>(name: N, ask: ControlRequests[N]['ask']): Promise<ControlRequests[N]['answer'] | null>;
  post(message: FromVault): void;
}

/**
 * Milliseconds in which the keychain has to answer. Somebody who is asked to unlock the keychain may take longer. Until
 * then the master password does the same.
 */
export const keychainAnswersWithin = 5000;

/** What main can only answer with the keychain's help. */
const needsKeychain: ReadonlySet<ControlName> = new Set(['seal', 'unseal', 'keepMark', 'readMark']);

/**
 * The vault's end of the control port. `answer` is called with each answer of main. An answer that comes too late is
 * wiped. Until it comes, the keychain counts as unavailable, and nothing waits for it again. `clock` can't be set by
 * anybody.
 */
export function createControl(
  post: (message: FromVault) => void,
  clock: Clock = monotonicClock,
): Control & {
  answer(message: Extract<FromMain, { kind: 'answer' }>): void;
} {
  const waiting = new Map<number, (answer: never) => void>();
  /** The questions that the keychain has not answered in time, and not since then. */
  const late = new Set<number>();
  let lastNumber = 0;
  return {
    post,
    ask: (name, ask) =>
      new Promise((resolve) => {
        const slow = needsKeychain.has(name);
        if (slow && late.size > 0) return resolve(null);
        lastNumber += 1;
        const number = lastNumber;
        const stopTimer = slow
          ? clock.after(keychainAnswersWithin, () => {
              waiting.delete(number);
              late.add(number);
              resolve(null);
            })
          : null;
        waiting.set(number, (answer) => {
          stopTimer?.();
          resolve(answer);
        });
        post({ kind: 'ask', number, name, ask } as FromVault);
      }),
    answer: ({ number, answer }) => {
      const answered = waiting.get(number);
      waiting.delete(number);
      late.delete(number);
      if (answered) answered(answer as never);
      else wipeBytes(answer);
    },
  };
}
