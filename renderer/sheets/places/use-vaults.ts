import { useCallback, useEffect, useState } from 'react';
import type { Client } from '../../../common/contract/derived';
import type { AppError, Reply } from '../../../common/errors';
import type { FoundVault, KnownVault } from '../../../common/vaults';

/** The part of a client that changes between vaults. */
export type VaultsClient = Pick<Client<'create'>, 'vaults' | 'elsewhere'>;

/**
 * The vaults that this machine knows, and the ways to others. They are asked for after the first render, and again when
 * the window gets the focus, since a disk may have been connected meanwhile. `found` is what the person has chosen.
 */
export function useVaults(client: VaultsClient) {
  const [known, setKnown] = useState<KnownVault[]>([]);
  const [found, setFound] = useState<FoundVault | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);

  const load = useCallback(async () => {
    const reply = await client.vaults.list({});
    if (reply.ok) setKnown(reply.value);
  }, [client]);
  useEffect(() => {
    void load();
    const again = () => void load();
    window.addEventListener('focus', again);
    return () => window.removeEventListener('focus', again);
  }, [load]);

  /** Waits for a dialog of the system, one at a time. */
  async function ask<T>(call: () => Promise<Reply<T>>): Promise<T | null> {
    if (asking) return null;
    setAsking(true);
    setFailure(null);
    const reply = await call();
    setAsking(false);
    if (reply.ok) return reply.value;
    setFailure(reply.error);
    return null;
  }

  return {
    current: known.find(({ current }) => current) ?? null,
    others: known.filter(({ current }) => !current),
    found,
    failure,
    choose: async () => setFound(await ask(() => client.elsewhere.choose({}))),
    make: () => ask(() => client.elsewhere.make({})),
    drop: () => setFound(null),
    load,
    use: (id: string) => void client.vaults.open({ id }),
    async forget(id: string) {
      await client.vaults.forget({ id });
      await load();
    },
  };
}
