import type { AuditFacts } from '../../common/audit/actions';
import type { Handlers } from '../../common/contract/derived';
import type { EffectName } from '../../common/effect-names';
import { fail } from '../../common/errors';
import { findKey, type StoredKey, updateRotationDays } from '../keys/repository';
import { boardPage, countStages, rotationOf, rotationsAt } from '../keys/rotation/board';
import { type Carried, carrying, describeNew, renameOld, setPeriod, undoing } from '../keys/rotation/carry';
import { proposedPairs } from '../keys/rotation/pairs';
import * as rotations from '../keys/rotation/rotations';
import { changeTags, tagsOf } from '../keys/tags';
import type { Verification } from '../protection/verification';
import { change } from '../session/effects/change';
import { type Planned, planOf } from '../session/effects/plan';
import type { OpenVault } from '../session/open-vault';
import type { Writer } from '../store/database/database';

import { tagWords } from './keys-change';

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

/** Does one planned effect, and returns what its row in the log says. */
type Act = (writer: Writer) => AuditFacts;

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

  /** Returns the keys as they were when the act began, each read once. */
  const reading = () => {
    const read = new Map<string, StoredKey>();
    return (id: string): StoredKey => {
      const known = read.get(id) ?? findKey(database(), id);
      read.set(id, known);
      return known;
    };
  };

  const doAll = (acts: ReadonlyMap<Planned, Act>): null => {
    const passed = verification.pass(planOf([...acts.keys()]));
    change(vault(), passed, (writer, planned) => (acts.get(planned) ?? fail('internal', {}))(writer));
    return changed();
  };

  /** Adds a stage of one rotation. Each of its two keys has a row, which names the other one. */
  const stage = (
    acts: Map<Planned, Act>,
    effect: EffectName,
    oldKey: StoredKey,
    newKey: StoredKey | null,
    act: Act,
  ) => {
    acts.set({ effect, subject: oldKey.id, object: newKey?.id ?? '' }, (writer) => ({
      ...act(writer),
      ...(newKey ? { subject: rotations.namedFor(newKey) } : {}),
    }));
    if (newKey)
      acts.set({ effect, subject: newKey.id, object: oldKey.id }, () => ({ subject: rotations.namedFor(oldKey) }));
  };

  /** Adds what is carried over (`gives`) or taken back, as the effects that it has on both keys. */
  const carry = (acts: Map<Planned, Act>, old: string, successor: string, carried: Carried, gives: boolean) => {
    const { oldName, newName, description, days, tags = [] } = carried;
    if (oldName) {
      acts.set({ effect: 'key.edit', subject: old, object: JSON.stringify(oldName) }, (writer) => {
        renameOld(writer, old, carried, now());
        return {};
      });
    }
    if (newName || description) {
      acts.set({ effect: 'key.edit', subject: successor, object: JSON.stringify([newName, description]) }, (writer) => {
        describeNew(writer, successor, carried, now());
        return {};
      });
    }
    if (tags.length > 0) {
      acts.set({ effect: 'key.tag', subject: successor, object: JSON.stringify([gives, tags]) }, (writer) => {
        const before = tagWords(tagsOf(writer, successor));
        changeTags(writer, [successor], gives ? tags : [], gives ? [] : tags);
        return { before, after: tagWords(tagsOf(writer, successor)) };
      });
    }
    if (days) {
      const [before, after] = days;
      acts.set({ effect: 'rotation.period', subject: successor, object: String(after) }, (writer) => {
        setPeriod(writer, successor, carried);
        return { days: after ?? -1, daysBefore: before ?? -1 };
      });
    }
  };

  return {
    link({ pairs }) {
      const acts = new Map<Planned, Act>();
      const keyOf = reading();
      for (const { oldKey, newKey } of pairs) {
        rotations.checkPair(database(), oldKey, newKey);
        if (!rotations.openRotationWith(database(), oldKey)) {
          acts.set({ effect: 'rotation.start', subject: oldKey }, (writer) => {
            rotations.startRotation(writer, oldKey, now());
            return {};
          });
        }
        stage(acts, 'rotation.link', keyOf(oldKey), keyOf(newKey), (writer) => {
          // Another pair of the same act may have taken the key meanwhile.
          if (rotations.openRotationWith(writer, newKey)) fail('rotation-under-way', {});
          rotations.linkSuccessor(writer, oldKey, newKey, now());
          return {};
        });
      }
      return doAll(acts);
    },
    switch({ ids, names }) {
      const acts = new Map<Planned, Act>();
      const keyOf = reading();
      const carriedOver = carrying(database(), names);
      for (const id of new Set(ids)) {
        const successor = rotations.findOpen(database(), id, 'added').newKey ?? fail('internal', {});
        const carried = carriedOver(keyOf(id), keyOf(successor));
        stage(acts, 'rotation.switch', keyOf(id), keyOf(successor), (writer) => {
          rotations.switchOver(writer, id, carried, now());
          return {};
        });
        carry(acts, id, successor, carried, true);
      }
      return doAll(acts);
    },
    back({ ids }) {
      const acts = new Map<Planned, Act>();
      const keyOf = reading();
      for (const id of new Set(ids)) {
        const open = rotations.findOpen(database(), id, 'switched');
        const successor = open.newKey ?? fail('internal', {});
        const taken = undoing(rotations.carriedBy(open), keyOf(id), keyOf(successor));
        stage(acts, 'rotation.back', keyOf(id), keyOf(successor), (writer) => {
          rotations.switchBack(writer, id, now());
          return {};
        });
        carry(acts, id, successor, taken, false);
      }
      return doAll(acts);
    },
    cancel({ ids }) {
      const acts = new Map<Planned, Act>();
      const keyOf = reading();
      for (const id of new Set(ids)) {
        const { newKey } = rotations.findOpen(database(), id);
        stage(acts, 'rotation.cancel', keyOf(id), newKey === null ? null : keyOf(newKey), (writer) => {
          rotations.cancelRotation(writer, id);
          return {};
        });
      }
      return doAll(acts);
    },
  };
}
