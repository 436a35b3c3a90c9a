import { z } from 'zod';
import type { KeyRow } from '../keys/access-key';
import { type, vaultOperation } from './operation';
import { id, nothing, ticket } from './schemas';

/** Most keys that one call deletes. */
const mostAtOnce = 10_000;

/** Temporary keys that have ended. */
export const temporary = {
  /** Returns the keys that have expired, the latest first, and not more than one call can delete. */
  expired: vaultOperation({ views: ['main-view'], kind: 'reads', input: nothing }, type<KeyRow[]>()),
  /**
   * Deletes exactly these keys: all of them or none. The ticket has the purpose `clear` and names the first key.
   * Errors: `not-found`, `not-expired`, `verification-required`, `ticket-invalid`.
   */
  clear: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'delete',
      input: z.strictObject({ ids: z.array(id).min(1).max(mostAtOnce), ticket: ticket.optional() }),
    },
    type<null>(),
  ),
} as const;
