import { useEffect, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError } from '../../../common/errors';
import type { KeyDetail } from '../../../common/keys/access-key';
import type { TargetId } from '../../../common/transfer/targets';
import type { UseLook, UseOptions } from '../../../common/transfer/use';

const nothingSeen: UseLook = { preview: '', problem: null, existing: null, switched: [], names: [] };

interface LookNeeds {
  client: Client<'use'>;
  key: KeyDetail | null;
  target: TargetId | null;
  options: UseOptions;
  /** The key is to be written into the file that was chosen. */
  inFile: boolean;
  refuse: (error: AppError) => void;
}

/**
 * Asks the vault what would be written. It returns that without the secret, and what the chosen file already has under
 * that name.
 */
export function useLook({ client, key, target, options, inFile, refuse }: LookNeeds): UseLook {
  const [look, setLook] = useState<UseLook>(nothingSeen);
  useEffect(() => {
    if (!key || !target) return;
    let late = false;
    void client.keyUse.look({ id: key.id, target, options, inFile }).then((reply) => {
      if (late) return;
      setLook(reply.ok ? reply.value : nothingSeen);
      if (!reply.ok) refuse(reply.error);
    });
    return () => {
      late = true;
    };
  }, [client, key, target, options, inFile, refuse]);
  return look;
}
