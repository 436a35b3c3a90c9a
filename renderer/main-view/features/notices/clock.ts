import { create } from 'zustand';
import type { ClockState } from '../../../../common/clock';
import { client } from '../../client';

/**
 * What the vault says about the system's clock; `null` until it has answered. `looks` counts how often ages were to be
 * shown again.
 */
export const useClock = create<{ state: ClockState | null; looks: number }>(() => ({ state: null, looks: 0 }));

/**
 * Call this when something that is shown has just changed with the time, for example a key that expired. Ages and
 * expiry are shown again.
 */
export function lookAgain(): void {
  useClock.setState(({ looks }) => ({ looks: looks + 1 }));
}

/** Notes what the vault says about the clock. */
export function noteClock(state: ClockState): void {
  useClock.setState({ state });
}

/** Asks the vault. After a failure the system's clock is used as it is. */
export async function askClock(): Promise<void> {
  const reply = await client.clock.state({});
  if (reply.ok) noteClock(reply.value);
}

/**
 * Returns the time that decides ages and expiry, in milliseconds since the epoch: the system's clock, or a later time
 * if the vault has seen one.
 */
export function timeNow(): number {
  const { state } = useClock.getState();
  return Date.now() + (state ? Math.max(0, state.now - state.system) : 0);
}
