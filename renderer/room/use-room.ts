import { useEffect, useState } from 'react';
import type { IdentityName, Room } from '../../common/accounts/account';
import type { Reply } from '../../common/errors';

/** Milliseconds without a keystroke before the vault is asked. */
const pause = 250;

interface RoomSource {
  accounts: { room(identity: IdentityName): Promise<Reply<Room>> };
}

/**
 * Asks the vault which keys the typed identity may still get. Returns `null` until the vault has answered for exactly
 * this identity.
 */
export function useRoom(client: RoomSource, who: IdentityName): Room | null {
  const { provider, accountId, identityKind, identityName } = who;
  const asked = JSON.stringify([provider, accountId, identityKind, identityName]);
  const [found, setFound] = useState<{ asked: string; room: Room } | null>(null);
  useEffect(() => {
    let late = false;
    const timer = setTimeout(async () => {
      const reply = await client.accounts.room({ provider, accountId, identityKind, identityName });
      if (!late && reply.ok) setFound({ asked, room: reply.value });
    }, pause);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [client, asked, provider, accountId, identityKind, identityName]);
  return found?.asked === asked ? found.room : null;
}
