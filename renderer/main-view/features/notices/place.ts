import { create } from 'zustand';
import type { VaultPlace } from '../../../../common/place';
import { client } from '../../client';

/** What is special about the vault's place; nothing until the vault has answered. */
export const usePlace = create<VaultPlace & { conflictsHidden: boolean }>(() => ({
  readOnly: false,
  limits: [],
  conflicts: [],
  conflictsHidden: false,
}));

/** Asks the vault. If that fails, nothing is said: whatever is wrong shows at the next act. */
export async function askPlace(): Promise<void> {
  const reply = await client.session.place({});
  if (reply.ok) usePlace.setState(reply.value);
}
