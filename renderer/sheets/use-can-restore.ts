import { useEffect, useState } from 'react';
import type { Client } from '../../common/contract/derived';

/**
 * Returns whether there are backups to restore. The vault is asked after the first render, since the answer only adds a
 * button.
 */
export function useCanRestore(client: Pick<Client<'unlock' | 'create'>, 'backups'>): boolean {
  const [canRestore, setCanRestore] = useState(false);
  useEffect(() => {
    void client.backups.list({}).then((reply) => reply.ok && setCanRestore(reply.value.length > 0));
  }, [client]);
  return canRestore;
}
