import type { z } from 'zod';
import type { Reply } from '../errors';
import type { View, ViewBoot, ViewContexts } from '../views';
import type { Contract, Events } from './index';
import type { Side } from './operation';

/** Types that are derived from the contract. Nothing here exists at run time. */

type Groups = keyof Contract;
type Definition<G extends Groups, N extends keyof Contract[G]> = Contract[G][N] extends {
  side: infer S;
  views: readonly (infer V)[];
  input: infer I extends z.ZodType;
  output: infer O;
}
  ? { side: S; views: V; input: z.output<I>; output: O }
  : never;

/** `group.name` of every operation on one side. */
export type OperationName<S extends Side = Side> = {
  [G in Groups]: {
    [N in keyof Contract[G]]: Definition<G, N>['side'] extends S ? `${G}.${N & string}` : never;
  }[keyof Contract[G]];
}[Groups];

/**
 * The handlers that one side must have: one for every operation of that side, and no other. `Caller` is what the gate
 * knows about the caller.
 */
export type Handlers<S extends Side, Caller> = {
  [G in Groups as { [N in keyof Contract[G]]: Definition<G, N>['side'] extends S ? G : never }[keyof Contract[G]]]: {
    [N in keyof Contract[G] as Definition<G, N>['side'] extends S ? N : never]: (
      input: Definition<G, N>['input'],
      caller: Caller,
    ) => Definition<G, N>['output'] | Promise<Definition<G, N>['output']>;
  };
};

/** `window.keyfold` as one view has it: only the operations and events that this view may use. */
export type Client<V extends View> = {
  [G in Groups as { [N in keyof Contract[G]]: V extends Definition<G, N>['views'] ? G : never }[keyof Contract[G]]]: {
    [N in keyof Contract[G] as V extends Definition<G, N>['views'] ? N : never]: (
      input: Definition<G, N>['input'],
    ) => Promise<Reply<Definition<G, N>['output']>>;
  };
} & {
  boot: ViewBoot;
  /** Resolves when the view has its port. Returns what the view was opened for. */
  context(): Promise<ViewContexts[V]>;
  /** Listens to an event. Returns the function that stops listening. */
  on<N extends EventsOf<V>>(name: N, listener: (payload: Events[N]['payload']) => void): () => void;
};

type EventsOf<V extends View> = { [N in keyof Events]: V extends Events[N]['views'][number] ? N : never }[keyof Events];

/** What the preload needs of the contract at run time: names, sides and views, without the schemas. */
export type OperationTable = Record<string, Record<string, { side: Side; views: readonly View[] }>>;
