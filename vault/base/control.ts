import type { ControlName, ControlRequests, FromMain, FromVault } from '../../common/control';

/** What the vault process can ask of main. */
export interface Control {
  /**
   * Asks and waits, as long as a person may take; `null` when main could not do it. Bytes in `ask` are copied on the
   * way, so that the caller can wipe its own when this returns.
   */
  ask<N extends ControlName>(name: N, ask: ControlRequests[N]['ask']): Promise<ControlRequests[N]['answer'] | null>;
  post(message: FromVault): void;
}

/** The vault's end of the control port; `answer` takes what main answers. */
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
