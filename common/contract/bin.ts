import { z } from 'zod';
import type { BinPage, BinState } from '../keys/bin';
import { fieldLimits } from '../keys/fields';
import { type, vaultOperation } from './operation';
import * as schema from './schemas';

const several = z.strictObject({ ids: schema.ids, ticket: schema.ticket.optional() });

/** The recycle bin. Errors of what changes it: `verification-required`, `ticket-invalid`, `plan-changed`. */
export const bin = {
  list: vaultOperation(
    {
      views: ['main-view'],
      kind: 'reads',
      input: z.strictObject({
        offset: z.int().min(0),
        limit: z.int().min(1).max(500),
        text: z.string().max(1000),
      }),
    },
    type<BinPage>(),
  ),
  state: vaultOperation({ views: ['main-view'], kind: 'reads', input: schema.nothing }, type<BinState>()),
  /** Returns the deleted key that has this AccessKey ID in this provider, or `null`. */
  holderOf: vaultOperation(
    {
      views: ['add'],
      kind: 'reads',
      input: z.strictObject({ provider: schema.provider, accessKeyId: z.string().max(fieldLimits.accessKeyId * 64) }),
    },
    type<{ name: string; deletedAt: number } | null>(),
  ),
  /**
   * Brings these keys back: all of them or none. Errors also: `not-found`, `access-key-id-taken`, `quota-full`,
   * `key-not-allowed`.
   */
  restore: vaultOperation(
    { views: ['main-view'], kind: 'changes', runs: 'alone', refused: 'key.restore', input: several },
    type<null>(),
  ),
  /**
   * Undoes a deletion whose answer had this ticket, within 60 seconds: the keys are again what they were, enabled and
   * default too. Errors: `ticket-invalid`, `plan-changed`, those of `restore`.
   */
  undo: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'key.restore',
      input: z.strictObject({ ticket: schema.ticket }),
    },
    type<null>(),
  ),
  /** Deletes these keys for good: all of them or none. Errors also: `not-found`. */
  erase: vaultOperation(
    { views: ['main-view'], kind: 'changes', runs: 'alone', refused: 'key.erase', input: several },
    type<null>(),
  ),
  /** Deletes for good what is in the bin, as many keys as one plan can have. */
  empty: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'key.erase',
      input: z.strictObject({ ticket: schema.ticket.optional() }),
    },
    type<null>(),
  ),
  /** Sets for how many days deleted keys can be restored. Those whose time is over by that are gone at once. */
  keep: vaultOperation(
    {
      views: ['main-view'],
      kind: 'changes',
      runs: 'alone',
      refused: 'bin.keep',
      input: z.strictObject({ days: schema.binDays, ticket: schema.ticket.optional() }),
    },
    type<null>(),
  ),
} as const;
