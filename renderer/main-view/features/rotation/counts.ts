import type { StageCounts } from '../../../../common/rotation';

/** Returns how many rotations are under way; `undefined` if that isn't known yet. */
export function underWay(counts: StageCounts | null): number | undefined {
  return counts ? counts.started + counts.added + counts.switched + counts.disabled : undefined;
}
