import { randomBytes } from 'node:crypto';
import { fail } from '../../common/errors';
import type { TicketPurpose } from '../../common/protection';
import { type Clock, monotonicClock } from '../base/clock';
import { sameBytes } from '../base/crypto/same-bytes';
import { type PlainValues, wipePlain } from '../keys/add';

/** Milliseconds from the making of a ticket to its end. */
export const ticketLife = 60_000;

/** Showing this key's secret, once. The ticket carries the secret, so that nothing is unsealed again. */
export interface RevealGrant {
  purpose: 'reveal';
  keyId: string;
  plain: PlainValues;
}

/** One other act, on one key where it is one on a key. */
export interface ActGrant {
  purpose: Exclude<TicketPurpose, 'reveal'>;
  keyId: string | null;
}

type Grant = RevealGrant | ActGrant;

export interface Tickets {
  /** Makes a ticket: 32 random bytes in base64url. Takes over a grant's values and wipes them when it ends unspent. */
  make(grant: Grant): string;
  /** Spends a ticket to show a secret; the caller has the values from now on. Errors: `ticket-invalid`. */
  spendReveal(ticket: string): RevealGrant;
  /**
   * Spends the ticket of another act. Errors: `ticket-invalid` (unknown, spent, expired; for another act or another key,
   * and then it is spent as well).
   */
  spend(purpose: ActGrant['purpose'], keyId: ActGrant['keyId'], ticket: string): void;
  /** Ends every ticket: what they were given for is protected otherwise now. */
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
    if (grant.purpose === 'reveal') wipePlain(grant.plain);
  };

  /** Takes the ticket out, whatever it was for; `null` when there is none such, or no longer. */
  function take(text: string): Grant | null {
    const bytes = Buffer.from(text, 'base64url');
    let found: Ticket | null = null;
    // Every ticket is compared in full, so that time says nothing about any.
    for (const ticket of valid) {
      if (sameBytes(bytes, ticket.bytes)) found = ticket;
    }
    if (!found) return null;
    valid.delete(found);
    found.stopTimer();
    // A timer may be late, after a suspension for example.
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
      return grant?.purpose === 'reveal' ? grant : fail('ticket-invalid', {});
    },
    spend(purpose, keyId, text) {
      const grant = take(text);
      if (grant?.purpose === purpose && grant.keyId === keyId) return;
      if (grant) wipe(grant);
      fail('ticket-invalid', {});
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
