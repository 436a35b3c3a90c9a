import type { z } from 'zod';
import type { View } from '../views';

/** Which process answers an operation. */
export type Side = 'vault' | 'main';

/** What must be true before an operation's handler runs. `unlocked` is checked by the vault's gate. */
export type Need = 'nothing' | 'unlocked';

export interface Operation<Input extends z.ZodType, Output, V extends View = View> {
  side: Side;
  /** The views that may call it; the gate refuses every other. */
  views: readonly V[];
  needs: Need;
  input: Input;
  /** Carries the output's type; there is no value at run time. */
  output: Output;
}

export interface Event<Payload> {
  side: Side;
  /** The views that receive it. */
  views: readonly View[];
  /** Carries the payload's type; there is no value at run time. */
  payload: Payload;
}

/** Names an operation's output or an event's payload type in the contract. */
export function type<T>(): T {
  return undefined as T;
}

type Definition<Input extends z.ZodType, V extends View> = { views: readonly V[]; needs?: Need; input: Input };

/** An operation that the vault process answers. It needs an unlocked vault unless it says otherwise. */
export function vaultOperation<Input extends z.ZodType, Output, V extends View>(
  definition: Definition<Input, V>,
  output: Output,
): Operation<Input, Output, V> & { side: 'vault' } {
  return { needs: 'unlocked', ...definition, side: 'vault', output };
}

/** An operation that the main process answers. */
export function mainOperation<Input extends z.ZodType, Output, V extends View>(
  definition: Definition<Input, V>,
  output: Output,
): Operation<Input, Output, V> & { side: 'main' } {
  return { needs: 'nothing', ...definition, side: 'main', output };
}
