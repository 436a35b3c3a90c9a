import type { z } from 'zod';
import type { EffectName } from '../effect-names';
import type { ProtectionPart } from '../protection';
import type { View } from '../views';

/** Which process runs an operation. */
export type Side = 'vault' | 'main';

/** What must be true before an operation's handler runs. Both gates check it. */
export type Need = 'nothing' | 'unlocked';

/**
 * What an operation does. If several of these are true, the last of them counts.
 * - `reads`: it returns what is there and changes nothing.
 * - `waits`: it waits for a person who chooses a file, and reads that file.
 * - `changes`: the vault, its files, or what is kept for one sheet are different afterwards.
 * - `leaves`: something of the vault leaves it: into a file, to the clipboard, onto the reveal sheet.
 */
export type Kind = 'reads' | 'waits' | 'changes' | 'leaves';

/**
 * When an operation of the vault runs. `alone`: one at a time, in the order of the calls. So a hundred calls at once do
 * the same as a hundred calls in a row, and only one Argon2 at a time uses its memory. Others have their turn only while
 * such an operation waits for the keychain or for a person (`vault/base/queue.ts`). `beside`: at once, whatever else
 * runs.
 */
export type Runs = 'alone' | 'beside';

/** What the log says about a call that was refused or failed: it has the name of the effect that it was for. */
export interface Refusal {
  effect: EffectName;
  /** The part of operation protection that the call wanted to change. */
  setting?: ProtectionPart;
}

/**
 * A refusal as a definition writes it: only its effect, or a function of the call's input. `not-logged`: there is no
 * row.
 */
export type RefusedAs<Input> = EffectName | Refusal | 'not-logged' | ((input: Input) => EffectName | Refusal);

export interface Operation<Input extends z.ZodType, Output, V extends View = View> {
  side: Side;
  /** The views that may call it; the gate refuses every other. */
  views: readonly V[];
  needs: Need;
  kind: Kind;
  input: Input;
  /** Carries the output's type; there is no value at run time. */
  output: Output;
}

export interface VaultOperation<Input extends z.ZodType, Output, V extends View = View>
  extends Operation<Input, Output, V> {
  side: 'vault';
  runs: Runs;
  /** A person can stop it from the moment of the call on, also while it waits for its turn. */
  stoppable: boolean;
  /** Returns what the log says when a call with this input is refused; `null`: nothing. The input fits the schema. */
  refusal(input: z.output<Input>): Refusal | null;
}

export interface MainOperation<Input extends z.ZodType, Output, V extends View = View>
  extends Operation<Input, Output, V> {
  side: 'main';
}

/** An operation of each side as the gates see it: with its schema, and without the types of its input and output. */
export interface AnyOperation {
  vault: VaultOperation<z.ZodType, unknown>;
  main: MainOperation<z.ZodType, unknown>;
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

interface Definition<Input extends z.ZodType, V extends View> {
  views: readonly V[];
  input: Input;
}

/**
 * An operation that only reads or waits runs beside others, and its refusal has no row. Every other operation must say
 * both.
 */
type VaultDefinition<Input extends z.ZodType, V extends View> = Definition<Input, V> & { needs?: Need } & (
    | { kind: 'reads' | 'waits'; runs?: never; stoppable?: never; refused?: never }
    | { kind: 'changes' | 'leaves'; runs: Runs; stoppable?: true; refused: RefusedAs<z.output<Input>> }
  );

type MainDefinition<Input extends z.ZodType, V extends View> = Definition<Input, V> & { needs: Need; kind: Kind };

/** Defines an operation that the vault process runs. It needs an unlocked vault unless it says otherwise. */
export function vaultOperation<Input extends z.ZodType, Output, V extends View>(
  definition: VaultDefinition<Input, V>,
  output: Output,
): VaultOperation<Input, Output, V> {
  const { views, needs = 'unlocked', kind, input, runs = 'beside', stoppable = false } = definition;
  const refused = definition.refused ?? 'not-logged';
  const refusal = (given: z.output<Input>): Refusal | null => {
    const said = typeof refused === 'function' ? refused(given) : refused;
    if (said === 'not-logged') return null;
    return typeof said === 'string' ? { effect: said } : said;
  };
  return { side: 'vault', views, needs, kind, input, runs, stoppable, refusal, output };
}

/**
 * Defines an operation that the main process runs. Main has no log, and it has no secret that an operation could keep
 * in memory. So its operations run at once, and a refusal there has no row.
 */
export function mainOperation<Input extends z.ZodType, Output, V extends View>(
  definition: MainDefinition<Input, V>,
  output: Output,
): MainOperation<Input, Output, V> {
  return { ...definition, side: 'main', output };
}
