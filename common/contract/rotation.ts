import { z } from 'zod';
import type { NewKeyDetails } from '../keys/access-key';
import { type Rotation, type RotationSummary, rotationDayLimits } from '../rotation';
import { type, vaultOperation } from './operation';
import { id, nothing } from './schemas';

const one = z.strictObject({ id });

/** Replacing keys before they are too old: after how many days, and the stages of a rotation. */
export const rotation = {
  summary: vaultOperation({ views: ['main-view'], kind: 'reads', input: nothing }, type<RotationSummary>()),
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
  /** Begins the rotation of the key with this id. Errors: `not-found`, `not-rotatable`, `rotation-under-way`. */
  start: vaultOperation(
    { views: ['main-view'], kind: 'changes', runs: 'alone', refused: 'rotation.start', input: one },
    type<{ rotation: string }>(),
  ),
  get: vaultOperation({ views: ['main-view'], kind: 'reads', input: one }, type<Rotation>()),
  /**
   * The new key is in use now. If the old key is the default, the new one becomes it. Errors: `not-found`,
   * `rotation-stage`.
   */
  switch: vaultOperation(
    { views: ['main-view'], kind: 'changes', runs: 'alone', refused: 'rotation.switch', input: one },
    type<null>(),
  ),
  /** Undoes `switch`. Errors: `not-found`, `rotation-stage`. */
  back: vaultOperation(
    { views: ['main-view'], kind: 'changes', runs: 'alone', refused: 'rotation.back', input: one },
    type<null>(),
  ),
  /** Ends the rotation; both keys stay as they are. Errors: `not-found`, `rotation-stage`. */
  cancel: vaultOperation(
    { views: ['main-view'], kind: 'changes', runs: 'alone', refused: 'rotation.cancel', input: one },
    type<null>(),
  ),
  /** Returns what the new key has in common with the old one, for the add sheet. Its AccessKey ID is empty. */
  preset: vaultOperation({ views: ['add'], kind: 'reads', input: one }, type<NewKeyDetails>()),
} as const;
