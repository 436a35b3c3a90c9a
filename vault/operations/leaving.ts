import { createHash, randomUUID } from 'node:crypto';
import type { AuditFacts } from '../../common/audit/actions';
import { reportFailure } from '../base/report-failure';
import { finishHandover, noteHandover } from '../keys/handovers';
import { markDisplayed, markTaken } from '../keys/repository';
import { markUsed } from '../keys/usage';
import type { Verification } from '../protection/verification';
import { change, leave } from '../session/effects/change';
import type { Passed } from '../session/effects/passed';
import { type Planned, planOf } from '../session/effects/plan';
import type { OpenVault } from '../session/open-vault';

export interface Leaving {
  verification: Pick<Verification, 'pass'>;
  /** Milliseconds since the epoch. */
  now: number;
  /** Called if the reveal state of a key is another one now. */
  changed(id: string): void;
}

/**
 * Lets something of one key leave the vault in plain text. The key counts as used, and that is logged. If the secret or
 * the token leaves, it is marked as taken before, and counts as shown once `make` has handed it over: if that fails, or
 * the process ends in between, the only showing isn't lost. Errors: those of {@link leave}.
 */
export function outOf<T>(
  vault: OpenVault,
  passed: Passed,
  said: AuditFacts | ((planned: Planned) => AuditFacts),
  leaving: Leaving,
  make: () => T,
): T {
  const given = new Set<string>();
  const taken: string[] = [];
  const handover = randomUUID();
  let handedOver = false;
  const made = leave(
    vault,
    passed,
    (writer, planned) => {
      const { subject } = planned;
      const facts = typeof said === 'function' ? said(planned) : said;
      markUsed(writer, subject, leaving.now);
      // The AccessKey ID alone gives nobody anything.
      if (facts.part !== 'accessKeyId') {
        const noted = { id: handover, at: leaving.now, byWhom: vault.ledger.actor, facts, keys: [subject] };
        handedOver = noteHandover(writer, noted);
        given.add(subject);
        if (markTaken(writer, subject, leaving.now)) taken.push(subject);
      }
      return facts;
    },
    () => {
      for (const id of taken) leaving.changed(id);
      return make();
    },
  );
  const count = () => {
    if (handedOver) countAsGiven(vault, handover, leaving);
    countAsShown(vault, [...given], leaving);
  };
  if (made instanceof Promise) {
    return made.then((value: unknown) => {
      count();
      return value;
    }) as T;
  }
  count();
  return made;
}

/**
 * Notes that the secrets of these keys were handed over. Their rows are there already. A failure is only reported, for
 * what left has left: the keys then stay `taken`.
 */
export function countAsShown(vault: OpenVault, ids: readonly string[], { verification, now, changed }: Leaving): void {
  if (ids.length === 0) return;
  const shown: string[] = [];
  try {
    const plan = planOf(ids.map((subject) => ({ effect: 'leave.show', subject })));
    change(vault, verification.pass(plan), (writer, { subject }) => {
      if (markDisplayed(writer, subject, 'left', now)) shown.push(subject);
      return null;
    });
  } catch (error) {
    reportFailure('count as shown', error);
    return;
  }
  for (const id of shown) changed(id);
}

/** Notes that what was given to somebody has left. A failure is only reported, for what left has left. */
export function countAsGiven(vault: OpenVault, id: string, { verification }: Pick<Leaving, 'verification'>): void {
  try {
    const plan = planOf([{ effect: 'leave.show', subject: '', object: id }]);
    change(vault, verification.pass(plan), (writer) => {
      finishHandover(writer, id);
      return null;
    });
  } catch (error) {
    reportFailure('count as given', error);
  }
}

/** Returns the SHA-256 of a file, in hexadecimal. */
export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Returns what a row says of a note of the person about to whom something was given. */
export const handed = (handedTo: string | undefined): AuditFacts => (handedTo ? { handedTo } : {});
