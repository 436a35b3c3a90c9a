import type { AuditFacts } from '../../common/audit/actions';
import type { EffectName } from '../../common/effect-names';
import { findKey, type StoredKey } from '../keys/repository';
import { type Carried, describeNew, renameOld, setPeriod } from '../keys/rotation/carry';
import { namedFor } from '../keys/rotation/rotations';
import { changeTags, tagsOf } from '../keys/tags';
import type { Planned } from '../session/effects/plan';
import type { Reader, Writer } from '../store/database/database';
import { tagWords } from './keys-change';

/** Does one planned effect, and returns what its row in the log says. */
type Act = (writer: Writer) => AuditFacts;

/** What a stage of any number of rotations does, in the order in which it is done. */
export type Acts = Map<Planned, Act>;

/** Returns the keys as they were when the act began, each read once. Errors of what it returns: `not-found`. */
export function reading(database: Reader): (id: string) => StoredKey {
  const read = new Map<string, StoredKey>();
  return (id) => {
    const known = read.get(id) ?? findKey(database, id);
    read.set(id, known);
    return known;
  };
}

/** Adds a stage of one rotation. Each of its two keys has a row, which names the other one. */
export function addStage(acts: Acts, effect: EffectName, oldKey: StoredKey, newKey: StoredKey | null, act: Act): void {
  acts.set({ effect, subject: oldKey.id, object: newKey?.id ?? '' }, (writer) => ({
    ...act(writer),
    ...(newKey ? { subject: namedFor(newKey) } : {}),
  }));
  if (newKey) acts.set({ effect, subject: newKey.id, object: oldKey.id }, () => ({ subject: namedFor(oldKey) }));
}

/** Adds what is carried over (`gives`) or taken back, as the effects that it has on both keys. */
export function addCarried(
  acts: Acts,
  { old, successor }: { old: string; successor: string },
  carried: Carried,
  gives: boolean,
  now: () => number,
): void {
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
}
