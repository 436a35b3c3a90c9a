import type { AuditFacts } from '../../../common/audit/actions';
import type { EffectName } from '../../../common/effect-names';
import { effects } from '../../../common/effects';
import { fail } from '../../../common/errors';
import type { AuditEntry, AuditSubject } from '../../audit/log';
import { defaultKeys, subjectOf } from '../../audit/record';
import type { Reader, Writer } from '../../store/database/database';
import type { OpenVault } from '../open-vault';
import { doorOf } from './door';
import { type Passed, planPassed, spend } from './passed';
import type { Planned } from './plan';

/**
 * Does one effect of a plan inside the transaction, and returns what its row in the log says beside the key that it is
 * about.
 */
export type Does = (writer: Writer, planned: Planned) => AuditFacts | undefined;

/**
 * The only way to change an open vault: does every effect of the plan, in its order, in one transaction. Each effect has
 * its row in the log, in the same transaction. If one of them fails, nothing has happened. Errors: those of `does`,
 * `not-found` if a key of the plan is not there.
 */
export function change(vault: OpenVault, passed: Passed, does: Does): void {
  const { effects: planned } = planPassed(passed);
  const { database, audit } = doorOf(vault);
  audit.settle();
  database.write((writer) =>
    audit.several((append) => {
      let defaults: readonly AuditSubject[] = defaultKeys(writer);
      for (const one of planned) {
        append(rowOf(writer, one, does));
        defaults = tellDefaults(writer, one.effect, defaults, append);
      }
    }),
  );
  spend(passed);
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

function rowOf(writer: Writer, planned: Planned, does: Does): AuditEntry {
  const { action, subject } = effects[planned.effect];
  const isKey = subject === 'key' && planned.subject !== '';
  // After its deletion nobody knows its name any more.
  const before = isKey && planned.effect === 'key.delete' ? subjectOf(writer, planned.subject) : null;
  const facts = does(writer, planned) ?? {};
  const key = isKey ? (before ?? subjectOf(writer, planned.subject) ?? fail('not-found', {})) : null;
  return { action, key, facts };
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
  effect: EffectName,
  before: readonly AuditSubject[],
  append: (entry: AuditEntry) => void,
): readonly AuditSubject[] {
  if (!movesDefaults.has(effect)) return before;
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
