import type { AuditFacts } from '../../../common/audit/actions';
import type { EffectName } from '../../../common/effect-names';
import { effects } from '../../../common/effects';
import { fail } from '../../../common/errors';
import { type AuditSubject, changeFacts } from '../../audit/facts';
import type { AuditEntry } from '../../audit/log';
import { binnedSubjectOf, defaultKeys, subjectOf, subjectsOf } from '../../audit/record';
import { createSlices } from '../../base/slices';
import { refuseLater } from '../../keys/later';
import type { Reader, Writer } from '../../store/database/database';
import type { OpenVault } from '../open-vault';
import { doorOf } from './door';
import { type Passed, planPassed, spend } from './passed';
import type { Planned } from './plan';

/**
 * Does one effect of a plan inside the transaction, and returns what its row in the log says beside the key that it is
 * about; `null`: there was nothing to do, and no row. `append` writes the row of another key that the same effect is
 * about, before its own.
 */
export type Does = (
  writer: Writer,
  planned: Planned,
  append: (key: string, facts: AuditFacts) => void,
) => AuditFacts | null | undefined;

/**
 * Does the same effect on several different keys by few statements. None of them is a default key, so none of these
 * effects can change another key.
 */
export type DoesSeveral = (writer: Writer, planned: readonly Planned[]) => SeveralDone;

export interface SeveralDone {
  /** What the row of each says in the log, by its place among the effects if that differs. */
  facts: AuditFacts | ((at: number) => AuditFacts);
  /** Returns a key as it was just stored, by its place among the effects, if it need not be read again for its row. */
  stored?(at: number): AuditSubject;
}

/** For some effects, how several of them that stand one after the other are done. */
export type Several = Partial<Record<EffectName, DoesSeveral>>;

/**
 * The only way to change an open vault: does every effect of the plan, in its order, in one transaction. Each effect has
 * its row in the log, in the same transaction. If one of them fails, nothing has happened. Errors: those of `does` and
 * of `several`, `not-found` if a key of the plan is not there, `needs-newer` if only a later Keyfold knows it.
 */
export function change(vault: OpenVault, passed: Passed, does: Does, several: Several = {}): void {
  const { effects: planned } = planPassed(passed);
  refuseLaterIn(vault, planned);
  doPart(vault, planned, does, several);
  spend(passed);
}

function refuseLaterIn({ database }: OpenVault, planned: readonly Planned[]): void {
  refuseLater(
    database,
    planned.filter(({ effect }) => touchesKey(effect)).map(({ subject }) => subject),
  );
}

/** Does these effects in one transaction. */
function doPart(vault: OpenVault, planned: readonly Planned[], does: Does, several: Several): void {
  const { database, audit } = doorOf(vault);
  audit.settle();
  database.write((writer) =>
    audit.several((append) => {
      let defaults: readonly AuditSubject[] = defaultKeys(writer);
      for (let at = 0; at < planned.length; ) {
        const run = runAt(planned, at, several, defaults);
        const [first] = run;
        const atOnce = first && several[first.effect];
        if (atOnce && run.length > 1) doSeveral(writer, run, atOnce, append);
        else if (first) {
          doOne(writer, first, does, append);
          defaults = tellDefaults(writer, first, defaults, append);
        }
        at += run.length;
      }
    }),
  );
}

/** Effects that take a key whole, whatever it is. */
const ofWhole: ReadonlySet<EffectName> = new Set<EffectName>([
  'leave.export',
  'key.delete',
  'key.restore',
  'key.erase',
]);

/** Whether the effect is about one key, and needs to know what that is. */
const touchesKey = (effect: EffectName) => effects[effect].subject === 'key' && !ofWhole.has(effect);

/**
 * Returns the effects that are done at once from there on: one, or several with the same name on different keys. A
 * default key is always alone, because its row is followed by one that says it is no longer the default.
 */
function runAt(
  planned: readonly Planned[],
  at: number,
  several: Several,
  defaults: readonly AuditSubject[],
): readonly Planned[] {
  const effect = planned[at]?.effect;
  const alone = planned.slice(at, at + 1);
  if (effect === undefined || !several[effect]) return alone;
  const taken = new Set(defaults.map(({ id }) => id));
  let end = at;
  for (let next = planned[end]; next?.effect === effect && !taken.has(next.subject); next = planned[end]) {
    taken.add(next.subject);
    end += 1;
  }
  return end - at > 1 ? planned.slice(at, end) : alone;
}

