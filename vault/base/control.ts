import type { ControlName, ControlRequests, FromMain, FromVault } from '../../common/control';

/** What the vault process can ask main to do. */
export interface Control {
  /**
   * Asks main and waits for the answer, which may take as long as a person takes. Returns `null` if main could not do
   * it. Bytes in `ask` are copied on the way, so the caller can wipe its own bytes when this returns.
   */
  ask<N extends ControlName>(name: N, ask: ControlRequests[N]['ask']): Promise<ControlRequests[N]['answer'] | null>;
  post(message: FromVault): void;
}

/** The vault's end of the control port. `answer` is called with each answer of main. */
export function createControl(post: (message: FromVault) => void): Control & {
  answer(message: Extract<FromMain, { kind: 'answer' }>): void;
} {
  const waiting = new Map<number, (answer: never) => void>();
  let lastNumber = 0;
  return {
    post,
    ask: (name, ask) =>
      new Promise((resolve) => {
        lastNumber += 1;
        waiting.set(lastNumber, resolve);
        post({ kind: 'ask', number: lastNumber, name, ask } as FromVault);
      }),
    answer: ({ number, answer }) => {
      waiting.get(number)?.(answer as never);
      waiting.delete(number);
    },
  };
}
