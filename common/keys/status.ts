export type KeyStatus = 'enabled' | 'disabled';

/**
 * The stages of a rotation. `started`: there is only the old key. `added`: the new key is there. `switched`:
 * applications and the default use the new key. `disabled`: the old key is disabled. `finished`: the old key is
 * deleted.
 */
export const rotationStages = ['started', 'added', 'switched', 'disabled', 'finished'] as const;
export type RotationStage = (typeof rotationStages)[number];
