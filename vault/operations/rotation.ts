import type { Handlers } from '../../common/contract/derived';
import { recordChange } from '../audit/record';
import { findKey, updateRotationDays } from '../keys/repository';
import { listDue, summarize } from '../keys/rotation/due';
import * as rotations from '../keys/rotation/rotations';
import type { OpenVault } from '../session/open-vault';

export interface RotationHandlerNeeds {
  /** Errors: `locked`. */
  vault(): OpenVault;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Tells the main view that keys changed. */
  changed(): null;
}

/**
 * What the contract's group `rotation` does. The age of a key is counted up to the system's time or the latest time
 * seen, whichever is later.
 */
export function rotationHandlers(needs: RotationHandlerNeeds): Handlers<'vault', unknown>['rotation'] {
  const { vault, now, changed } = needs;
  const database = () => vault().database;
  const aging = () => vault().ledger.clock.now();
  return {
    summary: () => ({ ...summarize(database(), aging()), open: rotations.openRotations(database()) }),
    list: (window) => listDue(database(), window, aging()),
    setDays({ id, days }) {
      const set = () => {
        findKey(database(), id);
        updateRotationDays(database(), id, days);
      };
      recordChange(vault(), 'rotation-days', id, set, { days: days ?? -1 });
      return changed();
    },
    start({ id }) {
      const begin = () => rotations.startRotation(database(), id, now());
      const rotation = recordChange(vault(), 'rotation-start', id, begin);
      changed();
      return { rotation };
    },
    get: ({ id }) => rotations.rotationOf(database(), id),
    switch({ id }) {
      recordChange(vault(), 'rotation-switch', null, () => rotations.switchOver(database(), id, now()));
      return changed();
    },
    back({ id }) {
      recordChange(vault(), 'rotation-back', null, () => rotations.switchBack(database(), id, now()));
      return changed();
    },
    cancel({ id }) {
      recordChange(vault(), 'rotation-cancel', null, () => rotations.cancelRotation(database(), id));
      return changed();
    },
    preset: ({ id }) => rotations.presetFor(database(), id),
  };
}