/**
 * The only way out of an open vault: each effect of the plan gets its row in the log first, and only then `make` hands
 * over what leaves. What can't be logged doesn't leave. `does` marks what must be stored of it. Errors: as those of
 * {@link change}, and those of `make`.
 */
export function leave<T>(vault: OpenVault, passed: Passed, does: Does, make: () => T): T {
  change(vault, passed, does);
  return make();
}

/** So many effects at most are done in one transaction where others have to have their turn. */
const mostAtOnce = 500;
/** Rows of one transaction otherwise. They are written in a part of a slice. */
const rowsAtOnce = 200;
/** Milliseconds that one of several transactions should take. */
const partTime = 100;

/**
 * As {@link leave}, for so many keys that their rows would keep other calls waiting for seconds: then the rows are
 * written in several transactions, with pauses. All of them are there before `make` is called. If something fails in
 * between, some keys have a row, but there is none of the whole, which comes last: nothing has left. Errors: as there.
 */
export async function leaveInSlices<T>(vault: OpenVault, passed: Passed, does: Does, make: () => T): Promise<T> {
  const { effects: planned } = planPassed(passed);
  if (planned.length <= mostAtOnce) return leave(vault, passed, does, make);
  const slices = createSlices();
  for (let at = 0; at < planned.length; at += rowsAtOnce) {
    const part = planned.slice(at, at + rowsAtOnce);
    refuseLaterIn(vault, part);
    doPart(vault, part, does, {});
    await slices.rest();
  }
  spend(passed);
  return make();
}

/**
 * As {@link change}, for so many effects that they would keep other calls waiting for seconds: then they are done in
 * several transactions, with pauses. What is done to one key is in one of them. `done` is told after each how many
 * effects are stored. If one fails, those before it stay, each with its row; the row of the whole, which comes last, is
 * missing. Errors: as there.
 */
export async function changeInSlices(
  vault: OpenVault,
  passed: Passed,
  does: Does,
  several: Several,
  done: (effects: readonly Planned[]) => void,
): Promise<void> {
  const { effects: planned } = planPassed(passed);
  refuseLaterIn(vault, planned);
  const slices = createSlices();
  let atOnce = planned.length <= mostAtOnce ? mostAtOnce : rowsAtOnce;
  for (let at = 0; at < planned.length; ) {
    let end = Math.min(at + atOnce, planned.length);
    while (end < planned.length && planned[end]?.subject === planned[end - 1]?.subject) end += 1;
    const part = planned.slice(at, end);
    const began = performance.now();
    doPart(vault, part, does, several);
    // What a transaction costs depends on the vault and the disk. Many small ones take longer than few large ones.
    const fitting = (part.length * partTime) / (performance.now() - began);
    atOnce = Math.round(Math.min(Math.max(fitting, rowsAtOnce / 4), 1.5 * part.length));
    done(part);
    at = end;
    if (at < planned.length) await slices.rest();
  }
  spend(passed);
}

/** Effects that write no row if the key is afterwards what it was: a page could repeat them without end. */
const idle: ReadonlySet<EffectName> = new Set<EffectName>([
  'key.edit',
  'key.dates',
  'key.setDefault',
  'key.cancelDefault',
  'key.enable',
  'key.disable',
  'key.leaked',
  'key.notLeaked',
  'rotation.period',
]);

const isSame = (one: AuditSubject, other: AuditSubject) => JSON.stringify(one) === JSON.stringify(other);

/** After its deletion nobody knows its name any more, and after an edit nobody knows what was there before. */
const compares = (effect: EffectName) =>
  effect === 'key.edit' || effect === 'key.assign' || isLeft(effect) || idle.has(effect);

/** After these effects the key is no longer where it was. */
const isLeft = (effect: EffectName) => effect === 'key.delete' || effect === 'key.erase';

/** Returns the key as it is before an effect: in the list, or in the recycle bin if it is erased from there. */
const subjectBefore = (reader: Reader, effect: EffectName, id: string) =>
  effect === 'key.erase' ? binnedSubjectOf(reader, id) : subjectOf(reader, id);

