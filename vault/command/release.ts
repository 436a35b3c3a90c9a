import type { AuditFacts } from '../../common/audit/actions';
import { fail } from '../../common/errors';
import { openStored, wipePlain } from '../keys/add';
import { type Leaving, outOf } from '../operations/leaving';
import { seenKeys, seenOf } from '../operations/seen';
import type { Passed } from '../session/effects/passed';
import { type Plan, planOf } from '../session/effects/plan';
import type { OpenVault } from '../session/open-vault';
import { released } from './answers';
import { usableNow } from './choose';
import { type Customer, exitCodes } from './connection';
import { nearestAsker } from './peers';

/** Gives keys to programs. Each time is in the log before. */

/** Returns the key as a person sees it. Errors: `not-found`. */
export const seenNow = (vault: OpenVault, keyId: string): string =>
  seenOf(seenKeys(vault.database, [keyId])[0] ?? fail('not-found', {}));

/** Makes the plan that gives a key to so many programs. Errors: `not-found`. */
export function planFor(vault: OpenVault, keyId: string, programs: number): Plan {
  const seen = seenNow(vault, keyId);
  const places = Array.from({ length: programs }, (_, at) => String(at));
  return planOf(places.map((object) => ({ effect: 'leave.exec', subject: keyId, object, seen })));
}

/** What the log says: the program that gets it, and how. Never its arguments, which may hold passwords. */
function factsOf({ meant, program, chain }: Customer): AuditFacts {
  const path = program ?? chain[nearestAsker(chain)]?.path ?? null;
  if (meant.use === 'list') throw new Error('a list has no row');
  return { way: meant.use, ...(path === null ? {} : { place: path }) };
}

export interface Releasing {
  secretKey: Buffer;
  passed: Passed;
  keyId: string;
  /** As many as the plan has effects. */
  customers: readonly Customer[];
}

/**
 * Opens the key, writes the rows, and sends to each program what it asked for. Errors: `not-found`, `not-enabled`,
 * `key-expired`, `needs-newer`, `secret-damaged`, those of the log.
 */
export function release(vault: OpenVault, leaving: Leaving, { secretKey, passed, keyId, customers }: Releasing): void {
  const key = usableNow(vault.database, keyId, vault.ledger.clock.now());
  const plain = openStored(vault, secretKey, keyId, key.accessKeyId);
  const made: { customer: Customer; frames: Buffer | null }[] = [];
  let given = false;
  try {
    for (const customer of customers) {
      if (customer.meant.use === 'list') throw new Error('a list is no release');
      made.push({ customer, frames: released(customer.meant, key, plain) });
    }
    const facts = customers.map(factsOf);
    outOf(
      vault,
      passed,
      ({ object }) => facts[Number(object)] ?? {},
      leaving,
      () => {
        given = true;
        for (const { customer, frames } of made) {
          if (frames) customer.give(frames);
          else customer.end(exitCodes.wrongUse, customer.words.cannotWrite);
        }
      },
    );
  } finally {
    // What is given is wiped when it has been written.
    if (!given) for (const { frames } of made) frames?.fill(0);
    wipePlain(plain);
  }
}
