import { z } from 'zod';
import { type, vaultOperation } from './operation';
import * as schema from './schemas';

export const rekey = {
  /**
   * Gives the vault new keys: everything in it is encrypted again. The master password stays the same. The old recovery
   * key opens nothing any more. Errors: `wrong-password`, `try-later`, `backup-failed`, `secret-damaged`, those of the
   * file system. After an error the vault is as it was.
   */
  run: vaultOperation(
    {
      views: ['rekey'],
      kind: 'changes',
      runs: 'alone',
      refused: 'vault.rekey',
      input: z.strictObject({ password: schema.password }),
    },
    type<null>(),
  ),
};
