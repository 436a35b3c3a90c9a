import { randomBytes } from 'node:crypto';
import { fail } from '../../common/errors';
import { type Clock, monotonicClock } from '../base/clock';
import { sameBytes } from '../base/crypto/same-bytes';
import { type PlainValues, wipePlain } from '../keys/add';

/** Milliseconds from the making of a ticket to its end. */
export const ticketLife = 60_000;

/** Permits to show this key's secret once. The ticket carries the secret, so that it is not unsealed a second time. */
export interface RevealGrant {
  for: 'reveal';
  keyId: string;
  plain: PlainValues;
}

/** Permits one plan: what was shown to the person when it was verified, and nothing else. */
interface PlanGrant {
  for: 'plan';
  digest: string;
}

type Grant = RevealGrant | PlanGrant;

export interface Tickets {
  /**
   * Makes a ticket: 32 random bytes in base64url. Takes over the grant's values, and wipes them if the ticket ends
   * unspent.
   */
  make(grant: Grant): string;
  /**
   * Spends a ticket to show a secret. From now on the values are the caller's, who wipes them. Errors:
   * `ticket-invalid`.
   */
  spendReveal(ticket: string): RevealGrant;
  /**
   * Spends the ticket of a plan. Errors: `ticket-invalid` if it is unknown, spent or expired, or if it is for showing a
   * secret; `plan-changed` if it is for another plan. In these cases it is spent as well.
   */
  spend(digest: string, ticket: string): void;
  /** Ends every ticket, because what is protected has changed. */
  clear(): void;
}

/** The tickets of this process; they end with it. */
export function createTickets(clock: Clock = monotonicClock): Tickets {
  interface Ticket {
    bytes: Buffer;
    grant: Grant;
    endsAt: number;
    stopTimer(): void;
  }
  const valid = new Set<Ticket>();

  const wipe = (grant: Grant): void => {
    if (grant.for === 'reveal') wipePlain(grant.plain);
  };

  /**
   * Removes the ticket and returns its grant, for whatever act it is. Returns `null` if there is no such ticket, or if
   * it has ended.
   */
  function take(text: string): Grant | null {
    const bytes = Buffer.from(text, 'base64url');
    let found: Ticket | null = null;
    // Every ticket is compared in full, so that the time it takes says nothing about any of them.
    for (const ticket of valid) {
      if (sameBytes(bytes, ticket.bytes)) found = ticket;
    }
    if (!found) return null;
    valid.delete(found);
    found.stopTimer();
    // A timer may be late, for example after the computer was suspended.
    if (clock.now() < found.endsAt) return found.grant;
    wipe(found.grant);
    return null;
  }

  return {
    make(grant) {
      const bytes = randomBytes(32);
      const expire = () => {
        valid.delete(ticket);
        wipe(grant);
      };
      const ticket: Ticket = {
        bytes,
        grant,
        endsAt: clock.now() + ticketLife,
        stopTimer: clock.after(ticketLife, expire),
      };
      valid.add(ticket);
      return bytes.toString('base64url');
    },
    spendReveal(text) {
      const grant = take(text);
      return grant?.for === 'reveal' ? grant : fail('ticket-invalid', {});
    },
    spend(digest, text) {
      const grant = take(text);
      if (grant?.for === 'plan' && grant.digest === digest) return;
      if (grant) wipe(grant);
      fail(grant?.for === 'plan' ? 'plan-changed' : 'ticket-invalid', {});
    },
    clear() {
      for (const ticket of valid) {
        ticket.stopTimer();
        wipe(ticket.grant);
      }
      valid.clear();
    },
  };
}
