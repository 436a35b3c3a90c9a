import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * The queue of changes: acts that run one at a time, in the order in which they are given. An act that waits for
 * another program or for a person waits outside ({@link outsideQueue}). Otherwise one keychain that doesn't answer, or
 * one dialog that stays open, would stop every other change.
 */

/** The turn of one act. */
interface Turn {
  /** Lets others have their turn while `wait` runs, and takes another turn afterwards. */
  leaveFor<T>(wait: () => Promise<T>): Promise<T>;
}

const turns = new AsyncLocalStorage<Turn>();

/** Runs an act in its turn. */
export type Queue = <T>(act: () => Promise<T>) => Promise<T>;

/** Makes an empty queue. */
export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();

  /** Waits for a turn. Returns the function that ends it. */
  const enter = (): Promise<() => void> => {
    const before = last;
    let leave = (): void => undefined;
    last = new Promise<void>((resolve) => {
      leave = resolve;
    });
    return before.then(() => leave);
  };

  return async (act) => {
    let leave = await enter();
    let over = false;
    let outside = false;
    const turn: Turn = {
      async leaveFor(wait) {
        // What an act has begun may still run when the act is over. It has no turn to give away.
        if (over || outside) return wait();
        outside = true;
        leave();
        try {
          return await wait();
        } finally {
          leave = await enter();
          outside = false;
          if (over) leave();
        }
      },
    };
    try {
      return await turns.run(turn, act);
    } finally {
      over = true;
      leave();
    }
  };
}

/**
 * Runs `wait` outside the queue, for an act that has its turn: others have theirs until `wait` is over, and the act goes
 * on in another turn of its own. What the act has looked at before may have changed by then. For an act that runs
 * beside others, this only runs `wait`. Only the act itself may call it, not what it has begun in the background.
 */
export function outsideQueue<T>(wait: () => Promise<T>): Promise<T> {
  const turn = turns.getStore();
  return turn ? turn.leaveFor(wait) : wait();
}
