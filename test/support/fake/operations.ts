import type { z } from 'zod';
import { contract, type Events, events } from '../../../common/contract';
import type { Client } from '../../../common/contract/derived';
import type { Operation } from '../../../common/contract/operation';
import { KeyfoldError, type Reply } from '../../../common/errors';
import type { View } from '../../../common/views';

/** What a test knows of a view's operations. All of it comes from the contract. */

type Groups<V extends View> = Exclude<keyof Client<V>, 'boot' | 'context' | 'on'>;
type Call<V extends View, Op extends string> = Op extends `${infer G}.${infer N}`
  ? G extends Groups<V>
    ? N extends keyof Client<V>[G]
      ? Client<V>[G][N]
      : never
    : never
  : never;

/** `group.name` of every operation that this view may call. */
export type OperationOf<V extends View> = {
  [G in Groups<V>]: `${G & string}.${keyof Client<V>[G] & string}`;
}[Groups<V>];
/** The input of a call, as the handler behind the gate gets it. */
export type InputOf<V extends View, Op extends string> =
  Call<V, Op> extends (input: infer Input) => unknown ? Input : never;
/** The output of a call that succeeds. */
export type OutputOf<V extends View, Op extends string> =
  Call<V, Op> extends (input: never) => Promise<Reply<infer Output>> ? Output : never;
/** What the view is told when it opens. */
export type ContextOf<V extends View> = Awaited<ReturnType<Client<V>['context']>>;
/** The events that this view gets. */
export type EventOf<V extends View> = {
  [N in keyof Events]: V extends Events[N]['views'][number] ? N : never;
}[keyof Events];

/** Sends an event to a view. */
export type Tell<V extends View> = <N extends EventOf<V>>(name: N, payload: Events[N]['payload']) => void;

/** Answers to a view's calls, as its handlers give them: a value, or an error by `fail`. */
export type Answers<V extends View> = {
  [Op in OperationOf<V>]?: (input: InputOf<V, Op>) => OutputOf<V, Op> | Promise<OutputOf<V, Op>>;
};

/** Returns the contract's own entry for a name, or `undefined` if there is no such operation. */
export function operationOf(name: string): Operation<z.ZodType, unknown> | undefined {
  const [group = '', operation = ''] = name.split('.');
  const groups: Record<string, Record<string, unknown>> = contract;
  return groups[group]?.[operation] as Operation<z.ZodType, unknown> | undefined;
}

/** Returns which process sends that event. */
export function sideOf(event: keyof Events): 'vault' | 'main' {
  return events[event].side;
}

/** Runs an answer as a gate does: an expected error becomes a reply, and any other error is thrown. */
export async function replyOf(answer: () => unknown): Promise<Reply<unknown>> {
  try {
    return { ok: true, value: await answer() };
  } catch (thrown) {
    if (thrown instanceof KeyfoldError) return { ok: false, error: thrown.error };
    throw thrown;
  }
}
