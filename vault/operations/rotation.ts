import type { Handlers } from '../../common/contract/derived';
import { fail } from '../../common/errors';
import { findKey, updateRotationDays } from '../keys/repository';
import { boardPage, countStages, rotationOf, rotationsAt } from '../keys/rotation/board';
import { carrying, undoing } from '../keys/rotation/carry';
import { proposedPairs } from '../keys/rotation/pairs';
import * as rotations from '../keys/rotation/rotations';
import type { Verification } from '../protection/verification';
import { change } from '../session/effects/change';
import { planOf } from '../session/effects/plan';
import type { OpenVault } from '../session/open-vault';
import { type Acts, addCarried, addStage, reading } from './rotation-acts';

export interface RotationHandlerNeeds {
  /** Errors: `locked`. */
  vault(): OpenVault;
  verification: Verification;
  /** The ids of the keys that the last import of this session added. */
  imported(): readonly string[];
  /** Milliseconds since the epoch. */
  now(): number;
  /** Tells the main view that keys changed. */
  changed(): null;
}

type Group = Handlers<'vault', unknown>['rotation'];

/**
 * What the contract's group `rotation` does. The age of a key is counted up to the system's time or the latest time
 * seen, whichever is later.
 */
export function rotationHandlers(needs: RotationHandlerNeeds): Group {
  const { vault, imported } = needs;
  const database = () => vault().database;
  const aging = () => vault().ledger.clock.now();
  return {
    counts: () => countStages(database()),
    board: (window) => boardPage(database(), window),
    all: ({ stage }) => rotationsAt(database(), stage),
    get: ({ id, language }) => rotationOf(database(), id, language),
    pairs: ({ of }) =>
      proposedPairs(
        database(),
        of === 'waiting' ? { kind: 'waiting' } : { kind: 'new-keys', ids: imported() },
        aging(),
      ),
    preset: ({ id }) => rotations.presetFor(database(), id),
    ...keyHandlers(needs),
    ...stageHandlers(needs),
  };
}

/** What is done to a key itself, whether it is in a rotation or not. */
function keyHandlers({ vault, verification, changed }: RotationHandlerNeeds): Pick<Group, 'setDays'> {
  return {
    setDays({ id, days }) {
      const facts = { days: days ?? -1, daysBefore: findKey(vault().database, id).rotationDays ?? -1 };
      const plan = planOf([{ effect: 'rotation.period', subject: id, object: String(days) }]);
      change(vault(), verification.pass(plan), (writer) => {
        updateRotationDays(writer, id, days);
        return facts;
      });
      return changed();
    },
  };
}

/** The stages, for any number of rotations: all of them or none. */
function stageHandlers({
  vault,
  verification,
  now,
  changed,
}: RotationHandlerNeeds): Pick<Group, 'link' | 'switch' | 'back' | 'cancel'> {
  const database = () => vault().database;

  const doAll = (acts: Acts): null => {
    const passed = verification.pass(planOf([...acts.keys()]));
    change(vault(), passed, (writer, planned) => (acts.get(planned) ?? fail('internal', {}))(writer));
    return changed();
  };

  return {
    link({ pairs }) {
      const acts: Acts = new Map();
      const keyOf = reading(database());
      for (const { oldKey, newKey } of pairs) {
        rotations.checkPair(database(), oldKey, newKey);
        if (!rotations.openRotationWith(database(), oldKey)) {
          acts.set({ effect: 'rotation.start', subject: oldKey }, (writer) => {
            rotations.startRotation(writer, oldKey, now());
            return {};
          });
        }
        addStage(acts, 'rotation.link', keyOf(oldKey), keyOf(newKey), (writer) => {
          // Another pair of the same act may have taken the key meanwhile.
          if (rotations.openRotationWith(writer, newKey)) fail('rotation-under-way', {});
          rotations.linkSuccessor(writer, oldKey, newKey, now());
          return {};
        });
      }
      return doAll(acts);
    },
    switch({ ids, names }) {
      const acts: Acts = new Map();
      const keyOf = reading(database());
      const carriedOver = carrying(database(), names);
      for (const id of new Set(ids)) {
        const successor = rotations.findOpen(database(), id, 'added').newKey ?? fail('internal', {});
        const carried = carriedOver(keyOf(id), keyOf(successor));
        addStage(acts, 'rotation.switch', keyOf(id), keyOf(successor), (writer) => {
          rotations.switchOver(writer, id, carried, now());
          return {};
        });
        addCarried(acts, { old: id, successor }, carried, true, now);
      }
      return doAll(acts);
    },
    back({ ids }) {
      const acts: Acts = new Map();
      const keyOf = reading(database());
      for (const id of new Set(ids)) {
        const open = rotations.findOpen(database(), id, 'switched');
        const successor = open.newKey ?? fail('internal', {});
        const taken = undoing(rotations.carriedBy(open), keyOf(id), keyOf(successor));
        addStage(acts, 'rotation.back', keyOf(id), keyOf(successor), (writer) => {
          rotations.switchBack(writer, id, now());
          return {};
        });
        addCarried(acts, { old: id, successor }, taken, false, now);
      }
      return doAll(acts);
    },
    cancel({ ids }) {
      const acts: Acts = new Map();
      const keyOf = reading(database());
      for (const id of new Set(ids)) {
        const { newKey } = rotations.findOpen(database(), id);
        addStage(acts, 'rotation.cancel', keyOf(id), newKey === null ? null : keyOf(newKey), (writer) => {
          rotations.cancelRotation(writer, id);
          return {};
        });
      }
      return doAll(acts);
    },
  };
}
