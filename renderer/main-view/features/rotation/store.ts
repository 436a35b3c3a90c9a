import { create } from 'zustand';
import type { Rotation } from '../../../../common/rotation';
import { client } from '../../client';

/** The rotations that are under way, the latest first; none until the vault has answered. */
export const useRotations = create<{ open: readonly Rotation[] }>(() => ({ open: [] }));

export const rotations = {
  async load(): Promise<void> {
    const reply = await client.rotation.summary({});
    if (reply.ok) useRotations.setState({ open: reply.value.open });
  },
};
