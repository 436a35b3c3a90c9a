import { z } from 'zod';
import type { KeyRow } from '../keys/access-key';
import { type, vaultOperation } from './operation';
import { id, nothing, ticket } from './schemas';

/** Most keys that are cleared away at once. */
const mostAtOnce = 10_000;

/** Temporary keys that have ended. */
export const temporary = {
  /** The keys that have expired, the latest first; as many as can be cleared away at once. */
  expired: vaultOperation({ views: ['main-view'], kind: 'reads', input: nothing }, type<KeyRow[]>()),
  /**
   * Deletes exactly these keys, all or none. The ticket is one to clear, for the first of them. Errors: `not-found`,
   * `not-expired`, `verification-required`, `ticket-invalid`.
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
