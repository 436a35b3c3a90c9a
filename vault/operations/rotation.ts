import { randomUUID } from 'node:crypto';
import type { AuditFacts } from '../../common/audit/actions';
import type { Handlers } from '../../common/contract/derived';
import type { EffectName } from '../../common/effect-names';
import { findKey, updateRotationDays } from '../keys/repository';
import * as rotations from '../keys/rotation/rotations';
import type { Verification } from '../protection/verification';
import { change } from '../session/effects/change';
import { type Planned, planOf } from '../session/effects/plan';
import type { OpenVault } from '../session/open-vault';
import type { Writer } from '../store/database/database';

export interface RotationHandlerNeeds {
  /** Errors: `locked`. */
  vault(): OpenVault;
  verification: Verification;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Tells the main view that keys changed. */
  changed(): null;
}

/** What the contract's group `rotation` does. */
export function rotationHandlers(needs: RotationHandlerNeeds): Handlers<'vault', unknown>['rotation'] {
  const { vault, verification, now, changed } = needs;
  const database = () => vault().database;

  const once = (planned: Planned, facts: AuditFacts, act: (writer: Writer) => void): void =>
    change(vault(), verification.pass(planOf([planned])), (writer) => {
      act(writer);
      return facts;
    });

  const nameOf = ({ name, accessKeyId }: { name: string; accessKeyId: string }) => `${name} …${accessKeyId.slice(-4)}`;

  /** Runs a stage of a rotation. Each of its two keys has a row, which names the other one. */
  const stage = (effect: EffectName, id: string, act: (writer: Writer) => void): null => {
    const { oldKey, newKey } = rotations.rotationOf(database(), id);
    const other = new Map<string, AuditFacts>();
    if (oldKey) other.set(oldKey.id, newKey ? { subject: nameOf(newKey) } : {});
    if (newKey) other.set(newKey.id, oldKey ? { subject: nameOf(oldKey) } : {});
    const planned = [...other.keys()].map((subject) => ({ effect, subject, object: id }));
    let done = false;
    change(vault(), verification.pass(planOf(planned)), (writer, { subject }) => {
      if (!done) act(writer);
      done = true;
      return other.get(subject);
    });
    return changed();
  };

  return {
    summary: () => ({ open: rotations.openRotations(database()) }),
    setDays({ id, days }) {
      const facts = { days: days ?? -1, daysBefore: findKey(database(), id).rotationDays ?? -1 };
      once({ effect: 'rotation.period', subject: id, object: String(days) }, facts, (writer) =>
        updateRotationDays(writer, id, days),
      );
      return changed();
    },
    start({ id }) {
      const rotation = randomUUID();
      once({ effect: 'rotation.start', subject: id, object: rotation }, {}, (writer) =>
        rotations.startRotation(writer, id, rotation, now()),
      );
      changed();
      return { rotation };
    },
    get: ({ id }) => rotations.rotationOf(database(), id),
    switch: ({ id }) => stage('rotation.switch', id, (writer) => rotations.switchOver(writer, id, now())),
    back: ({ id }) => stage('rotation.back', id, (writer) => rotations.switchBack(writer, id, now())),
    cancel: ({ id }) => stage('rotation.cancel', id, (writer) => rotations.cancelRotation(writer, id)),
    preset: ({ id }) => rotations.presetFor(database(), id),
  };
}
