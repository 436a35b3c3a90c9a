import { useEffect, useState } from 'react';
import type { Client } from '../../common/contract/derived';

/** Whether there are backups to restore. Asked once the sheet stands; the answer only adds a way out. */
export function useCanRestore(client: Pick<Client<'unlock' | 'create'>, 'backups'>): boolean {
  const [canRestore, setCanRestore] = useState(false);
  useEffect(() => {
    void client.backups.list({}).then((reply) => reply.ok && setCanRestore(reply.value.length > 0));
  }, [client]);
  return canRestore;
}