/** Does one effect and adds its row. */
function doOne(writer: Writer, planned: Planned, does: Does, append: (entry: AuditEntry) => void): void {
  const { effect, subject: id } = planned;
  const { action, subject } = effects[effect];
  const isKey = subject === 'key' && id !== '';
  const before = isKey && compares(effect) ? subjectBefore(writer, effect, id) : null;
  const facts = does(writer, planned, (key, more) => append({ action, key: subjectOf(writer, key), facts: more }));
  if (facts === null) return;
  const after = isKey && !isLeft(effect) ? subjectOf(writer, id) : null;
  if (!isKey) append({ action, key: null, facts: facts ?? {} });
  else tellKey(effect, before, after, facts ?? {}, append);
}

/** Returns the keys with these ids that are in the recycle bin. */
function binnedOf(reader: Reader, ids: readonly string[]): ReadonlyMap<string, AuditSubject> {
  return new Map(
    ids.flatMap((id) => {
      const found = binnedSubjectOf(reader, id);
      return found ? [[id, found] as const] : [];
    }),
  );
}

/** Keys that are read at once for their rows. */
const subjectsAtOnce = 500;

/** Does the same effect on several keys, and adds the row of each. */
function doSeveral(
  writer: Writer,
  planned: readonly Planned[],
  does: DoesSeveral,
  append: (entry: AuditEntry) => void,
): void {
  const [first] = planned;
  if (!first) return;
  const { effect } = first;
  const ids = planned.map(({ subject }) => subject);
  const none: ReadonlyMap<string, AuditSubject> = new Map();
  const toCompare = compares(effect);
  const before = !toCompare ? none : effect === 'key.erase' ? binnedOf(writer, ids) : subjectsOf(writer, ids, true);
  const { facts, stored } = does(writer, planned);
  const factsAt = (at: number) => (typeof facts === 'function' ? facts(at) : facts);
  if (stored) {
    for (const [at, id] of ids.entries()) tellKey(effect, before.get(id) ?? null, stored(at), factsAt(at), append);
    return;
  }
  // Some after the other, so that what was read doesn't live long.
  for (let at = 0; at < ids.length; at += subjectsAtOnce) {
    const some = ids.slice(at, at + subjectsAtOnce);
    const after = isLeft(effect) ? none : subjectsOf(writer, some, toCompare);
    for (const [index, id] of some.entries()) {
      tellKey(effect, before.get(id) ?? null, after.get(id) ?? null, factsAt(at + index), append);
    }
  }
}

/** Adds the row of a key, unless the effect can be idle and has changed nothing. Errors: `not-found`. */
function tellKey(
  effect: EffectName,
  before: AuditSubject | null,
  after: AuditSubject | null,
  facts: AuditFacts,
  append: (entry: AuditEntry) => void,
): void {
  if (before && after && idle.has(effect) && isSame(before, after)) return;
  const changed = before && after ? changeFacts(before, after) : {};
  const key = after ?? before ?? fail('not-found', {});
  append({ action: effects[effect].action, key, facts: { ...changed, ...facts } });
}

/** Effects that can make a key the default, or take that from it. */
const movesDefaults: ReadonlySet<EffectName> = new Set<EffectName>([
  'key.setDefault',
  'key.cancelDefault',
  'key.disable',
  'key.delete',
  'rotation.switch',
  'rotation.back',
]);

/**
 * Adds the rows of keys that are the default since an effect, or no longer, without being its subject. Returns the
 * defaults as they are now.
 */
function tellDefaults(
  reader: Reader,
  { effect, subject }: Planned,
  before: readonly AuditSubject[],
  append: (entry: AuditEntry) => void,
): readonly AuditSubject[] {
  if (!movesDefaults.has(effect)) return before;
  // These only take it from the key itself.
  const onlyItself = effect === 'key.disable' || effect === 'key.delete';
  if (onlyItself && before.every(({ id }) => id !== subject)) return before;
  const after = defaultKeys(reader);
  const has = (keys: readonly AuditSubject[], { id }: AuditSubject) => keys.some((key) => key.id === id);
  if (effect !== 'key.cancelDefault') {
    for (const former of before) {
      if (has(after, former) || subjectOf(reader, former.id) === null) continue;
      const replaced = after.some(({ provider }) => provider === former.provider);
      append({ action: 'cancel-default', key: former, facts: { why: replaced ? 'replaced' : 'disabled' } });
    }
  }
  if (effect !== 'key.setDefault') {
    for (const present of after) {
      if (!has(before, present)) append({ action: 'set-default', key: present, facts: { why: 'rotation' } });
    }
  }
  return after;
}
