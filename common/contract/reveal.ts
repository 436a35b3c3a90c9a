import { z } from 'zod';
import type { ProviderId } from '../providers/provider';
import { type, vaultOperation } from './operation';
import * as schema from './schemas';

/** What the reveal sheet shows. No other reply of the contract carries the secret of a key. */
export interface RevealedKey {
  provider: ProviderId;
  name: string;
  identityName: string;
  accessKeyId: string;
  /** UTF-8. */
  secret: Uint8Array;
  /** UTF-8; `null` for long-term keys. */
  token: Uint8Array | null;
  /** It can't be shown again after this. */
  onlyOnce: boolean;
  /** It was taken before to be shown only once, and was not seen to the end. */
  onceMore: boolean;
  /** The sheet closes by itself after this many seconds. */
  seconds: number;
}

/** Showing one secret, once for each ticket. */
export const reveal = {
  /**
   * Spends the ticket. That the secret was taken, or shown, is stored and logged before it is returned. It stays with
   * this sheet's port until the sheet is gone or its time is over.
   */
  open: vaultOperation(
    {
      views: ['reveal'],
      kind: 'leaves',
      runs: 'alone',
      refused: 'leave.show',
      input: z.strictObject({ ticket: schema.ticket }),
    },
    type<RevealedKey>(),
  ),
  /** The person has seen a one-time secret to the end, and closes the sheet: from now on it counts as displayed. */
  displayed: vaultOperation(
    { views: ['reveal'], kind: 'changes', runs: 'alone', refused: 'leave.show', input: schema.nothing },
    type<null>(),
  ),
  /** Begins the sheet's time anew. Returns after how many seconds the sheet closes by itself. */
  keepOpen: vaultOperation(
    { views: ['reveal'], kind: 'changes', runs: 'beside', refused: 'not-logged', input: schema.nothing },
    type<{ seconds: number }>(),
  ),
  /** Puts one part on the clipboard. Returns after how many seconds it is cleared. */
  copy: vaultOperation(
    {
      views: ['reveal'],
      kind: 'leaves',
      runs: 'beside',
      refused: 'leave.copy',
      input: z.strictObject({
        part: z.enum(['accessKeyId', 'secret', 'token']),
        handedTo: schema.handedTo.optional(),
      }),
    },
    type<{ seconds: number }>(),
  ),
  /** Asks where to save and writes the provider's own CSV there. Returns `null` if the person cancelled. */
  saveCsv: vaultOperation(
    {
      views: ['reveal'],
      kind: 'leaves',
      runs: 'beside',
      refused: 'leave.csv',
      input: z.strictObject({ handedTo: schema.handedTo.optional() }),
    },
    type<{ fileName: string } | null>(),
  ),
} as const;
