import { create } from 'zustand';
import type { ClockState } from '../../../../common/clock';
import { client } from '../../client';

/** What the vault says of the system's clock; `null` until it was asked. */
export const useClock = create<{ state: ClockState | null; looks: number }>(() => ({ state: null, looks: 0 }));

/** The time has come for something that is shown: ages and expiry are looked at anew. */
export function lookAgain(): void {
  useClock.setState(({ looks }) => ({ looks: looks + 1 }));
}

export function noteClock(state: ClockState): void {
  useClock.setState({ state });
}

/** Asks the vault; a failure leaves the system's clock as it is. */
export async function askClock(): Promise<void> {
  const reply = await client.clock.state({});
  if (reply.ok) noteClock(reply.value);
}

/** The time that decides ages and expiry, in milliseconds since the epoch: the system's clock, or later where the vault has seen later. */
export function timeNow(): number {
  const { state } = useClock.getState();
  return Date.now() + (state ? Math.max(0, state.now - state.system) : 0);
}
