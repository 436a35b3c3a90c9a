import { useEffect, useState } from 'react';
import type { Reply } from '../../common/errors';
import type { StoredProviderId } from '../../common/providers';

/** Milliseconds without a keystroke before the vault is asked. */
const pause = 250;

/** A name as it is typed. `except`: the id of the key that is edited; `null` if it is a new one. */
interface TypedName {
  provider: StoredProviderId;
  accountId: string;
  name: string;
  except: string | null;
}

interface TwinSource {
  keys: { twinOf(typed: TypedName): Promise<Reply<string | null>> };
}

/**
 * Asks the vault for another key of this account whose name looks the same as the typed one. Returns that name, or
 * `null` if there is none or the vault has not answered for exactly this name yet.
 */
export function useTwin(client: TwinSource, { provider, accountId, name, except }: TypedName): string | null {
  const asked = JSON.stringify([provider, accountId, name]);
  const [found, setFound] = useState<{ asked: string; twin: string | null } | null>(null);
  useEffect(() => {
    if (name.trim() === '') return;
    let late = false;
    const timer = setTimeout(async () => {
      const reply = await client.keys.twinOf({ provider, accountId, name, except });
      if (!late && reply.ok) setFound({ asked, twin: reply.value });
    }, pause);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [client, asked, provider, accountId, name, except]);
  return found?.asked === asked ? found.twin : null;
}
