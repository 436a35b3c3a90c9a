import { z } from 'zod';
import { type, vaultOperation } from './operation';
import * as schema from './schemas';

export const rekey = {
  /**
   * Gives the vault new keys: everything in it is encrypted again. The master password stays the same. The old recovery
   * key opens nothing any more. Reports its progress (`transferProgress`). Meanwhile every other change is refused
   * (`new-keys-under-way`). Errors: `wrong-password`, `try-later`, `backup-failed`, `secret-damaged`, `cancelled`, those
   * of the file system. After an error the vault is as it was.
   */
  run: vaultOperation(
    {
      views: ['rekey'],
      kind: 'changes',
      runs: 'alone',
      stoppable: true,
      refused: 'vault.rekey',
      input: z.strictObject({ password: schema.password }),
    },
    type<null>(),
  ),
  /** Stops it; nothing of it stays. Does nothing if it isn't running, or has just been done. */
  cancel: vaultOperation(
    { views: ['rekey'], kind: 'changes', runs: 'beside', refused: 'not-logged', input: schema.nothing },
    type<null>(),
  ),
};
