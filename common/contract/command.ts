import { z } from 'zod';
import { type AllowAsk, allowedFor, type CommandState, type GrantRow, type WaitingAsk } from '../command/allow';
import { type, vaultOperation } from './operation';
import { proof } from './protection';
import * as schema from './schemas';

/** Answering what a program asks by the command `keyfold`. */
export const allow = {
  /** Returns the request that waits longest; `null`: none waits. */
  asked: vaultOperation({ views: ['allow'], kind: 'reads', input: schema.nothing }, type<AllowAsk | null>()),
  /**
   * Allows it, and sends to the program what it asked for. `process` is the place in the chain that a grant is for.
   * Errors: those of a verification (`export`), `password-required`, `not-found` (nobody asks any more), `key-expired`,
   * `secret-damaged`, `plan-changed` (the key is another one than was shown).
   */
  allow: vaultOperation(
    {
      views: ['allow'],
      kind: 'leaves',
      runs: 'alone',
      refused: 'leave.exec',
      input: z.strictObject({
        id: schema.id,
        lasts: z.enum(allowedFor),
        process: z.number().int().min(0).max(63),
        proof: proof.optional(),
      }),
    },
    type<null>(),
  ),
  /** Refuses it. The same program is refused for 30 seconds without being asked. Errors: `not-found`. */
  refuse: vaultOperation(
    {
      views: ['allow'],
      kind: 'changes',
      runs: 'beside',
      refused: 'not-logged',
      input: z.strictObject({ id: schema.id }),
    },
    type<null>(),
  ),
};

/** What the window shows of the command `keyfold`. */
export const command = {
  /** Returns whether programs can ask, and where the command's file is; `null`: there is none. */
  state: vaultOperation(
    { views: ['main-view'], kind: 'reads', input: schema.nothing },
    type<{ state: CommandState; program: string | null }>(),
  ),
  grants: vaultOperation({ views: ['main-view'], kind: 'reads', input: schema.nothing }, type<readonly GrantRow[]>()),
  /** Ends a grant; `null`: all of them. */
  endGrant: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'beside',
      refused: 'not-logged',
      input: z.strictObject({ id: schema.id.nullable() }),
    },
    type<null>(),
  ),
  /** Returns which program waits for the unlock. */
  waiting: vaultOperation(
    { views: ['unlock'], needs: 'nothing', kind: 'reads', input: schema.nothing },
    type<WaitingAsk>(),
  ),
};
