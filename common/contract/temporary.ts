import { z } from 'zod';
import type { KeyRow } from '../keys/access-key';
import { type, vaultOperation } from './operation';
import { ids, nothing, ticket } from './schemas';

/** Temporary keys that have ended. */
export const temporary = {
  /** Returns the keys that have expired, the latest first, and not more than one call can delete. */
  expired: vaultOperation({ views: ['main-view'], kind: 'reads', input: nothing }, type<KeyRow[]>()),
  /**
   * Deletes exactly these keys: all of them or none. Returns what `keys.delete` does. Errors: `not-found`, `not-expired`, `verification-required`,
   * `ticket-invalid`, `plan-changed`.
   */
  clear: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'key.delete',
      input: z.strictObject({ ids, ticket: ticket.optional() }),
    },
    type<{ undo: string | null }>(),
  ),
} as const;
