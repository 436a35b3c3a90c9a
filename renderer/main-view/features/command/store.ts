import { create } from 'zustand';
import type { GrantRow } from '../../../../common/command/allow';
import { client } from '../../client';
import { reported } from '../../report';

/** The grants that count now. */
export const useGrants = create<{ grants: readonly GrantRow[] }>(() => ({ grants: [] }));

export const grants = {
  async load(): Promise<void> {
    const reply = await client.command.grants({});
    if (reply.ok) useGrants.setState({ grants: reply.value });
  },
  /** Ends a grant; `null`: all of them. */
  async end(id: string | null): Promise<void> {
    await reported(client.command.endGrant({ id }));
    await grants.load();
  },
};
