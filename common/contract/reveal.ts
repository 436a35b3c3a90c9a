import { z } from 'zod';
import type { ProfileId } from '../providers/profile';
import { type, vaultOperation } from './operation';
import * as schema from './schemas';

/** What the reveal sheet shows. The only reply of the contract that carries a secret. */
export interface RevealedKey {
  profile: ProfileId;
  name: string;
  identityName: string;
  accessKeyId: string;
  /** UTF-8. */
  secret: Uint8Array;
  /** UTF-8; `null` for long-term keys. */
  token: Uint8Array | null;
  /** It can't be shown again after this. */
  onlyOnce: boolean;
  /** The sheet closes by itself after this many seconds. */
  seconds: number;
}

/** Showing one secret, once for each ticket. */
export const reveal = {
  /** Spends the ticket. The secret stays with this sheet's port until the sheet is gone. */
  open: vaultOperation(
    {
      views: ['reveal'],
      kind: 'leaves',
      runs: 'alone',
      refused: 'reveal-displayed',
      input: z.strictObject({ ticket: schema.ticket }),
    },
    type<RevealedKey>(),
  ),
  /** The secret stood on the screen: from now on it counts as shown. */
  displayed: vaultOperation(
    { views: ['reveal'], kind: 'changes', runs: 'alone', refused: 'reveal-displayed', input: schema.nothing },
    type<null>(),
  ),
  /** Puts one part on the clipboard; answers after how many seconds it is cleared. */
  copy: vaultOperation(
    {
      views: ['reveal'],
      kind: 'leaves',
      runs: 'beside',
      refused: 'copy',
      input: z.strictObject({ part: z.enum(['accessKeyId', 'secret', 'token']) }),
    },
    type<{ seconds: number }>(),
  ),
  /** Asks for a place and writes the provider's own CSV there; `null` when the person cancelled. */
  saveCsv: vaultOperation(
    { views: ['reveal'], kind: 'leaves', runs: 'beside', refused: 'csv-saved', input: schema.nothing },
    type<{ fileName: string } | null>(),
  ),
} as const;
