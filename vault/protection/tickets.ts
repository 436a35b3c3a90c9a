import { randomBytes } from 'node:crypto';
import { fail } from '../../common/errors';
import type { TicketPurpose } from '../../common/protection';
import { type Clock, monotonicClock } from '../base/clock';
import { sameBytes } from '../base/crypto/same-bytes';
import { type PlainValues, wipePlain } from '../keys/add';

/** Milliseconds from the making of a ticket to its end. */
export const ticketLife = 60_000;

/** Permits to show this key's secret once. The ticket carries the secret, so that it is not unsealed a second time. */
export interface RevealGrant {
  purpose: 'reveal';
  keyId: string;
  plain: PlainValues;
}

/** Permits one other act. If it is an act on a key, it is only for that key. */
export interface ActGrant {
  purpose: Exclude<TicketPurpose, 'reveal'>;
  keyId: string | null;
}

type Grant = RevealGrant | ActGrant;

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
   * Spends the ticket of another act. Errors: `ticket-invalid`, if it is unknown, spent or expired, or is for another
   * act or another key. In the last two cases it is spent as well.
   */
  spend(purpose: ActGrant['purpose'], keyId: ActGrant['keyId'], ticket: string): void;
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
    if (grant.purpose === 'reveal') wipePlain(grant.plain);
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
