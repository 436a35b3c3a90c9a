import type { Handlers } from '../../common/contract/derived';
import { record, recordChange, subjectOf } from '../audit/record';
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
  const nameOf = ({ name, accessKeyId }: { name: string; accessKeyId: string }) => `${name} …${accessKeyId.slice(-4)}`;

  /** Runs a stage of a rotation. Each of its two keys has a row, which names the other one. */
  const stage = (action: 'rotation-switch' | 'rotation-back' | 'rotation-cancel', id: string, act: () => string) => {
    const open = vault();
    const { oldKey, newKey } = rotations.rotationOf(open.database, id);
    open.ledger.audit.settle();
    open.database.write(() => {
      recordChange(open, action, null, act, newKey ? { subject: nameOf(newKey) } : {});
      if (newKey === null) return;
      const facts = oldKey ? { subject: nameOf(oldKey) } : {};
      record(open, action, subjectOf(open.database, newKey.id), facts);
    });
    return changed();
  };
  return {
    summary: () => ({ ...summarize(database(), aging()), open: rotations.openRotations(database()) }),
    list: (window) => listDue(database(), window, aging()),
    setDays({ id, days }) {
      const set = () => {
        findKey(database(), id);
        updateRotationDays(database(), id, days);
      };
      const former = findKey(database(), id).rotationDays ?? -1;
      recordChange(vault(), 'rotation-days', id, set, { days: days ?? -1, daysBefore: former });
      return changed();
    },
    start({ id }) {
      const begin = () => rotations.startRotation(database(), id, now());
      const rotation = recordChange(vault(), 'rotation-start', id, begin);
      changed();
      return { rotation };
    },
    get: ({ id }) => rotations.rotationOf(database(), id),
    switch: ({ id }) => stage('rotation-switch', id, () => rotations.switchOver(database(), id, now())),
    back: ({ id }) => stage('rotation-back', id, () => rotations.switchBack(database(), id, now())),
    cancel: ({ id }) => stage('rotation-cancel', id, () => rotations.cancelRotation(database(), id)),
    preset: ({ id }) => rotations.presetFor(database(), id),
  };
}
