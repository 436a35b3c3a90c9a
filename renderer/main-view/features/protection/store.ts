import { create } from 'zustand';
import { client } from '../../client';

/** When the access key management lock was turned on, in milliseconds since the epoch; `null`: it is off, or not known. */
export const useManagementLock = create<{ since: number | null }>(() => ({ since: null }));

/** Asks the vault. After a failure it stays as it was. */
export async function askManagementLock(): Promise<void> {
  const reply = await client.protection.state({});
  if (reply.ok) useManagementLock.setState({ since: reply.value.lock });
}
