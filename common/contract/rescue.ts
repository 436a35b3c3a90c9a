import { z } from 'zod';
import type { RescueState } from '../replaced';
import { type, vaultOperation } from './operation';
import * as schema from './schemas';

/**
 * What was open when the vault's files were found replaced. The vault is locked then. Nothing here needs a password,
 * because only encrypted files are moved.
 */
export const rescue = {
  /** Returns what was found and what can be saved; `null` if nothing waits for an answer. */
  state: vaultOperation(
    { views: ['rescue'], needs: 'nothing', kind: 'reads', input: schema.nothing },
    type<RescueState | null>(),
  ),
  /**
   * Saves the state that was open: among the vault's backups, or in a folder whose place the person chooses. Returns
   * its path, or `null` if the person chose no place. Errors: `not-found` if there is nothing to save, those of the file
   * system.
   */
  save: vaultOperation(
    {
      views: ['rescue'],
      needs: 'nothing',
      kind: 'changes',
      runs: 'alone',
      refused: 'not-logged',
      input: z.strictObject({ to: z.literal(['backups', 'elsewhere']) }),
    },
    type<{ path: string | null }>(),
  ),
  /** The person doesn't want it. */
  drop: vaultOperation(
    {
      views: ['rescue'],
      needs: 'nothing',
      kind: 'changes',
      runs: 'alone',
      refused: 'not-logged',
      input: schema.nothing,
    },
    type<null>(),
  ),
} as const;
