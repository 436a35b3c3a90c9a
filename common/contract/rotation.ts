import { z } from 'zod';
import type { NewKeyDetails } from '../keys/access-key';
import { languages } from '../languages';
import {
  type BoardPage,
  mostPairs,
  mostRotated,
  type ProposedPair,
  type Rotation,
  rotationDayLimits,
  rotationStages,
  type StageCounts,
} from '../rotation';
import { type, vaultOperation } from './operation';
import { id, nothing } from './schemas';

const one = z.strictObject({ id });
const rotations = z.array(id).min(1).max(mostRotated);
const language = z.enum(languages);

/**
 * Replacing keys before they are too old, or at once if they leaked: after how many days, and the stages of rotations. A
 * rotation is called by the id of its old key. It is begun by `keys.change`, or with its first step. What is done to several is done to all of them or to none.
 */
export const rotation = {
  /** Sets after how many days this key is due. `null`: as its provider says; 0: never. Errors: `not-found`. */
  setDays: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'rotation.period',
      input: z.strictObject({ id, days: z.int().min(0).max(rotationDayLimits.most).nullable() }),
    },
    type<null>(),
  ),
  /** Returns how many rotations are at each stage. */
  counts: vaultOperation({ views: ['main-view'], kind: 'reads', input: nothing }, type<StageCounts>()),
  /** Returns one window of the rotations at a stage: leaked keys first, then those that wait the longest. */
  board: vaultOperation(
    {
      views: ['main-view'],
      kind: 'reads',
      input: z.strictObject({
        stage: z.enum(rotationStages),
        offset: z.int().min(0),
        limit: z.int().min(1).max(500),
      }),
    },
    type<BoardPage>(),
  ),
  /** Returns the rotations at a stage by the ids of their old keys, in the board's order: `mostRotated` at most. */
  all: vaultOperation(
    { views: ['main-view'], kind: 'reads', input: z.strictObject({ stage: z.enum(rotationStages) }) },
    type<string[]>(),
  ),
  /**
   * Returns the rotation that a key is a part of, or what there would be if it was begun. Nothing is begun by that.
   * `language` is that of the names which are proposed. Errors: `not-found`.
   */
  get: vaultOperation(
    { views: ['main-view'], kind: 'reads', input: z.strictObject({ id, language }) },
    type<Rotation>(),
  ),
  /**
   * Returns which keys of the vault can take the place of which, the first `mostPairs` of them. `waiting`: for rotations
   * without a new key. `imported`: with keys that the last import of this session added, also for keys that are due or
   * leaked and in no rotation.
   */
  pairs: vaultOperation(
    { views: ['main-view'], kind: 'reads', input: z.strictObject({ of: z.enum(['waiting', 'imported']) }) },
    type<{ total: number; pairs: ProposedPair[] }>(),
  ),
  /**
   * Makes keys of the vault the new keys of rotations, and begins these if need be. Errors: `not-found`,
   * `not-rotatable`, `rotation-stage`, `rotation-under-way`, `rotation-mismatch`, `not-enabled`, `key-leaked`.
   */
  link: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'rotation.link',
      input: z.strictObject({
        pairs: z
          .array(z.strictObject({ oldKey: id, newKey: id }))
          .min(1)
          .max(mostPairs),
      }),
    },
    type<null>(),
  ),
  /**
   * The new keys are in use now. If an old key is the default, the new one becomes it. A new key gets what it has none of
   * its own of: description, rotation period, tags. `names`: it gets the old key's name too, and the old key's name gets
   * a word of that language; `null`: names stay. Errors: `not-found`, `rotation-stage`, `not-enabled`.
   */
  switch: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'rotation.switch',
      input: z.strictObject({ ids: rotations, names: language.nullable() }),
    },
    type<null>(),
  ),
  /** Undoes `switch`, with all that it carried over. Errors: `not-found`, `rotation-stage`. */
  back: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'rotation.back',
      input: z.strictObject({ ids: rotations }),
    },
    type<null>(),
  ),
  /** Ends the rotations; all keys stay as they are. Errors: `not-found`, `rotation-stage`. */
  cancel: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'rotation.cancel',
      input: z.strictObject({ ids: rotations }),
    },
    type<null>(),
  ),
  /** Returns what the new key has in common with the old one, for the add sheet. Its AccessKey ID is empty. */
  preset: vaultOperation({ views: ['add'], kind: 'reads', input: one }, type<NewKeyDetails>()),
} as const;
